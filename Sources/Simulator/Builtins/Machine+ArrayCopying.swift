import JavaScript

/// Array.prototype: the methods that make a new array and call nothing back.
extension Machine {
    mutating func installArrayCopying(_ prototype: ObjectID) {
        define(prototype, "concat", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let result = try machine.arraySpeciesCreate(object, 0)
            var length = try machine.appendSpreading(.object(object), to: result, at: 0)
            for index in 0..<arguments.count {
                length = try machine.appendSpreading(machine.argument(arguments, index), to: result, at: length)
            }
            try machine.setLength(result, length)
            return .object(result)
        }
        define(prototype, "slice", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
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
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let depth = machine.argument(arguments, 0)
            let levels = depth.isUndefined ? 1 : try machine.toInteger(depth)
            let result = try machine.arraySpeciesCreate(object, 0)
            _ = try machine.flatten(object, length, into: result, at: 0, depth: levels)
            return .object(result)
        }
        define(prototype, "flatMap", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let mapper = machine.argument(arguments, 0)
            guard machine.isCallable(mapper) else { throw machine.typeError("flatMap mapper function is not callable") }
            let receiver = machine.argument(arguments, 1)
            let result = try machine.arraySpeciesCreate(object, 0)
            var position = 0
            for index in 0..<length {
                try machine.countStep()
                guard let element = try machine.existingElement(object, index) else { continue }
                let mapped = try machine.call(mapper, receiver, arguments: [element, Value(index), .object(object)])
                if case .object(let inner) = mapped, try machine.isArray(mapped) {
                    let count = try machine.lengthOfArrayLike(inner)
                    position = try machine.flatten(inner, count, into: result, at: position, depth: 0)
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
        guard case .object(let object) = value, try isConcatSpreadable(object) else {
            guard position < 9_007_199_254_740_991 else { throw typeError("The array would be longer than 2**53-1") }
            try createElement(result, position, value)
            return position + 1
        }
        let length = try lengthOfArrayLike(object)
        guard position + length <= 9_007_199_254_740_991 else { throw typeError("The array would be longer than 2**53-1") }
        for index in 0..<length {
            try countStep()
            if let element = try existingElement(object, index) { try createElement(result, position + index, element) }
        }
        return position + length
    }

    /// IsConcatSpreadable. https://tc39.es/ecma262/#sec-isconcatspreadable
    private mutating func isConcatSpreadable(_ object: ObjectID) throws(Abrupt) -> Bool {
        let spreadable = try get(object, .symbol(realm.symbolIsConcatSpreadable))
        return spreadable.isUndefined ? try isArray(.object(object)) : toBoolean(spreadable)
    }

    /// FlattenIntoArray. https://tc39.es/ecma262/#sec-flattenintoarray
    private mutating func flatten(
        _ source: ObjectID, _ length: Int, into target: ObjectID, at start: Int, depth: Double
    ) throws(Abrupt) -> Int {
        running.nativeDepth += 1
        defer { running.nativeDepth -= 1 }
        if running.nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
        var position = start
        for index in 0..<length {
            try countStep()
            guard let element = try existingElement(source, index) else { continue }
            if depth > 0, case .object(let inner) = element, try isArray(element) {
                let count = try lengthOfArrayLike(inner)
                position = try flatten(inner, count, into: target, at: position, depth: depth - 1)
            } else {
                try createElement(target, position, element)
                position += 1
            }
        }
        return position
    }

    /// The elements of an array-like, holes read through: what the copying twins of `reverse`, `splice` and `sort` start from.
    mutating func copiedElements(_ object: ObjectID) throws(Abrupt) -> [Value] {
        try copiedElements(object, 0..<lengthForCopy(object))
    }

    private mutating func lengthForCopy(_ object: ObjectID) throws(Abrupt) -> Int {
        let length = try lengthOfArrayLike(object)
        if length > Self.largestArray { throw rangeError("Invalid array length") }
        return length
    }

    private mutating func copiedElements(_ object: ObjectID, _ range: Range<Int>) throws(Abrupt) -> [Value] {
        var elements: [Value] = []
        for index in range {
            try countStep()
            elements.append(try getElement(object, index))
        }
        return elements
    }

    private mutating func installArrayCopies(_ prototype: ObjectID) {
        define(prototype, "toReversed", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthForCopy(object)
            var elements: [Value] = []
            for index in 0..<length {
                try machine.countStep()
                elements.append(try machine.getElement(object, length - 1 - index))
            }
            return .object(machine.makeArray(elements))
        }
        define(prototype, "toSpliced", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let (start, deleted) = try machine.spliceRange(arguments, length)
            let inserted = max(Int(arguments.count) - 2, 0)
            guard length - deleted + inserted <= 9_007_199_254_740_991 else {
                throw machine.typeError("The array would be longer than 2**53-1")
            }
            guard length - deleted + inserted <= Machine.largestArray else { throw machine.rangeError("Invalid array length") }
            var elements = try machine.copiedElements(object, 0..<start)
            for index in 2..<max(arguments.count, 2) { elements.append(machine.argument(arguments, index)) }
            elements += try machine.copiedElements(object, start + deleted..<length)
            return .object(machine.makeArray(elements))
        }
        define(prototype, "with", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisArrayLike(arguments)
            let length = try machine.lengthOfArrayLike(object)
            let relative = try machine.toInteger(machine.argument(arguments, 0))
            let index = relative < 0 ? Double(length) + relative : relative
            guard index >= 0, index < Double(length) else { throw machine.rangeError("Invalid index : \(machine.formatNumber(relative))") }
            if length > Machine.largestArray { throw machine.rangeError("Invalid array length") }
            let before = try machine.copiedElements(object, 0..<Int(index))
            let after = try machine.copiedElements(object, Int(index) + 1..<length)
            return .object(machine.makeArray(before + [machine.argument(arguments, 1)] + after))
        }
    }
}
