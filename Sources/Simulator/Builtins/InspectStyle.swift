import JavaScript

/// The kinds of values that `util.inspect` colours, with the codes that begin and end each. https://nodejs.org/api/util.html#customizing-utilinspect-colors
enum InspectStyle {
    case number, bigint, boolean, undefined, null, string, symbol, date, regexp, special

    /// The style of a whole object; `nil` where only its parts have one.
    init?(of kind: ObjectKind) {
        switch kind {
        case .function: self = .special
        case .date: self = .date
        case .regularExpression: self = .regexp
        default: return nil
        }
    }

    /// The parameters of the two SGR sequences.
    var codes: (begin: Int, end: Int) {
        switch self {
        case .number, .bigint, .boolean: (33, 39)
        case .undefined: (90, 39)
        case .null: (1, 22)
        case .string, .symbol: (32, 39)
        case .date: (35, 39)
        case .regexp: (31, 39)
        case .special: (36, 39)
        }
    }

    /// A text without such sequences.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(0x1B) else { return text }
        var rest = Substring(text)
        var result = ""
        while let start = rest.firstRange(of: "\u{1B}[") {
            result += rest[..<start.lowerBound]
            let digits = rest[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
            rest = rest[digits.endIndex...]
            if rest.first == "m" { rest.removeFirst() }
        }
        return result + rest
    }
}

extension InspectOptions {
    func styled(_ text: String, _ style: InspectStyle) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(style.codes.begin)m\(text)\u{1B}[\(style.codes.end)m" : text
    }
}
