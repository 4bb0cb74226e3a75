import JavaScript

/// Array.prototype.sort and toSorted. https://tc39.es/ecma262/#sec-array.prototype.sort
extension Machine {
    mutating func installArraySorting(_ prototype: ObjectID) {
        define(prototype, "sort", 1) { machine, arguments throws(Abrupt) in
            let comparator = machine.argument(arguments, 0)
            try machine.requireComparator(comparator)
            let object = try machine.thisArrayLike(arguments)
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
            let object = try machine.thisArrayLike(arguments)
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

    /// SortIndexedProperties: undefined comes last and is not compared.
    private mutating func sorted(_ elements: [Value], _ comparator: Value) throws(Abrupt) -> [Value] {
        let defined = elements.filter { !$0.isUndefined }
        let rest = [Value](repeating: .undefined, count: elements.count - defined.count)
        let order = try order(of: defined, comparator)
        return order.map { defined[$0] } + rest
    }

    /// The positions of the elements as CompareArrayElements orders them. https://tc39.es/ecma262/#sec-comparearrayelements
    private mutating func order(of elements: [Value], _ comparator: Value) throws(Abrupt) -> [Int] {
        let positions = Array(elements.indices)
        if !comparator.isUndefined {
            return try MergeSort.sorted(positions, &self) { machine, a, b throws(Abrupt) in
                let order = try machine.call(comparator, .undefined, elements[a], elements[b])
                return try machine.toNumber(order) < 0
            }
        }
        // An object may have another text each time it is asked; what else there is has one for good.
        if elements.contains(where: { $0.isObject }) {
            return try MergeSort.sorted(positions, &self) { machine, a, b throws(Abrupt) in
                let first = try machine.toString(elements[a])
                let second = try machine.toString(elements[b])
                return machine.isTextLess(first, second)
            }
        }
        var texts: [StringID] = []
        for element in elements { texts.append(try toString(element)) }
        return try MergeSort.sorted(positions, &self) { machine, a, b throws(Abrupt) in machine.isTextLess(texts[a], texts[b]) }
    }
}
