import Graphviz
import Text

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

    /// - Parameter svg: what Graphviz wrote for the canvas without names.
    func rewrite(_ svg: String) -> String {
        var out = ByteText()
        out.reserve(svg.utf8.count * 2)
        out.append(root)
        out.append(style)
        out.append(ground)
        var tags = SVGTags(svg)
        // What is to be written at the end of each open element.
        var ends: [String] = []
        while let tag = tags.next() {
            switch tag {
            case .start(let name, let isEmpty):
                if tags.is(name, "svg") {
                    ends.append("</svg>\n")
                } else if tags.is(name, "title") {
                    skip(in: &tags)
                } else if tags.is(name, "g") {
                    begin(in: &tags, &ends, &out)
                } else if !isBackground(name, tags) {
                    write(name, tags, &out)
                    let isText = tags.is(name, "text")
                    out.append(isEmpty ? "/>\n" : isText ? ">" : ">\n")
                    if !isEmpty { ends.append(isText ? "</text>\n" : "</\(String(decoding: tags[name], as: UTF8.self))>\n") }
                }
            case .end: out.append(ends.popLast() ?? "")
            case .text(let text):
                if tags[text].contains(where: { $0 > 0x20 }) { out.append(tags[text]) }
            }
        }
        return out.text
    }

    // MARK: Elements

    /// Begins a group: the graph itself, or an item of the canvas, which gets the names it has there.
    private func begin(in tags: inout SVGTags, _ ends: inout [String], _ out: inout ByteText) {
        if let kind = tags.value(of: "class"), tags.is(kind, "graph") {
            out.append("<g class=\"graph\"")
            if let transform = tags.value(of: "transform") { append("transform", tags[transform], &out) }
            out.append(">\n")
            ends.append("</g>\n")
            return
        }
        guard let item = item(in: &tags) else { return skip(in: &tags) }
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
        if !classes.bytes.isEmpty { append("class", classes.bytes[...], &out) }
        out.append(">\n")
        ends.append(isLink ? "</g>\n</a>\n" : "</g>\n")
        if name.id != nil, let tooltip = name.tooltip {
            out.append("<title>")
            out.append(markupText(DOTText.visible(tooltip)))
            out.append("</title>\n")
        }
    }

    /// The item of the group that begins here, by its title: `n7`, or `n7->n7` for a curve. `nil` for the canvas's own node.
    private func item(in tags: inout SVGTags) -> Canvas.Item? {
        var number: Int?
        title: while let tag = tags.next() {
            switch tag {
            case .start: continue
            case .end: break title
            case .text(let text):
                guard tags[text].first == UInt8(ascii: "n") else { continue }
                let digits = tags[text].dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                number = Int(String(decoding: digits, as: UTF8.self))
            }
        }
        return number.flatMap { canvas.items.indices.contains($0) ? canvas.items[$0] : nil }
    }

    /// Passes over the rest of the element that is open.
    private func skip(in tags: inout SVGTags) {
        var depth = 1
        while depth > 0, let tag = tags.next() {
            switch tag {
            case .start(_, let isEmpty): depth += isEmpty ? 0 : 1
            case .end: depth -= 1
            case .text: continue
            }
        }
    }

    /// Whether it is the ground that Graphviz draws for a graph, in no colour.
    private func isBackground(_ name: SVGTags.Part, _ tags: SVGTags) -> Bool {
        guard tags.is(name, "polygon"), let fill = tags.value(of: "fill"), let stroke = tags.value(of: "stroke") else { return false }
        return tags.is(fill, "transparent") && tags.is(stroke, "transparent")
    }

    private func write(_ name: SVGTags.Part, _ tags: SVGTags, _ out: inout ByteText) {
        out.append("<")
        out.append(tags[name])
        for attribute in tags.attributes where !attribute.value.isEmpty {
            if tags.is(attribute.name, "font-family") {
                guard tags[attribute.value].starts(with: "Courier".utf8) else { continue }
                out.append(" font-family=\"Menlo,Consolas,'DejaVu Sans Mono',monospace\"")
                continue
            }
            out.append(" ")
            out.append(tags[attribute.name])
            out.append("=\"")
            // SVG has no such colour.
            if tags.is(attribute.value, "transparent") { out.append("none") } else { out.append(tags[attribute.value]) }
            out.append("\"")
        }
    }

    private func append(_ name: String, _ value: ArraySlice<UInt8>, _ out: inout ByteText) {
        out.append(" ")
        out.append(name)
        out.append("=\"")
        out.append(value)
        out.append("\"")
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
            case .curve(let curve): curves.insert(curve.stroke)
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
