/// What can be told of a piece of JavaScript from its brackets, strings and comments alone.
///
/// Enough to embed an expression of the document into a module safely; the parser judges the rest with the whole.
struct JavaScriptScan {
    /// Why the piece cannot stand by itself: "has no ')' for a '('"; `nil` when it can.
    private(set) var problem: String?
    /// Where in the piece, in bytes.
    private(set) var problemOffset = 0
    /// Only blanks and comments.
    private(set) var isEmpty = true
    /// A `;` outside brackets.
    private(set) var hasTopLevelSemicolon = false
    /// A comma outside brackets.
    private(set) var hasTopLevelComma = false
    /// A single name, call or member access: what a prefix operator takes without parentheses.
    private(set) var isSimple = true
    /// A `//` comment runs to the end.
    private(set) var endsInLineComment = false
    /// The word `await` stands outside strings and comments.
    private(set) var mentionsAwait = false
    /// A line break lies inside a template or after a backslash in a string, so that indentation would be content.
    private(set) var hasMultilineString = false

    /// The open brackets and their offsets.
    private var open: [(byte: UInt8, offset: Int)] = []
    /// The open `${` of templates: how deep ``open`` was there, and their offsets.
    private var templates: [(depth: Int, offset: Int)] = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count, problem == nil {
            index = step(bytes, index)
        }
        if problem == nil, let last = open.last {
            fail("has no '\(Self.closing(last.byte))' for a '\(Self.character(last.byte))'", last.offset)
        }
        if problem == nil, let last = templates.last { fail("has no '}' for a '${'", last.offset) }
        if isEmpty { isSimple = false }
    }

    private mutating func fail(_ problem: String, _ offset: Int) {
        self.problem = problem
        problemOffset = offset
    }

    private mutating func step(_ bytes: [UInt8], _ index: Int) -> Int {
        let byte = bytes[index]
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch byte {
        case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
            let end = bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D }
            endsInLineComment = end == nil
            isSimple = false
            return end ?? bytes.count
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
            isSimple = false
            var end = index + 2
            while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/")) { end += 1 }
            if end + 1 >= bytes.count { fail("has a comment without an end", index) }
            return end + 2
        case 0x20, 0x09, 0x0A, 0x0D:
            if !isEmpty, open.isEmpty { isSimple = false }
            return index + 1
        default:
            break
        }
        isEmpty = false
        endsInLineComment = false
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return string(bytes, index)
        case UInt8(ascii: "`"): return template(bytes, index + 1)
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            if open.isEmpty, byte == UInt8(ascii: "{") { isSimple = false }
            open.append((byte, index))
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            if byte == UInt8(ascii: "}"), templates.last?.depth == open.count {
                templates.removeLast()
                return template(bytes, index + 1)
            }
            guard open.count > templates.last?.depth ?? 0, let last = open.popLast(), Self.closing(last.byte) == Self.character(byte) else {
                fail("closes a '\(Self.character(byte))' that it does not open", index)
                return index + 1
            }
        case UInt8(ascii: ";") where open.isEmpty: hasTopLevelSemicolon = true
        case UInt8(ascii: ",") where open.isEmpty:
            hasTopLevelComma = true
            isSimple = false
        default:
            return word(bytes, index)
        }
        return index + 1
    }

    private mutating func word(_ bytes: [UInt8], _ index: Int) -> Int {
        var end = index
        while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
        guard end > index else {
            if bytes[index] != UInt8(ascii: "."), open.isEmpty { isSimple = false }
            return index + 1
        }
        if bytes[index..<end].elementsEqual("await".utf8), index == 0 || bytes[index - 1] != UInt8(ascii: ".") { mentionsAwait = true }
        return end
    }

    private mutating func string(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != bytes[start] {
            if bytes[index] == 0x0A || bytes[index] == 0x0D { break }
            if bytes[index] == UInt8(ascii: "\\") {
                index += 1
                if index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { hasMultilineString = true }
            }
            index += 1
        }
        if index >= bytes.count || bytes[index] != bytes[start] { fail("has a string without an end", start) }
        return index + 1
    }

    /// Goes on in a template to its end or to its next `${`.
    private mutating func template(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "`"): return index + 1
            case UInt8(ascii: "\\"): index += 1
            case 0x0A, 0x0D: hasMultilineString = true
            case UInt8(ascii: "$") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{"):
                templates.append((open.count, index))
                return index + 2
            default: break
            }
            index += 1
        }
        fail("has a template without an end", start - 1)
        return index
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "#"), 0x80...0xFF: true
        default: false
        }
    }

    private static func character(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

    private static func closing(_ byte: UInt8) -> Character {
        switch byte {
        case UInt8(ascii: "("): ")"
        case UInt8(ascii: "["): "]"
        default: "}"
        }
    }
}
