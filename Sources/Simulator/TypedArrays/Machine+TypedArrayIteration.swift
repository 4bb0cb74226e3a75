import JavaScript

/// %TypedArray%.prototype: the methods that call a function for each element.
extension Machine {
    /// - Parameter body: is given the index, the element, and what the function gave; `nil` goes on.
    private mutating func defineTypedWalk(
        _ prototype: ObjectID, _ name: String, isReversed: Bool = false, atEnd: Value,
        _ body: @escaping (inout Machine, Int, Value, Value) -> Value?
    ) {
        defineTyped(prototype, name, 1) { machine, arguments, object, length throws(Abrupt) in
            let callback = try machine.requireCallable(machine.argument(arguments, 0))
            let receiver = machine.argument(arguments, 1)
            for step in 0..<length {
                try machine.countStep()
                let index = isReversed ? length - 1 - step : step
                let element = machine.typedElement(object, index) ?? .undefined
                let result = try machine.call(callback, receiver, arguments: [element, Value(index), .object(object)])
                if let found = body(&machine, index, element, result) { return found }
            }
            return atEnd
        }
    }

    mutating func installTypedIteration(_ prototype: ObjectID) {
        defineTypedWalk(prototype, "forEach", atEnd: .undefined) { _, _, _, _ in nil }
        defineTypedWalk(prototype, "every", atEnd: .boolean(true)) { $0.toBoolean($3) ? nil : .boolean(false) }
        defineTypedWalk(prototype, "some", atEnd: .boolean(false)) { $0.toBoolean($3) ? .boolean(true) : nil }
        defineTypedWalk(prototype, "find", atEnd: .undefined) { $0.toBoolean($3) ? $2 : nil }
        defineTypedWalk(prototype, "findIndex", atEnd: Value(-1)) { $0.toBoolean($3) ? Value($1) : nil }
        defineTypedWalk(prototype, "findLast", isReversed: true, atEnd: .undefined) { $0.toBoolean($3) ? $2 : nil }
        defineTypedWalk(prototype, "findLastIndex", isReversed: true, atEnd: Value(-1)) { $0.toBoolean($3) ? Value($1) : nil }
        defineTyped(prototype, "map", 1) { machine, arguments, object, length throws(Abrupt) in
            let callback = try machine.requireCallable(machine.argument(arguments, 0))
            let made = try machine.typedSpeciesCreate(object, [Value(length)], Self.typedPrefix + "map")
            for index in 0..<length {
                try machine.countStep()
                let element = machine.typedElement(object, index) ?? .undefined
                let mapped = try machine.call(
                    callback, machine.argument(arguments, 1), arguments: [element, Value(index), .object(object)])
                try machine.set(made, machine.indexKey(index), mapped)
            }
            return .object(made)
        }
        defineTyped(prototype, "filter", 1) { machine, arguments, object, length throws(Abrupt) in
            let callback = try machine.requireCallable(machine.argument(arguments, 0))
            var kept: [Value] = []
            for index in 0..<length {
                try machine.countStep()
                let element = machine.typedElement(object, index) ?? .undefined
                let result = try machine.call(
                    callback, machine.argument(arguments, 1), arguments: [element, Value(index), .object(object)])
                if machine.toBoolean(result) { kept.append(element) }
            }
            let made = try machine.typedSpeciesCreate(object, [Value(kept.count)], Self.typedPrefix + "filter")
            for (index, element) in kept.enumerated() { try machine.set(made, machine.indexKey(index), element) }
            return .object(made)
        }
        for isReversed in [false, true] {
            defineTyped(prototype, isReversed ? "reduceRight" : "reduce", 1) { machine, arguments, object, length throws(Abrupt) in
                let callback = try machine.requireCallable(machine.argument(arguments, 0))
                var result = machine.argument(arguments, 1)
                var first = 0
                if arguments.count < 2 {
                    guard length > 0 else { throw machine.typeError("Reduce of empty array with no initial value") }
                    result = machine.typedElement(object, isReversed ? length - 1 : 0) ?? .undefined
                    first = 1
                }
                for step in first..<max(first, length) {
                    try machine.countStep()
                    let index = isReversed ? length - 1 - step : step
                    let element = machine.typedElement(object, index) ?? .undefined
                    result = try machine.call(callback, .undefined, arguments: [result, element, Value(index), .object(object)])
                }
                return result
            }
        }
    }
}
