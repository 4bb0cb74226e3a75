import Hosts
import JavaScript

/// `EventTarget`. https://dom.spec.whatwg.org/#interface-eventtarget
extension Machine {
    mutating func installEvents() {
        installEventTarget()
        installEvent()
        installEventInterfaces()
        installGlobalEvents()
    }

    private mutating func installEventTarget() {
        let prototype = makeLibraryObject()
        events.targetPrototype = prototype
        defineConstructor("EventTarget", 0, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireNew(arguments, "EventTarget")
            let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
            return .object(machine.makeEventTarget(prototype: own))
        }
        defineTag(prototype, "EventTarget")
        defineListed(prototype, "addEventListener", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let target = try machine.thisEventTarget(arguments)
            guard let listener = try machine.readListener(arguments) else { return .undefined }
            let signal = try machine.signalOption(arguments)
            if let signal, try machine.isAborted(signal) { return .undefined }
            let isNew = machine.events.find(listener, at: Int(machine.heap[target].payload)) == nil
            try machine.add(listener, to: target)
            if isNew, let signal { try machine.remove(listener, of: target, whenAborted: signal) }
            return .undefined
        }
        defineListed(prototype, "removeEventListener", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let target = try machine.thisEventTarget(arguments)
            guard let listener = try machine.readListener(arguments) else { return .undefined }
            let record = Int(machine.heap[target].payload)
            machine.budget.steps += machine.events.targets[record].listeners.count / 8
            guard let known = machine.events.find(listener, at: record) else { return .undefined }
            machine.events.remove(known, at: record)
            if machine.watchesEvents { machine.noteTakenOff(listener.type, of: target, listener.callback) }
            return .undefined
        }
        defineListed(prototype, "dispatchEvent", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let target = try machine.thisEventTarget(arguments)
            if arguments.count == 0 { throw machine.missingArgument("event", of: "Failed to execute 'dispatchEvent' on 'EventTarget'") }
            guard case .object(let event) = machine.argument(arguments, 0), machine.heap[event].kind == .event else {
                throw machine.webError(
                    "ERR_INVALID_ARG_TYPE",
                    "The \"event\" argument must be an instance of Event. Received \(machine.receivedText(machine.argument(arguments, 0)))",
                    elsewhere: "Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'.")
            }
            let index = Int(machine.heap[event].payload)
            if machine.events.events[index].flags.contains(.isDispatched) {
                throw machine.domException("The event is already being dispatched.", name: "InvalidStateError")
            }
            machine.events.events[index].flags.remove(.isTrusted)
            return .boolean(try machine.dispatch(event, at: target, isOfHost: false))
        }
    }

    /// A new object that events can be dispatched at.
    mutating func makeEventTarget(prototype: ObjectID? = nil) -> ObjectID {
        let object = heap.makeObject(
            .eventTarget, prototype: prototype ?? events.targetPrototype, payload: Int32(events.targets.count))
        events.targets.append(EventTargetRecord())
        return object
    }

    mutating func domException(_ message: String, name: String) -> Abrupt {
        .thrown(.object(makeDOMException(message, name: name, prototype: realm.domExceptionPrototype)))
    }

    /// The event target that a method is called on; the global object where it is called as a function.
    private mutating func thisEventTarget(_ arguments: Arguments) throws(Abrupt) -> ObjectID {
        let object: ObjectID? = arguments.thisValue.isNullish ? realm.global : arguments.thisValue.object
        guard let object, heap[object].kind == .eventTarget else {
            throw webError("ERR_INVALID_THIS", "Value of \"this\" must be of type EventTarget", elsewhere: "Illegal invocation")
        }
        return object
    }

    /// A listener of the arguments of `addEventListener`; `nil` for a null callback.
    private mutating func readListener(_ arguments: Arguments) throws(Abrupt) -> EventListener? {
        let type = strings.name(try toString(argument(arguments, 0)))
        let callback = argument(arguments, 1)
        guard !callback.isNullish else { return nil }
        guard callback.isObject else {
            throw webError(
                "ERR_INVALID_ARG_TYPE",
                "The \"listener\" argument must be an instance of EventListener. Received \(receivedText(callback))",
                elsewhere: "The listener of an event must be an object.")
        }
        var listener = EventListener(type: type, callback: callback)
        let options = argument(arguments, 2)
        if case .object(let object) = options {
            listener.captures = toBoolean(try get(object, key("capture")))
            listener.isOnce = toBoolean(try get(object, key("once")))
            listener.isPassive = toBoolean(try get(object, key("passive")))
        } else {
            listener.captures = toBoolean(options)
        }
        return listener
    }

    /// Add an event listener. https://dom.spec.whatwg.org/#add-an-event-listener
    mutating func add(_ listener: EventListener, to target: ObjectID) throws(Abrupt) {
        let record = Int(heap[target].payload)
        if agents.web.lost.count > 0 { noteMessageListener(listener.type, at: target) }
        if !ports.records.isEmpty, !listener.isHandler { noteListener(listener.type, ofPort: target) }
        if watchesEvents, listener.signal < 0 { try noteEvent(listener.type, of: target, isListening: true, listener.callback) }
        budget.steps += Self.entrySteps + events.targets[record].listeners.count / 8
        guard listener.isHandler || listener.signal >= 0 || events.find(listener, at: record) == nil else { return }
        events.targets[record].listeners.append(Int32(events.listeners.count))
        events.listeners.append(listener)
        try checkCountedWork()
    }

    // MARK: Attributes such as onload

    /// An event handler IDL attribute. https://html.spec.whatwg.org/multipage/webappapis.html#event-handler-idl-attributes
    ///
    /// - Parameters:
    ///   - prototype: what is to have it, or the object itself.
    ///   - name: the event's: `load`.
    mutating func defineEventHandler(_ prototype: ObjectID, _ name: String) {
        let property = "on" + name
        let getter = makeNative("get \(property)", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let target = try machine.thisEventTarget(arguments)
            let type = machine.strings.names.intern(name)
            guard let index = machine.events.targets[Int(machine.heap[target].payload)].handlers[type] else { return .null }
            return machine.events.listeners[Int(index)].callback
        }
        let setter = makeNative("set \(property)", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let target = try machine.thisEventTarget(arguments)
            let value = machine.argument(arguments, 0)
            try machine.setHandler(target, name, value.isObject ? value : .null)
            return .undefined
        }
        defineAccessor(prototype, key(property), getter: getter, setter: setter, [.enumerable, .configurable])
    }

    /// Gives an event handler another function: it keeps its place among the listeners.
    mutating func setHandler(_ target: ObjectID, _ name: String, _ value: Value) throws(Abrupt) {
        let record = Int(heap[target].payload)
        let type = strings.names.intern(name)
        if let known = events.targets[record].handlers[type] {
            if value == .null {
                // Deactivate an event handler.
                events.targets[record].handlers[type] = nil
                events.remove(known, at: record)
            } else {
                events.listeners[Int(known)].callback = value
            }
        } else if value != .null {
            events.targets[record].handlers[type] = Int32(events.listeners.count)
            var listener = EventListener(type: type, callback: value)
            listener.isHandler = true
            try add(listener, to: target)
        }
    }
}

extension EventState {
    /// The listener of the same type, callback and phase.
    func find(_ listener: EventListener, at record: Int) -> Int32? {
        targets[record].listeners.first { index in
            let known = listeners[Int(index)]
            return known.type == listener.type && known.callback == listener.callback && known.captures == listener.captures
                && !known.isHandler && known.signal < 0
        }
    }

    mutating func remove(_ listener: Int32, at record: Int) {
        listeners[Int(listener)].isRemoved = true
        targets[record].listeners.removeAll { $0 == listener }
    }
}
