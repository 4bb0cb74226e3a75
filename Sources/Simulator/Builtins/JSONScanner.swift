/// The tokens of a JSON text. https://tc39.es/ecma262/#sec-json.parse
struct JSONScanner {
    /// What is wrong, and where.
    enum Problem: Error {
        case end
        case token(Int)
        case number(Int)
        case rest(Int)
        case named(String, Int)
    }

    enum Scalar {
        case null
        case boolean(Bool)
        case number(Double)
        case string([UInt16])
    }

    let units: [UInt16]
    private(set) var position = 0

    init(_ units: [UInt16]) { self.units = units }

    /// The next unit that is no white space; `nil` at the end.
    mutating func peek() -> UInt16? {
        while position < units.count {
            switch units[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return units[position]
            }
        }
        return nil
    }

    mutating func advance() { position += 1 }

    /// Steps over a unit that must come next.
    mutating func expect(_ unit: UInt16, _ problem: String) throws(Problem) {
        guard peek() == unit else { throw .named(problem, position) }
        position += 1
    }

    mutating func scalar() throws(Problem) -> Scalar {
        guard let first = peek() else { throw .end }
        switch first {
        case 0x22: return .string(try string())
        case 0x2D, 0x30...0x39: return .number(try number())
        case 0x74: return try word("true", .boolean(true))
        case 0x66: return try word("false", .boolean(false))
        case 0x6E: return try word("null", .null)
        default: throw .token(position)
        }
    }

    private mutating func word(_ text: String, _ value: Scalar) throws(Problem) -> Scalar {
        for unit in text.utf16 {
            guard position < units.count else { throw .end }
            guard units[position] == unit else { throw .token(position) }
            position += 1
        }
        return value
    }

    // MARK: Numbers

    private func isDigit(_ index: Int) -> Bool { index < units.count && units[index] >= 0x30 && units[index] <= 0x39 }

    private mutating func number() throws(Problem) -> Double {
        let start = position
        if units[position] == 0x2D { position += 1 }
        guard isDigit(position) else { throw .named("No number after minus sign", position) }
        if units[position] == 0x30 {
            position += 1
            if isDigit(position) { throw .number(position) }
        }
        while isDigit(position) { position += 1 }
        if position < units.count, units[position] == 0x2E {
            position += 1
            guard isDigit(position) else { throw .named("Unterminated fractional number", position) }
            while isDigit(position) { position += 1 }
        }
        if position < units.count, units[position] | 0x20 == 0x65 {
            position += 1
            if position < units.count, units[position] == 0x2B || units[position] == 0x2D { position += 1 }
            guard isDigit(position) else { throw .named("Exponent part is missing a number", position) }
            while isDigit(position) { position += 1 }
        }
        return Double(String(decoding: units[start..<position], as: UTF16.self)) ?? .nan
    }

    // MARK: Strings

    mutating func string() throws(Problem) -> [UInt16] {
        position += 1
        var text: [UInt16] = []
        while position < units.count {
            let unit = units[position]
            switch unit {
            case 0x22:
                position += 1
                return text
            case 0x5C: text.append(try escape())
            case 0..<0x20: throw .named("Bad control character in string literal", position)
            default:
                text.append(unit)
                position += 1
            }
        }
        throw .named("Unterminated string", position)
    }

    private mutating func escape() throws(Problem) -> UInt16 {
        position += 1
        guard position < units.count else { throw .end }
        let unit = units[position]
        position += 1
        switch unit {
        case 0x22, 0x5C, 0x2F: return unit
        case 0x62: return 0x08
        case 0x66: return 0x0C
        case 0x6E: return 0x0A
        case 0x72: return 0x0D
        case 0x74: return 0x09
        case 0x75:
            var value: UInt16 = 0
            for _ in 0..<4 {
                guard position < units.count, let digit = Self.hexadecimal(units[position]) else {
                    throw .named("Bad Unicode escape", position)
                }
                value = value << 4 | digit
                position += 1
            }
            return value
        default: throw .named("Bad escaped character", position - 1)
        }
    }

    private static func hexadecimal(_ unit: UInt16) -> UInt16? {
        switch unit {
        case 0x30...0x39: unit - 0x30
        case 0x41...0x46: unit - 0x41 + 10
        case 0x61...0x66: unit - 0x61 + 10
        default: nil
        }
    }
}
