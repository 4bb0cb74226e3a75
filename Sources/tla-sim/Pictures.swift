import Diagnostics
import Diagrams
import Trace

/// One picture of a run, as the text of its file.
func picture(
    of trace: Trace, view: View, format: PictureFormat, theme: Theme
) throws(DiagnosticList) -> String {
    do {
        let drawing = try draw(trace, view: view, options: DrawOptions(theme: theme))
        return format == .dot ? drawing.dot : try drawing.svg()
    } catch {
        throw DiagnosticList([Diagnostic(.file, "cannot draw the \(view.rawValue): \(error)")])
    }
}
