import JavaScript

/// Promise.all, allSettled, any and race. https://tc39.es/ecma262/#sec-promise.all
extension Machine {
    mutating func installCombinators(_ constructor: ObjectID) {
        for (name, kind) in [("all", Combinator.all), ("allSettled", .allSettled), ("any", .any), ("race", .race)] {
            define(constructor, name, 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.combine(kind, arguments.thisValue, machine.argument(arguments, 0))
            }
        }
        realm.combinatorNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.elementSettled(arguments, isRejected: false)
        }
        realm.combinatorRejectNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.elementSettled(arguments, isRejected: true)
        }
    }

    private mutating func combine(_ kind: Combinator, _ constructor: Value, _ iterable: Value) throws(Abrupt) -> Value {
        guard constructor.isObject else { throw typeError("Promise.\(kind) called on non-object") }
        let capability = try newCapability(constructor)
        do throws(Abrupt) {
            // GetPromiseResolve
            let resolveFunction = try getValue(constructor, .known(.resolve))
            guard isCallable(resolveFunction) else { throw typeError("Promise resolve is not a function") }
            try perform(kind, constructor, resolveFunction, iterable, capability)
        } catch {
            // IfAbruptRejectPromise
            guard case .thrown(let reason) = error else { throw error }
            try reject(capability, reason)
        }
        return promiseValue(capability)
    }

    /// PerformPromiseAll and its like.
    private mutating func perform(
        _ kind: Combinator, _ constructor: Value, _ resolveFunction: Value, _ iterable: Value, _ capability: Capability
    ) throws(Abrupt) {
        let state = heap.combinators.count
        heap.combinators.append(CombinatorState(kind: kind, capability: capability, values: makeArray(), remaining: 1))
        let pair = kind == .race || kind == .all || kind == .any ? resolvingFunctions(capability) : (.undefined, .undefined)
        var index: Int32 = 0
        try iterate(iterable) { (machine: inout Machine, value: Value) throws(Abrupt) -> Bool in
            machine.budget.steps += Self.entrySteps
            try machine.countStep()
            let promise = try machine.call(resolveFunction, constructor, value)
            if kind == .race {
                _ = try machine.invokeThen(promise, pair.resolve, pair.reject)
                return true
            }
            machine.appendElement(machine.heap.combinators[state].values, .undefined)
            machine.heap.combinators[state].remaining += 1
            // A pair of element functions shares [[AlreadyCalled]]: the captures' number.
            let held = Captures(a: .internal(Int32(state)), b: .internal(index))
            let element = machine.makeNative("", 1, captures: held, native: machine.realm.combinatorNative)
            let shared = machine.functionRecord(element).captures
            var onRejected = pair.reject
            var onFulfilled = Value.object(element)
            if kind != .all {
                let other = machine.makeNative("", 1, native: machine.realm.combinatorRejectNative)
                machine.heap.functions[Int(machine.heap[other].payload)].captures = shared
                onRejected = .object(other)
            }
            if kind == .any { onFulfilled = pair.resolve }
            _ = try machine.invokeThen(promise, onFulfilled, onRejected)
            index += 1
            return true
        }
        guard kind != .race else { return }
        heap.combinators[state].remaining -= 1
        if heap.combinators[state].remaining == 0 { try finish(state) }
    }

    private mutating func elementSettled(_ arguments: Arguments, isRejected: Bool) throws(Abrupt) -> Value {
        let held = heldCaptures(arguments)
        guard heap.captures[held].number == 0, case .internal(let state) = heap.captures[held].a,
            case .internal(let index) = heap.captures[held].b
        else { return .undefined }
        heap.captures[held].number = 1
        var value = argument(arguments, 0)
        if heap.combinators[Int(state)].kind == .allSettled {
            let record = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
            put(record, .known(.status), .string(.known(isRejected ? .rejected : .fulfilled)))
            put(record, .known(isRejected ? .reason : .value), value)
            value = .object(record)
        }
        _ = defineElement(heap.combinators[Int(state)].values, UInt32(index), value)
        heap.combinators[Int(state)].remaining -= 1
        if heap.combinators[Int(state)].remaining == 0 { try finish(Int(state)) }
        return .undefined
    }

    private mutating func finish(_ index: Int) throws(Abrupt) {
        let state = heap.combinators[index]
        guard state.kind == .any else {
            try resolve(state.capability, .object(state.values))
            return
        }
        let error = makeError(realm.aggregateErrorPrototype, "All promises were rejected")
        put(error, .known(.errors), .object(state.values), .hidden)
        try reject(state.capability, .object(error))
    }
}
