import JavaScript

/// %TypedArray%.prototype: methods that change or copy elements.
extension Machine {
    mutating func installTypedChanging(_ prototype: ObjectID) {
        defineTyped(prototype, "fill", 1) { machine, arguments, object, length throws(Abrupt) in
            let kind = machine.view(object).kind
            let bits = try machine.elementBits(kind, machine.argument(arguments, 0))
            let start = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: 0)
            let end = try machine.relativeIndex(machine.argument(arguments, 2), length, missing: length)
            let (_, now) = try machine.validTyped(arguments.thisValue, Self.typedPrefix + "fill")
            machine.budget.countCloseWork(max(end - start, 0))
            let view = machine.view(object)
            for index in start..<max(start, min(end, now)) { machine.storeTyped(view, index, bits) }
            return .object(object)
        }
        defineTyped(prototype, "reverse", 0) { machine, _, object, length throws(Abrupt) in
            machine.budget.countCloseWork(length)
            machine.rewrite(object, machine.elementBits(of: object, length).reversed())
            return .object(object)
        }
        defineTyped(prototype, "copyWithin", 2) { machine, arguments, object, length throws(Abrupt) in
            let target = try machine.relativeIndex(machine.argument(arguments, 0), length, missing: 0)
            let start = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: 0)
            let end = try machine.relativeIndex(machine.argument(arguments, 2), length, missing: length)
            guard min(end - start, length - target) > 0 else { return .object(object) }
            let (_, now) = try machine.validTyped(arguments.thisValue, Self.typedPrefix + "copyWithin")
            let count = min(end - start, length - target, now - start, now - target)
            if count > 0 {
                let view = machine.view(object)
                machine.copyElements(from: view, at: start, to: view, at: target, count: count)
            }
            return .object(object)
        }
        define(prototype, "set", 1) { machine, arguments throws(Abrupt) in try machine.setElements(arguments) }
        defineTyped(prototype, "slice", 2) { machine, arguments, object, length throws(Abrupt) in
            try machine.sliceTyped(arguments, object, length)
        }
        define(prototype, "subarray", 2) { machine, arguments throws(Abrupt) in try machine.subarray(arguments) }
        defineTyped(prototype, "toReversed", 0) { machine, _, object, length throws(Abrupt) in
            let copy = try machine.makeTyped(machine.view(object).kind, length: length)
            machine.budget.countCloseWork(length)
            machine.rewrite(copy, machine.elementBits(of: object, length).reversed())
            return .object(copy)
        }
        // https://tc39.es/ecma262/#sec-%25typedarray%25.prototype.with
        defineTyped(prototype, "with", 2) { machine, arguments, object, length throws(Abrupt) in
            let kind = machine.view(object).kind
            let relative = try machine.toInteger(machine.argument(arguments, 0))
            let index = relative < 0 ? Double(length) + relative : relative
            let bits = try machine.elementBits(kind, machine.argument(arguments, 1))
            guard index >= 0, index < Double(machine.typedLength(object)) else { throw machine.rangeError("Invalid typed array index") }
            let copy = try machine.makeTyped(kind, length: length)
            let count = min(length, machine.typedLength(object))
            machine.copyElements(from: machine.view(object), at: 0, to: machine.view(copy), at: 0, count: count)
            machine.storeTyped(machine.view(copy), Int(index), bits)
            return .object(copy)
        }
        installTypedSorting(prototype)
    }

    /// All elements as they are kept.
    private func elementBits(of object: ObjectID, _ length: Int) -> [UInt64] {
        let view = view(object)
        return (0..<length).map { heap.buffers.bits(view.buffer, at: view.offset + $0 * view.kind.size, size: view.kind.size) }
    }

    private mutating func rewrite(_ object: ObjectID, _ bits: [UInt64]) {
        let view = view(object)
        for (index, element) in bits.enumerated() { storeTyped(view, index, element) }
    }

    // MARK: set, slice, subarray

    /// https://tc39.es/ecma262/#sec-%25typedarray%25.prototype.set
    private mutating func setElements(_ arguments: Arguments) throws(Abrupt) -> Value {
        guard case .object(let target) = arguments.thisValue, heap[target].kind == .typedArray else {
            throw typeError("this is not a typed array.")
        }
        let offset = try toInteger(argument(arguments, 1))
        guard offset >= 0 else { throw rangeError("offset is out of bounds") }
        let detached = "Cannot perform \(Self.typedPrefix)set on a detached ArrayBuffer"
        guard let length = heap.buffers.length(of: view(target)) else { throw typeError(detached) }
        let source = argument(arguments, 0)
        if case .object(let other) = source, heap[other].kind == .typedArray {
            guard let count = heap.buffers.length(of: view(other)) else { throw typeError(detached) }
            if view(other).kind.isBigInt != view(target).kind.isBigInt {
                throw typeError("Cannot mix BigInt and other types, use explicit conversions")
            }
            guard Double(count) + offset <= Double(length) else { throw rangeError("offset is out of bounds") }
            copyElements(from: view(other), at: 0, to: view(target), at: Int(offset), count: count)
            return .undefined
        }
        let object = try toObject(source)
        let count = try lengthOfArrayLike(object)
        guard Double(count) + offset <= Double(length) else { throw rangeError("offset is out of bounds") }
        for index in 0..<count {
            try countStep()
            let value = try getElement(object, index)
            try setTypedElement(target, Int(offset) + index, value)
        }
        return .undefined
    }

    /// https://tc39.es/ecma262/#sec-%25typedarray%25.prototype.slice
    private mutating func sliceTyped(_ arguments: Arguments, _ object: ObjectID, _ length: Int) throws(Abrupt) -> Value {
        let start = try relativeIndex(argument(arguments, 0), length, missing: 0)
        let end = try relativeIndex(argument(arguments, 1), length, missing: length)
        let count = max(end - start, 0)
        let made = try typedSpeciesCreate(object, [Value(count)], Self.typedPrefix + "slice")
        guard count > 0 else { return .object(made) }
        let (_, now) = try validTyped(arguments.thisValue, Self.typedPrefix + "slice")
        let copied = max(min(end, now) - start, 0)
        let (source, target) = (view(object), view(made))
        if source.kind == target.kind {
            // Byte by byte, so that a slice of itself moves on.
            let size = source.kind.size
            budget.countCloseWork(copied * size)
            let room = (heap.buffers.length(of: target) ?? 0) * size
            for index in 0..<min(copied * size, room) {
                let bits = heap.buffers.bits(source.buffer, at: source.offset + start * size + index, size: 1)
                heap.buffers.setBits(target.buffer, at: target.offset + index, size: 1, bits)
            }
        } else {
            for index in 0..<copied {
                try countStep()
                try setTypedElement(made, index, typedElement(object, start + index) ?? .undefined)
            }
        }
        return .object(made)
    }

    /// https://tc39.es/ecma262/#sec-%25typedarray%25.prototype.subarray
    private mutating func subarray(_ arguments: Arguments) throws(Abrupt) -> Value {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .typedArray else {
            throw incompatibleReceiver(arguments.thisValue, Self.typedPrefix + "subarray")
        }
        let length = typedLength(object)
        let start = try relativeIndex(argument(arguments, 0), length, missing: 0)
        let view = view(object)
        let last = argument(arguments, 1)
        var made: [Value] = [.object(view.bufferObject)]
        if view.length == nil, last.isUndefined {
            made.append(Value(view.offset + start * view.kind.size))
        } else {
            let end = try relativeIndex(last, length, missing: length)
            made.append(Value(view.offset + start * view.kind.size))
            made.append(Value(max(end - start, 0)))
        }
        return .object(try typedSpeciesCreate(object, made, Self.typedPrefix + "subarray"))
    }

    // MARK: Sorting

    private mutating func installTypedSorting(_ prototype: ObjectID) {
        func require(_ machine: inout Machine, _ comparator: Value) throws(Abrupt) {
            guard comparator.isUndefined || machine.isCallable(comparator) else {
                throw machine.typeError("The comparison function must be either a function or undefined")
            }
        }
        define(prototype, "sort", 1) { machine, arguments throws(Abrupt) in
            let comparator = machine.argument(arguments, 0)
            try require(&machine, comparator)
            let (object, length) = try machine.validTyped(arguments.thisValue, Self.typedPrefix + "sort")
            machine.rewrite(object, try machine.sortedBits(object, length, comparator))
            return .object(object)
        }
        define(prototype, "toSorted", 1) { machine, arguments throws(Abrupt) in
            let comparator = machine.argument(arguments, 0)
            try require(&machine, comparator)
            let (object, length) = try machine.validTyped(arguments.thisValue, Self.typedPrefix + "toSorted")
            let copy = try machine.makeTyped(machine.view(object).kind, length: length)
            machine.rewrite(copy, try machine.sortedBits(object, length, comparator))
            return .object(copy)
        }
    }

    /// https://tc39.es/ecma262/#sec-comparetypedarrayelements
    private mutating func sortedBits(_ object: ObjectID, _ length: Int, _ comparator: Value) throws(Abrupt) -> [UInt64] {
        let kind = view(object).kind
        let bits = elementBits(of: object, length)
        try afford(length * (Int.bitWidth - length.leadingZeroBitCount) / 4)
        if comparator.isUndefined {
            switch kind {
            case .bigInt64: return bits.sorted { Int64(bitPattern: $0) < Int64(bitPattern: $1) }
            case .bigUint64: return bits.sorted()
            default:
                // NaN comes last, and -0 before 0.
                return bits.map { (bits: $0, number: kind.number(ofBits: $0)) }.sorted { a, b in
                    if a.number.isNaN || b.number.isNaN { return !a.number.isNaN && b.number.isNaN }
                    return a.number == b.number ? a.number.sign == .minus && b.number.sign == .plus : a.number < b.number
                }.map(\.bits)
            }
        }
        let values = bits.map { elementValue(kind, $0) }
        let order = try MergeSort.sorted(
            Array(values.indices), &self, by: FunctionOrder(elements: values, comparator: comparator))
        return order.map { bits[$0] }
    }
}
