import Diagnostics
import Engines
import Export
import Hosts
import Simulator
import Trace

/// A program as an engine ran it and as the simulator runs it.
public struct Verification: Sendable {
    public enum Verdict: Hashable, Sendable {
        case same
        case different
        /// The engine does not know what the program asks for.
        case notUnderstood(String)
    }

    /// The engine and its version.
    public var engine: String
    /// The profile of the simulator.
    public var profile: String
    public var observed: Observation
    public var simulated: Observation
    public var verdict: Verdict
    /// How often the engine was asked, and how often it did as the simulator says: near times may be decided by luck.
    public var runs = 1
    public var agreeing = 0
    /// Why the engine was ended, when the simulated run has an end; `nil` when it ended by itself.
    public var stop: Stop?

    public enum Stop: Hashable, Sendable {
        case seconds(Double)
        /// It had printed more than so many bytes.
        case output(Int)
    }

    /// Compares what was observed with a run under the engine's profile.
    public init(engine: String, profile: HostProfile, observed: Observation, simulated run: Run, usesDeferredImport: Bool) {
        self.engine = engine
        self.profile = profile.name
        self.observed = observed
        simulated = Observation(run, on: profile)
        verdict = observed.isSame(as: simulated) ? .same : .different
        agreeing = verdict == .same ? 1 : 0
        if verdict == .different, usesDeferredImport, observed.lines.isEmpty, observed.outcome == .linkError("SyntaxError") {
            verdict = .notUnderstood("import defer")
        }
    }

    /// Runs an engine and compares. What differs is asked for twice more: where near times decide, an engine differs from itself.
    ///
    /// - Parameters:
    ///   - rights: what the program may do in an engine that runs files.
    ///   - run: what the simulator makes of the program under that profile.
    ///   - timeout: seconds after which the engine is ended; `nil` for twenty more than the simulated run takes.
    /// - Throws: that the engine cannot be started.
    public static func run(
        _ engine: Engine, rights: EngineRights = .ownFolder, profile: HostProfile, simulated run: Run, exported: ExportedProgram,
        timeout: Double?, browser: BrowserSession? = nil
    ) throws(Diagnostic) -> Verification {
        let expected = run.trace
        // Where the program will not end there is no need to wait longer than it takes to see that.
        var isEndless = false
        var watched = 4.0
        if case .blocked = expected.outcome { isEndless = true }
        if expected.outcome == .unsettled, profile.exit.unsettledGoesOn { isEndless = true }
        if case .running = expected.outcome {
            isEndless = true
            watched += Double(expected.startUpEnd ?? 0) / 1e9
        }
        let patience = timeout ?? 20 + Double(expected.end) / 1e9
        let limit = isEndless ? min(patience, watched) : patience
        // Room for the marks and for what the engine itself says; what prints more than that does otherwise, however it goes on.
        let printed = expected.console.reduce(0) { $0 + $1.text.utf8.count + 40 }
        let outputLimit = isEndless ? 1 << 20 : min(1 << 20 + 2 * printed, EngineProcess.largestOutput)
        func observe() throws(Diagnostic) -> Observation {
            if let browser {
                return try browser.observe(exported, expectedEnd: Double(expected.end) / 1e9, isEndless: isEndless, timeout: limit)
            }
            return try engine.observe(exported, loadsFirst: !profile.readsFiles, rights: rights, timeout: limit, outputLimit: outputLimit)
        }
        func verification() throws(Diagnostic) -> Verification {
            Verification(
                engine: engine.label, profile: profile, observed: try observe(), simulated: run,
                usesDeferredImport: exported.hasDeferredImport)
        }
        var result = try verification()
        var others: [Verification] = []
        // An engine that had to be ended would be waited for again as long.
        while result.verdict == .different, result.simulated.outcome != .noEnd, result.observed.outcome != .noEnd, others.count < 2 {
            others.append(try verification())
        }
        if let agreeing = others.first(where: { $0.verdict == .same }) {
            let count = others.count { $0.verdict == .same }
            result = agreeing
            result.agreeing = count
        }
        result.runs = 1 + others.count
        if result.observed.outcome == .noEnd, !isEndless {
            result.stop = result.observed.hasPrintedTooMuch ? .output(outputLimit) : .seconds(limit)
        }
        return result
    }

    /// The lines and how it ended.
    public var eventCount: Int { simulated.lines.count + 1 }

    /// The largest difference of the times of two lines, in milliseconds.
    public var largestTimeDifference: Double {
        zip(observed.lines, simulated.lines).reduce(0) { max($0, abs($1.0.time - $1.1.time)) }
    }
}
