import Testing

@testable import Diagnostics

@Suite struct DiagnosticTextTests {
    private func problem(_ message: String, line: Int, column: Int, width: Int = 1, source: String?) -> Diagnostic {
        Diagnostic(
            .scenario, message, at: SourceLocation(file: "a.yaml", line: line, column: column), width: width,
            sourceLine: source.map { SourceLine($0) })
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

    @Test func theWayOfAnErrorAndOtherPlacesAreShown() {
        var diagnostic = problem("uncaught Error: boom", line: 3, column: 9, source: "  throw new Error('boom');")
        func place(_ file: String, _ line: Int, _ column: Int) -> Diagnostics.SourceLocation {
            .init(file: file, line: line, column: column)
        }
        diagnostic.stack = [
            StackEntry(.call, name: "connect", at: place("db.mjs", 3, 9)),
            StackEntry(.call, at: place("db.mjs", 4, 1)),
            StackEntry(.omitted, name: "12 more calls"),
            StackEntry(.combinator, name: "Promise.all"),
            StackEntry(.await, name: "start", at: place("db.mjs", 7, 1)),
            StackEntry(.await, at: place("db.mjs", 9, 1)),
            StackEntry(.importer, at: place("b.mjs", 1, 8), note: "which waited for it"),
            StackEntry(.importer, name: "a.mjs", at: place("all.yaml", 1, 8)),
            StackEntry(.dynamicImport, name: "./a.mjs", at: place("main.mjs", 2, 7)),
        ]
        diagnostic.related = [RelatedPlace("caused by Error: no", at: place("db.mjs", 1, 2))]
        diagnostic.severity = .warning
        #expect(
            diagnostic.text() == """
                a.yaml:3:9: warning: uncaught Error: boom
                  3 |   throw new Error('boom');
                    |         ^
                  at connect (db.mjs:3:9)
                  at db.mjs:4:1
                  … 12 more calls
                  through Promise.all
                  at await in start (db.mjs:7:1)
                  at await (db.mjs:9:1)
                  imported by b.mjs:1:8, which waited for it
                  imported by a.mjs (all.yaml:1:8)
                  at import('./a.mjs') (main.mjs:2:7)
                  note: caused by Error: no (db.mjs:1:2)

                """)
    }

    @Test func aWayOfOneStepIsThePlaceThatIsShownAnyway() {
        var diagnostic = problem("m", line: 1, column: 1, source: nil)
        diagnostic.stack = [StackEntry(.call, at: diagnostic.location)]
        #expect(diagnostic.text() == "a.yaml:1:1: error: m\n")
        diagnostic.stack[0].name = "f"
        #expect(diagnostic.text() == "a.yaml:1:1: error: m\n  at f (a.yaml:1:1)\n")
    }

    @Test(
        "The carets stand below the problem, whatever stands before it",
        arguments: [
            ("\tx = y", 6, "    x = y", "        ^"), ("ab\tx", 4, "ab  x", "    ^"), ("漢字 = y", 6, "漢字 = y", "       ^"),
            ("e\u{301} = y", 6, "e\u{301} = y", "    ^"), ("👍🏽 = y", 6, "👍🏽 = y", "       ^"), ("a 漢", 3, "a 漢", "  ^^"),
            ("ｆｕｌｌ y", 6, "ｆｕｌｌ y", "         ^"), ("한글 y", 4, "한글 y", "     ^"),
        ])
    func alignment(line: String, column: Int, shown: String, carets: String) {
        let text = problem("m", line: 1, column: column, source: line).text()
        #expect(text == "a.yaml:1:\(column): error: m\n  1 | \(shown)\n    | \(carets)\n")
    }

    @Test func aLongLineOfWideCharactersIsCutByItsColumns() {
        let line = String(repeating: "漢", count: 200) + "x" + String(repeating: "字", count: 200)
        let lines = problem("m", line: 1, column: 201, source: line).text().split(separator: "\n")
        #expect(lines[1] == "  1 | …" + String(repeating: "漢", count: 30) + "x" + String(repeating: "字", count: 30) + "…")
        #expect(lines[2] == "    |  " + String(repeating: " ", count: 60) + "^")
    }

    @Test func colourIsOnTheWordsThatMatter() {
        var diagnostic = problem("m", line: 1, column: 1, source: "x")
        diagnostic.suggestion = "s"
        #expect(
            diagnostic.text(isColoured: true) == """
                \u{1B}[1ma.yaml:1:1: \u{1B}[0m\u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mm\u{1B}[0m
                \u{1B}[2m  1 | \u{1B}[0mx
                \u{1B}[2m    | \u{1B}[0m\u{1B}[1;31m^\u{1B}[0m
                \u{1B}[1;32m  help: \u{1B}[0ms

                """)
        diagnostic.severity = .warning
        #expect(diagnostic.text(isColoured: true).contains("\u{1B}[1;33mwarning:\u{1B}[0m"))
    }

    @Test func textOfTheUsersCannotDriveTheTerminal() {
        var diagnostic = problem("found '\u{1B}[2J\r\n'", line: 1, column: 4, width: 2, source: "a\u{202E}\tb\u{7}c\u{9B}")
        diagnostic.keyPath = "modules.\u{2066}"
        #expect(
            diagnostic.text() == #"""
                a.yaml:1:4: error: found '\u{1B}[2J\r\n'
                  1 | a\u{202E}   b\u{7}c\u{9B}
                    |             ^^^^^^
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

    @Test func everyPartIsInTheJSON() {
        var diagnostic = problem("a \"b\"\u{1}", line: 2, column: 3, width: 4, source: "x")
        diagnostic.keyPath = "entry"
        diagnostic.suggestion = "did you mean 'c'?"
        diagnostic.severity = .warning
        diagnostic.related = [RelatedPlace("'c' is declared here", at: SourceLocation(file: "c.mjs", line: 5, column: 6))]
        diagnostic.stack = [
            StackEntry(.call, name: "f", at: SourceLocation(file: "c.mjs", line: 7, column: 8)),
            StackEntry(.importer, at: SourceLocation(file: "d.mjs", line: 1, column: 8), note: "which waited for it"),
        ]
        let members = [
            #""format":"tla-sim-diagnostic","version":1,"kind":"scenario","severity":"warning","message":"a \"b\"\u0001""#,
            #""file":"a.yaml","line":2,"column":3,"end":{"line":2,"column":7},"sourceLine":"x","keyPath":"entry","hint":"did you mean 'c'?""#,
            #""related":[{"message":"'c' is declared here","file":"c.mjs","line":5,"column":6}]"#,
            #""stack":[{"kind":"call","name":"f","file":"c.mjs","line":7,"column":8},"#
                + #"{"kind":"import","file":"d.mjs","line":1,"column":8,"note":"which waited for it"}]"#,
        ]
        #expect(diagnostic.json.text() == "{" + members.joined(separator: ",") + "}")
    }

    @Test func jsonIsALineForEachProblemAndLeavesOutWhatDoesNotApply() {
        #expect(
            DiagnosticList([Diagnostic(.usage, "no input"), Diagnostic(.file, "two\nlines")]).jsonLines == #"""
                {"format":"tla-sim-diagnostic","version":1,"kind":"usage","severity":"error","message":"no input"}
                {"format":"tla-sim-diagnostic","version":1,"kind":"file","severity":"error","message":"two\nlines"}

                """#)
    }
}
