import Diagnostics
import Programs
import Text

extension LintedGraph {
    /// How many places a note names.
    private static let placeLimit = 5

    /// What of the graph could not be looked at, each reason told once.
    ///
    /// - Parameter isLeftOut: whether nobody wants to hear of a file.
    func leftOut(_ isLeftOut: (String) -> Bool) -> [Diagnostic] {
        var unparsed: [Diagnostic] = []
        var unread: [Diagnostic] = []
        var missing: [Diagnostic] = []
        var isMissing: Set<ModuleNumber> = []
        for number in moduleNumbers {
            let module = self[number]
            guard let problem = module.problem, !isLeftOut(module.source.name) else { continue }
            switch module.unreadReason {
            case nil: unparsed.append(problem)
            case .notFound, .isFolder, .isOutside: isMissing.insert(number)
            case .other: unread.append(problem)
            }
        }
        for module in graph.modules where !isMissing.isEmpty && !isLeftOut(module.source.name) {
            let asked =
                module.requests.map { ($0.target, $0.range, $0.specifier) }
                + module.calls.map { ($0.target, $0.specifierRange, $0.specifier ?? "") }
            for (target, range, specifier) in asked {
                guard let target, isMissing.contains(target), missing.count < 10_000 else { continue }
                missing.append(
                    Diagnostic(.lint, "'\(specifier)' leads to no module that is read", at: module.source.location(at: range.start)))
            }
        }
        return Self.note(unparsed, "could not be parsed, and is left out", "could not be parsed, and are left out", of: "module")
            + Self.note(unread, "could not be read, and is left out", "could not be read, and are left out", of: "module")
            + Self.note(missing, "leads to no module that is there", "lead to no module that is there", of: "import")
    }

    private static func note(_ problems: [Diagnostic], _ one: String, _ many: String, of noun: String) -> [Diagnostic] {
        guard !problems.isEmpty else { return [] }
        var note = Diagnostic(
            .lint, "\(counted(problems.count, noun)) \(problems.count == 1 ? one : many)", severity: .note)
        for problem in problems.prefix(placeLimit) {
            if let location = problem.location { note.related.append(RelatedPlace(problem.message, at: location)) }
        }
        if note.related.isEmpty { note.suggestion = problems[0].message }
        return [note]
    }
}
