import Hosts
import JavaScript

/// `MessagePort` and `MessageChannel` of pages and their workers, whose messages are tasks of their own.
/// https://html.spec.whatwg.org/multipage/web-messaging.html#channel-messaging
extension Machine {
    mutating func installMessageChannel() {
        let port = makeLibraryObject(events.targetPrototype)
        ports.prototype = port
        defineIllegalConstructor("MessagePort", port)
        defineListed(port, "postMessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.post(machine.argument(arguments, 0), from: try machine.port(arguments.thisValue), machine.argument(arguments, 1))
            return .undefined
        }
        defineListed(port, "start", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.listen(port: try machine.port(arguments.thisValue), true)
            return .undefined
        }
        defineListed(port, "close", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.close(port: try machine.port(arguments.thisValue))
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
            for (index, port) in try machine.makeChannel().enumerated() {
                machine.put(object, machine.key("port\(index + 1)"), .object(port), .enumerable)
            }
            return .object(object)
        }
        defineTag(channel, "MessageChannel")
    }

    /// `onmessage`, which starts its port. https://html.spec.whatwg.org/multipage/web-messaging.html#handler-messageport-onmessage
    private mutating func defineOnMessage(_ prototype: ObjectID) {
        defineEventHandler(prototype, "message")
        guard case .accessor(let index)? = getOwn(prototype, key("onmessage"))?.value else { return }
        let inner = heap.accessors[Int(index)].setter
        let setter = makeNative("set onmessage", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            _ = try machine.call(.object(inner), arguments.thisValue, machine.argument(arguments, 0))
            machine.listen(port: try machine.port(arguments.thisValue), true)
            return .undefined
        }
        defineAccessor(prototype, key("onmessage"), getter: nil, setter: setter, [.enumerable, .configurable])
    }

    // MARK: Other agents

    mutating func post(_ message: Value, toAgent number: Int32, _ transfer: Transfer = Transfer()) throws(Abrupt) {
        let data = try pack(message, transfer, to: .agent(number))
        ask(.message(number, data))
    }

    mutating func fireMessage(
        _ message: Value, _ type: String = "message", at target: ObjectID, interface: String = "MessageEvent", from source: Value = .null,
        ports: [ObjectID] = []
    ) throws(Abrupt) {
        let list = Value.object(makeArray(ports.map { .object($0) }))
        let details: [Value] = [message, string(""), string(""), source, list]
        try fire(type, at: target, interface: interface, details: details)
    }
}
