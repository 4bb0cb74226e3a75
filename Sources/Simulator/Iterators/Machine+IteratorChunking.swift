import JavaScript

/// Iterator.prototype.chunks and windows. https://tc39.es/ecma262/#sec-iterator.prototype.chunks
extension Machine {
    mutating func installIteratorChunking(_ prototype: ObjectID) {
        define(prototype, "chunks", 1) { machine, arguments throws(Abrupt) in
            let iterator = try machine.thisIterator(arguments, "chunks")
            let size = try machine.gatheredCount(machine.argument(arguments, 0), of: iterator)
            let direct = try machine.direct(iterator)
            return .object(machine.makeHelper(IteratorHelper(kind: .chunks, underlying: direct, remaining: size)))
        }
        define(prototype, "windows", 1) { machine, arguments throws(Abrupt) in
            let iterator = try machine.thisIterator(arguments, "windows")
            let size = try machine.gatheredCount(machine.argument(arguments, 0), of: iterator)
            let allowsPartial = try machine.allowsPartialWindow(machine.argument(arguments, 1), of: iterator)
            let direct = try machine.direct(iterator)
            return .object(
                machine.makeHelper(
                    IteratorHelper(kind: .windows, underlying: direct, remaining: size, allowsPartial: allowsPartial)))
        }
    }

    /// How many values a chunk or a window has, which is no number to be converted to; what it is not closes the iterator.
    private mutating func gatheredCount(_ given: Value, of iterator: ObjectID) throws(Abrupt) -> Double {
        guard case .number(let size) = given, size.isFinite, size == size.rounded(.towardZero) else {
            throw try closing(.object(iterator), typeError("\(plainText(of: given)) is not an integral number"))
        }
        guard size >= 1, size <= Double(Self.largestArray) else {
            throw try closing(.object(iterator), rangeError("\(formatNumber(size)) is out of range"))
        }
        return size
    }

    private mutating func allowsPartialWindow(_ given: Value, of iterator: ObjectID) throws(Abrupt) -> Bool {
        if given.isUndefined { return false }
        if case .string(let text) = given {
            if strings.text(text) == "only-full" { return false }
            if strings.text(text) == "allow-partial" { return true }
        }
        throw try closing(.object(iterator), typeError("The second argument must be \"only-full\" or \"allow-partial\""))
    }

    // MARK: Steps

    /// Takes the next value of the underlying iterator, unless that came to its end before. False at the end.
    private mutating func gather(_ index: Int) throws(Abrupt) -> Bool {
        try countStep()
        if heap.iteratorHelpers[index].isExhausted { return false }
        guard let value = try stepValue(heap.iteratorHelpers[index].underlying) else {
            heap.iteratorHelpers[index].isExhausted = true
            return false
        }
        heap.iteratorHelpers[index].gathered.append(value)
        budget.keptBytes += MemoryLayout<Value>.stride
        return true
    }

    private mutating func dropGathered(_ count: Int, _ index: Int) {
        heap.iteratorHelpers[index].gathered.removeFirst(count)
        budget.keptBytes -= count * MemoryLayout<Value>.stride
    }

    mutating func nextChunk(_ index: Int) throws(Abrupt) -> Value? {
        let size = Int(heap.iteratorHelpers[index].remaining)
        while heap.iteratorHelpers[index].gathered.count < size, try gather(index) {}
        let chunk = heap.iteratorHelpers[index].gathered
        if chunk.isEmpty { return nil }
        dropGathered(chunk.count, index)
        return .object(makeArray(chunk))
    }

    mutating func nextWindow(_ index: Int) throws(Abrupt) -> Value? {
        let size = Int(heap.iteratorHelpers[index].remaining)
        let isFirst = heap.iteratorHelpers[index].gathered.count < size
        while try gather(index) {
            let count = heap.iteratorHelpers[index].gathered.count
            if count < size { continue }
            if count > size { dropGathered(1, index) }
            // The values move up, and are copied for the program.
            try afford(size >> 4)
            return .object(makeArray(heap.iteratorHelpers[index].gathered))
        }
        let rest = heap.iteratorHelpers[index].gathered
        guard heap.iteratorHelpers[index].allowsPartial, isFirst, !rest.isEmpty else { return nil }
        dropGathered(rest.count, index)
        return .object(makeArray(rest))
    }
}
