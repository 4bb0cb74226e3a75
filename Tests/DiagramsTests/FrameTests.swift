import Analysis
import Diagrams
import TestSupport
import Testing
import Trace

@Suite("Frames of pictures")
struct FrameTests {
    private static let views: [View] = [.timeline, .graph]

    private struct Example {
        var name: String
        var drawing: Drawing
        var trace: Trace
    }

    private func drawings() throws -> [Example] {
        var examples: [Example] = []
        for example in TraceFixture.examples {
            for view in Self.views {
                let drawing = try draw(AnalysedRun(example.trace), view: view)
                examples.append(Example(name: "\(example.name), \(view)", drawing: drawing, trace: example.trace))
            }
        }
        return examples
    }

    /// The size that a picture says it has.
    private func size(_ svg: String) -> Substring? { svg.split(separator: " role=").first }

    /// How much of it is faint.
    private func faint(_ svg: String) -> Int { svg.matches(of: /class="(?:[^" ]+ )*later[" ]/).count }

    @Test("All frames have the size of the picture; before anything has happened what happens is faint, and at the end nothing is")
    func ends() throws {
        for example in try drawings() {
            let (name, drawing, trace) = (example.name, example.drawing, example.trace)
            let whole = try drawing.svg()
            let first = try drawing.frame(after: -1, at: 0).svg()
            let last = try drawing.frame(after: trace.events.count, at: trace.end).svg()
            for svg in [first, last] {
                _ = try WellFormedXML(svg)
                #expect(size(svg) == size(whole), "\(name)")
            }
            #expect((faint(first) > 0) == !drawing.visibleEvents.isEmpty, "\(name)")
            #expect(faint(last) == 0, "\(name)")
        }
    }

    @Test("From frame to frame no more is faint than before")
    func progress() throws {
        for example in try drawings() {
            let (name, drawing, trace) = (example.name, example.drawing, example.trace)
            var before = Int.max
            for event in [-1] + drawing.visibleEvents {
                let time = trace.events.indices.contains(event) ? trace.events[event].time : 0
                let faint = faint(try drawing.frame(after: event, at: time).svg())
                #expect(faint <= before, "\(name), event \(event)")
                before = faint
            }
        }
    }

    @Test("An animation is well-formed, has no script, and stands still where less motion is asked for")
    func animation() throws {
        for example in try drawings() where example.drawing.visibleEvents.count > 1 {
            let (name, drawing, trace) = (example.name, example.drawing, example.trace)
            let svg = try drawing.animatedSVG { trace.events.indices.contains($0) ? trace.events[$0].time : 0 }
            let document = try WellFormedXML(svg)
            #expect(!document.elements.contains("script"), "\(name)")
            #expect(Set(document.ids).count == document.ids.count, "\(name)")
            #expect(svg.contains("@media (prefers-reduced-motion: no-preference)"), "\(name)")
            #expect(try drawing.animatedSVG { trace.events.indices.contains($0) ? trace.events[$0].time : 0 } == svg, "\(name)")
        }
    }
}
