import Analysis
import Diagrams
import TestSupport
import Testing
import Trace

@Suite("A run is analysed once, whatever is made of it")
struct OneAnalysisTests {
    /// Everything that can be made of a run, one after the other of the same analysis.
    @Test(arguments: TraceFixture.examples.map(\.name))
    func sharedByAllPictures(name: String) throws {
        let trace = try #require(TraceFixture.examples.first { $0.name == name }?.trace)
        let run = AnalysedRun(trace)
        for view in View.all(of: run) {
            #expect(try draw(run, view: view).dot == draw(trace, view: view).dot, "\(view)")
            #expect(try mermaid(run, view: view) == mermaid(trace, view: view), "\(view)")
            #expect(
                try markdownSnippet(run, view: view, picture: "a.svg") == markdownSnippet(trace, view: view, picture: "a.svg"), "\(view)")
        }
        #expect(traceEventFile(of: [run]) == traceEventFile(of: [trace]))
        let compared = [ComparedRun(label: "one", run: run), ComparedRun(label: "two", run: run)]
        _ = try drawComparison(of: compared).svg()
        _ = try mermaidComparison(of: compared)
        #expect(run.partsMade.sorted() == ["graph", "timeline", "waits"], "each part is made once")
    }
}
