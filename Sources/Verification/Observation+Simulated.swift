import Hosts
import Simulator
import Trace

extension Observation {
    /// What a run tells of itself.
    ///
    /// - Parameter host: whose run it is; that of a browser has no process whose status counts.
    public init(_ run: Run, on host: HostProfile) {
        let outcome: Outcome =
            switch run.trace.outcome {
            case .fulfilled: .fulfilled
            // With a status that the program has set, Node.js does not tell.
            case .unsettled where host.exit.hasProcess && run.exitStatus != host.exit.unsettled: .fulfilled
            case .unsettled where host.exit.unsettledGoesOn: .noEnd
            case .unsettled: .neverSettled
            // The program ended the process itself, with a status of its own.
            case .exited: .fulfilled
            // The program took the error of the entry on, of which an engine says nothing.
            case .rejected where host.exit.hasProcess && run.hostMessages.isEmpty: .fulfilled
            case .rejected(let text): .rejection(text)
            case .linkError(let text): .linkError(String(text.prefix { $0 != ":" }))
            case .loadError: .linkError("load")
            // A run that overflows the stack is told as one without end; engines throw.
            case .blocked(let why) where why.hasPrefix("unbounded recursion"): .rejected("RangeError")
            case .blocked, .running: .noEnd
            }
        var status: Int32? = host.exit.hasProcess ? run.exitStatus : nil
        if outcome == .noEnd { status = nil }
        self.init(
            lines: run.trace.console.map { Line(text: $0.text, time: Double($0.time) / 1_000_000) }, outcome: outcome, status: status)
        if case .running = run.trace.outcome { startUpLineCount = run.trace.startUp.console.count }
        hasPrintedTooMuch = outcome == .noEnd && lines.reduce(0) { $0 + $1.text.utf8.count } >= 1 << 20
    }
}
