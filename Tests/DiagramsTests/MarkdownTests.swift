import TestSupport
import Testing
import Trace

@testable import Diagrams

@Suite struct MarkdownTests {
    @Test(arguments: DrawingCase.all)
    func hasThePictureTheWordsTheLinesAndMermaid(_ example: DrawingCase) throws {
        let text = try markdownSnippet(example.trace, view: example.view, picture: "run.svg")
        #expect(try markdownSnippet(example.trace, view: example.view, picture: "run.svg") == text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let kind = example.view.heading
        #expect(lines[0].hasPrefix("![\(kind): "))
        #expect(lines[0].hasSuffix("](run.svg)"))
        let description = try draw(example.trace, view: example.view).description
        #expect(lines[2] == "**\(kind) in words.** \(MarkdownText.escaped(description))")
        // Every row has four cells, whatever was printed.
        let rows = lines.filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count == example.trace.console.count)
        #expect(rows.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 5 })
        #expect(text.contains("```mermaid\n\(try mermaid(example.trace, view: example.view))```\n"))
        #expect(text.components(of: "```") == 2, "nothing else opens or closes code")
        #expect(text.components(of: "<details>") == text.components(of: "</details>"))
        #expect(!text.replacing("\\<", with: "").contains("<script"))
        if ["siblings", "hostile"].contains(example.name), example.view == .timeline {
            try GoldenFile.compare(text, with: "\(example.name)-timeline.md")
        }
    }

    @Test(arguments: [
        ("plain, words (and more)!", "plain, words (and more)!"), ("*a* _b_ `c`", ##"\*a\* \_b\_ \`c\`"##), ("[a](b)", ##"\[a\](b)"##),
        ("<b>&lt;", "&lt;b&gt;&amp;lt;"), ("a|b", "a&#124;b"), ("https://x.y", "https&#58;//x.y"), ("www.x.y", ##"www\.x.y"##),
        (":smile:", "&#58;smile:"),
        ("at 0 ms: x", "at 0 ms: x"), ("{{x}}", ##"\{\{x\}\}"##), ("$x$ ~a~ #1 @u", ##"&#36;x&#36; &#126;a&#126; \#1 &#64;u"##),
        ("a\\b", ##"a\\b"##),
        ("a\nb", "a b"),
    ])
    func textsAreEscaped(_ text: String, _ expected: String) {
        #expect(markdownText(text) == expected)
        #expect(MarkdownText.escaped(text) == expected)
    }

    @Test func proseKeepsItsLines() {
        #expect(markdownText("one *two*\n\nthree \n", keepsLines: true) == "one \\*two\\*\n\nthree")
        #expect(markdownText("one\ntwo\n") == "one two")
    }

    @Test func addressesAreEscaped() {
        #expect(MarkdownText.address("a b(1).graph.svg") == "a%20b%281%29.graph.svg")
        #expect(MarkdownText.address("é\u{1}<>") == "%C3%A9%01%3C%3E")
    }

    @Test func muchOutputIsCut() throws {
        var f = TraceFixture("much", entries: ["m"], graph: [("m", [])])
        f.start("m")
        for line in 1...140 { f.log("m", "line \(line)") }
        f.complete("m")
        let text = try markdownSnippet(f.finished(.fulfilled), view: .timeline, picture: "m.svg")
        #expect(text.contains("| line 100 |\n\nand 40 lines more\n"))
    }
}

extension String {
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
