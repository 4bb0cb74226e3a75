import Diagnostics
import Programs
import Testing
import Trace

@testable import Scenario
@testable import Simulator

/// Programs whose process goes on when their start-up is over: what keeps it alive, until when they are watched, and where the start-up ends.
@Suite struct RunningTests {
    private func run(_ source: String, host: String = "node", until: RunUntil? = nil, steps: Int64? = nil) throws -> Run {
        var modules = Modules([("main.mjs", source)])
        modules.limits.until = until
        modules.limits[.steps] = steps
        return try modules.run(host)
    }

    struct Service: CustomTestStringConvertible, Sendable {
        var name: String
        var source: String
        /// What keeps it alive, after `main.mjs:`.
        var keeper: String
        var printed: [String]
        /// Milliseconds.
        var startUpEnd: Int64
        var testDescription: String { name }

        init(_ name: String, _ source: String, _ keeper: String, _ printed: [String], startUpEnd: Int64) {
            self.name = name
            self.source = source
            self.keeper = keeper
            self.printed = printed
            self.startUpEnd = startUpEnd
        }
    }

    static let services: [Service] = [
        Service(
            "an interval", "await sleep(200); console.log('up');\nsetInterval(() => console.log('beat'), 30_000);",
            "setInterval at main.mjs:2:1 keeps it alive", ["200 up", "30200 beat", "60200 beat"], startUpEnd: 200),
        Service(
            "a timer that was asked for while it started belongs to the start, however late it comes",
            "setInterval(() => {}, 50_000);\nsetTimeout(() => console.log('late'), 300_000);",
            "setInterval at main.mjs:1:1 keeps it alive", ["300000 late"], startUpEnd: 300_000),
        Service(
            "a timer that sets itself again",
            "function beat() { console.log('beat');\nsetTimeout(beat, 25_000); }\nsetTimeout(beat, 25_000);",
            "setTimeout at main.mjs:2:1 keeps it alive", ["25000 beat", "50000 beat"], startUpEnd: 0),
        Service(
            "two timers in turns",
            "const tick = () => setTimeout(tock, 20_000);\nconst tock = () => { console.log('tock'); setTimeout(tick, 20_000); };\ntick();",
            "setTimeout at main.mjs:2:43 keeps it alive", ["20000 tock", "60000 tock"], startUpEnd: 0),
        Service(
            "an async function that sleeps for ever",
            "async function watch() { for (;;) {\nawait sleep(40_000); console.log('look'); } }\nwatch(); console.log('up');",
            "sleep at main.mjs:2:7 keeps it alive", ["0 up", "40000 look"], startUpEnd: 0),
        Service(
            "an interval that asks for timers of its own",
            "setInterval(() => setTimeout(() => console.log('work'), 900), 40_000);\nsetTimeout(() => console.log('warm'), 100);",
            "setInterval at main.mjs:1:1 keeps it alive", ["100 warm", "40900 work"], startUpEnd: 100),
        Service(
            "a timer that begins its delay anew", "const timer =\nsetTimeout(() => { console.log('beat'); timer.refresh(); }, 40_000);",
            "setTimeout at main.mjs:2:1 keeps it alive", ["40000 beat"], startUpEnd: 0),
        Service(
            "an interval so long that nothing else comes of it", "console.log('up'); setInterval(() => {}, 1 << 30);",
            "setInterval at main.mjs:1:20 keeps it alive", ["0 up"], startUpEnd: 0),
        Service(
            "immediates, which take no time", "setImmediate(function again() { setImmediate(again); }); console.log('up');",
            "setImmediate at main.mjs:1:33 keeps it alive", ["0 up"], startUpEnd: 0),
        Service(
            "an interval of no length", "setInterval(() => { for (let i = 0; i < 10_000; i++); }, 0); console.log('up');",
            "setInterval at main.mjs:1:1 keeps it alive", ["0 up"], startUpEnd: 0),
        Service(
            "polling until the entry settles is part of the start",
            """
            let isReady = false; setTimeout(() => { isReady = true; }, 950);
            await new Promise((resolve) => {
              const id = setInterval(() => { if (isReady) { clearInterval(id); resolve(); } }, 100);
            });
            console.log('ready');
            setInterval(() => console.log('beat'), 50_000);
            """, "setInterval at main.mjs:6:1 keeps it alive", ["1000 ready", "51000 beat"], startUpEnd: 1_000),
        Service(
            "a loop that comes to its end is part of the start",
            "(async () => { for (let i = 0; i < 3; i++) await sleep(1_000); console.log('warm'); })();\nsetInterval(() => {}, 70_000);",
            "setInterval at main.mjs:2:1 keeps it alive", ["3000 warm"], startUpEnd: 3_000),
        Service(
            "what the process does not go on for keeps nothing alive",
            "setInterval(() => console.log('seen'), 50_000).unref();\nsetInterval(() => {}, 55_000);\nsetInterval(() => {}, 55_000);",
            "setInterval at main.mjs:2:1 and 1 more keep it alive", ["50000 seen"], startUpEnd: 0),
    ]

    @Test(arguments: services) func `what recurs is watched for a minute`(_ service: Service) throws {
        let run = try run(service.source, steps: 1_000_000)
        #expect(run.trace.outcome == .running(service.keeper))
        #expect(run.trace.timedLines == service.printed)
        #expect(run.trace.startUpEnd == service.startUpEnd * 1_000_000)
        #expect(run.exitStatus == 0)
        let note = try #require(run.outcomeDiagnostics.first)
        #expect(note.kind == .running && note.severity == .note && run.outcomeDiagnostics.count == 1)
        let place = service.keeper.split(separator: " ")[2].split(separator: ":").dropFirst().compactMap { Int($0) }
        #expect([note.location?.line, note.location?.column] == place)
    }

    @Test func `what comes to its end is no service`() throws {
        for (source, printed) in [
            (
                "let n = 0; const id = setInterval(() => { console.log(++n); if (n === 2) clearInterval(id); }, 20_000);",
                ["20000 1", "40000 2"]
            ),
            ("setTimeout(() => console.log('late'), 7_200_000);", ["7200000 late"]),
            ("(async () => { for (let i = 0; i < 50; i++) await sleep(1_000); console.log('done'); })();", ["50000 done"]),
            ("setInterval(() => {}, 10).unref(); console.log('up');", ["0 up"]),
            // A finite program may sleep, poll and retry by one helper, and recur in no other way.
            (Self.sleeping + "(async () => { await nap(1); await nap(61_000); console.log('end'); })();", ["61001 end"]),
            (
                Self.sleeping + "(async () => { await nap(40_000); console.log('half'); await nap(40_000); console.log('done'); })();",
                ["40000 half", "80000 done"]
            ),
            (
                Self.sleeping
                    + "async function poll(n) { if (n === 0) return console.log('done'); await nap(100); return poll(n - 1); }\npoll(700);",
                ["70000 done"]
            ),
            ("let n = 120_000; setImmediate(function again() { if (--n) setImmediate(again); else console.log('done'); });", ["0 done"]),
            (
                "let n = 90; const id = setInterval(() => { if (--n === 0) { clearInterval(id); console.log('last'); } }, 1_000);",
                ["90000 last"]
            ),
            ("const step = (n) => { if (n) setTimeout(step, 0, n - 1); else console.log('done'); }; step(5_000);", ["5000 done"]),
        ] {
            let run = try run(source)
            #expect(run.trace.outcome == .fulfilled && run.trace.timedLines == printed && run.trace.startUpEnd == nil, "\(source)")
        }
    }

    private static let sleeping = "const nap = (ms) => new Promise((wake) => setTimeout(wake, ms));\n"

    @Test func `an error or a status that comes late is not lost`() throws {
        var run = try run(
            Self.sleeping + "async function main() { await nap(1); await nap(61_000); throw new Error('in the end'); }\nmain();")
        #expect(run.trace.outcome == .rejected("Error: in the end") && run.exitStatus == 1 && run.trace.end == 61_001_000_000)
        run = try self.run(Self.sleeping + "(async () => { await nap(40_000); await nap(40_000); process.exitCode = 5; })();")
        #expect(run.trace.outcome == .fulfilled && run.exitStatus == 5)
        // 1, 2, 4 … 64 s: the retry that gives up.
        run = try self.run(
            Self.sleeping + """
                async function retry(n) {
                  if (n === 7) throw new Error('gave up');
                  await nap(1_000 * 2 ** n);
                  await retry(n + 1);
                }
                retry(0);
                """)
        #expect(run.trace.outcome == .rejected("Error: gave up") && run.exitStatus == 1 && run.trace.end == 127_000_000_000)
    }

    @Test func `a start-up that sleeps by a helper is shown whole, and a minute more`() throws {
        let run = try run(
            Self.sleeping + """
                setInterval(() => console.log('beat'), 50_000);
                (async () => { await nap(1); await nap(70_000); console.log('warm'); })();
                """)
        #expect(run.trace.timedLines == ["50000 beat", "70001 warm", "100000 beat"] && run.trace.startUpEnd == 70_001_000_000)
        #expect(run.trace.outcome == .running("setInterval at main.mjs:2:1 keeps it alive"))
    }

    @Test func `it is told within what there is no end, and how much is shown`() throws {
        func told(_ source: String, steps: Int64? = nil) throws -> String {
            try #require(run(source, steps: steps).outcomeDiagnostics.first?.suggestion?.split(separator: ";").first.map(String.init))
        }
        #expect(
            try told("setInterval(() => {}, 30_000);")
                == "it has no end within 86400s of virtual time, and is shown for a minute after its start-up")
        #expect(
            try told("setInterval(() => {}, 100);", steps: 100_000)
                == "it has no end within 50000 steps, and is shown for a minute after its start-up")
        #expect(
            try told("setImmediate(function again() { setImmediate(again); });", steps: 100_000)
                == "it has no end within 50000 steps, and is shown for 10000 steps after its start-up")
    }

    @Test func `a program that keeps more and more is a service until it meets the limit`() throws {
        var modules = Modules([("main.mjs", "const kept = []; setInterval(() => kept.push('x'.repeat(2_000) + kept.length), 10_000);")])
        modules.limits[.heap] = 4_000_000
        var run = try modules.run("node")
        #expect(run.trace.outcome == .running("setInterval at main.mjs:1:18 keeps it alive") && run.trace.end == 60_000_000_000)
        #expect(run.outcomeDiagnostics[0].suggestion?.hasPrefix("it has no end within 4MB of objects and texts") == true)
        // Within the minute that is shown, the limit stops it.
        modules = Modules([("main.mjs", "const kept = []; setInterval(() => kept.push('x'.repeat(2_000) + kept.length), 10);")])
        modules.limits[.heap] = 4_000_000
        run = try modules.run("node")
        #expect(run.trace.outcome.name == "blocked" && run.trace.end < 60_000_000_000)
    }

    @Test func `a turn that never ends is no service`() throws {
        let run = try run("setInterval(() => {}, 50_000); setTimeout(() => { for (;;); }, 300_000);", steps: 50_000)
        #expect(run.trace.outcome == .blocked("no end after 50000 steps at main.mjs:1:59"))
    }

    @Test func `a timer that comes once, later than the limit of time, is no service`() throws {
        var run = try run("setTimeout(() => console.log('late'), 108_000_000);")
        #expect(run.trace.outcome == .blocked("a timer is due at 108000s, later than the limit of time, 86400s at main.mjs:1:1"))
        #expect(run.exitStatus == 14 && run.trace.duration == 86_400_000_000_000)
        #expect(run.outcomeDiagnostics[0].suggestion?.contains("--limit time=108000s") == true && run.outcomeDiagnostics[0].width == 10)
        // What recurs beside it keeps the process alive all the same.
        run = try self.run("setInterval(() => {}, 50_000);\nsetTimeout(() => {}, 108_000_000);")
        #expect(run.trace.outcome == .running("setInterval at main.mjs:1:1 and 1 more keep it alive"))
        #expect(
            run.outcomeDiagnostics[0].related.map(\.message) == [
                "so does this setTimeout, which comes later than the limit of time, 86400s"
            ])
        // Two sleeps are no service either.
        run = try self.run(Self.sleeping + "(async () => { await nap(1); await nap(108_000_000); })();")
        #expect(run.trace.outcome.name == "blocked")
    }

    @Test func `a run that is stopped lasts until then`() throws {
        let run = try run("setInterval(() => console.log('i'), 40_000)", until: .idle)
        #expect(run.trace.outcome == .blocked("timers go on after 86400s of virtual time at main.mjs:1:1"))
        #expect(run.trace.duration == 86_400_000_000_000 && run.trace.text().contains("\nblocked at 86400000 ms: timers go on"))
        #expect(run.outcomeDiagnostics[0].location?.column == 1 && run.outcomeDiagnostics[0].width == 11)
    }

    @Test func `a run whose entry waits is no service`() throws {
        var modules = Modules([("main.mjs", "setInterval(() => {}, 1_000); await new Promise(() => {});")])
        modules.limits[.time] = 600_000_000_000
        #expect(try modules.run("node").trace.outcome == .blocked("still waiting after 600s of virtual time at main.mjs:1:31"))
    }

    @Test func `an error comes before what goes on`() throws {
        let run = try run("setInterval(() => {}, 1_000); throw new Error('x');", host: "browser")
        #expect(run.trace.outcome == .rejected("Error: x") && run.trace.end < 120_000_000_000)
    }

    private static let service = """
        console.log('up'); await sleep(100); console.log('ready');
        setInterval(() => console.log('beat'), 1_000);
        setTimeout(() => console.log('warm'), 2_500);
        """

    @Test func `until settled, or until a time`() throws {
        var run = try run(Self.service, until: .settled)
        #expect(run.trace.lines == ["up", "ready"])
        #expect(run.trace.outcome == .running("setInterval at main.mjs:2:1 and 1 more keep it alive"))
        #expect(run.outcomeDiagnostics[0].related.map(\.location.line) == [3])
        run = try self.run(Self.service, until: .time(VirtualDuration(nanoseconds: 1_100_000_000)))
        #expect(run.trace.lines == ["up", "ready", "beat"] && run.trace.end == 1_100_000_000)
        #expect(run.trace.startUpEnd == 100_000_000)
        run = try self.run(Self.service, until: .time(VirtualDuration(nanoseconds: 50_000_000)))
        #expect(run.trace.lines == ["up"])
        #expect(run.trace.outcome == .blocked("still waiting after 50ms of virtual time at main.mjs:1:20"))
        #expect(run.outcomeDiagnostics[0].suggestion == "watch it for longer, by a later time for 'until'")
        run = try self.run("setTimeout(() => console.log('late'), 10);", until: .time(VirtualDuration(nanoseconds: 50_000_000)))
        #expect(run.trace.outcome == .fulfilled && run.trace.lines == ["late"])
        run = try self.run("console.log('up');", until: .settled)
        #expect(run.trace.outcome == .fulfilled)
    }

    @Test(arguments: ["spec", "node", "node@20", "deno", "browser", "chromium"])
    func `until settled runs the microtasks and ticks of that turn`(host: String) throws {
        let source = """
            globalThis.process?.nextTick(() => console.log('tick')); queueMicrotask(() => console.log('microtask'));
            setTimeout(() => console.log('timer'), 0);
            """
        let run = try run(source, host: host, until: .settled)
        #expect(run.trace.lines == (host.hasPrefix("node") || host == "deno" ? ["microtask", "tick"] : ["microtask"]))
        #expect(run.trace.outcome == .running("setTimeout at main.mjs:2:1 keeps it alive"))
    }

    @Test func `until idle meets a limit`() throws {
        #expect(try run(Self.service, until: .idle, steps: 20_000).trace.outcome.name == "blocked")
        #expect(try run("setInterval(() => {}, 1_000_000);", until: .idle).trace.outcome.name == "blocked")
    }

    @Test func `of a service that goes on asking, the answers keep it alive`() throws {
        let document = """
            entry: main
            modules:
              main: |
                async function poll() { for (;;) { await (await fetch("https://a.test/events")).text(); console.log("event"); } }
                poll();
            resources: {https://a.test/events: {text: x, after: 25s}}
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "s.yaml", folder: ""))
        let trace = program.run().trace
        #expect(trace.outcome == .running("fetch at s.yaml:4:53 keeps it alive"))
        #expect(trace.timedLines == ["25000 event", "50000 event"] && trace.startUpEnd == 0)
    }

    @Test func `the start-up has what came until its end`() throws {
        let trace = try run(Self.service).trace
        let startUp = trace.startUp
        #expect(trace.console.count > 60 && startUp.lines == ["up", "ready", "beat", "beat", "warm"])
        #expect(startUp.end == 2_600_000_000 && startUp.events.allSatisfy { $0.time <= startUp.end })
        #expect(trace.events.starts(with: startUp.events) && trace.events.count > startUp.events.count)
        #expect(startUp.startUp == startUp)
    }
}
