import JavaScript

/// Type conversion. https://tc39.es/ecma262/#sec-type-conversion
extension Machine {
    @inline(__always) mutating func toBoolean(_ value: Value) -> Bool {
        switch value {
        case .undefined, .null, .uninitialized: false
        case .boolean(let flag): flag
        case .number(let number): !(number == 0 || number.isNaN)
        case .string(let text): strings.length(text) > 0
        case .bigInt(let id): heap.bigInts[id] != 0
        default: true
        }
    }

    enum Hint { case `default`, number, string }

    /// ToPrimitive.
    mutating func toPrimitive(_ value: Value, _ hint: Hint = .default) throws(Abrupt) -> Value {
        guard case .object(let object) = value else { return value }
        let exotic = try get(object, .symbol(realm.symbolToPrimitive))
        if !exotic.isNullish {
            let word: WellKnownName = hint == .default ? .default : hint == .number ? .number : .string
            let result = try call(exotic, value, .string(.known(word)))
            if result.isObject { throw typeError("Cannot convert object to primitive value") }
            return result
        }
        // OrdinaryToPrimitive
        let methods: [WellKnownName] = hint == .string ? [.toString, .valueOf] : [.valueOf, .toString]
        for name in methods {
            let method = try get(object, .known(name))
            if isCallable(method) {
                let result = try call(method, value)
                if !result.isObject { return result }
            }
        }
        throw typeError("Cannot convert object to primitive value")
    }

    mutating func toNumber(_ value: Value) throws(Abrupt) -> Double {
        switch value {
        case .number(let number): return number
        case .undefined, .uninitialized, .accessor, .internal: return .nan
        case .null: return 0
        case .boolean(let flag): return flag ? 1 : 0
        case .string(let text): return numberValue(of: text)
        case .symbol: throw typeError("Cannot convert a Symbol value to a number")
        case .bigInt: throw typeError("Cannot convert a BigInt value to a number")
        case .object: return try toNumber(toPrimitive(value, .number))
        }
    }

    /// StringToNumber.
    mutating func numberValue(of text: StringID) -> Double {
        guard affords(Self.lookupSteps + strings.length(text)) else { return .nan }
        let units = strings.codeUnits(text)
        var start = units.startIndex
        var end = units.endIndex
        while start < end, isWhiteSpace(units[start]) { start += 1 }
        while end > start, isWhiteSpace(units[end - 1]) { end -= 1 }
        if start == end { return 0 }
        let body = String(decoding: units[start..<end], as: UTF16.self)
        return Self.parseNumber(body)
    }

    static func parseNumber(_ body: String) -> Double {
        if let radix = radix(ofPrefix: body.utf8.prefix(2)) { return number(body.utf8.dropFirst(2), radix: radix) }
        switch body {
        case "Infinity", "+Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: break
        }
        guard body.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2B || $0 == 0x2D || $0 == 0x65 || $0 == 0x45 })
        else { return .nan }
        var text = body
        if text.hasSuffix(".") { text.removeLast() }
        return Double(text) ?? .nan
    }

    /// Of `0x`, `0o` and `0b`.
    private static func radix(ofPrefix bytes: Substring.UTF8View) -> Int? {
        guard bytes.count == 2, bytes.first == UInt8(ascii: "0"), let letter = bytes.last else { return nil }
        switch letter | 0x20 {
        case UInt8(ascii: "x"): return 16
        case UInt8(ascii: "o"): return 8
        case UInt8(ascii: "b"): return 2
        default: return nil
        }
    }

    private static func number(_ digits: Substring.UTF8View, radix: Int) -> Double {
        guard !digits.isEmpty else { return .nan }
        var number = 0.0
        for byte in digits {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x61 + 10
            default: return .nan
            }
            guard digit < radix else { return .nan }
            number = number * Double(radix) + Double(digit)
        }
        return number
    }

    mutating func isWhiteSpace(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// ToIntegerOrInfinity.
    mutating func toInteger(_ value: Value) throws(Abrupt) -> Double {
        let number = try toNumber(value)
        return number.isNaN ? 0 : number.rounded(.towardZero)
    }

    @inline(__always) static func toInt32(_ number: Double) -> Int32 {
        // Without its fraction, a number of 64 bits wraps around by losing the upper ones.
        if number.magnitude < 0x1p63 { return Int32(truncatingIfNeeded: Int64(number)) }
        return wrapped(number)
    }

    private static func wrapped(_ number: Double) -> Int32 {
        guard number.isFinite else { return 0 }
        let modulo = number.rounded(.towardZero).truncatingRemainder(dividingBy: 4_294_967_296)
        return Int32(truncatingIfNeeded: Int64(modulo))
    }

    mutating func toLength(_ value: Value) throws(Abrupt) -> Int {
        let number = try toInteger(value)
        return number <= 0 ? 0 : Int(min(number, 9_007_199_254_740_991))
    }

    /// ToString.
    mutating func toString(_ value: Value) throws(Abrupt) -> StringID {
        switch value {
        case .string(let text): return text
        case .number(let number):
            if let integer = Int64(exactly: number) {
                budget.steps += 5
                return integer.magnitude < Self.endOfPlainDigits ? strings.make(integer) : strings.make(formatNumber(number))
            }
            // The shortest digits of what is no integer are looked for.
            budget.steps += 3 * Self.lookupSteps
            return strings.make(formatNumber(number))
        case .undefined, .uninitialized, .accessor, .internal: return .known(.undefined)
        case .null: return .known(.null)
        case .boolean(let flag): return .known(flag ? .true : .false)
        case .symbol: throw typeError("Cannot convert a Symbol value to a string")
        case .bigInt(let id): return strings.make(try bigIntText(id))
        case .object: return try toString(toPrimitive(value, .string))
        }
    }

    mutating func toText(_ value: Value) throws(Abrupt) -> String {
        let text = try toString(value)
        try afford(strings.length(text) >> 2)
        return strings.text(text)
    }

    /// ToPropertyKey.
    mutating func toPropertyKey(_ value: Value) throws(Abrupt) -> PropertyKey {
        switch value {
        case .string(let text): return propertyKey(text)
        case .symbol(let symbol): return .symbol(symbol)
        case .number(let number):
            if let index = UInt32(exactly: number), index < .max, number != 0 || number.sign == .plus { return .index(index) }
        default: break
        }
        let primitive = try toPrimitive(value, .string)
        if case .symbol(let symbol) = primitive { return .symbol(symbol) }
        let text = try toString(primitive)
        return propertyKey(text)
    }

    /// A text that is no name yet is looked for among the names.
    private mutating func propertyKey(_ text: StringID) -> PropertyKey {
        if text.name == nil { budget.steps += Self.lookupSteps + strings.length(text) >> 2 }
        return strings.propertyKey(text)
    }

    /// ToObject.
    mutating func toObject(_ value: Value) throws(Abrupt) -> ObjectID {
        switch value {
        case .object(let object): return object
        case .undefined, .null, .uninitialized, .accessor, .internal:
            throw typeError("Cannot convert undefined or null to object")
        default:
            heap.primitives.append(value)
            return heap.makeObject(.primitive, prototype: prototype(ofPrimitive: value), payload: Int32(heap.primitives.count - 1))
        }
    }

    // MARK: Numbers as text

    /// Whole numbers below it are written with all of their digits.
    private static let endOfPlainDigits: UInt64 = 1_000_000_000_000_000

    /// Number::toString with radix 10. https://tc39.es/ecma262/#sec-numeric-types-number-tostring
    mutating func formatNumber(_ number: Double) -> String {
        if let integer = Int64(exactly: number), integer.magnitude < Self.endOfPlainDigits { return String(integer) }
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        budget.steps += Self.fractionSteps
        // Swift's description has the shortest digits that read back as the same number, as the language asks for.
        // Without an exponent it is the text of the language too.
        let description = "\(abs(number))"
        if !description.utf8.contains(UInt8(ascii: "e")) {
            let digits = description.hasSuffix(".0") ? description.dropLast(2) : description[...]
            return (number < 0 ? "-" : "") + digits
        }
        budget.steps += 3 * Self.fractionSteps
        let parts = description.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1)
        var digits = String(mantissa[0]) + (mantissa.count > 1 ? String(mantissa[1]) : "")
        var point = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        let leading = digits.prefix { $0 == "0" }.count
        digits.removeFirst(min(leading, digits.count - 1))
        point -= leading
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        let count = digits.count
        let sign = number < 0 ? "-" : ""
        if count <= point, point <= 21 { return sign + digits + String(repeating: "0", count: point - count) }
        if 0 < point, point <= 21 {
            let split = digits.index(digits.startIndex, offsetBy: point)
            return sign + digits[..<split] + "." + digits[split...]
        }
        if -6 < point, point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        let exponent = point - 1
        let tail = (exponent < 0 ? "-" : "+") + String(abs(exponent))
        return count == 1 ? "\(sign)\(digits)e\(tail)" : "\(sign)\(digits.first!).\(digits.dropFirst())e\(tail)"
    }
}
