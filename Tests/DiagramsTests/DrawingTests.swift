import Diagrams
import TestSupport
import Testing
import Trace

struct DrawingCase: CustomTestStringConvertible, Sendable {
    var name: String
    var trace: Trace
    var view: View
    var testDescription: String { "\(name), \(view.rawValue)" }

    static var all: [DrawingCase] {
        TraceFixture.examples.flatMap { example in
            View.all(of: example.trace).map { DrawingCase(name: example.name, trace: example.trace, view: $0) }
        }
    }
}

@Suite struct DrawingTests {
    @Test(arguments: DrawingCase.all)
    func dotIsAsRecorded(_ example: DrawingCase) throws {
        let drawing = try draw(example.trace, view: example.view)
        try GoldenFile.compare(drawing.dot, with: "\(example.name)-\(example.view.rawValue).dot")
    }

    @Test(arguments: DrawingCase.all)
    func svgIsWellFormedAndTellsTheRun(_ example: DrawingCase) throws {
        for theme in Theme.allCases {
            let svg = try draw(example.trace, view: example.view, options: DrawOptions(theme: theme)).svg()
            let xml = try WellFormedXML(svg)
            #expect(xml.elements.prefix(3) == ["svg", "title", "desc"])
            #expect(xml.texts.prefix(2).allSatisfy { $0.text.count > 5 })
            #expect(Set(xml.ids).count == xml.ids.count, "ids are unique")
            #expect(!xml.elements.contains("script"))
            #expect(!xml.elements.contains("a"), "no link goes anywhere")
            #expect(svg.contains("role=\"img\""))
            #expect(xml.elements.filter { $0 == "style" }.count == (theme == .auto ? 1 : 0))
            #expect(!svg.contains("<!--"), "nothing of the generator's own remains")
        }
    }

    @Test(arguments: DrawingCase.all)
    func sameTraceSameBytes(_ example: DrawingCase) throws {
        let first = try draw(example.trace, view: example.view).svg()
        let second = try draw(example.trace, view: example.view).svg()
        #expect(first == second)
    }

    @Test func idsBeginWithThePrefix() throws {
        let svg = try draw(TraceFixture.siblings, view: .timeline, options: DrawOptions(idPrefix: "Figure 1 <b>")).svg()
        let xml = try WellFormedXML(svg)
        #expect(xml.ids.contains("figure-1-b-heading"))
        #expect(xml.ids.allSatisfy { $0 == "figure-1-b" || $0.hasPrefix("figure-1-b-") })
    }

    @Test func picturesOfOneDocumentShareNoId() throws {
        func trace(_ title: String, host: String = "spec", modules: [String] = ["a"]) -> Trace {
            var f = TraceFixture(title, entries: ["a"], graph: modules.map { ($0, []) })
            f.start("a")
            var trace = f.finished(.fulfilled)
            trace.host = host
            return trace
        }
        let long = "A module that exports a then function"
        var pictures = [
            trace("日本"), trace("中文"), trace("a"), trace("a", host: "node"), trace("a", modules: ["a", "b"]), trace(long + " and calls"),
            trace(long + " and never calls"),
        ].map { ($0, DrawOptions()) }
        pictures.append((trace("a"), DrawOptions(theme: .dark)))
        var steps = DrawOptions()
        steps.axis = .steps
        pictures.append((trace("a"), steps))
        var seen: Set<String> = []
        for (trace, options) in pictures {
            for view in [View.timeline, .graph] {
                for id in try WellFormedXML(try draw(trace, view: view, options: options).svg()).ids {
                    #expect(seen.insert(id).inserted, "\(id) stands in two pictures")
                }
            }
        }
    }

    @Test func whatIsPointedAtTellsOfItself() throws {
        for example in TraceFixture.examples {
            for view in View.all(of: example.trace) {
                let svg = try draw(example.trace, view: view).svg()
                let tooltips = try WellFormedXML(svg).texts.filter { $0.element == "title" }
                // The picture's own title is one of them.
                #expect(tooltips.count > 3, "\(example.name), \(view.rawValue)")
            }
        }
        let svg = try draw(TraceFixture.siblings, view: .timeline).svg()
        #expect(svg.contains("<title>x is suspended at await sleep(1000) from 0 ms to 1000 ms</title>"))
    }

    @Test func darkThemeNeedsNoStyleSheet() throws {
        let svg = try draw(TraceFixture.siblings, view: .timeline, options: DrawOptions(theme: .dark)).svg().lowercased()
        #expect(svg.contains("#0d1117") && svg.contains("#4da3e0"))
        #expect(!svg.contains("#0072b2"), "no light shade is left")
    }

    @Test func hostileTextsAreShownAsTheyAre() throws {
        let svg = try draw(TraceFixture.hostile, view: .timeline).svg()
        let xml = try WellFormedXML(svg)
        let shown = xml.texts.filter { $0.element == "text" }.map(\.text)
        #expect(shown.contains("<b>x</b>"))
        #expect(shown.contains("✕ %s <%= %> {{x}}"))
        #expect(shown.contains { $0.contains("␛[31mred␛[0m <i>&nbsp;") })
        #expect(xml.texts.first?.text == "</title><script>alert(1)</script> & \"quotes\" \\G␀")
    }

    @Test func emptyTraceIsDrawn() throws {
        for view in [View.graph, .timeline] {
            let svg = try draw(Trace(title: "", host: "spec"), view: view).svg()
            _ = try WellFormedXML(svg)
        }
    }

    @Test func traceWithoutEventsHasAGraph() throws {
        var trace = TraceFixture.siblings
        trace.events = []
        let xml = try WellFormedXML(try draw(trace, view: .graph).svg())
        #expect(xml.texts.contains { $0.text == "z" })
        _ = try WellFormedXML(try draw(trace, view: .timeline).svg())
    }

    @Test func indicesOutOfRangeDoNotEndTheProcess() throws {
        var trace = TraceFixture.crowded
        trace.modules.removeLast(5)
        trace.texts = []
        trace.console.removeLast(3)
        for view in View.all(of: trace) { _ = try WellFormedXML(try draw(trace, view: view).svg()) }
    }
}
