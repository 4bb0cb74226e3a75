import BigInt
import JavaScript

/// The BigInt type. https://tc39.es/ecma262/#sec-ecmascript-language-types-bigint-type
extension Machine {
    // MARK: Making

    /// A value of the heap: throws when it is too long, or there is no room for it.
    mutating func makeBigInt(_ value: BigInt) throws(Abrupt) -> Value {
        budget.steps += 1 + value.magnitude.words.count >> 2
        return .bigInt(heap.bigInts.add(value))
    }

    /// Before one of so many bits is made.
    private mutating func reserveBigInt(bits: Int) throws(Abrupt) {
        guard bits <= BigIntTable.longest else { throw rangeError("Maximum BigInt size exceeded") }
        if bits > 1 << 16, byteCount + bits / 4 > limits.heapBytes { throw .blocked(.limit(.heap)) }
    }

    /// What a literal is worth: worked out once.
    mutating func bigIntLiteral(_ text: NameID) throws(Abrupt) -> Value {
        if let known = heap.bigInts.literal(text) { return .bigInt(known) }
        let value = try parsedBigInt(StringID(name: text)) ?? 0
        let made = heap.bigInts.add(value)
        heap.bigInts.note(made, literal: text)
        return .bigInt(made)
    }

    // MARK: Conversion

    /// ToBigInt. https://tc39.es/ecma262/#sec-tobigint
    mutating func toBigInt(_ value: Value) throws(Abrupt) -> BigInt {
        let primitive = try toPrimitive(value, .number)
        switch primitive {
        case .bigInt(let id): return heap.bigInts[id]
        case .boolean(let flag): return flag ? 1 : 0
        case .string(let text):
            guard let parsed = try parsedBigInt(text) else { throw syntaxError("Cannot convert \(shownText(text)) to a BigInt") }
            return parsed
        default: throw typeError("Cannot convert \(plainText(of: primitive)) to a BigInt")
        }
    }

    /// ToNumeric: a number or a BigInt. https://tc39.es/ecma262/#sec-tonumeric
    mutating func toNumeric(_ value: Value) throws(Abrupt) -> Value {
        let primitive = try toPrimitive(value, .number)
        if case .bigInt = primitive { return primitive }
        return .number(try toNumber(primitive))
    }

    /// StringToBigInt: `nil` for a text that is none. https://tc39.es/ecma262/#sec-stringtobigint
    mutating func parsedBigInt(_ text: StringID) throws(Abrupt) -> BigInt? {
        var units = self.units(text)[...]
        while let last = units.last, isWhiteSpace(last) { units.removeLast() }
        while let first = units.first, isWhiteSpace(first) { units.removeFirst() }
        guard let first = units.first else { return 0 }
        var radix = 10
        var isNegative = false
        if first == 0x30, units.count > 2 {
            switch units[units.startIndex + 1] | 0x20 {
            case 0x78: radix = 16
            case 0x6F: radix = 8
            case 0x62: radix = 2
            default: break
            }
            if radix != 10 { units = units.dropFirst(2) }
        } else if first == 0x2B || first == 0x2D, units.count > 1 {
            isNegative = first == 0x2D
            units = units.dropFirst()
        }
        var digits: [UInt8] = []
        digits.reserveCapacity(units.count)
        for unit in units {
            switch unit {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: digits.append(UInt8(truncatingIfNeeded: unit))
            default: return nil
            }
        }
        // Each word of the text is multiplied into what is there.
        try reserveBigInt(bits: digits.count * 4)
        try afford(8 + digits.count / 4 + (digits.count / 16) * (digits.count / 16) / 32)
        guard let magnitude = BigUInt(String(decoding: digits, as: UTF8.self), radix: radix) else { return nil }
        return BigInt(sign: isNegative ? .minus : .plus, magnitude: magnitude)
    }

    /// BigInt::toString. https://tc39.es/ecma262/#sec-numeric-types-bigint-tostring
    mutating func bigIntText(_ id: BigIntID, radix: Int = 10) throws(Abrupt) -> String {
        let value = heap.bigInts[id]
        try afford(2 + Self.textCost(value))
        return String(value, radix: radix)
    }

    /// The same where nothing is thrown: past the limit it is left out.
    mutating func shownBigInt(_ id: BigIntID) -> String {
        let value = heap.bigInts[id]
        return affords(Self.textCost(value)) ? String(value) : "…"
    }

    /// Each word of the text is divided out of what is left.
    private static func textCost(_ value: BigInt) -> Int {
        let words = value.magnitude.words.count
        return words + words * words / 8
    }

    // MARK: Comparison

    /// Whether two BigInts that were made apart are worth the same.
    mutating func areBigIntsEqual(_ a: BigIntID, _ b: BigIntID) -> Bool {
        let (x, y) = (heap.bigInts[a], heap.bigInts[b])
        let words = x.magnitude.words.count
        guard words == y.magnitude.words.count else { return false }
        budget.steps += words >> 3
        return x == y
    }

    /// The one BigInt of its worth that stands for it among the keys of collections.
    mutating func bigIntKey(_ id: BigIntID) -> BigIntID {
        budget.steps += 1 + heap.bigInts[id].magnitude.words.count >> 2
        return heap.bigInts.key(id)
    }

    /// Whether a BigInt and a number are worth the same.
    mutating func isEqual(_ id: BigIntID, _ number: Double) -> Bool {
        guard number.isFinite, number.rounded(.towardZero) == number else { return false }
        budget.steps += 2
        let value = heap.bigInts[id]
        // Most that differ do so in their size.
        guard number == 0 || value.magnitude.bitWidth == Int(number.exponent) + 1 else { return false }
        budget.steps += Self.wholeSteps(number)
        return value == BigInt(whole: number)
    }

    /// What a number costs to become a BigInt, where it has more digits than fit into a word.
    private static func wholeSteps(_ number: Double) -> Int { number.magnitude < 0x1p63 ? 0 : 6 }

    /// The order of two numeric values, of which one is a BigInt; `nil` for NaN.
    private mutating func order(_ left: Value, _ right: Value) -> Int? {
        budget.steps += 2
        switch (left, right) {
        case (.bigInt(let a), .bigInt(let b)):
            let (x, y) = (heap.bigInts[a], heap.bigInts[b])
            budget.steps += min(x.magnitude.words.count, y.magnitude.words.count) / 8
            return x < y ? -1 : x == y ? 0 : 1
        case (.bigInt(let a), .number(let y)):
            if y.isNaN { return nil }
            if y.isInfinite { return y > 0 ? -1 : 1 }
            let floor = y.rounded(.down)
            budget.steps += Self.wholeSteps(floor)
            let (x, whole) = (heap.bigInts[a], BigInt(whole: floor))
            return x < whole ? -1 : x > whole ? 1 : floor < y ? -1 : 0
        case (.number, .bigInt): return order(right, left).map { -$0 }
        default: return nil
        }
    }

    /// IsLessThan and its kin where an operand is a BigInt. https://tc39.es/ecma262/#sec-islessthan
    mutating func compareBigInts(_ opcode: Opcode, _ left: Value, _ right: Value) throws(Abrupt) -> Bool {
        var (left, right) = (left, right)
        if case .string(let text) = left {
            guard let value = try parsedBigInt(text) else { return false }
            left = .bigInt(heap.bigInts.add(value))
        } else if case .string(let text) = right {
            guard let value = try parsedBigInt(text) else { return false }
            right = .bigInt(heap.bigInts.add(value))
        } else {
            left = try toNumeric(left)
            right = try toNumeric(right)
        }
        guard let order = order(left, right) else { return false }
        switch opcode {
        case .less: return order < 0
        case .greater: return order > 0
        case .lessOrEqual: return order <= 0
        default: return order >= 0
        }
    }

    // MARK: Operators

    /// A binary operator on numeric values of which one is a BigInt. https://tc39.es/ecma262/#sec-applystringornumericbinaryoperator
    mutating func bigIntArithmetic(_ opcode: Opcode, _ left: Value, _ right: Value) throws(Abrupt) -> Value {
        guard case .bigInt(let leftID) = left, case .bigInt(let rightID) = right else {
            throw typeError("Cannot mix BigInt and other types, use explicit conversions")
        }
        let (a, b) = (heap.bigInts[leftID], heap.bigInts[rightID])
        let (leftWords, rightWords) = (a.magnitude.words.count, b.magnitude.words.count)
        try afford(2 + (leftWords + rightWords) / 4)
        switch opcode {
        case .add: return try checked(bits: max(leftWords, rightWords) * 64) { a + b }
        case .subtract: return try checked(bits: max(leftWords, rightWords) * 64) { a - b }
        case .multiply:
            try afford(leftWords * rightWords / 8)
            return try checked(bits: a.magnitude.bitWidth + b.magnitude.bitWidth - 1) { a * b }
        case .divide, .remainder:
            if b == 0 { throw rangeError("Division by zero") }
            try afford(max(leftWords - rightWords, 1) * rightWords / 4)
            return try makeBigInt(opcode == .divide ? a / b : a % b)
        case .exponent: return try power(a, b)
        case .bitwiseAnd: return try makeBigInt(a.combined(with: b) { $0 & $1 })
        case .bitwiseOr: return try makeBigInt(a.combined(with: b) { $0 | $1 })
        case .bitwiseXor: return try makeBigInt(a.combined(with: b) { $0 ^ $1 })
        case .shiftLeft: return try shifted(a, by: b)
        case .shiftRight: return try shifted(a, by: -b)
        default: throw typeError("BigInts have no unsigned right shift, use >> instead")
        }
    }

    private mutating func checked(bits: Int, _ value: () -> BigInt) throws(Abrupt) -> Value {
        try reserveBigInt(bits: bits)
        return try makeBigInt(value())
    }

    private mutating func power(_ base: BigInt, _ exponent: BigInt) throws(Abrupt) -> Value {
        if exponent.sign == .minus, exponent != 0 { throw rangeError(host.words.negativeExponent) }
        if exponent == 0 || base == 1 { return try makeBigInt(1) }
        if base == 0 { return try makeBigInt(0) }
        if base == -1 { return try makeBigInt(exponent.magnitude & 1 == 0 ? 1 : -1) }
        guard let count = Int(exactly: exponent), count <= BigIntTable.longest else { throw rangeError("Maximum BigInt size exceeded") }
        let bits = (base.magnitude.bitWidth - 1).multipliedReportingOverflow(by: count)
        try reserveBigInt(bits: bits.overflow ? .max : bits.partialValue)
        let words = bits.partialValue / 64 + 1
        try afford(count.bitWidth + words * words / 4)
        return try makeBigInt(base.power(count))
    }

    private mutating func shifted(_ value: BigInt, by count: BigInt) throws(Abrupt) -> Value {
        if value == 0 { return try makeBigInt(0) }
        guard let distance = Int(exactly: count), distance.magnitude <= BigIntTable.longest else {
            if count.sign == .plus { throw rangeError("Maximum BigInt size exceeded") }
            return try makeBigInt(value.sign == .minus ? -1 : 0)
        }
        guard distance < 0 else { return try checked(bits: value.magnitude.bitWidth + distance) { value.shiftedLeft(distance) } }
        // Toward minus infinity.
        if value.sign == .plus { return try makeBigInt(value >> -distance) }
        let magnitude = value.magnitude - 1
        return try makeBigInt(-BigInt(magnitude >> -distance) - 1)
    }

    /// `-value`, of a number too.
    mutating func negated(_ value: Value) throws(Abrupt) -> Value {
        switch try toNumeric(value) {
        case .bigInt(let id): return try makeBigInt(-heap.bigInts[id])
        case let number: return .number(-(try toNumber(number)))
        }
    }

    /// `~value`
    mutating func bitwiseNot(_ value: Value) throws(Abrupt) -> Value {
        switch try toNumeric(value) {
        case .bigInt(let id): return try makeBigInt(-heap.bigInts[id] - 1)
        case let number: return .number(Double(~Self.toInt32(try toNumber(number))))
        }
    }

    /// `value + 1` or `value - 1` of `++` and `--`.
    mutating func stepped(_ value: Value, by step: Int) throws(Abrupt) -> Value {
        switch try toNumeric(value) {
        case .bigInt(let id): return try makeBigInt(heap.bigInts[id] + BigInt(step))
        case let number: return .number(try toNumber(number) + Double(step))
        }
    }
}
