import Diagnostics
import JavaScript
import Programs
import Text

extension LintedGraph {
    /// How many places a note names.
    private static let placeLimit = 5

    /// What of the graph could not be looked at, each reason told once; and the modules that are too much for the parser, each with its place.
    ///
    /// - Parameter isLeftOut: whether nobody wants to hear of a file.
    func leftOut(_ isLeftOut: (String) -> Bool) -> (notes: [Diagnostic], problems: [Diagnostic]) {
        var unparsed: [Diagnostic] = []
        var tooLarge: [Diagnostic] = []
        var unread: [Diagnostic] = []
        var missing: [Diagnostic] = []
        var missingCount = 0
        var isMissing: Set<ModuleNumber> = []
        for number in moduleNumbers {
            let module = self[number]
            guard let problem = module.problem, !isLeftOut(module.source.name) else { continue }
            switch module.unreadReason {
            case nil: if ParserLimits.isPassed(by: problem) { tooLarge.append(problem) } else { unparsed.append(problem) }
            case .notFound, .isFolder, .isOutside: isMissing.insert(number)
            case .other: unread.append(problem)
            }
        }
        for module in graph.modules where !isMissing.isEmpty && !isLeftOut(module.source.name) {
            let asked =
                module.requests.map { ($0.target, $0.range, $0.specifier) }
                + module.calls.map { ($0.target, $0.specifierRange, $0.specifier ?? "") }
            for (target, range, specifier) in asked {
                guard let target, isMissing.contains(target) else { continue }
                missingCount += 1
                if missing.count >= Self.placeLimit { continue }
                missing.append(
                    Diagnostic(.lint, "'\(specifier)' leads to no module that is read", at: module.source.location(at: range.start)))
            }
        }
        let notes =
            Self.note(unparsed, "could not be parsed, and is left out", "could not be parsed, and are left out", of: "module")
            + Self.note(unread, "could not be read, and is left out", "could not be read, and are left out", of: "module")
            + Self.note(missing, count: missingCount, "leads to no module that is there", "lead to no module that is there", of: "import")
        return (notes, Self.refusals(tooLarge) + (graph.limitProblem.map { [Self.refusal(ofAllPast: $0)] } ?? []))
    }

    /// That there are more modules, or larger ones, than are linted together.
    private static func refusal(ofAllPast limit: Diagnostic) -> Diagnostic {
        var refusal = limit
        refusal.alternatives = [limit.suggestion].compactMap { $0 }
        refusal.suggestion = "lint its folders one after another, or leave some out: ignore them in tla-sim.yaml"
        return refusal
    }

    /// Modules that may be right, and that nobody looked at, are no detail.
    private static func refusals(_ problems: [Diagnostic]) -> [Diagnostic] {
        problems.map { problem in
            var refusal = problem
            refusal.suggestion = (problem.suggestion.map { $0 + ", or " } ?? "") + "leave the module out: ignore it in tla-sim.yaml"
            return refusal
        }
    }

    private static func note(_ problems: [Diagnostic], count: Int? = nil, _ one: String, _ many: String, of noun: String) -> [Diagnostic] {
        guard !problems.isEmpty else { return [] }
        let count = count ?? problems.count
        var note = Diagnostic(.lint, "\(counted(count, noun)) \(count == 1 ? one : many)", severity: .note)
        for problem in problems.prefix(placeLimit) {
            if let location = problem.location { note.related.append(RelatedPlace(problem.message, at: location)) }
        }
        if note.related.isEmpty { note.suggestion = problems[0].message }
        return [note]
    }
}
