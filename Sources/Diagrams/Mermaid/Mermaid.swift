import Trace

/// A run as a Mermaid diagram: the timeline as a gantt chart, the graph as a flowchart. It ends with a line break.
///
/// Large runs are drawn in part, within the limits that Mermaid has unless its host changes them, and the diagram says what was left
/// out. No text of the program can act as Mermaid, Markdown or HTML.
///
/// - Throws: when the picture that it tells of cannot be drawn.
public func mermaid(_ trace: Trace, view: View) throws(DrawingError) -> String {
    mermaid(trace, view: view, as: try draw(trace, view: view))
}

/// - Parameter drawing: the same as a picture, whose title and description this has.
func mermaid(_ trace: Trace, view: View, as drawing: Drawing) -> String {
    view == .graph
        ? MermaidFlowchart(trace).text(title: drawing.title, description: drawing.description)
        : MermaidGantt(trace).text(title: drawing.title, description: drawing.description)
}
