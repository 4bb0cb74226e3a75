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
            return try MergeSort.sorted(positions, &self, by: FunctionOrder(elements: elements, comparator: comparator))
        }
        // An object may have another text each time it is asked; what else there is has one for good.
        if elements.contains(where: { $0.isObject }) {
            return try MergeSort.sorted(positions, &self, by: ConvertedTextOrder(elements: elements))
        }
        var texts: [StringID] = []
        for element in elements { texts.append(try toString(element)) }
        return try MergeSort.sorted(positions, &self, by: TextOrder(texts: texts))
    }
}

/// As a function of the program has it.
struct FunctionOrder: SortOrder {
    let elements: [Value]
    let comparator: Value

    func isBefore(_ machine: inout Machine, _ first: Int, _ second: Int) throws(Abrupt) -> Bool {
        try machine.toNumber(machine.call(comparator, .undefined, elements[first], elements[second])) < 0
    }
}

/// By the texts of the elements, which are asked for each time.
private struct ConvertedTextOrder: SortOrder {
    let elements: [Value]

    func isBefore(_ machine: inout Machine, _ first: Int, _ second: Int) throws(Abrupt) -> Bool {
        let text = try machine.toString(elements[first])
        return try machine.isTextLess(text, machine.toString(elements[second]))
    }
}

private struct TextOrder: SortOrder {
    let texts: [StringID]

    func isBefore(_ machine: inout Machine, _ first: Int, _ second: Int) throws(Abrupt) -> Bool {
        machine.isTextLess(texts[first], texts[second])
    }
}
