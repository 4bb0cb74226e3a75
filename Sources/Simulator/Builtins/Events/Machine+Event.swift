import Hosts
import JavaScript

/// `Event` and what inherits from it. https://dom.spec.whatwg.org/#interface-event
extension Machine {
    mutating func installEvent() {
        let prototype = makeLibraryObject()
        events.eventPrototype = prototype
        let constructor = defineConstructor("Event", 1, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.constructEvent(arguments, "Event", prototype, attributes: [])
        }
        defineTag(prototype, "Event")
        for (index, name) in ["NONE", "CAPTURING_PHASE", "AT_TARGET", "BUBBLING_PHASE"].enumerated() {
            for object in [constructor, prototype] { put(object, key(name), Value(index), .enumerable) }
        }
        func getter(_ machine: inout Machine, _ name: String, _ read: @escaping (inout Machine, EventRecord) -> Value) {
            machine.defineListedGetter(prototype, name) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                read(&machine, machine.events.events[try machine.thisEvent(arguments)])
            }
        }
        getter(&self, "type") { _, event in .string(StringID(name: event.type)) }
        getter(&self, "target") { _, event in event.target }
        getter(&self, "srcElement") { _, event in event.target }
        getter(&self, "currentTarget") { _, event in event.currentTarget }
        getter(&self, "eventPhase") { _, event in Value(event.phase.rawValue) }
        getter(&self, "bubbles") { _, event in .boolean(event.flags.contains(.bubbles)) }
        getter(&self, "cancelable") { _, event in .boolean(event.flags.contains(.cancelable)) }
        getter(&self, "defaultPrevented") { _, event in .boolean(event.flags.contains(.isCanceled)) }
        getter(&self, "returnValue") { _, event in .boolean(!event.flags.contains(.isCanceled)) }
        getter(&self, "composed") { _, event in .boolean(event.flags.contains(.composed)) }
        getter(&self, "isTrusted") { _, event in .boolean(event.flags.contains(.isTrusted)) }
        getter(&self, "cancelBubble") { _, event in .boolean(event.flags.contains(.stopsPropagation)) }
        getter(&self, "timeStamp") { _, event in .number(Double(event.time) / 1_000_000) }
        defineListed(prototype, "composedPath", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let path = machine.events.events[try machine.thisEvent(arguments)].path
            return .object(machine.makeArray(path.map { .object($0) }))
        }
        defineListed(prototype, "stopPropagation", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.events.events[try machine.thisEvent(arguments)].flags.insert(.stopsPropagation)
            return .undefined
        }
        defineListed(prototype, "stopImmediatePropagation", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.events.events[try machine.thisEvent(arguments)].flags.formUnion([.stopsPropagation, .stopsImmediately])
            return .undefined
        }
        defineListed(prototype, "initEvent", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let index = try machine.thisEvent(arguments)
            let type = machine.strings.name(try machine.toString(machine.argument(arguments, 0)))
            guard !machine.events.events[index].flags.contains(.isDispatched) else { return .undefined }
            var flags: EventRecord.Flags = []
            if machine.toBoolean(machine.argument(arguments, 1)) { flags.insert(.bubbles) }
            if machine.toBoolean(machine.argument(arguments, 2)) { flags.insert(.cancelable) }
            machine.events.events[index].flags = flags
            machine.events.events[index].type = type
            machine.events.events[index].target = .null
            return .undefined
        }
        defineEventSetters(prototype)
        defineListed(prototype, "preventDefault", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.events.cancel(try machine.thisEvent(arguments))
            return .undefined
        }
    }

    /// The attributes of old that can be set.
    private mutating func defineEventSetters(_ prototype: ObjectID) {
        let cancelBubble = makeNative("set cancelBubble", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let index = try machine.thisEvent(arguments)
            if machine.toBoolean(machine.argument(arguments, 0)) { machine.events.events[index].flags.insert(.stopsPropagation) }
            return .undefined
        }
        defineAccessor(prototype, key("cancelBubble"), getter: nil, setter: cancelBubble, [.enumerable, .configurable])
        let returnValue = makeNative("set returnValue", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let index = try machine.thisEvent(arguments)
            if !machine.toBoolean(machine.argument(arguments, 0)) { machine.events.cancel(index) }
            return .undefined
        }
        defineAccessor(prototype, key("returnValue"), getter: nil, setter: returnValue, [.enumerable, .configurable])
    }

    /// The interfaces that the host's own events have.
    mutating func installEventInterfaces() {
        defineEventInterface("CustomEvent", ["detail"])
        defineEventInterface("MessageEvent", ["data", "origin", "lastEventId", "source", "ports"])
        guard host.globals.hasErrorEvents else { return }
        defineEventInterface("ErrorEvent", ["message", "filename", "lineno", "colno", "error"])
        defineEventInterface("PromiseRejectionEvent", ["promise", "reason"])
    }

    /// An interface that inherits from `Event`: its constructor takes a dictionary with its attributes, which getters give.
    ///
    /// - Parameter attributes: in the order of ``EventRecord/details``. Those that are left out get what their names say: texts are empty, numbers
    ///   0, anything else null.
    mutating func defineEventInterface(_ name: String, _ attributes: [String]) {
        let prototype = makeLibraryObject(events.eventPrototype)
        events.prototypes[name] = prototype
        defineConstructor(name, 1, prototype: prototype) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.constructEvent(arguments, name, prototype, attributes: attributes)
        }
        defineTag(prototype, name)
        for (index, attribute) in attributes.enumerated() {
            defineListedGetter(prototype, attribute) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let details = machine.events.events[try machine.thisEvent(arguments)].details
                return index < details.count ? details[index] : .undefined
            }
        }
    }

    private static let textAttributes: Set<String> = ["message", "filename", "origin", "lastEventId"]
    private static let numberAttributes: Set<String> = ["lineno", "colno"]

    /// The constructor of an event. https://dom.spec.whatwg.org/#constructing-events
    private mutating func constructEvent(
        _ arguments: Arguments, _ name: String, _ prototype: ObjectID, attributes: [String]
    ) throws(Abrupt) -> Value {
        try requireNewClass(arguments, name)
        if arguments.count == 0 { throw missingArgument("type", of: "Failed to construct '\(name)'") }
        let type = strings.name(try toString(argument(arguments, 0)))
        let options = argument(arguments, 1)
        var flags: EventRecord.Flags = []
        var details: [Value] = []
        if !options.isNullish, !options.isObject { throw typeError("Failed to construct '\(name)': the second argument is no object.") }
        if case .object(let object) = options {
            for (name, flag) in [("bubbles", EventRecord.Flags.bubbles), ("cancelable", .cancelable), ("composed", .composed)]
            where toBoolean(try get(object, key(name))) {
                flags.insert(flag)
            }
        }
        for attribute in attributes {
            var value = Value.undefined
            if case .object(let object) = options { value = try get(object, key(attribute)) }
            if Self.textAttributes.contains(attribute) {
                value = value.isUndefined ? string("") : .string(try toString(value))
            } else if Self.numberAttributes.contains(attribute) {
                value = .number(Double(UInt32(bitPattern: Self.toInt32(value.isUndefined ? 0 : try toNumber(value)))))
            } else if attribute == "ports", value.isUndefined {
                value = .object(makeArray())
            } else if value.isUndefined, attribute != "error", attribute != "reason" {
                value = .null
            }
            details.append(value)
        }
        let own = try prototypeFromConstructor(arguments.newTarget, prototype)
        return .object(makeEvent(type, flags, prototype: own, details: details))
    }

    /// The event that a method is called on.
    mutating func eventObject(_ arguments: Arguments) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .event else { throw typeError("Illegal invocation") }
        return object
    }

    private mutating func thisEvent(_ arguments: Arguments) throws(Abrupt) -> Int {
        let event = try eventObject(arguments)
        return Int(heap[event].payload)
    }

    private mutating func makeEvent(
        _ type: NameID, _ flags: EventRecord.Flags, prototype: ObjectID, details: [Value]
    ) -> ObjectID {
        budget.steps += Self.entrySteps
        let object = heap.makeObject(.event, prototype: prototype, payload: Int32(events.events.count))
        events.events.append(EventRecord(type: type, flags: flags, time: loop.now, details: details))
        return object
    }

    /// An event of the host's own. https://dom.spec.whatwg.org/#concept-event-create
    ///
    /// - Parameters:
    ///   - interface: its interface, such as `MessageEvent`; `nil` for `Event`.
    ///   - details: the attributes of the interface, in their order.
    mutating func makeHostEvent(
        _ type: String, interface: String? = nil, _ flags: EventRecord.Flags = [], details: [Value] = []
    ) -> ObjectID {
        let prototype = interface.flatMap { events.prototypes[$0] } ?? events.eventPrototype
        return makeEvent(strings.names.intern(type), flags.union(.isTrusted), prototype: prototype, details: details)
    }
}

extension EventState {
    /// Set the canceled flag. https://dom.spec.whatwg.org/#set-the-canceled-flag
    mutating func cancel(_ event: Int) {
        let flags = events[event].flags
        if flags.contains(.cancelable), !flags.contains(.isPassive) { events[event].flags.insert(.isCanceled) }
    }
}
