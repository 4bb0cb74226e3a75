import Testing
import Trace

@Suite("The trace as text")
struct TextTests {
    @Test("The short view shows the console among the main events, and the last line gathers it")
    func shortView() {
        #expect(
            siblingsTrace().text() == """
                A top-level await does not block its siblings  (host spec)

                   time  turn.job  module
                   0 ms  0.0       x       starts
                   0 ms  0.0       x       > X1
                   0 ms  0.0       x       awaits sleep(1000)  (line 2)
                   0 ms  0.0       y       starts
                   0 ms  0.0       y       > Y
                   0 ms  0.0       y       is done
                1000 ms  1.2       x       resumes
                1000 ms  1.2       x       > X2
                1000 ms  1.2       x       is done
                1000 ms  1.3       z       starts, woken by x
                1000 ms  1.3       z       > Z
                1000 ms  1.3       z       is done

                fulfilled after 1000 ms
                printed X1, Y, X2, Z at 0, 0, 1000, 1000 ms

                """)
    }

    @Test("A text of many lines has ten thousand rows, and the rest are counted")
    func manyLines() {
        var run = TraceBuilder("Lines", modules: ["a"], entry: "a")
        run.log("a", (1...10_003).map { "line \($0)" }.joined(separator: "\n"))
        let rows = run.trace.text().split(separator: "\n")
        #expect(rows.contains { $0.hasSuffix("  line 10000") })
        #expect(rows.contains { $0.hasSuffix("… 3 more lines, which console prints") })
        #expect(!rows.contains { $0.hasSuffix("  line 10001") })
    }

    @Test("The verbose view shows every event with the clause that acts")
    func verboseView() {
        let text = siblingsTrace().text(TextOptions(isVerbose: true))
        #expect(text.contains("   0 ms  0.0       z       status evaluating  [InnerModuleEvaluation]\n"))
        #expect(text.contains("1000 ms  1.1               timer 1 fires\n"))
        #expect(text.contains("1000 ms  1.1       x       queues microtask 2 (resume x), by promise 4  [Await]\n"))
        #expect(text.contains("1000 ms  1.3       z       waits for 0 async dependencies, x is done  [GatherAvailableAncestors]\n"))
        let rows = text.split(separator: "\n").count
        #expect(rows == siblingsTrace().events.count + 4, "A title, headings, a row an event, two lines at the end")
    }

    @Test("A run that never settles says who waits, and where")
    func unsettled() {
        let text = deadlockTrace().text()
        #expect(
            text.hasSuffix(
                """

                unsettled: at 0 ms nothing is left to do, and the entry still waits
                  a.mjs  awaits import("./b.mjs")  (line 1)
                  b.mjs  awaits import("./a.mjs")  (line 3)

                """))
    }

    @Test("What comes again and again until a limit is shown once")
    func repetition() {
        var trace = siblingsTrace()
        trace.outcome = .blocked("no end after 9 steps")
        let first = trace.events.count
        for round in 0..<20 {
            for words in ["tick \(round)", "tock \(round)"] {
                trace.console.append(
                    ConsoleLine(
                        time: 2_000_000_000, turn: 1, job: JobNumber(rawValue: Int32(round)), module: ModuleIndex(0), method: "log",
                        stream: .out, text: words))
                trace.events.append(
                    Event(
                        time: 2_000_000_000, turn: 1, job: JobNumber(rawValue: Int32(round)), module: ModuleIndex(0),
                        kind: .console(line: Int32(trace.console.count - 1))))
            }
        }
        #expect(trace.events.count == first + 40)
        let text = trace.text()
        #expect(
            text.contains(
                "> tick 0\n2000 ms  1.0       z       > tock 0\n                           … these 2 rows come again 19 times, until 2000 ms\n"
            ),
            "\(text)")
        #expect(!text.contains("> tick 1\n"), "\(text)")
        trace.outcome = .fulfilled
        #expect(trace.text().contains("> tock 19\n"))
    }

    @Test("Without recorded events the console lines stand alone")
    func consoleOnly() {
        var trace = siblingsTrace()
        trace.events = []
        #expect(trace.text().contains("1000 ms  1.2       x       > X2\n"))
        #expect(!trace.text().contains("starts"))
    }

    @Test("However much was printed, the last line tells of it")
    func printedLine() {
        func lastLine(_ texts: [String]) -> String {
            var trace = siblingsTrace()
            let line = trace.console[0]
            trace.console = texts.enumerated().map { index, text in
                var next = line
                (next.text, next.time) = (text, Int64(index) * 1_000_000)
                return next
            }
            trace.events = []
            return trace.text().split(separator: "\n").last.map(String.init) ?? ""
        }
        #expect(lastLine(["a"]) == "printed a at 0 ms")
        #expect(lastLine(["", "two\nlines"]) == "printed an empty line, two\\nlines at 0, 1 ms")
        #expect(lastLine([String(repeating: "x", count: 25)]) == "printed \(String(repeating: "x", count: 23))… at 0 ms")
        let letters = (0..<14).map { String(UnicodeScalar(UInt8(97 + $0))) }
        #expect(lastLine(letters) == "printed 14 lines from 0 to 13 ms: a, b, c, d, e, f, g, h, i, j, k, l and 2 more")
        #expect(lastLine(Array(letters.prefix(12))).hasPrefix("printed a, b, c, d, e, f, g, h, i, j, k, l at 0, 1, "))
    }

    @Test("A run without a row has no headings")
    func noRows() {
        #expect(!Trace(title: "t", host: "spec").text().contains("turn.job"))
    }

    @Test("The program's text never drives the terminal", arguments: [false, true])
    func hostileText(isVerbose: Bool) {
        let text = hostileTrace().text(TextOptions(isVerbose: isVerbose))
        #expect(text.unicodeScalars.allSatisfy { $0.isSafe })
        #expect(text.contains("> one\n"), "A line break in a console line is a new row")
        #expect(text.contains("\\u{1B}]0;two\\u{7}"))
    }

    @Test("Colour only when asked for")
    func colour() {
        let escape: Character = "\u{1B}"
        #expect(!siblingsTrace().text().contains(escape))
        let coloured = siblingsTrace().text(TextOptions(usesColor: true))
        #expect(coloured.contains("\u{1B}[1mX1\u{1B}[0m"))
        var plain = ""
        var isEscape = false
        for character in coloured {
            if character == escape { isEscape = true }
            if !isEscape { plain.append(character) }
            if character == "m" { isEscape = false }
        }
        #expect(plain == siblingsTrace().text(), "Colour changes nothing but colour")
    }
}
