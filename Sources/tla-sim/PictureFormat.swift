import ArgumentParser
import Diagnostics
import Diagrams
import Trace

/// The form of a picture's file.
enum PictureFormat: String, CaseIterable, ExpressibleByArgument {
    case svg, dot, mermaid, markdown, perfetto
    /// Named so that whoever asks for them learns what to do instead.
    case png, pdf

    static let help = """
        Formats:
          svg       the picture
          dot       what Graphviz draws it from
          mermaid   a gantt chart or a flowchart for documents that draw Mermaid
          markdown  a link to the SVG with its text alternative, and the run in words
          perfetto  the timeline as a trace for https://ui.perfetto.dev
        For png or pdf convert the SVG, with --theme light or dark, by a program that
        has fonts: rsvg-convert, Inkscape, a browser.
        """

    /// - Parameter view: as the command line names it.
    /// - Throws: when there is no such file of that view.
    func validate(for view: String) throws {
        switch self {
        case .svg, .dot: break
        case .mermaid, .markdown:
            guard view != "timeline", view != "graph" else { return }
            throw ValidationError("--format \(rawValue) has no form of the view '\(view)'. Write --view timeline or --view graph.")
        case .perfetto:
            guard view != "timeline" else { return }
            throw ValidationError("--format perfetto has no form of the view '\(view)'. Write --view timeline.")
        case .png, .pdf:
            throw ValidationError(
                "tla-sim writes no \(rawValue.uppercased()): its text would depend on the fonts installed. Write the SVG, and convert it: "
                    + "--format svg --theme light -o picture.svg, then rsvg-convert -f \(rawValue) -o picture.\(rawValue) picture.svg.")
        }
    }
}

/// One picture of a run in a form of text; `nil` for the forms that Graphviz draws.
///
/// - Parameter input: the path that was run; the picture that a document links to has the name that `run` gives it.
func textForm(_ format: PictureFormat, of trace: Trace, view: View, input: String) throws(DiagnosticList) -> String? {
    do {
        switch format {
        case .perfetto: return traceEventFile(of: [trace])
        case .mermaid: return try mermaid(trace, view: view)
        case .markdown: return try markdownSnippet(trace, view: view, picture: "\(outputName(of: input)).\(view.rawValue).svg")
        case .svg, .dot, .png, .pdf: return nil
        }
    } catch {
        throw DiagnosticList([Diagnostic(.file, "cannot draw the \(view.rawValue): \(error)")])
    }
}
