import Diagnostics
import Differential
import JavaScript

extension FuzzTarget {
    func checkParser(_ input: [UInt8], isThorough: Bool) throws(Finding) {
        let source = SourceFile(name: "input.mjs", bytes: input)
        try checkRoundTrip(source, whole: input)
        guard isThorough else { return }
        try checkRewriting(source)
        try expect(outcome(of: source) == outcome(of: source), "parsed twice, the module gives something else")
    }

    /// A module is refused at a place inside it, or parses; then its print parses to the same tree, and prints alike.
    ///
    /// - Parameter whole: the document that the module stands in, which is what its places lie in.
    func checkRoundTrip(_ source: SourceFile, whole: [UInt8]) throws(Finding) {
        var names = NameTable()
        let tree: SyntaxTree
        do {
            tree = try parseModule(source, names: &names)
        } catch {
            try check([error], in: whole)
            return
        }
        let text = printModule(tree, names: names)
        let again: SyntaxTree
        do {
            again = try parseModule(SourceFile(name: "printed.mjs", text: text), names: &names)
        } catch {
            // Printing writes out what the source left short, so that little is missing may become too much.
            if Self.isAboutSize(error) { return }
            throw Finding("what was printed does not parse: \(withoutQuotations(error.message))")
        }
        try expect(tree.hasSameShape(as: again), "what was printed parses to another tree")
        try expect(printModule(again, names: names) == text, "what was printed prints differently")
    }

    /// A module that is printed with other names means the same, and every part of the print leads back to where it stands.
    func checkRewriting(_ source: SourceFile) throws(Finding) {
        guard !FreshNames.mayOccur(in: String(decoding: source.bytes, as: UTF8.self)), let module = try? AnalysedModule(source) else {
            return
        }
        let plain = Rewriting(of: module)
        let print = plain.printed(as: "printed.mjs")
        try expect(Array(printModule(module.tree, names: module.names).utf8) == print.bytes, "with nothing changed, the print is another")
        var random = FuzzRandom(seed: fingerprint(source.bytes))
        var names = FreshNames()
        for renaming in RandomRenaming.allCases {
            // To look for names that may be exchanged takes a look at all of them for each.
            if renaming == .shuffled, module.bindings.all.count > 100 { continue }
            var rewriting = plain
            renaming.apply(to: &rewriting, &random, &names)
            let conflicts = rewriting.conflicts()
            try expect(conflicts.isEmpty, "names are in the way of each other: \(withoutQuotations(conflicts.first ?? ""))")
            guard let check = try RewritingCheck(rewriting) else { continue }
            try check.checkBindings()
            try check.checkOrigins(isCanonical: false)
        }
    }

    static func isAboutSize(_ problem: Diagnostic) -> Bool {
        problem.message.contains("nests too deeply") || problem.message.contains("must not be larger")
    }

    private func outcome(of source: SourceFile) -> String {
        var names = NameTable()
        do {
            return try printModule(parseModule(source, names: &names), names: names)
        } catch {
            return error.text()
        }
    }

    /// The message without what it quotes of the input, so that one fault has one name.
    private func withoutQuotations(_ message: String) -> String {
        message.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset % 2 == 0 ? String($0.element) : "…" }.joined(separator: "'")
    }
}
