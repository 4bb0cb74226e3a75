import Graphviz

extension Canvas {
    /// The canvas as a DOT file for the `nop2` engine, which draws everything where it is told.
    ///
    /// - Parameters:
    ///   - prefix: begins every id, so that two figures of one document do not share any.
    ///   - isDark: whose shades are written into the file.
    ///   - hasTooltips: whether what Graphviz draws from it shows tooltips of its own.
    func dot(title: String, prefix: String, isDark: Bool, hasTooltips: Bool = true) -> String {
        var out = DOTWriter(height: height, prefix: prefix, isDark: isDark, hasTooltips: hasTooltips)
        out.text += "digraph \(DOTText.quoted(title)) {\n"
        out.text += "  graph [bgcolor=\"transparent\", pad=0, margin=0, notranslate=true];\n"
        out.text += "  node [shape=box, fixedsize=true, margin=0, label=\"\", fontname=\"Helvetica\"];\n"
        // The first node fixes the picture's size: nop2 takes it from what is drawn.
        out.text += "  canvas [pos=\"\(fixed(width / 2)),\(fixed(height / 2))\", \(out.size(width, height)), id=\"canvas\", "
        out.text += "style=filled, fillcolor=\"transparent\", color=\"transparent\"];\n"
        for (index, item) in items.enumerated() {
            switch item {
            case .shape(let shape): out.write(shape, index: index)
            case .curve(let curve): out.write(curve, index: index)
            }
        }
        out.text += "}\n"
        return out.text
    }
}

private struct DOTWriter {
    var text = ""
    let height: Double
    let prefix: String
    let isDark: Bool
    let hasTooltips: Bool

    init(height: Double, prefix: String, isDark: Bool, hasTooltips: Bool) {
        self.hasTooltips = hasTooltips
        self.height = height
        self.prefix = prefix
        self.isDark = isDark
    }

    func size(_ width: Double, _ height: Double) -> String {
        "width=\(fixed(width / 72, digits: 5)), height=\(fixed(height / 72, digits: 5))"
    }

    private func position(_ point: Point) -> String { "\(fixed(point.x)),\(fixed(height - point.y))" }

    private func color(_ paint: Paint) -> String { "\"\(isDark ? paint.dark : paint.light)\"" }

    mutating func write(_ shape: Canvas.Shape, index: Int) {
        var attributes = ["pos=\"\(position(shape.rect.center))\"", size(shape.rect.width, shape.rect.height)]
        var classes = [shape.name.kind].compactMap { $0 }
        let style = shape.style
        if shape.isEllipse { attributes.append("shape=ellipse") }
        if style.fill == nil && style.stroke == nil {
            attributes.append("shape=none")
        } else {
            var words = [style.fill != nil ? "filled" : "", style.isRounded ? "rounded" : "", style.isDashed ? "dashed" : ""]
            words.removeAll { $0.isEmpty }
            if !words.isEmpty { attributes.append("style=\"\(words.joined(separator: ","))\"") }
            if let fill = style.fill {
                attributes.append("fillcolor=\(color(fill))")
                classes.append("f-\(fill)")
            }
            if let stroke = style.stroke {
                attributes.append("color=\(color(stroke)), penwidth=\(fixed(style.width))")
                classes.append("s-\(stroke)")
            } else {
                attributes.append("color=\"transparent\"")
            }
        }
        if let label = shape.label {
            let text =
                switch label.alignment {
                case .left: DOTText.leftAlignedLabel(label.text)
                case .center: DOTText.label(label.text)
                case .right: DOTText.rightAlignedLabel(label.text)
                }
            attributes.append("label=\(text), fontsize=\(fixed(label.font.size)), fontcolor=\(color(label.paint))")
            if label.font.isMonospace {
                attributes.append("fontname=\"Courier\"")
            } else if label.font.isBold {
                attributes.append("fontname=\"Helvetica-Bold\"")
            }
            classes.append("t-\(label.paint)")
        }
        attributes += names(shape.name, classes)
        text += "  n\(index) [\(attributes.joined(separator: ", "))];\n"
    }

    mutating func write(_ curve: Canvas.Curve, index: Int) {
        var points = curve.points
        var head = ""
        if let size = curve.arrow, let tip = points.last {
            points = Bezier(points).shortened(by: arrowLength(size)).points
            head = "e,\(position(tip)) "
        }
        let path = head + points.map(position).joined(separator: " ")
        var attributes = ["pos=\"\(path)\"", "color=\(color(curve.stroke))", "penwidth=\(fixed(curve.width))"]
        if curve.isDashed { attributes.append("style=dashed") }
        if let size = curve.arrow {
            attributes.append("arrowsize=\(fixed(size))")
        } else {
            attributes.append("arrowhead=none")
        }
        attributes += names(curve.name, [curve.name.kind, "e-\(curve.stroke)"].compactMap { $0 })
        // An edge is drawn after its tail, so a tail of its own gives it its place among the layers.
        text += "  n\(index) [shape=point, style=invis, width=0.001, height=0.001, pos=\"\(position(curve.points[0]))\"];\n"
        text += "  n\(index) -> n\(index) [\(attributes.joined(separator: ", "))];\n"
    }

    /// Graphviz's normal arrow head is ten points long at size 1.
    private func arrowLength(_ size: Double) -> Double { 10 * size }

    private func names(_ name: Canvas.Name, _ classes: [String]) -> [String] {
        var result: [String] = []
        if !classes.isEmpty { result.append("class=\"\(classes.joined(separator: " "))\"") }
        if let id = name.id { result.append("id=\"\(prefix)-\(id)\"") }
        if hasTooltips, let tooltip = name.tooltip { result.append("tooltip=\(DOTText.label(tooltip))") }
        return result
    }
}
