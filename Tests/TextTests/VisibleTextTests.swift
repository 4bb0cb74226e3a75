import Testing
import Text

@Suite struct VisibleTextTests {
    @Test(
        "Nothing that is shown acts on the terminal or on the text around it",
        arguments: [
            ("plain é 😀", "plain é 😀"), ("a\nb\r\t", "a\\nb\\r\\t"), ("\u{1B}[2J\u{7F}\u{9B}", "\\u{1B}[2J\\u{7F}\\u{9B}"),
            ("\u{202E}abc\u{2066}\u{200B}\u{FEFF}", "\\u{202E}abc\\u{2066}\\u{200B}\\u{FEFF}"),
            ("\u{E0041}\u{FFF9}", "\\u{E0041}\\u{FFF9}"),
        ])
    func visible(text: String, shown: String) {
        #expect(visibleText(text) == shown)
    }

    @Test func `a long text of nothing else is written out`() {
        #expect(visibleText(String(repeating: "\n\t", count: 200_000)) == String(repeating: "\\n\\t", count: 200_000))
    }

    @Test(
        "Columns of a terminal",
        arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("😀", 2), ("", 0), ("\u{1F3C1}!", 3), ("ﬁ→", 2)])
    func columns(text: String, count: Int) {
        #expect(columnCount(text) == count)
        #expect(columnCount(padded(text, to: 6)) == 6)
        #expect(leftPadded(text, to: 6) == String(repeating: " ", count: 6 - count) + text)
        #expect(padded(text, to: 0) == text)
    }

    @Test func `one is one, and all else more`() {
        #expect([0, 1, 2].map { counted($0, "module") } == ["0 modules", "1 module", "2 modules"])
        #expect([1, 2].map { counted($0, "dependency", "dependencies") } == ["1 dependency", "2 dependencies"])
    }

    @Test func `digits are filled up, and none is lost`() {
        #expect(hexadecimal(UInt8(0x0A), digits: 2) == "0A")
        #expect(hexadecimal(UInt32(0x1F600), digits: 4) == "1F600")
        #expect(zeroFilled("12", to: 3) == "012")
        #expect(zeroFilled("1234", to: 3) == "1234")
    }

    @Test func `texts are told apart by their code units`() {
        #expect("é" == "e\u{301}")
        #expect(ExactText("é") != ExactText("e\u{301}"))
        #expect(textDigest("".utf8) == "cbf29ce484222325")
        // From the authors' test vectors: http://www.isthe.com/chongo/src/fnv/test_fnv.c
        #expect(textDigest("foobar".utf8) == "85944171f73967e8")
    }
}
