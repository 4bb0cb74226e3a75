import Diagnostics
import Diagrams
import Trace

/// One picture of a run, as the text of its file.
func picture(
    of trace: Trace, view: View, format: PictureFormat, options: DrawOptions = DrawOptions()
) throws(DiagnosticList) -> String {
    try text(format, of: view.rawValue) { () throws(DrawingError) in try draw(trace, view: view, options: options) }
}

/// One picture of several runs, as the text of its file.
func comparison(of runs: [ComparedRun], format: PictureFormat, options: DrawOptions) throws(DiagnosticList) -> String {
    try text(format, of: "comparison") { () throws(DrawingError) in try drawComparison(of: runs, options: options) }
}

private func text(_ format: PictureFormat, of what: String, _ draw: () throws(DrawingError) -> Drawing) throws(DiagnosticList) -> String {
    do {
        let drawing = try draw()
        return format == .dot ? drawing.dot : try drawing.svg()
    } catch {
        throw DiagnosticList([Diagnostic(.file, "cannot draw the \(what): \(error)")])
    }
}
