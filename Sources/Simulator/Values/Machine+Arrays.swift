import JavaScript

extension Machine {
    /// The greatest length that an array may have.
    static let largestArray = Int(UInt32.max)
    /// How many holes an element may leave before it, for the array to stay in one block.
    private static let largestGap = 4096
    /// To which length an array may have its whole block at once.
    private static let largestEagerBlock = 1 << 20

    mutating func makeArray(_ elements: [Value] = []) -> ObjectID {
        makeArray(capacity: elements.count, elements)
    }

    mutating func makeArray(capacity: Int, _ elements: [Value] = []) -> ObjectID {
        let block = heap.allocate(capacity: max(capacity, elements.count))
        for (offset, element) in elements.enumerated() { heap.slots[Int(block.start) + offset] = element }
        heap.arrays.append(ArrayRecord(block: block, count: elements.count))
        return heap.makeObject(.array, prototype: realm.arrayPrototype, payload: Int32(heap.arrays.count - 1))
    }

    /// Appends to an array that the caller knows to be dense, or to be able to take an element.
    @inline(__always) mutating func appendElement(_ array: ObjectID, _ value: Value) {
        let index = Int(heap[array].payload)
        let count = Int(heap.arrays[index].count)
        guard heap.arrays[index].isDense else {
            _ = defineElement(array, heap.arrays[index].length, value)
            return
        }
        if count >= heap.arrays[index].capacity { heap.growElements(of: index, to: count + 1) }
        heap.slots[heap.arrays[index].slot(count)] = value
        heap.arrays[index].count = Int32(count + 1)
        heap.arrays[index].length = UInt32(count + 1)
    }

    /// The array's length.
    mutating func elementCount(_ array: ObjectID) -> Int { Int(heap.arrays[Int(heap[array].payload)].length) }

    /// An element as it is kept: a hole is ``Value/uninitialized``.
    mutating func element(_ array: ObjectID, _ index: Int) -> Value {
        let record = heap.arrays[Int(heap[array].payload)]
        if index < Int(record.count) { return heap.slots[record.slot(index)] }
        return record.isSparse ? lookup(array, .index(UInt32(index)))?.value ?? .uninitialized : .uninitialized
    }

    /// The elements of an array that the machine made for itself, holes as undefined.
    mutating func elements(_ array: ObjectID) -> [Value] {
        let record = heap.arrays[Int(heap[array].payload)]
        return heap.slots[Int(record.first)..<Int(record.first + record.count)].map {
            $0.isUninitialized ? .undefined : $0
        }
    }

    /// Gives an element a value, and attributes that are all set; what lies between becomes holes.
    mutating func defineElement(_ object: ObjectID, _ index: UInt32, _ value: Value) -> Bool {
        let array = Int(heap[object].payload)
        let record = heap.arrays[array]
        if Int(index) < Int(record.count) {
            let slot = record.slot(Int(index))
            guard record.isWritable, heap[object].isExtensible || !heap.slots[slot].isUninitialized else { return false }
            heap.slots[slot] = value
            return true
        }
        guard index < .max, index < record.length || record.isLengthWritable else { return false }
        let needed = Int(index) + 1
        let staysInBlock =
            needed <= Int(record.count) + Self.largestGap
            || (index < record.length && Int(record.length) <= Self.largestEagerBlock)
        if record.isSparse || !staysInBlock {
            makeSparse(object)
            return defineSparseElement(object, index, value, .all)
        }
        guard heap[object].isExtensible else { return false }
        makeRoom(array, for: needed)
        heap.slots[heap.arrays[array].slot(Int(index))] = value
        return true
    }

    /// Makes the block of an array that is not sparse hold at least `count` elements, holes where nothing was.
    mutating func makeRoom(_ array: Int, for count: Int) {
        let old = Int(heap.arrays[array].count)
        guard count > old else { return }
        heap.growElements(of: array, to: count)
        let start = heap.arrays[array].slot(0)
        for offset in old..<count { heap.slots[start + offset] = .uninitialized }
        heap.arrays[array].count = Int32(count)
        heap.arrays[array].length = max(heap.arrays[array].length, UInt32(count))
    }

    // MARK: Sparse arrays

    /// Makes the elements properties in the object's own table.
    mutating func makeSparse(_ object: ObjectID) {
        let array = Int(heap[object].payload)
        let record = heap.arrays[array]
        if record.isSparse { return }
        makeDictionary(object)
        let isExtensible = heap[object].isExtensible
        heap[object].isExtensible = true
        heap.arrays[array].isSparse = true
        heap.arrays[array].count = 0
        heap.arrays[array].use(.empty)
        var attributes = Attributes.enumerable
        if record.isWritable { attributes.insert(.writable) }
        if record.isConfigurable { attributes.insert(.configurable) }
        for index in 0..<Int(record.count) {
            let value = heap.slots[record.slot(index)]
            if !value.isUninitialized { defineOwn(object, .index(UInt32(index)), value, attributes) }
        }
        heap.free(record.block)
        heap[object].isExtensible = isExtensible
    }

    /// [[DefineOwnProperty]] of an element in a sparse array. https://tc39.es/ecma262/#sec-array-exotic-objects-defineownproperty-p-desc
    mutating func defineSparseElement(_ object: ObjectID, _ index: UInt32, _ value: Value, _ attributes: Attributes) -> Bool {
        let array = Int(heap[object].payload)
        guard index < heap.arrays[array].length || heap.arrays[array].isLengthWritable else { return false }
        guard defineInTable(object, .index(index), value, attributes) else { return false }
        heap.arrays[array].length = max(heap.arrays[array].length, index + 1)
        return true
    }

    // MARK: Length

    /// ToUint32 and ToNumber of a new length, which must agree. https://tc39.es/ecma262/#sec-arraysetlength
    mutating func toArrayLength(_ value: Value) throws(Abrupt) -> UInt32 {
        let converted = try toNumber(value)
        // What is no object converts twice to the same.
        let number = value.isObject ? try toNumber(value) : converted
        guard let length = UInt32(exactly: number), Self.toInt32(converted) == Int32(bitPattern: length) else {
            throw rangeError("Invalid array length")
        }
        return length
    }

    /// ArraySetLength for a length that was converted: false when the length is constant, or when an element stays that cannot be removed.
    mutating func setArrayLength(_ object: ObjectID, _ length: UInt32) -> Bool {
        let array = Int(heap[object].payload)
        let record = heap.arrays[array]
        guard record.isLengthWritable else { return length == record.length }
        if record.isSparse { return setSparseLength(object, length) }
        if length < UInt32(bitPattern: record.count) {
            if !record.isConfigurable {
                // The last element that is there stays, and the length with it.
                var kept = Int(record.count)
                while kept > Int(length), heap.slots[record.slot(kept - 1)].isUninitialized { kept -= 1 }
                heap.arrays[array].count = Int32(kept)
                heap.arrays[array].length = UInt32(kept)
                return kept == Int(length)
            }
            heap.arrays[array].count = Int32(bitPattern: length)
        }
        heap.arrays[array].length = length
        return true
    }

    private mutating func setSparseLength(_ object: ObjectID, _ length: UInt32) -> Bool {
        let array = Int(heap[object].payload)
        guard length < heap.arrays[array].length else {
            heap.arrays[array].length = length
            return true
        }
        for key in ownKeys(object).reversed() {
            guard case .index(let index) = key, index >= length else { continue }
            // Only of a deferred namespace can the question throw.
            guard let isGone = try? delete(object, key), isGone else {
                heap.arrays[array].length = index + 1
                return false
            }
        }
        heap.arrays[array].length = length
        return true
    }

    /// [[DefineOwnProperty]] of `length`. https://tc39.es/ecma262/#sec-arraysetlength
    mutating func defineArrayLength(_ object: ObjectID, _ descriptor: PartialDescriptor) throws(Abrupt) -> Bool {
        let given = try descriptor.value.map { (value) throws(Abrupt) in try toArrayLength(value) }
        let array = Int(heap[object].payload)
        if descriptor.isAccessor || descriptor.isConfigurable == true || descriptor.isEnumerable == true { return false }
        if descriptor.isWritable == true, !heap.arrays[array].isLengthWritable { return false }
        let isSet = given.map { setArrayLength(object, $0) } ?? true
        if descriptor.isWritable == false, given == nil || isSet || heap.arrays[array].isLengthWritable {
            heap.arrays[array].isLengthWritable = false
        }
        return isSet
    }
}
