import Diagnostics
import Hosts
import Programs
import Scenario
import Trace

/// An agent: a machine, and where it stands among the others. A machine is never copied, so that it is held where it is.
final class Agent {
    var machine: Machine
    let info: TraceAgent
    /// Its place among all, the one that began it, and its number among those.
    var index = 0
    var parent = 0
    var number: Int32 = 0
    /// Its own agents by their numbers.
    var children: [Int32: Int] = [:]
    var isOver = false
    /// It said that there is nothing to do, and waits to be told something.
    var isIdle = false
    /// What it keeps, in bytes, as of its latest turn.
    var byteCount = 0
    /// How much of its record is in the run's.
    var eventCount = 0
    var lineCount = 0
    /// How many of its turns and jobs have their numbers in the run.
    var turnCount: Int32 = 0
    var jobCount: Int32 = 0

    init(_ machine: Machine, _ info: TraceAgent) {
        self.machine = machine
        self.info = info
    }
}

/// Several agents on one virtual clock: the one whose next task is due first goes on, and of one time the one that was begun first.
final class AgentCluster {
    private let program: Program
    private let host: HostProfile
    private let options: RunOptions
    private var agents: [Agent]
    private var spans: [TraceMerge.Span] = []
    private var messageCount: Int32 = 0
    /// Which agent holds an end of a channel that more than one of them know of.
    private var holders: [PortEnd: Int] = [:]
    /// What all agents together have taken: steps, and bytes that they printed.
    private var taken = (steps: 0, printed: 0)

    /// - Parameter main: it has begun to run.
    init(_ program: Program, _ main: Agent, _ host: HostProfile, _ options: RunOptions) {
        self.program = program
        self.host = host
        self.options = options
        agents = [main]
    }

    func run() {
        turn(of: agents[0]) { _ in }
        noteSpan(of: agents[0])
        takeOutgoing(of: agents[0])
        while step() {}
        turn(of: agents[0]) { $0.endRun() }
        noteSpan(of: agents[0])
    }

    // MARK: Limits

    /// Lets an agent do something, with what the others have left it of the limits.
    private func turn<Result>(of agent: Agent, _ work: (inout Machine) -> Result) -> Result {
        var others = OtherAgents()
        for other in agents where other !== agent {
            others.byteCount += other.byteCount
            others.eventCount += other.machine.recorder.trace.events.count
        }
        agent.machine.budget.others = others
        agent.machine.budget.steps += max(0, taken.steps - agent.machine.stepCount)
        agent.machine.console.byteCount = max(taken.printed, agent.machine.console.byteCount)
        let result = work(&agent.machine)
        agent.byteCount = agent.machine.ownByteCount
        taken = (agent.machine.stepCount, agent.machine.console.byteCount)
        return result
    }

    /// - Returns: whether an agent has met a limit of the whole run, which then is over.
    private func endsRun(_ agent: Agent) -> Bool {
        guard agent.index > 0, case .limit(let limit)? = agent.machine.stop.reason else { return false }
        switch limit {
        case .steps, .heap, .output, .modules: break
        case .time, .calls, .source, .nesting, .trace: return false
        }
        agents[0].machine.stop.elsewhere = (agent.machine.describe(.limit(limit)), agent.machine.blockedDiagnostic())
        agents[0].machine.stop.reason = .limit(limit)
        return true
    }

    /// - Returns: false when the run is over.
    private func step() -> Bool {
        if agents[0].machine.hasEnded { return false }
        var next: (agent: Agent, time: Int64)?
        for agent in agents where !agent.isOver && !agent.isIdle {
            guard let time = agent.machine.nextStepTime() else { continue }
            if next.map({ time < $0.time }) ?? true { next = (agent, time) }
        }
        guard let (agent, time) = next else { return endIdle() }
        let went = turn(of: agent) { $0.advance(until: time) }
        noteSpan(of: agent)
        if endsRun(agent) { return false }
        takeOutgoing(of: agent)
        if agent.index > 0, agent.machine.hasEnded {
            end(agent, status: nil)
        } else if !went, !agent.machine.agents.isHeld {
            agent.isIdle = true
        }
        return true
    }

    // MARK: Ends

    /// Nothing is due anywhere: an agent that waits for nothing ends, the latest first.
    ///
    /// - Returns: whether there was one.
    private func endIdle() -> Bool {
        for agent in agents.dropFirst() where !agent.isOver && mayEnd(agent) {
            if !findsMore(agent) { end(agent, status: nil) }
            return true
        }
        let main = agents[0].machine.agents.referenced.compactMap { agents[0].children[$0] }.filter { !agents[$0].isOver }
        var keeper = main.min().map { "\(agents[$0].info.name) waits for messages" }
        if keeper == nil, agents[0].machine.host.threads != nil, agents[0].machine.ports.keepsAlive {
            keeper = "a MessagePort waits for messages"
        }
        guard let keeper else { return findsMore(agents[0]) }
        agents[0].machine.agents.keeper = keeper
        agents[0].machine.progress.goesOn = agents[0].machine.haveEntriesSettled()
        return false
    }

    /// Tells an agent that nothing is left to do.
    ///
    /// - Returns: whether its program has found something.
    private func findsMore(_ agent: Agent) -> Bool {
        let finds = turn(of: agent) { $0.findsMoreToDo() }
        noteSpan(of: agent)
        takeOutgoing(of: agent)
        agent.isIdle = !finds
        return finds
    }

    private func mayEnd(_ agent: Agent) -> Bool {
        guard agent.info.kind == .thread, !agent.machine.agents.isReferenced, !agent.machine.ports.keepsAlive,
            !agent.machine.progress.goesOn
        else { return false }
        if agent.machine.agents.referenced.contains(where: { agent.children[$0].map { !agents[$0].isOver } ?? false }) { return false }
        return agent.machine.haveEntriesSettled() || host.threads?.unsettledEnds != false
    }

    /// - Parameter status: with which it is ended from outside; `nil` where it ends by itself.
    private func end(_ agent: Agent, status: Int32?) {
        guard !agent.isOver else { return }
        agent.isOver = true
        if status == nil {
            turn(of: agent) { $0.closeProcess() }
            // What its last listeners asked for.
            takeOutgoing(of: agent)
        }
        for child in agent.children.values { end(agents[child], status: 1) }
        for end in agent.machine.linkedEnds() { tellEnd(at: end, from: agent) }
        if agent.machine.recorder.isRecording { agent.machine.record(.agentEnded, module: ModuleID.none) }
        noteSpan(of: agent)
        let parent = agents[agent.parent]
        guard !parent.isOver else { return }
        if status == nil {
            if agent.machine.hasNoScript() {
                tell(parent, .scriptFailed, from: agent)
            } else if let data = agent.machine.errorOfEnd() {
                tell(parent, .error(data), from: agent)
            }
        }
        tell(parent, .exit(status ?? agent.machine.statusOfEnd()), from: agent)
    }

    // MARK: Messages

    private func tell(_ receiver: Agent, _ what: AgentLinks.Incoming, from sender: Agent) {
        receiver.isIdle = false
        let from = receiver.index == sender.parent && sender.index > 0 ? sender.number : 0
        receiver.machine.receive(
            AgentLinks.Arrival(from: from, what: what, message: messageCount, sender: AgentIndex(sender.index)),
            at: sender.machine.loop.now)
    }

    /// The agent of a number that another one knows it by; `nil` when it is over.
    private func agent(_ number: Int32, of other: Agent) -> Agent? {
        let agent = number == 0 ? agents[other.parent] : other.children[number].map { agents[$0] }
        return agent.flatMap { $0.isOver ? nil : $0 }
    }

    private func holder(of end: PortEnd) -> Agent? { holders[end].flatMap { agents[$0].isOver ? nil : agents[$0] } }

    private func noteMessage(from agent: Agent, to receiver: Agent) {
        messageCount += 1
        if agent.machine.recorder.isRecording {
            agent.machine.record(.messageSent(number: messageCount, to: AgentIndex(receiver.index)))
        }
        noteSpan(of: agent)
    }

    private func tell(_ receiver: Agent, _ message: PortMessage, at end: PortEnd, from sender: Agent) {
        receiver.isIdle = false
        receiver.machine.receive(message, at: end, time: sender.machine.loop.now)
    }

    /// Whoever holds an end learns that its channel is over.
    private func tellEnd(at end: PortEnd, from sender: Agent) {
        if let holder = holder(of: end) { tell(holder, PortMessage(content: .end), at: end, from: sender) }
    }

    /// Ports that move to an agent that is over are gone, and their other ends are told.
    private func movePorts(_ moves: [PortMove], to place: AgentLinks.Receiver, from agent: Agent) {
        let receiver: Agent?
        switch place {
        case .agent(let number): receiver = self.agent(number, of: agent)
        case .end(let end): receiver = holder(of: end)
        }
        // The end that stays behind when the other one leaves for the first time.
        for case let other? in moves.map(\.other) where holders[other] == nil { holders[other] = agent.index }
        for move in moves { holders[move.end] = receiver?.index }
        if let receiver { return receiver.machine.take(moves) }
        for case let other? in moves.map(\.other) { tellEnd(at: other, from: agent) }
    }

    private func takeOutgoing(of agent: Agent) {
        let asked = agent.machine.agents.outgoing
        agent.machine.agents.outgoing = []
        for request in asked {
            switch request {
            case .start(let number, let beginning): start(number, beginning, by: agent)
            case .message(let number, let data):
                guard let receiver = self.agent(number, of: agent) else { continue }
                noteMessage(from: agent, to: receiver)
                tell(receiver, .message(data), from: agent)
            case .ports(let moves, let place): movePorts(moves, to: place, from: agent)
            case .portMessage(let end, let data):
                guard let receiver = holder(of: end) else { continue }
                noteMessage(from: agent, to: receiver)
                let sent = (messageCount, AgentIndex(agent.index))
                tell(receiver, PortMessage(content: .serialized(data), sent: sent), at: end, from: agent)
            case .portClosed(let end): tellEnd(at: end, from: agent)
            case .fetch(let number, let question):
                // One that has ended leaves everything to the network.
                guard let receiver = self.agent(number, of: agent) else {
                    agent.machine.receive(
                        AgentLinks.Arrival(
                            from: number, what: .notice(.passed(question.number)), message: messageCount, sender: AgentIndex(agent.index)),
                        at: agent.machine.loop.now)
                    continue
                }
                tell(receiver, .fetch(question), from: agent)
            case .error(let data): tell(agents[agent.parent], .error(data), from: agent)
            case .online: tell(agents[agent.parent], .online, from: agent)
            case .notice(let notice): tell(agents[agent.parent], .notice(notice), from: agent)
            case .worklet(let notice): tell(agents[agent.parent], .worklet(notice), from: agent)
            case .terminate(let number):
                if let child = agent.children[number] { end(agents[child], status: 1) }
            }
        }
    }

    private func start(_ number: Int32, _ beginning: AgentLinks.Beginning, by parent: Agent) {
        guard agents.count <= Machine.agentLimit else { return }
        taken.steps += Machine.agentSteps
        let kind = beginning.kind
        let isTaken = agents.contains { $0.info.name == beginning.name }
        let info = TraceAgent(
            name: isTaken ? "worker \(agents.count)" : beginning.name, kind: kind,
            startedBy: AgentIndex(parent.index))
        let agent = Agent(
            Machine(
                program.beginning(with: beginning.key, text: beginning.text, isScript: beginning.isScript), host: host,
                limits: parent.machine.limits,
                isRecording: options.recordsEvents),
            info)
        agent.machine.loading.isImmediate = options.loadsAtOnce
        agent.machine.recorder.wantsStates = options.recordsStates
        agent.machine.agents.start = (Int32(agents.count), beginning.data, beginning.settings)
        if kind != .thread { agent.machine.installWorkerScope(kind) }
        (agent.index, agent.parent, agent.number) = (agents.count, parent.index, number)
        parent.children[number] = agent.index
        agents.append(agent)
        if parent.machine.recorder.isRecording { parent.machine.record(.agentStarted(AgentIndex(agent.index))) }
        noteSpan(of: parent)
        agent.machine.loop.queues.advance(by: parent.machine.loop.now)
        // It begins when its parent has done what it is at.
        agent.machine.scheduleStart()
    }

    // MARK: The record

    private func noteSpan(of agent: Agent) { noteSpan(of: agent, agent.machine.recorder.trace, time: agent.machine.loop.now) }

    /// Puts what an agent did since the last time behind what is there. Its turns and jobs are counted whether they are recorded or not, so
    /// that they have the same numbers.
    private func noteSpan(of agent: Agent, _ trace: Trace, time: Int64) {
        let span = TraceMerge.Span(
            part: agent.index, events: agent.eventCount..<max(agent.eventCount, trace.events.count),
            lines: agent.lineCount..<max(agent.lineCount, trace.console.count), time: time,
            turns: agent.turnCount..<(agent.machine.loop.turn + 1), jobs: agent.jobCount..<(agent.machine.loop.jobCount + 1))
        if span.events.isEmpty, span.lines.isEmpty, span.turns.isEmpty, span.jobs.isEmpty { return }
        if let last = spans.last, last.part == agent.index {
            spans[spans.count - 1] = TraceMerge.Span(
                part: agent.index, events: last.events.lowerBound..<span.events.upperBound,
                lines: last.lines.lowerBound..<span.lines.upperBound, time: last.time,
                turns: last.turns.lowerBound..<span.turns.upperBound, jobs: last.jobs.lowerBound..<span.jobs.upperBound)
        } else {
            spans.append(span)
        }
        agent.eventCount = span.events.upperBound
        agent.lineCount = span.lines.upperBound
        agent.turnCount = span.turns.upperBound
        agent.jobCount = span.jobs.upperBound
    }

    /// The run of all of them.
    func result(withModules: Bool) -> Run {
        var runs = agents.map { $0.machine.result(withModules: withModules) }
        // What was told of the end is in no stretch yet.
        for (agent, run) in zip(agents, runs) { noteSpan(of: agent, run.trace, time: run.trace.end) }
        let parts = zip(agents, runs).map { TraceMerge.Part(trace: $1.trace, agent: $0.info, namesModules: $0.index > 0) }
        var merge = TraceMerge(parts)
        var run = runs.removeFirst()
        // They tell how far the run was by its own events alone.
        run.unsetReads = []
        run.trace = merge.merged(spans, entryParts: 0..<1)
        run.sourceFiles += runs.flatMap(\.sourceFiles)
        // An error of a worker is told to the agent that has begun it.
        run.outcomeDiagnostics += runs.flatMap(\.outcomeDiagnostics).filter { $0.severity == .warning }
        run.diagnostics += runs.flatMap(\.diagnostics).filter { $0.kind == .unsupported }
        for (agent, own) in zip(agents.dropFirst(), runs) where agent.info.kind != .thread {
            // The page learns that there is no worker, and not why.
            run.outcomeDiagnostics += own.diagnostics.filter { $0.kind != .unsupported }
                .map { Self.warning(of: $0, "\(agent.info.name) does not run") }
            guard agents[agent.parent].machine.agents.web.unheard.contains(agent.number) else { continue }
            run.outcomeDiagnostics += own.outcomeDiagnostics.filter { $0.severity == .error }.map { Self.warning(of: $0, agent.info.name) }
        }
        return run
    }

    /// What is wrong in a worker does not end the page.
    private static func warning(of problem: Diagnostic, _ about: String) -> Diagnostic {
        var warning = problem
        warning.message = "\(about): \(problem.message)"
        warning.severity = .warning
        return warning
    }
}
