import Analysis
import TestSupport
import Testing
import Trace

/// Errors that come by an awaited `import()`, or by the first use of a deferred import.
@Suite struct ErrorWayTests {
    private func wakes(_ trace: Trace) -> [String] {
        let timeline = AnalysedRun(trace).timeline
        func name(_ lane: Int) -> String { timeline.lanes[lane].module.map { trace[$0].name } ?? "" }
        return timeline.wakes.map { "\(name($0.fromLane)) \(name($0.toLane)) \($0.isFailure)" }
    }

    private func edges(_ trace: Trace) -> [String] {
        AnalysedRun(trace).graph.edges.filter(\.bringsError).map { "\(trace[$0.from].name) \(trace[$0.to].name) \($0.kind.rawValue)" }
    }

    private func caught(_ expression: String) -> Trace {
        var f = TraceFixture("caught", entries: ["a"], graph: [("a*", []), ("b", [])])
        f.start("a")
        f.add("a", .importCalled(number: 0, specifier: f.text("./b"), position: Position(line: 1, column: 1)))
        f.suspend("a", at: expression)
        f.microtask(.importStep(number: 0))
        f.start("b")
        f.fail("b", "Error: boom")
        f.trace.modules[1].error = "Error: boom"
        f.add("a", .importSettled(number: 0, target: f["b"], isFulfilled: false))
        f.resume("a")
        f.complete("a")
        return f.finished(.fulfilled)
    }

    @Test func anAwaitedImportThatRejects() {
        #expect(wakes(caught("import('./b')")) == ["b a true"])
        #expect(edges(caught("import('./b')")) == ["a b dynamic"])
        #expect(wakes(caught("Promise.all([p, q])")).isEmpty, "whose error made it go on is not known")
    }

    @Test func aDeferredImportThatThrowsWhereItIsUsed() {
        var f = TraceFixture("used", entries: ["a"], graph: [("a", ["b"]), ("b", [])])
        f.trace.modules[0].requests[0].phase = .defer
        f.start("a")
        f.start("b")
        f.fail("b", "Error: late")
        f.fail("a", "Error: late")
        for index in f.trace.modules.indices { f.trace.modules[index].error = "Error: late" }
        let trace = f.finished(.rejected("Error: late"))
        #expect(wakes(trace) == ["b a true"])
        #expect(edges(trace) == ["a b deferred"])
    }

    /// The root imports a member, whose own walk is done and which waits, and then a module that throws.
    @Test func theMemberOfACycleThatFailedElsewhere() {
        var f = TraceFixture(
            "cycle", entries: ["root"],
            graph: [("root", ["member", "broken"]), ("member", ["root", "slow"]), ("slow*", []), ("broken", [])])
        f.start("slow")
        f.suspend("slow", at: "null")
        f.wait("member", for: 1, order: 2)
        f.start("broken")
        f.fail("broken", "Error: boom")
        for name in ["root", "member"] { f.add(name, .status(.evaluated)) }
        for name in ["root", "member", "broken"] { f.trace.modules[Int(f[name].rawValue)].error = "Error: boom" }
        f.resume("slow")
        f.complete("slow")
        let trace = f.finished(.rejected("Error: boom"))
        #expect(wakes(trace) == ["broken root true", "root member true"])
        #expect(edges(trace).sorted() == ["member root import", "root broken import"])
    }
}
