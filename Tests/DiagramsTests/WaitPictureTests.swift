import Diagrams
import TestSupport
import Testing
import Trace

@Suite struct WaitPictureTests {
    private func texts(_ trace: Trace) throws -> [String] {
        try WellFormedXML(try draw(trace, view: .waits).svg()).texts.filter { $0.element == "text" }.map(\.text)
    }

    @Test func theCycleIsToldAndCut() throws {
        let svg = try draw(TraceFixture.deadlock, view: .waits).svg()
        let xml = try WellFormedXML(svg)
        let shown = xml.texts.map(\.text)
        #expect(shown.contains("cut here"))
        #expect(shown.contains { $0.contains("they wait for each other: b.mjs → a.mjs → b.mjs") })
        #expect(shown.contains("To cut the cycle: do not await import(\"./a.mjs\") at the top level of b.mjs, line 1."))
        #expect(shown.contains("import(\"./b.mjs\")"))
        #expect(xml.ids.filter { $0.contains("-waiter-") }.count == 5)
        #expect(svg.contains("in-cycle"))
    }

    @Test func aDeadEndIsNamed() throws {
        let shown = try texts(TraceFixture.unsettled)
        #expect(shown.contains("nothing settles it"))
        #expect(!shown.contains("cut here"))
        #expect(shown.contains("Nothing that is left to do settles what db, line 1 awaits: new Promise(() => {})."))
    }

    @Test func aRunThatSettlesHasNoSuchPicture() {
        let error = #expect(throws: DrawingError.self) { try draw(TraceFixture.siblings, view: .waits) }
        #expect(error?.isEmpty == true)
        #expect(error?.message == "nothing waits: the run fulfilled after 1000 ms")
        #expect(View.all(of: TraceFixture.siblings) == [.graph, .timeline])
        #expect(View.all(of: TraceFixture.deadlock) == [.graph, .timeline, .waits])
    }

    @Test func manyThatWaitAreDrawnInPart() throws {
        let names = (0..<400).map { "m\($0)" }
        var f = TraceFixture("many", entries: ["m0"], graph: names.map { ($0 + "*", []) })
        for name in names {
            f.start(name)
            f.suspend(name, at: "<never> & \"ever\"")
            f.leaveWalk(name, order: 0)
        }
        let xml = try WellFormedXML(try draw(f.finished(.unsettled), view: .waits).svg())
        #expect(xml.ids.filter { $0.contains("-waiter-") }.count == 60)
        #expect(xml.texts.contains { $0.text.contains("740 more that wait not drawn") })
    }

    @Test(arguments: [40, 300, 900]) func aLargeCycleIsFoldedAndCut(count: Int) throws {
        let names = (0..<count).map { "m\($0)" }
        var f = TraceFixture("cycle", entries: ["m0"], graph: names.map { ($0 + "*", []) })
        for (index, name) in names.enumerated() {
            f.start(name)
            f.suspend(name, at: "import(\"\(names[(index + 1) % count])\")")
            f.leaveWalk(name, order: Int32(index))
        }
        var trace = f.finished(.unsettled)
        for index in names.indices {
            let promise = PromiseNumber(rawValue: Int32(index + 1))
            trace.pendingWaits.append(
                PendingWait(
                    module: ModuleIndex(index), function: nil, position: Position(line: 1, column: 1), expression: "p", promise: promise))
            trace.pendingPromises.append(
                PendingPromise(promise: promise, settlers: [.module(ModuleIndex((index + 1) % count), import: 0)]))
        }
        let xml = try WellFormedXML(try draw(trace, view: .waits).svg())
        let shown = xml.texts.filter { $0.element == "text" }.map(\.text)
        #expect(shown.filter { $0 == "cut here" }.count == 1)
        #expect(shown.contains("+ \(2 * count - 6) that wait in a row"))
        #expect(!shown.contains("nothing settles it"))
        #expect(!shown.contains { $0.contains("not drawn") })
        #expect(xml.ids.filter { $0.contains("-waiter-") }.count == 7)
        #expect(xml.ids.filter { $0.contains("-wait-") }.count == 7, "the cycle is closed")
    }

    @Test func whatTheTraceDoesNotTellIsNoDeadEnd() throws {
        var trace = TraceFixture.unsettled
        let wait = { (promise: Int32) in
            PendingWait(
                module: ModuleIndex(0), function: nil, position: Position(line: 1, column: 1), expression: "p",
                promise: PromiseNumber(rawValue: promise))
        }
        trace.pendingWaits = [wait(1)]
        let shown = try texts(trace)
        #expect(!shown.contains("nothing settles it"))
        #expect(shown.contains { $0.contains("more wait than the trace tells of") })
        trace.pendingPromises = [PendingPromise(promise: PromiseNumber(rawValue: 1), settlers: [])]
        #expect(try texts(trace).contains("nothing settles it"))
    }

    @Test func barsThatNeverEndSayWhomTheyWaitFor() throws {
        let shown = try WellFormedXML(try draw(TraceFixture.deadlock, view: .timeline).svg()).texts.map(\.text)
        #expect(shown.contains("waits for b.mjs, for ever") && shown.contains("waits for a.mjs, for ever"))
        #expect(
            try WellFormedXML(try draw(TraceFixture.unsettled, view: .timeline).svg()).texts.contains { $0.text == "nothing settles it" })
    }

    @Test func aFunctionThenThatNeverCallsBackIsNamed() throws {
        var trace = TraceFixture.unsettled
        let promise = PromiseNumber(rawValue: 7)
        trace.pendingWaits = [
            PendingWait(
                module: ModuleIndex(0), function: nil, position: Position(line: 1, column: 1), expression: "import('x')", promise: promise)
        ]
        trace.pendingPromises = [PendingPromise(promise: promise, settlers: [.thenable(ModuleIndex(1), import: 0)])]
        let name = trace.modules[1].name
        let shown = try texts(trace)
        #expect(shown.contains("never calls back") && shown.contains("then() of \(name)"), "\(shown)")
        #expect(!shown.contains("nothing settles it"))
        #expect(shown.contains { $0.hasPrefix("import() takes \(name), which exports a function then, for a promise") })
        #expect(try mermaid(trace, view: .waits).contains("[[\"then() of \(name)<br/>never calls back\"]]"))
    }
}
