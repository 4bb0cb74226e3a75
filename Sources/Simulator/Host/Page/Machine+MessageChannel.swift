import DequeModule
import Hosts
import JavaScript

/// One end of a channel. https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports
struct MessagePortRecord {
    var object: ObjectID
    /// The other end: into ``Page/ports``; -1 where that is in another agent.
    var other: Int32 = -1
    /// The number of that agent: one of its own, or the one that began it, 0.
    var agent: Int32 = -1
    /// Whether its messages are given to what listens.
    var isStarted = false
    var isClosed = false
    /// The messages that have not been given to anybody, and how many tasks will give one each.
    var waiting = Deque<Value>()
    var tasks = 0
}

/// `MessagePort` and `MessageChannel`, whose messages are tasks of their own.
///
/// Deviation: nothing is transferred.
extension Machine {
    mutating func installMessageChannel() {
        let port = makeLibraryObject(events.targetPrototype)
        page.portPrototype = port
        defineIllegalConstructor("MessagePort", port)
        defineListed(port, "postMessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let index = try machine.thisPort(arguments)
            let port = machine.page.ports[index]
            if port.other < 0 {
                try machine.post(machine.argument(arguments, 0), toAgent: port.agent)
            } else {
                machine.post(try machine.clone(machine.argument(arguments, 0)), to: port.other)
            }
            return .undefined
        }
        defineListed(port, "start", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.start(port: try machine.thisPort(arguments))
            return .undefined
        }
        defineListed(port, "close", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let index = try machine.thisPort(arguments)
            machine.close(port: index)
            return .undefined
        }
        defineEventHandler(port, "messageerror")
        defineOnMessage(port)
        let channel = makeLibraryObject()
        defineConstructor("MessageChannel", 0, prototype: channel) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "MessageChannel")
            let own = try machine.prototypeFromConstructor(arguments.newTarget, channel)
            let object = machine.heap.makeObject(.ordinary, prototype: own)
            let first = machine.page.ports.count
            for index in 0..<2 {
                let port = machine.makePort(other: Int32(first + 1 - index))
                machine.put(object, machine.key("port\(index + 1)"), .object(port), .enumerable)
            }
            return .object(object)
        }
        defineTag(channel, "MessageChannel")
    }

    private mutating func thisPort(_ arguments: Arguments) throws(Abrupt) -> Int {
        guard case .object(let object) = arguments.thisValue, let index = page.portOfObject[object] else {
            throw typeError("Illegal invocation")
        }
        return index
    }

    /// `onmessage`, which starts its port. https://html.spec.whatwg.org/multipage/web-messaging.html#handler-messageport-onmessage
    private mutating func defineOnMessage(_ prototype: ObjectID) {
        defineEventHandler(prototype, "message")
        guard case .accessor(let index)? = getOwn(prototype, key("onmessage"))?.value else { return }
        let inner = heap.accessors[Int(index)].setter
        let setter = makeNative("set onmessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            _ = try machine.call(.object(inner), arguments.thisValue, machine.argument(arguments, 0))
            machine.start(port: try machine.thisPort(arguments))
            return .undefined
        }
        defineAccessor(prototype, key("onmessage"), getter: nil, setter: setter, [.enumerable, .configurable])
    }

    private mutating func post(_ message: Value, to port: Int32) {
        let index = Int(port)
        guard !page.ports[index].isClosed else { return }
        budget.keptBytes += MemoryLayout<Value>.stride
        page.ports[index].waiting.append(message)
        if page.ports[index].isStarted, page.ports[index].tasks == 0 { scheduleMessages(1, for: port) }
    }

    private mutating func start(port index: Int) {
        guard !page.ports[index].isStarted, !page.ports[index].isClosed else { return }
        page.ports[index].isStarted = true
        if page.ports[index].agent == 0, agents.web.isOpen { listen(true) }
        if !page.ports[index].waiting.isEmpty { scheduleMessages(1, for: Int32(index)) }
    }

    private mutating func scheduleMessages(_ count: Int, for port: Int32) {
        page.ports[Int(port)].tasks = count
        for _ in 0..<count { _ = schedule(.page(.message(port: port)), after: 0) }
    }

    /// The next message of a port. While messages wait there is a task for one of them, and another when that has been handled; in Chromium then one for each
    /// that has come meanwhile.
    mutating func deliver(to port: Int32) throws(Abrupt) {
        let index = Int(port)
        if !page.ports[index].isClosed, let message = page.ports[index].waiting.popFirst() {
            try fireMessage(message, at: page.ports[index].object)
        }
        page.ports[index].tasks -= 1
        guard page.ports[index].tasks == 0, !page.ports[index].isClosed, !page.ports[index].waiting.isEmpty else { return }
        scheduleMessages(schedulingRules.portsGiveWayEachTime ? 1 : page.ports[index].waiting.count, for: port)
    }

    private mutating func close(port index: Int) {
        let port = page.ports[index]
        page.ports[index].isClosed = true
        if port.other >= 0 {
            page.ports[Int(port.other)].isClosed = true
        } else if port.agent == 0 {
            listen(false)
        } else {
            agents.handlers[port.agent] = nil
        }
    }

    // MARK: Other agents

    /// An end of a channel, whose other end is here, or in another agent: one of this one's own, or the one that began it, 0.
    mutating func makePort(other: Int32 = -1, toAgent number: Int32 = -1) -> ObjectID {
        let port = makeEventTarget(prototype: page.portPrototype)
        page.portOfObject[port] = page.ports.count
        page.ports.append(MessagePortRecord(object: port, other: other, agent: number))
        return port
    }

    mutating func post(_ message: Value, toAgent number: Int32) throws(Abrupt) {
        agents.outgoing.append(.message(number, try serialize(message)))
    }

    mutating func fireMessage(
        _ message: Value, at target: ObjectID, interface: String = "MessageEvent", from source: Value = .null
    ) throws(Abrupt) {
        let details: [Value] = [message, string(""), string(""), source, .object(makeArray())]
        try fire("message", at: target, interface: interface, details: details)
    }
}
