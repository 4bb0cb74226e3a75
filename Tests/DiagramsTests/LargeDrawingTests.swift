import Diagrams
import TestSupport
import Testing
import Trace

@Suite struct LargeDrawingTests {
    @Test func largeGraphShowsWhatMattersAndSaysSo() throws {
        let trace = TraceFixture("large", entries: ["m0"], graph: TraceFixture.layers(20_000)).finished(.fulfilled)
        let drawing = try draw(trace, view: .graph)
        let xml = try WellFormedXML(try drawing.svg())
        let boxes = xml.ids.filter { $0.contains("-module-") }.count
        #expect((20...120).contains(boxes))
        #expect(xml.texts.contains { $0.text.contains("\(20_000 - boxes) left out") })
    }

    @Test func aCycleOfTenThousandIsDrawnInPart() throws {
        let names = (0..<10_000).map { "m\($0)" }
        let ring = names.indices.map { (names[$0], [names[($0 + 1) % names.count]]) }
        let trace = TraceFixture("ring", entries: ["m0"], graph: ring).finished(.fulfilled)
        let xml = try WellFormedXML(try draw(trace, view: .graph).svg())
        #expect(xml.ids.contains { $0.hasSuffix("-cycle-1") })
    }

    @Test func denseGraphIsBounded() throws {
        // Every module imports all that come after it: 44,850 edges.
        let names = (0..<300).map { "m\($0)" }
        let trace = TraceFixture("dense", entries: ["m0"], graph: names.indices.map { (names[$0], Array(names[($0 + 1)...])) })
            .finished(.fulfilled)
        _ = try WellFormedXML(try draw(trace, view: .graph).svg())
    }

    @Test func manyLanesAreFolded() throws {
        let names = (0..<2_000).map { "m\($0)" }
        var fixture = TraceFixture("many", entries: ["m0"], graph: names.map { ($0, []) })
        for name in names {
            fixture.start(name)
            fixture.complete(name)
        }
        let xml = try WellFormedXML(try draw(fixture.finished(.fulfilled), view: .timeline).svg())
        #expect(xml.ids.filter { $0.contains("-lane-") }.count == 60)
        #expect(xml.texts.contains { $0.text.contains("1940 quieter modules not drawn") })
    }

    @Test func aLaneOfTenThousandAwaitsStaysSmall() throws {
        var fixture = TraceFixture("ticks", entries: ["m*"].map { _ in "m" }, graph: [("m*", [])])
        fixture.start("m")
        fixture.suspend("m", at: "tick()")
        for index in 1...10_000 {
            fixture.timer(at: Int64(index), of: "m")
            fixture.resume("m")
            fixture.log("m", "tick \(index)")
            fixture.suspend("m", at: "tick()")
        }
        let svg = try draw(fixture.finished(.unsettled), view: .timeline).svg()
        #expect(svg.utf8.count < 200_000)
        _ = try WellFormedXML(svg)
    }
}
