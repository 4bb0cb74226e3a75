import JavaScript

/// Built-in iterators and generators. https://tc39.es/ecma262/#sec-control-abstraction-objects
extension Machine {
    mutating func installIterators() {
        realm.iteratorPrototype = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        realm.asyncIteratorPrototype = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        let itself: NativeFunction = { (_: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in arguments.thisValue }
        define(realm.iteratorPrototype, realm.symbolIterator, "[Symbol.iterator]", 0, .hidden, itself)
        define(realm.asyncIteratorPrototype, realm.symbolAsyncIterator, "[Symbol.asyncIterator]", 0, .hidden, itself)
        realm.arrayIteratorPrototype = makeIteratorPrototype(.array, "Array Iterator")
        realm.stringIteratorPrototype = makeIteratorPrototype(.string, "String Iterator")
        realm.mapIteratorPrototype = makeIteratorPrototype(.map, "Map Iterator")
        realm.setIteratorPrototype = makeIteratorPrototype(.set, "Set Iterator")
        realm.arrayIteratorNext = ownMethod(realm.arrayIteratorPrototype, .known(.next))
        realm.stringIteratorNext = ownMethod(realm.stringIteratorPrototype, .known(.next))
        realm.mapIteratorNext = ownMethod(realm.mapIteratorPrototype, .known(.next))
        realm.setIteratorNext = ownMethod(realm.setIteratorPrototype, .known(.next))
        installGenerators()
        installAsyncFromSync()
    }

    private mutating func ownMethod(_ object: ObjectID, _ key: PropertyKey) -> ObjectID { getOwn(object, key)?.value.object ?? .none }

    mutating func makeIteratorPrototype(_ kind: IteratorRecord.Kind, _ tag: String) -> ObjectID {
        let prototype = heap.makeObject(.ordinary, prototype: realm.iteratorPrototype)
        define(prototype, "next", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = arguments.thisValue, machine.heap[object].kind == .iterator,
                machine.heap.iterators[Int(machine.heap[object].payload)].kind == kind
            else { throw machine.incompatibleReceiver(arguments.thisValue, "\(tag).prototype.next") }
            let index = Int(machine.heap[object].payload)
            let value: Value?
            switch kind {
            case .array: value = try machine.nextArrayElement(index)
            case .string: value = machine.nextStringElement(index)
            case .map, .set: value = machine.nextCollectionElement(index)
            case .regExpString: value = try machine.nextRegExpMatch(index)
            case .asyncFromSync: value = nil
            }
            return .object(machine.iteratorResult(value ?? .undefined, isDone: value == nil))
        }
        defineTag(prototype, tag)
        return prototype
    }

    // MARK: Generators

    private mutating func installGenerators() {
        realm.generatorPrototype = heap.makeObject(.ordinary, prototype: realm.iteratorPrototype)
        realm.asyncGeneratorPrototype = heap.makeObject(.ordinary, prototype: realm.asyncIteratorPrototype)
        defineTag(realm.generatorPrototype, "Generator")
        defineTag(realm.asyncGeneratorPrototype, "AsyncGenerator")
        for (name, resumption) in [("next", Coroutine.Resumption.next), ("return", .return), ("throw", .throw)] {
            define(realm.generatorPrototype, name, 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.resumeGenerator(arguments.thisValue, resumption, machine.argument(arguments, 0))
            }
            define(realm.asyncGeneratorPrototype, name, 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.asyncGeneratorEnqueue(arguments.thisValue, resumption, machine.argument(arguments, 0))
            }
        }
    }

    /// GeneratorResume and GeneratorResumeAbrupt. https://tc39.es/ecma262/#sec-generatorresume
    private mutating func resumeGenerator(
        _ receiver: Value, _ resumption: Coroutine.Resumption, _ value: Value
    ) throws(Abrupt) -> Value {
        guard case .object(let object) = receiver, heap[object].kind == .generator else {
            throw incompatibleReceiver(receiver, "[Generator].prototype.\(resumption)")
        }
        let id = CoroutineID(index: heap[object].payload)
        var state = coroutines[id].state
        if state == .running { throw typeError("Generator is already running") }
        if state == .suspendedStart, resumption != .next {
            finishGenerator(id)
            state = .done
        }
        if state == .done {
            switch resumption {
            case .next: return .object(iteratorResult(.undefined, isDone: true))
            case .return: return .object(iteratorResult(value, isDone: true))
            case .throw: throw .thrown(value)
            }
        }
        return try runGenerator(id, resumption, state == .suspendedStart ? .undefined : value)
    }

    // MARK: Async-from-sync iterators

    /// CreateAsyncFromSyncIterator. https://tc39.es/ecma262/#sec-createasyncfromsynciterator
    mutating func makeAsyncFromSyncIterator(_ sync: Iterator) -> Iterator {
        heap.iterators.append(IteratorRecord(kind: .asyncFromSync, yields: .values, target: sync.iterator, next: sync.next))
        let object = heap.makeObject(
            .iterator, prototype: realm.asyncFromSyncIteratorPrototype, payload: Int32(heap.iterators.count - 1))
        let next = getOwn(realm.asyncFromSyncIteratorPrototype, .known(.next))?.value ?? .undefined
        return Iterator(iterator: .object(object), next: next)
    }

    private mutating func installAsyncFromSync() {
        realm.asyncFromSyncIteratorPrototype = heap.makeObject(.ordinary, prototype: realm.asyncIteratorPrototype)
        for (name, resumption) in [("next", Coroutine.Resumption.next), ("return", .return), ("throw", .throw)] {
            define(realm.asyncFromSyncIteratorPrototype, name, 1) {
                (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.continueAsyncFromSync(arguments, resumption)
            }
        }
        realm.asyncFromSyncUnwrapNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let isDone = machine.heap.captures[Int(machine.functionRecord(arguments.function).captures)].a == .boolean(true)
            return .object(machine.iteratorResult(machine.argument(arguments, 0), isDone: isDone))
        }
        realm.asyncFromSyncCloseNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let reason = machine.argument(arguments, 0)
            let held = machine.heap.captures[Int(machine.functionRecord(arguments.function).captures)]
            try machine.closeIteratorSilently(held.a)
            throw .thrown(reason)
        }
    }

    private mutating func continueAsyncFromSync(_ arguments: Arguments, _ resumption: Coroutine.Resumption) throws(Abrupt) -> Value {
        budget.steps += Self.entrySteps
        let promise = makePromise()
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .iterator else { return .undefined }
        let sync = heap.iterators[Int(heap[object].payload)]
        let hasValue = arguments.count > 0
        let value = argument(arguments, 0)
        do throws(Abrupt) {
            var result = Value.undefined
            switch resumption {
            case .next: result = try call(sync.next, sync.target, arguments: hasValue ? [value] : [])
            case .return, .throw:
                let method = try getMethod(sync.target, .known(resumption == .return ? .return : .throw))
                if method.isUndefined {
                    if resumption == .return {
                        resolvePromise(promise, .object(iteratorResult(value, isDone: true)))
                        return .object(promiseObject(promise))
                    }
                    try closeIterator(sync.target)
                    throw typeError("The iterator does not provide a 'throw' method")
                }
                result = try call(method, sync.target, arguments: hasValue ? [value] : [])
            }
            guard case .object(let record) = result else { throw typeError("Iterator result \(describe(result)) is not an object") }
            // AsyncFromSyncIteratorContinuation
            let isDone = try toBoolean(get(record, .known(.done)))
            let inner = try get(record, .known(.value))
            let wrapper: PromiseID
            do throws(Abrupt) {
                wrapper = try promiseResolve(inner)
            } catch {
                if !isDone, resumption != .return { try closeIteratorSilently(sync.target) }
                throw error
            }
            let unwrap = makeNative("", 1, captures: Captures(a: .boolean(isDone)), native: realm.asyncFromSyncUnwrapNative)
            var onRejected = Value.undefined
            if !isDone, resumption != .return {
                onRejected = .object(makeNative("", 1, captures: Captures(a: sync.target), native: realm.asyncFromSyncCloseNative))
            }
            performThen(wrapper, .handlers(onFulfilled: .object(unwrap), onRejected: onRejected, capability: .intrinsic(promise)))
        } catch {
            settleAbrupt(promise, error)
        }
        return .object(promiseObject(promise))
    }
}
