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

    private var heldUp: Trace { TraceFixture.heldUp }

    @Test func anAwaitThatWasDueWhileOtherCodeRanIsNotCritical() throws {
        let path = AnalysedRun(heldUp).timeline.criticalPath.stretches.map {
            "\($0.module.map { heldUp[$0].name } ?? "") \($0.activity) \($0.to)"
        }
        #expect(path == ["c runs 30000000"])
        let line = try #require(try shapes(heldUp, "critical").first)
        #expect(try shapes(heldUp, "critical").count == 1)
        let box = try #require(try shapes(heldUp, "runs").map(\.rect).max { $0.width < $1.width })
        #expect(line.rect.y > box.y && line.rect.width > 0.9 * box.width)
    }

    @Test func theGraphKnowsTheCodeThatHeldItUp() throws {
        let model = AnalysedRun(heldUp).graph
        #expect(model.criticalPath.modules.map { heldUp[$0].name } == ["a", "b"])
        #expect(model.criticalPath.workers.map { heldUp[$0].name } == ["c"])
        #expect(model.nodes.map(\.isCritical) == [true, true, true])
        #expect(model.nodes.map(\.criticalWorkNanoseconds) == [0, 0, 30_000_000])
        let drawing = try draw(heldUp, view: .graph)
        let pills = drawing.canvas.items.compactMap { item in
            if case .shape(let shape) = item, shape.name.kind == "pill" { shape.label?.text } else { nil }
        }
        #expect(pills == ["await 30 ms", "runs 30 ms"])
        #expect(drawing.description.contains("It was held up by code of c."))
        #expect(try draw(heldUp, view: .timeline).description.contains("It was held up by code of c."))
    }

    @Test func itSaysSinceWhenAnAwaitWasDue() throws {
        let mark = try #require(try shapes(heldUp, "due").first)
        let bar = try #require(try shapes(heldUp, "suspended").first)
        #expect(mark.rect.x > bar.rect.x && mark.rect.right < bar.rect.center.x, "5 of 30 ms")
        #expect(mark.name.tooltip == "due at 5 ms, but other code runs until 30 ms")
        let words = try #require(try shapes(heldUp, "label").first { $0.label?.text == "due 5 ms" })
        #expect(words.rect.x >= mark.rect.right && words.rect.right < bar.rect.right)
        for example in TraceFixture.examples { #expect(try shapes(example.trace, "due").isEmpty, "\(example.name): no code takes time") }
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
        // Numbers, since the texts have no room; those stand below.
        let chips = try shapes(trace, "place").filter { $0.name.id?.contains("pill") == true }
        #expect(chips.count == 21 && Set(chips.map(\.rect.x)).count == 21)
        #expect(try shapes(trace, "output-line").count == 21)
    }

    @Test func codeThatWasStoppedInAMicrotaskIsMarked() throws {
        func stopped(_ reason: String, after milliseconds: Int64 = 0) -> Trace {
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
            f.at(100 + milliseconds)
            f.add("a", .blocked(reason: f.text(reason), position: nil))
            return f.finished(.blocked(reason))
        }
        let trace = stopped("no end after 9 steps at a.mjs:1:1")
        #expect(try shapes(trace, "error").compactMap { $0.label?.text }.contains { $0.contains("no end after 9 steps") })
        #expect(try shapes(trace, "failed").count == 1)
        #expect(AnalysedRun(trace).graph.criticalPath.stretches.isEmpty, "it has no end that anything decided")
        // Nothing ran when the limit of time was reached, to which the axis goes.
        let late = stopped("still waiting after 900ms of virtual time", after: 800)
        #expect(try shapes(late, "failed").isEmpty)
        #expect(try draw(late, view: .timeline).svg().contains(">900<"))
    }

    @Test func aModuleThatIsBeyondTheRecordIsNotSaidToNeverRun() throws {
        var f = TraceFixture("cut", entries: ["a"], graph: [("a", ["b"]), ("b", [])])
        f.start("b")
        var trace = f.finished(.fulfilled)
        #expect(try shapes(trace, "name").contains { $0.name.tooltip == "a never ran" })
        trace.isTruncated = true
        #expect(try !shapes(trace, "name").contains { $0.name.tooltip == "a never ran" })
    }

    /// What is recorded ends while b stands at its await; the run went on.
    @Test func aRecordThatEndsEarlySaysSoAndNoMore() throws {
        var f = TraceFixture("cut", entries: ["a"], graph: [("a", ["b"]), ("b*", [])])
        f.start("b")
        f.suspend("b", at: "sleep(100)")
        f.wait("a", for: 1, order: 1)
        var trace = f.finished(.fulfilled)
        for index in trace.modules.indices { trace.modules[index].status = .evaluated }
        trace.isTruncated = true
        for view in [View.timeline, .graph] {
            let drawing = try draw(trace, view: view)
            let texts = drawing.canvas.items.compactMap { item in
                if case .shape(let shape) = item { shape.label?.text } else { nil }
            }
            #expect(texts.contains { $0.contains("fulfilled after 0 ms, but the record ends at 0 ms") })
            for claim in ["never", "nothing settles"] {
                #expect(!texts.contains { $0.contains(claim) } && !drawing.description.contains(claim), "\(view.rawValue): \(claim)")
            }
        }
        #expect(try shapes(trace, "never").compactMap { $0.label?.text } == ["the record ends", "the record ends"])
    }
}
