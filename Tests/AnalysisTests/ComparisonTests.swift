import Analysis
import TestSupport
import Testing
import Trace

@Suite struct ComparisonTests {
    private func trace(_ lines: [String], starts: [String] = ["a", "b"], outcome: Outcome = .fulfilled) -> Trace {
        var f = TraceFixture("run", entries: ["a"], graph: [("a", ["b"]), ("b", [])])
        for name in starts { f.start(name) }
        for line in lines { f.log("a", line) }
        return f.finished(outcome)
    }

    @Test func equalRunsAreEqual() {
        let comparison = Comparison([trace(["1", "2"]), trace(["1", "2"]), trace(["1", "2"])])
        #expect(comparison.isEqual)
        #expect(comparison.runs.allSatisfy { $0.isShared == [true, true] })
    }

    @Test func theFirstDifferenceAndAllThatMoved() {
        let comparison = Comparison([trace(["1", "2", "3", "4"]), trace(["1", "3", "2", "4"])])
        #expect(comparison.firstDifferentLine == 1)
        // One of the two that changed places is in order.
        #expect(comparison.runs.map { $0.isShared.count { !$0 } } == [1, 1])
        #expect(comparison.runs[0].isShared[0] && comparison.runs[0].isShared[3])
        #expect(comparison.endAlike && !comparison.isEqual)
    }

    @Test func aRunThatStopsEarlierDiffersThere() {
        let comparison = Comparison([trace(["1", "2"]), trace(["1"], outcome: .unsettled)])
        #expect(comparison.firstDifferentLine == 1)
        #expect(comparison.runs[0].isShared == [true, false])
        #expect(!comparison.endAlike)
    }

    @Test func theOrderOfBodiesIsCompared() {
        let comparison = Comparison([trace([], starts: ["a", "b"]), trace([], starts: ["b", "a"])])
        #expect(comparison.firstDifferentLine == nil)
        #expect(comparison.firstDifferentStart == 0)
    }

    @Test func longRunsAreCompared() {
        let lines = (0..<30_000).map { "line \($0)" }
        let comparison = Comparison([trace(lines), trace(["other"] + lines.reversed())])
        #expect(comparison.firstDifferentLine == 0)
    }

    @Test func runsOfOneAxisKeepTheirOwn() {
        let merged = MergedRuns([TraceFixture.siblings, TraceFixture.crowded, TraceFixture.siblings].map(AnalysedRun.init))
        let first = AnalysedRun(TraceFixture.siblings).timeline
        #expect(merged.firstModule == [0, 3, 12])
        #expect(merged.timeline.lanes.count == 2 * first.lanes.count + AnalysedRun(TraceFixture.crowded).timeline.lanes.count)
        // The last run is the first, moved.
        let lanes = merged.timeline.lanes.suffix(first.lanes.count)
        for (lane, own) in zip(lanes, first.lanes) {
            #expect(lane.module.map { merged.trace[$0].name } == own.module.map { TraceFixture.siblings[$0].name })
            #expect(
                lane.visits.flatMap(\.lines).map { merged.trace.console[$0].text }
                    == own.visits.flatMap(\.lines).map { TraceFixture.siblings.console[$0].text })
            #expect(lane.visits.map(\.from.time) == own.visits.map(\.from.time))
        }
        let wake = merged.timeline.wakes.last.map { [$0.fromLane, $0.toLane].map { merged.trace[merged.timeline.lanes[$0].module!].name } }
        #expect(wake == ["x", "z"])
    }
}
