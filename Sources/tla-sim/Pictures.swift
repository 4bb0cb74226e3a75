import Diagnostics
import Diagrams
import Trace

/// The form of a picture's file.
enum PictureFormat: String, CaseIterable { case svg, dot }

/// One picture of a run, as the text of its file.
func picture(
    of trace: Trace, view: View, format: PictureFormat, theme: Theme
) throws(DiagnosticList) -> String {
    do {
        let drawing = try draw(trace, view: view, options: DrawOptions(theme: theme))
        switch format {
        case .svg: return try drawing.svg()
        case .dot: return drawing.dot
        }
    } catch {
        throw DiagnosticList([Diagnostic(.file, "cannot draw the \(view.rawValue): \(error)")])
    }
}
