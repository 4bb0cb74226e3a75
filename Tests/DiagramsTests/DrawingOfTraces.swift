import Analysis
import Diagrams
import Trace

// Most tests make one thing of a trace: for them it is analysed here.

func draw(_ trace: Trace, view: View, options: DrawOptions = DrawOptions()) throws(DrawingError) -> Drawing {
    try draw(AnalysedRun(trace), view: view, options: options)
}

func mermaid(_ trace: Trace, view: View) throws(DrawingError) -> String { try mermaid(AnalysedRun(trace), view: view) }

func markdownSnippet(_ trace: Trace, view: View, picture: String) throws(DrawingError) -> String {
    try markdownSnippet(AnalysedRun(trace), view: view, picture: picture)
}

func traceEventFile(of traces: [Trace]) -> String { traceEventFile(of: traces.map(AnalysedRun.init)) }

extension ComparedRun {
    init(label: String, trace: Trace) { self.init(label: label, run: AnalysedRun(trace)) }
}

extension View {
    static func all(of trace: Trace) -> [View] { all(of: AnalysedRun(trace)) }
}
