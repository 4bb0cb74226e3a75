import Text

/// A character past U+FFFF as JSON escapes it: by two surrogates, `\ud83d\ude00`.
struct SurrogatePair {
    let scalar: Unicode.Scalar

    /// How many bytes the two escapes take.
    static let length = 12

    /// - Returns: `nil` when no such pair begins at the offset.
    init?(at offset: Int, in bytes: [UInt8]) {
        guard let high = Self.unit(at: offset, in: bytes), (0xD800...0xDBFF).contains(high),
            let low = Self.unit(at: offset + 6, in: bytes), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF)))
        else { return nil }
        self.scalar = scalar
    }

    private static func unit(at offset: Int, in bytes: [UInt8]) -> UInt32? {
        guard offset + 6 <= bytes.count, bytes[offset...].starts(with: "\\u".utf8) else { return nil }
        let digits = bytes[(offset + 2)..<(offset + 6)]
        guard digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// A JSON document with every pair as YAML can read it, and all else where it was; `nil` when there is nothing to change.
    ///
    /// YAML has one escape for such a character, which is shorter than two: an escaped line break, which stands for nothing, fills the
    /// rest. No key can hold one, so pairs in keys stay.
    static func rewritten(in bytes: [UInt8]) -> [UInt8]? {
        guard let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        var result: [UInt8]?
        var pairs: [(offset: Int, pair: SurrogatePair)] = []
        var quote: UInt8?
        /// The last byte outside of quotes that is not blank.
        var last: UInt8 = 0
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if let open = quote {
                if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
                    if let pair = SurrogatePair(at: offset, in: bytes) {
                        pairs.append((offset, pair))
                        offset += length
                    } else {
                        offset += 2
                    }
                    continue
                }
                if byte == open {
                    quote = nil
                    last = byte
                    if !pairs.isEmpty {
                        if !isKey(endingAt: offset, in: bytes) {
                            for (offset, pair) in pairs { pair.write(at: offset, of: bytes, to: &result) }
                        }
                        pairs = []
                    }
                }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                // Elsewhere it is a part of a text without quotes.
                if "{[,:".utf8.contains(last) { quote = byte } else { last = byte }
            } else if !" \t\r\n".utf8.contains(byte) {
                last = byte
            }
            offset += 1
        }
        return result
    }

    private static func isKey(endingAt offset: Int, in bytes: [UInt8]) -> Bool {
        bytes[(offset + 1)...].first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: ":")
    }

    private func write(at offset: Int, of bytes: [UInt8], to result: inout [UInt8]?) {
        let escape = "\\\n\\U\(hexadecimal(scalar.value, digits: 8))"
        if result == nil { result = bytes }
        result?.replaceSubrange(offset..<offset + Self.length, with: escape.utf8)
    }
}
