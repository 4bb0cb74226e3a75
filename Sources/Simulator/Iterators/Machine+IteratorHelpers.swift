import JavaScript

/// The methods of Iterator.prototype that give another iterator. https://tc39.es/ecma262/#sec-iterator.prototype.drop
extension Machine {
    mutating func installIteratorHelpers(_ prototype: ObjectID) {
        installHelperPrototype()
        installIteratorChunking(prototype)
        for (name, kind) in [("map", IteratorHelper.Kind.map), ("filter", .filter), ("flatMap", .flatMap)] {
            define(prototype, name, 1) { machine, arguments throws(Abrupt) in
                let iterator = try machine.thisIterator(arguments, name)
                let function = machine.argument(arguments, 0)
                if !machine.isCallable(function) { throw try machine.closing(.object(iterator), machine.notCallable(function)) }
                let direct = try machine.direct(iterator)
                return .object(machine.makeHelper(IteratorHelper(kind: kind, underlying: direct, function: function)))
            }
        }
        for (name, kind) in [("take", IteratorHelper.Kind.take), ("drop", .drop)] {
            define(prototype, name, 1) { machine, arguments throws(Abrupt) in
                let iterator = try machine.thisIterator(arguments, name)
                let given = machine.argument(arguments, 0)
                let number: Double
                do throws(Abrupt) {
                    number = try machine.toNumber(given)
                } catch {
                    throw try machine.closing(.object(iterator), error)
                }
                let isTooLarge = number.isFinite && number > 0x1p53 - 1
                let limit = number.isNaN || isTooLarge ? -1 : number.rounded(.towardZero)
                if limit < 0 {
                    let error = machine.rangeError("\(machine.plainText(of: given)) must be positive")
                    throw try machine.closing(.object(iterator), error)
                }
                let direct = try machine.direct(iterator)
                return .object(machine.makeHelper(IteratorHelper(kind: kind, underlying: direct, remaining: limit)))
            }
        }
    }

    mutating func thisIterator(_ arguments: Arguments, _ name: String) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = arguments.thisValue else {
            throw typeError("Iterator.prototype.\(name) called on non-object")
        }
        return object
    }

    mutating func notCallable(_ value: Value) -> Abrupt { typeError("\(kindText(of: value)) is not a function") }

    /// GetIteratorDirect. https://tc39.es/ecma262/#sec-getiteratordirect
    mutating func direct(_ iterator: ObjectID) throws(Abrupt) -> Iterator {
        Iterator(iterator: .object(iterator), next: try get(iterator, .known(.next)))
    }

    /// The error with which an iterator is closed.
    mutating func closing(_ iterator: Value, _ error: Abrupt) throws(Abrupt) -> Abrupt {
        if case .thrown = error { try closeIteratorSilently(iterator) }
        return error
    }

    // MARK: %IteratorHelperPrototype%

    private mutating func installHelperPrototype() {
        let prototype = heap.makeObject(.ordinary, prototype: realm.iteratorPrototype)
        realm.iteratorHelperPrototype = prototype
        define(prototype, "next", 0) { machine, arguments throws(Abrupt) in
            let index = try machine.helper(arguments, "next")
            if machine.heap.iteratorHelpers[index].state == .done { return .object(machine.iteratorResult(.undefined, isDone: true)) }
            machine.heap.iteratorHelpers[index].state = .running
            let value: Value?
            do throws(Abrupt) {
                value = try machine.nextHelped(index)
            } catch {
                machine.heap.iteratorHelpers[index].state = .done
                throw error
            }
            machine.heap.iteratorHelpers[index].state = value == nil ? .done : .suspended
            return .object(machine.iteratorResult(value ?? .undefined, isDone: value == nil))
        }
        define(prototype, "return", 0) { machine, arguments throws(Abrupt) in
            let index = try machine.helper(arguments, "return")
            let helper = machine.heap.iteratorHelpers[index]
            if helper.state != .done {
                machine.heap.iteratorHelpers[index].state = helper.state == .start ? .done : .running
                defer { machine.heap.iteratorHelpers[index].state = .done }
                if let inner = helper.inner, helper.kind == .concat || helper.kind == .flatMap {
                    do throws(Abrupt) {
                        try machine.closeIterator(inner.iterator)
                    } catch {
                        guard helper.kind == .flatMap else { throw error }
                        throw try machine.closing(helper.underlying.iterator, error)
                    }
                }
                switch helper.kind {
                case .concat: break
                case .zip: try machine.closeAll(helper.zip?.iterators ?? [])
                default: if !helper.isExhausted { try machine.closeIterator(helper.underlying.iterator) }
                }
            }
            return .object(machine.iteratorResult(.undefined, isDone: true))
        }
        defineTag(prototype, "Iterator Helper")
    }

    private mutating func helper(_ arguments: Arguments, _ method: String) throws(Abrupt) -> Int {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .iteratorHelper else {
            throw incompatibleReceiver(arguments.thisValue, "Iterator Helper.prototype.\(method)")
        }
        let index = Int(heap[object].payload)
        if heap.iteratorHelpers[index].state == .running { throw typeError("Generator is already running") }
        return index
    }

    // MARK: Steps

    /// The next value of a helper: `nil` when there is none.
    private mutating func nextHelped(_ index: Int) throws(Abrupt) -> Value? {
        running.nativeDepth += 1
        defer { running.nativeDepth -= 1 }
        if running.nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
        // The whole record holds lists: it is not copied for each value.
        let underlying = heap.iteratorHelpers[index].underlying
        switch heap.iteratorHelpers[index].kind {
        case .map:
            guard let value = try stepValue(underlying) else { return nil }
            return try called(index, value)
        case .filter:
            while let value = try stepValue(underlying) {
                try countStep()
                if toBoolean(try called(index, value)) { return value }
            }
            return nil
        case .take:
            if heap.iteratorHelpers[index].remaining == 0 {
                try closeIterator(underlying.iterator)
                return nil
            }
            heap.iteratorHelpers[index].remaining -= 1
            return try stepValue(underlying)
        case .drop:
            while heap.iteratorHelpers[index].remaining > 0 {
                try countStep()
                heap.iteratorHelpers[index].remaining -= 1
                // Nobody looks at the values.
                guard try stepResult(underlying) != nil else { return nil }
            }
            return try stepValue(underlying)
        case .flatMap: return try nextFlat(index)
        case .concat: return try nextConcatenated(index)
        case .zip: return try nextZipped(index)
        case .chunks: return try nextChunk(index)
        case .windows: return try nextWindow(index)
        }
    }

    /// The helper's function for a value and its number; a throw closes the underlying iterator.
    private mutating func called(_ index: Int, _ value: Value) throws(Abrupt) -> Value {
        let (function, counter) = (heap.iteratorHelpers[index].function, heap.iteratorHelpers[index].counter)
        heap.iteratorHelpers[index].counter += 1
        do throws(Abrupt) {
            return try call(function, .undefined, value, Value(counter))
        } catch {
            throw try closing(heap.iteratorHelpers[index].underlying.iterator, error)
        }
    }

    private mutating func nextFlat(_ index: Int) throws(Abrupt) -> Value? {
        while true {
            try countStep()
            let underlying = heap.iteratorHelpers[index].underlying
            do throws(Abrupt) {
                if let inner = heap.iteratorHelpers[index].inner {
                    if let value = try stepValue(inner) { return value }
                    heap.iteratorHelpers[index].inner = nil
                }
            } catch {
                throw try closing(underlying.iterator, error)
            }
            guard let value = try stepValue(underlying) else { return nil }
            let mapped = try called(index, value)
            do throws(Abrupt) {
                heap.iteratorHelpers[index].inner = try flattenable(mapped, acceptsStrings: false, for: "Iterator.prototype.flatMap")
            } catch {
                throw try closing(underlying.iterator, error)
            }
        }
    }

    private mutating func nextConcatenated(_ index: Int) throws(Abrupt) -> Value? {
        while true {
            try countStep()
            if let inner = heap.iteratorHelpers[index].inner {
                if let value = try stepValue(inner) { return value }
                heap.iteratorHelpers[index].inner = nil
            }
            let position = heap.iteratorHelpers[index].counter
            guard case .object(let list) = heap.iteratorHelpers[index].function, position < elementCount(list) else { return nil }
            heap.iteratorHelpers[index].counter += 2
            let made = try call(element(list, position + 1), element(list, position))
            heap.iteratorHelpers[index].inner = try requireIterator(made)
        }
    }
}
