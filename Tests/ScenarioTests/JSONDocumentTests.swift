import Diagnostics
import Testing

@testable import Scenario

@Suite struct JSONDocumentTests {
    /// The problems of a document in a file that ends in `.json`.
    private func problems(_ text: String) -> [String] {
        do throws(DiagnosticList) {
            _ = try Scenario.read(bytes: Array(text.utf8), name: "s.json", folder: ".")
            return []
        } catch {
            return error.diagnostics.map(summary)
        }
    }

    @Test func `surrogates are read as JSON writes them, in values and in keys`() throws {
        let scenario = try read(
            #"{"entry": "\ud83d\ude00", "title": "\uD834\uDD1E \/ \u00e9 \b", "modules": {"\ud83d\ude00": "f(\"\ud83d\ude00\"); g()"}}"#)
        #expect(scenario.title == "𝄞 / é \u{8}")
        #expect(scenario.entries == ["😀"])
        #expect(try javaScript("😀", of: scenario) == "f(\"😀\"); g()")
        #expect(try place(of: "g()", in: "😀", of: scenario) == "1:115")
    }

    @Test func `keys may be of any length`() throws {
        let name = String(repeating: "x", count: 5_000)
        let scenario = try read(
            #"{"entry": "\#(name)", "modules": {"\#(name)": "1"}, "resources": {"https://\#(name)": {"json": {"\#(name)": 1}}}}"#)
        #expect(scenario.entries == [name])
        #expect(scenario.resources.count == 1)
    }

    @Test func `values are of the types that YAML gives them`() throws {
        let text = """
            {"entry": ["a"], "limits": {"steps": 1e3, "time": "2s"}, "modules": {"a": {"json": [1, -2.5e+3, true, false, null, "1", {"x": []}]}}}

            """
        guard case .json(let json) = try read(text.replacing("1e3", with: "1000")).modules[0].form else { throw NoJSON() }
        #expect(json == #"[1,-2.5e+3,true,false,null,"1",{"x":[]}]"#)
    }

    private struct NoJSON: Error {}

    @Test(arguments: [
        (
            #"{"entry": "a", "title": "\ud83dx", "modules": {"a": ""}}"#,
            #"1:26 not valid JSON: '\ud83d' is half of a pair of surrogates, and no character"#
        ),
        (
            #"{"entry": "a", "title": "\ude00", "modules": {"a": ""}}"#,
            #"1:26 not valid JSON: '\ude00' is half of a pair of surrogates, and no character"#
        ),
        ("{\"entry\": \"a\",\n \"modules\": {\"a\": \"\"}", "1:1 not valid JSON: this bracket has no '}'"),
        ("{\"entry\": \"a\"\n \"modules\": {\"a\": \"\"}}", "2:2 not valid JSON: expected ',' or '}'"),
        (#"{"entry": "a", "modules": {"a": "\q"}}"#, #"1:34 not valid JSON: '\q' is no escape of JSON; a backslash is written '\\'"#),
        (#"{"entry": "a", "modules": {"a": "\u12"}}"#, #"1:34 not valid JSON: '\u' needs 4 hexadecimal digits"#),
        (#"{"entry": "a", "modules": {"a": ""}} x"#, "1:38 not valid JSON: the document goes on behind its end"),
        (#"{"entry": "b", "modules": {"a": ""}}"#, "1:11 entry: no module is called 'b' (the only module is a)"),
        (
            #"{"entry": "a", "modules": {"a": "", "a": ""}}"#,
            "1:37 modules.a: the key 'a' stands twice, first on line 1 (remove one, or rename it)"
        ),
    ])
    func `mistakes are told with their places`(text: String, problem: String) {
        #expect(problems(text) == [problem])
    }

    @Test func `what is nested too deeply is refused`() {
        let deep = String(repeating: "[", count: 5_000)
        let found = problems(#"{"entry": "a", "modules": {"a": {"json": \#(deep)}}}"#)
        #expect(found.count == 1 && found[0].contains("the document is nested more than 100 levels deep"), "\(found)")
    }

    @Test func `flow style of YAML is read where it is no JSON`() throws {
        #expect(problems("{entry: a, modules: {a: 'x', }} # a comment").isEmpty)
        #expect(problems(#"{"entry": "a", "modules": {"a": "x",}}"#).isEmpty)
    }
}
