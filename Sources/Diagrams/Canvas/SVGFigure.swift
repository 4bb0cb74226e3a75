import Text
import XML

/// Turns Graphviz's SVG of a canvas into a figure for documents.
///
/// What Graphviz adds for itself goes: the version comment, generated titles and node names. What a document needs comes: a role, a
/// title, a description, ids, classes, tooltips and links, and one style sheet for dark mode.
struct SVGFigure {
    let canvas: Canvas
    let title: String
    let description: String
    /// Begins every id.
    let prefix: String
    let theme: Theme
    /// How wide it is shown, in points, unless a document says otherwise.
    let shownWidth: Double
    /// Rules of the style sheet beside those of dark mode.
    let rules: String

    /// - Parameter svg: what Graphviz wrote for the canvas without names.
    /// - Throws: when that is no XML.
    func rewrite(_ svg: UnsafeBufferPointer<UInt8>) throws(XMLError) -> String {
        let writer = SVGWriter(canvas: canvas, prefix: prefix, head: root + style + ownStyle + ground, capacity: svg.count * 2)
        try readXML(svg, writer)
        return writer.text
    }

    // MARK: The whole

    private var root: String {
        let (width, height) = (canvas.width, canvas.height)
        var text = "<svg xmlns=\"http://www.w3.org/2000/svg\""
        text +=
            " width=\"\(fixed(shownWidth))pt\" height=\"\(fixed(height * shownWidth / max(1, width)))pt\" viewBox=\"0 0 \(fixed(width)) \(fixed(height))\""
        text += " role=\"img\" aria-labelledby=\"\(prefix)-title \(prefix)-desc\" id=\"\(prefix)\""
        text += " font-family=\"Helvetica,Arial,sans-serif\">\n"
        text += "<title id=\"\(prefix)-title\">\(markupText(title))</title>\n"
        text += "<desc id=\"\(prefix)-desc\">\(markupText(description))</desc>\n"
        return text
    }

    /// What is below all shapes in a fixed theme.
    private var ground: String {
        guard theme != .auto else { return "" }
        return "<rect width=\"100%\" height=\"100%\" fill=\"\(theme == .dark ? Paint.paper.dark : Paint.paper.light)\"/>\n"
    }

    /// What is still to come is faint; and what the drawing brings along.
    private var ownStyle: String {
        let isFaint = canvas.items.contains { $0.name.isLater }
        let text = (isFaint ? "#\(prefix) .later{opacity:.12}\n" : "") + rules
        return text.isEmpty ? "" : "<style>\n\(text)</style>\n"
    }

    /// The dark shades of what is used, and nothing else.
    private var style: String {
        guard theme == .auto else { return "" }
        var (fills, strokes, texts, curves): (Set<Paint>, Set<Paint>, Set<Paint>, Set<Paint>) = ([], [], [], [])
        for item in canvas.items {
            switch item {
            case .shape(let shape):
                if let fill = shape.style.fill { fills.insert(fill) }
                if let stroke = shape.style.stroke { strokes.insert(stroke) }
                if let label = shape.label { texts.insert(label.paint) }
            case .curve(let curve): curves.insert(curve.stroke.paint)
            }
        }
        var rules = ""
        for paint in Paint.allCases {
            func rule(_ kind: String, _ shapes: [String], _ property: String, isUsed: Bool) {
                guard isUsed else { return }
                let selectors = shapes.map { "#\(prefix) .\(kind)-\(paint.rawValue)>\($0)" }.joined(separator: ",")
                rules += "\(selectors){\(property):\(paint.dark)}\n"
            }
            let outlines = ["polygon", "path", "ellipse"]
            rule("f", outlines, "fill", isUsed: fills.contains(paint))
            rule("s", outlines, "stroke", isUsed: strokes.contains(paint))
            rule("t", ["text"], "fill", isUsed: texts.contains(paint))
            rule("e", ["path", "polygon"], "stroke", isUsed: curves.contains(paint))
            rule("e", ["polygon"], "fill", isUsed: curves.contains(paint))
        }
        return rules.isEmpty ? "" : "<style>\n@media (prefers-color-scheme: dark) {\n\(rules)}\n</style>\n"
    }
}
