import Analysis
import Trace

/// A run as a Mermaid diagram: the timeline as a gantt chart, the graph and who waits for whom as flowcharts. It ends with a line break.
///
/// Large runs are drawn in part, within the limits that Mermaid has unless its host changes them, and the diagram says what was left
/// out. No text of the program can act as Mermaid, Markdown or HTML.
///
/// - Throws: when the picture that it tells of cannot be drawn, or would show nothing.
public func mermaid(_ run: AnalysedRun, view: View) throws(DrawingError) -> String {
    mermaid(run, view: view, as: try draw(run, view: view))
}

/// Several runs as one gantt chart, with the first line that differs as a milestone of each.
///
/// - Parameter runs: two or more.
public func mermaidComparison(of runs: [ComparedRun]) throws(DrawingError) -> String {
    mermaidComparison(of: runs, as: try drawComparison(of: runs))
}

/// - Parameter drawing: the same as a picture, whose title and description this has.
func mermaid(_ run: AnalysedRun, view: View, as drawing: Drawing) -> String {
    switch view {
    case .graph: MermaidFlowchart(run).text(title: drawing.title, description: drawing.description)
    case .timeline: MermaidGantt(run).text(title: drawing.title, description: drawing.description)
    case .waits: MermaidWaits(run).text(title: drawing.title, description: drawing.description)
    }
}

func mermaidComparison(of runs: [ComparedRun], as drawing: Drawing) -> String {
    MermaidGantt(runs).text(title: drawing.title, description: drawing.description)
}
