import JavaScript

/// The Promise constructor and %Promise.prototype%. https://tc39.es/ecma262/#sec-promise-constructor
extension Machine {
    mutating func installPromises() {
        realm.promisePrototype = makeLibraryObject()
        installResolvingFunctions()
        let constructor = defineConstructor("Promise", 1, prototype: realm.promisePrototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in try machine.constructPromise(arguments)
        }
        realm.promiseConstructor = .object(constructor)
        installPromisePrototype()
        installPromiseStatics(constructor)
        installCombinators(constructor)
    }

    mutating func heldCaptures(_ arguments: Arguments) -> Int { Int(functionRecord(arguments.function).captures) }

    private mutating func installResolvingFunctions() {
        realm.resolveNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let held = machine.heldCaptures(arguments)
            guard machine.heap.captures[held].number == 0, case .internal(let promise) = machine.heap.captures[held].a else {
                return .undefined
            }
            machine.heap.captures[held].number = 1
            machine.resolvePromise(PromiseID(index: promise), machine.argument(arguments, 0))
            return .undefined
        }
        realm.rejectNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let held = machine.heldCaptures(arguments)
            guard machine.heap.captures[held].number == 0, case .internal(let promise) = machine.heap.captures[held].a else {
                return .undefined
            }
            machine.heap.captures[held].number = 1
            machine.rejectPromise(PromiseID(index: promise), machine.argument(arguments, 0))
            return .undefined
        }
        // GetCapabilitiesExecutor Functions
        realm.executorNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let capability = Int(machine.heap.captures[machine.heldCaptures(arguments)].number)
            guard machine.heap.capabilities[capability].resolve.isUndefined, machine.heap.capabilities[capability].reject.isUndefined
            else { throw machine.typeError("Promise executor has already been invoked with non-undefined arguments") }
            machine.heap.capabilities[capability].resolve = machine.argument(arguments, 0)
            machine.heap.capabilities[capability].reject = machine.argument(arguments, 1)
            return .undefined
        }
    }

    /// Promise ( executor ). https://tc39.es/ecma262/#sec-promise-executor
    private mutating func constructPromise(_ arguments: Arguments) throws(Abrupt) -> Value {
        guard !arguments.newTarget.isUndefined else { throw typeError("Promise constructor cannot be invoked without 'new'") }
        let executor = argument(arguments, 0)
        guard isCallable(executor) else { throw typeError("Promise resolver \(describe(executor)) is not a function") }
        let prototype = try prototypeFromConstructor(arguments.newTarget, realm.promisePrototype)
        let promise = makePromise()
        let object = promiseObject(promise)
        heap[object].prototype = prototype
        let functions = makeResolvingFunctions(promise)
        do throws(Abrupt) {
            _ = try call(executor, .undefined, .object(functions.resolve), .object(functions.reject))
        } catch {
            guard case .thrown(let reason) = error else { throw error }
            _ = try call(.object(functions.reject), .undefined, reason)
        }
        return .object(object)
    }

    // MARK: The prototype

    private mutating func installPromisePrototype() {
        let prototype = realm.promisePrototype
        defineTag(prototype, "Promise")
        realm.promiseThen = .object(
            define(prototype, "then", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.then(arguments.thisValue, machine.argument(arguments, 0), machine.argument(arguments, 1))
            })
        define(prototype, "catch", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let handler = machine.argument(arguments, 0)
            return try machine.invokeThen(arguments.thisValue, .undefined, handler)
        }
        define(prototype, "finally", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.finally(arguments.thisValue, machine.argument(arguments, 0))
        }
        realm.thenFinallyNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.afterFinally(arguments, isRejected: false)
        }
        realm.catchFinallyNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.afterFinally(arguments, isRejected: true)
        }
        realm.valueThunkNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.heap.captures[machine.heldCaptures(arguments)].a
        }
        realm.throwerNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            throw .thrown(machine.heap.captures[machine.heldCaptures(arguments)].a)
        }
    }

    /// Promise.prototype.then. https://tc39.es/ecma262/#sec-promise.prototype.then
    private mutating func then(_ receiver: Value, _ onFulfilled: Value, _ onRejected: Value) throws(Abrupt) -> Value {
        guard let promise = promise(of: receiver), case .object(let object) = receiver else {
            throw incompatibleReceiver(receiver, "Promise.prototype.then")
        }
        let constructor = try speciesConstructor(object, realm.promiseConstructor)
        let capability = try newCapability(constructor)
        performThen(
            promise,
            .handlers(
                onFulfilled: isCallable(onFulfilled) ? onFulfilled : .undefined,
                onRejected: isCallable(onRejected) ? onRejected : .undefined, capability: capability))
        return promiseValue(capability)
    }

    mutating func speciesConstructor(_ object: ObjectID, _ fallback: Value) throws(Abrupt) -> Value {
        let constructor = try get(object, .known(.constructor))
        if constructor.isUndefined { return fallback }
        // Nearly all promises: the species of %Promise% is itself, as long as nobody redefines it.
        if constructor == realm.promiseConstructor, fallback == constructor, case .object(let own) = constructor,
            lookup(own, .symbol(realm.symbolSpecies))?.value == realm.promiseSpecies
        {
            return fallback
        }
        if constructor == realm.regExpConstructor, fallback == constructor, case .object(let own) = constructor,
            lookup(own, .symbol(realm.symbolSpecies))?.value == realm.regExpSpecies
        {
            return fallback
        }
        guard case .object(let own) = constructor else { throw typeError("The .constructor property is not an object") }
        let species = try get(own, .symbol(realm.symbolSpecies))
        if species.isNullish { return fallback }
        guard isConstructor(species) else { throw typeError("object.constructor[Symbol.species] is not a constructor") }
        return species
    }

    /// Invoke(value, "then", …).
    mutating func invokeThen(_ value: Value, _ onFulfilled: Value, _ onRejected: Value) throws(Abrupt) -> Value {
        let then = try getValue(value, .known(.then))
        return try call(then, value, onFulfilled, onRejected)
    }

    /// Promise.prototype.finally. https://tc39.es/ecma262/#sec-promise.prototype.finally
    private mutating func finally(_ receiver: Value, _ onFinally: Value) throws(Abrupt) -> Value {
        guard case .object(let object) = receiver else { throw typeError("Promise.prototype.finally called on a non-object") }
        let constructor = try speciesConstructor(object, realm.promiseConstructor)
        guard isCallable(onFinally) else { return try invokeThen(receiver, onFinally, onFinally) }
        if host.finallySettlesAtOnce, constructor == realm.promiseConstructor, let promise = promise(of: receiver),
            try get(object, .known(.then)) == realm.promiseThen
        {
            let derived = makePromise()
            performThen(promise, .finally(onFinally, derived))
            return .object(promiseObject(derived))
        }
        let held = Captures(a: onFinally, b: constructor)
        let thenFinally = makeNative("", 1, captures: held, native: realm.thenFinallyNative)
        let catchFinally = makeNative("", 1, captures: held, native: realm.catchFinallyNative)
        return try invokeThen(receiver, .object(thenFinally), .object(catchFinally))
    }

    /// The job of such a `finally`: what its promise was settled with goes on when the function's result is there.
    ///
    /// Deviation: a result that has a `then` and is no promise of the host's own costs one job more than in Bun.
    mutating func runFinally(_ onFinally: Value, _ derived: PromiseID, _ value: Value, isRejected: Bool) throws(Abrupt) {
        do throws(Abrupt) {
            let result = try call(onFinally, .undefined)
            if case .object(let object) = result, isCallable(try get(object, .known(.then))) {
                let target = ReactionTarget.handlers(
                    onFulfilled: settler(value, isRejected: isRejected), onRejected: .undefined, capability: .intrinsic(derived))
                return performThen(try promiseResolve(result), target)
            }
        } catch {
            guard case .thrown(let reason) = error else { throw error }
            return rejectPromise(derived, reason)
        }
        if isRejected { rejectPromise(derived, value) } else { resolvePromise(derived, value) }
    }

    private mutating func afterFinally(_ arguments: Arguments, isRejected: Bool) throws(Abrupt) -> Value {
        let held = heap.captures[heldCaptures(arguments)]
        let value = argument(arguments, 0)
        let result = try call(held.a, .undefined)
        let promise = try promiseResolve(held.b, result)
        let next = settler(value, isRejected: isRejected)
        let then = try getValue(promise, .known(.then))
        return try call(then, promise, next)
    }

    /// A function that gives, or throws, what a promise was settled with.
    private mutating func settler(_ value: Value, isRejected: Bool) -> Value {
        .object(makeNative("", 0, captures: Captures(a: value), native: isRejected ? realm.throwerNative : realm.valueThunkNative))
    }

    // MARK: Statics

    /// PromiseResolve with any constructor.
    mutating func promiseResolve(_ constructor: Value, _ value: Value) throws(Abrupt) -> Value {
        if promise(of: value) != nil, case .object(let object) = value, try get(object, .known(.constructor)) == constructor {
            return value
        }
        let capability = try newCapability(constructor)
        try resolve(capability, value)
        return promiseValue(capability)
    }

    private mutating func installPromiseStatics(_ constructor: ObjectID) {
        defineGetter(constructor, .symbol(realm.symbolSpecies), "[Symbol.species]") {
            (_: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in arguments.thisValue
        }
        realm.promiseSpecies = getOwn(constructor, .symbol(realm.symbolSpecies))?.value ?? .undefined
        define(constructor, "resolve", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard arguments.thisValue.isObject else { throw machine.typeError("PromiseResolve called on non-object") }
            return try machine.promiseResolve(arguments.thisValue, machine.argument(arguments, 0))
        }
        define(constructor, "reject", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let capability = try machine.newCapability(arguments.thisValue)
            try machine.reject(capability, machine.argument(arguments, 0))
            return machine.promiseValue(capability)
        }
        define(constructor, "withResolvers", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let capability = try machine.newCapability(arguments.thisValue)
            let functions = machine.resolvingFunctions(capability)
            let result = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
            machine.put(result, .known(.promise), machine.promiseValue(capability))
            machine.put(result, .known(.resolve), functions.resolve)
            machine.put(result, .known(.reject), functions.reject)
            return .object(result)
        }
        define(constructor, "try", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard arguments.thisValue.isObject else { throw machine.typeError("Promise.try called on non-object") }
            let capability = try machine.newCapability(arguments.thisValue)
            let list = machine.arguments(arguments, from: 1)
            let result: Value
            do throws(Abrupt) {
                result = try machine.call(machine.argument(arguments, 0), .undefined, arguments: list)
            } catch {
                guard case .thrown(let reason) = error else { throw error }
                try machine.reject(capability, reason)
                return machine.promiseValue(capability)
            }
            try machine.resolve(capability, result)
            return machine.promiseValue(capability)
        }
    }
}
