/// What keeps a text from being JSON, and where.
public struct JSONProblem: Error, Equatable, Sendable {
    /// The first byte that is wrong.
    public var offset: Int
    /// How many bytes are wrong; 0 where something is missing.
    public var length: Int
    /// In small letters, such as `expected ',' or '}'`.
    public var message: String

    public init(_ message: String, at offset: Int, length: Int = 0) {
        self.offset = offset
        self.length = length
        self.message = message
    }
}

/// Takes JSON (RFC 8259) apart, from the front on.
public struct JSONScanner {
    /// UTF-8.
    public let bytes: [UInt8]
    /// The next byte.
    public private(set) var index = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `nil` at the end.
    public var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    public mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
    }

    /// Takes a sign of punctuation and the blanks before it; does nothing else where another comes.
    public mutating func consume(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// Takes a number, `true`, `false` or `null`.
    ///
    /// - Returns: the text as it stands there.
    public mutating func word() throws(JSONProblem) -> String {
        let start = index
        while let byte = next, Self.isOfWord(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if text == "true" || text == "false" || text == "null" || Self.isNumber(bytes[start..<index]) { return text }
        index = start
        throw JSONProblem(
            text.isEmpty ? "expected a value" : "'\(text.prefix(40))' is no value of JSON", at: start, length: text.utf8.count)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        func digits() -> Int {
            let count = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let isZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || (whole > 1 && !isZero) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    // MARK: Strings

    /// Takes a string, whose quote comes next.
    ///
    /// - Parameter replacesHalves: what becomes of half a pair of surrogates, which is no character: U+FFFD, or a problem.
    public mutating func string(replacingHalves replacesHalves: Bool) throws(JSONProblem) -> String {
        let opening = index
        index += 1
        var text: [UInt8] = []
        var start = index
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[start..<index]
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += bytes[start..<index]
                text += Array(String(try escape(replacesHalves)).utf8)
                start = index
            case ..<0x20:
                let isBreak = byte == 0x0A || byte == 0x0D
                throw JSONProblem(
                    isBreak
                        ? "a string ends on its line; '\\n' stands for a line break"
                        : "a string holds no control characters; write an escape",
                    at: index, length: 1)
            default: index += 1
            }
        }
        throw JSONProblem("this string has no closing quote", at: opening, length: 1)
    }

    private mutating func escape(_ replacesHalves: Bool) throws(JSONProblem) -> Unicode.Scalar {
        let start = index
        index += 2
        guard start + 1 < bytes.count else { throw JSONProblem("this escape has no end", at: start, length: 1) }
        switch bytes[start + 1] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(bytes[start + 1])
        case UInt8(ascii: "u"): break
        default:
            let length = Self.characterLength(bytes[start + 1])
            let shown = String(decoding: bytes[start..<min(bytes.count, start + 1 + length)], as: UTF8.self)
            throw JSONProblem("'\(shown)' is no escape of JSON; a backslash is written '\\\\'", at: start, length: 1 + length)
        }
        let unit = try unit(at: start)
        index = start + 6
        if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
        if unit < 0xDC00, bytes[index...].starts(with: "\\u".utf8) {
            let low = try self.unit(at: index)
            if (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF)))
            {
                index += 6
                return scalar
            }
        }
        if replacesHalves { return "\u{FFFD}" }
        let shown = String(decoding: bytes[start..<index], as: UTF8.self)
        throw JSONProblem("'\(shown)' is half of a pair of surrogates, and no character", at: start, length: 6)
    }

    /// The number that an escape `\uXXXX` at an offset has.
    private func unit(at offset: Int) throws(JSONProblem) -> UInt16 {
        let digits = bytes[min(bytes.count, offset + 2)..<min(bytes.count, offset + 6)]
        guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw JSONProblem("'\\u' needs 4 hexadecimal digits", at: offset, length: 2) }
        return unit
    }

    private static func characterLength(_ byte: UInt8) -> Int { byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }
}
