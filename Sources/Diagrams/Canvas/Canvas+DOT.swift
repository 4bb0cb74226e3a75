import Graphviz

extension Canvas {
    /// The canvas as a DOT file for the `nop2` engine, which draws everything where it is told.
    ///
    /// The node of an item is `n` and its index in ``items``.
    ///
    /// - Parameters:
    ///   - prefix: begins every id, so that two figures of one document do not share any.
    ///   - isDark: whose shades are written into the file.
    ///   - hasNames: whether elements have their ids, classes and tooltips.
    func dot(title: String, prefix: String, isDark: Bool, hasNames: Bool = true) -> String {
        var out = DOTWriter(height: height, prefix: prefix, isDark: isDark, hasNames: hasNames)
        out.text.reserve(items.count * (hasNames ? 350 : 200) + 500)
        out.text.append("digraph \(DOTText.quoted(title)) {\n")
        out.text.append("  graph [bgcolor=\"transparent\", pad=0, margin=0, notranslate=true];\n")
        out.text.append("  node [shape=box, fixedsize=true, margin=0, label=\"\", fontname=\"Helvetica\"];\n")
        // The first node fixes the picture's size: nop2 takes it from what is drawn.
        out.text.append("  canvas [pos=\"\(fixed(width / 2)),\(fixed(height / 2))\"")
        out.writeSize(width, height)
        out.text.append(", id=\"canvas\", style=filled, fillcolor=\"transparent\", color=\"transparent\"];\n")
        for (index, item) in items.enumerated() {
            switch item {
            case .shape(let shape): out.write(shape, index: index)
            case .curve(let curve): out.write(curve, index: index)
            }
        }
        out.text.append("}\n")
        return out.text.text
    }
}

private struct DOTWriter {
    var text = ByteText()
    let height: Double
    let prefix: String
    let isDark: Bool
    let hasNames: Bool

    init(height: Double, prefix: String, isDark: Bool, hasNames: Bool) {
        self.hasNames = hasNames
        self.height = height
        self.prefix = prefix
        self.isDark = isDark
    }

    // MARK: Items

    mutating func write(_ shape: Canvas.Shape, index: Int) {
        begin(index)
        text.append(" [pos=\"")
        write(shape.rect.center)
        text.append("\"")
        writeSize(shape.rect.width, shape.rect.height)
        if shape.isEllipse { text.append(", shape=ellipse") }
        if shape.style.fill == nil && shape.style.stroke == nil {
            text.append(", shape=none")
        } else {
            write(shape.style)
        }
        if let label = shape.label { write(label) }
        write(shape.name) { $0.append(classesOf: shape) }
        text.append("];\n")
    }

    mutating func write(_ curve: Canvas.Curve, index: Int) {
        // An edge is drawn after its tail, so a tail of its own gives it its place among the layers.
        begin(index)
        text.append(" [shape=point, style=invis, width=0.001, height=0.001, pos=\"")
        write(curve.points[0])
        text.append("\"];\n")
        begin(index)
        text.append(" -> n")
        text.append(index)
        text.append(" [pos=\"")
        var points = curve.points
        if let size = curve.stroke.arrow, let tip = points.last {
            points = Bezier(points).shortened(by: arrowLength(size)).points
            text.append("e,")
            write(tip)
            text.append(" ")
        }
        for (place, point) in points.enumerated() {
            if place > 0 { text.append(" ") }
            write(point)
        }
        text.append("\", color=")
        // Two colours are two lines beside each other.
        write(curve.stroke.paint, isTwice: curve.stroke.isDouble)
        text.append(", penwidth=")
        text.append(fixed: curve.stroke.width)
        if let word = curve.stroke.pattern.word {
            text.append(", style=")
            text.append(word)
        }
        if let size = curve.stroke.arrow {
            text.append(", arrowsize=")
            text.append(fixed: size)
        } else {
            text.append(", arrowhead=none")
        }
        write(curve.name) { $0.append(classesOf: curve) }
        text.append("];\n")
    }

    private mutating func begin(_ index: Int) {
        text.append("  n")
        text.append(index)
    }

    // MARK: Attributes

    mutating func writeSize(_ width: Double, _ height: Double) {
        text.append(", width=")
        text.append(fixed: width / 72, digits: 5)
        text.append(", height=")
        text.append(fixed: height / 72, digits: 5)
    }

    private mutating func write(_ point: Point) {
        text.append(fixed: point.x)
        text.append(",")
        text.append(fixed: height - point.y)
    }

    private mutating func write(_ paint: Paint, isTwice: Bool = false) {
        let color = isDark ? paint.dark : paint.light
        text.append("\"")
        text.append(color)
        if isTwice {
            text.append(":")
            text.append(color)
        }
        text.append("\"")
    }

    private mutating func write(_ style: Canvas.Style) {
        var lead = ", style=\""
        let words = [style.fill == nil ? nil : "filled", style.isRounded ? "rounded" : nil, style.pattern.word]
        for word in words.lazy.compactMap({ $0 }) {
            text.append(lead)
            text.append(word)
            lead = ","
        }
        if lead == "," { text.append("\"") }
        if let fill = style.fill {
            text.append(", fillcolor=")
            write(fill)
        }
        guard let stroke = style.stroke else { return text.append(", color=\"transparent\"") }
        text.append(", color=")
        write(stroke)
        text.append(", penwidth=")
        text.append(fixed: style.width)
    }

    private mutating func write(_ label: Canvas.Label) {
        text.append(", label=")
        switch label.alignment {
        case .left: text.append(DOTText.leftAlignedLabel(label.text))
        case .center: text.append(DOTText.label(label.text))
        case .right: text.append(DOTText.rightAlignedLabel(label.text))
        }
        text.append(", fontsize=")
        text.append(fixed: label.font.size)
        text.append(", fontcolor=")
        write(label.paint)
        if label.font.isMonospace {
            text.append(", fontname=\"Courier\"")
        } else if label.font.isBold {
            text.append(", fontname=\"Helvetica-Bold\"")
        }
    }

    private mutating func write(_ name: Canvas.Name, classes: (inout ByteText) -> Void) {
        guard hasNames else { return }
        var words = ByteText()
        classes(&words)
        if !words.bytes.isEmpty {
            text.append(", class=\"")
            text.append(words.bytes[...])
            text.append("\"")
        }
        if let id = name.id { text.append(", id=\"\(prefix)-\(id)\"") }
        if let tooltip = name.tooltip { text.append(", tooltip=\(DOTText.label(tooltip))") }
    }

    /// Graphviz's normal arrow head is ten points long at size 1.
    private func arrowLength(_ size: Double) -> Double { 10 * size }
}

extension Canvas.Pattern {
    fileprivate var word: String? {
        switch self {
        case .solid: nil
        case .dashed: "dashed"
        case .dotted: "dotted"
        }
    }
}
