import Testing
import Trace

@testable import Simulator

/// Code takes no virtual time, and yet a loop that waits for the clock ends when the time has come.
@Suite struct ClockReadsTests {
    @Test(arguments: [
        ("Date.now()", "spec"), ("+new Date()", "spec"), ("new Date().getTime()", "node"), ("performance.now()", "node"),
        ("performance.now()", "chromium"),
        ("Number(process.hrtime.bigint() / 1000000n)", "node"), ("process.uptime() * 1000", "deno"),
    ])
    func `a loop that waits for the clock`(clock: String, host: String) throws {
        let lines = try console(
            """
            setTimeout(() => console.log('timer'), 10);
            const start = \(clock);
            while (\(clock) - start < 100);
            console.log(Math.round(\(clock) - start));
            const now = () => \(clock), again = now();
            do {} while (now() < again + 50);
            console.log(Math.round(now() - again));
            """, host: host)
        #expect(lines == ["100", "50", "timer"])
    }

    @Test func `microtasks that wait for the clock hold up timers as well`() throws {
        let lines = try console(
            """
            setTimeout(() => console.log('timer', Date.now() - start), 10);
            const start = Date.now();
            while (Date.now() - start < 100) await null;
            console.log('awake', Date.now() - start);
            """)
        #expect(lines == ["awake 100", "timer 100"])
    }

    @Test func `who asks often for another reason is told the same time`() throws {
        let lines = try console(
            """
            const times = Array.from({ length: 1000 }, () => Date.now());
            for (let i = 0; i < 1000; i++) times.push(Date.now(), performance.now() + times[0]);
            console.log(new Set(times).size);
            """)
        #expect(lines == ["1"])
    }

    @Test(arguments: [
        "JSON.parse(JSON.stringify({ a: Array.from({ length: 200 }, (_, i) => i) }))", "for (let i = 0; i < 2000; i++) list.push(i * i)",
        "fib(12)", "asks[turn % 100](Date.now)",
    ])
    func `a loop that works until it is late enough`(work: String) throws {
        let lines = try console(
            """
            const list = [], asks = Array.from({ length: 100 }, () => new Function('now', 'return now()'));
            const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2);
            const start = Date.now();
            let turn = 0;
            while (Date.now() - start < 50) {
              \(work);
              turn++;
            }
            console.log(Date.now() - start, turn > 10);
            """, host: "node")
        #expect(lines == ["50 true"])
    }

    @Test func `many questions without a wait take about as long as they do`() throws {
        let lines = try console(
            """
            const list = [], start = Date.now();
            for (let i = 0; i < 30000; i++) list.push(Date.now());
            console.log(Date.now() - start < 60);
            """)
        #expect(lines == ["true"])
    }

    @Test func `a long wait ends as well`() throws {
        #expect(try console("const start = Date.now(); while (Date.now() - start < 5000); console.log(Date.now() - start)") == ["5000"])
    }

    @Test func `the wait is one busy stretch of its module`() throws {
        let run = try Modules([("main", "const start = Date.now(); while (Date.now() < start + 70); console.log(1)")]).run()
        let stretches = run.trace.events.compactMap { event -> (Int64, Int64)? in
            if case .busy(let nanoseconds) = event.kind { (event.time, nanoseconds) } else { nil }
        }
        #expect(stretches.count == 1)
        #expect(stretches.first?.0 == 70_000_000)
        #expect(stretches.first?.1 == 70_000_000)
    }

    @Test func `a clock that stands still while code runs, as in Workers, does so`() throws {
        let run = try Modules([("main", "const start = Date.now(); while (Date.now() < start + 70);")]).run("workers")
        #expect(run.trace.outcome != .fulfilled)
    }
}
