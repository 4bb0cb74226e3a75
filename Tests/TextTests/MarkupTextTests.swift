import Testing
import Text

@Suite struct MarkupTextTests {
    @Test(
        "What markup would take for its own is written out, and all else is left",
        arguments: [
            ("plain é 😀\n", "plain é 😀\n"), ("<a b=\"c\">&amp;</a>", "&lt;a b=&quot;c&quot;&gt;&amp;amp;&lt;/a&gt;"),
            ("&\u{301}", "&amp;\u{301}"), ("", ""),
        ])
    func markup(text: String, written: String) {
        #expect(markupText(text) == written)
    }
}
