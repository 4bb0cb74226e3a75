import EventLoop
import Hosts

/// How the loop of libuv gives messages and tells ports that they are closed.
///
/// Each round goes once through the ports that have messages, in the order in which the ports were made, and gives each of them all it has. What is
/// closed is told at the end of the round, behind the immediates, the latest first. https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop
extension Machine {
    /// At least so many messages of a port are given in one round.
    private static let leastOfRound = 1000

    /// Whether the ports of this host are handles of such a loop.
    var portsHaveRounds: Bool {
        if case .libuv = host.loop { !ports.factory.isUndefined } else { false }
    }

    // MARK: Messages

    /// Takes the task of the port whose turn it is in this round; `nil` when the round is through with them.
    mutating func nextTaskOfPorts() -> QueuedTask? {
        let last = loop.iteration.port
        guard last < .max, !ports.pending.isEmpty else { return nil }
        if last < 0 {
            // They have their turn when the first message has.
            guard isMessageNext() else { return nil }
        }
        let first = loop.iteration.messagesLeft > 0 ? last : last + 1
        let next = ports.pending.first { $0.port >= first && $0.due <= loop.now }
        guard let next else {
            loop.iteration.port = .max
            return nil
        }
        loop.queues.cancel(next.ticket)
        return QueuedTask(job: next.job, task: .page(.message(port: next.port)))
    }

    /// Whether the next task of this round is a message to a port.
    private mutating func isMessageNext() -> Bool {
        guard portsHaveRounds, let due = loop.queues.nextDueTime(), due <= loop.iteration.time,
            case .page(.message)? = loop.queues.peekTask()?.task
        else { return false }
        return true
    }

    /// Whether the next task is a message to a port that has had its turn in this round.
    mutating func hasPortOfNextRound() -> Bool { loop.iteration.port >= 0 && isMessageNext() }

    /// Notes the task of a port, so that its round finds it.
    mutating func notePending(port: Int32, at due: Int64, _ ticket: EventLoopTicket) {
        let place = ports.pending.firstIndex { $0.port > port } ?? ports.pending.count
        budget.countWork(ports.pending.count)
        ports.pending.insert(PendingPort(port: port, job: loop.jobCount, due: due, ticket: ticket), at: place)
    }

    /// A message of this port is given in this round.
    mutating func beginTurn(ofPort port: Int32) {
        ports.pending.removeAll { $0.port == port }
        if loop.iteration.port != port {
            loop.iteration.port = port
            loop.iteration.messagesLeft = max(ports.records[Int(port)].waiting.count, Self.leastOfRound)
        }
        loop.iteration.messagesLeft -= 1
    }

    /// Whether a message of this port has been given last, and more may follow in this round.
    func isGiving(port index: Int) -> Bool { loop.iteration.port == Int32(index) && loop.iteration.messagesLeft > 0 }

    // MARK: Closing

    /// A port is closed: it is told at the end of the round. A message that is being given keeps those behind it.
    mutating func beginClosing(port index: Int) {
        guard !ports.records[index].isClosing else { return }
        ports.records[index].isClosing = true
        ports.records[index].isReferenced = false
        queueClosing(ofPort: Int32(index))
        if let pending = ports.pending.first(where: { $0.port == Int32(index) }) {
            loop.queues.cancel(pending.ticket)
            ports.pending.removeAll { $0.port == Int32(index) }
            ports.records[index].tasks = 0
        }
    }

    /// The same for the port to the agent that began this one.
    mutating func closeParentPort() {
        listen(false)
        agents.isReferenced = false
        if !portsHaveRounds { return _ = schedule(.page(.closed(port: -1)), after: 0) }
        queueClosing(ofPort: -1)
    }

    /// The object of a port that has moved is as one that is closed.
    mutating func leaveBehind(_ object: ObjectID) {
        ports.ofObject[object] = MessagePorts.moved
        guard portsHaveRounds else { return }
        ports.left.append(object)
        queueClosing(ofPort: -1 - Int32(ports.left.count))
    }

    private mutating func queueClosing(ofPort port: Int32) {
        noteJobQueued(.page(.closed(port: port)))
        loop.closings.append(QueuedTask(job: loop.jobCount, task: .page(.closed(port: port))))
    }

    /// The end of a round has come: the port, and the one at the other end, are told.
    ///
    /// - Parameter port: below 0 for the one to the agent that began this one, and below that for an object that has been left behind.
    mutating func endClosing(port: Int32) throws(Abrupt) {
        if port == -1 {
            try runCallback(agents.parentHandler, [string("close")])
            return
        }
        if port < 0 { return try tell(.object(ports.left[Int(-2 - port)]), "close", .undefined) }
        let index = Int(port)
        ports.records[index].isClosed = true
        ports.records[index].isStarted = false
        ports.records[index].waiting = []
        leave(port: index)
        if !ports.records[index].object.isNone { try tell(port: index, "close", .undefined) }
    }
}
