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
          perfetto  the timeline, of one run or several, as a trace for
                    https://ui.perfetto.dev
        For png or pdf convert the SVG, with --theme light or dark, by a program that
        has fonts: rsvg-convert, Inkscape, a browser.
        """

    /// - Throws: when there is no such file of that view, or an option has no meaning in it.
    func validate(for view: PictureView, _ look: LookOptions) throws {
        switch self {
        case .svg, .dot: return
        case .png, .pdf:
            throw ValidationError(
                "tla-sim writes no \(rawValue.uppercased()): its text would depend on the fonts installed. Write the SVG, and convert it: "
                    + "--format svg --theme light -o picture.svg, then rsvg-convert -f \(rawValue) -o picture.\(rawValue) picture.svg.")
        case .mermaid, .markdown:
            guard view == .timeline || view == .graph else { throw noForm(of: view, "--view timeline or --view graph") }
        case .perfetto:
            guard view == .timeline || view == .compare else { throw noForm(of: view, "--view timeline or --view compare") }
        }
        if look.axis != nil || !look.focus.isEmpty || look.cyclesOnly || look.width != nil || look.linkBase != nil {
            throw ValidationError(
                "--axis, --focus, --cycles-only, --width and --link-base are for pictures. Write --format svg or --format dot.")
        }
    }

    private func noForm(of view: PictureView, _ others: String) -> ValidationError {
        ValidationError("--format \(rawValue) has no form of the view '\(view.rawValue)'. Write \(others).")
    }
}

/// One picture of a run in a form of text, or else what `picture` makes.
///
/// - Parameter input: the path that was run; the picture that a document links to has the name that `run` gives it.
func textForm(
    _ format: PictureFormat, of trace: Trace, view: View, input: String, picture: () throws(DiagnosticList) -> String
) throws(DiagnosticList) -> String {
    do {
        switch format {
        case .perfetto: return traceEventFile(of: [trace])
        case .mermaid: return try mermaid(trace, view: view)
        case .markdown: return try markdownSnippet(trace, view: view, picture: "\(outputName(of: input)).\(view.rawValue).svg")
        case .svg, .dot, .png, .pdf: break
        }
    } catch {
        throw DiagnosticList([Diagnostic(.file, "cannot draw the \(view.rawValue): \(error)")])
    }
    return try picture()
}
