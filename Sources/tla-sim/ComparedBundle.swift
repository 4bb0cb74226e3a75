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
    init(_ bundler: String, _ program: Program?, _ problems: [Diagnostic], _ host: HostProfile?, base: ComparedBundle?) {
        self.bundler = bundler
        isBase = base == nil
        guard let program else {
            result = .refused(problems)
            self.host = host?.name ?? base?.host ?? HostProfile.spec.name
            agrees = false
            return
        }
        let run = program.run(RunOptions(host: host))
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
        let bundles = all.map { Self.bundle(program, graph, $0, options) }
        if let problems = bundles.map(\.problems).first(where: { $0.contains { $0.kind == .usage } }) {
            throw DiagnosticList(problems)
        }
        for host in hosts {
            var first: ComparedBundle?
            for (bundler, bundle) in zip(all, bundles) {
                let row = ComparedBundle(bundler.name, bundle.program, bundle.problems, host, base: first)
                if first == nil { first = row }
                rows.append(row)
            }
        }
    }

    private static func bundle(
        _ program: Program, _ graph: LinkedGraph, _ bundler: Bundler, _ options: BundleOptions
    ) -> (program: Program?, problems: [Diagnostic]) {
        // Without a bundler the modules are what they are.
        if bundler.name == "native" { return (program, []) }
        do throws(DiagnosticList) {
            return (try bundler.bundle(graph, options).program, [])
        } catch {
            return (nil, error.diagnostics)
        }
    }

    var agrees: Bool { rows.allSatisfy(\.agrees) }
}
