import Diagnostics
import HeapModule
import Hosts
import Programs
import Scenario
import Trace

/// Several agents on one virtual clock: the one whose next task is due first goes on, and of one time the one that was begun first.
final class AgentCluster {
    private let program: Program
    private let host: HostProfile
    private let options: RunOptions
    private(set) var agents: [Agent]
    var spans: [TraceMerge.Span] = []
    private var messageCount: Int32 = 0
    private var requests = HeapModule.Heap<AgentRequest>()
    private var requestCount = 0
    /// Which agent holds an end of a channel that more than one of them know of.
    private var holders: [PortEnd: Int] = [:]
    /// What all agents together have taken: steps, and bytes that they printed.
    var taken = (steps: 0, printed: 0)
    /// The threads that the end of the program has ended.
    private(set) var cutShort: [Agent] = []
    /// When the run met a limit elsewhere than in the program itself; nanoseconds.
    var timeOfLimit: Int64?

    /// - Parameter main: it has begun to run.
    init(_ program: Program, _ main: Agent, _ host: HostProfile, _ options: RunOptions) {
        self.program = program
        self.host = host
        self.options = options
        agents = [main]
    }

    func run() {
        goOn(agents[0]) { _ in }
        while step() {}
        // What it met when another agent had taken nearly all is not what is wrong.
        if hasMetLimit { _ = endRunForLimit() }
        turn(of: agents[0]) { $0.endRun() }
        noteSpan(of: agents[0])
        // The others go on while the process is told of its end.
        if agents[0].machine.hasEnded { while step() {} }
        cutShort = agents.dropFirst().filter { !$0.isOver && $0.info.kind == .thread }
        for agent in agents.dropFirst() where !agent.isOver {
            let last = agent.isStopped && end < .max ? end : min(end, agent.machine.loop.now)
            endRecord(of: agent, at: last, isTold: false)
        }
    }

    /// Until when the others go on: the program has ended, or met a limit; nanoseconds.
    private var end: Int64 {
        if let timeOfLimit { return timeOfLimit }
        return agents[0].machine.hasEnded ? agents[0].machine.loop.now : .max
    }

    /// Does what is due first: what an agent has asked, or else an agent's next task.
    ///
    /// - Returns: false when the run is over.
    private func step() -> Bool {
        if agents[0].machine.stop.reason != nil { return false }
        let end = end
        var next: (agent: Agent, time: Int64)?
        for agent in agents where !agent.isOver && !agent.isIdle {
            guard let time = agent.machine.nextStepTime(), time < end else { continue }
            if next.map({ time < $0.time }) ?? true { next = (agent, time) }
        }
        if let request = requests.min, request.time <= min(end, next?.time ?? .max) {
            requests.removeMin()
            take(request)
            return true
        }
        guard let (agent, time) = next else { return end == .max && endIdle() }
        let went = goOn(agent) { $0.advance(until: time) }
        if agent.isStopped { return true }
        if agent.index > 0, agent.machine.hasEnded {
            close(agent)
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
            if !findsMore(agent) { close(agent) }
            return true
        }
        if endRunForLimit() { return false }
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
        let finds = goOn(agent) { $0.findsMoreToDo() }
        agent.isIdle = !finds
        return finds
    }

    private func mayEnd(_ agent: Agent) -> Bool {
        guard agent.info.kind == .thread, !agent.isStopped, !agent.machine.agents.isReferenced, !agent.machine.ports.keepsAlive,
            !agent.machine.progress.goesOn
        else { return false }
        if agent.machine.agents.referenced.contains(where: { agent.children[$0].map { !agents[$0].isOver } ?? false }) { return false }
        return agent.machine.haveEntriesSettled() || host.threads?.unsettledEnds != false
    }

    /// An agent has come to its end by itself: it is over when what it has asked until then is done.
    private func close(_ agent: Agent) {
        goOn(agent) {
            $0.closeProcess()
            $0.noteUntaken()
        }
        if agent.isStopped { return }
        queue(.end, of: agent, at: agent.machine.loop.now)
    }

    /// - Parameter status: with which it is ended from outside; `nil` where it ends by itself.
    private func end(_ agent: Agent, status: Int32?, at time: Int64) {
        guard !agent.isOver else { return }
        agent.isOver = true
        for child in agent.children.values { end(agents[child], status: 1, at: time) }
        for end in agent.machine.linkedEnds() + endsUnderway(from: agent) { tellEnd(at: end, at: time) }
        endRecord(of: agent, at: min(endOfWork(of: agent, endedAt: time), max(time, agent.machine.loop.now)), isTold: true)
        let parent = agents[agent.parent]
        guard !parent.isOver else { return }
        if status == nil {
            if agent.machine.hasNoScript() {
                tell(parent, .scriptFailed, from: agent, at: time)
            } else if let data = agent.machine.errorOfEnd() {
                tell(parent, .error(data), from: agent, at: time)
            }
        }
        tell(parent, .exit(status ?? agent.machine.statusOfEnd()), from: agent, at: time)
    }

    /// Until when the code goes on that an agent runs when it is ended from outside.
    private func endOfWork(of agent: Agent, endedAt time: Int64) -> Int64 {
        if agent.info.kind == .thread { return host.threads?.endsWork == false ? .max : time }
        return time + (host.page?.workers.terminationDelay ?? 0)
    }

    /// The other ends of ports that an agent would have sent away later than it was ended.
    private func endsUnderway(from agent: Agent) -> [PortEnd] {
        requests.unordered.flatMap { request -> [PortEnd] in
            guard request.agent == agent.index, case .asked(.ports(let moves, _)) = request.what else { return [] }
            return moves.compactMap(\.other)
        }
    }

    // MARK: Requests

    private func queue(_ what: AgentRequest.Kind, of agent: Agent, at time: Int64, number: Int32 = 0) {
        requests.insert(AgentRequest(time: time, order: requestCount, agent: agent.index, number: number, what: what))
        requestCount += 1
    }

    /// What an agent has asked in its turn is done at the times at which it asked.
    func queueRequests(of agent: Agent) {
        let asked = agent.machine.agents.outgoing
        agent.machine.agents.outgoing = []
        // A page's worker begins when the page has done what it is at, and what it is sent comes then; a thread begins at once.
        var begun: Set<Int32> = []
        var hasSentPorts = false
        for request in asked {
            var isLater = false
            switch request.what {
            case .start(let number, let beginning) where beginning.kind != .thread:
                begun.insert(number)
                isLater = true
            case .message(let number, _), .connect(let number, _), .terminate(let number), .fetch(let number, _):
                isLater = begun.contains(number)
            case .ports(_, .agent(let number)):
                isLater = begun.contains(number)
                hasSentPorts = hasSentPorts || isLater
            case .ports(_, .end), .portMessage, .portClosed: isLater = hasSentPorts
            case .start, .online, .error, .closed, .notice, .worklet: break
            }
            queue(.asked(request.what), of: agent, at: isLater ? agent.machine.loop.now : request.time, number: request.number)
        }
    }

    private func take(_ request: AgentRequest) {
        let agent = agents[request.agent]
        if agent.isOver { return }
        switch request.what {
        case .end: end(agent, status: nil, at: request.time)
        case .asked(let what): take(what, of: agent, at: request.time, number: request.number)
        }
    }

    private func take(_ what: AgentLinks.Outgoing, of agent: Agent, at time: Int64, number message: Int32) {
        switch what {
        case .start(let number, let beginning): start(number, beginning, by: agent, at: time)
        case .message(let number, let data):
            guard let receiver = self.agent(number, of: agent) else { return }
            noteMessage(message, from: agent, to: receiver)
            tell(receiver, .message(data), from: agent, at: time)
        case .ports(let moves, let place): movePorts(moves, to: place, from: agent, at: time)
        case .portMessage(let end, let data):
            guard let receiver = holder(of: end) else { return }
            noteMessage(message, from: agent, to: receiver)
            tell(receiver, PortMessage(content: .serialized(data), sent: (messageCount, AgentIndex(agent.index))), at: end, time: time)
        case .portClosed(let end): tellEnd(at: end, at: time)
        case .connect(let number, let data):
            if let receiver = self.agent(number, of: agent) { tell(receiver, .connect(data), from: agent, at: time) }
        case .closed: tell(agents[agent.parent], .exit(0), from: agent, at: time)
        case .fetch(let number, let question):
            // One that has ended leaves everything to the network.
            guard let receiver = self.agent(number, of: agent) else {
                return receive(.notice(.passed(question.number)), by: agent, from: number, of: agent, at: time)
            }
            tell(receiver, .fetch(question), from: agent, at: time)
        case .error(let data): tell(agents[agent.parent], .error(data), from: agent, at: time)
        case .online: tell(agents[agent.parent], .online, from: agent, at: time)
        case .notice(let notice): tell(agents[agent.parent], .notice(notice), from: agent, at: time)
        case .worklet(let notice): tell(agents[agent.parent], .worklet(notice), from: agent, at: time)
        case .terminate(let number):
            if let child = agent.children[number] { end(agents[child], status: 1, at: time) }
        }
    }

    // MARK: Messages

    private func tell(_ receiver: Agent, _ what: AgentLinks.Incoming, from sender: Agent, at time: Int64) {
        let from = receiver.index == sender.parent && sender.index > 0 ? sender.number : 0
        receive(what, by: receiver, from: from, of: sender, at: time)
    }

    private func receive(_ what: AgentLinks.Incoming, by receiver: Agent, from: Int32, of sender: Agent, at time: Int64) {
        receiver.isIdle = false
        receiver.machine.receive(
            AgentLinks.Arrival(from: from, what: what, message: messageCount, sender: AgentIndex(sender.index)), at: time)
    }

    /// The agent of a number that another one knows it by; `nil` when it is over.
    private func agent(_ number: Int32, of other: Agent) -> Agent? {
        let agent = number == 0 ? agents[other.parent] : other.children[number].map { agents[$0] }
        return agent.flatMap { $0.isOver ? nil : $0 }
    }

    private func holder(of end: PortEnd) -> Agent? { holders[end].flatMap { agents[$0].isOver ? nil : agents[$0] } }

    /// - Parameter number: that of the message among those of the agent that sent it.
    private func noteMessage(_ number: Int32, from agent: Agent, to receiver: Agent) {
        messageCount += 1
        agent.messages[number] = (messageCount, AgentIndex(receiver.index))
    }

    private func tell(_ receiver: Agent, _ message: PortMessage, at end: PortEnd, time: Int64) {
        receiver.isIdle = false
        receiver.machine.receive(message, at: end, time: time)
    }

    /// Whoever holds an end learns that its channel is over.
    private func tellEnd(at end: PortEnd, at time: Int64) {
        if let holder = holder(of: end) { tell(holder, PortMessage(content: .end), at: end, time: time) }
    }

    /// Ports that move to an agent that is over are gone, and their other ends are told.
    private func movePorts(_ moves: [PortMove], to place: AgentLinks.Receiver, from agent: Agent, at time: Int64) {
        let receiver: Agent?
        switch place {
        case .agent(let number): receiver = self.agent(number, of: agent)
        case .end(let end): receiver = holder(of: end)
        }
        // The end that stays behind when the other one leaves for the first time.
        for case let other? in moves.map(\.other) where holders[other] == nil { holders[other] = agent.index }
        for move in moves { holders[move.end] = receiver?.index }
        if let receiver { return receiver.machine.take(moves) }
        for case let other? in moves.map(\.other) { tellEnd(at: other, at: time) }
    }

    private func start(_ number: Int32, _ beginning: AgentLinks.Beginning, by parent: Agent, at time: Int64) {
        guard agents.count <= Machine.agentLimit else {
            let words = SerializedValue(nodes: [.error(name: "TypeError", message: Machine.agentLimitWords)])
            receive(.error(words), by: parent, from: number, of: parent, at: time)
            return receive(.exit(1), by: parent, from: number, of: parent, at: time)
        }
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
        agent.machine.console.showsStacks = options.showsStacks && agent.machine.host.globals.stackLines != nil
        agent.machine.agents.start = (Int32(agents.count), beginning.data, beginning.settings)
        if kind != .thread { agent.machine.installWorkerScope(kind) }
        (agent.index, agent.parent, agent.number) = (agents.count, parent.index, number)
        parent.children[number] = agent.index
        agents.append(agent)
        agent.machine.loop.queues.advance(by: time)
        agent.machine.scheduleStart()
    }
}
