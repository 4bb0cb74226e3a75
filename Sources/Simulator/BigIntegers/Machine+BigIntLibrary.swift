import BigInt
import JavaScript

/// BigInt Objects. https://tc39.es/ecma262/#sec-bigint-objects
extension Machine {
    mutating func installBigInts() {
        let prototype = makeLibraryObject()
        realm.bigIntPrototype = prototype
        let constructor = defineConstructor("BigInt", 1, prototype: prototype) { machine, arguments throws(Abrupt) in
            if !arguments.newTarget.isUndefined { throw machine.typeError("BigInt is not a constructor") }
            let primitive = try machine.toPrimitive(machine.argument(arguments, 0), .number)
            if case .bigInt = primitive { return primitive }
            if case .number(let number) = primitive { return try machine.bigInt(of: number) }
            return try machine.makeBigInt(machine.toBigInt(primitive))
        }
        define(constructor, "asIntN", 2) { machine, arguments throws(Abrupt) in try machine.wrapped(arguments, isSigned: true) }
        define(constructor, "asUintN", 2) { machine, arguments throws(Abrupt) in try machine.wrapped(arguments, isSigned: false) }
        define(prototype, "toString", 0) { machine, arguments throws(Abrupt) in
            let id = try machine.thisBigInt(arguments, "toString")
            let wanted = machine.argument(arguments, 0)
            let radix = wanted.isUndefined ? 10 : try machine.toInteger(wanted)
            guard radix >= 2, radix <= 36 else { throw machine.rangeError("toString() radix argument must be between 2 and 36") }
            return machine.string(try machine.bigIntText(id, radix: Int(radix)))
        }
        define(prototype, "valueOf", 0) { machine, arguments throws(Abrupt) in .bigInt(try machine.thisBigInt(arguments, "valueOf")) }
        define(prototype, "toLocaleString", 0) { machine, arguments throws(Abrupt) in
            let id = try machine.thisBigInt(arguments, "toLocaleString")
            if machine.namesLocale(arguments) {
                return try machine.internationalized("numberText", of: "numberFormat", .bigInt(id), arguments)
            }
            let text = try machine.bigIntText(id)
            try machine.afford(text.utf8.count)
            let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
            var grouped = text.hasPrefix("-") ? "-" : ""
            for (index, digit) in digits.enumerated() {
                if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { grouped += "," }
                grouped.append(digit)
            }
            return machine.string(grouped)
        }
        defineTag(prototype, "BigInt")
    }

    private mutating func thisBigInt(_ arguments: Arguments, _ method: String) throws(Abrupt) -> BigIntID {
        guard case .bigInt(let id) = unwrapPrimitive(arguments.thisValue) else {
            throw typeError("BigInt.prototype.\(method) requires that 'this' be a BigInt")
        }
        return id
    }

    /// NumberToBigInt. https://tc39.es/ecma262/#sec-numbertobigint
    private mutating func bigInt(of number: Double) throws(Abrupt) -> Value {
        guard number.isFinite, number.rounded(.towardZero) == number else {
            let text = formatNumber(number)
            throw rangeError("The number \(text) cannot be converted to a BigInt because it is not an integer")
        }
        return try makeBigInt(BigInt(whole: number))
    }

    /// ToIndex. https://tc39.es/ecma262/#sec-toindex
    mutating func toIndex(_ value: Value, _ message: String) throws(Abrupt) -> Int {
        if value.isUndefined { return 0 }
        let number = try toInteger(value)
        guard number >= 0, number <= 9_007_199_254_740_991 else { throw rangeError(message) }
        return Int(number)
    }

    /// BigInt.asIntN and BigInt.asUintN: what is left in so many bits.
    private mutating func wrapped(_ arguments: Arguments, isSigned: Bool) throws(Abrupt) -> Value {
        let bits = try toIndex(argument(arguments, 0), "Invalid value: not (convertible to) a safe integer")
        let value = try toBigInt(argument(arguments, 1))
        if bits == 0 { return try makeBigInt(0) }
        budget.steps += value.magnitude.words.count
        if bits > value.magnitude.bitWidth {
            if value.sign == .plus || isSigned { return try makeBigInt(value) }
            guard bits <= BigIntTable.longest else { throw rangeError("Maximum BigInt size exceeded") }
            try afford(bits / 256)
        }
        let modulus = BigInt(1) << bits
        var rest = value.magnitude.bitWidth > bits || value.sign == .minus ? value % modulus : value
        if rest.sign == .minus, rest != 0 { rest += modulus }
        if isSigned, rest >= modulus >> 1 { rest -= modulus }
        return try makeBigInt(rest)
    }
}
