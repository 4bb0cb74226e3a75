import Diagnostics
import Hosts
import JavaScript
import Programs
import Text
import Trace

/// What an agent has to do with others. https://nodejs.org/api/worker_threads.html
extension Machine {
    /// How many agents a run may have.
    static let agentLimit: Int32 = 64
    static let agentLimitWords = "a run of tla-sim has at most \(agentLimit) workers"

    // MARK: Asking

    /// Asks something of the driver, which hears it as of now, however long the task goes on.
    mutating func ask(_ what: AgentLinks.Outgoing) {
        if what.isMessage { agents.sentCount += 1 }
        if case .terminate(let number) = what, !agents.terminations.contains(where: { $0.agent == number }) {
            agents.terminations.append((number, loop.now, innermostCall().flatMap { place(of: $0.instruction) }))
        }
        if recorder.isRecording { recordAsked(what) }
        agents.outgoing.append(AgentLinks.Request(time: loop.now, what: what, number: agents.sentCount))
    }

    /// By this agent's own numbers: to whom a message comes, and which agent begins, the driver knows.
    private mutating func recordAsked(_ what: AgentLinks.Outgoing) {
        // Modules of the host ask for those that called them.
        let asker = innermostCall().map { graph.moduleOfUnit[Int(code.functions[Int($0.code.index)].unit.index)] }
        switch what {
        case .message, .portMessage: record(.messageSent(number: agents.sentCount, to: AgentIndex(0)), module: asker)
        case .start(let number, _): record(.agentStarted(AgentIndex(Int(number))), module: asker)
        default: break
        }
    }

    /// The end of an agent that others may have ended while it was at something.
    ///
    /// - Parameter isTold: whether the record has it.
    mutating func recordEnd(at time: Int64, isTold: Bool) {
        let count = recorder.trace.events.count
        if recorder.isRecording, isTold { record(.agentEnded, module: ModuleID.none) }
        // Nothing of it runs any more.
        if recorder.recordsStates { noteStack() }
        for index in count..<recorder.trace.events.count { recorder.trace.events[index].time = time }
    }

    /// Begins another agent.
    ///
    /// - Returns: its number among those that this one has begun, from 1.
    mutating func startAgent(_ beginning: AgentLinks.Beginning, handler: Value) throws(Abrupt) -> Int32 {
        guard agents.startedCount < Self.agentLimit else { throw typeError(Self.agentLimitWords) }
        agents.startedCount += 1
        agents.handlers[agents.startedCount] = handler
        agents.referenced.insert(agents.startedCount)
        ask(.start(agents.startedCount, beginning))
        return agents.startedCount
    }

    /// Somebody listens for messages of the agent that began this one, or no longer does. Those that were kept come now.
    mutating func listen(_ isListening: Bool) {
        agents.isListening = isListening
        guard isListening else { return }
        agents.listening = innermostCall().flatMap { place(of: $0.instruction) }
        noteListening()
        for number in agents.held { _ = schedule(.message(number), after: 0) }
        agents.held = []
    }

    /// Its entry has run until its first await. A host that keeps no messages takes them from now on, and loses those that nobody
    /// listens for.
    mutating func openForMessages() {
        agents.hasBegun = true
        guard host.threads?.keepsMessages == false else { return }
        noteLost(agents.held.count, at: loop.now)
        agents.held = []
    }

    /// A thread has come to its end: what it was sent and has not taken nobody takes any more.
    mutating func noteUntaken() {
        guard agents.fatalError == nil, progress.entryError == nil, progress.ending == nil, !progress.hasExited, !agents.isListening,
            !agents.held.isEmpty, let place = agents.listening
        else { return }
        let messages = counted(agents.held.count, "message that came later is", "messages that came later are")
        var problem = problem(
            .runtime, "\(messages) never taken: the worker no longer listens, and ends", at: place)
        problem.severity = .warning
        problem.suggestion = "listen with on() as long as messages may come, and call parentPort.close() behind the last of them"
        reports.outcomeDiagnostics.append(problem)
    }

    // MARK: Being told

    /// Something comes from another agent.
    mutating func receive(_ arrival: AgentLinks.Arrival, at time: Int64) {
        agents.isHeld = false
        if case .connect(let data) = arrival.what, !agents.web.isOpen { return agents.web.connections.append(data) }
        agents.arrivals.append(arrival)
        let number = Int32(agents.arrivals.count - 1)
        if case .message = arrival.what, arrival.from == 0, !agents.isListening {
            if host.threads?.keepsMessages != false || !agents.hasBegun {
                agents.held.append(number)
            } else {
                noteLost(1, at: max(time, loop.now))
            }
            return
        }
        _ = schedule(.message(number), at: max(time, loop.now))
    }

    mutating func takeArrival(_ number: Int32) throws(Abrupt) {
        let arrival = agents.arrivals[Int(number)]
        if case .connect(let data) = arrival.what { return try takeConnection(data) }
        let handler = arrival.from == 0 ? agents.parentHandler : agents.handlers[arrival.from] ?? .undefined
        if case .object(let target) = handler, heap[target].kind == .eventTarget {
            if agents.web.isClosed { return }
            if recorder.isRecording, case .message = arrival.what {
                record(.messageReceived(number: arrival.message, from: arrival.sender))
            }
            return try takeArrival(arrival.what, at: target, from: arrival.from)
        }
        let kind: String
        var value = Value.undefined
        var moved: [ObjectID] = []
        switch arrival.what {
        case .message(let data):
            kind = "message"
            // Whoever listened may have left since it came.
            if arrival.from == 0, !agents.isListening { return agents.held.append(number) }
            let opened = try open(data)
            (value, moved) = (opened.value, opened.ports)
            if recorder.isRecording { record(.messageReceived(number: arrival.message, from: arrival.sender)) }
        case .online: kind = "online"
        case .error(let data):
            kind = "error"
            value = deserialize(data)
        case .exit(let status):
            kind = "exit"
            value = .number(Double(status))
            agents.referenced.remove(arrival.from)
        case .notice, .worklet, .fetch, .scriptFailed, .connect: return
        }
        if isCallable(handler) { try runCallback(handler, [string(kind), value, .object(makeArray(moved.map { .object($0) }))]) }
    }

    // MARK: The start

    /// The program begins with the agent's next task.
    mutating func scheduleStart() { _ = schedule(.start, after: 0) }

    mutating func beginAgent() {
        ask(.online)
        takeSettings()
        startEntries()
    }

    // MARK: The driver's questions

    /// When the agent would go on; `nil` when there is nothing that it goes on for by itself.
    mutating func nextStepTime() -> Int64? {
        if hasEnded { return nil }
        if !agents.isHeld {
            let isAtEntry = host.loop != .tasks && loop.turn == loop.entryTurn
            if hasPendingImports || !loop.nextTicks.isEmpty || loop.iteration.isOwed || isAtEntry { return loop.now }
        }
        if loop.hasOnlyUnreferencedTasks { return nil }
        if !agents.isHeld, loop.immediates.waiting + loop.closings.count + loop.roundClosings.count > 0 { return loop.now }
        let due = loop.queues.nextDueTime().map { max($0, loop.now) }
        guard let own = nextSchedulingTime() else { return due }
        return due.map { min($0, own) } ?? own
    }

    /// Whether its program is over, by its own doing or by an error.
    var hasEnded: Bool { mutating get { progress.ending != nil || progress.hasExited || stop.reason != nil } }

    /// Whether it is the worker of a page whose script is not there, or does not parse or link: the page is told that, and no more. Where the browser
    /// tells it of a classic script that does not parse, that is an error as others.
    mutating func hasNoScript() -> Bool {
        guard agents.web.kind == .worker || agents.web.kind == .sharedWorker, agents.fatalError == nil else { return false }
        switch progress.ending {
        case .linkError: return true
        case .loadError:
            guard program.entriesAreScripts, host.page?.workers.tellsWhatDoesNotParse == true, let entry = progress.entries.first else {
                return true
            }
            return !isErrorOfText(graph[entry.module].failure)
        case .fatal, nil: return false
        }
    }

    /// The error for which the agent has ended, if it was one.
    mutating func errorOfEnd() -> SerializedValue? {
        if let error = agents.fatalError { return try? serialize(lastError: error) }
        if let missing = missingScript() { return missing }
        if let failure = serviceWorkerFailure() ?? workletFailure() { return failure }
        // A script that does not parse, cannot be loaded, or does not link.
        if let entry = progress.entries.first, case .loadError? = progress.ending, graph[entry.module].failure >= 0,
            isErrorOfText(graph[entry.module].failure)
        {
            return try? serialize(.object(loadErrorObject(graph[entry.module].failure)))
        }
        switch progress.ending {
        case .loadError(let message), .linkError(let message):
            return SerializedValue(nodes: [.error(name: "Error", message: message)])
        case .fatal, nil: return nil
        }
    }

    /// An error as a page is told of it: by its text, in which a DOMException has its own name, and a clone would not.
    private mutating func serialize(toldError error: Value) throws(Abrupt) -> SerializedValue {
        var data = try serialize(error)
        guard case .error(let name, let message, let stack, let cause, let own)? = data.nodes.first, name != "Error",
            clonedErrorPrototype(named: name) == realm.errorPrototype
        else { return data }
        data.nodes[0] = .error(
            name: name, message: message, stack: stack, cause: cause, own: own + [(key: "name", value: Int32(data.nodes.count))])
        data.nodes.append(.string(name))
        return data
    }

    /// An error that nothing caught, in a worker that goes on: the agent that has begun it is told.
    mutating func tellParent(of error: Value) {
        switch agents.web.kind {
        case .worker, .sharedWorker: if let data = try? serialize(toldError: error) { ask(.error(data)) }
        case .serviceWorker: if progress.entryError != nil, let failure = serviceWorkerFailure() { ask(.error(failure)) }
        default: break
        }
    }
}
