import TestSupport
import Testing
import Text

@Suite struct JSONTests {
    @Test func `a value is one line, or indented when asked`() {
        let value = JSONValue.object([
            "a": .array([.integer(1), .null, .array([])]), "b": .object([]), "c": .string("\u{2028}é"),
            "d": .array([.object(["e": .bool(true)])]),
        ])
        #expect(value.text() == #"{"a":[1,null,[]],"b":{},"c":"\u2028é","d":[{"e":true}]}"#)
        let indented = """
            {
              "a": [
                1,
                null,
                []
              ],
              "b": {},
              "c": "\\u2028é",
              "d": [
                {
                  "e": true
                }
              ]
            }
            """
        #expect(value.text(isIndented: true) == indented)
        #expect(JSONValue.array([]).text(isIndented: true) == "[]")
    }

    @Test func `the writer puts commas, colons and line breaks`() {
        var json = JSONWriter()
        json.beginObject()
        json.member("a", 1)
        json.lineBreak()
        json.key("b")
        json.beginArray()
        json.lineBreak()
        json.boolean(false)
        json.lineBreak()
        json.null()
        json.lastLineBreak()
        json.endArray()
        json.member("c", orNull: nil)
        json.endObject()
        json.endText()
        json.string("next")
        #expect(String(decoding: json.takeBytes(), as: UTF8.self) == "{\"a\":1,\n\"b\":[\nfalse,\nnull\n],\"c\":null}\n\"next\"")
        #expect(json.bytes.isEmpty)
    }

    @Test(
        "What would break a line, end the text or act on a terminal is escaped",
        arguments: [
            ("plain é 😀", #""plain é 😀""#), ("", #""""#), ("\"\\\n\r\t", #""\"\\\n\r\t""#), ("\0\u{1B}\u{7F}", #""\u0000\u001B\u007F""#),
            ("\u{202E}\u{2028}", #""\u202E\u2028""#), ("a\u{E0041}b", #""a\uDB40\uDC41b""#),
        ])
    func strings(text: String, written: String) throws {
        #expect(jsonStringLiteral(text) == written)
        try WellFormedJSON.check(Array(written.utf8))
        #expect(JSONReader.value(of: written.utf8) == .string(text))
    }

    @Test func `a string of YAML has no pairs of surrogates`() {
        #expect(yamlStringLiteral("a\u{E0041}\n\u{85}") == #""a\U000E0041\n\u0085""#)
    }

    @Test(
        "What is read is what was written",
        arguments: [
            #"{"a":[1,-0.5e3,true,false,null,"\u00e9\ud83d\ude00\/"],"b":{}}"#, " [ ] ", "\"\"", "0",
        ])
    func reading(text: String) throws {
        let value = try #require(JSONReader.value(of: text.utf8))
        #expect(JSONReader.value(of: value.text(isIndented: true).utf8) == value)
    }

    @Test(
        "What is no JSON is not read",
        arguments: [
            "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "nul", "1 2", "\"\\x\"", "\"\n\"", "\"\\u12\"",
            String(repeating: "[", count: 100_000),
        ])
    func refusing(text: String) {
        #expect(JSONReader.value(of: text.utf8) == nil)
    }
}
