import Scenario
import Simulator
import Testing
import Trace

/// Sizes at which recursion would end, and programs that would never end. No test measures time.
@Suite struct ScaleTests {
    // MARK: Sizes

    private func chain(_ count: Int, last: String, closes: Bool = false) -> Modules {
        Modules(
            (0..<count).map { index in
                if index == count - 1 { return ("m\(index)", (closes ? "import 'm0';" : "") + last) }
                return ("m\(index)", "import 'm\(index + 1)';" + (index == 0 ? "console.log('entry');" : ""))
            })
    }

    @Test func `a chain of 20,000 modules`() throws {
        let run = try chain(20_000, last: "console.log('leaf');").run(recordsEvents: false)
        #expect(run.trace.lines == ["leaf", "entry"])
        #expect(run.trace.outcome == .fulfilled)
    }

    @Test func `a chain of 5,000 modules above an await completes and fails in one job`() throws {
        let run = try chain(5_000, last: "await null; console.log('leaf');").run(recordsEvents: false)
        #expect(run.trace.lines == ["leaf", "entry"])
        let failed = try chain(5_000, last: "await null; throw new Error('leaf');").run(recordsEvents: false)
        #expect(failed.trace.outcome == .rejected("Error: leaf"))
    }

    @Test func `a cycle of 5,000 modules`() throws {
        let run = try chain(5_000, last: "await null; console.log('leaf');", closes: true).run(recordsEvents: false)
        #expect(run.trace.lines == ["leaf", "entry"])
        #expect(run.trace.modules.allSatisfy { $0.cycleRoot == run.trace.entries[0] })
    }

    @Test func `a module with 2,000 imports`() throws {
        let leaves = (0..<2_000).map { (name: "m\($0)", source: $0 % 2 == 0 ? "await null;" : "") }
        let entry = leaves.map { "import '\($0.name)';" }.joined() + "console.log('entry');"
        #expect(try Modules([("main", entry)] + leaves).lines() == ["entry"])
    }

    @Test func `10,000 awaits`() throws {
        #expect(try console("let n = 0; for (let i = 0; i < 10000; i++) { await null; n++; } console.log(n);") == ["10000"])
    }

    @Test func `a chain of 2,000 thens and 2,000 waiting functions`() throws {
        let lines = try console(
            """
            let p = Promise.resolve(0);
            for (let i = 0; i < 2000; i++) p = p.then((n) => n + 1);
            let resolve;
            const gate = new Promise((r) => { resolve = r; });
            let woken = 0;
            for (let i = 0; i < 2000; i++) (async () => { await gate; woken++; })();
            resolve();
            console.log(await p, woken);
            """)
        #expect(lines == ["2000 2000"])
    }

    // MARK: Recursion

    @Test func `deep recursion is a RangeError that a program can catch`() throws {
        let lines = try console(
            """
            function down() { down(); }
            try { down(); } catch (error) { console.log(error instanceof RangeError, error.name); }
            let depth = 0;
            function count() { depth++; count(); }
            try { count(); } catch { console.log(depth > 1000); }
            console.log('goes on');
            """)
        #expect(lines == ["true RangeError", "true", "goes on"])
    }

    @Test(arguments: [
        "class A { get x() { return this.x; } } new A().x;", "const o = { toString() { return '' + o; } }; '' + o;",
        "function* g() { yield* g(); } g().next();", "async function f() { await f(); } await f();",
        "const o = { [Symbol.iterator]() { return [...o]; } }; [...o];", "class A { constructor() { new A(); } } new A();",
    ])
    func `recursion through native code and through suspended functions ends too`(source: String) throws {
        let lines = try console("try { \(source) console.log('no error'); } catch (error) { console.log(error.name); }")
        #expect(lines == ["RangeError"], "\(source)")
    }

    // MARK: No end

    /// The reason of a run that ended as blocked.
    private func blocked(_ source: String, steps: Int64? = 50_000, until: RunUntil? = nil) throws -> String {
        var modules = Modules([("main.mjs", source)])
        modules.limits.until = until
        modules.limits[.steps] = steps
        let run = try modules.run(recordsEvents: false)
        guard case .blocked(let reason) = run.trace.outcome else { return "outcome: \(run.trace.outcome)" }
        #expect(run.exitStatus != 0)
        return reason
    }

    @Test func `an endless loop`() throws {
        #expect(try blocked("console.log(1);\nwhile (true) {}").hasPrefix("no end after 50000 steps at main.mjs:2:"))
        #expect(try blocked("\n\nfor (;;);").contains("main.mjs:3:"))
        #expect(try blocked("do { continue; } while (true)").contains("main.mjs:1:"))
        #expect(try blocked("for (const x of (function* () { while (true) yield 1; })()) {}").contains("main.mjs:1:"))
    }

    /// The number of an empty loop's turns after which the limit is near is looked for, so that it is passed inside the call.
    @Test func `a value whose text would pass the limit is not printed in part`() throws {
        func run(turns: Int) throws -> (run: Run, isBlockedInLoop: Bool) {
            let source = "for (let n = 0; n < \(turns); n++);\nconsole.log([[1, 2], { a: { b: 1 } }]);"
            var modules = Modules([("main.mjs", source)])
            modules.limits[.steps] = 50_000
            let run = try modules.run(recordsEvents: false)
            return (run, "\(run.trace.outcome)".contains("main.mjs:1:"))
        }
        var turns = 0..<50_000
        while turns.count > 1 {
            let middle = turns.lowerBound + turns.count / 2
            turns = try run(turns: middle).isBlockedInLoop ? turns.lowerBound..<middle : middle..<turns.upperBound
        }
        var places: Set<String> = []
        for turns in (turns.lowerBound - 400)...turns.lowerBound where turns % 5 == 0 {
            let run = try run(turns: turns).run
            #expect(run.trace.console.allSatisfy { !$0.text.contains("…") }, "\(turns) turns")
            if run.trace.console.isEmpty { #expect(run.exitStatus == 14, "\(turns) turns") }
            places.insert(run.trace.console.isEmpty ? "blocked" : "printed")
        }
        #expect(places == ["blocked", "printed"])
    }

    @Test func `endless microtasks`() throws {
        #expect(try blocked("(function again() { queueMicrotask(again); })();").contains("no end"))
        #expect(try blocked("while (true) await null;").contains("main.mjs:1:"))
        #expect(try blocked("const again = () => Promise.resolve().then(again); again();").contains("no end"))
    }

    @Test func `endless timers`() throws {
        #expect(try blocked("(function again() { setTimeout(again, 0); })();", until: .idle).contains("no end"))
        #expect(try blocked("setInterval(() => {}, 0);", until: .idle).contains("no end"))
        #expect(try blocked("await new Promise(() => setInterval(() => {}, 0));").contains("no end"))
    }

    @Test func `an await of a far time`() throws {
        #expect(try blocked("await sleep(1000 * 3600 * 24 * 365);").contains("virtual time"))
    }

    @Test func `where a run is stopped is an event`() throws {
        func last(_ source: String) throws -> (Event, Trace) {
            var modules = Modules([("main.mjs", source)])
            modules.limits[.time] = 2_000_000_000
            modules.limits[.steps] = 50_000
            let trace = try modules.run().trace
            return (try #require(trace.events.last), trace)
        }
        var (event, trace) = try last("await sleep(100);\nawait sleep(5000);")
        #expect(event.time == 2_000_000_000 && trace.end == 2_000_000_000)
        guard case .blocked(let reason, let position) = event.kind else { throw CancellationError() }
        #expect(trace[reason] == "still waiting after 2s of virtual time at main.mjs:2:1")
        #expect(position == Position(line: 2, column: 1))
        (event, trace) = try last("await sleep(100);\n  for (;;);")
        guard case .blocked(_, let place) = event.kind else { throw CancellationError() }
        #expect(event.time == 100_000_000 && place?.line == 2)
    }

    @Test func `unbounded recursion that nothing catches`() throws {
        #expect(try blocked("\nfunction down() {\n  down();\n}\ndown();").hasPrefix("unbounded recursion at main.mjs:3:"))
    }

    @Test func `Atomics.wait`() throws {
        #expect(
            try blocked("const shared = new Int32Array(new SharedArrayBuffer(4));\nAtomics.wait(shared, 0, 0);").hasPrefix(
                "Atomics.wait at main.mjs:2:"))
    }

    @Test func `a text that doubles for ever`() throws {
        #expect(try console("let s = 'x';\nwhile (true) s = s + s;") == ["outcome: rejected(\"RangeError: Invalid string length\")"])
    }

    @Test func `an array that grows for ever`() throws {
        #expect(try blocked("const a = [];\nwhile (true) a[a.length] = {};", steps: 200_000).contains("main.mjs:2:"))
    }

    @Test func `a program that prints for ever`() throws {
        #expect(try blocked("while (true) console.log('x');").contains("main.mjs:1:"))
    }
}
