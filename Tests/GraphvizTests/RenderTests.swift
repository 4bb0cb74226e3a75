import Graphviz
import TestSupport
import Testing

@Suite struct RenderTests {
    @Test func rendersInMemory() throws {
        let svg = try renderSVG(dot: "digraph g { a -> b }", engine: .dot)
        #expect(svg.contains("<svg"))
        #expect(try renderSVG(dot: "digraph g { a -> b }", engine: .dot) == svg)
    }

    @Test(arguments: [
        ("digraph { a -> ", "syntax error"),
        ("digraph { \"unfinished", "syntax error"),
        ("digraph { a [pos=\"1,1\", label=<<b>x</i>>] }", "mismatched tag"),
        ("digraph { a }", "has no position"),
        ("", "drew nothing"),
        ("digraph { a\u{0} }", "NUL"),
    ])
    func errorsAreCaught(dot: String, words: String) {
        #expect {
            try renderSVG(dot: dot, engine: .nop2)
        } throws: { error in
            (error as? GraphvizError)?.message.contains(words) == true
        }
    }

    @Test func anErrorLeavesNothingBehind() throws {
        let good = "digraph g { a [pos=\"10,10\"] }"
        let before = try renderSVG(dot: good, engine: .nop2)
        for bad in ["digraph { \"open", "digraph { a [label=<x ", "digraph { /* open ", "}"] {
            #expect(throws: GraphvizError.self) { try renderSVG(dot: bad, engine: .nop2) }
            #expect(try renderSVG(dot: good, engine: .nop2) == before)
        }
    }

    @Test func manyThreadsDrawTheSame() async throws {
        let dot = "digraph g { a -> b -> c; a -> c }"
        let picture = try renderSVG(dot: dot, engine: .dot)
        let coordinates = try Coordinates(dot: dot, engine: .dot)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask { (try? renderSVG(dot: dot, engine: .dot)) == picture }
                group.addTask { (try? Coordinates(dot: dot, engine: .dot)) == coordinates }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test func coordinatesAreThoseOfTheGraph() throws {
        let dot = "digraph g { node [width=1, height=0.5]; edge [arrowhead=none]; a -> b [key=first]; a -> b [key=second]; b -> c }"
        let found = try Coordinates(dot: dot, engine: .dot)
        #expect(found.centers.keys.sorted() == ["a", "b", "c"])
        let (a, b) = (try #require(found.centers["a"]), try #require(found.centers["b"]))
        #expect(a.y < b.y, "y grows downwards")
        #expect(a.y == 18, "half the height of a box below the top")
        #expect(found.height == 180, "three boxes and two gaps of half an inch")
        #expect(found.curves.keys.sorted() == ["first", "second"], "only edges with a key are told apart")
        for curve in found.curves.values {
            #expect(curve.count % 3 == 1)
            let (start, end) = (try #require(curve.first), try #require(curve.last))
            #expect(abs(start.y - 36) < 1 && abs(end.y - (b.y - 18)) < 1, "from the one box to the other")
        }
    }

    @Test func coordinatesReportErrors() {
        #expect(throws: GraphvizError.self) { try Coordinates(dot: "digraph { a -> ", engine: .dot) }
        #expect(throws: GraphvizError.self) { try Coordinates(dot: "", engine: .dot) }
    }

    @Test(arguments: [
        "plain", "a \"quoted\" name", "back\\slash \\N \\G \\l", "&amp; &lt; & &#65;", "<b>not html</b>", "</script>", "漢字 é 😀", "\\",
        "ends in \\\"",
    ])
    func labelsShowExactlyTheText(_ text: String) throws {
        let dot = "digraph g { a [pos=\"100,100\", width=5, height=1, label=\(DOTText.label(text))] }"
        let xml = try WellFormedXML(try renderSVG(dot: dot, engine: .nop2))
        #expect(xml.texts.filter { $0.element == "text" }.map(\.text) == [text])
    }

    @Test func whatCannotBeSeenIsReplaced() {
        #expect(DOTText.visible("a\r\nb\tc") == "a b c")
        #expect(DOTText.visible("\u{0}\u{1B}\u{7F}") == "␀␛␡")
        #expect(DOTText.visible("\u{202E}\u{2066}\u{FFFE}\u{85}") == "\u{FFFD}\u{FFFD}\u{FFFD} ")
        #expect(DOTText.visible("naïve 漢字") == "naïve 漢字")
    }
}
