import Diagnostics
import JavaScript
import Programs
import Trace

/// Values that a module took before another module replaced them: nothing fails, and the replacement does nothing there.
extension Explanation {
    private static let capturedLimit = 5
    /// A run that was not recorded and took more steps is not run again for this.
    private static let capturedSteps = 200_000

    /// - Parameter told: what is told already.
    func findCaptured(besides told: [Finding]) -> [Finding] {
        let isRecorded = !run.trace.events.isEmpty && !run.trace.modules.isEmpty
        guard trace.bundler == nil, program.making == nil, run.trace.sources.isEmpty, isRecorded || run.stepCount < Self.capturedSteps
        else {
            return []
        }
        let finder = recordedFinder
        let places = Set(told.flatMap { [$0.diagnostic.location].compactMap { $0 } + $0.diagnostic.related.map(\.location) })
        return finder.capturedValues().compactMap { value, use in
            let range = value.module.tree.range(of: value.node)
            guard let location = finder.texts.location(at: range.start, in: value.module.index), !places.contains(location) else {
                return nil
            }
            let words = SharedUseWords(use, finder)
            let keeper = value.module.bindings[value.keeper].name
            var problem = program.located(
                Diagnostic(
                    .runtime,
                    "'\(keeper)' is taken from \(words.value) here, before that is \(words.isSet ? "set" : "replaced"): it stays as it was",
                    at: location, width: Int(range.end - range.start),
                    sourceLine: finder.texts.file(of: value.module.index)?.line(at: range.start)))
            problem.severity = .warning
            let remedies = words.tell(in: &problem)
            return Finding(.usedTooEarly, problem, remedies: remedies)
        }.prefix(Self.capturedLimit).map { $0 }
    }
}
