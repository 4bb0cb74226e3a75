import JavaScript

/// Iterator records live in three local slots: iterator, next method, done. https://tc39.es/ecma262/#sec-operations-on-iterator-objects
extension Machine {
    mutating func interpretIteration(_ instruction: Instruction) throws(Abrupt) {
        let slot = running.base + Int(instruction.small)
        switch instruction.opcode {
        case .getIterator:
            let record = try getIterator(stack.pop(), isAsync: instruction.operand & 1 == 1, .of(instruction))
            stack[slot] = record.iterator
            stack[slot + 1] = record.next
            stack[slot + 2] = .boolean(false)
        case .iteratorStep:
            if let value = try step(slot) { stack.push(value) } else { running.jump(instruction.operand) }
        case .iteratorNext:
            let result = try call(stack[slot + 1], stack[slot])
            stack.push(result)
        case .iteratorUnwrap:
            guard case .object(let result) = stack.top else { return }
            if try toBoolean(get(result, .known(.done))) {
                stack.count -= 1
                stack[slot + 2] = .boolean(true)
                running.jump(instruction.operand)
            } else {
                let value = try get(result, .known(.value))
                stack.top = value
            }
        case .iteratorElement:
            budget.steps += 1
            let value = isDone(slot) ? nil : try step(slot)
            stack.push(value ?? .undefined)
        case .iteratorRest:
            let rest = makeArray()
            stack.push(.object(rest))
            while !isDone(slot), let value = try step(slot) {
                appendElement(rest, value)
                try countStep()
            }
        case .iteratorClose: if !isDone(slot) { try closeIterator(stack[slot]) }
        case .iteratorCloseSilently:
            if !isDone(slot) { try closeIteratorSilently(stack[slot]) }
        case .iteratorReturn:
            let method = try getMethod(stack[slot], .known(.return))
            if method.isUndefined {
                running.jump(instruction.operand)
            } else {
                let result = try call(method, stack[slot])
                stack.push(result)
            }
        case .iteratorForward: try forward(instruction, slot)
        case .delegateUnwrap:
            guard case .object(let result) = stack.top else { return }
            if try toBoolean(get(result, .known(.done))) {
                let value = try get(result, .known(.value))
                stack.top = value
                running.jump(instruction.operand)
            }
        case .getKeys:
            let keys = try enumerableKeys(stack.pop())
            stack[slot] = .object(keys.array)
            stack[slot + 1] = keys.object
            stack[slot + 2] = .number(0)
        case .keysStep:
            if let key = try nextKey(slot) { stack.push(key) } else { running.jump(instruction.operand) }
        default: preconditionFailure("no such instruction: \(instruction.opcode)")
        }
    }

    private mutating func isDone(_ slot: Int) -> Bool { stack[slot + 2] == .boolean(true) }

    // MARK: Stepping

    struct Iterator {
        var iterator: Value
        var next: Value
    }

    /// GetIterator. https://tc39.es/ecma262/#sec-getiterator
    ///
    /// - Parameter origin: where the value comes from, for the message when it cannot be iterated.
    mutating func getIterator(_ iterable: Value, isAsync: Bool = false, _ origin: IterableOrigin = .unknown) throws(Abrupt) -> Iterator {
        if isAsync {
            if iterable.isNullish {
                throw because(
                    of: iterable,
                    typeError("Cannot read properties of \(describe(iterable)) (reading 'Symbol(Symbol.asyncIterator)')"))
            }
            let method = try getValue(iterable, .symbol(realm.symbolAsyncIterator))
            if method.isNullish {
                let sync = try getIterator(iterable, origin)
                return makeAsyncFromSyncIterator(sync)
            }
            guard isCallable(method) else { throw notIterable(iterable, method, origin) }
            return try iterator(from: iterable, method, "Symbol.asyncIterator")
        }
        let method = iterable.isNullish ? .undefined : try getValue(iterable, .symbol(realm.symbolIterator))
        guard isCallable(method) else { throw because(of: iterable, notIterable(iterable, method, origin)) }
        return try iterator(from: iterable, method, "Symbol.iterator")
    }

    private mutating func iterator(from iterable: Value, _ method: Value, _ name: String) throws(Abrupt) -> Iterator {
        let iterator = try call(method, iterable)
        guard case .object(let object) = iterator else { throw typeError("Result of the \(name) method is not an object") }
        let next = try get(object, .known(.next))
        return Iterator(iterator: iterator, next: next)
    }

    /// IteratorStepValue: `nil` when done. The record counts as done while `next` runs, so that its throw closes nothing.
    private mutating func step(_ slot: Int) throws(Abrupt) -> Value? {
        stack[slot + 2] = .boolean(true)
        guard let value = try stepValue(Iterator(iterator: stack[slot], next: stack[slot + 1])) else { return nil }
        stack[slot + 2] = .boolean(false)
        return value
    }

    mutating func stepValue(_ record: Iterator) throws(Abrupt) -> Value? {
        if case .object(let object) = record.iterator, heap[object].kind == .iterator, case .object(let next) = record.next {
            // Nobody can see the result object of the built-in method.
            let index = Int(heap[object].payload)
            switch heap.iterators[index].kind {
            case .array where next == realm.arrayIteratorNext: return try nextArrayElement(index)
            case .string where next == realm.stringIteratorNext:
                try countNativeCall()
                return nextStringElement(index)
            case .map where next == realm.mapIteratorNext, .set where next == realm.setIteratorNext:
                try countNativeCall()
                return nextCollectionElement(index)
            default: break
            }
        }
        guard let result = try stepResult(record) else { return nil }
        return try get(result, .known(.value))
    }

    /// Counts a call of a native method that is left out because nobody can see it.
    private mutating func countNativeCall() throws(Abrupt) {
        budget.steps += Self.nativeSteps
        try countStep()
    }

    /// IteratorStep: the object that `next` gave, whose value nobody has looked at; `nil` when done.
    @inline(__always) mutating func stepResult(_ record: Iterator) throws(Abrupt) -> ObjectID? {
        let result = try call(record.next, record.iterator)
        guard case .object(let object) = result else { throw typeError("Iterator result \(describe(result)) is not an object") }
        if try toBoolean(get(object, .known(.done))) { return nil }
        return object
    }

    /// IteratorClose with a normal completion.
    mutating func closeIterator(_ iterator: Value) throws(Abrupt) {
        let method = try getMethod(iterator, .known(.return))
        guard !method.isUndefined else { return }
        let result = try call(method, iterator)
        guard result.isObject else { throw typeError("\(describe(result)) is not an object") }
    }

    /// IteratorClose with a throw completion: the throw stays, whatever closing does.
    mutating func closeIteratorSilently(_ iterator: Value) throws(Abrupt) {
        do throws(Abrupt) {
            let method = try getMethod(iterator, .known(.return))
            if !method.isUndefined { _ = try call(method, iterator) }
        } catch {
            if case .blocked = error { throw error }
        }
    }

    /// Calls `body` with every value; it says whether to go on. Closes the iterator when it throws or stops.
    mutating func iterate(
        _ iterable: Value, _ origin: IterableOrigin = .unknown, _ body: (inout Machine, Value) throws(Abrupt) -> Bool
    ) throws(Abrupt) {
        let record = try getIterator(iterable, origin)
        while let value = try stepValue(record) {
            let goesOn: Bool
            do throws(Abrupt) {
                goesOn = try body(&self, value)
            } catch {
                if case .thrown = error { try closeIteratorSilently(record.iterator) }
                throw error
            }
            if !goesOn {
                try closeIterator(record.iterator)
                return
            }
        }
    }

    mutating func iteratorResult(_ value: Value, isDone: Bool) -> ObjectID {
        let result = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(result, .known(.value), value)
        put(result, .known(.done), .boolean(isDone))
        return result
    }

    // MARK: yield*

    private mutating func forward(_ instruction: Instruction, _ slot: Int) throws(Abrupt) {
        let coroutine = running.frames[running.frames.count - 1].coroutine
        let resumption = coroutines[coroutine].resumption
        let received = stack.top
        switch resumption {
        case .next:
            let result = try call(stack[slot + 1], stack[slot], received)
            stack.top = result
        case .throw:
            let method = try getMethod(stack[slot], .known(.throw))
            if method.isUndefined {
                coroutines[coroutine].resumption = .next
                try closeIterator(stack[slot])
                throw typeError("The iterator does not provide a 'throw' method")
            }
            let result = try call(method, stack[slot], received)
            stack.top = result
            coroutines[coroutine].resumption = .next
        case .return:
            let method = try getMethod(stack[slot], .known(.return))
            if method.isUndefined {
                running.jump(instruction.operand)
                return
            }
            let result = try call(method, stack[slot], received)
            stack.top = result
        }
    }

    // MARK: for…in

    /// EnumerateObjectProperties: string keys, own first; a shadowed key is named once.
    private mutating func enumerableKeys(_ value: Value) throws(Abrupt) -> (array: ObjectID, object: Value) {
        let array = makeArray()
        guard !value.isNullish else { return (array, .undefined) }
        let object = try toObject(value)
        var seen: Set<PropertyKey> = []
        var current = object
        while !current.isNone {
            try countStep()
            for key in try ownPropertyKeys(current) {
                if case .symbol = key { continue }
                budget.steps += Self.lookupSteps
                try countStep()
                guard seen.insert(key).inserted else { continue }
                // A proxy is asked about a key when its turn comes, as in V8.
                if heap[current].kind != .proxy {
                    guard try isEnumerableOwn(current, key) else { continue }
                }
                let name = self.value(of: key)
                appendElement(array, name)
            }
            current = try prototype(of: current)
        }
        return (array, .object(object))
    }

    /// A key that was deleted meanwhile is left out.
    private mutating func nextKey(_ slot: Int) throws(Abrupt) -> Value? {
        guard case .object(let array) = stack[slot], case .number(var position) = stack[slot + 2] else { return nil }
        while Int(position) < elementCount(array) {
            let key = element(array, Int(position))
            position += 1
            stack[slot + 2] = .number(position)
            guard case .object(let object) = stack[slot + 1] else { continue }
            let property = try toPropertyKey(key)
            if try isListed(object, property) { return key }
        }
        return nil
    }

    /// Whether a key is still there; of a proxy, whether it says that the key is enumerable.
    private mutating func isListed(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Bool {
        var hops = 0
        var current = object
        while !current.isNone {
            switch heap[current].kind {
            case .namespace: return try namespaceHas(current, key)
            case .proxy: if let own = try proxyGetOwnProperty(current, key) { return own.attributes.contains(.enumerable) }
            default: if getOwn(current, key) != nil { return true }
            }
            current = try inherited(from: current, &hops)
        }
        return false
    }
}
