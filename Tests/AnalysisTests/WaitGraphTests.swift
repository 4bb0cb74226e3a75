import TestSupport
import Testing
import Trace

@testable import Analysis

@Suite struct WaitGraphTests {
    private func name(_ node: WaitGraph.Node, _ trace: Trace) -> String {
        switch node.kind {
        case .module(let module): trace[module].name
        case .function(let name, let module): "\(name) in \(trace[module].name)"
        case .promise(let text): text
        case .promiseBehind(let text): "behind \(text)"
        case .thenFunction(let module): "then of \(trace[module].name)"
        }
    }

    private func edges(_ graph: WaitGraph, _ trace: Trace) -> Set<String> {
        Set(
            graph.edges.map { edge in
                "\(name(graph.nodes[edge.from], trace)) \(edge.kind.rawValue) \(name(graph.nodes[edge.to], trace))"
                    + (edge.isInCycle ? " *" : "") + (edge.isCut ? " cut" : "")
            })
    }

    /// a awaits import() of b, and b, in a function, import() of a; c imports b. The facts are those of the heap.
    private var cycle: Trace {
        var f = TraceFixture("cycle", entries: ["c"], graph: [("a*", []), ("b*", []), ("c", ["b"])])
        func call(_ number: Int32, _ name: String) -> Event.Kind {
            .importCalled(number: number, specifier: f.text(name), position: Position(line: 1, column: 1))
        }
        f.start("a")
        f.add("a", call(0, "./b"))
        f.suspend("a", at: "import('./b')")
        f.start("b")
        f.add("b", call(1, "./a"))
        f.add("b", .functionSuspended(name: f.text("load"), position: Position(line: 7, column: 3)))
        f.suspend("b", at: "load()")
        f.leaveWalk("b", order: 1)
        f.wait("c", for: 1, order: 2)
        var trace = f.finished(.unsettled)
        func wait(_ module: String, _ function: String?, _ line: Int32, _ text: String, _ promise: Int32) -> PendingWait {
            PendingWait(
                module: f[module], function: function, position: Position(line: line, column: function == nil ? 1 : 3), expression: text,
                promise: PromiseNumber(rawValue: promise))
        }
        trace.pendingWaits = [
            wait("a", nil, 1, "import('./b')", 3), wait("b", nil, 1, "load()", 5), wait("b", "load", 7, "import('./a')", 7),
        ]
        trace.pendingPromises = [
            PendingPromise(promise: PromiseNumber(rawValue: 3), settlers: [.module(f["b"], import: 0)]),
            PendingPromise(promise: PromiseNumber(rawValue: 5), settlers: [.function(2)]),
            PendingPromise(promise: PromiseNumber(rawValue: 7), settlers: [.module(f["a"], import: 1)]),
        ]
        return trace
    }

    @Test func theCycleAndWhereToCutIt() {
        let trace = cycle
        let graph = AnalysedRun(trace).waits
        #expect(
            edges(graph, trace) == [
                "c dependency b", "a awaits import(\"./b\") *", "import(\"./b\") settles b *", "b awaits load in b * cut",
                "load in b awaits import(\"./a\") *", "import(\"./a\") settles a *",
            ])
        #expect(
            graph.cycles.map { $0.map { name(graph.nodes[$0], trace) } } == [["b", "load in b", "import(\"./a\")", "a", "import(\"./b\")"]])
        #expect(graph.nodes.contains { $0.isDeadEnd } == false)
        #expect(graph.circularPairs == [[ModuleIndex(0), ModuleIndex(1)], [ModuleIndex(1), ModuleIndex(0)]])
        #expect(graph.modulesAwaited(by: ModuleIndex(1)) == [ModuleIndex(0)], "through its function")
    }

    /// As a trace from elsewhere, that has events and nothing of the heap.
    @Test func eventsAloneTellAlmostAsMuch() {
        let trace = TraceFixture.deadlock
        let graph = AnalysedRun(trace).waits
        #expect(graph.cycles.count == 1)
        #expect(
            edges(graph, trace) == [
                "c.mjs dependency b.mjs", "a.mjs awaits import(\"./b.mjs\") *", "import(\"./b.mjs\") settles b.mjs *",
                "b.mjs awaits import(\"./a.mjs\") * cut", "import(\"./a.mjs\") settles a.mjs *",
            ])
    }

    @Test func aPromiseThatNobodySettlesIsADeadEnd() {
        let trace = TraceFixture.unsettled
        let graph = AnalysedRun(trace).waits
        #expect(edges(graph, trace) == ["app dependency db", "db awaits new Promise(() => {})"])
        #expect(graph.nodes.filter(\.isDeadEnd).map { name($0, trace) } == ["new Promise(() => {})"])
        #expect(graph.cycles.isEmpty)
        #expect(graph.modulesAwaited(by: ModuleIndex(1)).isEmpty)
    }

    /// b awaits what a's Promise.all needs; of the other one nothing is known but that a third settles it, and of that nothing: one box.
    @Test func aPromiseHasTheNameUnderWhichItIsAwaited() {
        var f = TraceFixture("all", entries: ["a"], graph: [("a*", ["b"]), ("b*", [])])
        f.start("b")
        f.suspend("b", at: "ready")
        f.start("a")
        f.suspend("a", at: "Promise.all([ready, other])")
        var trace = f.finished(.unsettled)
        func wait(_ module: String, _ text: String, _ promise: Int32) -> PendingWait {
            PendingWait(
                module: f[module], function: nil, position: Position(line: 1, column: 1), expression: text,
                promise: PromiseNumber(rawValue: promise))
        }
        func promise(_ number: Int32, _ settlers: [PendingPromise.Settler]) -> PendingPromise {
            PendingPromise(promise: PromiseNumber(rawValue: number), settlers: settlers)
        }
        trace.pendingWaits = [wait("a", "Promise.all([ready, other])", 9), wait("b", "ready", 4)]
        let (ready, other, third) = (PromiseNumber(rawValue: 4), PromiseNumber(rawValue: 5), PromiseNumber(rawValue: 3))
        trace.pendingPromises = [
            promise(9, [.promise(ready), .promise(other)]), promise(4, []), promise(5, [.promise(third)]), promise(3, []),
        ]
        let graph = AnalysedRun(trace).waits
        let behind = "behind Promise.all([ready, other])"
        #expect(
            edges(graph, trace) == [
                "a awaits Promise.all([ready, other])", "Promise.all([ready, other]) settles ready",
                "Promise.all([ready, other]) settles \(behind)", "b awaits ready",
            ])
        #expect(graph.nodes.filter(\.isDeadEnd).map { name($0, trace) }.sorted() == [behind, "ready"])
    }

    @Test func callsOfOneThenFunctionWaitForOneBox() {
        let names = (0..<300).map { "m\($0)" }
        var f = TraceFixture("then", entries: names, graph: names.map { ($0 + "*", []) } + [("t", [])])
        for name in names {
            f.start(name)
            f.suspend(name, at: "import('t')")
        }
        var trace = f.finished(.unsettled)
        for (index, name) in names.enumerated() {
            let promise = PromiseNumber(rawValue: Int32(index))
            trace.pendingWaits.append(
                PendingWait(
                    module: f[name], function: nil, position: Position(line: 1, column: 1), expression: "import('t')", promise: promise))
            trace.pendingPromises.append(PendingPromise(promise: promise, settlers: [.thenable(f["t"], import: Int32(index))]))
        }
        let graph = AnalysedRun(trace).waits
        #expect(graph.nodes.filter { $0.kind == .thenFunction(of: f["t"]) }.count == 1)
        for name in names { #expect(graph.thenFunctionsAwaited(by: f[name]) == [f["t"]]) }
    }

    @Test func aRunThatSettlesHasNone() {
        for example in TraceFixture.examples where example.trace.outcome != .unsettled {
            #expect(AnalysedRun(example.trace).waits.nodes.isEmpty, "\(example.name)")
        }
    }

    @Test func whatATraceDoesNotHoldDoesNotEndTheProcess() {
        var trace = cycle
        trace.pendingPromises = [
            PendingPromise(
                promise: PromiseNumber(rawValue: 3), settlers: [.module(ModuleIndex(99), import: 9), .function(77), .promise(.none)])
        ]
        trace.pendingWaits[0].module = ModuleIndex(0)
        _ = AnalysedRun(trace).waits
        trace.pendingWaits[1].module = ModuleIndex(50)
        _ = AnalysedRun(trace).waits
    }

    @Test func manyThatWaitTakeNoTime() {
        let count = 20_000
        let names = (0..<count).map { "m\($0)" }
        var f = TraceFixture(
            "many", entries: ["m0"],
            graph: names.indices.map { (names[$0] + ($0 == count - 1 ? "*" : ""), $0 + 1 < count ? [names[$0 + 1]] : []) })
        f.start(names[count - 1])
        f.suspend(names[count - 1], at: "never")
        f.leaveWalk(names[count - 1], order: 0)
        for index in (0..<count - 1).reversed() { f.wait(names[index], for: 1, order: Int32(count - index)) }
        let graph = AnalysedRun(f.finished(.unsettled)).waits
        #expect(graph.nodes.count == count + 1)
        #expect(graph.edges.count == count)
    }
}
