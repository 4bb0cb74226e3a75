/// A value of a YAML document and where it stands.
struct YAMLNode: Sendable {
    enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

    struct Pair: Sendable {
        var key: YAMLNode
        var value: YAMLNode
    }

    enum Content: Sendable {
        case scalar(String, Style)
        case sequence([YAMLNode])
        case mapping([Pair])
        /// Something that was already reported, such as an alias.
        case refused
    }

    var content: Content
    /// The bytes of the document from the value's first character to its last.
    var range: Range<Int>

    /// The text of a scalar, of any type, as written.
    var scalarText: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether this is the key `<<`, which YAML 1.1 takes for "copy the keys of that mapping here".
    var isMergeKey: Bool {
        if case .scalar("<<", .plain) = content { true } else { false }
    }

    /// Whether nothing is written for it.
    var isMissing: Bool {
        if case .scalar("", .plain) = content { true } else { false }
    }

    var elements: [YAMLNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    var pairs: [Pair]? {
        if case .mapping(let pairs) = content { pairs } else { nil }
    }

    /// The same value with keys that have another text, by the offset at which they begin.
    func renamingKeys(_ names: [Int: String]) -> YAMLNode {
        guard !names.isEmpty else { return self }
        var result = self
        switch content {
        case .scalar, .refused: break
        case .sequence(let elements): result.content = .sequence(elements.map { $0.renamingKeys(names) })
        case .mapping(let pairs):
            result.content = .mapping(
                pairs.map { pair in
                    var pair = pair
                    if let name = names[pair.key.range.lowerBound] { pair.key.content = .scalar(name, .plain) }
                    pair.value = pair.value.renamingKeys(names)
                    return pair
                })
        }
        return result
    }

    /// The value of a key; the first one when the key stands twice, which is reported elsewhere.
    subscript(key: String) -> YAMLNode? {
        pairs?.first { $0.key.scalarText == key }?.value
    }
}

/// What a scalar means by the core schema of YAML 1.2.
///
/// The words of YAML 1.1 (`y`, `yes`, `on`, `no`, …) are text here: a module may be called `y`, and a line may be `No`.
enum ScalarType: Equatable {
    case null
    case bool(Bool)
    case number, text

    init(_ text: String, _ style: YAMLNode.Style) {
        guard style == .plain else {
            self = .text
            return
        }
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        default: self = Self.isNumber(text) ? .number : .text
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        switch text {
        case ".nan", ".NaN", ".NAN": return true
        case _ where text.hasPrefix("0x"): return text.count > 2 && text.dropFirst(2).allSatisfy { $0.isASCII && $0.isHexDigit }
        case _ where text.hasPrefix("0o"): return text.count > 2 && text.dropFirst(2).allSatisfy { "01234567".contains($0) }
        default: break
        }
        var rest = text[...]
        if let first = rest.first, first == "-" || first == "+" { rest.removeFirst() }
        if rest == ".inf" || rest == ".Inf" || rest == ".INF" { return true }
        func takeDigits() -> Int {
            let count = rest.prefix { "0"..."9" ~= $0 }.count
            rest = rest.dropFirst(count)
            return count
        }
        var digits = takeDigits()
        if rest.first == "." {
            rest.removeFirst()
            digits += takeDigits()
        }
        guard digits > 0 else { return false }
        if let first = rest.first, first == "e" || first == "E" {
            rest.removeFirst()
            if let sign = rest.first, sign == "-" || sign == "+" { rest.removeFirst() }
            guard takeDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// Whether the text is a number as JSON, and so JavaScript, writes one.
    static func isJSONNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isPadded = digits.hasPrefix("0") && digits.dropFirst().first.map { "0"..."9" ~= $0 } == true
        guard !isPadded, let first = digits.first, "0"..."9" ~= first, !digits.hasPrefix("0x"), !digits.hasPrefix("0o") else {
            return false
        }
        if let dot = digits.firstIndex(of: ".") {
            guard let next = digits[dot...].dropFirst().first, "0"..."9" ~= next else { return false }
        }
        return isNumber(text)
    }
}
