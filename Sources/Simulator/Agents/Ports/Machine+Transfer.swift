import Hosts
import JavaScript

/// What a call of `postMessage` moves, and does not copy.
/// https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializewithtransfer
struct Transfer {
    var buffers: [ObjectID] = []
    /// Into ``MessagePorts/records``.
    var ports: [Int32] = []
}

extension Machine {
    // MARK: The list

    /// Reads a list of what is to be moved, or options that have one as `transfer`.
    ///
    /// - Parameter port: the port that is posted to; its own channel cannot go with a message.
    /// - Throws: a DataCloneError for what cannot be moved, is listed twice, or has moved already.
    mutating func transfer(_ list: Value, from port: Int? = nil) throws(Abrupt) -> Transfer {
        var transfer = Transfer()
        guard case .object(let object) = list else {
            if host.globals.hasProcess, !list.isNullish { throw noTransferList("transferList") }
            return transfer
        }
        var list = list
        if try get(object, .symbol(realm.symbolIterator)).isNullish {
            list = try get(object, key("transfer"))
            if host.globals.hasProcess, !list.isUndefined, try !isIterable(list) { throw noTransferList("options.transfer") }
        }
        if list.isNullish { return transfer }
        var position = 0
        try iterate(list) { machine, value throws(Abrupt) in
            try machine.countStep()
            try machine.add(value, to: &transfer, at: position, from: port)
            position += 1
            return true
        }
        return transfer
    }

    private mutating func isIterable(_ value: Value) throws(Abrupt) -> Bool {
        guard case .object(let object) = value else { return false }
        return isCallable(try get(object, .symbol(realm.symbolIterator)))
    }

    /// In the words of Node.
    private mutating func noTransferList(_ name: String) -> Abrupt {
        let words = ErrorWords("ERR_INVALID_ARG_TYPE", "Optional {name} argument must be an iterable", type: .typeError, showsCode: false)
        return .thrown(.object(makeError(HostError(words, ["name": name]))))
    }

    private mutating func add(_ value: Value, to transfer: inout Transfer, at position: Int, from port: Int?) throws(Abrupt) {
        let words = transferWords
        guard case .object(let object) = value else { throw dataCloneError(words.isNothing, at: position) }
        if let index = ports.ofObject[object] {
            // One of Node's that has been closed is as one that has gone.
            guard index >= 0, !ports.records[index].isClosing else { throw dataCloneError(words.hasMoved, at: position) }
            if index == port { throw dataCloneError(words.isSource, at: position) }
            if transfer.ports.contains(Int32(index)) { throw dataCloneError(words.isTwice, at: position) }
            budget.countWork(transfer.ports.count)
            return transfer.ports.append(Int32(index))
        }
        guard heap[object].kind == .arrayBuffer, !transfer.buffers.contains(object) else {
            throw dataCloneError(words.isNothing, at: position)
        }
        let record = heap.buffers[heap[object].payload]
        if record.isShared || record.isDetached {
            throw domException("An ArrayBuffer is detached and could not be cloned.", name: "DataCloneError")
        }
        budget.countWork(transfer.buffers.count)
        transfer.buffers.append(object)
    }

    private var transferWords: TransferWords { host.globals.hasProcess ? .node : .chromium }

    private mutating func dataCloneError(_ words: String, at position: Int) -> Abrupt {
        domException(words.replacing("{index}", with: String(position)), name: "DataCloneError")
    }

    /// Why a port in a value cannot be copied.
    mutating func unlistedPort() -> Abrupt {
        domException(transferWords.isUnlisted, name: "DataCloneError")
    }

    // MARK: Moving

    /// A copy of a value, which takes over what is moved: a buffer's bytes, and a port with its messages, as a new object.
    mutating func clone(_ value: Value, moving transfer: Transfer) throws(Abrupt) -> Value {
        var moved: [ObjectID: ObjectID] = [:]
        for buffer in transfer.buffers { moved[buffer] = makeBufferObject(try copiedBuffer(heap[buffer].payload)) }
        var before: [ObjectID] = []
        for index in transfer.ports {
            let object = ports.records[Int(index)].object
            before.append(object)
            ports.records[Int(index)].object = .none
            moved[object] = try self.object(ofPort: Int(index))
        }
        do throws(Abrupt) {
            let copy = try clone(value, memory: moved)
            for buffer in transfer.buffers { heap.buffers.detach(heap[buffer].payload) }
            for (index, object) in zip(transfer.ports, before) {
                leaveBehind(object)
                ports.records[Int(index)].isStarted = false
            }
            return copy
        } catch {
            // Nothing has moved.
            for (index, object) in zip(transfer.ports, before) {
                ports.ofObject[ports.records[Int(index)].object] = nil
                ports.records[Int(index)].object = object
            }
            throw error
        }
    }

    /// A value for another agent, and the ports that go to that one before it.
    mutating func pack(_ value: Value, _ transfer: Transfer) throws(Abrupt) -> (data: SerializedValue, moves: [PortMove]) {
        let copy = try clone(value, moving: transfer)
        return (try serialize(copy: copy, ports: transfer.ports), try takeAway(transfer.ports))
    }

    /// Has the ports of a message go where it will go.
    mutating func pack(_ value: Value, _ transfer: Transfer, to receiver: AgentLinks.Receiver) throws(Abrupt) -> SerializedValue {
        let (data, moves) = try pack(value, transfer)
        if !moves.isEmpty { ask(.ports(moves, to: receiver)) }
        return data
    }

    /// Ports leave this agent, and with each what waits at it, and the ports in that.
    private mutating func takeAway(_ first: [Int32]) throws(Abrupt) -> [PortMove] {
        var moves: [PortMove] = []
        var pending = first
        while let number = pending.popLast() {
            let index = Int(number)
            let end = link(port: index)
            let record = ports.records[index]
            var waiting: [SerializedValue] = []
            for message in record.waiting {
                try countStep()
                switch message.content {
                case .serialized(let data):
                    waiting.append(data)
                    pending += data.ports.compactMap { ports.ofEnd[$0].map { Int32($0) } }
                case .value(let value, let inner):
                    waiting.append(try serialize(copy: value, ports: inner))
                    pending += inner
                case .end: continue
                }
            }
            var other: PortEnd?
            if case .end(let known) = record.far { other = known }
            moves.append(PortMove(end: end, other: other, waiting: waiting))
            if !record.object.isNone { leaveBehind(record.object) }
            ports.ofEnd[end] = nil
            ports.records[index] = MessagePortRecord(object: .none, far: .none)
            ports.records[index].isClosed = true
            ports.records[index].tasks = record.tasks
        }
        return moves
    }

    /// Names a port and its other end, so that another agent may hold one of them.
    ///
    /// - Returns: its own name.
    @discardableResult
    mutating func link(port index: Int) -> PortEnd {
        if let known = ports.records[index].end { return known }
        let end = PortEnd(agent: agents.start?.thread ?? 0, number: ports.endCount)
        ports.endCount += 1
        ports.records[index].end = end
        ports.ofEnd[end] = index
        if case .here(let other) = ports.records[index].far {
            let name = link(port: Int(other))
            ports.records[index].far = .end(name)
            ports.records[Int(other)].far = .end(end)
        }
        return end
    }

    /// Ports come from another agent, before the message that they move with.
    mutating func take(_ moves: [PortMove]) {
        for move in moves {
            var record = MessagePortRecord(object: .none, far: move.other.map { .end($0) } ?? .none, end: move.end)
            record.waiting = .init(move.waiting.map { PortMessage(content: .serialized($0)) })
            if move.other == nil { record.waiting.append(PortMessage(content: .end)) }
            ports.ofEnd[move.end] = addPort(record)
        }
    }
}

/// Why something cannot be moved; `{index}` stands for its place in the list.
private struct TransferWords {
    var hasMoved: String
    var isSource: String
    var isTwice: String
    var isNothing: String
    var isUnlisted: String

    static let chromium = TransferWords(
        hasMoved: "Port at index {index} is already neutered.", isSource: "Port at index {index} contains the source port.",
        isTwice: "Message port at index {index} is a duplicate of an earlier port.",
        isNothing: "Value at index {index} does not have a transferable type.",
        isUnlisted: "A MessagePort could not be cloned because it was not transferred.")

    static let node = TransferWords(
        hasMoved: "MessagePort in transfer list is already detached", isSource: "Transfer list contains source port",
        isTwice: "Transfer list contains duplicate MessagePort", isNothing: "Found invalid value in transferList.",
        isUnlisted: "Object that needs transfer was found in message but not listed in transferList")
}
