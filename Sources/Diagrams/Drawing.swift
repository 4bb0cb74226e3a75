import Graphviz
import Trace

/// What a picture shows of a run.
public enum View: String, CaseIterable, Sendable {
    /// The modules and their imports.
    case graph
    /// What each module did, and when.
    case timeline
}

/// Whose colours a picture has.
public enum Theme: String, CaseIterable, Sendable {
    /// The viewer's: light, and dark by media query. The ground is transparent.
    case auto
    /// Fixed, on a ground of its own, for viewers that know no media queries.
    case light, dark
}

public struct DrawOptions: Sendable {
    public var theme: Theme
    /// Begins every id in the SVG. `nil` makes one of the view and the title; give one where two figures of a document
    /// would otherwise share it.
    public var idPrefix: String?

    public init(theme: Theme = .auto, idPrefix: String? = nil) {
        self.theme = theme
        self.idPrefix = idPrefix
    }
}

/// A picture could not be drawn.
public struct DrawingError: Error, Equatable, Sendable, CustomStringConvertible {
    public var message: String
    public init(message: String) { self.message = message }
    public var description: String { message }
}

/// A picture, ready to be written in any of its forms. The same trace gives the same bytes, always.
public struct Drawing: Sendable {
    public let title: String
    /// The run in words.
    public let description: String
    public let theme: Theme
    /// Begins every id.
    public let idPrefix: String
    let canvas: Canvas

    /// The picture for Graphviz: `neato -n2 -Tsvg` (the `nop2` engine) draws it.
    public var dot: String {
        canvas.dot(title: title, prefix: idPrefix, isDark: theme == .dark)
    }

    /// The picture as SVG: well-formed XML for any names and texts, without script and without need of a font.
    ///
    /// - Throws: when Graphviz cannot be loaded or reports an error.
    public func svg() throws(DrawingError) -> String {
        var tooltips: [String: String] = [:]
        for item in canvas.items {
            let name =
                switch item {
                case .shape(let shape): shape.name
                case .curve(let curve): curve.name
                }
            if let id = name.id, let tooltip = name.tooltip { tooltips["\(idPrefix)-\(id)"] = DOTText.visible(tooltip) }
        }
        do {
            let svg = try renderSVG(dot: dot, engine: .nop2)
            let figure = SVGFigure(
                title: DOTText.visible(title), description: DOTText.visible(description), prefix: idPrefix, theme: theme,
                tooltips: tooltips, width: canvas.width, height: canvas.height)
            return figure.rewrite(svg)
        } catch {
            throw DrawingError(message: error.description)
        }
    }
}

/// Draws a run.
///
/// The timeline needs the trace's events; the graph shows more with them. Large runs are drawn in part, and the picture
/// says what was left out.
public func draw(_ trace: Trace, view: View, options: DrawOptions = DrawOptions()) throws(DrawingError) -> Drawing {
    let picture: (canvas: Canvas, title: String, description: String)
    switch view {
    case .timeline: picture = TimelinePicture(trace).draw()
    case .graph:
        do {
            picture = try GraphPicture(trace).draw()
        } catch {
            throw DrawingError(message: error.description)
        }
    }
    let prefix = options.idPrefix ?? "\(view.rawValue)-\(slug(trace.title))"
    return Drawing(
        title: picture.title, description: picture.description, theme: options.theme, idPrefix: slug(prefix, limit: 60),
        canvas: picture.canvas)
}

/// The text as an id: ASCII letters, digits and single hyphens, never empty, a letter first.
func slug(_ text: String, limit: Int = 32) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        guard result.utf8.count < limit else { break }
        switch scalar {
        case "a"..."z", "0"..."9": result.unicodeScalars.append(scalar)
        case "A"..."Z": result += scalar.properties.lowercaseMapping
        default: if !result.isEmpty, result.last != "-" { result += "-" }
        }
    }
    while result.last == "-" { result.removeLast() }
    guard let first = result.first else { return "figure" }
    return first.isNumber ? "f" + result : result
}
