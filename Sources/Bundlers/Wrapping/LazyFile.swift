import Diagnostics
import JavaScript
import Programs

extension Bundler.Request {
    /// One file with all that the entries lead to where they are asked for by `import()`, and else a file for each.
    ///
    /// - Parameter plan: which modules stand in functions in the file of some entries.
    func files(
        _ symbols: ProgramSymbols, _ style: WrapStyle, isBehindImport: Bool, plan: ([ModuleNumber]) -> WrapPlan
    ) throws(DiagnosticList) -> Bundler.Output {
        var output = Bundler.Output(warnings: symbols.warnings)
        for entries in isBehindImport ? [graph.entries] : graph.entries.map({ [$0] }) {
            let file = LazyFile(symbols, style, plan(entries), entries: entries, isBehindImport: isBehindImport)
            output.files.append(try file.printed(as: format))
        }
        output.entries = output.files.map(\.name)
        return output
    }
}

/// One file with all that some entries lead to.
struct LazyFile {
    private let file: WrappedFile
    private let entries: [ModuleNumber]
    /// Whether the file asks for the entries by `import()`, one after another.
    private let isBehindImport: Bool

    /// - Parameter entries: one, or where they are asked for by `import()` as many as there are.
    init(_ symbols: ProgramSymbols, _ style: WrapStyle, _ plan: WrapPlan, entries: [ModuleNumber], isBehindImport: Bool) {
        var context = WrappedFile.Context()
        if isBehindImport { context.namespaces = entries }
        let order = FileOrder(symbols.graph, plan, from: entries, followsCalls: true) { _ in true }
        file = WrappedFile(symbols, style, plan, order, context)
        self.entries = entries
        self.isBehindImport = isBehindImport
    }

    /// What stands behind the modules: the entries are run, and what they export is the file's.
    private func tail(isModule: Bool) -> Fragment {
        var text = Fragment()
        for entry in entries {
            if isBehindImport {
                let call = file.importExpression(entry, needsResult: isModule)
                text.appendLine(Fragment(isModule ? "await \(call);" : "\(call);"))
            } else {
                if file.plan.isWrapped(entry), !isModule || !file.plan.isCommonJS(entry) {
                    text.appendLine(Fragment("\(file.run(entry));"))
                }
                if isModule { text.appendLine(file.exports(of: entry)) }
            }
        }
        return text
    }

    /// The file, under the name of its first entry.
    ///
    /// - Throws: that a form of output cannot be had here. Awaits are gone into before.
    func printed(as format: BundleFormat) throws(DiagnosticList) -> Bundle.File {
        guard format == .esm || format == .iife else {
            throw DiagnosticList([
                Diagnostic(
                    .unsupported, "a file in the form '\(format.rawValue)' needs 'module' and 'require', which are not run here",
                    suggestion: "take esm or iife")
            ])
        }
        var text = Fragment()
        for part in [file.runtime, file.modules(), tail(isModule: format == .esm)] where !part.isEmpty {
            if !text.isEmpty { text.append("\n") }
            text.appendLine(part)
        }
        if format == .iife {
            var function: Fragment = "(() => {"
            function.appendLine(text)
            function.appendLine("})();")
            text = function
        }
        var name = entries.first.map { file.graph[$0].fileName } ?? "main.mjs"
        if let entry = entries.first, file.graph[entry].isCommonJS { name += ".mjs" }
        return Bundle.File(name: name, source: text.printed(as: name), modules: file.order.modules)
    }
}
