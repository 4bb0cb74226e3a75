import Testing

@testable import Diagnostics

@Suite struct DiagnosticTextTests {
    private func problem(_ message: String, line: Int, column: Int, width: Int = 1, source: String?) -> Diagnostic {
        Diagnostic(
            .scenario, message, at: SourceLocation(file: "a.yaml", line: line, column: column), width: width, sourceLine: source)
    }

    @Test func everyPartIsShown() {
        var diagnostic = problem("unknown key 'laod' in a module", line: 12, column: 5, width: 4, source: "    laod: 20ms")
        diagnostic.keyPath = "modules.x.laod"
        diagnostic.suggestion = "did you mean 'load'?"
        #expect(
            diagnostic.text() == """
                a.yaml:12:5: error: unknown key 'laod' in a module
                  12 |     laod: 20ms
                     |     ^^^^
                  in modules.x.laod
                  help: did you mean 'load'?

                """)
    }

    @Test func aProblemWithoutAPlaceIsOneLine() {
        #expect(Diagnostic(.usage, "no input").text() == "error: no input\n")
    }

    @Test func colourIsUsedOnlyWhenAsked() {
        let diagnostic = problem("m", line: 1, column: 1, source: "x")
        #expect(!diagnostic.text().contains("\u{1B}"))
        let coloured = diagnostic.text(isColoured: true)
        #expect(coloured.contains("\u{1B}[1;31merror:\u{1B}[0m"))
        #expect(coloured.contains("\u{1B}[1;31m^\u{1B}[0m"))
    }

    @Test func textOfTheUsersCannotDriveTheTerminal() {
        var diagnostic = problem("found '\u{1B}[2J\r\n'", line: 1, column: 4, width: 2, source: "a\u{202E}\tb\u{7}c\u{9B}")
        diagnostic.keyPath = "modules.\u{2066}"
        #expect(
            diagnostic.text() == #"""
                a.yaml:1:4: error: found '\u{1B}[2J\r\n'
                  1 | a\u{202E} b\u{7}c\u{9B}
                    |           ^^^^^^
                  in modules.\u{2066}

                """#)
    }

    @Test func aLongLineIsCutRoundTheProblem() {
        let line = String(repeating: "x", count: 500) + "here" + String(repeating: "y", count: 500)
        let lines = problem("m", line: 3, column: 501, width: 4, source: line).text().split(separator: "\n")
        #expect(lines[1].count < 135)
        #expect(lines[1].hasPrefix("  3 | …x") && lines[1].hasSuffix("y…"))
        let caret = lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
        let here = lines[1].firstRange(of: "here").map { lines[1].distance(from: lines[1].startIndex, to: $0.lowerBound) }
        #expect(caret == here)
    }

    @Test func aPlacePastTheLineStillGetsACaret() {
        #expect(problem("m", line: 1, column: 3, source: "ab").text().hasSuffix("  1 | ab\n    |   ^\n"))
        #expect(problem("m", line: 1, column: 1, source: "").text().hasSuffix("  1 | \n    | ^\n"))
        #expect(problem("m", line: 1, column: 900, source: "ab").text().contains("^"))
    }

    @Test func aListIsSortedAndKeptToAScreen() {
        let problems = (1...30).reversed().map { problem("m\($0)", line: $0, column: 1, source: nil) }
        let list = DiagnosticList(problems + [Diagnostic(.usage, "first")]).sortedByPosition()
        let lines = list.text().split(separator: "\n")
        #expect(lines.first == "error: first")
        #expect(lines[1] == "a.yaml:1:1: error: m1")
        #expect(lines.last == "and 23 more problems")
        #expect(lines.count == 9)
    }

    @Test func jsonLeavesOutWhatDoesNotApply() {
        var diagnostic = problem("a \"b\"\u{1}", line: 2, column: 3, source: "x")
        diagnostic.keyPath = "entry"
        #expect(
            DiagnosticList([diagnostic, Diagnostic(.usage, "no input")]).json.text() == #"""
                {"format":"tla-sim-diagnostics","version":1,"diagnostics":[{"kind":"scenario","message":"a \"b\"\u0001",
                """#.replacing("\n", with: "") + #"""
                    "file":"a.yaml","line":2,"column":3,"width":1,"keyPath":"entry","sourceLine":"x"},{"kind":"usage","message":"no input"}]}
                    """#)
    }

    @Test func jsonIsIndentedWhenAsked() {
        let value = JSONValue.object(["a": .array([.integer(1), .null]), "b": .object([]), "c": .string("\u{2028}é")])
        #expect(value.text() == #"{"a":[1,null],"b":{},"c":"\u2028é"}"#)
        #expect(value.text(isIndented: true) == "{\n  \"a\": [\n    1,\n    null\n  ],\n  \"b\": {},\n  \"c\": \"\\u2028é\"\n}")
    }
}
