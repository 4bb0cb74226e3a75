import Analysis
import TestSupport
import Testing
import Trace

@Suite struct GraphModelTests {
    private func names(_ modules: [ModuleIndex], _ trace: Trace) -> [String] { modules.map { trace[$0].name } }

    @Test func threeKindsOfAsynchrony() {
        let trace = TraceFixture.siblings
        #expect(AnalysedRun(trace).graph.nodes.map(\.asynchrony) == [.throughDependency, .ownAwait, .synchronous])
    }

    @Test func evaluationOrderIsTheOrderOfStarts() {
        #expect(AnalysedRun(TraceFixture.siblings).graph.nodes.map(\.evaluationOrder) == [3, 1, 2])
    }

    @Test func cyclesHaveTheirRoot() {
        let trace = TraceFixture.crowded
        let model = AnalysedRun(trace).graph
        #expect(model.cycles.count == 1)
        #expect(names(model.cycles[0].members, trace) == ["c.mjs", "d.mjs"])
        #expect(trace[model.cycles[0].root].name == "c.mjs")
        #expect(model.edges.filter(\.isInCycle).count == 2)
    }

    @Test func criticalPathFollowsWakesAndAwaitedImports() {
        let trace = TraceFixture.crowded
        let model = AnalysedRun(trace).graph
        #expect(names(model.criticalPath.modules, trace) == ["main.mjs", "lazy.mjs", "c.mjs", "d.mjs", "db.mjs"])
        let edges = model.edges.filter(\.isCritical).map { "\(trace[$0.from].name) \(trace[$0.to].name) \($0.kind.rawValue)" }
        #expect(edges == ["main.mjs c.mjs import", "c.mjs d.mjs import", "d.mjs db.mjs import", "main.mjs lazy.mjs dynamic"])
    }

    @Test func ofSeveralImportsTheLastToSettleIsCritical() {
        let trace = TraceFixture.racing
        #expect(names(AnalysedRun(trace).graph.criticalPath.modules, trace) == ["main", "slow"])
    }

    @Test func anEdgeToAMemberCountsForItsRoot() {
        // a imports the member d of the cycle c ⇄ d, and so waits for the root c.
        var f = TraceFixture("member", entries: ["a"], graph: [("a", ["d"]), ("c*", ["d"]), ("d", ["c"])])
        f.cycle(root: "c", "c", "d")
        f.start("c")
        f.suspend("c", at: "1")
        f.resume("c")
        f.complete("c")
        f.start("a", wokenBy: "c")
        f.complete("a")
        let model = AnalysedRun(f.finished(.fulfilled)).graph
        #expect(model.edges.filter(\.isCritical).map { [$0.from, $0.to] } == [[f["a"], f["d"]]])
    }

    @Test func whatNeverEndsHasNoCriticalPath() {
        #expect(AnalysedRun(TraceFixture.deadlock).graph.criticalPath.modules.isEmpty)
    }

    @Test func durationsOfAwaits() {
        let model = AnalysedRun(TraceFixture.gaps).graph
        #expect(model.nodes[1].suspendedNanoseconds == 60_007_000_000)
        #expect(AnalysedRun(TraceFixture.unsettled).graph.nodes[1].isSuspendedAtEnd)
    }

    @Test func errorsNameTheirSource() {
        let trace = TraceFixture.error
        let model = AnalysedRun(trace).graph
        #expect(model.nodes[0].state == .failed(error: "TypeError: fetch failed", from: ModuleIndex(1)))
        #expect(model.nodes[1].state == .failed(error: "TypeError: fetch failed", from: nil))
        #expect(model.nodes[2].state == .completed)
    }

    @Test func aDeepChainNeedsNoDeepStack() {
        let count = 200_000
        let names = (0..<count).map { "m\($0)" }
        let chain = names.indices.map { index in
            (index == count - 1 ? names[index] + "*" : names[index], index + 1 < count ? [names[index + 1]] : [])
        }
        let model = AnalysedRun(TraceFixture("chain", entries: ["m0"], graph: chain).finished(.fulfilled)).graph
        #expect(model.nodes[0].asynchrony == .throughDependency)
        #expect(model.cycles.isEmpty)
    }

    /// Every graph of three modules: the components are those that reachability gives.
    @Test func componentsOfEveryGraphOfThree() {
        let names = ["a", "b", "c"]
        for bits in 0..<512 {
            var edges = Array(repeating: Array(repeating: false, count: 3), count: 3)
            for from in 0..<3 { for to in 0..<3 { edges[from][to] = bits >> (3 * from + to) & 1 == 1 } }
            var reaches = edges
            for via in 0..<3 {
                for from in 0..<3 { for to in 0..<3 where reaches[from][via] && reaches[via][to] { reaches[from][to] = true } }
            }
            let graph = (0..<3).map { from in (names[from], (0..<3).filter { edges[from][$0] }.map { names[$0] }) }
            let model = AnalysedRun(TraceFixture("g", entries: ["a"], graph: graph).finished(.fulfilled)).graph
            for from in 0..<3 {
                for to in 0..<3 where from != to {
                    let together = reaches[from][to] && reaches[to][from]
                    let cycle = model.nodes[from].cycle
                    #expect((cycle != nil && cycle == model.nodes[to].cycle) == together, "graph \(bits), \(from) and \(to)")
                }
                #expect((model.nodes[from].cycle != nil) == reaches[from][from], "graph \(bits), \(from)")
            }
        }
    }

    @Test func theCriticalPathLeavesOutNoModuleBetween() {
        let trace = TraceFixture.between
        let model = AnalysedRun(trace).graph
        #expect(model.criticalPath.modules.map { trace[$0].name } == ["main", "routes", "data"])
        let bold = model.edges.filter(\.isCritical).map { [trace[$0.from].name, trace[$0.to].name] }
        #expect(bold == [["main", "routes"], ["routes", "data"]])
    }
}
