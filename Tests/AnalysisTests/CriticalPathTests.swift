import Analysis
import TestSupport
import Testing
import Trace

@Suite struct CriticalPathTests {
    /// `x awaits 0–100`, in milliseconds.
    private func words(_ trace: Trace) -> [String] {
        AnalysedRun(trace).timeline.criticalPath.stretches.map { stretch in
            let who = stretch.module.map { trace[$0].name } ?? "?"
            return "\(who) \(stretch.activity.rawValue) \(stretch.from / 1_000_000)–\(stretch.to / 1_000_000)"
        }
    }

    private func links(_ trace: Trace) -> [String] {
        AnalysedRun(trace).timeline.criticalPath.links.map {
            "\(trace[$0.importer].name)→\(trace[$0.awaited].name)\($0.isDynamic ? " import()" : "")"
        }
    }

    /// Of a module that nobody kept waiting the path says only what its bars say.
    @Test func aPathOfTheEntryAloneIsNotTelling() {
        var f = TraceFixture("alone", entries: ["main"], graph: [("main*", [])])
        f.start("main")
        f.wait(for: 30, in: "main", at: "sleep(30)")
        f.complete("main")
        let trace = f.finished(.fulfilled)
        #expect(words(trace) == ["main awaits 0–30"])
        #expect(!AnalysedRun(trace).timeline.criticalPath.isTelling && AnalysedRun(trace).timeline.criticalPath.modules.isEmpty)
    }

    /// Code that ran in the entry's own job, as that of a deferred module does where it is touched.
    @Test func codeOfOthersInTheEntrysJobIsToldOf() {
        var f = TraceFixture("touch", entries: ["main"], graph: [("main*", []), ("heavy", [])])
        f.start("main")
        f.wait(for: 30, in: "main", at: "sleep(30)")
        f.start("heavy")
        f.at(50)
        f.add("heavy", .busy(nanoseconds: 20_000_000))
        f.complete("heavy")
        f.complete("main")
        let trace = f.finished(.fulfilled)
        #expect(words(trace) == ["main awaits 0–30", "heavy runs 30–50"])
        let path = AnalysedRun(trace).timeline.criticalPath
        #expect(path.isTelling && path.modules == [f["main"]] && path.workers == [f["heavy"]])
    }

    @Test func anAwaitDecides() {
        let trace = TraceFixture.siblings
        #expect(words(trace) == ["x awaits 0–1000"])
        let stretch = AnalysedRun(trace).timeline.criticalPath.stretches[0]
        guard let suspension = stretch.suspension, case .suspended(_, let expression) = trace.events[suspension].kind else {
            Issue.record("it does not tell which await")
            return
        }
        #expect(trace[expression] == "sleep(1000)")
    }

    /// main awaits `import("lazy")`, which takes 40 ms to load; then lazy awaits 20 ms.
    private func loading(body: Bool) -> Trace {
        var f = TraceFixture("loading", entries: ["main"], graph: [("main*", []), ("lazy*", [])])
        f.start("main")
        f.add("main", .importCalled(number: 1, specifier: f.text("./lazy"), position: Position(line: 1, column: 1)))
        f.add("lazy", .loadStarted(referrer: f["main"]))
        let load = f.queue(.moduleLoaded(f["lazy"]))
        f.suspend("main", at: "import(\"./lazy\")")
        f.at(40)
        f.run(load, .moduleLoaded(f["lazy"]), isTask: true)
        f.add("lazy", .loaded)
        f.add("lazy", .parsed)
        f.microtask(.importStep(number: 1))
        f.start("lazy")
        if body {
            f.wait(for: 20, in: "lazy", at: "sleep(20)")
        }
        f.complete("lazy")
        f.microtask(.importStep(number: 1))
        f.add("main", .importSettled(number: 1, target: f["lazy"], isFulfilled: true))
        f.resume("main")
        f.complete("main")
        return f.finished(.fulfilled)
    }

    @Test func theLoadOfAnImportBelongsToIt() {
        #expect(words(loading(body: true)) == ["lazy loads 0–40", "lazy awaits 40–60"])
        #expect(words(loading(body: false)) == ["lazy loads 0–40"])
        #expect(links(loading(body: false)) == ["main→lazy import()"])
    }

    @Test func theLastLoadOfTheGraphBelongsToIt() {
        var f = TraceFixture("far", entries: ["main"], graph: [("main", ["near", "far"]), ("near", []), ("far", [])])
        f.add("main", .loadStarted(referrer: nil))
        let main = f.queue(.moduleLoaded(f["main"]))
        f.at(10)
        f.run(main, .moduleLoaded(f["main"]), isTask: true)
        f.add("main", .loaded)
        f.add("main", .parsed)
        var loads: [JobNumber] = []
        for name in ["near", "far"] {
            f.add(name, .loadStarted(referrer: f["main"]))
            loads.append(f.queue(.moduleLoaded(f[name])))
        }
        for (index, name) in ["near", "far"].enumerated() {
            f.at(index == 0 ? 20 : 100)
            f.run(loads[index], .moduleLoaded(f[name]), isTask: true)
            f.add(name, .loaded)
            f.add(name, .parsed)
        }
        for name in ["near", "far", "main"] {
            f.start(name)
            f.complete(name)
        }
        let trace = f.finished(.fulfilled)
        #expect(words(trace) == ["main loads 0–10", "far loads 10–100"])
        #expect(links(trace) == ["main→far"])
        #expect(AnalysedRun(trace).graph.edges.filter(\.isCritical).map { trace[$0.to].name } == ["far"])
        #expect(AnalysedRun(trace).graph.nodes.map(\.criticalLoadNanoseconds) == [10_000_000, 0, 90_000_000])
    }

    /// A page's network comes on step by step, and another's step may be the one before the last.
    @Test func aLoadInStepsIsOne() {
        var f = TraceFixture("steps", entries: ["main"], graph: [("main", [])])
        f.add("main", .loadStarted(referrer: nil))
        let network = JobKind.pageTask(name: f.text("network"))
        let first = f.queue(network)
        f.at(20)
        f.run(first, network, isTask: true)
        let second = f.queue(network)
        f.at(50)
        f.run(second, network, isTask: true)
        let load = f.queue(.moduleLoaded(f["main"]))
        f.run(load, .moduleLoaded(f["main"]), isTask: true)
        f.add("main", .loaded)
        f.add("main", .parsed)
        f.start("main")
        f.complete("main")
        #expect(words(f.finished(.fulfilled)) == ["main loads 0–50"])
    }

    /// Of what one await stands for the last to come decides, and that is no import here.
    @Test func anImportThatIsNotTheLastDoesNotDecide() {
        var f = TraceFixture("all", entries: ["main"], graph: [("main*", []), ("lazy*", [])])
        f.start("main")
        f.add("main", .importCalled(number: 1, specifier: f.text("./lazy"), position: Position(line: 1, column: 1)))
        let step = f.queue(.importStep(number: 1))
        f.add("main", .timerSet(timer: 9, delay: 100_000_000, isInterval: false))
        let timer = f.queue(.timer(9))
        f.suspend("main", at: "Promise.all([import(\"./lazy\"), sleep(100)])")
        f.run(step, .importStep(number: 1))
        f.start("lazy")
        f.wait(for: 30, in: "lazy", at: "sleep(30)")
        f.complete("lazy")
        f.microtask(.importStep(number: 1))
        f.add("main", .importSettled(number: 1, target: f["lazy"], isFulfilled: true))
        f.at(100)
        f.run(timer, .timer(9), isTask: true)
        f.add("main", .timerFired(timer: 9))
        f.resume("main")
        f.complete("main")
        let trace = f.finished(.fulfilled)
        #expect(words(trace) == ["main awaits 0–100"])
        #expect(links(trace).isEmpty)
    }

    /// What was due while other code ran did not decide; what came at the moment at which that began did as well.
    @Test func codeThatHeldOthersUpDecides() {
        #expect(words(TraceFixture.heldUp) == ["c runs 0–30"])
        var f = TraceFixture("held", entries: ["a"], graph: [("a*", []), ("b", [])])
        f.start("a")
        f.add("a", .timerSet(timer: 1, delay: 10_000_000, isInterval: false))
        let (first, second) = (f.queue(.timer(2)), f.queue(.timer(1)))
        f.suspend("a", at: "sleep(10)")
        f.at(10)
        f.run(first, .timer(2), isTask: true)
        f.at(25)
        f.add("b", .busy(nanoseconds: 15_000_000))
        f.run(second, .timer(1), isTask: true)
        f.add("a", .timerFired(timer: 1))
        f.resume("a")
        f.complete("a")
        #expect(words(f.finished(.fulfilled)) == ["a awaits 0–10", "b runs 10–25"])
    }

    /// A timer that a dependency set, before the module that awaits it began.
    @Test func aTimerThatNobodyAwaitsYetIsWaitedFor() {
        var f = TraceFixture("early", entries: ["main"], graph: [("main*", ["lib", "slow"]), ("lib", []), ("slow*", [])])
        f.start("lib")
        f.add("lib", .timerSet(timer: 9, delay: 100_000_000, isInterval: false))
        let timer = JobNumber(rawValue: 900)
        f.add("lib", .jobQueued(timer, .timer(9), promise: .none))
        f.complete("lib")
        f.start("slow")
        f.wait(for: 30, in: "slow", at: "sleep(30)")
        f.complete("slow")
        f.microtask(.moduleFulfilled(f["slow"]))
        f.start("main", wokenBy: "slow")
        f.suspend("main", at: "ready")
        f.at(100)
        f.run(timer, .timer(9), isTask: true)
        f.add("lib", .timerFired(timer: 9))
        f.resume("main")
        f.complete("main")
        let trace = f.finished(.fulfilled)
        #expect(words(trace) == ["lib waits 0–30", "main awaits 30–100"])
        #expect(links(trace).isEmpty, "slow was done long before")
        #expect(AnalysedRun(trace).timeline.criticalPath.isTelling, "lib is no entry")
        #expect(AnalysedRun(trace).graph.nodes.filter(\.isCritical).map { trace[$0.module].name } == ["main"])
    }

    @Test func sharesAreRoundedDown() {
        let stretch = CriticalStretch(module: nil, activity: .runs, from: 0, to: .max / 3, firstEvent: 0, lastEvent: 1)
        #expect(stretch.tenThousandths(of: .max) == 3_333)
        #expect(stretch.tenThousandths(of: .max / 3) == 10_000)
        #expect(stretch.tenThousandths(of: 0) == 0)
    }
}

extension TraceFixture {
    /// The module stands at an await for so many milliseconds, with the timer that ends it.
    fileprivate mutating func wait(for milliseconds: Int64, in name: String, at expression: String) {
        let number = Int32(100 + trace.events.count)
        add(name, .timerSet(timer: number, delay: milliseconds * 1_000_000, isInterval: false))
        let timer = queue(.timer(number))
        suspend(name, at: expression)
        at((trace.events.last?.time ?? 0) / 1_000_000 + milliseconds)
        run(timer, .timer(number), isTask: true)
        add(name, .timerFired(timer: number))
        resume(name)
    }
}
