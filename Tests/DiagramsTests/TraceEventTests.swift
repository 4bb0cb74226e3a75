import Diagrams
import TestSupport
import Testing
import Trace

struct TraceExample: CustomTestStringConvertible, Sendable {
    var name: String
    var trace: Trace
    var testDescription: String { name }

    static var all: [TraceExample] { TraceFixture.examples.map { TraceExample(name: $0.name, trace: $0.trace) } }
}

@Suite struct TraceEventTests {
    /// The lane of a thread by its name, as `name from-to` in the file's order.
    private func bars(_ rules: TraceEventRules, _ lane: String) -> [String] {
        rules.slices.filter { rules.threadNames[$0.thread] == lane }.map { "\($0.name) \($0.from)-\($0.to)" }
    }

    @Test(arguments: TraceExample.all)
    func keepsTheRules(_ example: TraceExample) throws {
        let text = traceEventFile(of: [example.trace])
        let rules = try TraceEventRules(text)
        #expect(!rules.slices.isEmpty)
        #expect(traceEventFile(of: [example.trace]) == text)
        // Every line that a module printed is there, in order.
        let lines = rules.instants.filter { $0.name.hasPrefix("console.") }
        #expect(lines.count == example.trace.console.count)
        #expect(lines.map(\.time) == lines.map(\.time).sorted())
    }

    @Test(arguments: ["siblings", "synchronous", "hostile"])
    func isAsRecorded(_ name: String) throws {
        let trace = try #require(TraceExample.all.first { $0.name == name }).trace
        try GoldenFile.compare(traceEventFile(of: [trace]), with: "\(name).perfetto.json")
    }

    @Test func oneInstantHasRoomForItsSteps() throws {
        // z imports x and y; x is suspended in the first job, y runs after it in the same job, and a second later x and z in turn.
        let rules = try TraceEventRules(traceEventFile(of: [TraceFixture.siblings]))
        #expect(
            rules.threadPlaces.sorted { $0.value < $1.value }.map { rules.threadNames[$0.key] } == ["jobs", "critical path", "x", "y", "z"])
        let x = rules.slices.filter { rules.threadNames[$0.thread] == "x" }
        #expect(x.map(\.name) == ["runs", "await sleep(1000)", "goes on"])
        let y = try #require(rules.slices.first { rules.threadNames[$0.thread] == "y" })
        let z = rules.slices.filter { rules.threadNames[$0.thread] == "z" }
        #expect(z.map(\.name) == ["waits for x", "runs"])
        #expect(x[0].to == x[1].from && x[1].to == x[2].from)
        #expect(y.from >= x[0].to, "y begins when x has given control back")
        #expect(y.to < 100, "and is done long before a millisecond has passed")
        #expect((1_000_000..<1_000_020).contains(x[2].from))
        #expect(z[1].from == z[0].to && z[1].from >= x[2].to)
        #expect(rules.flows.map { "\($0.name) \($0.from.name) > \($0.to.name)" } == ["wakes goes on > runs"])
    }

    @Test func theCriticalPathIsAThread() throws {
        let rules = try TraceEventRules(traceEventFile(of: [TraceFixture.siblings]))
        let path = rules.slices.filter { rules.threadNames[$0.thread] == "critical path" }
        #expect(path.map(\.name) == ["x awaits sleep(1000)"])
        #expect(path.allSatisfy { $0.from < 1_000 && (1_000_000..<1_000_050).contains($0.to) })
        #expect(traceEventFile(of: [TraceFixture.siblings]).contains(#""module":"x","activity":"awaits","share":"100 %""#))
        #expect(!traceEventFile(of: [TraceFixture.unsettled]).contains("critical path"), "it has no end")
    }

    @Test func whatTakesTimeTakesIt() throws {
        let rules = try TraceEventRules(traceEventFile(of: [TraceFixture.crowded]))
        #expect(bars(rules, "a.mjs").prefix(2).map { $0.split(separator: " ")[0] } == ["fetch", "parse"])
        let fetch = try #require(rules.slices.first { rules.threadNames[$0.thread] == "a.mjs" })
        // 20 ms to 44 ms, and never early.
        #expect((20_000..<20_050).contains(fetch.from) && (44_000..<44_050).contains(fetch.to))
        #expect(rules.flows.contains { $0.name == "import()" && rules.threadNames[$0.to.thread] == "lazy.mjs" })
    }

    @Test func whatNeverGoesOnLastsToTheEnd() throws {
        let rules = try TraceEventRules(traceEventFile(of: [TraceFixture.unsettled]))
        let last = rules.slices.map(\.to).max()
        let stuck = rules.slices.filter { $0.name.hasSuffix("(never goes on)") }
        #expect(stuck.map { rules.threadNames[$0.thread] } == ["db", "app"])
        #expect(stuck.allSatisfy { $0.to == last })
    }

    @Test func runsAreProcesses() throws {
        let rules = try TraceEventRules(traceEventFile(of: [TraceFixture.siblings, TraceFixture.error, TraceFixture.siblings]))
        #expect(rules.processNames.count == 3)
        #expect(Set(rules.slices.map(\.process)) == [1, 2, 3])
        #expect(try TraceEventRules(traceEventFile(of: [Trace]())).slices.isEmpty)
    }

    @Test func timesAreNeverEarlyAndNeverFallBack() throws {
        var trace = TraceFixture.microtasks
        // All within less than a microsecond.
        for index in trace.events.indices { trace.events[index].time = Int64(index) }
        trace.end = Int64(trace.events.count)
        let rules = try TraceEventRules(traceEventFile(of: [trace]))
        let jobs = rules.slices.filter { rules.threadNames[$0.thread] == "jobs" }
        #expect(jobs.count > 3)
        #expect(zip(jobs, jobs.dropFirst()).allSatisfy { $0.to <= $1.from })
    }

    @Test func aCallbackThatOutlastsTheBeginOfAWaitEndsThere() throws {
        // A function of m is called before and after m itself begins to wait, in one job.
        var f = TraceFixture("hoisted", entries: ["m"], graph: [("m", ["n"]), ("n*", [])])
        f.start("n")
        f.log("m", "called")
        f.suspend("n", at: "0")
        f.leaveWalk("n", order: 0)
        f.wait("m", for: 1, order: 1)
        f.log("m", "called again")
        f.resume("n")
        f.complete("n")
        f.microtask(.moduleFulfilled(f["n"]))
        f.start("m", wokenBy: "n")
        f.complete("m")
        let rules = try TraceEventRules(traceEventFile(of: [f.finished(.fulfilled)]))
        #expect(rules.slices.filter { rules.threadNames[$0.thread] == "m" }.map(\.name) == ["callback", "waits for n", "runs"])
        #expect(rules.instants.count == 2)
    }

    @Test func tracesThatNoRunMakesAreDrawn() throws {
        _ = try TraceEventRules(traceEventFile(of: [Trace(title: "", host: "")]))
        var trace = TraceFixture.crowded
        trace.modules.removeLast(5)
        trace.texts = []
        trace.console.removeLast(3)
        _ = try TraceEventRules(traceEventFile(of: [trace]))
        trace = TraceFixture.crowded
        trace.events.reverse()
        _ = try TraceEventRules(traceEventFile(of: [trace]))
        for index in trace.events.indices { trace.events[index].time = index % 2 == 0 ? 1 << 60 : -1 << 60 }
        trace.end = -1 << 60
        _ = try TraceEventRules(traceEventFile(of: [trace]))
    }

    @Test func aLongTextIsCut() throws {
        var f = TraceFixture("long", entries: ["m"], graph: [("m", [])])
        f.start("m")
        // One character, and many.
        f.log("m", "e" + String(repeating: "\u{301}", count: 100_000))
        f.complete("m")
        let text = traceEventFile(of: [f.finished(.fulfilled)])
        _ = try TraceEventRules(text)
        #expect(text.utf8.count < 20_000)
    }
}
