import TestSupport
import Testing
import Trace

@testable import Diagrams

@Suite struct ComparePictureTests {
    private func compare(_ traces: [(String, Trace)], _ options: DrawOptions = DrawOptions()) throws -> Drawing {
        try drawComparison(of: traces.map { ComparedRun(label: $0.0, trace: $0.1) }, options: options)
    }

    private func texts(_ drawing: Drawing) -> [String] {
        drawing.canvas.items.compactMap { if case .shape(let shape) = $0 { shape.label?.text } else { nil } }
    }

    private func kinds(_ drawing: Drawing) -> [String] {
        drawing.canvas.items.flatMap { item in
            switch item {
            case .shape(let shape): shape.name.kinds
            case .curve(let curve): curve.name.kinds
            }
        }
    }

    @Test(arguments: [Axis.auto, .time, .steps])
    func runsOnOneAxisAreWellFormed(axis: Axis) throws {
        for (index, other) in TraceFixture.examples.enumerated() {
            var options = DrawOptions(theme: Theme.allCases[index % Theme.allCases.count])
            options.axis = axis
            let runs = [("<one>", TraceFixture.siblings), ("other & \u{0}", other.trace)]
            let svg = try compare(runs, options).svg()
            let xml = try WellFormedXML(svg)
            #expect(Set(xml.ids).count == xml.ids.count, "ids are unique with \(other.name)")
            #expect(try compare(runs, options).svg() == svg)
        }
    }

    @Test func dotIsAsRecorded() throws {
        let runs = [("first", TraceFixture.siblings), ("second", TraceFixture.error)]
        try GoldenFile.compare(try compare(runs).dot, with: "compare-time.dot")
        var options = DrawOptions()
        options.axis = .steps
        try GoldenFile.compare(
            try compare([("first", TraceFixture.microtasks), ("second", TraceFixture.racing)], options).dot, with: "compare-steps.dot")
    }

    @Test func differencesAreMarkedAndNotByColourAlone() throws {
        var other = TraceFixture.siblings
        // The last two change places.
        other.console.swapAt(2, 3)
        for index in 2...3 { other.console[index].time = 1_000_000_000 }
        let drawing = try compare([("one", TraceFixture.siblings), ("two", other)])
        let shown = texts(drawing)
        #expect(shown.contains("one") && shown.contains("two"))
        #expect(shown.filter { $0.hasPrefix("≠ ") }.count == 2)
        #expect(shown.filter { $0 == "line 3 differs" }.count == 2)
        #expect(kinds(drawing).filter { $0 == "parting" }.count == 2)
        #expect(drawing.description.contains("they part at line 3: one prints X2, two prints Z"))
    }

    @Test func onTheAxisOfStepsTheRunsPartAtALineToo() throws {
        var other = TraceFixture.microtasks
        other.console[1].text = "something else"
        var options = DrawOptions()
        options.axis = .steps
        let drawing = try compare([("one", TraceFixture.microtasks), ("two", other)], options)
        #expect(kinds(drawing).filter { $0 == "parting" }.count == 2)
        #expect(texts(drawing).filter { $0 == "line 2 differs" }.count == 2)
        other.console.removeAll()
        let silent = try compare([("one", TraceFixture.microtasks), ("two", other)], options)
        #expect(texts(silent).contains("prints no line 1") && texts(silent).contains("line 1 differs"))
    }

    @Test func asMermaidAndMarkdown() throws {
        var other = TraceFixture.siblings
        other.console.swapAt(2, 3)
        for index in 2...3 { other.console[index].time = 1_000_000_000 }
        let hostile = "a; \"b\" # end :::c `d`\n|"
        let pairs = [
            (TraceFixture.siblings, other), (TraceFixture.microtasks, TraceFixture.racing), (TraceFixture.siblings, TraceFixture.error),
        ]
        for pair in pairs {
            let runs = [ComparedRun(label: "one", trace: pair.0), ComparedRun(label: hostile, trace: pair.1)]
            let diagram = try mermaidComparison(of: runs)
            try MermaidForm.check(diagram)
            #expect(try mermaidComparison(of: runs) == diagram)
            let text = try markdownComparison(of: runs, picture: "runs.compare.svg")
            #expect(text.hasPrefix("![Comparison: 2 runs compared: "))
            #expect(text.contains("](runs.compare.svg)\n") && text.contains("```mermaid\n\(diagram)```\n"))
            let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
            #expect(rows.count == pair.0.console.count + pair.1.console.count)
            #expect(rows.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 6 }, "every row has five cells")
        }
        let runs = [ComparedRun(label: "one", trace: TraceFixture.siblings), ComparedRun(label: "two", trace: other)]
        let diagram = try mermaidComparison(of: runs)
        let lines = diagram.split(separator: "\n").map { $0.drop { $0 == " " } }
        #expect(lines.contains("section one") && lines.contains("section two · z"))
        #expect(lines.filter { $0 == "line 3 differs :crit, milestone, 1000, 0ms" }.count == 2)
        #expect(diagram.contains("prints ≠ X2") && !diagram.contains("≠ X1"))
    }

    @Test func equalRunsSaySo() throws {
        let drawing = try compare([("a", TraceFixture.siblings), ("a", TraceFixture.siblings), ("", TraceFixture.siblings)])
        #expect(texts(drawing).contains { $0.hasPrefix("they print the same lines in the same order") })
        #expect(!kinds(drawing).contains("parting"))
        #expect(texts(drawing).contains("run 1: a") && texts(drawing).contains("run 2: a") && texts(drawing).contains("run 3"))
    }

    @Test func oneRunIsNothingToCompare() {
        #expect(throws: DrawingError.self) { try compare([("one", TraceFixture.siblings)]) }
    }
}
