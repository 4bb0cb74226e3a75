import Diagnostics
import Diagrams
import Trace

/// What a picture shows.
enum PictureView: String, CaseIterable { case graph, timeline }

enum PictureFormat: String, CaseIterable { case svg, dot }

enum PictureTheme: String, CaseIterable { case auto, light, dark }

/// One picture of a run, as the text of its file.
func picture(
    of trace: Trace, view: PictureView, format: PictureFormat, theme: PictureTheme
) throws(DiagnosticList) -> String {
    throw DiagnosticList([Diagnostic(.usage, "pictures cannot be drawn yet")])
}
