import Diagnostics
import Text

extension Lexer {
    /// An identifier or keyword whose first byte is an ASCII letter, `$` or `_`.
    @inline(__always) mutating func readWord(hash startHash: UInt32) throws(SyntaxFailure) {
        let start = position
        var index = start
        var hash = startHash
        while index < count, Self.isIdentifierPart(bytes[index]) {
            hash = NameTable.hash(hash, adding: UInt16(bytes[index]))
            index += 1
        }
        if index < count, bytes[index] >= 0x80 || bytes[index] == 0x5C {
            try readUnusualWord()
            return
        }
        position = index
        token.name = names.pointee.internASCII(UnsafeBufferPointer(start: bytes + start, count: index - start), hash: hash)
        token.kind = TokenKind.word(token.name)
        if isSloppy, token.kind.isNameInSloppyCode { token.kind = .identifier }
    }

    /// An identifier with a letter beyond ASCII, or with an escape.
    mutating func readUnusualWord() throws(SyntaxFailure) {
        let start = position
        units.removeAll(keepingCapacity: true)
        while position < count {
            let byte = bytes[position]
            let isFirst = units.isEmpty
            if byte == 0x5C {
                let escapeStart = position
                guard self.byte(at: position + 1) == 0x75 else {
                    throw failure("expected 'u' after '\\' in a name", from: position, to: position + 2)
                }
                position += 2
                guard let scalar = readCodePointEscape() else {
                    throw failure(
                        "an escape in a name is not valid: expected \\uXXXX or \\u{X…} with hexadecimal digits", from: escapeStart,
                        to: position)
                }
                guard isFirst ? Self.isIdentifierStart(scalar) : Self.isIdentifierPart(scalar) else {
                    throw failure("the escaped character may not stand in a name", from: escapeStart, to: position)
                }
                token.hasEscape = true
                Self.append(scalar, to: &units)
            } else if byte < 0x80 {
                guard isFirst ? Self.isIdentifierStart(byte) : Self.isIdentifierPart(byte) else { break }
                units.append(UInt16(byte))
                position += 1
            } else {
                let (scalar, length) = try decodeScalar(at: position)
                guard isFirst ? Self.isIdentifierStart(scalar) : Self.isIdentifierPart(scalar) else {
                    if isFirst || !(Self.isWhiteSpace(scalar) || scalar == 0x2028 || scalar == 0x2029) {
                        throw strangeCharacter(scalar, length: length)
                    }
                    break
                }
                Self.append(scalar, to: &units)
                position += length
            }
        }
        if units.isEmpty { throw failure("expected a name", from: start, to: start + 1) }
        token.name = names.pointee.intern(units[...])
        token.kind = TokenKind.word(token.name)
        if isSloppy, token.kind.isNameInSloppyCode { token.kind = .identifier }
        if token.kind != .identifier, token.hasEscape { token.kind = .escapedReservedWord }
    }

    /// The digits of `\u`; the position stands after the `u` and, if they are valid, moves past them.
    mutating func readCodePointEscape() -> UInt32? {
        var value: UInt32 = 0
        if byte(at: position) == 0x7B {
            var index = position + 1
            while let digit = Self.hexadecimalValue(byte(at: index)) {
                value = value << 4 | digit
                if value > 0x10FFFF { return nil }
                index += 1
            }
            guard byte(at: index) == 0x7D, index > position + 1 else { return nil }
            position = index + 1
            return value
        }
        for offset in 0..<4 {
            guard let digit = Self.hexadecimalValue(byte(at: position + offset)) else { return nil }
            value = value << 4 | digit
        }
        position += 4
        return value
    }

    mutating func strangeCharacter(_ scalar: UInt32, length: Int) -> SyntaxFailure {
        let code = "U+" + hexadecimal(scalar, digits: 4)
        let suggestion: String? =
            switch scalar {
            case 0x2018, 0x2019: "write a straight quote: '"
            case 0x201C, 0x201D: "write a straight quote: \""
            case 0x2013, 0x2014, 0x2212: "write a hyphen: -"
            default: nil
            }
        if scalar == 0x40 {
            return failure(
                ParserLimits.decoratorsMessage, at: SourceRange(start: UInt32(position), end: UInt32(position + 1)),
                kind: .unsupported)
        }
        let shown = scalar >= 0x21 && scalar < 0x7F ? "'\(Unicode.Scalar(UInt8(scalar)))'" : "the character \(code)"
        return failure("\(shown) means nothing here", from: position, to: position + length, suggestion: suggestion)
    }
}
