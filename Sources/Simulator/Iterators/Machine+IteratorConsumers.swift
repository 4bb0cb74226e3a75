import JavaScript

/// The methods of Iterator.prototype that go through the iterator at once. https://tc39.es/ecma262/#sec-iterator.prototype.every
extension Machine {
    mutating func installIteratorConsumers(_ prototype: ObjectID) {
        define(prototype, "toArray", 0) { machine, arguments throws(Abrupt) in
            let iterator = try machine.direct(try machine.thisIterator(arguments, "toArray"))
            let list = machine.makeArray()
            while let value = try machine.stepValue(iterator) {
                try machine.countStep()
                machine.appendElement(list, value)
            }
            return .object(list)
        }
        defineConsumer(prototype, "forEach", atEnd: .undefined) { _, _, _ in nil }
        defineConsumer(prototype, "some", atEnd: .boolean(false)) { machine, _, result in machine.toBoolean(result) ? .boolean(true) : nil }
        defineConsumer(prototype, "every", atEnd: .boolean(true)) { machine, _, result in
            machine.toBoolean(result) ? nil : .boolean(false)
        }
        defineConsumer(prototype, "find", atEnd: .undefined) { machine, value, result in machine.toBoolean(result) ? value : nil }
        define(prototype, "includes", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisIterator(arguments, "includes")
            let target = machine.argument(arguments, 0)
            let skipped = try machine.skippedElements(machine.argument(arguments, 1), of: object)
            let iterator = try machine.direct(object)
            var counter = 0.0
            while let value = try machine.stepValue(iterator) {
                try machine.countStep()
                if counter < skipped {
                    counter += 1
                } else if machine.isSameValue(value, target, isExact: false) {
                    try machine.closeIterator(.object(object))
                    return .boolean(true)
                }
            }
            return .boolean(false)
        }
        define(prototype, "reduce", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisIterator(arguments, "reduce")
            let function = machine.argument(arguments, 0)
            if !machine.isCallable(function) { throw try machine.closing(.object(object), machine.notCallable(function)) }
            let iterator = try machine.direct(object)
            var counter = 0
            var accumulator = machine.argument(arguments, 1)
            if arguments.count < 2 {
                guard let first = try machine.stepValue(iterator) else {
                    throw machine.typeError("Reduce of a done iterator with no initial value")
                }
                accumulator = first
                counter = 1
            }
            while let value = try machine.stepValue(iterator) {
                try machine.countStep()
                do throws(Abrupt) {
                    accumulator = try machine.call(function, .undefined, arguments: [accumulator, value, Value(counter)])
                } catch {
                    throw try machine.closing(.object(object), error)
                }
                counter += 1
            }
            return accumulator
        }
    }

    /// - Parameter ending: what the method gives after a value for which its function gave a result; `nil` where it goes on.
    private mutating func defineConsumer(
        _ prototype: ObjectID, _ name: String, atEnd end: Value, ending: @escaping (inout Machine, Value, Value) -> Value?
    ) {
        define(prototype, name, 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisIterator(arguments, name)
            let function = machine.argument(arguments, 0)
            if !machine.isCallable(function) { throw try machine.closing(.object(object), machine.notCallable(function)) }
            let iterator = try machine.direct(object)
            var counter = 0
            while let value = try machine.stepValue(iterator) {
                try machine.countStep()
                let result: Value
                do throws(Abrupt) {
                    result = try machine.call(function, .undefined, value, Value(counter))
                } catch {
                    throw try machine.closing(.object(object), error)
                }
                if let given = ending(&machine, value, result) {
                    try machine.closeIterator(.object(object))
                    return given
                }
                counter += 1
            }
            return end
        }
    }
    /// How many values `includes` does not look at, which is no number to be converted to; what it is not closes the iterator.
    private mutating func skippedElements(_ given: Value, of iterator: ObjectID) throws(Abrupt) -> Double {
        if given.isUndefined { return 0 }
        guard case .number(let number) = given, number.isInfinite || number == number.rounded(.towardZero) else {
            throw try closing(.object(iterator), typeError("\(plainText(of: given)) is not an integral number"))
        }
        guard number >= 0, number.isInfinite || number <= 0x1p53 - 1 else {
            throw try closing(.object(iterator), rangeError("\(formatNumber(number)) is out of range"))
        }
        return number
    }
}
