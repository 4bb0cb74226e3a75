import Analysis
import Bundlers
import Diagnostics
import Hosts
import Programs
import Simulator
import Text
import Trace

/// What a program does on a host when a bundler has bundled it, beside what it is compared with.
struct ComparedBundle {
    /// What became of the program.
    enum Result {
        case ran(Run, AnalysedRun)
        /// The bundler refuses it.
        case refused([Diagnostic])
    }

    var bundler: String
    var host: String
    var result: Result
    /// Where it parts from the base and why; `nil` for the base itself, and for what did not run.
    var parting: BundleParting?
    /// How much later than the base it has started up, nanoseconds; `nil` where one of them has not.
    var cost: Int64?
    /// Whether it prints the same lines in the same order, ends as the base does, and starts up no later.
    var agrees: Bool
    var isBase: Bool

    var trace: Trace? { if case .ran(_, let run) = result { run.trace } else { nil } }

    /// How long the start-up takes, nanoseconds; `nil` for one that is never over.
    var startUp: Int64? { trace.flatMap { $0.outcome == .fulfilled || $0.startUpEnd != nil ? $0.duration : nil } }

    /// - Parameter base: what it is compared with; `nil` for the base itself.
    init(
        _ bundler: String, _ program: Program?, _ problems: [Diagnostic], _ host: HostProfile?, base: ComparedBundle?, stepsTaken: Int
    ) {
        self.bundler = bundler
        isBase = base == nil
        guard let program else {
            result = .refused(problems)
            self.host = host?.name ?? base?.host ?? HostProfile.spec.name
            agrees = false
            return
        }
        var options = RunOptions(host: host)
        options.stepsTaken = stepsTaken
        let run = program.run(options)
        let analysed = AnalysedRun(run.trace.unbundled)
        result = .ran(run, analysed)
        self.host = run.trace.host
        agrees = true
        guard let base else { return }
        guard let other = base.trace else {
            agrees = false
            return
        }
        let parting = BundleParting(other, analysed.trace)
        self.parting = parting
        if let startUp, let before = base.startUp { cost = startUp - before }
        agrees = parting.line == nil && Self.end(other.outcome) == Self.end(analysed.trace.outcome) && (cost ?? 0) <= 0
    }

    /// How a run ended, without the places in its words: those are other ones in a bundle.
    private static func end(_ outcome: Outcome) -> String {
        switch outcome {
        case .rejected(let error): "rejected \(error)"
        case .exited(let status): "exited \(status)"
        default: outcome.name
        }
    }

    /// Whether two do the same at the same times, so that one picture shows both.
    func looksLike(_ other: ComparedBundle) -> Bool {
        guard let trace, let theirs = other.trace, host == other.host else { return false }
        func lines(_ trace: Trace) -> [String] { trace.console.map { "\($0.time) \($0.text)" } }
        return lines(trace) == lines(theirs) && trace.outcome.name == theirs.outcome.name && trace.duration == theirs.duration
            && Comparison([trace, theirs]).firstDifferentStart == nil && starts(trace) == starts(theirs)
    }

    private func starts(_ trace: Trace) -> [Int64] {
        trace.events.compactMap { if case .started = $0.kind { $0.time } else { nil } }
    }
}

/// All that `compare` compares: each bundler on each host, with the base of that host first.
struct BundleTable {
    var rows: [ComparedBundle] = []
    var words: CompareWords

    /// - Parameters:
    ///   - base: the bundler that the others are compared with; `native` is none.
    ///   - hosts: `nil` for the program's own.
    /// - Throws: why the program cannot be linked, or that what is asked of the bundlers makes no sense for any of them.
    init(
        _ program: Program, base: Bundler, _ bundlers: [Bundler], _ options: BundleOptions, hosts: [HostProfile?]
    ) throws(DiagnosticList) {
        let graph = try LinkedGraph(program)
        words = CompareWords(graph: graph)
        let all = [base] + bundlers.filter { $0.name != base.name }
        shares = StepShares(program, count: (all.count - 1) * hosts.count, taken: graph.graph.stepsOfLinking)
        var bundles: [(program: Program?, problems: [Diagnostic])] = []
        for host in hosts {
            var first: ComparedBundle?
            for (index, bundler) in all.enumerated() {
                if bundles.count == index { bundles.append(bundle(program, graph, bundler, options)) }
                if let problem = bundles[index].problems.first, problem.kind == .usage { throw DiagnosticList(bundles[index].problems) }
                let row = compared(bundler, bundles[index], graph, host, first)
                rows.append(row)
                if first == nil { first = row }
                // There is nothing whole to compare with.
                if isBaseBroken { return }
            }
        }
    }

    private var shares: StepShares
    /// For each event of a run: to compare it with another.
    private static let stepsOfEvent = 4

    /// Whether the program as it is does not run to an end.
    var isBaseBroken: Bool {
        guard let first = rows.first, case .ran(let run, _) = first.result else { return false }
        return !run.trace.hasRun || run.trace.outcome.isBlocked
    }

    private mutating func compared(
        _ bundler: Bundler, _ bundle: (program: Program?, problems: [Diagnostic]), _ graph: LinkedGraph, _ host: HostProfile?,
        _ base: ComparedBundle?
    ) -> ComparedBundle {
        func refused(_ problems: [Diagnostic]) -> ComparedBundle {
            ComparedBundle(bundler.name, nil, problems, host, base: base, stepsTaken: 0)
        }
        guard let made = bundle.program else { return refused(bundle.problems) }
        guard base == nil || shares.affords(graph.graph.stepsOfReading) else {
            return refused([shares.problem("what \(bundler.name) makes is not run")])
        }
        let taken = shares.limit - (base == nil ? shares.limit : shares.share())
        let row = ComparedBundle(bundler.name, made, [], host, base: base, stepsTaken: taken)
        guard case .ran(let run, _) = row.result else { return row }
        shares.count(run: run.stepCount - taken + run.trace.events.count * Self.stepsOfEvent, isProgramItself: base == nil)
        // What the runs before it have taken is no fault of this one.
        guard base != nil, run.trace.outcome.isBlocked, run.stepCount > shares.limit else { return row }
        return refused([shares.problem("what \(bundler.name) makes is not run to its end")])
    }

    private mutating func bundle(
        _ program: Program, _ graph: LinkedGraph, _ bundler: Bundler, _ options: BundleOptions
    ) -> (program: Program?, problems: [Diagnostic]) {
        // Without a bundler the modules are what they are.
        if bundler.name == "native" { return (program, []) }
        guard shares.affords(graph.graph.stepsOfPrinting) else {
            return (nil, [shares.problem("what \(bundler.name) makes is not bundled")])
        }
        do throws(DiagnosticList) {
            return (try bundler.bundle(graph, options).program, [])
        } catch {
            return (nil, error.diagnostics)
        }
    }

    var agrees: Bool { rows.allSatisfy(\.agrees) }
}
