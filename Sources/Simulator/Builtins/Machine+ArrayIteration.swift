import JavaScript

/// Array.prototype: the methods that call a function for each element.
extension Machine {
    /// What such a method works on.
    struct ArrayWalk {
        var object: ObjectID
        var length: Int
        var callback: Value
        var receiver: Value
    }

    private mutating func walk(_ arguments: Arguments) throws(Abrupt) -> ArrayWalk {
        let object = try thisArrayLike(arguments)
        let length = try lengthOfArrayLike(object)
        let callback = try requireCallable(argument(arguments, 0))
        return ArrayWalk(object: object, length: length, callback: callback, receiver: argument(arguments, 1))
    }

    private mutating func call(_ walk: ArrayWalk, _ element: Value, _ index: Int) throws(Abrupt) -> Value {
        stack.reserve(4)
        let start = stack.count
        stack.push(element)
        stack.push(Value(index))
        stack.push(.object(walk.object))
        return try callOnStack(walk.callback, walk.receiver, start: start, count: 3, newTarget: .undefined)
    }

    mutating func installArrayIteration(_ prototype: ObjectID) {
        define(prototype, "forEach", 1) { machine, arguments throws(Abrupt) in
            let walk = try machine.walk(arguments)
            for index in 0..<walk.length {
                try machine.countStep()
                guard let element = try machine.existingElement(walk.object, index) else { continue }
                _ = try machine.call(walk, element, index)
            }
            return .undefined
        }
        define(prototype, "map", 1) { machine, arguments throws(Abrupt) in
            let walk = try machine.walk(arguments)
            let result = try machine.arraySpeciesCreate(walk.object, walk.length)
            for index in 0..<walk.length {
                try machine.countStep()
                guard let element = try machine.existingElement(walk.object, index) else { continue }
                let mapped = try machine.call(walk, element, index)
                try machine.createElement(result, index, mapped)
            }
            // What the specification makes with its length at once ends in holes when the source does.
            if machine.heap[result].kind == .array, machine.elementCount(result) < walk.length {
                try machine.setLength(result, walk.length)
            }
            return .object(result)
        }
        define(prototype, "filter", 1) { machine, arguments throws(Abrupt) in
            let walk = try machine.walk(arguments)
            let result = try machine.arraySpeciesCreate(walk.object, 0)
            var count = 0
            for index in 0..<walk.length {
                try machine.countStep()
                guard let element = try machine.existingElement(walk.object, index) else { continue }
                let isKept = try machine.call(walk, element, index)
                guard machine.toBoolean(isKept) else { continue }
                try machine.createElement(result, count, element)
                count += 1
            }
            return .object(result)
        }
        installArrayTests(prototype)
        installArraySearches(prototype)
        define(prototype, "reduce", 1) { machine, arguments throws(Abrupt) in try machine.reduce(arguments, isReversed: false) }
        define(prototype, "reduceRight", 1) { machine, arguments throws(Abrupt) in try machine.reduce(arguments, isReversed: true) }
    }

    private mutating func installArrayTests(_ prototype: ObjectID) {
        define(prototype, "every", 1) { machine, arguments throws(Abrupt) in
            let walk = try machine.walk(arguments)
            for index in 0..<walk.length {
                try machine.countStep()
                guard let element = try machine.existingElement(walk.object, index) else { continue }
                let result = try machine.call(walk, element, index)
                if !machine.toBoolean(result) { return .boolean(false) }
            }
            return .boolean(true)
        }
        define(prototype, "some", 1) { machine, arguments throws(Abrupt) in
            let walk = try machine.walk(arguments)
            for index in 0..<walk.length {
                try machine.countStep()
                guard let element = try machine.existingElement(walk.object, index) else { continue }
                let result = try machine.call(walk, element, index)
                if machine.toBoolean(result) { return .boolean(true) }
            }
            return .boolean(false)
        }
    }

    private mutating func installArraySearches(_ prototype: ObjectID) {
        define(prototype, "find", 1) { machine, arguments throws(Abrupt) in
            try machine.search(arguments, isReversed: false)?.element ?? .undefined
        }
        define(prototype, "findIndex", 1) { machine, arguments throws(Abrupt) in
            Value(try machine.search(arguments, isReversed: false)?.index ?? -1)
        }
        define(prototype, "findLast", 1) { machine, arguments throws(Abrupt) in
            try machine.search(arguments, isReversed: true)?.element ?? .undefined
        }
        define(prototype, "findLastIndex", 1) { machine, arguments throws(Abrupt) in
            Value(try machine.search(arguments, isReversed: true)?.index ?? -1)
        }
    }

    /// FindViaPredicate. https://tc39.es/ecma262/#sec-findviapredicate
    private mutating func search(_ arguments: Arguments, isReversed: Bool) throws(Abrupt) -> (element: Value, index: Int)? {
        let walk = try walk(arguments)
        for step in 0..<walk.length {
            try countStep()
            let index = isReversed ? walk.length - 1 - step : step
            let element = try getElement(walk.object, index)
            let result = try call(walk, element, index)
            if toBoolean(result) { return (element, index) }
        }
        return nil
    }

    private mutating func reduce(_ arguments: Arguments, isReversed: Bool) throws(Abrupt) -> Value {
        let walk = try walk(arguments)
        var accumulated = arguments.count > 1 ? argument(arguments, 1) : nil
        for step in 0..<walk.length {
            try countStep()
            let index = isReversed ? walk.length - 1 - step : step
            guard let element = try existingElement(walk.object, index) else { continue }
            guard let left = accumulated else {
                accumulated = element
                continue
            }
            accumulated = try call(walk.callback, .undefined, arguments: [left, element, Value(index), .object(walk.object)])
        }
        guard let accumulated else { throw typeError("Reduce of empty array with no initial value") }
        return accumulated
    }
}
