import Analysis
import Diagrams
import TestSupport
import Trace

extension FuzzTarget {
    /// Writes the run in the forms that are text: a trace file keeps the rules of its format, and all are alike when written twice.
    func checkForms(_ trace: Trace) throws(Finding) {
        let file = traceEventFile(of: [AnalysedRun(trace)])
        do {
            _ = try TraceEventRules(file)
        } catch {
            throw Finding("the trace file breaks a rule: \(error)")
        }
        try expect(traceEventFile(of: [AnalysedRun(trace)]) == file, "the trace file is another when written again")
        for view in [View.timeline, .graph] {
            let snippet: String, again: String
            do {
                snippet = try markdownSnippet(AnalysedRun(trace), view: view, picture: "run.svg")
                again = try markdownSnippet(AnalysedRun(trace), view: view, picture: "run.svg")
            } catch {
                throw Finding("the \(view.rawValue) has no Markdown: \(error)")
            }
            try expect(snippet == again, "the Markdown of the \(view.rawValue) is another when written again")
            try expect(snippet.ranges(of: "```").count == 2, "the \(view.rawValue) breaks out of its block of code")
        }
    }
}
