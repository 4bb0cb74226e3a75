import JavaScript

/// Array.prototype.sort and toSorted. https://tc39.es/ecma262/#sec-array.prototype.sort
extension Machine {
    mutating func installArraySorting(_ prototype: ObjectID) {
        define(prototype, "sort", 1) { machine, arguments throws(Abrupt) in
            let comparator = machine.argument(arguments, 0)
            try machine.requireComparator(comparator)
            let object = try machine.toObject(arguments.thisValue)
            let length = try machine.lengthOfArrayLike(object)
            var elements: [Value] = []
            for index in 0..<length {
                try machine.countStep()
                if let element = try machine.existingElement(object, index) { elements.append(element) }
            }
            let sorted = try machine.sorted(elements, comparator)
            for (index, element) in sorted.enumerated() { try machine.setElement(object, index, element) }
            // Holes come last.
            for index in sorted.count..<max(sorted.count, length) {
                try machine.countStep()
                if try machine.hasElement(object, index) { try machine.deleteElement(object, index) }
            }
            return .object(object)
        }
        define(prototype, "toSorted", 1) { machine, arguments throws(Abrupt) in
            let comparator = machine.argument(arguments, 0)
            try machine.requireComparator(comparator)
            let object = try machine.toObject(arguments.thisValue)
            let elements = try machine.copiedElements(object)
            let sorted = try machine.sorted(elements, comparator)
            return .object(machine.makeArray(sorted))
        }
    }

    private mutating func requireComparator(_ comparator: Value) throws(Abrupt) {
        guard comparator.isUndefined || isCallable(comparator) else {
            throw typeError("The comparison function must be either a function or undefined")
        }
    }

    /// SortIndexedProperties: stable; undefined comes last and is not compared.
    private mutating func sorted(_ elements: [Value], _ comparator: Value) throws(Abrupt) -> [Value] {
        let defined = elements.filter { !$0.isUndefined }
        let rest = [Value](repeating: .undefined, count: elements.count - defined.count)
        if !comparator.isUndefined {
            let order = try mergeSort(Array(defined.indices)) { machine, a, b throws(Abrupt) in
                let result = try machine.call(comparator, .undefined, defined[a], defined[b])
                return try machine.toNumber(result) > 0
            }
            return order.map { defined[$0] } + rest
        }
        // The texts do not change while they are compared: each is made once.
        var texts: [StringID] = []
        for element in defined { texts.append(try toString(element)) }
        let order = try mergeSort(Array(defined.indices)) { machine, a, b throws(Abrupt) in
            machine.strings.isLess(texts[b], texts[a])
        }
        return order.map { defined[$0] } + rest
    }

    /// Merges runs bottom up: it ends after n log n comparisons, whatever they answer.
    private mutating func mergeSort(
        _ items: [Int], _ isAfter: (inout Machine, Int, Int) throws(Abrupt) -> Bool
    ) throws(Abrupt) -> [Int] {
        var source = items
        var width = 1
        while width < source.count {
            var merged: [Int] = []
            merged.reserveCapacity(source.count)
            var start = 0
            while start < source.count {
                let middle = min(start + width, source.count)
                let end = min(start + 2 * width, source.count)
                var left = start
                var right = middle
                while left < middle, right < end {
                    try countStep()
                    if try isAfter(&self, source[left], source[right]) {
                        merged.append(source[right])
                        right += 1
                    } else {
                        merged.append(source[left])
                        left += 1
                    }
                }
                merged.append(contentsOf: source[left..<middle])
                merged.append(contentsOf: source[right..<end])
                start = end
            }
            source = merged
            width *= 2
        }
        return source
    }
}
