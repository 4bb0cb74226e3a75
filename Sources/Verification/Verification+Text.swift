import Analysis
import Diagnostics
import Hosts
import Programs
import Simulator
import Text
import Trace

extension Verification {
    /// One line: `same: 5 events, as node@20, times within 3 ms`.
    public var summary: String {
        switch verdict {
        case .same:
            var text = "same: \(counted(eventCount, "event"))"
            if !simulated.lines.isEmpty { text += ", times within \(Int(largestTimeDifference.rounded(.up))) ms" }
            if runs > agreeing { text += " (in \(agreeing) of \(runs) runs: the engine itself does not decide it)" }
            return text
        case .different: return "different: \(place)"
        case .notUnderstood(let what): return "not compared: \(engine) does not know \(what)"
        }
    }

    /// The first line that differs, from 0; `nil` when only the end does.
    private var firstDifference: Int? {
        let equal = zip(observed.lines, simulated.lines).prefix { $0.hasSameText(as: $1) }.count
        return equal < max(observed.lines.count, simulated.lines.count) ? equal : nil
    }

    private var place: String {
        if let firstDifference { return "from line \(firstDifference + 1) on" }
        return "the same lines, and another end: \(Self.ending(observed)), simulated \(Self.ending(simulated))"
    }

    private static func ending(_ observation: Observation) -> String {
        observation.outcome.text + (observation.status.map { ", status \($0)" } ?? "")
    }

    /// The line by which the engine itself told of an error; `nil` where there is none, and where the outcome has it.
    public var engineWords: String? {
        if case .rejected = observed.outcome { return nil }
        return observed.messages.split(separator: "\n").first { $0.contains("rror") }.map(String.init)
    }

    /// Why the engine was ended, in a sentence; `nil` when it ended by itself.
    public var stopText: String? {
        switch stop {
        case nil: nil
        case .seconds(let seconds):
            "\(engine) was ended after \(Int(seconds.rounded(.up))) s; give it longer with --timeout if it only needs time"
        case .output(let bytes): "\(engine) was ended after more than \(bytes >> 10) kB of output; simulated, the program prints less"
        }
    }

    /// Both side by side, and what the simulator knows of the moment at which they part.
    ///
    /// - Parameter program: is run once more, with everything recorded.
    public func difference(of program: Program) -> String {
        guard let host = HostProfile.named(profile) else { return "" }
        let trace = program.run(RunOptions(host: host, loadsAtOnce: true)).trace
        let notes = trace.console.map { line in
            "\(durationText(line.time))  \(line.turn).\(line.job.rawValue)  \(line.module.map(trace.name) ?? "")"
        }
        let table = SideBySide(
            expected: observed.lines.map(\.text) + ["(ends: \(Self.ending(observed)))"],
            seen: simulated.lines.map(\.text) + ["(ends: \(Self.ending(simulated)))"], notes: notes,
            heads: (engine, "simulated as \(profile)"))
        return table.text + "\n" + moment(in: trace)
    }

    private func moment(in trace: Trace) -> String {
        guard let index = firstDifference, index < trace.console.count else { return end(of: trace) }
        let line = trace.console[index]
        var text = "The simulator there: \(durationText(line.time)), turn \(line.turn)"
        if let module = line.module { text += ", in \(trace.name(module))" }
        text += ".\n"
        for event in trace.events {
            switch event.kind {
            case .jobQueued(line.job, _, _):
                text +=
                    "  queued: \(durationText(event.time)), by job \(event.job.rawValue)"
                    + (event.module.map { " in \(trace.name($0))" } ?? "") + "\n"
            case .jobStarted(line.job, _): text += "  runs:   \(trace.words(for: event.kind))\n"
            default: break
            }
        }
        return text
    }

    private func end(of trace: Trace) -> String {
        var text = "The simulator there: nothing is left to do, at \(durationText(trace.end)).\n"
        for module in trace.modules where module.status == .evaluatingAsync {
            text +=
                "  \(visibleText(module.name)) still waits"
                + (module.pendingAsyncDependencies.map { ", for \($0) async dependencies" } ?? " at an await of its own") + "\n"
        }
        return text
    }
}
