import Hosts
import JavaScript

/// Atomics.wait, waitAsync and notify. https://tc39.es/ecma262/#sec-atomics.wait
extension Machine {
    mutating func installAtomicsWaiting(_ atomics: ObjectID) {
        define(atomics, "wait", 4) { machine, arguments throws(Abrupt) in try machine.atomicsWait(arguments) }
        define(atomics, "waitAsync", 4) { machine, arguments throws(Abrupt) in try machine.atomicsWaitAsync(arguments) }
        define(atomics, "notify", 3) { machine, arguments throws(Abrupt) in
            let (object, index) = try machine.atomicElement(arguments, isWaitable: true)
            let given = machine.argument(arguments, 2)
            let limit = given.isUndefined ? .infinity : max(try machine.toInteger(given), 0)
            let view = machine.view(object)
            try machine.afford(machine.waiters.count >> 4)
            let woken = machine.waiters.remove(at: Self.place(view, index), atMost: limit)
            for waiter in woken {
                if let timer = waiter.timer { machine.clearTimer(Int(timer)) }
                // NotifyWaiter: EnqueueResolveInAgentJob, which is a task.
                machine.addTimer(machine.waking(waiter.promise, "ok"), arguments: -1, delay: 0, isInterval: false)
            }
            return Value(woken.count)
        }
        realm.wakeNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let held = machine.captured(arguments)
            guard case .internal(let promise) = held.a else { return .undefined }
            try machine.afford(machine.waiters.count >> 4)
            machine.waiters.remove(PromiseID(index: promise))
            machine.resolvePromise(PromiseID(index: promise), held.b)
            return .undefined
        }
    }

    private static func place(_ view: ViewRecord, _ index: Int) -> AtomicsWaiters.Place {
        AtomicsWaiters.Place(buffer: view.buffer, offset: view.offset + index * view.kind.size)
    }

    /// What ends a wait with a word.
    private mutating func waking(_ promise: PromiseID, _ word: String) -> Value {
        .object(makeNative("", 0, captures: Captures(a: .internal(promise.index), b: string(word)), native: realm.wakeNative))
    }

    /// What a wait begins with: steps 1 to 9 of DoWait. https://tc39.es/ecma262/#sec-dowait
    ///
    /// - Returns: where it waits, whether the value there is the one that was expected, and for how many milliseconds it waits.
    private mutating func beginWait(
        _ arguments: Arguments
    ) throws(Abrupt) -> (place: AtomicsWaiters.Place, isExpected: Bool, milliseconds: Double) {
        let (object, index) = try atomicElement(arguments, isWaitable: true, mustBeShared: true)
        let view = view(object)
        let expected = try elementBits(view.kind, argument(arguments, 2))
        let timeout = try toNumber(argument(arguments, 3))
        let place = Self.place(view, index)
        let current = heap.buffers.bits(view.buffer, at: place.offset, size: view.kind.size)
        let isExpected = current == (view.kind.size == 4 ? expected & 0xFFFF_FFFF : expected)
        return (place, isExpected, timeout.isNaN ? .infinity : max(timeout, 0))
    }

    /// There is one agent, so nobody ever writes what this one waits for.
    private mutating func atomicsWait(_ arguments: Arguments) throws(Abrupt) -> Value {
        let (_, isExpected, milliseconds) = try beginWait(arguments)
        if !host.globals.canBlock { throw typeError("Atomics.wait cannot be called in this context") }
        if !isExpected { return string("not-equal") }
        if milliseconds == .infinity { throw .blocked(.atomicsWait) }
        beBusy(for: try nanoseconds(.number(milliseconds)))
        return string("timed-out")
    }

    private mutating func atomicsWaitAsync(_ arguments: Arguments) throws(Abrupt) -> Value {
        let (place, isExpected, milliseconds) = try beginWait(arguments)
        let result = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        let isAsync = isExpected && milliseconds > 0
        put(result, key("async"), .boolean(isAsync))
        guard isAsync else {
            put(result, .known(.value), string(isExpected ? "timed-out" : "not-equal"))
            return .object(result)
        }
        let promise = makePromise()
        put(result, .known(.value), .object(promiseObject(promise)))
        var waiter = AtomicsWaiters.Waiter(place: place, promise: promise)
        if milliseconds < .infinity {
            let delay = try nanoseconds(.number(milliseconds))
            let timer = addTimer(waking(promise, "timed-out"), arguments: -1, delay: delay, isInterval: false)
            if !host.timers.waitsKeepProcess { loop.setReferenced(timer: Int(timer), false) }
            waiter.timer = timer
        }
        waiters.add(waiter)
        return .object(result)
    }
}
