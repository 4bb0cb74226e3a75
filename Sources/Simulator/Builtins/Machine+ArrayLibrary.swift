import JavaScript

/// Array Objects: the constructor, and what creates arrays. https://tc39.es/ecma262/#sec-array-objects
extension Machine {
    mutating func installArrays() {
        let prototype = makeArray()
        heap[prototype].prototype = realm.objectPrototype
        makeDictionary(prototype)
        realm.arrayPrototype = prototype
        let constructor = defineConstructor("Array", 1, prototype: prototype) { machine, arguments throws(Abrupt) in
            let array = try machine.constructArray(arguments)
            return .object(array)
        }
        defineGetter(constructor, .symbol(realm.symbolSpecies), "[Symbol.species]") { _, arguments throws(Abrupt) in arguments.thisValue }
        define(constructor, "isArray", 1) { machine, arguments throws(Abrupt) in
            .boolean(try machine.isArray(machine.argument(arguments, 0)))
        }
        define(constructor, "of", 0) { machine, arguments throws(Abrupt) in
            let target = try machine.newArray(like: arguments.thisValue, length: Int(arguments.count))
            for index in 0..<arguments.count { try machine.createElement(target, Int(index), machine.argument(arguments, index)) }
            try machine.setLength(target, Int(arguments.count))
            return .object(target)
        }
        define(constructor, "from", 1) { machine, arguments throws(Abrupt) in try machine.arrayFrom(arguments) }
        installArrayFromAsync(constructor)
        installArrayAccess(prototype)
        installArrayChanging(prototype)
        installArrayCopying(prototype)
        installArrayIteration(prototype)
        installArraySorting(prototype)
        installArrayText(prototype)
    }

    /// https://tc39.es/ecma262/#sec-array
    private mutating func constructArray(_ arguments: Arguments) throws(Abrupt) -> ObjectID {
        let prototype = try prototypeFromConstructor(arguments.newTarget, realm.arrayPrototype)
        var elements: [Value] = []
        if arguments.count == 1, case .number(let length) = argument(arguments, 0) {
            guard let count = UInt32(exactly: length) else { throw rangeError("Invalid array length") }
            let array = makeArray()
            heap[array].prototype = prototype
            budget.steps += Self.lookupSteps
            try setLength(array, Int(count))
            return array
        }
        for index in 0..<arguments.count { elements.append(argument(arguments, index)) }
        let array = makeArray(elements)
        heap[array].prototype = prototype
        return array
    }

    /// The object that `Array.of` and `Array.from` fill: what the constructor makes that they are called on.
    private mutating func newArray(like constructor: Value, length: Int?) throws(Abrupt) -> ObjectID {
        guard isConstructor(constructor), constructor != (try get(realm.arrayPrototype, .known(.constructor))) else {
            if let length, length > Self.largestArray { throw rangeError("Invalid array length") }
            return makeArray()
        }
        let made = try construct(constructor, arguments: length.map { [Value($0)] } ?? [])
        guard case .object(let object) = made else { throw typeError("object expected") }
        return object
    }

    /// Array.from. https://tc39.es/ecma262/#sec-array.from
    private mutating func arrayFrom(_ arguments: Arguments) throws(Abrupt) -> Value {
        let items = argument(arguments, 0)
        let mapper = argument(arguments, 1)
        let receiver = argument(arguments, 2)
        if !mapper.isUndefined { try requireCallable(mapper) }
        if items.isNullish {
            throw typeError("\(kindText(of: items)) is not iterable (cannot read property Symbol(Symbol.iterator))")
        }
        let method = try getValue(items, .symbol(realm.symbolIterator))
        guard method.isNullish || isCallable(method) else {
            throw typeError(
                "%Array%.from requires that the property of the first argument, items[Symbol.iterator], when exists, be a function")
        }
        var index = 0
        if !method.isNullish {
            let target = try newArray(like: arguments.thisValue, length: nil)
            try iterate(items) { machine, item throws(Abrupt) in
                try machine.countStep()
                let value = mapper.isUndefined ? item : try machine.call(mapper, receiver, item, Value(index))
                try machine.createElement(target, index, value)
                index += 1
                return true
            }
            try setLength(target, index)
            return .object(target)
        }
        let source = try toObject(items)
        let length = try lengthOfArrayLike(source)
        let target = try newArray(like: arguments.thisValue, length: length)
        while index < length {
            try countStep()
            let item = try getElement(source, index)
            let value = mapper.isUndefined ? item : try call(mapper, receiver, item, Value(index))
            try createElement(target, index, value)
            index += 1
        }
        try setLength(target, length)
        return .object(target)
    }

    /// ArraySpeciesCreate. https://tc39.es/ecma262/#sec-arrayspeciescreate
    mutating func arraySpeciesCreate(_ original: ObjectID, _ length: Int) throws(Abrupt) -> ObjectID {
        guard try isArray(.object(original)) else { return try plainArray(length) }
        // Nearly all arrays: their constructor is %Array%, whose species is itself.
        if heap[original].prototype == realm.arrayPrototype, lookup(original, .known(.constructor)) == nil { return try plainArray(length) }
        var constructor = try get(original, .known(.constructor))
        if case .object(let object) = constructor {
            constructor = try get(object, .symbol(realm.symbolSpecies))
            if constructor == .null { constructor = .undefined }
        }
        if constructor.isUndefined { return try plainArray(length) }
        guard isConstructor(constructor) else { throw typeError("object.constructor[Symbol.species] is not a constructor") }
        let made = try construct(constructor, arguments: [Value(length)])
        guard case .object(let object) = made else { throw typeError("object expected") }
        return object
    }

    private mutating func plainArray(_ length: Int) throws(Abrupt) -> ObjectID {
        if length > Self.largestArray { throw rangeError("Invalid array length") }
        return makeArray()
    }

    // MARK: Iterators

    /// CreateArrayIterator. https://tc39.es/ecma262/#sec-createarrayiterator
    mutating func makeArrayIterator(_ target: Value, _ yields: IteratorRecord.Yield) -> ObjectID {
        heap.iterators.append(IteratorRecord(kind: .array, yields: yields, target: target))
        return heap.makeObject(.iterator, prototype: realm.arrayIteratorPrototype, payload: Int32(heap.iterators.count - 1))
    }

    /// What an array iterator's `next` gives: `nil` at the end, and ever after.
    mutating func nextArrayElement(_ index: Int) throws(Abrupt) -> Value? {
        let record = heap.iterators[index]
        guard !record.isDone, case .object(let object) = record.target else { return nil }
        let position = record.position
        let length: Int
        if heap[object].kind == .typedArray {
            guard let count = heap.buffers.length(of: view(object)) else {
                throw typeError("Cannot perform %ArrayIteratorPrototype%.next on a detached ArrayBuffer")
            }
            length = count
        } else {
            length = try lengthOfArrayLike(object)
        }
        guard position < length else {
            heap.iterators[index].isDone = true
            heap.iterators[index].target = .undefined
            return nil
        }
        heap.iterators[index].position = record.position + 1
        if record.yields == .keys { return Value(position) }
        let value = try getElement(object, position)
        return record.yields == .values ? value : .object(makeArray([Value(position), value]))
    }
}
