import Analysis
import ArgumentParser
import Diagnostics
import Diagrams

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
        The ending of the file says which: .svg, .dot or .gv, .mmd, .md, .json. Where it
        is another, or none, say --format.

        For png or pdf convert the SVG, with --theme light or dark, by a program that
        has fonts: rsvg-convert, Inkscape, a browser.
        """

    /// - Throws: when there is no such file of that view, or an option has no meaning in it.
    func validate(for view: PictureView, _ look: LookOptions) throws {
        switch self {
        case .svg: return
        case .dot:
            if look.linkBase != nil { throw ValidationError("--link-base is for --format svg.") }
            return
        case .png, .pdf:
            throw ValidationError(
                "tla-sim writes no \(rawValue.uppercased()): its text would depend on the fonts installed. Write the SVG, and convert it: "
                    + "--format svg --theme light -o picture.svg, then rsvg-convert -f \(rawValue) -o picture.\(rawValue) picture.svg.")
        case .mermaid, .markdown: break
        case .perfetto:
            guard view == .timeline || view == .compare else {
                throw ValidationError(
                    "--format perfetto has no form of the view '\(view.rawValue)'. Write --view timeline or --view compare.")
            }
        }
        if look.theme != .auto { throw ValidationError("--theme is for pictures. Write --format svg or --format dot.") }
        if look.axis != nil || !look.focus.isEmpty || look.cyclesOnly || look.width != nil || look.linkBase != nil {
            throw ValidationError(
                "--axis, --focus, --cycles-only, --width and --link-base are for pictures. Write --format svg or --format dot.")
        }
    }
}

/// One picture of a run, as the text of its file.
///
/// - Parameter input: the path that was run; the picture that a document links to has the name that `run` gives it.
func text(
    of run: AnalysedRun, view: View, format: PictureFormat, input: String, options: DrawOptions
) throws(DrawingError) -> String {
    switch format {
    case .perfetto: traceEventFile(of: [run])
    case .mermaid: try mermaid(run, view: view)
    case .markdown: try markdownSnippet(run, view: view, picture: "\(outputName(of: input)).\(view.rawValue).svg")
    case .dot: try draw(run, view: view, options: options).dot
    case .svg, .png, .pdf: try draw(run, view: view, options: options).svg()
    }
}

/// One picture of several runs, as the text of its file.
///
/// - Parameter input: the path of the first.
func text(
    comparing runs: [ComparedRun], format: PictureFormat, input: String, options: DrawOptions
) throws(DrawingError) -> String {
    switch format {
    case .perfetto: traceEventFile(of: runs.map(\.run))
    case .mermaid: try mermaidComparison(of: runs)
    case .markdown: try markdownComparison(of: runs, picture: "\(outputName(of: input)).compare.svg")
    case .dot: try drawComparison(of: runs, options: options).dot
    case .svg, .png, .pdf: try drawComparison(of: runs, options: options).svg()
    }
}

/// One picture of a run, as SVG in its own theme and width.
func picture(of run: AnalysedRun, view: View) throws(DiagnosticList) -> String {
    do {
        return try draw(run, view: view).svg()
    } catch {
        throw DiagnosticList([undrawable(view.rawValue, error)])
    }
}

/// The same laid out for a telephone; `nil` where the picture itself can be read there.
func narrowPicture(of run: AnalysedRun, view: View) throws(DiagnosticList) -> String? {
    do {
        guard try draw(run, view: view).drawnWidth > Page.phone else { return nil }
        var options = DrawOptions()
        options.pageWidth = Page.phone
        return try draw(run, view: view, options: options).svg()
    } catch {
        throw DiagnosticList([undrawable(view.rawValue, error)])
    }
}

/// What to say of a picture that cannot be drawn.
func undrawable(_ what: String, _ error: DrawingError) -> Diagnostic {
    error.isEmpty ? Diagnostic(.usage, error.message) : Diagnostic(.file, "cannot draw the \(what): \(error)")
}
