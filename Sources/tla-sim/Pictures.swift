import Analysis
import ArgumentParser
import Diagnostics
import Diagrams
import Simulator
import Text
import Trace

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

/// A picture of a run as SVG, in its own theme and width, laid out once for all that is asked of it.
struct RunPicture {
    private let run: AnalysedRun
    private let view: View
    private let drawing: Drawing

    init(of run: AnalysedRun, view: View) throws(DiagnosticList) {
        (self.run, self.view) = (run, view)
        drawing = try Self.telling(view) { () throws(DrawingError) in try draw(run, view: view) }
    }

    func svg() throws(DiagnosticList) -> String { try Self.telling(view) { () throws(DrawingError) in try drawing.svg() } }

    /// The same laid out for a telephone; `nil` where the picture itself can be read there.
    func narrowSVG() throws(DiagnosticList) -> String? {
        guard drawing.drawnWidth > Page.phone else { return nil }
        return try Self.telling(view) { () throws(DrawingError) in
            var options = DrawOptions()
            options.pageWidth = Page.phone
            return try draw(run, view: view, options: options).svg()
        }
    }

    private static func telling<Result>(_ view: View, _ body: () throws(DrawingError) -> Result) throws(DiagnosticList) -> Result {
        do throws(DrawingError) {
            return try body()
        } catch {
            throw DiagnosticList([undrawable(view.rawValue, error)])
        }
    }
}

/// Draws runs below each other and writes the SVG. What keeps it from that is said, and ends the command.
///
/// - Parameter stream: where it is told that the file is written.
func writeComparison(of runs: [ComparedRun], to path: String, _ outputs: OutputOptions, tellingOn stream: StandardStream) throws {
    let text: String
    do throws(DrawingError) {
        if runs.count == 1 {
            text = try draw(runs[0].run, view: .timeline).svg()
        } else {
            text = try drawComparison(of: runs).svg()
        }
    } catch {
        report([undrawable("comparison", error)])
        return try end(ExitStatus.cannotWrite)
    }
    try writing { () throws(DiagnosticList) in try writeFile(path, text, as: .svg, isForced: outputs.force) }
    stream.write("wrote \(visibleText(path))\n")
}

/// Ends the command where there is nothing of a run to be drawn, and says why.
func endUnlessDrawable(_ run: Run) throws {
    // Of a graph that does not load or link there is what is known of it.
    guard run.trace.modules.isEmpty else { return }
    let nothing = Diagnostic(.link, "nothing ran: \(run.trace.outcome.detail ?? "")")
    report(run.diagnostics.isEmpty ? [nothing] : run.diagnostics)
    throw ExitCode(ExitStatus.of(run.trace.outcome, run.diagnostics))
}

/// What to say of a picture that cannot be drawn.
func undrawable(_ what: String, _ error: DrawingError) -> Diagnostic {
    error.isEmpty ? Diagnostic(.usage, error.message) : Diagnostic(.file, "cannot draw the \(what): \(error)")
}
