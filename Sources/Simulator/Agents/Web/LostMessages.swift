import Diagnostics
import JavaScript
import Text

/// What came to a worker before it listened for it, and is lost.
struct LostMessages {
    /// What is lost.
    enum Kind {
        case message
        /// That a page has connected to a shared worker.
        case connection
    }

    var kind = Kind.message
    var count = 0
    /// When the first came; nanoseconds.
    var time: Int64 = 0
    /// Where the worker's code stood then.
    var standing: Place?
    /// Where it listens for them in the end.
    var listening: Place?
}

extension Machine {
    /// A message has come to an object.
    mutating func noteMessage(at target: ObjectID) {
        guard agents.web.kind == .worker, target == realm.global, !hasListener("message") else { return }
        noteLost(1, at: loop.now)
    }

    /// A page has connected to this shared worker.
    mutating func noteConnection() {
        guard !hasListener("connect") else { return }
        agents.web.lost.kind = .connection
        noteLost(1, at: loop.now)
    }

    /// Whether the worker's global object has a listener for an event.
    private mutating func hasListener(_ event: String) -> Bool {
        let type = strings.names.intern(event)
        return events.targets[Int(heap[realm.global].payload)].listeners.contains { number in
            !events.listeners[Int(number)].isRemoved && events.listeners[Int(number)].type == type
        }
    }

    /// So many messages came when nobody listened, on a host that keeps none.
    mutating func noteLost(_ count: Int, at time: Int64) {
        guard count > 0, agents.web.lost.listening == nil else { return }
        let isFirst = agents.web.lost.count == 0
        agents.web.lost.count += count
        guard isFirst else { return }
        agents.web.lost.time = time
        let body = coroutines.records.first { $0.kind == .asyncModule && $0.state == .suspended }
        agents.web.lost.standing = body.flatMap { place(of: $0.frame.pc - 1) }
    }

    /// The object gets a listener.
    mutating func noteMessageListener(_ type: NameID, at target: ObjectID) {
        let event = agents.web.lost.kind == .message ? "message" : "connect"
        guard target == realm.global, type == strings.names.intern(event) else { return }
        noteListening()
    }

    /// The program listens now for what was lost before.
    mutating func noteListening() {
        guard agents.web.lost.count > 0, agents.web.lost.listening == nil else { return }
        agents.web.lost.listening = innermostCall().flatMap { place(of: $0.instruction) }
    }

    /// What is said of what was lost before the worker listened, or because it never does.
    mutating func lostMessagesDiagnostic() -> Diagnostic? {
        let lost = agents.web.lost
        guard lost.count > 0, agents.fatalError == nil, progress.entryError == nil, progress.ending == nil,
            let place = lost.listening ?? startOfEntry()
        else { return nil }
        let isConnection = lost.kind == .connection
        let came =
            isConnection
            ? counted(lost.count, "'connect' event came", "'connect' events came") + " to the shared worker"
            : counted(lost.count, "message came", "messages came") + " to the worker"
        let (verb, listener) = (lost.count == 1 ? "is" : "are", isConnection ? "onconnect" : "onmessage")
        let when = lost.count == 1 ? "at \(durationText(lost.time))" : "the first at \(durationText(lost.time))"
        var problem = problem(
            .runtime,
            lost.listening == nil
                ? "\(came), which does not listen for \(isConnection ? "'connect'" : "messages"), and \(verb) lost: \(when)"
                : "\(came) before it listened here, and \(verb) lost: \(when)", at: place)
        problem.severity = .warning
        if let standing = lost.standing {
            problem.related = [
                RelatedPlace(
                    "the worker waits here when it comes; messages are given out from the first await on", at: locationOf(standing))
            ]
            problem.suggestion = "listen before that await, and let the listener await what it needs"
        } else {
            problem.suggestion =
                agents.web.kind == nil
                ? "listen at the top level of the worker's script, and let the listener await what it needs"
                : "set \(listener) at the top level of the worker's script, and let it await what it needs: messages are given out when that has run"
        }
        problem.alternatives =
            isConnection ? [] : ["let the worker post a message when it listens, and post to it only then"]
        return problem
    }

    // MARK: Ports

    /// A port has a listener that does not start it, as `onmessage` would.
    mutating func noteListener(_ type: NameID, ofPort object: ObjectID) {
        guard let index = ports.ofObject[object], index >= 0, ports.factory.isUndefined, !ports.records[index].isStarted,
            ports.records[index].listening == nil, type == strings.names.intern("message")
        else { return }
        ports.records[index].listening = innermostCall().flatMap { place(of: $0.instruction) }
    }

    /// What is said of messages that wait at a port which has a listener and was never started.
    mutating func unstartedPortDiagnostics() -> [Diagnostic] {
        var problems: [Diagnostic] = []
        for record in ports.records where !record.isStarted && !record.isClosed && problems.count < 3 {
            let count = record.waiting.count { if case .end = $0.content { false } else { true } }
            guard count > 0, let place = record.listening else { continue }
            var problem = problem(
                .runtime,
                "\(counted(count, "message waits", "messages wait")) at the port that this listener is for: a port gives none before it is started",
                at: place)
            problem.severity = .warning
            problem.suggestion = "call start() of the port behind this"
            problem.alternatives = ["set its onmessage in the place of addEventListener(): that starts it"]
            problems.append(problem)
        }
        return problems
    }

    /// The first character of the agent's script.
    private func startOfEntry() -> Place? {
        guard let entry = progress.entries.first, graph[entry.module].unit.index >= 0 else { return nil }
        return Place(unit: graph[entry.module].unit, offset: 0)
    }
}
