/// A JSON value whose object members keep their order, so that the same value always gives the same bytes.
public indirect enum JSONValue: Hashable, Sendable {
    public struct Member: Hashable, Sendable {
        public var key: String
        public var value: JSONValue
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    case null
    case bool(Bool)
    /// A number, as JSON writes it: kept as text, so that none of its digits is lost.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    public static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

    public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { Member($0.key, $0.value) })
    }

    /// The member of an object; `nil` where there is none, and for other values.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The value as JSON.
    ///
    /// - Parameter isIndented: a line per member and element, two spaces a level; otherwise one line.
    public func text(isIndented: Bool = false) -> String {
        var text = ""
        write(to: &text, indent: isIndented ? 0 : nil)
        return text
    }

    private func write(to text: inout String, indent: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let value): text += jsonStringLiteral(value)
        case .array(let elements):
            Self.writeGroup("[", elements, "]", to: &text, indent: indent) { element, text, indent in
                element.write(to: &text, indent: indent)
            }
        case .object(let members):
            Self.writeGroup("{", members, "}", to: &text, indent: indent) { member, text, indent in
                text += jsonStringLiteral(member.key)
                text += indent == nil ? ":" : ": "
                member.value.write(to: &text, indent: indent)
            }
        }
    }

    private static func writeGroup<Element>(
        _ open: String, _ elements: [Element], _ close: String, to text: inout String, indent: Int?,
        write: (Element, inout String, Int?) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let indent { text += "\n" + String(repeating: "  ", count: indent + 1) }
            write(element, &text, indent.map { $0 + 1 })
        }
        if let indent, !elements.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
        text += close
    }
}

/// The text as a JSON string in its quotes, which is a JavaScript string literal too.
///
/// Control characters and U+2028/2029 are escaped, and so are the characters that reorder a line of text where it is
/// shown, which would make a source line read as something else.
public func jsonStringLiteral(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        default:
            if isInvisibleControl(scalar), scalar.value <= 0xFFFF {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }
    return result + "\""
}
