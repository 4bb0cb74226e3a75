/// A page as a strict reader takes it: every element is closed in its order, attributes stand in double quotes, and nothing but text is
/// between tags. Stricter than browsers, which take anything.
public struct WellFormedHTML {
    public struct Element: Sendable {
        public var name: String
        /// Whether its tag ends it, as one in an svg may.
        var isClosed = false
        public var attributes: [String: String]
        /// Of `script`, `style` and `title`: the text, as it stands there.
        public var text = ""
    }

    public struct Fault: Error, CustomStringConvertible {
        public var description: String
    }

    /// In document order.
    public private(set) var elements: [Element] = []

    private static let empty: Set<String> = ["meta", "link", "input", "br", "hr", "img", "wbr"]
    private static let raw: Set<String> = ["script", "style", "title", "textarea"]

    public init(_ page: String) throws(Fault) {
        let bytes = Array(page.utf8)
        var at = 0
        var open: [String] = []
        func starts(_ text: String) -> Bool { bytes[min(at, bytes.count)...].starts(with: text.utf8) }
        guard starts("<!doctype html>\n") else { throw Fault(description: "it begins with no doctype") }
        at = 16
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            if starts("<!--") {
                guard let end = Self.find("-->", in: bytes, from: at + 4) else { throw Fault(description: "a comment without end") }
                at = end + 3
                continue
            }
            if starts("</") {
                guard let end = bytes[at...].firstIndex(of: UInt8(ascii: ">")) else { throw Fault(description: "an end tag without end") }
                let name = String(decoding: bytes[(at + 2)..<end], as: UTF8.self)
                guard open.last == name else { throw Fault(description: "</\(name)> where </\(open.last ?? "nothing")> is due") }
                open.removeLast()
                at = end + 1
                continue
            }
            var element = try Self.startTag(bytes, &at)
            if Self.raw.contains(element.name) {
                guard let end = Self.find("</\(element.name)", in: bytes, from: at) else {
                    throw Fault(description: "a \(element.name) without end")
                }
                element.text = String(decoding: bytes[at..<end], as: UTF8.self)
                at = end
            }
            if !Self.empty.contains(element.name), !element.isClosed { open.append(element.name) }
            elements.append(element)
        }
        if let name = open.last { throw Fault(description: "a \(name) without end") }
    }

    private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
        let sought = Array(text.utf8)
        var at = start
        while at + sought.count <= bytes.count {
            if bytes[at] == sought[0], bytes[at..<(at + sought.count)].elementsEqual(sought) { return at }
            at += 1
        }
        return nil
    }

    private static func startTag(_ bytes: [UInt8], _ at: inout Int) throws(Fault) -> Element {
        at += 1
        func name() -> String {
            let start = at
            while at < bytes.count, isNameByte(bytes[at]) { at += 1 }
            return String(decoding: bytes[start..<at], as: UTF8.self)
        }
        var element = Element(name: name(), attributes: [:])
        guard !element.name.isEmpty else { throw Fault(description: "a < that begins no tag") }
        while at < bytes.count {
            while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A { at += 1 }
            guard at < bytes.count else { break }
            if bytes[at] == UInt8(ascii: ">") {
                at += 1
                return element
            }
            if bytes[at] == UInt8(ascii: "/"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: ">") {
                element.isClosed = true
                at += 2
                return element
            }
            let attribute = name()
            guard !attribute.isEmpty, element.attributes[attribute] == nil else {
                throw Fault(description: "an attribute of \(element.name) that is none, or stands twice")
            }
            element.attributes[attribute] = ""
            guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { continue }
            guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\""),
                let end = bytes[(at + 2)...].firstIndex(of: UInt8(ascii: "\""))
            else { throw Fault(description: "the value of \(attribute) stands in no quotes") }
            element.attributes[attribute] = String(decoding: bytes[(at + 2)..<end], as: UTF8.self)
            at = end + 1
        }
        throw Fault(description: "a tag without end")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        // Attributes of an svg have capitals.
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
