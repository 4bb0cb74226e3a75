import Analysis
import TestSupport
import Testing
import Trace

@testable import Diagrams

/// What a timeline shows where there is more than it has room for.
@Suite struct CrowdedTimelineTests {
    private func shapes(_ drawing: Drawing, _ kind: String) -> [Canvas.Shape] {
        drawing.canvas.items.compactMap { item in
            if case .shape(let shape) = item, shape.name.kinds.contains(kind) { shape } else { nil }
        }
    }

    /// A module that awaits a millisecond three hundred times, and prints after each.
    private var ticker: Trace {
        var f = TraceFixture("ticker", entries: ["m"], graph: [("m*", [])])
        f.start("m")
        f.suspend("m", at: "sleep(1)")
        for index in 1...300 {
            f.timer(at: Int64(index), of: "m")
            f.resume("m")
            f.log("m", "tick \(index)")
            if index < 300 { f.suspend("m", at: "sleep(1)") }
        }
        f.complete("m")
        return f.finished(.fulfilled)
    }

    @Test func manyInstantsDoNotLookLikeOneLongPieceOfWork() throws {
        let drawing = try draw(ticker, view: .timeline)
        let ticks = shapes(drawing, "runs")
        #expect(ticks.count > 100)
        #expect(ticks.allSatisfy { $0.rect.width <= TimelinePanel.tickWidth }, "no tick is wider than that of one instant")
        let bars = shapes(drawing, "suspended")
        let drawn = bars.reduce(0) { $0 + $1.rect.width }
        #expect(bars.count == 1 && drawn > 300, "it is suspended nearly all the time")
        #expect(shapes(drawing, "label").compactMap { $0.label?.text } == ["300 times await sleep(1)"])
    }

    @Test func outputThatHasNoRoomIsCounted() throws {
        #expect(shapes(try draw(ticker, view: .timeline), "more").compactMap { $0.label?.text } == ["+300"])
    }

    @Test func awaitsOfAKindAreToldInOneSentence() throws {
        let words = try draw(ticker, view: .timeline).description
        #expect(words.contains("m is suspended at await sleep(1) from 0 ms to 300 ms, 300 times."))
        #expect(words.ranges(of: "is suspended").count == 1)
    }

    @Test func entriesAndTheCriticalPathAreAmongTheLanesDrawn() throws {
        let leaves = (0..<150).map { "leaf\($0)" }
        var f = TraceFixture("many", entries: ["main"], graph: [("main", leaves + ["last"])] + (leaves + ["last"]).map { ($0 + "*", []) })
        for name in leaves + ["last"] {
            f.start(name)
            f.suspend(name, at: "work()")
        }
        f.wait("main", for: 151, order: 152)
        for (index, name) in (leaves + ["last"]).enumerated() {
            f.timer(at: Int64(index + 1), of: name)
            f.resume(name)
            f.complete(name)
        }
        f.start("main", wokenBy: "last")
        f.complete("main")
        let drawing = try draw(f.finished(.fulfilled), view: .timeline)
        let names = shapes(drawing, "name").compactMap { $0.label?.text }
        #expect(names.count == 60)
        #expect(names.contains("main") && names.contains("last"))
        #expect(names.contains("leaf149") && !names.contains("leaf0"), "the longest awaits before the shorter ones")
        #expect(shapes(drawing, "critical").count == 1)
    }

    @Test func aCutIsAsWideAsTheLabelsOverIt() throws {
        var f = TraceFixture("cut", entries: ["main"], graph: [("main*", ["config"]), ("config*", [])])
        f.start("config")
        f.suspend("config", at: "fetchTheSettings()")
        f.wait("main", for: 1, order: 2)
        f.timer(at: 100_000, of: "config")
        f.resume("config")
        f.complete("config")
        f.start("main", wokenBy: "config")
        for time in 1...8 {
            f.suspend("main", at: "step()")
            f.timer(at: 100_000 + Int64(time * 10), of: "main")
            f.resume("main")
            f.log("main", "step \(time) is done")
        }
        f.complete("main")
        let drawing = try draw(f.finished(.fulfilled), view: .timeline)
        #expect(!shapes(drawing, "cut").isEmpty)
        let labels = shapes(drawing, "label").compactMap { $0.label?.text }
        #expect(labels.contains("await fetchTheSettings()") && labels.contains("waits for config"), "\(labels)")
    }

    @Test func aLegendHasNoLoneEntryInItsLastLine() throws {
        for example in TraceFixture.examples {
            for view in View.all(of: example.trace) {
                let entries = shapes(try draw(example.trace, view: view), "legend")
                let lines = Dictionary(grouping: entries) { $0.rect.y }
                guard lines.count > 1, entries.count > 3 else { continue }
                #expect(lines.values.allSatisfy { $0.count > 1 }, "\(example.name) \(view)")
            }
        }
    }

    /// Microtasks are counted from the task before them, and one that has no column is not passed over in silence.
    @Test func aJobOfATaskWithoutAColumnIsSaidToBeAnothers() throws {
        var f = TraceFixture("tasks", entries: ["m"], graph: [("m*", [])])
        f.start("m")
        f.suspend("m", at: "import(\"./n\")")
        f.run(f.queue(.finishLoadingImports), .finishLoadingImports, isTask: true)
        f.resume("m")
        f.complete("m")
        var options = DrawOptions()
        options.axis = .steps
        let headings = try draw(f.finished(.fulfilled), view: .timeline, options: options).canvas.items.compactMap { item in
            if case .shape(let shape) = item { shape.label?.text } else { nil }
        }
        #expect(headings.contains("task") && headings.contains("next task, µ1"))
    }

    @Test func aRunThatIsStoppedIsNotSaidToWaitForEver() throws {
        var f = TraceFixture("stopped", entries: ["m"], graph: [("m*", [])])
        f.start("m")
        f.suspend("m", at: "sleep(300)")
        var trace = f.finished(.blocked("still waiting"))
        trace.isTruncated = true
        let drawing = try draw(trace, view: .timeline)
        #expect(shapes(drawing, "never").compactMap { $0.label?.text } == ["still waits"])
        #expect(shapes(drawing, "subtitle").contains { $0.label?.text.contains("the record ends at 0 ms") == true })
        #expect(drawing.description.contains("but the record ends at 0 ms."))
    }

    @Test func codeThatRunsAfterTheEntrySettledIsToldOf() throws {
        var f = TraceFixture("late", entries: ["m"], graph: [("m", [])])
        f.start("m")
        f.complete("m")
        f.timer(at: 500, of: "m")
        f.log("m", "late")
        var trace = f.finished(.fulfilled)
        trace.duration = 0
        let subtitle = shapes(try draw(trace, view: .timeline), "subtitle").compactMap { $0.label?.text }
        #expect(subtitle.contains { $0.hasPrefix("fulfilled after 0 ms · code runs until 500 ms") }, "\(subtitle)")
    }
}

/// Times as large as a number can be, from a trace that may come from anywhere.
@Suite struct ExtremeTimeTests {
    private static let times: [Int64] = [0, 1, 999, 3_153_600_000_000_000_000, Int64.max - 1, Int64.max]

    @Test(arguments: times, times)
    func everyPictureIsDrawn(from: Int64, to: Int64) throws {
        for outcome in [Outcome.fulfilled, .unsettled] {
            var f = TraceFixture("extreme", entries: ["b"], graph: [("a*", []), ("b*", ["a"])])
            f.start("a")
            f.suspend("a", at: "long()")
            f.wait("b", for: 1, order: 2)
            f.timer(at: 1, of: "a")
            f.resume("a")
            f.log("a", "late")
            if outcome == .fulfilled {
                f.complete("a")
                f.start("b", wokenBy: "a")
                f.suspend("b", at: "more()")
                f.timer(at: 2, of: "b")
                f.resume("b")
                f.complete("b")
            }
            var trace = f.finished(outcome)
            // 1 ms and 2 ms of the fixture stand for the times asked for, in whichever order.
            for index in trace.events.indices where trace.events[index].time > 0 {
                trace.events[index].time = trace.events[index].time < 2_000_000 ? from : to
            }
            for index in trace.console.indices { trace.console[index].time = from }
            (trace.duration, trace.end) = (to, to)
            for view in View.all(of: trace) {
                _ = try WellFormedXML(try draw(trace, view: view).svg())
                try MermaidForm.check(try mermaid(trace, view: view))
            }
            for axis in Axis.allCases {
                var options = DrawOptions()
                options.axis = axis
                _ = try draw(trace, view: .timeline, options: options)
            }
            let runs = [ComparedRun(label: "one", trace: trace), ComparedRun(label: "two", trace: TraceFixture.siblings)]
            _ = try drawComparison(of: runs)
            _ = try mermaidComparison(of: runs)
            _ = try TraceEventRules(traceEventFile(of: [trace]))
        }
    }

    @Test(
        arguments: [
            ([0, 80_000_000_000_000, 80_000_000_200_000, 80_000_001_000_000], [0, 80_000_000_000_000, 80_000_001_000_000], "+1 ms"),
            ([0, 10_000_000, 20_000_000], [0, 20_000_000], "20"),
        ] as [([Int64], [Int64], String)])
    func longNumbersAreToldFromTheLastCut(times: [Int64], ticks: [Int64], last: String) {
        let needs = zip(times.indices, times.indices.dropFirst()).map { TimeScale.Need(from: $0, to: $1, width: 60) }
        let scale = TimeScale(times: times, busy: times.dropFirst().map { _ in false }, needs: needs, target: 300)
        #expect(AxisLabels(scale).texts(of: ticks).last == last)
    }
}
