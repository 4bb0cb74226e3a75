import Text

extension Lexer {
    /// `A`–`Z`, `a`–`z`, `$`, `_`.
    @inline(__always) static func isIdentifierStart(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return false }
        let mask: UInt64 = byte < 64 ? 0x0000_0010_0000_0000 : 0x07FF_FFFE_87FF_FFFE
        return (mask >> UInt64(byte & 63)) & 1 != 0
    }

    /// The same and the digits.
    @inline(__always) static func isIdentifierPart(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return false }
        let mask: UInt64 = byte < 64 ? 0x03FF_0010_0000_0000 : 0x07FF_FFFE_87FF_FFFE
        return (mask >> UInt64(byte & 63)) & 1 != 0
    }

    static func isIdentifierStart(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return isIdentifierStart(UInt8(scalar)) }
        return Unicode.Scalar(scalar)?.properties.isIDStart ?? false
    }

    static func isIdentifierPart(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return isIdentifierPart(UInt8(scalar)) }
        // ZERO WIDTH NON-JOINER and JOINER.
        if scalar == 0x200C || scalar == 0x200D { return true }
        return Unicode.Scalar(scalar)?.properties.isIDContinue ?? false
    }

    /// WhiteSpace beyond ASCII. https://tc39.es/ecma262/#sec-white-space
    static func isWhiteSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA0, 0xFEFF, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x37
        case 0x61...0x66: UInt32(byte) - 0x57
        default: nil
        }
    }

    /// The scalar whose UTF-8 form starts at an offset, and how many bytes it takes.
    mutating func decodeScalar(at offset: Int) throws(SyntaxFailure) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[offset])
        let length: Int
        var scalar: UInt32
        switch first {
        case 0x00...0x7F: return (first, 1)
        case 0xC2...0xDF: (length, scalar) = (2, first & 0x1F)
        case 0xE0...0xEF: (length, scalar) = (3, first & 0x0F)
        case 0xF0...0xF4: (length, scalar) = (4, first & 0x07)
        default: throw invalidText(at: offset)
        }
        for index in offset + 1..<offset + length {
            let byte = self.byte(at: index)
            guard byte & 0xC0 == 0x80 else { throw invalidText(at: offset) }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard scalar >= smallest, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { throw invalidText(at: offset) }
        return (scalar, length)
    }

    private mutating func invalidText(at offset: Int) -> SyntaxFailure {
        return failure(
            "the text is not valid UTF-8: byte 0x\(hexadecimal(bytes[offset])) does not belong here", from: offset, to: offset + 1,
            suggestion: "save the file as UTF-8")
    }

    static func append(_ scalar: UInt32, to units: inout [UInt16]) {
        if scalar < 0x10000 {
            units.append(UInt16(scalar))
        } else {
            units.append(UInt16(0xD800 + ((scalar - 0x10000) >> 10)))
            units.append(UInt16(0xDC00 + ((scalar - 0x10000) & 0x3FF)))
        }
    }
}
