import Text

/// A tag of an HTML document.
struct HTMLTag {
    /// In small letters.
    var name: String
    var attributes: [(name: String, value: String)] = []
    var isEnd = false
    /// Where its `<` stands.
    var start: Int
    /// Of an element that holds nothing but text: where that stands.
    var text: Range<Int>?

    /// An attribute's value; empty for one without. `nil` when the tag has none of that name.
    func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// Reads the tags of an HTML document, and the text of elements that hold nothing but text.
///
/// It goes through the states of https://html.spec.whatwg.org/multipage/parsing.html#tokenization, and leaves out what says nothing of tags: text,
/// the parts of a doctype, the content of comments. It takes any bytes, and time that grows with their number.
struct HTMLTokenizer {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Elements whose text ends at their own end tag, whatever stands in it. A browser that runs scripts has `noscript` among them.
    private static let textElements: Set<String> = [
        "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "title", "textarea",
    ]

    /// The next tag; `nil` at the end of the document.
    mutating func next() -> HTMLTag? {
        // Data state
        while index < bytes.count {
            guard bytes[index] == Self.lessThan else {
                index += 1
                continue
            }
            let start = index
            // Tag open state
            switch byte(at: index + 1) {
            case UInt8(ascii: "!"): skipDeclaration()
            case UInt8(ascii: "?"): skip(to: Self.greaterThan)
            case UInt8(ascii: "/"):
                if Self.isLetter(byte(at: index + 2)) {
                    index += 2
                    if var tag = readTag(start) {
                        tag.isEnd = true
                        return tag
                    }
                } else if byte(at: index + 2) == Self.greaterThan {
                    index += 3
                } else {
                    skip(to: Self.greaterThan)
                }
            case let byte where Self.isLetter(byte):
                index += 1
                guard var tag = readTag(start) else { return nil }
                if Self.textElements.contains(tag.name) {
                    tag.text = readText(of: tag.name)
                } else if tag.name == "plaintext" {
                    index = bytes.count
                }
                return tag
            default: index += 1
            }
        }
        return nil
    }

    // MARK: Comments

    /// Markup declaration open state: a comment, a doctype, or what counts as a comment.
    private mutating func skipDeclaration() {
        guard byte(at: index + 2) == Self.hyphen, byte(at: index + 3) == Self.hyphen else { return skip(to: Self.greaterThan) }
        index += 4
        // `<!-->` and `<!--->` are whole.
        if byte(at: index) == Self.greaterThan {
            index += 1
            return
        }
        if byte(at: index) == Self.hyphen, byte(at: index + 1) == Self.greaterThan {
            index += 2
            return
        }
        while index < bytes.count {
            if bytes[index] == Self.hyphen, byte(at: index + 1) == Self.hyphen {
                if byte(at: index + 2) == Self.greaterThan {
                    index += 3
                    return
                }
                if byte(at: index + 2) == UInt8(ascii: "!"), byte(at: index + 3) == Self.greaterThan {
                    index += 4
                    return
                }
            }
            index += 1
        }
    }

    private mutating func skip(to end: UInt8) {
        while index < bytes.count, bytes[index] != end { index += 1 }
        index = min(index + 1, bytes.count)
    }

    // MARK: Tags

    /// Tag name state and what follows; `nil` when the document ends in the tag, which is none then.
    private mutating func readTag(_ start: Int) -> HTMLTag? {
        var name: [UInt8] = []
        while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != Self.slash, bytes[index] != Self.greaterThan {
            name.append(Self.lowered(bytes[index]))
            index += 1
        }
        var tag = HTMLTag(name: String(decoding: name, as: UTF8.self), start: start)
        while index < bytes.count {
            let byte = bytes[index]
            if Self.isBlank(byte) || byte == Self.slash {
                index += 1
            } else if byte == Self.greaterThan {
                index += 1
                return tag
            } else {
                readAttribute(&tag)
            }
        }
        return nil
    }

    /// Attribute name state, and the states of its value. The first of several attributes of one name counts.
    private mutating func readAttribute(_ tag: inout HTMLTag) {
        var name: [UInt8] = []
        // A `=` in the first place is part of the name.
        repeat {
            name.append(Self.lowered(bytes[index]))
            index += 1
        } while index < bytes.count && !Self.isBlank(bytes[index]) && ![Self.slash, Self.greaterThan, Self.equals].contains(bytes[index])
        var end = index
        while end < bytes.count, Self.isBlank(bytes[end]) { end += 1 }
        var value: [UInt8] = []
        if byte(at: end) == Self.equals {
            index = end + 1
            while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
            value = readValue()
        }
        let text = String(decoding: name, as: UTF8.self)
        // A tag of very many attributes would be looked through for each.
        guard tag.attributes.count < 200, tag.attribute(text) == nil else { return }
        tag.attributes.append((text, HTMLCharacterReferences.decoded(value)))
    }

    private mutating func readValue() -> [UInt8] {
        let start: Int
        let quote = byte(at: index)
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            index += 1
            start = index
            while index < bytes.count, bytes[index] != quote { index += 1 }
            let value = Array(bytes[start..<index])
            index = min(index + 1, bytes.count)
            return value
        }
        start = index
        while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != Self.greaterThan { index += 1 }
        return Array(bytes[start..<index])
    }

    // MARK: Elements of text

    /// The text up to the element's end tag, which is read by itself; up to the end of the document when there is none.
    private mutating func readText(of name: String) -> Range<Int> {
        let start = index
        // Script data escaped, and double escaped: between `<!--` and `-->` a `<script>` takes an end tag for itself.
        var isEscaped = false
        var isDoubleEscaped = false
        let isScript = name == "script"
        while index < bytes.count {
            if isScript, isEscaped, bytes[index] == Self.hyphen, byte(at: index + 1) == Self.hyphen, byte(at: index + 2) == Self.greaterThan
            {
                (isEscaped, isDoubleEscaped) = (false, false)
                index += 3
                continue
            }
            guard bytes[index] == Self.lessThan else {
                index += 1
                continue
            }
            if isScript, !isEscaped, begins("!--", at: index + 1) {
                isEscaped = true
                // `<!-->` ends at once.
                index += 2
                continue
            }
            if isScript, isEscaped, !isDoubleEscaped, begins("script", at: index + 1), isEndOfName(at: index + 7) {
                isDoubleEscaped = true
                index += 7
                continue
            }
            if byte(at: index + 1) == Self.slash, begins(name, at: index + 2), isEndOfName(at: index + 2 + name.utf8.count) {
                guard isDoubleEscaped else { break }
                isDoubleEscaped = false
                index += 2 + name.utf8.count
                continue
            }
            index += 1
        }
        return start..<index
    }

    private func begins(_ text: String, at start: Int) -> Bool {
        var at = start
        for wanted in text.utf8 {
            guard at < bytes.count, Self.lowered(bytes[at]) == wanted else { return false }
            at += 1
        }
        return true
    }

    private func isEndOfName(at index: Int) -> Bool {
        guard let byte = byte(at: index) else { return false }
        return Self.isBlank(byte) || byte == Self.slash || byte == Self.greaterThan
    }

    // MARK: Bytes

    private static let lessThan = UInt8(ascii: "<")
    private static let greaterThan = UInt8(ascii: ">")
    private static let slash = UInt8(ascii: "/")
    private static let hyphen = UInt8(ascii: "-")
    private static let equals = UInt8(ascii: "=")

    private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private static func isLetter(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

/// Character references in the values of attributes. https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state
///
/// Deviation: of the two thousand names those are known that can be needed in an address or a type; any other stays as it is written.
enum HTMLCharacterReferences {
    private static let names: [String: String] = [
        "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"", "QUOT": "\"", "apos": "'", "nbsp": "\u{A0}",
        "sol": "/", "bsol": "\\", "period": ".", "comma": ",", "colon": ":", "semi": ";", "quest": "?", "num": "#", "equals": "=",
        "plus": "+",
        "hyphen": "\u{2010}", "lowbar": "_", "percnt": "%", "lpar": "(", "rpar": ")", "excl": "!", "ast": "*", "commat": "@", "dollar": "$",
        "Tab": "\t", "NewLine": "\n", "lsqb": "[", "rsqb": "]", "lcub": "{", "rcub": "}", "vert": "|", "grave": "`",
    ]
    /// Those that need no `;`, unless a letter, a digit or `=` follows.
    private static let withoutSemicolon: Set<String> = ["amp", "AMP", "lt", "LT", "gt", "GT", "quot", "QUOT", "nbsp"]

    static func decoded(_ bytes: [UInt8]) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "&"), let (text, length) = reference(bytes[(index + 1)...]) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            result += Array(text.utf8)
            index += 1 + length
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func reference(_ bytes: ArraySlice<UInt8>) -> (text: String, length: Int)? {
        if bytes.first == UInt8(ascii: "#") { return numeric(bytes.dropFirst()) }
        let name = bytes.prefix(24).prefix { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        let text = String(decoding: name, as: UTF8.self)
        let next = bytes.dropFirst(name.count).first
        if next == UInt8(ascii: ";"), let found = names[text] { return (found, name.count + 1) }
        guard next != UInt8(ascii: "="), withoutSemicolon.contains(text), let found = names[text] else { return nil }
        return (found, name.count)
    }

    private static func numeric(_ bytes: ArraySlice<UInt8>) -> (text: String, length: Int)? {
        let isHexadecimal = bytes.first.map { $0 | 0x20 } == UInt8(ascii: "x")
        let digits = (isHexadecimal ? bytes.dropFirst() : bytes).prefix(12).prefix { byte in
            (0x30...0x39).contains(byte) || (isHexadecimal && (0x61...0x66).contains(byte | 0x20))
        }
        guard let code = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10) else { return nil }
        let length = 1 + (isHexadecimal ? 1 : 0) + digits.count
        let hasEnd = bytes.dropFirst(length - 1).first == UInt8(ascii: ";")
        let scalar = code == 0 ? nil : Unicode.Scalar(code)
        return (String(Character(scalar ?? "\u{FFFD}")), length + (hasEnd ? 1 : 0))
    }
}
