import Hosts
import JavaScript

/// Dispatching events. https://dom.spec.whatwg.org/#dispatching-events
extension Machine {
    /// Fire an event. https://dom.spec.whatwg.org/#concept-event-fire
    ///
    /// - Returns: false when a listener cancelled it.
    @discardableResult
    mutating func fire(
        _ type: String, at target: ObjectID, interface: String? = nil, _ flags: EventRecord.Flags = [], details: [Value] = []
    ) throws(Abrupt) -> Bool {
        try dispatch(makeHostEvent(type, interface: interface, flags, details: details), at: target, isOfHost: true)
    }

    /// https://dom.spec.whatwg.org/#concept-event-dispatch
    ///
    /// - Parameters:
    ///   - shownTarget: what the event gives as its target, where that is not where it is dispatched.
    ///   - isOfHost: whether no code of the program runs that waits for the end of this, so that microtasks run after each listener.
    /// - Returns: false when a listener cancelled it.
    mutating func dispatch(_ event: ObjectID, at target: ObjectID, isOfHost: Bool, shownTarget: ObjectID? = nil) throws(Abrupt) -> Bool {
        let index = Int(heap[event].payload)
        let type = events.events[index].type
        events.events[index].flags.insert(.isDispatched)
        events.events[index].target = .object(shownTarget ?? target)
        // Steps 5.1–5.9: the path goes from the target to where its events go next.
        var path: [ObjectID] = []
        var next = target
        while !next.isNone {
            path.append(next)
            let record = events.targets[Int(heap[next].payload)]
            next = record.keepsLoad && strings.names.string(type) == "load" ? .none : record.parent
        }
        events.events[index].path = path
        do throws(Abrupt) {
            // Step 5.13
            for object in path.reversed() {
                events.events[index].phase = object == target ? .atTarget : .capturing
                try invoke(event, at: object, captures: true, isOfHost)
            }
            // Step 5.14
            for object in path where object == target || events.events[index].flags.contains(.bubbles) {
                events.events[index].phase = object == target ? .atTarget : .bubbling
                try invoke(event, at: object, captures: false, isOfHost)
            }
        } catch {
            events.end(index)
            throw error
        }
        events.end(index)
        return !events.events[index].flags.contains(.isCanceled)
    }

    /// Invoke, and inner invoke. https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke
    private mutating func invoke(_ event: ObjectID, at object: ObjectID, captures: Bool, _ isOfHost: Bool) throws(Abrupt) {
        let index = Int(heap[event].payload)
        if events.events[index].flags.contains(.stopsPropagation) { return }
        let record = Int(heap[object].payload)
        let type = events.events[index].type
        events.events[index].currentTarget = .object(object)
        if watchesEvents, !captures {
            let isHeard = events.targets[record].listeners.contains { number in
                !events.listeners[Int(number)].isRemoved && events.listeners[Int(number)].type == type
            }
            try noteEvent(type, of: object, isListening: false, isHeard: isHeard)
        }
        for number in events.targets[record].listeners {
            budget.steps += 1
            let listener = events.listeners[Int(number)]
            guard !listener.isRemoved, listener.type == type, listener.captures == captures else { continue }
            if listener.isOnce { events.remove(number, at: record) }
            if listener.isPassive { events.events[index].flags.insert(.isPassive) }
            if listener.signal >= 0 {
                try tell(signal: Int(listener.signal), event)
            } else if listener.isHandler {
                try callHandler(listener.callback, event, at: object, isOfHost)
            } else {
                try callListener(listener.callback, event, at: object, isOfHost)
            }
            events.events[index].flags.remove(.isPassive)
            if events.events[index].flags.contains(.stopsImmediately) { return }
        }
    }

    /// Call a user object's operation. https://webidl.spec.whatwg.org/#call-a-user-objects-operation
    private mutating func callListener(
        _ callback: Value, _ event: ObjectID, at object: ObjectID, _ isOfHost: Bool
    ) throws(Abrupt) {
        do throws(Abrupt) {
            try countStep()
            if isCallable(callback) {
                _ = try call(callback, .object(object), .object(event))
            } else {
                let operation = try getValue(callback, key("handleEvent"))
                _ = try call(operation, callback, .object(event))
            }
        } catch {
            guard case .thrown(let value) = error else { throw error }
            try reportException(value)
        }
        if isOfHost { try performMicrotaskCheckpoint() }
    }

    /// The event handler processing algorithm.
    /// https://html.spec.whatwg.org/multipage/webappapis.html#the-event-handler-processing-algorithm
    private mutating func callHandler(
        _ callback: Value, _ event: ObjectID, at object: ObjectID, _ isOfHost: Bool
    ) throws(Abrupt) {
        guard isCallable(callback) else { return }
        let index = Int(heap[event].payload)
        let details = events.events[index].details
        // Step 4: `onerror` of the global object gets the parts of the error, and cancels by true. Deno's gets the event.
        let isErrorAtGlobal =
            !host.globals.tellsOfItself && events.targets[Int(heap[object].payload)].isGlobal && details.count == 5
            && heap[event].prototype == events.prototypes["ErrorEvent"] && strings.names.string(events.events[index].type) == "error"
        do throws(Abrupt) {
            try countStep()
            let result =
                isErrorAtGlobal
                ? try call(callback, .object(object), arguments: details) : try call(callback, .object(object), .object(event))
            // Step 5
            if isErrorAtGlobal ? result == .boolean(true) : result == .boolean(false) { events.cancel(index) }
        } catch {
            guard case .thrown(let value) = error else { throw error }
            try reportException(value)
        }
        if isOfHost { try performMicrotaskCheckpoint() }
    }

    /// Report an exception, as the host does for one that a listener threw.
    /// https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception
    mutating func reportException(_ value: Value) throws(Abrupt) {
        if host.rejections.listeners?.throwsInTick == true {
            let thrower = makeNative("", 0, captures: Captures(a: value), native: realm.throwerNative)
            return enqueueTick(.object(thrower))
        }
        reportUncaught(value)
        try throwIfStopped()
        if progress.ending != nil { throw .blocked(.ended) }
    }
}

extension EventState {
    /// The end of a dispatch.
    fileprivate mutating func end(_ event: Int) {
        events[event].phase = .none
        events[event].currentTarget = .null
        events[event].path = []
        events[event].flags.subtract([.isDispatched, .stopsPropagation, .stopsImmediately])
    }
}
