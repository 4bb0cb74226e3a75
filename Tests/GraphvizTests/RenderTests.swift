import Foundation
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
        let expected = try render(dot, engine: .dot, format: .plain)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 {
                group.addTask { (try? render(dot, engine: .dot, format: .plain)) == expected }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test func plainLayoutIsRead() throws {
        let text = try render("digraph g { a -> b [arrowhead=none] }", engine: .dot, format: .plain)
        let layout = try PlainLayout(parsing: text)
        #expect(layout.centers.count == 2)
        let a = try #require(layout.centers["a"])
        let b = try #require(layout.centers["b"])
        #expect(a.y < b.y, "y grows downwards")
        #expect(layout.edges.count == 1)
        #expect(layout.edges[0].points.count % 3 == 1)
    }

    @Test(arguments: [
        "plain", "a \"quoted\" name", "back\\slash \\N \\G \\l", "&amp; &lt; & &#65;", "<b>not html</b>", "</script>", "漢字 é 😀", "\\",
        "ends in \\\"",
    ])
    func labelsShowExactlyTheText(_ text: String) throws {
        let dot = "digraph g { a [pos=\"100,100\", width=5, height=1, label=\(DOTText.label(text))] }"
        let xml = try WellFormedXML(withoutHeader(try renderSVG(dot: dot, engine: .nop2)))
        #expect(xml.texts.filter { $0.element == "text" }.map(\.text) == [text])
    }

    @Test func whatCannotBeSeenIsReplaced() {
        #expect(DOTText.visible("a\r\nb\tc") == "a b c")
        #expect(DOTText.visible("\u{0}\u{1B}\u{7F}") == "␀␛␡")
        #expect(DOTText.visible("\u{202E}\u{2066}\u{FFFE}\u{85}") == "\u{FFFD}\u{FFFD}\u{FFFD} ")
        #expect(DOTText.visible("naïve 漢字") == "naïve 漢字")
    }

    /// Graphviz's document type and comments are not part of what our checker reads.
    private func withoutHeader(_ svg: String) -> String {
        var text = ""
        for line in svg.split(separator: "\n") where !line.hasPrefix("<!--") && !line.hasPrefix(" -->") { text += line + "\n" }
        return text.range(of: "<svg").map { String(text[$0.lowerBound...]) } ?? text
    }
}
