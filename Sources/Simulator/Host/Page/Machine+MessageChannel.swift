import Hosts
import JavaScript

/// One end of a channel. https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports
struct MessagePortRecord {
    var object: ObjectID
    /// The other end: into ``Page/ports``.
    var other: Int32
    /// Whether its messages are given to what listens.
    var isStarted = false
    var isClosed = false
    /// The messages that came before it was started.
    var waiting: [Value] = []
}

/// `MessageChannel`, whose messages are tasks of their own.
///
/// Deviation: nothing is transferred.
extension Machine {
    mutating func installMessageChannel() {
        let port = makeLibraryObject(events.targetPrototype)
        page.portPrototype = port
        defineConstructor("MessagePort", 0, prototype: port) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            throw machine.typeError("Illegal constructor")
        }
        defineTag(port, "MessagePort")
        defineListed(port, "postMessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let index = try machine.thisPort(arguments)
            let message = try machine.clone(machine.argument(arguments, 0))
            machine.post(message, to: machine.page.ports[index].other)
            return .undefined
        }
        defineListed(port, "start", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.start(port: try machine.thisPort(arguments))
            return .undefined
        }
        defineListed(port, "close", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let index = try machine.thisPort(arguments)
            machine.page.ports[index].isClosed = true
            machine.page.ports[Int(machine.page.ports[index].other)].isClosed = true
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
                let port = machine.makeEventTarget(prototype: machine.page.portPrototype)
                machine.page.portOfObject[port] = first + index
                machine.page.ports.append(MessagePortRecord(object: port, other: Int32(first + 1 - index)))
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
        if page.ports[index].isStarted {
            page.messages.append(message)
            _ = schedule(.page(.message(port: port, number: Int32(page.messages.count - 1))), after: 0)
        } else {
            page.ports[index].waiting.append(message)
        }
    }

    private mutating func start(port index: Int) {
        guard !page.ports[index].isStarted else { return }
        page.ports[index].isStarted = true
        let waiting = page.ports[index].waiting
        page.ports[index].waiting = []
        for message in waiting { post(message, to: Int32(index)) }
    }

    mutating func deliver(message number: Int32, to port: Int32) throws(Abrupt) {
        let message = page.messages[Int(number)]
        page.messages[Int(number)] = .undefined
        guard !page.ports[Int(port)].isClosed else { return }
        let details: [Value] = [message, string(""), string(""), .null, .object(makeArray())]
        try fire("message", at: page.ports[Int(port)].object, interface: "MessageEvent", details: details)
    }
}
