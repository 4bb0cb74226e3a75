import Hosts
import JavaScript
import Trace

/// `setTimeout` and its like. https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers
///
/// On Node they answer with an object, everywhere else with a number.
extension Machine {
    mutating func installTimers() {
        let global = realm.global
        if host.timers.areObjects { installTimerObjects() }
        for (name, isInterval) in [("setTimeout", false), ("setInterval", true)] {
            defineListed(global, name, 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.requireRequest()
                return try machine.setTimer(arguments, isInterval: isInterval)
            }
        }
        for name in ["clearTimeout", "clearInterval"] {
            defineListed(global, name, 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                if let number = try machine.timerNumber(machine.argument(arguments, 0)) { machine.clearTimer(number) }
                return .undefined
            }
        }
        realm.timerTextNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.performEval(machine.captured(arguments).a, inside: nil)
        }
        // `sleep(ms)`: a promise that a timer fulfils.
        realm.sleepNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .internal(let promise) = machine.heap.captures[machine.heldCaptures(arguments)].a else { return .undefined }
            machine.resolvePromise(PromiseID(index: promise), .undefined)
            return .undefined
        }
        define(global, "sleep", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.requireRequest()
            let delay = try machine.timerDelay(machine.argument(arguments, 0))
            let promise = machine.makePromise()
            let wake = machine.makeNative("", 0, captures: Captures(a: .internal(promise.index)), native: machine.realm.sleepNative)
            machine.addTimer(.object(wake), arguments: -1, delay: delay, isInterval: false)
            return .object(machine.promiseObject(promise))
        }
    }

    /// The delay that the host makes of a number of milliseconds.
    private mutating func timerDelay(_ value: Value) throws(Abrupt) -> Int64 {
        var delay = try nanoseconds(value)
        if host.timers.areWholeMilliseconds {
            delay -= delay % 1_000_000
            // Such hosts keep the delay in 32 bits, and take one that does not fit for none.
            if delay > Int64(Int32.max) * 1_000_000 { delay = 0 }
        }
        return max(delay, host.timers.minimumDelay)
    }

    private mutating func setTimer(_ arguments: Arguments, isInterval: Bool) throws(Abrupt) -> Value {
        let callback = try timerCallback(argument(arguments, 0))
        let delay = try timerDelay(argument(arguments, 1))
        let number = addTimer(callback, arguments: keepArguments(arguments, from: 2), delay: delay, isInterval: isInterval)
        guard host.timers.areObjects else { return .number(Double(number + 1)) }
        let object = heap.makeObject(.timer, prototype: realm.timeoutPrototype, payload: number)
        loop.timers[Int(number)].object = object
        return .object(object)
    }

    /// What a timer calls: on pages a text becomes a function that runs it.
    private mutating func timerCallback(_ value: Value) throws(Abrupt) -> Value {
        if isCallable(value) || !host.timers.takeText {
            try requireCallback(value)
            return value
        }
        let held = Captures(a: .string(try toString(value)))
        return .object(makeNative("", 0, captures: held, native: realm.timerTextNative))
    }

    @discardableResult
    mutating func addTimer(_ callback: Value, arguments: Int32, delay: Int64, isInterval: Bool) -> Int32 {
        let delay = setTimes.isOn ? setTimes.scaled(delay) : delay
        budget.steps += Self.entrySteps
        let number = Int32(loop.timers.count)
        if recorder.isRecording { record(.timerSet(timer: number + 1, delay: delay, isInterval: isInterval), module: running.module) }
        // An interval of no length would never let the clock move.
        var length = isInterval ? max(delay, host.timers.areWholeMilliseconds ? 1_000_000 : 1) : delay
        // https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps
        let nesting = loop.timerNesting + 1
        if let limit = host.timers.nestingLimit, nesting > limit { length = max(length, host.timers.nestedMinimum) }
        let origin = addOrigin(callback, isInterval: isInterval)
        let ticket =
            page.isHidden
            ? schedule(.timer(number), at: heldBack(loop.now.addingReportingOverflow(length).partialValue, length: length))
            : schedule(.timer(number), after: length, late: lateness())
        loop.timers.append(
            TimerRecord(
                callback: callback, arguments: arguments, origin: origin, delay: length, isInterval: isInterval, ticket: ticket,
                isActive: true,
                module: running.module, time: loop.now.addingReportingOverflow(length).partialValue))
        loop.timers[Int(number)].nesting = nesting
        noteInList(timer: Int(number))
        loop.countWaiting(timer: Int(number))
        return number
    }

    /// The timer that a value names: its number, a string of it, or on Node its object.
    private mutating func timerNumber(_ value: Value) throws(Abrupt) -> Int? {
        if case .object(let object) = value, heap[object].kind == .timer { return Int(heap[object].payload) }
        guard let number = Int(exactly: try toNumber(value)), number >= 1, number <= loop.timers.count else { return nil }
        return number - 1
    }

    mutating func clearTimer(_ index: Int) {
        loop.timers[index].isClosed = true
        if loop.timers[index].isFiring, loop.timers[index].isInterval, loop.timers[index].isActive {
            loop.timers[index].closedItself = true
        }
        guard loop.timers[index].isActive else { return }
        loop.timers[index].isActive = false
        if !loop.timers[index].isFiring {
            loop.unschedule(timer: index)
            if requests.isOn { noteNoLongerWaiting(loop.timers[index].ticket) }
        }
        if recorder.isRecording { record(.timerCleared(timer: Int32(index + 1)), module: running.module) }
    }

    /// - Parameter start: when its delay begins; nanoseconds.
    private mutating func reschedule(_ index: Int, from start: Int64) {
        let (due, overflows) = start.addingReportingOverflow(loop.timers[index].delay)
        loop.timers[index].ticket = schedule(.timer(Int32(index)), at: overflows ? .max : heldBack(due, length: loop.timers[index].delay))
        loop.timers[index].time = due
        loop.timers[index].hasFired = false
        noteInList(timer: index)
        loop.countWaiting(timer: index)
    }

    /// What the callback of a timer, or of an immediate, has for its `this`.
    func callbackThis(_ object: ObjectID) -> Value {
        switch host.timers.callbackThis {
        case .undefined: .undefined
        case .global: .object(realm.global)
        case .timer: object.isNone ? .undefined : .object(object)
        }
    }

    mutating func fireTimer(_ index: Int) throws(Abrupt) {
        let timer = loop.timers[index]
        if recorder.isRecording { record(.timerFired(timer: Int32(index + 1)), module: timer.module) }
        loop.isOfTimer = true
        loop.timerNesting = timer.nesting
        loop.timerLists.current = timer.delay
        loop.countNoLonger(timer: index)
        if !timer.isInterval { loop.timers[index].isActive = false }
        loop.timers[index].isFiring = true
        loop.timers[index].hasFired = true
        let start = loop.now
        loop.timers[index].time = start
        loop.origin = .timer(argumentCount(timer.arguments) > 0)
        if try runCallback(timer.callback, timer.arguments, this: callbackThis(timer.object)) { noteInterruption(isTick: false) }
        loop.timers[index].isFiring = false
        // A timer that begins again is set by itself.
        if timer.isInterval {
            loop.timers[index].nesting += 1
            if let limit = host.timers.nestingLimit, loop.timers[index].nesting > limit {
                loop.timers[index].delay = max(timer.delay, host.timers.nestedMinimum)
            }
        }
        // The next interval begins when the callback is done, unless it was cleared there, and Node's where the callback began. So does
        // what was refreshed meanwhile.
        if loop.timers[index].isActive {
            reschedule(index, from: host.timers.intervalsCountFromBeginning && timer.isInterval ? start : loop.now)
        }
    }

    // MARK: Node's objects

    /// https://nodejs.org/api/timers.html#class-timeout
    private mutating func installTimerObjects() {
        let prototype = makeLibraryObject()
        realm.timeoutPrototype = prototype
        let constructor = makeNative("Timeout", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            throw machine.typeError("Class constructor Timeout cannot be invoked without 'new'")
        }
        put(prototype, .known(.constructor), .object(constructor), .hidden)
        for (name, isReferenced) in [("ref", true), ("unref", false)] {
            define(prototype, name, 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                machine.loop.setReferenced(timer: try machine.thisTimer(arguments), isReferenced)
                return arguments.thisValue
            }
        }
        define(prototype, "hasRef", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .boolean(machine.loop.timers[try machine.thisTimer(arguments)].isReferenced)
        }
        define(prototype, "refresh", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.refresh(try machine.thisTimer(arguments))
            return arguments.thisValue
        }
        define(prototype, "close", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.clearTimer(try machine.thisTimer(arguments))
            return arguments.thisValue
        }
        define(prototype, realm.symbolToPrimitive, "[Symbol.toPrimitive]", 0) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            Value(try machine.thisTimer(arguments) + 1)
        }
    }

    private mutating func thisTimer(_ arguments: Arguments) throws(Abrupt) -> Int {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .timer else {
            throw typeError("The receiver is not a Timeout")
        }
        return Int(heap[object].payload)
    }

    /// Begins the timer's delay anew, also of one that has fired; not of one that was cleared.
    private mutating func refresh(_ index: Int) {
        guard !loop.timers[index].isClosed else { return }
        // One that has fired recurs by this.
        if loop.timers[index].isFiring || !loop.timers[index].isActive {
            loop.recurrence.origins[Int(loop.timers[index].origin)].recurs = true
            loop.recurrence.origins[Int(loop.timers[index].origin)].repeats += 1
        }
        if loop.timers[index].isFiring {
            loop.timers[index].isActive = true
            return
        }
        if loop.timers[index].isActive { loop.unschedule(timer: index) }
        loop.timers[index].isActive = true
        reschedule(index, from: loop.now)
    }
}
