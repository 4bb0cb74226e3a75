import Diagnostics
import Hosts
import Programs
import Scenario
import Trace

/// A run of a script in isolates, among which the requests are spread.
///
/// An isolate shares nothing with another one: each is a machine, run from its start to its last request, and what they did is laid side by side.
struct IsolatesRun {
    let program: Program
    let host: HostProfile
    let options: RunOptions
    private let rules: IsolateRules

    init?(_ program: Program, host: HostProfile, options: RunOptions) {
        guard let rules = host.isolates else { return nil }
        self.program = program
        self.host = host
        self.options = options
        self.rules = rules
    }

    /// A machine that is to be run.
    private struct Isolate {
        var agent: TraceAgent
        var requests: [Int]
        /// When it starts; nanoseconds.
        var start: Int64
        /// Whether it begins with the state that another start has left.
        var isRestored = false
        /// What it has random values by.
        var seed: UInt64
    }

    /// Runs it.
    func run(limits: Limits) -> Run {
        let isolates = plan()
        var limits = limits
        limits.until = .idle
        var parts: [TraceMerge.Part] = []
        var runs: [Run] = []
        var stepsTaken = options.stepsTaken
        for isolate in isolates {
            var machine = Machine(program, host: host, limits: limits, isRecording: options.recordsEvents && !isolate.isRestored)
            machine.budget.steps += stepsTaken
            machine.loading.isImmediate = true
            machine.recorder.wantsStates = options.recordsStates
            machine.console.showsStacks = options.showsStacks && machine.host.globals.stackLines != nil
            machine.realm.random = SplitMix64(seed: isolate.seed)
            machine.expectRequests(isolate.requests)
            machine.requests.isRestored = isolate.isRestored
            machine.requests.recordsWhenRestored = options.recordsEvents
            machine.loop.queues.advance(by: isolate.start)
            machine.runProgram()
            stepsTaken = machine.stepCount
            limits.outputBytes = max(1, limits.outputBytes - machine.console.byteCount)
            limits.events = max(1, limits.events - machine.recorder.trace.events.count)
            let run = machine.result(withModules: options.recordsModules)
            parts.append(
                TraceMerge.Part(
                    trace: run.trace, agent: isolate.agent, namesModules: isolates.count > 1, leavesOutIdle: isolate.isRestored))
            runs.append(run)
            // Every other start would fail alike.
            if machine.progress.ending != nil || run.trace.outcome != .fulfilled { break }
        }
        guard runs.count > 1 else { return runs[0] }
        var merge = TraceMerge(parts)
        var result = runs[0]
        result.trace = merge.merged(TraceMerge.spans(byTurnOf: parts), entryParts: 0..<parts.count)
        result.trace.responses = inOrder(result.trace.responses)
        let last = runs[runs.count - 1]
        result.trace.outcome = last.trace.outcome
        result.stepCount = stepsTaken
        result.exitStatus = runs.map(\.exitStatus).max() ?? 0
        result.diagnostics = runs.flatMap(\.diagnostics)
        result.outcomeDiagnostics = withoutRepeats(runs.flatMap(\.outcomeDiagnostics))
        result.uncaughtErrors = []
        result.hostMessages = runs.flatMap(\.hostMessages)
        result.sourceFiles = result.trace.modules.map { module in
            // The modules of all isolates are the program's.
            runs[0].trace.modules.firstIndex { module.name == $0.name || module.name.hasSuffix(": " + $0.name) }
                .flatMap { runs[0].sourceFiles[$0] }
        }
        return result
    }

    /// By the order of arrival, as they stand in the program where that is the same.
    private func inOrder(_ responses: [TraceResponse]) -> [TraceResponse] {
        responses.enumerated().sorted { ($0.element.arrival, $0.offset) < ($1.element.arrival, $1.offset) }.map(\.element)
    }

    /// What is told of each isolate alike is told once.
    private func withoutRepeats(_ problems: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return problems.filter { seen.insert($0).inserted }
    }

    private func plan() -> [Isolate] {
        let service = program.scenario?.service ?? ScenarioService()
        let arrivals = service.requests.indices.sorted {
            (service.requests[$0].at.nanoseconds, $0) < (service.requests[$1].at.nanoseconds, $1)
        }
        var requests = Array(repeating: [Int](), count: service.isolates)
        var next = 0
        for number in arrivals {
            if let chosen = service.requests[number].isolate {
                requests[chosen - 1].append(number)
            } else {
                requests[next % service.isolates].append(number)
                next += 1
            }
        }
        func isolate(_ index: Int, start: Int64, isRestored: Bool = false) -> Isolate {
            Isolate(
                agent: TraceAgent(name: "isolate \(index + 1)", kind: .isolate), requests: requests[index], start: start,
                isRestored: isRestored, seed: 0x9E37_79B9_7F4A_7C15 &+ (isRestored ? 0 : UInt64(index)))
        }
        switch rules.start {
        case .ahead: return requests.indices.map { isolate($0, start: 0) }
        case .onDemand:
            let used = requests.indices.filter { !requests[$0].isEmpty }
            if used.isEmpty { return [isolate(0, start: 0)] }
            return used.map { isolate($0, start: service.requests[requests[$0][0]].at.nanoseconds) }
        case .snapshot:
            let snapshot = Isolate(
                agent: TraceAgent(name: "snapshot", kind: .isolate), requests: [], start: 0, seed: 0x9E37_79B9_7F4A_7C15)
            return [snapshot] + requests.indices.filter { !requests[$0].isEmpty }.map { isolate($0, start: 0, isRestored: true) }
        }
    }
}
