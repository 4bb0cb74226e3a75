import Diagnostics
import Text
import WhatIf

extension Explanation {
    /// What made the start take as long as it did, and what would make it shorter: each remedy was tried by a run.
    func findSlowStart() -> [Finding] {
        guard let start = SlowStart(self) else { return [] }
        var trials = Trials(self, limit: Trials.limitOfFindings)
        return [start.finding] + start.findSerialAwaits(&trials) + start.findSerialLoops() + start.findEarlierLoads(&trials)
            + start.findDeferrable(&trials)
            + start.findLongWork() + start.findBundling(&trials)
    }

    /// The one thing that `run` says of a slow start: awaits that would save much of it side by side. `nil` where there are none, and where to find out
    /// would cost more than a few runs of a small program.
    ///
    /// - Parameters:
    ///   - input: what was run, as the command line names it.
    ///   - options: the options of the command line that say what was run, such as `--host node`.
    public func startUpHint(input: String, options: [String]) -> Diagnostic? {
        guard failures.isEmpty, trace.modules.count <= 1_000, trace.events.count <= 50_000, let start = SlowStart(self) else { return nil }
        var trials = Trials(self, limit: 1)
        guard let finding = start.findSerialAwaits(&trials).first, let remedy = finding.remedies.first, let saved = remedy.savedNanoseconds,
            saved > 50_000_000, saved > start.total / 10, case .parallel(let module, _)? = remedy.change
        else { return nil }
        let message =
            "the start-up could be over \(durationText(saved)) sooner (\(start.share(saved))): awaits of '\(module)' do not depend on each other"
        let command = ["tla-sim", "what-if", input] + options + (remedy.change?.arguments ?? [])
        return Diagnostic(
            .slow, message, suggestion: "see \(command.map(shellQuoted).joined(separator: " "))", severity: .note)
    }
}
