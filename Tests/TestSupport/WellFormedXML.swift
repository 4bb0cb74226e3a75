/// Checks that a text is well-formed XML 1.0, as far as generated documents go: no document type, no CDATA.
public struct WellFormedXML {
    public struct Fault: Error, CustomStringConvertible {
        public var description: String
    }

    /// The names of the elements, in document order.
    public private(set) var elements: [String] = []
    /// The values of all `id` attributes.
    public private(set) var ids: [String] = []
    /// The text of each element's first text node, entities resolved.
    public private(set) var texts: [(element: String, text: String)] = []

    private let scalars: [Unicode.Scalar]
    private var at = 0

    public init(_ text: String) throws(Fault) {
        scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() where !Self.isCharacter(scalar) {
            throw Fault(description: "character U+\(String(scalar.value, radix: 16)) at \(index)")
        }
        try read()
    }

    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private mutating func read() throws(Fault) {
        var open: [String] = []
        while at < scalars.count {
            if scalars[at] != "<" {
                let text = try content(until: "<")
                let isBlank = text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\n" }
                if let element = open.last {
                    if !isBlank { texts.append((element, text)) }
                } else if !isBlank {
                    throw Fault(description: "text outside the root: \(text)")
                }
                continue
            }
            at += 1
            if skip("?xml") {
                while at < scalars.count, !skip("?>") { at += 1 }
            } else if skip("/") {
                let name = try self.name()
                guard skip(">") else { throw Fault(description: "unfinished end tag \(name)") }
                guard open.popLast() == name else { throw Fault(description: "end tag \(name) closes another element") }
            } else {
                let name = try self.name()
                if open.isEmpty, !elements.isEmpty { throw Fault(description: "a second root \(name)") }
                elements.append(name)
                if try !attributes(of: name) { open.append(name) }
            }
        }
        guard open.isEmpty else { throw Fault(description: "never closed: \(open)") }
        guard !elements.isEmpty else { throw Fault(description: "no element") }
    }

    /// Reads to the end of a start tag; true when it closes itself.
    private mutating func attributes(of element: String) throws(Fault) -> Bool {
        var seen: Set<String> = []
        while true {
            let hasSpace = skip(" ") || skip("\n")
            while skip(" ") || skip("\n") {}
            if skip("/>") { return true }
            if skip(">") { return false }
            guard hasSpace else { throw Fault(description: "no space before an attribute of \(element)") }
            let name = try self.name()
            guard seen.insert(name).inserted else { throw Fault(description: "\(element) has \(name) twice") }
            guard skip("=\"") else { throw Fault(description: "attribute \(name) has no quoted value") }
            let value = try content(until: "\"")
            guard skip("\"") else { throw Fault(description: "attribute \(name) never ends") }
            if name == "id" { ids.append(value) }
        }
    }

    private mutating func content(until end: Unicode.Scalar) throws(Fault) -> String {
        var text = String.UnicodeScalarView()
        while at < scalars.count, scalars[at] != end {
            let scalar = scalars[at]
            at += 1
            if scalar == "<" { throw Fault(description: "< in a value") }
            if scalar == ">", text.suffix(2).elementsEqual("]]".unicodeScalars) { throw Fault(description: "]]> in text") }
            guard scalar == "&" else {
                text.append(scalar)
                continue
            }
            let known: [(String, Unicode.Scalar)] = [
                ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"), ("#45;", "-"), ("#39;", "'"),
                ("#160;", "\u{A0}"), ("#9;", "\t"), ("#10;", "\n"),
            ]
            var found = false
            for (name, value) in known where !found && skip(name) {
                text.append(value)
                found = true
            }
            if !found { throw Fault(description: "unknown entity at \(at)") }
        }
        return String(text)
    }

    private mutating func name() throws(Fault) -> String {
        var name = ""
        while at < scalars.count {
            let scalar = scalars[at]
            guard scalar.properties.isAlphabetic || "-_:.0123456789".unicodeScalars.contains(scalar) else { break }
            name.unicodeScalars.append(scalar)
            at += 1
        }
        guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else {
            throw Fault(description: "a name was expected at \(at)")
        }
        return name
    }

    private mutating func skip(_ text: String) -> Bool {
        let mark = Array(text.unicodeScalars)
        guard at + mark.count <= scalars.count, scalars[at..<at + mark.count].elementsEqual(mark) else { return false }
        at += mark.count
        return true
    }
}
