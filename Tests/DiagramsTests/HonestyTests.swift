import TestSupport
import Testing
import Trace

@testable import Diagrams

/// A picture says what it leaves out, and shows nothing that did not happen.
@Suite struct HonestyTests {
    private func texts(_ trace: Trace, _ view: View) throws -> [String] {
        try draw(trace, view: view).canvas.items.compactMap { item in
            if case .shape(let shape) = item { shape.label?.text } else { nil }
        }
    }

    private func kinds(_ trace: Trace) throws -> [String] {
        try draw(trace, view: .timeline).canvas.items.compactMap { item in
            switch item {
            case .shape(let shape): shape.name.kind
            case .curve(let curve): curve.name.kind
            }
        }
    }

    /// Polls for ever in microtasks, and prints at every tenth.
    private func endless(_ count: Int, place: String) -> Trace {
        var f = TraceFixture("endless", entries: ["m"], graph: [("m*", [])])
        f.start("m")
        f.suspend("m", at: "null")
        for index in 0..<count {
            f.resume("m")
            if index % 10 == 0 { f.log("m", "polling") }
            f.suspend("m", at: "null")
        }
        f.resume("m")
        return f.finished(.blocked("no end after 9 steps at \(place):3:1"))
    }

    @Test func aModuleThatDidNotLinkDidNotRun() throws {
        var f = TraceFixture("link", entries: ["main"], graph: [("main*", []), ("lib", [])])
        f.start("main")
        f.suspend("main", at: "import('lib')")
        f.add("lib", .linkFailed(f.text("SyntaxError: no such name")))
        f.resume("main")
        f.complete("main")
        let trace = f.finished(.fulfilled)
        #expect(try kinds(trace).contains("not-linked"))
        #expect(try !kinds(trace).contains("failed"))
        #expect(try texts(trace, .timeline).contains("does not link"))
        #expect(try !texts(trace, .timeline).contains("fails"))
    }

    @Test func ofAServiceTheStartUpIsDrawn() throws {
        var f = TraceFixture("service", entries: ["m"], graph: [("m*", [])])
        f.start("m")
        f.suspend("m", at: "sleep(200)")
        f.timer(at: 200, of: "m")
        f.resume("m")
        f.log("m", "up")
        f.complete("m")
        for time in [1_000, 2_000, 60_000] as [Int64] {
            f.timer(at: time, of: "m")
            f.log("m", "beat")
        }
        var trace = f.finished(.running("setInterval at m:1:1 keeps it alive"))
        trace.duration = 200_000_000
        trace.startUpEnd = 1_000_000_000
        let seen = try texts(trace, .timeline)
        #expect(seen.contains { $0.contains("keeps it alive") } && seen.contains { $0.contains("drawn until 1000 ms") })
        #expect(seen.contains("1000") && !seen.contains("60000"))
        #expect(seen.count { $0 == "beat" } == 1)
        let text = try markdownSnippet(trace, view: .timeline, picture: "m.svg")
        #expect(text.contains("| beat |") && !text.contains("60000") && !text.contains("2000"), "\(text)")
        #expect(!traceEventFile(of: [trace]).contains("60000000"))
    }

    @Test func jobsLeftOutAreSaidAndTheirArcsAreDashed() throws {
        let trace = TraceFixture.racing
        #expect(try texts(trace, .timeline).contains { $0.contains("jobs that run no module code are left out") })
        let arcs = try draw(trace, view: .timeline).canvas.items.compactMap { item -> Canvas.Curve? in
            if case .curve(let curve) = item, curve.name.kind?.hasPrefix("queued") == true { curve } else { nil }
        }
        #expect(
            arcs.filter { $0.stroke.pattern == .dashed }.map(\.name.id) == ["queued-5"], "the module's completion lies between the last two"
        )
        #expect(try !texts(TraceFixture.microtasks, .timeline).contains { $0.contains("left out") })
    }

    @Test func theLegendNamesOnlyWhatIsDrawn() throws {
        // The last visit, in which the run was stopped, is beyond the last column.
        let trace = endless(5_000, place: "a/b.mjs")
        #expect(try !texts(trace, .timeline).contains("fails"))
        #expect(try !kinds(trace).contains("failed"))
    }

    @Test func howThePathWasTypedDoesNotShow() throws {
        for view in [View.graph, .timeline] {
            let one = try draw(endless(3, place: "b.mjs"), view: view)
            let other = try draw(endless(3, place: "/some where/at home/b.mjs"), view: view)
            #expect(one.dot == other.dot)
            #expect(one.description == other.description)
            #expect(one.dot.contains("no end after 9 steps at b.mjs:3:1"))
        }
    }

    @Test func aLongTitleIsSetInTwoLines() throws {
        var trace = TraceFixture.siblings
        trace.title = "Whoever imports a member of a cycle waits for the whole of it, and not for that one member alone, as it seems"
        for view in View.all(of: trace) {
            let titles = try draw(trace, view: view).canvas.items.compactMap { item -> String? in
                if case .shape(let shape) = item, shape.name.kind == "title" { shape.label?.text } else { nil }
            }
            #expect(titles.count == 2)
            #expect(titles.joined(separator: " ") == trace.title)
        }
    }

    @Test func aChipTakesTheRoomThatItsLaneHas() throws {
        var f = TraceFixture("chips", entries: ["m"], graph: [("m", ["n"]), ("n*", [])])
        f.start("n")
        f.suspend("n", at: "sleep(100)")
        f.log("m", "a line of forty characters, and no more.")
        f.timer(at: 100, of: "n")
        f.resume("n")
        f.complete("n")
        #expect(try texts(f.finished(.fulfilled), .timeline).contains("a line of forty characters, and no more."))
    }

    @Test func aLoopOfImportsAndErrorsStaysSmall() throws {
        var f = TraceFixture("loop", entries: ["m"], graph: [("m*", []), ("n", [])])
        f.start("m")
        f.suspend("m", at: "tick()")
        for index in 1...5_000 {
            f.timer(at: Int64(index), of: "m")
            f.add("m", .importCalled(number: Int32(index), specifier: f.text("./n"), position: Position(line: 1, column: 1)))
            f.add("m", .uncaught(error: f.text("Error: number \(index)")))
        }
        let drawing = try draw(f.finished(.unsettled), view: .timeline)
        #expect(drawing.canvas.items.count < 1_000)
        #expect(drawing.canvas.width < 2_000)
    }

    /// An error ends the process on some hosts, with all that still waited.
    @Test func whatAnErrorCutShortIsNotSaidToNeverSettle() throws {
        func open(_ outcome: Outcome) throws -> String {
            var f = TraceFixture("ended", entries: ["a"], graph: [("a", ["slow", "bad"]), ("slow*", []), ("bad", [])])
            f.start("slow")
            f.suspend("slow", at: "sleep(30)")
            f.start("bad")
            f.fail("bad", "Error: boom")
            let trace = f.finished(outcome)
            return try draw(trace, view: .graph).svg() + draw(trace, view: .timeline).svg()
        }
        let ended = try open(.rejected("Error: boom"))
        #expect(ended.contains(">still waits<") && ended.contains(">has not ended<"))
        #expect(!ended.contains("never settles") && !ended.contains("await never ends"))
        #expect(try open(.unsettled).contains(">await never ends<"))
    }
}
