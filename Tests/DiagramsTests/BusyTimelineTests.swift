import Analysis
import TestSupport
import Testing
import Trace

@testable import Diagrams

/// What a timeline shows of code that takes time, and of code that is stopped.
@Suite struct BusyTimelineTests {
    private func shapes(_ trace: Trace, _ kind: String) throws -> [Canvas.Shape] {
        try draw(trace, view: .timeline).canvas.items.compactMap { item in
            if case .shape(let shape) = item, shape.name.kinds.contains(kind) { shape } else { nil }
        }
    }

    /// b's timer is due after 5 ms, but c works for 30, and prints before and after.
    private var heldUp: Trace {
        var f = TraceFixture("held up", entries: ["a"], graph: [("a", ["b", "c"]), ("b*", []), ("c", [])])
        f.start("b")
        f.add("b", .timerSet(timer: 1, delay: 5_000_000, isInterval: false))
        let timer = f.queue(.timer(1))
        f.suspend("b", at: "sleep(5)")
        f.start("c")
        f.log("c", "before")
        f.at(30)
        f.add("c", .busy(nanoseconds: 30_000_000))
        f.log("c", "after")
        f.complete("c")
        f.wait("a", for: 1, order: 1)
        f.run(timer, .timer(1), isTask: true)
        f.add("b", .timerFired(timer: 1))
        f.resume("b")
        f.complete("b")
        f.start("a", wokenBy: "b")
        f.complete("a")
        return f.finished(.fulfilled)
    }

    @Test func anAwaitThatWasDueWhileOtherCodeRanIsNotCritical() throws {
        var timeline = Timeline(heldUp)
        timeline.markCriticalPath(GraphModel(heldUp).criticalPath, in: heldUp)
        let marked = timeline.lanes.flatMap { lane in
            lane.segments.filter(\.isCritical).map { _ in "\(lane.module.map { heldUp[$0].name } ?? "") stands" }
                + lane.visits.filter(\.isCritical).map { _ in "\(lane.module.map { heldUp[$0].name } ?? "") works" }
        }
        #expect(marked == ["c works"])
        let line = try #require(try shapes(heldUp, "critical").first)
        #expect(try shapes(heldUp, "critical").count == 1)
        let box = try #require(try shapes(heldUp, "runs").map(\.rect).max { $0.width < $1.width })
        #expect(line.rect.y > box.y && line.rect.width > 0.9 * box.width)
    }

    @Test func chipsStandOnTheBarAtTheirTime() throws {
        let chips = try shapes(heldUp, "output")
        let box = try #require(try shapes(heldUp, "runs").map(\.rect).max { $0.width < $1.width })
        let before = try #require(chips.first { $0.label?.text == "before" })
        let after = try #require(chips.first { $0.label?.text == "after" })
        #expect(before.rect.x > box.x && before.rect.right < box.center.x)
        #expect(after.rect.x > box.right)
    }

    @Test func eachInstantOfATimerLoopHasAChip() throws {
        var f = TraceFixture("loop", entries: ["m"], graph: [("m", [])])
        f.start("m")
        f.complete("m")
        for index in 1...16 {
            f.timer(at: Int64(index) * 100, of: "m")
            f.log("m", "a line that is far too long to be shown")
            if index.isMultiple(of: 3) { f.log("m", "and another") }
        }
        let trace = f.finished(.fulfilled)
        let chips = try shapes(trace, "more") + shapes(trace, "output")
        #expect(chips.count == 16)
    }

    @Test func codeThatWasStoppedInAMicrotaskIsMarked() throws {
        func stopped(_ reason: String) -> Trace {
            var f = TraceFixture("stopped", entries: ["a"], graph: [("a", ["b"]), ("b*", [])])
            f.start("b")
            f.suspend("b", at: "sleep(100)")
            f.wait("a", for: 1, order: 1)
            f.timer(at: 100, of: "b")
            f.resume("b")
            f.complete("b")
            f.start("a", wokenBy: "b")
            f.complete("a")
            f.microtask(.queueMicrotask)
            f.add("a", .functionResumed(name: f.text("f"), position: Position(line: 1, column: 1)))
            return f.finished(.blocked(reason))
        }
        let trace = stopped("no end after 9 steps at a.mjs:1:1")
        #expect(try shapes(trace, "error").compactMap { $0.label?.text }.contains { $0.contains("no end after 9 steps") })
        #expect(try shapes(trace, "failed").count == 1)
        #expect(GraphModel(trace).criticalPath.isEmpty, "it has no end that anything decided")
        #expect(try shapes(stopped("still waiting after 100ms of virtual time"), "failed").isEmpty)
    }

    @Test func aModuleThatIsBeyondTheRecordIsNotSaidToNeverRun() throws {
        var f = TraceFixture("cut", entries: ["a"], graph: [("a", ["b"]), ("b", [])])
        f.start("b")
        var trace = f.finished(.fulfilled)
        #expect(try shapes(trace, "name").contains { $0.name.tooltip == "a never ran" })
        trace.isTruncated = true
        #expect(try !shapes(trace, "name").contains { $0.name.tooltip == "a never ran" })
        for view in [View.timeline, .graph] {
            let texts = try draw(trace, view: view).canvas.items.compactMap { item in
                if case .shape(let shape) = item { shape.label?.text } else { nil }
            }
            #expect(texts.contains { $0.contains("the record ends at") })
        }
    }
}
