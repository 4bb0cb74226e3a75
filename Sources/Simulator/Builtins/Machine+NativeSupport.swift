import JavaScript

/// What the built-in functions share: array-likes, clamped positions, and room for what they make.
extension Machine {
    /// The longest string, in code units.
    static let longestString = StringHeap.longest

    /// GetOptionsObject: `nil` where there are no options. https://tc39.es/ecma262/#sec-getoptionsobject
    mutating func optionsObject(_ value: Value) throws(Abrupt) -> ObjectID? {
        if value.isUndefined { return nil }
        guard case .object(let object) = value else { throw typeError("Options must be an object") }
        return object
    }

    // MARK: Array-likes

    /// ToObject of what a method of Array.prototype is called on.
    mutating func thisArrayLike(_ arguments: Arguments) throws(Abrupt) -> ObjectID {
        guard arguments.thisValue.isNullish else { return try toObject(arguments.thisValue) }
        throw typeError("Array.prototype.\(strings.text(functionRecord(arguments.function).name)) called on null or undefined")
    }

    /// LengthOfArrayLike. https://tc39.es/ecma262/#sec-lengthofarraylike
    mutating func lengthOfArrayLike(_ object: ObjectID) throws(Abrupt) -> Int {
        if heap[object].kind == .array { return elementCount(object) }
        let length = try get(object, .known(.length))
        return try toLength(length)
    }

    /// The key of a position; past the array indices it is a name.
    mutating func indexKey(_ index: Int) -> PropertyKey {
        if let small = UInt32(exactly: index), small < .max { return .index(small) }
        return key(String(index))
    }

    /// The same for a position that is looked for as any property is, in the object and in what it inherits from.
    private mutating func lookedUpKey(_ index: Int) -> PropertyKey {
        budget.steps += index < Self.largestArray ? Self.lookupSteps : Self.entrySteps
        return indexKey(index)
    }

    /// The element of a real array, unless it is a hole, has a getter, or is not there.
    @inline(__always) private mutating func plainElement(_ object: ObjectID, _ index: Int) -> Value? {
        let record = heap[object]
        guard record.kind == .array else { return nil }
        let array = heap.arrays[Int(record.payload)]
        guard index < Int(array.count) else { return nil }
        let value = heap.slots[array.slot(index)]
        switch value {
        case .uninitialized, .accessor: return nil
        default: return value
        }
    }

    /// Get of a position.
    mutating func getElement(_ object: ObjectID, _ index: Int) throws(Abrupt) -> Value {
        if let value = plainElement(object, index) { return value }
        let key = lookedUpKey(index)
        return try get(object, key)
    }

    /// HasProperty of a position.
    mutating func hasElement(_ object: ObjectID, _ index: Int) throws(Abrupt) -> Bool {
        if plainElement(object, index) != nil { return true }
        let key = lookedUpKey(index)
        return try hasProperty(object, key)
    }

    /// Get of a position that is there, `nil` for one that is not.
    mutating func existingElement(_ object: ObjectID, _ index: Int) throws(Abrupt) -> Value? {
        if let value = plainElement(object, index) { return value }
        let key = lookedUpKey(index)
        return try hasProperty(object, key) ? try get(object, key) : nil
    }

    /// Set of a position, with a TypeError when it cannot be set.
    mutating func setElement(_ object: ObjectID, _ index: Int, _ value: Value) throws(Abrupt) {
        if plainElement(object, index) != nil {
            let array = heap.arrays[Int(heap[object].payload)]
            if array.isWritable {
                heap.slots[array.slot(index)] = value
                return
            }
        }
        let key = lookedUpKey(index)
        try set(object, key, value)
    }

    /// CreateDataPropertyOrThrow of a position.
    mutating func createElement(_ object: ObjectID, _ index: Int, _ value: Value) throws(Abrupt) {
        let record = heap[object]
        if record.kind == .array, record.isExtensible {
            let array = heap.arrays[Int(record.payload)]
            if array.isDense, array.isLengthWritable, index == Int(array.count), index < Self.largestArray {
                appendElement(object, value)
                return
            }
        }
        let key = indexKey(index)
        try createDataProperty(object, key, value)
    }

    /// DeletePropertyOrThrow of a position.
    mutating func deleteElement(_ object: ObjectID, _ index: Int) throws(Abrupt) {
        let key = lookedUpKey(index)
        guard try !delete(object, key) else { return }
        if let refusal = refusal(by: object, .deleteProperty, key) { throw refusal }
        throw typeError("Cannot delete property '\(index)' of \(describe(.object(object) as Value))")
    }

    mutating func setLength(_ object: ObjectID, _ length: Int) throws(Abrupt) {
        if heap[object].kind == .array, length > Self.largestArray { throw rangeError("Invalid array length") }
        try set(object, .known(.length), Value(length))
    }

    /// CreateListFromArrayLike. https://tc39.es/ecma262/#sec-createlistfromarraylike
    mutating func list(fromArrayLike value: Value) throws(Abrupt) -> [Value] {
        guard case .object(let object) = value else { throw typeError("CreateListFromArrayLike called on non-object") }
        let length = try lengthOfArrayLike(object)
        var list: [Value] = []
        for index in 0..<length {
            try countStep()
            if index & 0xFFFF == 0 { try reserveHeap(values: index) }
            list.append(try getElement(object, index))
        }
        return list
    }

    // MARK: Positions

    /// A position counted from the end when negative, within 0 and `length`.
    mutating func relativeIndex(_ value: Value, _ length: Int, missing: Int) throws(Abrupt) -> Int {
        if value.isUndefined { return missing }
        let number = try toInteger(value)
        return number < 0 ? Int(max(Double(length) + number, 0)) : Int(min(number, Double(length)))
    }

    /// A position within 0 and `length`; what is negative counts as 0.
    mutating func clampedIndex(_ value: Value, _ length: Int, missing: Int) throws(Abrupt) -> Int {
        if value.isUndefined { return missing }
        let number = try toInteger(value)
        return Int(min(max(number, 0), Double(length)))
    }

    // MARK: Checks

    @discardableResult
    mutating func requireCallable(_ value: Value) throws(Abrupt) -> Value {
        guard isCallable(value) else { throw typeError("\(plainText(of: value)) is not a function") }
        return value
    }

    mutating func requireNew(_ arguments: Arguments, _ name: String) throws(Abrupt) {
        if arguments.newTarget.isUndefined { throw typeError("Constructor \(name) requires 'new'") }
    }

    /// Throws when so many more values would pass the limit of the heap: one call may ask for much between two checks.
    mutating func reserveHeap(values count: Int) throws(Abrupt) {
        guard count > 4096 else { return }
        if byteCount + count * MemoryLayout<Value>.stride * 2 > limits.heapBytes { throw .blocked(.limit(.heap)) }
    }

    // MARK: Strings

    mutating func units(_ text: StringID) -> [UInt16] {
        let units = strings.codeUnits(text)
        budget.countWork(units.count)
        return Array(units)
    }

    mutating func stringValue(_ units: [UInt16]) -> Value { stringValue(units[...]) }

    mutating func stringValue(_ units: ArraySlice<UInt16>) -> Value {
        budget.countWork(units.count)
        return .string(strings.make(units))
    }

    /// A new string of that many code units: throws when it would be too long.
    mutating func reserveString(_ count: Int) throws(Abrupt) {
        guard count <= Self.longestString else { throw rangeError("Invalid string length") }
        if count > 1 << 16, byteCount + count * 2 > limits.heapBytes { throw .blocked(.limit(.heap)) }
    }

    /// What a native closure captured.
    mutating func captured(_ arguments: Arguments) -> Captures {
        let index = functionRecord(arguments.function).captures
        return index < 0 ? Captures() : heap.captures[Int(index)]
    }
}
