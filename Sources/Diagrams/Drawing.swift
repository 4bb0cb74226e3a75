import Analysis
import Graphviz
import Text
import Trace
import XML

/// A picture, ready to be written in any of its forms. The same trace gives the same bytes, always.
public struct Drawing: Sendable {
    public let title: String
    /// The run in words.
    public let description: String
    public let theme: Theme
    /// Begins every id.
    public internal(set) var idPrefix: String
    /// How wide the SVG says that it is, in points; `nil` for as wide as it was drawn.
    let width: Double?
    var canvas: Canvas
    /// Further rules of its style sheet.
    var rules = ""

    /// What of the run stands where in the picture.
    public var marks: PictureMarks { canvas.marks }

    /// The id of a module's group in the SVG; `nil` for one that is not drawn.
    public func id(of module: ModuleIndex) -> String? { marks.modules[module].map { "\(idPrefix)-\($0)" } }

    /// How wide it was drawn, in points.
    public var drawnWidth: Double { canvas.width }

    /// The picture for Graphviz: `neato -n2 -Tsvg` (the `nop2` engine) draws it.
    public var dot: String {
        canvas.dot(title: title, prefix: idPrefix, isDark: theme == .dark)
    }

    /// The picture as SVG: well-formed XML for any names and texts, without script and without need of a font.
    ///
    /// - Throws: when Graphviz cannot be loaded or reports an error.
    public func svg() throws(DrawingError) -> String {
        do {
            // Names are added to what Graphviz drew: it would spend a sixth of its time on them, and make links of tooltips.
            let source = canvas.dot(title: title, prefix: idPrefix, isDark: theme == .dark, hasNames: false)
            let figure = SVGFigure(
                canvas: canvas, title: DOTText.visible(title), description: DOTText.visible(description), prefix: idPrefix, theme: theme,
                shownWidth: width ?? canvas.width, rules: rules)
            return try renderSVG(dot: source, engine: .nop2) { svg in
                Result { () throws(XMLError) in try figure.rewrite(svg) }
            }.get()
        } catch let error as GraphvizError {
            throw DrawingError(message: error.description)
        } catch {
            throw DrawingError(message: "Graphviz's SVG: \(error)")
        }
    }
}

/// Draws a run.
///
/// The timeline needs the trace's events; the graph shows more with them. Large runs are drawn in part, and the picture
/// says what was left out.
public func draw(_ run: AnalysedRun, view: View, options: DrawOptions = DrawOptions()) throws(DrawingError) -> Drawing {
    let picture: (canvas: Canvas, title: String, description: String)
    do {
        switch view {
        case .timeline: picture = TimelinePicture(run, options).draw()
        case .graph:
            let graph = try GraphPicture(run, options)
            if options.cyclesOnly, graph.isEmpty { throw DrawingError(message: "no modules import one another in a cycle", isEmpty: true) }
            picture = graph.draw()
        case .waits:
            guard let waits = try WaitPicture(run, options) else {
                let outcome = TimelineTexts(trace: run.trace).outcome
                var message = "nothing waits: the run \(outcome)"
                // Stopped by a limit, it may have gone on.
                if case .blocked = run.trace.outcome { message = "who waits for ever is not known: the run was \(outcome)" }
                throw DrawingError(message: message, isEmpty: true)
            }
            picture = waits.draw()
        }
    } catch let error as GraphvizError {
        throw DrawingError(message: error.description)
    } catch let error as DrawingError {
        throw error
    } catch {
        throw DrawingError(message: "\(error)")
    }
    return Drawing(picture, view.rawValue, run.trace, options)
}

extension Drawing {
    init(_ picture: (canvas: Canvas, title: String, description: String), _ kind: String, _ trace: Trace, _ options: DrawOptions) {
        title = picture.title
        description = picture.description
        theme = options.theme
        idPrefix = slug(options.idPrefix ?? "\(kind)-\(slug(trace.title))-\(Self.mark(of: picture.title, trace, options))", limit: 60)
        width = options.width
        canvas = picture.canvas
    }

    /// Six digits that tell pictures of one view and like titles apart, where they stand in one document: of other modules, on another host,
    /// drawn otherwise.
    private static func mark(of title: String, _ trace: Trace, _ options: DrawOptions) -> Substring {
        var parts = [title, trace.title, trace.host, options.theme.rawValue, options.axis.rawValue, "\(options.cyclesOnly)"]
        parts.append(options.width.map { "\($0)" } ?? (options.pageWidth == Page.width ? "" : "page \(options.pageWidth)"))
        parts += trace.modules.map(\.name) + ["\n"] + options.focus.map { trace[$0].name }
        return textDigest(parts.joined(separator: "\0").utf8).prefix(6)
    }
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
