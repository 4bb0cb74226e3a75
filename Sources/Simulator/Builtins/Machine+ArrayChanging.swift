import JavaScript

/// Array.prototype: the methods that change the array they are called on.
extension Machine {
    mutating func installArrayChanging(_ prototype: ObjectID) {
        installArrayEnds(prototype)
        define(prototype, "fill", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let start = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: 0)
            let end = try machine.relativeIndex(machine.argument(arguments, 2), length, missing: length)
            for index in start..<max(start, end) {
                try machine.countStep()
                try machine.setElement(object, index, machine.argument(arguments, 0))
            }
            return .object(object)
        }
        define(prototype, "reverse", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            if machine.isPlainArray(object) {
                let start = machine.heap.arrays[Int(machine.heap[object].payload)].slot(0)
                machine.heap.slots[start..<start + length].reverse()
                machine.budget.steps += length >> 4
                return .object(object)
            }
            for lower in 0..<length / 2 {
                try machine.countStep()
                let upper = length - 1 - lower
                let first = try machine.existingElement(object, lower)
                let last = try machine.existingElement(object, upper)
                try machine.replaceElement(object, lower, with: last, wasThere: first != nil)
                try machine.replaceElement(object, upper, with: first, wasThere: last != nil)
            }
            return .object(object)
        }
        define(prototype, "copyWithin", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let target = try machine.relativeIndex(machine.argument(arguments, 0), length, missing: 0)
            let start = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: 0)
            let end = try machine.relativeIndex(machine.argument(arguments, 2), length, missing: length)
            try machine.moveElements(object, from: start, to: target, count: min(end - start, length - target), evenInPlace: true)
            return .object(object)
        }
        define(prototype, "splice", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let (start, deleted) = try machine.spliceRange(arguments, length)
            let inserted = max(Int(arguments.count) - 2, 0)
            guard length - deleted + inserted <= 9_007_199_254_740_991 else {
                throw machine.typeError("The array would be longer than 2**53-1")
            }
            let removed = try machine.arraySpeciesCreate(object, deleted)
            for offset in 0..<deleted {
                try machine.countStep()
                if let element = try machine.existingElement(object, start + offset) { try machine.createElement(removed, offset, element) }
            }
            try machine.setLength(removed, deleted)
            try machine.moveElements(object, from: start + deleted, to: start + inserted, count: length - start - deleted)
            if inserted < deleted {
                var index = length
                // An array loses them when its length is set below.
                while machine.heap[object].kind != .array, index > length - deleted + inserted {
                    try machine.countStep()
                    try machine.deleteElement(object, index - 1)
                    index -= 1
                }
            }
            for offset in 0..<inserted { try machine.setElement(object, start + offset, machine.argument(arguments, Int32(offset + 2))) }
            try machine.setLength(object, length - deleted + inserted)
            return .object(removed)
        }
    }

    private mutating func replaceElement(_ object: ObjectID, _ index: Int, with value: Value?, wasThere: Bool) throws(Abrupt) {
        if let value {
            try setElement(object, index, value)
        } else if wasThere {
            try deleteElement(object, index)
        }
    }

    /// Where `splice` and `toSpliced` start, and how many elements they leave out.
    mutating func spliceRange(_ arguments: Arguments, _ length: Int) throws(Abrupt) -> (start: Int, deleted: Int) {
        let start = try relativeIndex(argument(arguments, 0), length, missing: 0)
        if arguments.count == 0 { return (start, 0) }
        if arguments.count == 1 { return (start, length - start) }
        return (start, try clampedIndex(argument(arguments, 1), length - start, missing: 0))
    }

    /// Moves elements and holes, in the direction in which none is overwritten before it was read.
    ///
    /// - Parameter evenInPlace: whether elements that stay where they are are read and written all the same, where that shows.
    private mutating func moveElements(
        _ object: ObjectID, from: Int, to: Int, count: Int, evenInPlace: Bool = false
    ) throws(Abrupt) {
        guard count > 0, from != to || (evenInPlace && !isPlainArray(object)) else { return }
        if try moveBlock(object, from: from, to: to, count: count) { return }
        for step in 0..<count {
            try countStep()
            let offset = from < to ? count - 1 - step : step
            if let element = try existingElement(object, from + offset) {
                try setElement(object, to + offset, element)
            } else {
                try deleteElement(object, to + offset)
            }
        }
    }

    /// The same within a plain array, at once.
    private mutating func moveBlock(_ object: ObjectID, from: Int, to: Int, count: Int) throws(Abrupt) -> Bool {
        guard isPlainArray(object) else { return false }
        let array = Int(heap[object].payload)
        guard from + count <= Int(heap.arrays[array].count) else { return false }
        if to + count > Int(heap.arrays[array].count) {
            try reserveHeap(values: to + count)
            makeRoom(array, for: to + count)
        }
        let start = heap.arrays[array].slot(0)
        heap.slots.withUnsafeMutableBufferPointer { slots in
            guard let base = slots.baseAddress else { return }
            (base + start + to).update(from: base + start + from, count: count)
        }
        budget.steps += count >> 5
        return true
    }

    /// Whether an array's elements can be moved about where they lie: nothing protects them, and none is inherited that would show where
    /// one is missing.
    private mutating func isPlainArray(_ object: ObjectID) -> Bool {
        let record = heap[object]
        guard record.kind == .array, record.isExtensible, record.prototype == realm.arrayPrototype else { return false }
        let array = heap.arrays[Int(record.payload)]
        guard array.isDense, array.isWritable, array.isLengthWritable, array.isConfigurable else { return false }
        let inherited = heap.arrays[Int(heap[realm.arrayPrototype].payload)]
        return inherited.count == 0 && !inherited.isSparse && heap[realm.arrayPrototype].prototype == realm.objectPrototype
            && !hasIndexKeys(realm.objectPrototype)
    }

    /// How many elements there is room for before the first of a plain array, which was once longer.
    private mutating func spareBefore(_ object: ObjectID) -> Int {
        isPlainArray(object) ? heap.arrays[Int(heap[object].payload)].spareBefore : 0
    }

    private mutating func hasIndexKeys(_ object: ObjectID) -> Bool {
        func isIndex(_ key: PropertyKey) -> Bool { if case .index = key { true } else { false } }
        let shape = heap[object].shape
        if shape >= 0 { return heap.shapes.keys(of: shape).contains { isIndex($0.key) } }
        return heap.dictionaries[Int(-1 - shape)].entries.contains { !$0.isDeleted && isIndex($0.key) }
    }

    // MARK: Both ends

    private mutating func installArrayEnds(_ prototype: ObjectID) {
        define(prototype, "push", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            guard length + Int(arguments.count) <= 9_007_199_254_740_991 else {
                let what = "Pushing \(arguments.count) elements on an array-like of length \(length)"
                throw machine.typeError("\(what) is disallowed, as the total surpasses 2**53-1")
            }
            let record = machine.heap[object]
            if record.kind == .array, record.isExtensible {
                let array = machine.heap.arrays[Int(record.payload)]
                let inherited = machine.heap.arrays[Int(machine.heap[machine.realm.arrayPrototype].payload)]
                if inherited.count == 0, !inherited.isSparse, array.isDense, array.isLengthWritable,
                    length + Int(arguments.count) <= Machine.largestArray
                {
                    for index in 0..<arguments.count { machine.appendElement(object, machine.argument(arguments, index)) }
                    return Value(length + Int(arguments.count))
                }
            }
            if record.kind == .array, !record.isExtensible, arguments.count > 0 {
                throw machine.typeError("Cannot add property \(length), object is not extensible")
            }
            for index in 0..<arguments.count { try machine.setElement(object, length + Int(index), machine.argument(arguments, index)) }
            try machine.setLength(object, length + Int(arguments.count))
            return Value(length + Int(arguments.count))
        }
        define(prototype, "pop", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            guard length > 0 else {
                try machine.setLength(object, 0)
                return .undefined
            }
            let element = try machine.getElement(object, length - 1)
            try machine.deleteElement(object, length - 1)
            try machine.setLength(object, length - 1)
            return element
        }
        define(prototype, "shift", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            guard length > 0 else {
                try machine.setLength(object, 0)
                return .undefined
            }
            let first = try machine.getElement(object, 0)
            if machine.isPlainArray(object) {
                machine.heap.arrays[Int(machine.heap[object].payload)].dropFirst(1)
                return first
            }
            try machine.moveElements(object, from: 1, to: 0, count: length - 1)
            try machine.deleteElement(object, length - 1)
            try machine.setLength(object, length - 1)
            return first
        }
        define(prototype, "unshift", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let count = Int(arguments.count)
            if count > 0, count <= machine.spareBefore(object) {
                let array = Int(machine.heap[object].payload)
                machine.heap.arrays[array].dropFirst(-count)
                let start = machine.heap.arrays[array].slot(0)
                for index in 0..<count { machine.heap.slots[start + index] = machine.argument(arguments, Int32(index)) }
                return Value(length + count)
            }
            if count > 0 {
                guard length + count <= 9_007_199_254_740_991 else { throw machine.typeError("The array would be longer than 2**53-1") }
                try machine.moveElements(object, from: 0, to: count, count: length)
                for index in 0..<count { try machine.setElement(object, index, machine.argument(arguments, Int32(index))) }
            }
            try machine.setLength(object, length + count)
            return Value(length + count)
        }
    }
}
