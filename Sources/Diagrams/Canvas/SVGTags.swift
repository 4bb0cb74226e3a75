/// The tags and texts of an SVG that Graphviz wrote, one by one; comments and declarations are passed over.
struct SVGTags {
    struct Attribute {
        var name: String
        /// As written, entities included.
        var value: String
    }

    enum Tag {
        case start(name: String, attributes: [Attribute], isEmpty: Bool)
        case end(name: String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func next() -> Tag? {
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else { return .text(take(until: UInt8(ascii: "<"))) }
            switch at + 1 < bytes.count ? bytes[at + 1] : 0 {
            case UInt8(ascii: "!"):
                if bytes[at...].starts(with: "<!--".utf8) { skip(past: "-->") } else { skip(past: ">") }
            case UInt8(ascii: "?"): skip(past: "?>")
            case UInt8(ascii: "/"):
                at += 2
                let name = take(until: UInt8(ascii: ">"))
                at += 1
                return .end(name: name)
            default: return startTag()
            }
        }
        return nil
    }

    private mutating func startTag() -> Tag {
        at += 1
        let name = word()
        var attributes: [Attribute] = []
        while at < bytes.count {
            skipSpaces()
            guard at < bytes.count else { break }
            if bytes[at] == UInt8(ascii: "/") {
                at += 2
                return .start(name: name, attributes: attributes, isEmpty: true)
            }
            if bytes[at] == UInt8(ascii: ">") {
                at += 1
                break
            }
            let attribute = word()
            // `="`, the value, `"`.
            at += 2
            let value = take(until: UInt8(ascii: "\""))
            at += 1
            attributes.append(Attribute(name: attribute, value: value))
        }
        return .start(name: name, attributes: attributes, isEmpty: false)
    }

    private mutating func word() -> String {
        let start = at
        while at < bytes.count, ![0x20, 0x0A, 0x3D, 0x3E, 0x2F].contains(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skipSpaces() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A { at += 1 }
    }

    private mutating func take(until end: UInt8) -> String {
        let start = min(at, bytes.count)
        at = start
        while at < bytes.count, bytes[at] != end { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skip(past text: String) {
        let mark = Array(text.utf8)
        while at < bytes.count, !bytes[at...].starts(with: mark) { at += 1 }
        at = min(bytes.count, at + mark.count)
    }
}
