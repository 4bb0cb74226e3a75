import Diagnostics

/// Turns Graphviz's SVG into a figure for documents.
///
/// What Graphviz adds for itself goes: the version comment, generated titles and node names, link wrappers. What a
/// document needs comes: a role, a title, a description, tooltips, and one style sheet for dark mode.
struct SVGFigure {
    var title: String
    var description: String
    var prefix: String
    var theme: Theme
    /// By element id: what viewers show when pointed at.
    var tooltips: [String: String]
    /// By element id: the address that it leads to.
    var links: [String: String]
    /// The canvas's, in points: Graphviz would count in the empty room behind its texts.
    var width, height: Double
    /// How wide it is shown, in points, unless a document says otherwise.
    var shownWidth: Double

    /// - Parameter svg: what Graphviz wrote for a ``Canvas``.
    func rewrite(_ svg: String) -> String {
        // Before the style sheet, of which is known at the end what it must hold, and after it.
        var head = ""
        var output = ""
        output.reserveCapacity(svg.utf8.count * 2)
        var tags = SVGTags(svg)
        // What is to be written at the end of each open element.
        var ends: [String?] = []
        var skipsUntil: Int?
        var used: Set<String> = []
        while let tag = tags.next() {
            switch tag {
            case .start(let name, var attributes, let isEmpty):
                if skipsUntil != nil {
                    if !isEmpty { ends.append(nil) }
                    continue
                }
                let id = attributes.first { $0.name == "id" }.map { Self.withHyphens($0.value) }
                let isWrapper = name == "a" || (name == "g" && id?.hasPrefix("a_") == true)
                let isNoise = name == "title" || id == "canvas"
                if isWrapper || isNoise {
                    if isNoise && !isEmpty { skipsUntil = ends.count }
                    if !isEmpty { ends.append(nil) }
                    continue
                }
                // The graph's own background.
                if name == "polygon", attributes.contains(where: { $0.value == "transparent" && $0.name == "stroke" }),
                    attributes.contains(where: { $0.value == "transparent" && $0.name == "fill" })
                {
                    continue
                }
                if name == "svg" {
                    head = output + root
                    output = ground
                    ends.append("</svg>\n")
                    continue
                }
                clean(&attributes, of: name, used: &used)
                // Around the element: style sheets know what is in it by its parent.
                let link = isEmpty ? nil : id.flatMap { links[$0] }
                if let link { output += "<a href=\"\(markupText(link))\">\n" }
                output += "<" + name
                for attribute in attributes {
                    output += " "
                    output += attribute.name
                    output += "=\""
                    output += attribute.value
                    output += "\""
                }
                output += isEmpty ? "/>\n" : (name == "text" ? ">" : ">\n")
                if !isEmpty { ends.append("</\(name)>\n" + (link == nil ? "" : "</a>\n")) }
                if let id, let tooltip = tooltips[id] { output += "<title>\(markupText(tooltip))</title>\n" }
            case .end:
                let end = ends.popLast() ?? nil
                if let depth = skipsUntil {
                    if ends.count == depth { skipsUntil = nil }
                } else if let end {
                    output += end
                }
            case .text(let text):
                if skipsUntil == nil, text.utf8.contains(where: { $0 > 0x20 }) { output += text }
            }
        }
        return head + style(used) + output
    }

    /// Graphviz writes hyphens as entities.
    private static func withHyphens(_ text: String) -> String {
        // By hand, and not by a search for text: this is asked of every element.
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let entity = Array("&#45;".utf8)
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.first {
            if first == entity[0], rest.starts(with: entity) {
                result.append(UInt8(ascii: "-"))
                rest = rest.dropFirst(entity.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private var root: String {
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

    private func clean(_ attributes: inout [SVGTags.Attribute], of name: String, used: inout Set<String>) {
        for index in attributes.indices {
            switch attributes[index].name {
            case "class":
                var words = Self.withHyphens(attributes[index].value).split(separator: " ").map(String.init)
                if words.first == "node" || words.first == "edge" { words.removeFirst() }
                for word in words { used.insert(word) }
                attributes[index].value = words.joined(separator: " ")
            case "id": attributes[index].value = Self.withHyphens(attributes[index].value)
            case "font-family":
                let isMonospace = attributes[index].value.hasPrefix("Courier")
                attributes[index].value = isMonospace ? "Menlo,Consolas,'DejaVu Sans Mono',monospace" : ""
            case "fill", "stroke": if attributes[index].value == "transparent" { attributes[index].value = "none" }
            default: break
            }
        }
        // Graphviz numbers the elements without an id; such a name says nothing and would clash between figures.
        attributes.removeAll { $0.value.isEmpty || ($0.name == "id" && !$0.value.hasPrefix(prefix + "-")) }
    }

    /// The dark shades of what is used, and nothing else.
    private func style(_ used: Set<String>) -> String {
        guard theme == .auto else { return "" }
        var rules = ""
        for paint in Paint.allCases {
            let scope = "#\(prefix) "
            func rule(_ kind: String, _ shapes: [String], _ properties: [String]) {
                guard used.contains("\(kind)-\(paint)") else { return }
                let selectors = shapes.map { "\(scope).\(kind)-\(paint)>\($0)" }.joined(separator: ",")
                rules += selectors + "{" + properties.map { "\($0):\(paint.dark)" }.joined(separator: ";") + "}\n"
            }
            rule("f", ["polygon", "path", "ellipse"], ["fill"])
            rule("s", ["polygon", "path", "ellipse"], ["stroke"])
            rule("t", ["text"], ["fill"])
            rule("e", ["path", "polygon"], ["stroke"])
            rule("e", ["polygon"], ["fill"])
        }
        return rules.isEmpty ? "" : "<style>\n@media (prefers-color-scheme: dark) {\n\(rules)}\n</style>\n"
    }
}
