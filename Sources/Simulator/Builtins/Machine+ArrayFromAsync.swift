import JavaScript

/// Array.fromAsync. https://tc39.es/ecma262/#sec-array.fromasync
///
/// Its body is an async function of ECMA-262: what that awaits are the steps of a record here.
extension Machine {
    /// What one call is at.
    struct AsyncArrayFilling {
        enum Step: UInt8 {
            /// The result of `next`, an element of an array-like, and what the mapper gave.
            case result, element, mapped
            /// What `return` gave, after a failure.
            case closing
        }

        var promise: PromiseID
        var target: ObjectID
        var mapper: Value
        var receiver: Value
        /// The iterator; `nil` for an array-like, which `source` and `length` are about.
        var iterator: Iterator?
        var source = ObjectID.none
        var length = 0
        var index = 0
        var step = Step.result
        var failure = Value.undefined
    }

    mutating func installArrayFromAsync(_ constructor: ObjectID) {
        realm.fillingFulfilledNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.fillingSettled(arguments, isRejected: false)
        }
        realm.fillingRejectedNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.fillingSettled(arguments, isRejected: true)
        }
        define(constructor, "fromAsync", 1) { machine, arguments throws(Abrupt) in
            let promise = machine.makePromise()
            let result = Value.object(machine.promiseObject(promise))
            do throws(Abrupt) {
                try machine.beginFilling(arguments, promise)
            } catch {
                guard case .thrown(let reason) = error else { throw error }
                machine.rejectPromise(promise, reason)
            }
            return result
        }
    }

    private mutating func beginFilling(_ arguments: Arguments, _ promise: PromiseID) throws(Abrupt) {
        let items = argument(arguments, 0)
        let mapper = argument(arguments, 1)
        if !mapper.isUndefined { try requireCallable(mapper) }
        var filling = AsyncArrayFilling(promise: promise, target: .none, mapper: mapper, receiver: argument(arguments, 2))
        let asyncMethod = try getMethod(items, .symbol(realm.symbolAsyncIterator))
        let method = asyncMethod.isUndefined ? try getMethod(items, .symbol(realm.symbolIterator)) : .undefined
        let constructor = arguments.thisValue
        if !asyncMethod.isUndefined || !method.isUndefined {
            filling.target = try newArray(by: constructor, length: nil)
            let made = try call(asyncMethod.isUndefined ? method : asyncMethod, items)
            let record = try requireIterator(made)
            filling.iterator = asyncMethod.isUndefined ? makeAsyncFromSyncIterator(record) : record
        } else {
            filling.source = try toObject(items)
            filling.length = try lengthOfArrayLike(filling.source)
            filling.target = try newArray(by: constructor, length: filling.length)
        }
        heap.fillings.append(filling)
        try goOnFilling(heap.fillings.count - 1)
    }

    private mutating func newArray(by constructor: Value, length: Int?) throws(Abrupt) -> ObjectID {
        guard isConstructor(constructor) else {
            if let length, length > Self.largestArray { throw rangeError("Invalid array length") }
            return makeArray()
        }
        let made = try construct(constructor, arguments: length.map { [Value($0)] } ?? [])
        guard case .object(let object) = made else { throw typeError("object expected") }
        return object
    }

    /// Asks for the next element, or ends.
    private mutating func goOnFilling(_ index: Int) throws(Abrupt) {
        try countStep()
        let filling = heap.fillings[index]
        if let iterator = filling.iterator {
            let result = try call(iterator.next, iterator.iterator)
            try waitFor(result, index, .result)
        } else if filling.index < filling.length {
            let element = try getElement(filling.source, filling.index)
            try waitFor(element, index, .element)
        } else {
            try endFilling(index, filling.length)
        }
    }

    private mutating func endFilling(_ index: Int, _ length: Int) throws(Abrupt) {
        let filling = heap.fillings[index]
        try setLength(filling.target, length)
        resolvePromise(filling.promise, .object(filling.target))
    }

    private mutating func waitFor(_ value: Value, _ index: Int, _ step: AsyncArrayFilling.Step) throws(Abrupt) {
        heap.fillings[index].step = step
        let awaited = try promiseResolve(value)
        let held = Captures(number: Int32(index))
        let onFulfilled = makeNative("", 1, captures: held, native: realm.fillingFulfilledNative)
        let onRejected = makeNative("", 1, captures: held, native: realm.fillingRejectedNative)
        performThen(awaited, .handlers(onFulfilled: .object(onFulfilled), onRejected: .object(onRejected), capability: .none))
    }

    private mutating func fillingSettled(_ arguments: Arguments, isRejected: Bool) throws(Abrupt) -> Value {
        let index = Int(captured(arguments).number)
        do throws(Abrupt) {
            try goOnFilling(index, with: argument(arguments, 0), isRejected: isRejected)
        } catch {
            guard case .thrown(let reason) = error else { throw error }
            rejectPromise(heap.fillings[index].promise, reason)
        }
        return .undefined
    }

    private mutating func goOnFilling(_ index: Int, with value: Value, isRejected: Bool) throws(Abrupt) {
        let filling = heap.fillings[index]
        if filling.step == .closing { throw .thrown(filling.failure) }
        if isRejected {
            // The iterator itself failed, or an element of an array-like did; the mapper's failure closes it.
            guard filling.step == .mapped else { throw .thrown(value) }
            return try closeFilling(index, .thrown(value))
        }
        switch filling.step {
        case .result:
            guard case .object(let result) = value else { throw typeError("Iterator result \(describe(value)) is not an object") }
            if try toBoolean(get(result, .known(.done))) { return try endFilling(index, filling.index) }
            try map(get(result, .known(.value)), index)
        case .element: try map(value, index)
        default: try store(value, index)
        }
    }

    private mutating func map(_ value: Value, _ index: Int) throws(Abrupt) {
        let filling = heap.fillings[index]
        if filling.mapper.isUndefined { return try store(value, index) }
        do throws(Abrupt) {
            let mapped = try call(filling.mapper, filling.receiver, value, Value(filling.index))
            try waitFor(mapped, index, .mapped)
        } catch {
            try closeFilling(index, error)
        }
    }

    private mutating func store(_ value: Value, _ index: Int) throws(Abrupt) {
        do throws(Abrupt) {
            try createElement(heap.fillings[index].target, heap.fillings[index].index, value)
        } catch {
            return try closeFilling(index, error)
        }
        heap.fillings[index].index += 1
        try goOnFilling(index)
    }

    /// AsyncIteratorClose with a throw completion, which stays whatever closing does.
    private mutating func closeFilling(_ index: Int, _ error: Abrupt) throws(Abrupt) {
        guard case .thrown(let reason) = error, let iterator = heap.fillings[index].iterator else { throw error }
        heap.fillings[index].failure = reason
        do throws(Abrupt) {
            let method = try getMethod(iterator.iterator, .known(.return))
            if method.isUndefined { throw error }
            try waitFor(try call(method, iterator.iterator), index, .closing)
        } catch let other {
            if case .blocked = other { throw other }
            throw .thrown(reason)
        }
    }
}
