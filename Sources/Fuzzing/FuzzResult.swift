import Diagnostics
import Scenario
import Simulator
import Trace

/// What a run of a graph printed and how it ended, in words that the simulator and an engine have in common.
public struct FuzzResult: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case fulfilled
        case neverSettled
        /// With the message of an `Error`, or only the name of a built-in error, whose message is each engine's own.
        case rejected(String)
        case linkError
        /// The engine's process died, with what it said last; or the simulator refused.
        case died(String)

        var words: String {
            switch self {
            case .fulfilled: "fulfilled"
            case .neverSettled: "never settled"
            case .rejected(let text): "rejected: \(text)"
            case .linkError: "link error"
            case .died(let text): "died: \(text)"
            }
        }
    }

    public var lines: [String]
    public var outcome: Outcome

    public init(lines: [String], outcome: Outcome) {
        self.lines = lines
        self.outcome = outcome
    }
}

extension FuzzCase {
    /// What the simulator makes of it. Needs a thread with a large stack.
    public func simulated(on host: HostProfile) -> FuzzResult {
        let program: Program
        do {
            program = try Program(scenario: Scenario.read(bytes: Array(scenarioText().utf8), name: "case.yaml", folder: ""))
        } catch {
            return FuzzResult(lines: [], outcome: .died(error.diagnostics.first?.message ?? "not read"))
        }
        let run = program.run(RunOptions(host: host, recordsEvents: false, recordsModules: false))
        let outcome: FuzzResult.Outcome =
            switch run.trace.outcome {
            case .fulfilled: .fulfilled
            case .unsettled: .neverSettled
            case .rejected(let text) where text.hasPrefix("Error: "): .rejected(String(text.dropFirst("Error: ".count)))
            case .rejected(let text): .rejected(String(text.prefix { $0 != ":" && $0 != " " }))
            case .linkError, .loadError:
                run.diagnostics.contains { $0.kind == .unsupported } ? .died("not in the subset") : .linkError
            case .blocked(let text): .died(text)
            }
        return FuzzResult(lines: run.trace.console.map(\.text), outcome: outcome)
    }
}
