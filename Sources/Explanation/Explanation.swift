import Analysis
import Diagnostics
import Hosts
import Programs
import Simulator
import Trace

/// Why a run went as it did: what is wrong with it, or slow in it, in words.
///
/// Every command that tells of a run takes its words from here, and the pictures are made from the same analysis.
/// Each part is made once, when it is first asked for.
///
/// Explaining parses modules: do it on a thread with as much stack as the run itself needs.
public final class Explanation {
    public let run: Run
    /// What was run.
    public let program: Program
    /// The run, by the user's own modules where a bundler made others of them.
    public let analysed: AnalysedRun
    /// The texts of the modules of ``analysed``.
    public private(set) lazy var texts = SourceTexts(run, program)

    /// What went wrong. Empty for a run that ends well.
    public private(set) lazy var failures: [Finding] = findFailures()
    /// All that there is to say: what went wrong, then what is slow, then what is not as certain as it looks.
    public private(set) lazy var findings: [Finding] = failures + findSlowStart() + undetermined
    /// What happened in an order that a real host does not promise. The program is run a few times more for it, where it has such a thing.
    public private(set) lazy var undetermined: [Finding] = findUndetermined()

    /// Who emitted events and who listened. The program is run again for it, where it listens for anything.
    private(set) lazy var seenEvents: [SeenEvent] = ListeningFinder(run: run, program: program, texts: texts).seenEvents(.all)
    /// Looks through the modules of the run.
    private(set) lazy var finder = EarlyUseFinder(run, trace, texts)

    /// By circle of waits; see ``UnsettledWaits``.
    var cycleAdvice: [[Int]: CycleAdvice] = [:]

    /// - Parameters:
    ///   - run: a run of the program.
    ///   - analysed: that of its ``Trace/unbundled``, where it was made already.
    public init(of run: Run, _ program: Program, analysed: AnalysedRun? = nil) {
        let run = Self.recorded(run, program)
        self.run = run
        self.program = program
        self.analysed = analysed ?? AnalysedRun(run.trace.unbundled)
    }

    /// Who waits for whom only a recorded run tells: of one that never settles and was not recorded, the same run again.
    private static func recorded(_ run: Run, _ program: Program) -> Run {
        guard run.trace.outcome == .unsettled || run.stoppedWaiting != nil || run.leavesBehind,
            run.trace.events.isEmpty || run.trace.modules.isEmpty
        else {
            return run
        }
        return program.run(RunOptions(host: host(of: run, program), seed: run.trace.seed))
    }

    /// The host of a run, with the options that the scenario gives it.
    static func host(of run: Run, _ program: Program) -> HostProfile? {
        if let own = program.host, own.name == run.trace.host { return own }
        return HostProfile.named(run.trace.host)
    }

    /// The trace by the user's own modules.
    public var trace: Trace { analysed.trace }

    /// The texts of the modules of ``analysed``, as a page or a saved trace has them; `nil` for those without a text.
    public var moduleTexts: [TraceText?] {
        trace.modules.indices.map { texts.file(of: ModuleIndex($0)).map { TraceText($0) } }
    }

    /// What to tell of how the run ended: the short form of the ``failures``.
    public var outcomeDiagnostics: [Diagnostic] { failures.map(\.diagnostic) }

    /// All that `run`, `console` and `--diagnostics json` tell of a run: what is wrong with the modules, and then how it ended.
    public var diagnostics: [Diagnostic] { run.diagnostics + outcomeDiagnostics }

    /// A module's name where its place does not tell it: the modules of a scenario stand in one file.
    func distinctName(of module: ModuleIndex, in location: SourceLocation?) -> String? {
        guard program.scenario != nil || location == nil else { return nil }
        let name = trace[module].name
        return name == location?.file ? nil : name
    }

    private func findFailures() -> [Finding] {
        let errors = findErrors()
        let circles = run.stoppedWaiting == nil ? findSilentCircles() : []
        var found = run.stoppedWaiting != nil ? findStoppedWaits(errors) : errors + findNeverSettling() + circles + findRacedCircles()
        // The circle of a bundle tells what its functions leave behind.
        if circles.isEmpty { found += findLeftBehind() }
        found += findLateListening(besides: found)
        found += findUnsetReads(besides: found)
        return found + findCaptured(besides: found)
    }
}
