import Analysis
import Diagrams
import TestSupport
import Testing
import Trace

@Suite("Frames of pictures")
struct FrameTests {
    private static let views: [View] = [.timeline, .graph]

    private func drawings() throws -> [(name: String, drawing: Drawing, trace: Trace)] {
        try TraceFixture.examples.flatMap { example in
            try Self.views.map { view in
                ("\(example.name), \(view)", try draw(AnalysedRun(example.trace), view: view), example.trace)
            }
        }
    }

    private func root(_ svg: String) -> Substring? { svg.split(separator: ">").first { $0.contains("viewBox") }?.split(separator: "id=").first }

    @Test("All frames have the size of the picture; before anything has happened what happens is faint, and at the end nothing is")
    func ends() throws {
        for (name, drawing, trace) in try drawings() {
            let whole = try drawing.svg()
            let first = try drawing.frame(after: -1, at: 0).svg()
            let last = try drawing.frame(after: trace.events.count, at: trace.end).svg()
            for svg in [first, last] {
                _ = try WellFormedXML(svg)
                #expect(root(svg) == root(whole), "\(name)")
            }
            #expect(first.contains(" later") == !drawing.visibleEvents.isEmpty, "\(name)")
            #expect(!last.contains(" later"), "\(name)")
        }
    }

    @Test("From frame to frame no more is faint than before")
    func progress() throws {
        for (name, drawing, trace) in try drawings() {
            var before = Int.max
            for event in [-1] + drawing.visibleEvents {
                let time = trace.events.indices.contains(event) ? trace.events[event].time : 0
                let faint = try drawing.frame(after: event, at: time).svg().split(separator: " later").count
                #expect(faint <= before, "\(name), event \(event)")
                before = faint
            }
        }
    }

    @Test("An animation is well-formed, has no script, and stands still where less motion is asked for")
    func animation() throws {
        for (name, drawing, trace) in try drawings() where drawing.visibleEvents.count > 1 {
            let svg = try drawing.animatedSVG { trace.events.indices.contains($0) ? trace.events[$0].time : 0 }
            let document = try WellFormedXML(svg)
            #expect(!document.elements.contains("script"), "\(name)")
            #expect(Set(document.ids).count == document.ids.count, "\(name)")
            #expect(svg.contains("@media (prefers-reduced-motion: no-preference)"), "\(name)")
            #expect(try drawing.animatedSVG { trace.events.indices.contains($0) ? trace.events[$0].time : 0 } == svg, "\(name)")
        }
    }
}
