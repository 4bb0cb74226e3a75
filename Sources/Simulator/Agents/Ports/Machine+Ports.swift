import Hosts
import JavaScript
import Trace

/// Ports of channels: what is posted to one comes out at the other, in whichever agent that is.
/// https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports
extension Machine {
    // MARK: Making

    /// - Returns: the index of a new end, which has no object yet.
    mutating func addPort(_ record: MessagePortRecord) -> Int {
        ports.records.append(record)
        budget.keptBytes += MemoryLayout<MessagePortRecord>.stride
        return ports.records.count - 1
    }

    /// The object of a port, which is made when there is none.
    mutating func object(ofPort index: Int) throws(Abrupt) -> ObjectID {
        let known = ports.records[index].object
        if !known.isNone { return known }
        var object = ObjectID.none
        if ports.factory.isUndefined {
            object = makeEventTarget(prototype: ports.prototype)
        } else if case .object(let made) = try call(ports.factory, .undefined) {
            object = made
            ports.records[index].isReferenced = false
        }
        ports.records[index].object = object
        ports.ofObject[object] = index
        return object
    }

    /// The two ends of a new channel.
    mutating func makeChannel() throws(Abrupt) -> [ObjectID] {
        let next = Int32(ports.records.count)
        let first = addPort(MessagePortRecord(object: .none, far: .here(next + 1)))
        let second = addPort(MessagePortRecord(object: .none, far: .here(next)))
        return [try object(ofPort: first), try object(ofPort: second)]
    }

    // MARK: Posting

    /// `postMessage` of a port. One that has moved takes a message, and loses it.
    mutating func post(_ value: Value, from port: Int, _ list: Value) throws(Abrupt) {
        let transfer = try transfer(list, from: port)
        let far = port < 0 || ports.records[port].isClosing ? .none : ports.records[port].far
        switch far {
        case .here(let other):
            let copy = try clone(value, moving: transfer)
            // A port that is sent through itself takes the channel with it.
            if transfer.ports.contains(other) { return try tellLostChannel() }
            budget.keptBytes += MemoryLayout<PortMessage>.stride
            enqueue(PortMessage(content: .value(copy, ports: transfer.ports)), at: Int(other))
        case .end(let end):
            let data = try pack(value, transfer, to: .end(end))
            ask(.portMessage(end, data))
        case .none: _ = try clone(value, moving: transfer)
        }
    }

    /// Node warns of it. https://nodejs.org/api/worker_threads.html#portpostmessagevalue-transferlist
    private mutating func tellLostChannel() throws(Abrupt) {
        guard portsHaveRounds, case .object(let process)? = getOwn(realm.global, key("process"))?.value else { return }
        let words = string("The target port was posted to itself, and the communication channel was lost")
        _ = try call(get(process, key("emitWarning")), .object(process), words)
    }

    /// Something from another agent comes to a port of this one.
    mutating func receive(_ message: PortMessage, at end: PortEnd, time: Int64) {
        guard let index = ports.ofEnd[end] else { return }
        agents.isHeld = false
        if case .end = message.content { ports.records[index].far = .none }
        enqueue(message, at: index, time: time)
    }

    private mutating func enqueue(_ message: PortMessage, at index: Int, time: Int64 = 0) {
        guard !ports.records[index].isClosed else { return }
        budget.steps += Self.entrySteps
        ports.records[index].waiting.append(message)
        scheduleFirst(at: index, time: time)
    }

    /// Has a task come for the first message that waits, where something listens, or where the end is to be told.
    private mutating func scheduleFirst(at index: Int, time: Int64 = 0) {
        let record = ports.records[index]
        guard record.tasks == 0, !record.isClosing || isGiving(port: index), let first = record.waiting.first else { return }
        var mayGo = record.isStarted
        if case .end = first.content { mayGo = true }
        if mayGo { scheduleMessages(1, for: index, time: time) }
    }

    private mutating func scheduleMessages(_ count: Int, for index: Int, time: Int64 = 0) {
        ports.records[index].tasks = count
        let due = max(time, loop.now)
        for _ in 0..<count {
            let ticket = schedule(.page(.message(port: Int32(index))), at: due)
            if portsHaveRounds { notePending(port: Int32(index), at: due, ticket) }
        }
    }

    // MARK: Giving

    /// Something listens, or no longer does.
    mutating func listen(port index: Int, _ isListening: Bool) {
        guard index >= 0, !ports.records[index].isClosed, ports.records[index].isStarted != isListening else { return }
        ports.records[index].isStarted = isListening
        guard isListening else { return }
        scheduleFirst(at: index)
    }

    /// The next message of a port. While messages wait there is a task for one of them, and another when that has been handled; in Chromium then one for each
    /// that has come meanwhile.
    mutating func deliver(to port: Int32) throws(Abrupt) {
        let index = Int(port)
        if portsHaveRounds { beginTurn(ofPort: port) }
        do {
            // What the handler posts has no task yet.
            defer { ports.records[index].tasks -= 1 }
            if !ports.records[index].isClosed, let message = takeMessage(at: index) { try give(message, to: index) }
        }
        guard ports.records[index].tasks == 0, !ports.records[index].isClosed, !ports.records[index].isClosing || isGiving(port: index),
            !ports.records[index].waiting.isEmpty
        else { return }
        guard ports.records[index].isStarted else { return scheduleFirst(at: index) }
        scheduleMessages(schedulingRules.portsGiveWayEachTime || portsHaveRounds ? 1 : ports.records[index].waiting.count, for: index)
    }

    /// The first message that may be given.
    private mutating func takeMessage(at index: Int) -> PortMessage? {
        guard let first = ports.records[index].waiting.first else { return nil }
        if case .end = first.content { return ports.records[index].waiting.popFirst() }
        return ports.records[index].isStarted ? ports.records[index].waiting.popFirst() : nil
    }

    private mutating func give(_ message: PortMessage, to index: Int) throws(Abrupt) {
        if case .end = message.content {
            if portsHaveRounds { return beginClosing(port: index) }
            ports.records[index].isClosed = true
            guard isCallable(ports.factory), !ports.records[index].object.isNone else { return }
            return try tell(port: index, "close", .undefined)
        }
        if recorder.isRecording, let sent = message.sent { record(.messageReceived(number: sent.number, from: sent.by)) }
        let (value, moved) = try open(message)
        if isCallable(ports.factory) {
            return try tell(port: index, "message", value, .object(makeArray(moved.map { .object($0) })))
        }
        try fireMessage(value, at: try object(ofPort: index), ports: moved)
    }

    /// What a message holds, made anew: the value, and the ports that have moved with it.
    private mutating func open(_ message: PortMessage) throws(Abrupt) -> (value: Value, ports: [ObjectID]) {
        switch message.content {
        case .value(let value, let moved):
            var objects: [ObjectID] = []
            for index in moved { objects.append(try object(ofPort: Int(index))) }
            return (value, objects)
        case .serialized(let data): return try open(data)
        case .end: return (.undefined, [])
        }
    }

    /// The same of what came from another agent.
    mutating func open(_ data: SerializedValue) throws(Abrupt) -> (value: Value, ports: [ObjectID]) {
        var moved: [ObjectID] = []
        for end in data.ports {
            guard let index = ports.ofEnd[end] else { continue }
            moved.append(try object(ofPort: index))
        }
        return (deserialize(data), moved)
    }

    /// Tells the object of a port, where that is one of the host's module.
    mutating func tell(port index: Int, _ kind: String, _ value: Value, _ moved: Value = .undefined) throws(Abrupt) {
        try tell(.object(try object(ofPort: index)), kind, value, moved)
    }

    mutating func tell(_ object: Value, _ kind: String, _ value: Value, _ moved: Value = .undefined) throws(Abrupt) {
        try runCallback(ports.factory, [string(kind), value, moved], this: object)
    }

    /// The first message of a port, taken at once; `nil` when there is none.
    mutating func takeMessageNow(ofPort index: Int) throws(Abrupt) -> Value? {
        guard index >= 0, let first = ports.records[index].waiting.first else { return nil }
        if case .end = first.content { return nil }
        _ = ports.records[index].waiting.popFirst()
        return try open(first).value
    }

    // MARK: Closing

    /// The other ends of channels that this agent has ends of, in the order of these.
    func linkedEnds() -> [PortEnd] {
        ports.records.compactMap { if case .end(let end) = $0.far { end } else { nil } }
    }

    /// The channel is over. What the other end has not given yet it gives.
    mutating func close(port index: Int) {
        guard index >= 0, !ports.records[index].isClosed else { return }
        if portsHaveRounds { return beginClosing(port: index) }
        let far = ports.records[index].far
        ports.records[index].far = .none
        ports.records[index].isStarted = false
        ports.records[index].waiting = [PortMessage(content: .end)]
        scheduleFirst(at: index)
        tellEnd(at: far)
    }

    /// The other end learns that the channel is over.
    mutating func leave(port index: Int) {
        let far = ports.records[index].far
        ports.records[index].far = .none
        tellEnd(at: far)
    }

    private mutating func tellEnd(at far: MessagePortRecord.Far) {
        switch far {
        case .none: break
        case .here(let other):
            ports.records[Int(other)].far = .none
            enqueue(PortMessage(content: .end), at: Int(other))
        case .end(let end): ask(.portClosed(end))
        }
    }
}
