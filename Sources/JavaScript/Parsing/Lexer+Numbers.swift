import Diagnostics

extension Lexer {
    /// A NumericLiteral. https://tc39.es/ecma262/#sec-literals-numeric-literals
    mutating func readNumber() throws(SyntaxFailure) {
        token.kind = .number
        let start = position
        if bytes[start] == 0x30 {
            switch byte(at: start + 1) {
            case 0x78, 0x58: return try readRadixNumber(bitsPerDigit: 4, "hexadecimal")
            case 0x6F, 0x4F: return try readRadixNumber(bitsPerDigit: 3, "octal")
            case 0x62, 0x42: return try readRadixNumber(bitsPerDigit: 1, "binary")
            case 0x30...0x39 where isSloppy:
                if try readLegacyOctal() { return try checkEndOfNumber(from: start) }
            case 0x30...0x39, 0x5F:
                throw superfluousZero(from: start)
            default: break
            }
        }
        var hasSeparator = false
        var isInteger = true
        var value: UInt64 = 0
        var digitCount = 0
        while position < count {
            let byte = bytes[position]
            if byte >= 0x30 && byte <= 0x39 {
                digitCount += 1
                if digitCount <= 15 { value = value * 10 + UInt64(byte - 0x30) }
                position += 1
            } else if byte == 0x5F {
                try checkSeparator { $0 >= 0x30 && $0 <= 0x39 }
                hasSeparator = true
            } else {
                break
            }
        }
        if byte(at: position) == 0x6E, digitCount > 0, bytes[start] != 0x30 || digitCount == 1 { return try readBigInt(from: start) }
        if byte(at: position) == 0x2E {
            isInteger = false
            position += 1
            if byte(at: position) == 0x5F { throw misplacedSeparator() }
            hasSeparator = try skipDecimalDigits() || hasSeparator
        }
        if byte(at: position) | 0x20 == 0x65 {
            isInteger = false
            position += 1
            if byte(at: position) == 0x2B || byte(at: position) == 0x2D { position += 1 }
            guard byte(at: position) >= 0x30, byte(at: position) <= 0x39 else {
                throw failure("expected digits in the exponent of a number", from: start, to: position)
            }
            hasSeparator = try skipDecimalDigits() || hasSeparator
        }
        if isInteger && digitCount <= 15 {
            token.number = Double(value)
        } else {
            // The standard library rounds correctly; a literal has no form that it would not read.
            var text = String(decoding: UnsafeBufferPointer(start: bytes + start, count: position - start), as: UTF8.self)
            if hasSeparator { text.removeAll { $0 == "_" } }
            if text.hasSuffix(".") { text.removeLast() }
            if let point = text.range(ofPointBeforeExponent: ()) { text.remove(at: point) }
            token.number = Double(text) ?? Double("0" + text) ?? .nan
        }
        try checkEndOfNumber(from: start)
    }

    /// Whether there was a separator.
    private mutating func skipDecimalDigits() throws(SyntaxFailure) -> Bool {
        var hasSeparator = false
        while position < count {
            let byte = bytes[position]
            if byte >= 0x30 && byte <= 0x39 {
                position += 1
            } else if byte == 0x5F {
                try checkSeparator { $0 >= 0x30 && $0 <= 0x39 }
                hasSeparator = true
            } else {
                break
            }
        }
        return hasSeparator
    }

    private mutating func readRadixNumber(bitsPerDigit: UInt32, _ kind: String) throws(SyntaxFailure) {
        let start = position
        let limit = UInt32(1) << bitsPerDigit
        position += 2
        // The first 64 significant bits; the bits that fall out behind them are kept as one sticky bit, so that the
        // conversion rounds as if it saw all of them.
        var significand: UInt64 = 0
        var droppedBits = 0
        var sticky = false
        while position < count {
            let byte = bytes[position]
            if byte == 0x5F {
                if position == start + 2 { throw misplacedSeparator() }
                try checkSeparator { Self.hexadecimalValue($0).map { $0 < limit } ?? false }
                continue
            }
            guard let digit = Self.hexadecimalValue(byte), digit < limit else { break }
            if droppedBits == 0, significand.leadingZeroBitCount >= Int(bitsPerDigit) {
                significand = significand << UInt64(bitsPerDigit) | UInt64(digit)
            } else {
                droppedBits += Int(bitsPerDigit)
                if digit != 0 { sticky = true }
            }
            position += 1
        }
        guard position > start + 2 else {
            throw failure("expected \(kind) digits after '0\(Character(Unicode.Scalar(bytes[start + 1])))'", from: start, to: position)
        }
        if byte(at: position) == 0x6E { return try readBigInt(from: start) }
        if sticky { significand |= 1 }
        token.number = droppedBits > 1100 ? .infinity : Double(sign: .plus, exponent: droppedBits, significand: Double(significand))
        if significand == 0 { token.number = 0 }
        try checkEndOfNumber(from: start)
    }

    /// Steps over a `_` that must stand between two digits.
    private mutating func checkSeparator(_ isDigit: (UInt8) -> Bool) throws(SyntaxFailure) {
        guard position > 0, isDigit(bytes[position - 1]), isDigit(byte(at: position + 1)) else { throw misplacedSeparator() }
        position += 1
    }

    private mutating func misplacedSeparator() -> SyntaxFailure {
        failure("a '_' in a number must stand between two digits", from: position, to: position + 1)
    }

    /// `010` was once octal, `08` and `01.5` never were.
    private mutating func superfluousZero(from start: Int) -> SyntaxFailure {
        var end = start
        while byte(at: end) == 0x5F || (0x30...0x39).contains(byte(at: end)) { end += 1 }
        let digits = (start..<end).map { bytes[$0] }.filter { $0 != 0x5F }
        let value = String(decoding: digits.drop { $0 == 0x30 }.prefix(20), as: UTF8.self)
        var suggestion = "write \(value)"
        if value.isEmpty {
            suggestion = "write 0"
        } else if digits.count > 20 {
            suggestion = "leave the 0 off"
        } else if byte(at: end) == 0x2E || byte(at: end) | 0x20 == 0x65 {
            suggestion = "leave the 0 off"
        } else if !digits.contains(where: { $0 > 0x37 }) {
            suggestion = "write 0o\(value) if it is octal, and \(value) if it is decimal"
        }
        return failure("a number must not start with a superfluous 0", from: start, to: end, suggestion: suggestion)
    }

    /// The digits have been read, and an `n` comes next. https://tc39.es/ecma262/#prod-BigIntLiteralSuffix
    private mutating func readBigInt(from start: Int) throws(SyntaxFailure) {
        var digits: [UInt16] = []
        for index in start..<position where bytes[index] != 0x5F { digits.append(UInt16(bytes[index])) }
        position += 1
        token.kind = .bigInt
        token.name = names.pointee.intern(digits[...])
        try checkEndOfNumber(from: start)
    }

    private mutating func checkEndOfNumber(from start: Int) throws(SyntaxFailure) {
        let next = byte(at: position)
        var isPart = Self.isIdentifierPart(next) || next == 0x5C
        if next >= 0x80 { isPart = Self.isIdentifierStart(try decodeScalar(at: position).scalar) }
        if isPart { throw failure("a name or digit must not follow a number directly", from: position, to: position + 1) }
    }
}

extension String {
    /// Where a `.` stands directly before an `e`, which the standard library does not read.
    fileprivate func range(ofPointBeforeExponent: ()) -> String.Index? {
        guard let point = firstIndex(of: ".") else { return nil }
        let next = index(after: point)
        return next < endIndex && (self[next] == "e" || self[next] == "E") ? point : nil
    }
}
