import JavaScript

/// Array.prototype: the methods that make a new array and call nothing back.
extension Machine {
    mutating func installArrayCopying(_ prototype: ObjectID) {
        define(prototype, "concat", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            let result = try machine.arraySpeciesCreate(object, 0)
            var length = try machine.appendSpreading(.object(object), to: result, at: 0)
            for index in 0..<arguments.count {
                length = try machine.appendSpreading(machine.argument(arguments, index), to: result, at: length)
            }
            try machine.setLength(result, length)
            return .object(result)
        }
        define(prototype, "slice", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            let length = try machine.lengthOfArrayLike(object)
            let start = try machine.relativeIndex(machine.argument(arguments, 0), length, missing: 0)
            let end = try machine.relativeIndex(machine.argument(arguments, 1), length, missing: length)
            let count = max(end - start, 0)
            let result = try machine.arraySpeciesCreate(object, count)
            for offset in 0..<count {
                try machine.countStep()
                if let element = try machine.existingElement(object, start + offset) { try machine.createElement(result, offset, element) }
            }
            try machine.setLength(result, count)
            return .object(result)
        }
        define(prototype, "flat", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            let depth = machine.argument(arguments, 0)
            let levels = depth.isUndefined ? 1 : try machine.toInteger(depth)
            let result = try machine.arraySpeciesCreate(object, 0)
            _ = try machine.flatten(object, into: result, at: 0, depth: levels)
            return .object(result)
        }
        define(prototype, "flatMap", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            let length = try machine.lengthOfArrayLike(object)
            let mapper = try machine.requireCallable(machine.argument(arguments, 0))
            let receiver = machine.argument(arguments, 1)
            let result = try machine.arraySpeciesCreate(object, 0)
            var position = 0
            for index in 0..<length {
                try machine.countStep()
                guard let element = try machine.existingElement(object, index) else { continue }
                let mapped = try machine.call(mapper, receiver, arguments: [element, Value(index), .object(object)])
                if case .object(let inner) = mapped, machine.heap[inner].kind == .array {
                    position = try machine.flatten(inner, into: result, at: position, depth: 0)
                } else {
                    try machine.createElement(result, position, mapped)
                    position += 1
                }
            }
            return .object(result)
        }
        installArrayCopies(prototype)
    }

    private mutating func appendSpreading(_ value: Value, to result: ObjectID, at position: Int) throws(Abrupt) -> Int {
        guard case .object(let object) = value, heap[object].kind == .array else {
            try createElement(result, position, value)
            return position + 1
        }
        let length = elementCount(object)
        for index in 0..<length {
            try countStep()
            if let element = try existingElement(object, index) { try createElement(result, position + index, element) }
        }
        return position + length
    }

    /// FlattenIntoArray. https://tc39.es/ecma262/#sec-flattenintoarray
    private mutating func flatten(_ source: ObjectID, into target: ObjectID, at start: Int, depth: Double) throws(Abrupt) -> Int {
        nativeDepth += 1
        defer { nativeDepth -= 1 }
        if nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
        var position = start
        let length = try lengthOfArrayLike(source)
        for index in 0..<length {
            try countStep()
            guard let element = try existingElement(source, index) else { continue }
            if depth > 0, case .object(let inner) = element, heap[inner].kind == .array {
                position = try flatten(inner, into: target, at: position, depth: depth - 1)
            } else {
                try createElement(target, position, element)
                position += 1
            }
        }
        return position
    }

    /// The elements of an array-like, holes read through: what the copying twins of `reverse`, `splice` and `sort` start from.
    mutating func copiedElements(_ object: ObjectID) throws(Abrupt) -> [Value] {
        let length = try lengthOfArrayLike(object)
        if length > Self.largestArray { throw rangeError("Invalid array length") }
        var elements: [Value] = []
        for index in 0..<length {
            try countStep()
            elements.append(try getElement(object, index))
        }
        return elements
    }

    private mutating func installArrayCopies(_ prototype: ObjectID) {
        define(prototype, "toReversed", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            let elements = try machine.copiedElements(object)
            return .object(machine.makeArray(elements.reversed()))
        }
        define(prototype, "toSpliced", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            let length = try machine.lengthOfArrayLike(object)
            let (start, deleted) = try machine.spliceRange(arguments, length)
            var elements = try machine.copiedElements(object)
            var inserted: [Value] = []
            for index in 2..<max(arguments.count, 2) { inserted.append(machine.argument(arguments, index)) }
            guard start + deleted <= elements.count else { return .object(machine.makeArray(elements)) }
            elements.replaceSubrange(start..<start + deleted, with: inserted)
            return .object(machine.makeArray(elements))
        }
        define(prototype, "with", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            let length = try machine.lengthOfArrayLike(object)
            let relative = try machine.toInteger(machine.argument(arguments, 0))
            let index = relative < 0 ? Double(length) + relative : relative
            guard index >= 0, index < Double(length) else { throw machine.rangeError("Invalid index : \(machine.formatNumber(relative))") }
            var elements = try machine.copiedElements(object)
            if Int(index) < elements.count { elements[Int(index)] = machine.argument(arguments, 1) }
            return .object(machine.makeArray(elements))
        }
    }
}
