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
