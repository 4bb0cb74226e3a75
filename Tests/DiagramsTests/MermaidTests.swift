import TestSupport
import Testing
import Trace

@testable import Diagrams

@Suite struct MermaidTests {
    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test(arguments: DrawingCase.all)
    func everyLineHasItsForm(_ example: DrawingCase) throws {
        let text = try mermaid(example.trace, view: example.view)
        #expect(try mermaid(example.trace, view: example.view) == text)
        try MermaidForm.check(text)
        if ["siblings", "hostile", "synchronous", "crowded"].contains(example.name) {
            try GoldenFile.compare(text, with: "\(example.name)-\(example.view.rawValue).mermaid")
        }
    }

    @Test func theTimelineTellsTheRun() throws {
        let text = lines(try mermaid(TraceFixture.siblings, view: .timeline)).map { $0.drop { $0 == " " } }
        // x is suspended for a second, from the first instant; y does not wait for it, and z does.
        #expect(text.contains("await sleep(1000) :0, 1000ms"))
        #expect(text.contains("runs, prints X1 :active, milestone, 0, 0ms"))
        #expect(text.contains("runs, prints Y :active, milestone, 0, 0ms"))
        #expect(text.contains("waits for x :done, 0, 1000ms"))
        #expect(text.contains("goes on, prints X2 :active, milestone, 1000, 0ms"))
        #expect(text.contains("runs, prints Z :active, milestone, 1000, 0ms"))
        #expect(text.filter { $0.hasPrefix("section ") } == ["section x", "section y", "section z"])
    }

    @Test func whereNoTimePassesTheAxisCountsSteps() throws {
        let text = try mermaid(TraceFixture.synchronous, view: .timeline)
        #expect(text.contains("1 ms drawn is 1 step"))
        #expect(!text.contains("0ms\n") || !text.contains("milestone"), "every step has a length")
    }

    @Test func theGraphShowsImportsCyclesAndTheCriticalPath() throws {
        let text = lines(try mermaid(TraceFixture.crowded, view: .graph)).map { $0.drop { $0 == " " } }
        let trace = TraceFixture.crowded
        func id(_ name: String) -> String { "m\(trace.modules.firstIndex { $0.name == name } ?? -1)" }
        #expect(text.contains("\(id("main.mjs")) -->|1| \(id("a.mjs"))"))
        #expect(text.contains("\(id("main.mjs")) -.->|\"import()\"| \(id("lazy.mjs"))"))
        #expect(text.contains("subgraph c0[\"cycle, root c.mjs\"]"))
        #expect(text.contains { $0.hasPrefix("\(id("db.mjs"))([\"db.mjs<br/>") }, "an own await is a stadium")
        #expect(text.contains { $0.hasPrefix("\(id("a.mjs"))(\"a.mjs<br/>") }, "what waits has round corners")
        #expect(text.contains { $0.hasPrefix("\(id("util.mjs"))[\"util.mjs<br/>") }, "what is synchronous has not")
        #expect(text.contains { $0.hasPrefix("class ") && $0.hasSuffix(" critical") })
        // The numbers of linkStyle count the edges as they stand.
        let edges = text.filter { $0.contains("-->|") || $0.contains("-.->|") }
        let style = try #require(text.first { $0.hasPrefix("linkStyle ") }).split(separator: " ")[1]
        let critical = style.split(separator: ",").compactMap { Int($0) }.map { edges[$0] }
        #expect(critical.contains("\(id("main.mjs")) -.->|\"import()\"| \(id("lazy.mjs"))"))
    }

    @Test func whoWaitsForWhomIsAFlowchart() throws {
        let text = lines(try mermaid(TraceFixture.deadlock, view: .waits)).map { $0.drop { $0 == " " } }
        #expect(text.contains("w0([\"a.mjs<br/>line 1\"])"))
        #expect(text.contains { $0.contains("[\"import(#34;./b.mjs#34;)\"]") })
        #expect(text.filter { $0.contains("awaits, cut here") }.count == 1)
        #expect(text.contains { $0.hasPrefix("linkStyle ") })
        #expect(try mermaid(TraceFixture.unsettled, view: .waits).contains("<br/>nothing settles it"))
    }

    @Test func aRunThatSettlesHasNoDiagramOfWaiting() {
        #expect(throws: DrawingError.self) { try mermaid(TraceFixture.siblings, view: .waits) }
    }

    @Test(arguments: [
        ("plain name-1.mjs", "plain name-1.mjs"), ("sleep(1000)", "sleep(1000)"), ("a\"b", "a#34;b"), ("#quot;", "#35;quot#59;"),
        ("x:y;z", "x#58;y#59;z"), ("<b>&amp;", "#60;b#62;#38;amp#59;"), ("1. list", "#49;. list"), ("- list", "#45; list"),
        ("__a__", "#95;#95;a#95;#95;"),
        ("a_b", "a_b"), ("`code`", "#96;code#96;"), ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"), ("www.a.b", "www#46;a.b"),
        ("  two  ", "#32;#32;two #32;"), ("", "␣"), ("a\nb", "a b"), ("漢字 é", "漢字 é"), ("ﬂ°lt¶ß", "#64258;°lt#182;ß"), ("end", "end"),
        ("==", "#61;="), (".x", "#46;x"), ("a@b", "a#64;b"), ("$$x$$", "#36;#36;x#36;#36;"),
        ("a|b[c]{d}\\", "a#124;b#91;c#93;#123;d#125;#92;"),
    ])
    func textsAreEscaped(_ text: String, _ expected: String) {
        #expect(MermaidText.escaped(text) == expected)
    }

    @Test func aChartNeverReachesAMinute() throws {
        let remarks: [(Int64, String)] = [
            (1, ""), (59, ""), (61, "1 minute"), (7_200, "1 hour"), (1_000_000, "1 day"), (40_000_000, "365 days"),
            (3_000_000_000, "3650 days"),
        ]
        for (seconds, remark) in remarks {
            var f = TraceFixture("long", entries: ["m"], graph: [("m*", [])])
            f.start("m")
            f.suspend("m", at: "late")
            f.timer(at: seconds * 1_000, of: "m")
            f.resume("m")
            f.complete("m")
            let text = try mermaid(f.finished(.fulfilled), view: .timeline)
            try MermaidForm.check(text)
            #expect(remark.isEmpty != text.contains("drawn is"))
            #expect(remark.isEmpty || text.contains(remark))
            let drawn = try #require(text.firstMatch(of: /await late :0, (\d+)ms/)).1
            #expect((Int(drawn) ?? 0) > 0 && (Int(drawn) ?? 0) < 60_000)
        }
    }

    @Test func largeRunsStayWithinMermaidsLimits() throws {
        let names = (0..<2_000).map { "module-with-a-rather-long-name-<\($0)>" }
        var f = TraceFixture(
            "large", entries: [names[0]],
            graph: names.enumerated().map { index, name in (name, Array(names.dropFirst(index + 1).prefix(5))) })
        for name in names.reversed() {
            f.start(name)
            for line in 0..<3 { f.log(name, "line \(line) \"of\" \(name)") }
            f.complete(name)
        }
        for view in [View.timeline, .graph] {
            let text = try mermaid(f.finished(.fulfilled), view: view)
            try MermaidForm.check(text)
            #expect(text.contains("left out"))
        }
    }
}

/// The lines that our diagrams are made of, each told by its form: whatever a name holds, no line has another.
enum MermaidForm {
    struct Fault: Error { var description: String }

    static func check(_ text: String) throws {
        guard text.count <= 50_000 else { throw Fault(description: "Mermaid refuses a text of \(text.count) characters") }
        guard text.hasSuffix("\n"), !text.contains("\r") else { throw Fault(description: "its lines do not end as they should") }
        let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        let isGantt = lines[0] == "gantt"
        guard isGantt || lines[0] == "flowchart TD" else { throw Fault(description: "no diagram: \(lines[0])") }
        var depth = 0, edges = 0
        for line in lines.dropFirst() {
            // What an escape stands for is nothing to Mermaid's grammar.
            let form = line.drop { $0 == " " }.replacing(/#\d+;/, with: "")
            guard isGantt ? isGanttLine(form) : isFlowchartLine(form) else { throw Fault(description: "a line of no known form: \(line)") }
            if form.hasPrefix("subgraph ") { depth += 1 }
            if form == "end" { depth -= 1 }
            if form.contains("->|") { edges += 1 }
            if depth < 0 || depth > 1 { throw Fault(description: "boxes that do not nest") }
        }
        guard depth == 0, edges <= 500 else { throw Fault(description: "\(depth) open boxes, \(edges) edges") }
    }

    // No `"`, `#`, `;`, `:`, `<`, `[`, `%` and their like.
    nonisolated(unsafe) private static let words = /[^"#;:<>\[\]{}|%`\\*&@$\n]*/

    private static func isGanttLine(_ line: some StringProtocol) -> Bool {
        let line = String(line)
        if ["dateFormat x", "todayMarker off"].contains(line) { return true }
        if ["axisFormat %L ms", "axisFormat %L", "axisFormat %-S.%L s", "axisFormat %-S.%L"].contains(line) { return true }
        for keyword in ["title ", "section ", "accTitle: ", "accDescr: "] where line.hasPrefix(keyword) {
            return line.dropFirst(keyword.count).wholeMatch(of: words) != nil
        }
        guard let colon = line.firstIndex(of: ":") else { return false }
        return line[..<colon].wholeMatch(of: words) != nil
            && line[line.index(after: colon)...].wholeMatch(of: /((active|done|crit|milestone), )*\d+, \d+ms/) != nil
    }

    private static func isFlowchartLine(_ line: some StringProtocol) -> Bool {
        let line = String(line).replacing("<br/>", with: "")
        if line == "end" { return true }
        for keyword in ["accTitle: ", "accDescr: "] where line.hasPrefix(keyword) {
            return line.dropFirst(keyword.count).wholeMatch(of: words) != nil
        }
        let forms = [
            #"[mw]\d+(\(\["W"\]\)|\("W"\)|\[\["W"\]\]|\["W"\])"#,
            #"w\d+ (-->|-\.->)\|"(imports|awaits|awaits, cut here|settles with)"\| w\d+"#, #"more\["W"\]"#, #"subgraph c\d+\["W"\]"#,
            #"m\d+ -->\|\d+\| m\d+"#,
            #"m\d+ -\.->\|"(\d+, defer|import\(\))"\| m\d+"#, #"classDef [A-Za-z]+ [A-Za-z0-9:#,. -]+"#,
            #"class [mw]\d+(,[mw]\d+)* [A-Za-z]+"#,
            #"linkStyle \d+(,\d+)* stroke:#?[0-9A-F]+,stroke-width:3px"#,
        ]
        return forms.contains { form in
            let pattern = form.replacing("W", with: ##"[^"#;:<>\[\]{}|%`\\*&@$]*"##)
            return (try? Regex(pattern).wholeMatch(in: line)) != nil
        }
    }
}
