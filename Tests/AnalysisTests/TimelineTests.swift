import Analysis
import TestSupport
import Testing
import Trace

@Suite struct TimelineTests {
    private func lane(_ name: String, of timeline: Timeline, in trace: Trace) throws -> Timeline.Lane {
        try #require(timeline.lanes.first { $0.module.map { trace[$0].name } == name })
    }

    private func names(_ timeline: Timeline, _ trace: Trace) -> [String] {
        timeline.lanes.map { $0.module.map { trace[$0].name } ?? "-" }
    }

    @Test func lanesAreInEvaluationOrder() {
        let trace = TraceFixture.siblings
        #expect(names(AnalysedRun(trace).timeline, trace) == ["x", "y", "z"])
    }

    @Test func anAwaitIsASegmentWithItsExpression() throws {
        let trace = TraceFixture.siblings
        let x = try lane("x", of: AnalysedRun(trace).timeline, in: trace)
        #expect(x.segments.map(\.kind) == [.suspended(expression: "sleep(1000)")])
        #expect(x.segments[0].from.time == 0)
        #expect(x.segments[0].to?.time == 1_000_000_000)
        #expect(x.visits.map(\.kind) == [.start, .resume])
        #expect(x.visits.map(\.lines) == [[0], [2]])
        #expect(x.ending == .completed)
    }

    @Test func aWaitNamesTheUnfinishedDependencies() throws {
        let trace = TraceFixture.siblings
        let z = try lane("z", of: AnalysedRun(trace).timeline, in: trace)
        let x = ModuleIndex(1)
        #expect(z.segments.map(\.kind) == [.waits([x])], "y was done by then")
    }

    @Test func membersOfACycleWaitForOneAnother() throws {
        let trace = TraceFixture.crowded
        let timeline = AnalysedRun(trace).timeline
        func awaited(_ name: String) throws -> [String] {
            for segment in try lane(name, of: timeline, in: trace).segments {
                if case .waits(let modules) = segment.kind { return modules.map { trace[$0].name } }
            }
            return []
        }
        #expect(try awaited("c.mjs") == ["d.mjs"])
        #expect(try awaited("main.mjs") == ["a.mjs", "b.mjs", "c.mjs"])
    }

    @Test func completionsWakeImporters() {
        let trace = TraceFixture.crowded
        let timeline = AnalysedRun(trace).timeline
        let pairs = timeline.wakes.map { wake in
            [wake.fromLane, wake.toLane].map { names(timeline, trace)[$0] }
        }
        #expect(
            pairs == [
                ["cfg.mjs", "b.mjs"], ["db.mjs", "a.mjs"], ["db.mjs", "d.mjs"], ["d.mjs", "c.mjs"], ["c.mjs", "main.mjs"],
            ])
    }

    @Test func loadingTakesTime() throws {
        let trace = TraceFixture.crowded
        let main = try lane("main.mjs", of: AnalysedRun(trace).timeline, in: trace)
        #expect(main.segments.prefix(2).map(\.kind) == [.fetch, .parse])
        #expect(main.segments[1].to?.time == 20_000_000)
    }

    @Test func anErrorGoesUp() throws {
        let trace = TraceFixture.error
        let timeline = AnalysedRun(trace).timeline
        let a = try lane("a", of: timeline, in: trace)
        #expect(a.visits.map(\.kind) == [.inheritedError])
        #expect(a.visits[0].error == "TypeError: fetch failed")
        #expect(a.ending == .failed)
        #expect(timeline.wakes.filter(\.isFailure).count == 1)
    }

    @Test func whatNeverSettlesStaysOpen() throws {
        let trace = TraceFixture.deadlock
        let timeline = AnalysedRun(trace).timeline
        for name in ["a.mjs", "b.mjs", "c.mjs"] {
            let lane = try lane(name, of: timeline, in: trace)
            #expect(lane.ending == .unsettled)
            #expect(lane.segments.last?.to == nil)
        }
        #expect(!timeline.timePasses)
        // The calls never settled: their targets are found by their specifiers.
        #expect(timeline.imports.map(\.target) == [1, 0])
    }

    @Test func aBodyThatBlocksFails() throws {
        var f = TraceFixture("loop", entries: ["a"], graph: [("a", [])])
        f.start("a")
        let trace = f.finished(.blocked("endless loop"))
        let a = try lane("a", of: AnalysedRun(trace).timeline, in: trace)
        #expect(a.visits.map(\.error) == ["endless loop"])
        #expect(a.ending == .unsettled)
    }

    @Test func anUnhandledRejectionIsShownOnce() throws {
        var f = TraceFixture("rejections", entries: ["a", "b"], graph: [("a", []), ("b", [])])
        f.start("a")
        f.complete("a")
        f.start("b")
        f.fail("b", "Error: b")
        for name in ["a", "b"] { f.add(name, .unhandledRejection(.none, error: f.text("Error: \(name)"))) }
        let trace = f.finished(.rejected("Error: b"))
        let timeline = AnalysedRun(trace).timeline
        #expect(try lane("a", of: timeline, in: trace).visits.map(\.error) == [nil, "unhandled: Error: a"])
        #expect(try lane("b", of: timeline, in: trace).visits.map(\.error) == ["Error: b"])
    }

    @Test func jobsKnowWhoQueuedThem() {
        let timeline = AnalysedRun(TraceFixture.microtasks).timeline
        #expect(timeline.steps.map(\.microtask) == [0, 1, 2, 3])
        #expect(timeline.steps.map(\.queuedBy) == [nil, 0, 1, 2])
    }

    @Test func aSynchronousModuleBetweenPassesTheWakeOn() throws {
        let trace = TraceFixture.between
        let timeline = AnalysedRun(trace).timeline
        let wakes = timeline.wakes.map { [timeline.lanes[$0.fromLane], timeline.lanes[$0.toLane]].map { trace[$0.module!].name } }
        #expect(wakes == [["data", "routes"], ["routes", "main"]], "data's job runs both, but main waited for routes")
    }

    @Test func ofImportsCountedInOneJobTheLastToRunWakes() {
        var f = TraceFixture(
            "diamond", entries: ["main"],
            graph: [("main", ["left", "right"]), ("left", ["data"]), ("right", ["data"]), ("data*", [])])
        f.start("data")
        f.suspend("data", at: "null")
        f.resume("data")
        f.complete("data")
        f.microtask(.moduleFulfilled(f["data"]))
        // The graph is walked from its last importer to its first.
        f.add("main", .pendingDependencies(count: 1, completed: f["right"]))
        f.add("main", .pendingDependencies(count: 0, completed: f["left"]))
        for name in ["left", "right", "main"] {
            f.start(name, wokenBy: "data")
            f.complete(name)
        }
        let trace = f.finished(.fulfilled)
        let timeline = AnalysedRun(trace).timeline
        let wake = timeline.wakes.last.map { [timeline.lanes[$0.fromLane], timeline.lanes[$0.toLane]].map { trace[$0.module!].name } }
        #expect(wake == ["right", "main"])
    }
}
