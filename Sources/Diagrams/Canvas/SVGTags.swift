/// The tags and texts of an SVG that Graphviz wrote, one by one; comments and declarations are passed over.
///
/// What it gives are places in the text, since nothing of a picture is read more often.
struct SVGTags {
    typealias Part = Range<Int>

    struct Attribute {
        let name: Part
        /// As written, entities included.
        let value: Part
    }

    enum Tag {
        case start(name: Part, isEmpty: Bool)
        case end
        case text(Part)
    }

    let bytes: [UInt8]
    /// Those of the last start tag.
    private(set) var attributes: [Attribute] = []
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    subscript(part: Part) -> ArraySlice<UInt8> { bytes[part] }

    func `is`(_ part: Part, _ word: StaticString) -> Bool {
        guard part.count == word.utf8CodeUnitCount else { return false }
        for offset in 0..<part.count where bytes[part.lowerBound + offset] != word.utf8Start[offset] { return false }
        return true
    }

    /// What the last start tag has for this attribute.
    func value(of name: StaticString) -> Part? { attributes.first { self.is($0.name, name) }?.value }

    mutating func next() -> Tag? {
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else { return .text(take(until: UInt8(ascii: "<"))) }
            switch at + 1 < bytes.count ? bytes[at + 1] : 0 {
            case UInt8(ascii: "!"):
                if bytes[at...].starts(with: "<!--".utf8) { skip(past: "-->") } else { skip(past: ">") }
            case UInt8(ascii: "?"): skip(past: "?>")
            case UInt8(ascii: "/"):
                _ = take(until: UInt8(ascii: ">"))
                at += 1
                return .end
            default: return startTag()
            }
        }
        return nil
    }

    private mutating func startTag() -> Tag {
        at += 1
        let name = word()
        attributes.removeAll(keepingCapacity: true)
        while at < bytes.count {
            skipSpaces()
            guard at < bytes.count else { break }
            if bytes[at] == UInt8(ascii: "/") {
                at += 2
                return .start(name: name, isEmpty: true)
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
        return .start(name: name, isEmpty: false)
    }

    private mutating func word() -> Part {
        let start = at
        scan: while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x0A, UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"): break scan
            default: at += 1
            }
        }
        return start..<at
    }

    private mutating func skipSpaces() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A { at += 1 }
    }

    private mutating func take(until end: UInt8) -> Part {
        let start = min(at, bytes.count)
        at = start
        while at < bytes.count, bytes[at] != end { at += 1 }
        return start..<at
    }

    private mutating func skip(past text: StaticString) {
        let last = bytes.count - text.utf8CodeUnitCount
        while at <= last, !self.is(at..<(at + text.utf8CodeUnitCount), text) { at += 1 }
        at = min(bytes.count, at + text.utf8CodeUnitCount)
    }
}
