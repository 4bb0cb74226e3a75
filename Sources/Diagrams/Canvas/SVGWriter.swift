import Graphviz
import Text
import XML

/// Writes the figure while Graphviz's SVG of the canvas is read.
///
/// A group there is an item of the canvas, as its title says, and gets the names that the item has. Texts and values come without entities, and
/// get those that they need.
final class SVGWriter: XMLHandler {
    private let canvas: Canvas
    private let prefix: String
    private var out = ByteText()
    /// What is to be written at the end of each open element.
    private var ends: [StaticString] = []
    /// The group whose title is awaited: it tells whose group it is.
    private var awaitsTitle = false
    private var title: [UInt8]?
    /// How many open elements are passed over.
    private var skipped = 0
    private var isInText = false

    /// - Parameters:
    ///   - head: the figure's own start tag, and what comes before the shapes.
    ///   - capacity: about how many bytes it will be.
    init(canvas: Canvas, prefix: String, head: String, capacity: Int) {
        self.canvas = canvas
        self.prefix = prefix
        out.reserve(capacity)
        out.append(head)
    }

    var text: String { out.text }

    // MARK: What is read

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if skipped > 0 {
            skipped += 1
        } else if name == "svg" {
            ends.append("</svg>\n")
        } else if name == "title" {
            if awaitsTitle { title = [] } else { skipped = 1 }
        } else if name == "g" {
            startGroup(attributes)
        } else {
            startElement(name, attributes)
        }
    }

    func end(_ name: XMLName) {
        if title != nil {
            endTitle()
        } else if skipped > 0 {
            skipped -= 1
        } else if let end = ends.popLast() {
            out.append(end)
            isInText = false
        }
    }

    func text(_ part: UnsafeBufferPointer<UInt8>) {
        if title != nil {
            title?.append(contentsOf: part)
        } else if isInText {
            out.append(escaping: part)
        }
    }

    // MARK: Groups

    /// The graph itself, or an item.
    private func startGroup(_ attributes: XMLAttributes) {
        guard let kind = attributes.value(of: "class"), kind == "graph" else {
            awaitsTitle = true
            return
        }
        out.append("<g class=\"graph\"")
        if let transform = attributes.value(of: "transform") { write("transform", transform) }
        out.append(">\n")
        ends.append("</g>\n")
    }

    /// Begins the group of the item that the title names: `n7`, or `n7->n7` for a curve. The canvas's own node is none, and passed over.
    private func endTitle() {
        let digits = title?.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? []
        let isItem = title?.first == UInt8(ascii: "n")
        title = nil
        awaitsTitle = false
        guard isItem, let number = Int(String(decoding: digits, as: UTF8.self)), canvas.items.indices.contains(number) else {
            skipped = 1
            return
        }
        start(canvas.items[number])
    }

    private func start(_ item: Canvas.Item) {
        let name = item.name
        let isLink = name.id != nil && name.link != nil
        // Around the element: style sheets know what is in it by its parent.
        if isLink, let link = name.link { out.append("<a href=\"\(markupText(link))\">\n") }
        out.append("<g")
        if let id = name.id {
            out.append(" id=\"")
            out.append(prefix)
            out.append("-")
            out.append(id)
            out.append("\"")
        }
        var classes = ByteText()
        switch item {
        case .shape(let shape): classes.append(classesOf: shape)
        case .curve(let curve): classes.append(classesOf: curve)
        }
        if !classes.bytes.isEmpty {
            out.append(" class=\"")
            out.append(classes.bytes[...])
            out.append("\"")
        }
        out.append(">\n")
        ends.append(isLink ? "</g>\n</a>\n" : "</g>\n")
        if name.id != nil, let tooltip = name.tooltip {
            out.append("<title>")
            out.append(markupText(DOTText.visible(tooltip)))
            out.append("</title>\n")
        }
    }

    // MARK: Shapes and texts

    private func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        if isBackground(name, attributes) {
            skipped = 1
            return
        }
        out.append("<")
        out.append(name.bytes)
        for (attribute, value) in attributes where value.bytes.count > 0 {
            if attribute == "font-family" {
                guard value.bytes.starts(with: "Courier".utf8) else { continue }
                out.append(" font-family=\"Menlo,Consolas,'DejaVu Sans Mono',monospace\"")
                continue
            }
            write(attribute.bytes, value)
        }
        guard name == "text" else {
            // Shapes hold nothing.
            out.append("/>\n")
            ends.append("")
            return
        }
        out.append(">")
        ends.append("</text>\n")
        isInText = true
    }

    /// Whether it is the ground that Graphviz draws for a graph, in no colour.
    private func isBackground(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
        guard name == "polygon", let fill = attributes.value(of: "fill"), let stroke = attributes.value(of: "stroke") else { return false }
        return fill == "transparent" && stroke == "transparent"
    }

    private func write(_ name: StaticString, _ value: XMLName) {
        write(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), value)
    }

    private func write(_ name: UnsafeBufferPointer<UInt8>, _ value: XMLName) {
        out.append(" ")
        out.append(name)
        out.append("=\"")
        // SVG has no such colour.
        if value == "transparent" { out.append("none") } else { out.append(escaping: value.bytes) }
        out.append("\"")
    }
}
