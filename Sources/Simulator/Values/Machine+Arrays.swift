import JavaScript

extension Machine {
    static let largestArray = 1 << 26

    mutating func makeArray(_ elements: [Value] = []) -> ObjectID {
        makeArray(capacity: elements.count, elements)
    }

    mutating func makeArray(capacity: Int, _ elements: [Value] = []) -> ObjectID {
        let block = heap.allocate(capacity: max(capacity, elements.count))
        for (offset, element) in elements.enumerated() { heap.slots[Int(block.start) + offset] = element }
        heap.arrays.append(ArrayRecord(elements: block, count: Int32(elements.count)))
        return heap.makeObject(.array, prototype: realm.arrayPrototype, payload: Int32(heap.arrays.count - 1))
    }

    func isArray(_ value: Value) -> Bool {
        if case .object(let object) = value { return heap[object].kind == .array }
        return false
    }

    @inline(__always) mutating func appendElement(_ array: ObjectID, _ value: Value) {
        let index = Int(heap[array].payload)
        let count = Int(heap.arrays[index].count)
        if count >= heap.arrays[index].elements.capacity {
            var block = heap.arrays[index].elements
            heap.grow(&block, count: count, to: count + 1)
            heap.arrays[index].elements = block
        }
        heap.slots[Int(heap.arrays[index].elements.start) + count] = value
        heap.arrays[index].count = Int32(count + 1)
    }

    func elementCount(_ array: ObjectID) -> Int { Int(heap.arrays[Int(heap[array].payload)].count) }

    /// An element as it is kept: a hole is ``Value/uninitialized``.
    func element(_ array: ObjectID, _ index: Int) -> Value {
        heap.slots[Int(heap.arrays[Int(heap[array].payload)].elements.start) + index]
    }

    /// The elements of an array, holes as undefined.
    func elements(_ array: ObjectID) -> [Value] {
        let record = heap.arrays[Int(heap[array].payload)]
        return heap.slots[Int(record.elements.start)..<Int(record.elements.start + record.count)].map {
            $0.isUninitialized ? .undefined : $0
        }
    }

    /// Gives an element a value; what lies between becomes holes.
    mutating func defineElement(_ object: ObjectID, _ index: UInt32, _ value: Value) -> Bool {
        let array = Int(heap[object].payload)
        let count = Int(heap.arrays[array].count)
        guard heap.arrays[array].isWritable else { return false }
        if Int(index) < count {
            heap.slots[Int(heap.arrays[array].elements.start) + Int(index)] = value
            return true
        }
        guard heap[object].isExtensible, Int(index) < Self.largestArray else { return false }
        guard resize(array, to: Int(index) + 1) else { return false }
        heap.slots[Int(heap.arrays[array].elements.start) + Int(index)] = value
        return true
    }

    /// - Returns: false when the heap may not grow so much; then the run is about to be stopped.
    private mutating func resize(_ array: Int, to count: Int) -> Bool {
        let old = Int(heap.arrays[array].count)
        if count - old > 4096, byteCount + (count - old) * MemoryLayout<Value>.stride * 2 > limits.heapBytes {
            noteBlocked()
            stopped = .limit(.heap)
            nextCheck = 0
            return false
        }
        if count > heap.arrays[array].elements.capacity {
            var block = heap.arrays[array].elements
            heap.grow(&block, count: old, to: count)
            heap.arrays[array].elements = block
        }
        let start = Int(heap.arrays[array].elements.start)
        if count > old { for offset in old..<count { heap.slots[start + offset] = .uninitialized } }
        heap.arrays[array].count = Int32(count)
        return true
    }

    /// ArraySetLength for a value that is a number already.
    mutating func setArrayLength(_ array: Int32, _ value: Value) -> Bool {
        guard case .number(let number) = value, number >= 0, number <= Double(Self.largestArray),
            heap.arrays[Int(array)].isWritable
        else { return false }
        return resize(Int(array), to: Int(number))
    }
}
