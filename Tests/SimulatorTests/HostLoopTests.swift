import Testing
import Trace

/// The phases of event loops. Every expected line was printed by Node 20.20.2, Node 24.19.0 and Deno 2.9.8, with a `busy` that waits for
/// real and, for Deno, all modules read before.
@Suite struct HostLoopTests {
    private static let imported = "console.log('body'); await null; console.log('body ends');"

    private func lines(_ main: String, _ host: String, _ others: [(name: String, source: String)] = []) throws -> String {
        try Modules([("main.mjs", main)] + others, entry: "main.mjs").lines(host).joined(separator: " | ")
    }

    @Test(arguments: [
        // An entry is evaluated before the first timers; Node 20 reads it in the loop, after them.
        ("node@20", "immediate | timer"), ("node", "timer | immediate"), ("deno", "timer | immediate"),
    ])
    func `what comes first after the entry`(host: String, expected: String) throws {
        let main = "setImmediate(() => console.log('immediate')); setTimeout(() => console.log('timer'), 0); busy(5);"
        #expect(try lines(main, host) == expected)
    }

    @Test(arguments: ["node@20", "node", "deno"])
    func `timers and immediates take turns`(host: String) throws {
        let main = """
            setImmediate(() => {
              console.log('immediate');
              setTimeout(() => console.log('timer'), 0);
              setImmediate(() => console.log('later immediate'));
              busy(5);
            });
            setImmediate(() => console.log('second immediate'));
            """
        #expect(try lines(main, host) == "immediate | second immediate | timer | later immediate")
    }

    @Test(arguments: ["node@20", "node", "deno"])
    func `a timer that comes due while another runs waits for the next round`(host: String) throws {
        let main = """
            setTimeout(() => { console.log('first'); setImmediate(() => console.log('immediate')); busy(9); }, 20);
            setTimeout(() => { console.log('second'); setTimeout(() => console.log('nested'), 0); busy(9); }, 25);
            setTimeout(() => console.log('third'), 27);
            """
        #expect(try lines(main, host) == "first | immediate | second | third | nested")
    }

    @Test(arguments: [
        // Deno keeps the callbacks of process.nextTick of an entry until its first timers have run.
        ("node@20", "end | promise | tick | immediate | timer"), ("node", "end | promise | tick | timer | immediate"),
        ("deno", "end | promise | timer | tick | immediate"),
    ])
    func `the ticks of the entry`(host: String, expected: String) throws {
        let main = """
            process.nextTick(() => console.log('tick'));
            Promise.resolve().then(() => console.log('promise'));
            setImmediate(() => console.log('immediate'));
            setTimeout(() => console.log('timer'), 0);
            busy(5);
            console.log('end');
            """
        #expect(try lines(main, host) == expected)
    }

    @Test(arguments: [
        // In Deno an import() goes on when a round begins, and the microtasks that it leaves wait for the timers that are due.
        (
            "setTimeout(() => console.log('timer'), 0); busy(5); await import('./x.mjs'); console.log('imported');",
            "body | timer | body ends | imported"
        ),
        (
            """
            setTimeout(() => { console.log('timer'); process.nextTick(() => console.log('tick of the timer')); }, 0);
            process.nextTick(() => console.log('tick'));
            busy(5);
            await import('./x.mjs');
            console.log('imported');
            process.nextTick(() => console.log('late tick'));
            """, "body | timer | tick | tick of the timer | body ends | imported | late tick"
        ),
        (
            """
            setTimeout(() => {
              console.log('first');
              setTimeout(() => console.log('nested'), 5);
              setImmediate(() => { console.log('immediate'); setImmediate(() => console.log('later immediate')); });
              import('./x.mjs').then(() => console.log('imported by the timer'));
            }, 0);
            setTimeout(() => console.log('second'), 0);
            import('./x.mjs').then(() => console.log('imported'));
            busy(5);
            """, "body | first | body ends | second | immediate | imported | imported by the timer | later immediate | nested"
        ),
        (
            """
            setImmediate(() => {
              console.log('immediate');
              busy(5);
              import('./x.mjs').then(() => console.log('imported'));
              process.nextTick(() => console.log('tick'));
            });
            setImmediate(() => console.log('second immediate'));
            setTimeout(() => console.log('timer'), 3);
            """, "immediate | tick | second immediate | body | timer | body ends | imported"
        ),
        (
            """
            process.nextTick(() => { console.log('tick'); Promise.resolve().then(() => console.log('promise of the tick')); });
            Promise.resolve().then(() => { console.log('promise'); process.nextTick(() => console.log('second tick')); });
            await import('./x.mjs');
            console.log('imported');
            process.nextTick(() => console.log('late tick'));
            await import('./y.mjs');
            console.log('imported again');
            """,
            "promise | body | tick | second tick | body ends | promise of the tick | imported | other body | late tick | tick of the other"
                + " | other body ends | imported again"
        ),
        // The rejection is looked at when the round is over, and ends the process then.
        ("Promise.reject(new Error('loose')); import('./x.mjs').then(() => console.log('imported'));", "body | body ends"),
    ])
    func `import() in Deno's loop`(main: String, expected: String) throws {
        let other =
            "console.log('other body'); process.nextTick(() => console.log('tick of the other')); await null; console.log('other body ends');"
        #expect(try lines(main, "deno", [("x.mjs", Self.imported), ("y.mjs", other)]) == expected)
    }

    /// Measured: Node.js 24.19.0 and Deno 2.9.8.
    @Test(arguments: [("node", "tick | promise"), ("deno", "promise | tick")])
    func `a tick and a promise of a timer's callback`(host: String, expected: String) throws {
        let main = """
            setTimeout(() => { Promise.resolve().then(() => console.log('promise')); process.nextTick(() => console.log('tick')); });
            """
        #expect(try lines(main, host) == expected)
    }

    /// Deno puts the ticks in the place of a microtask that the first of them queues.
    @Test(arguments: [("node", "tick | second tick | promise"), ("deno", "tick | second tick | promise")])
    func `a tick before a promise in a timer's callback`(host: String, expected: String) throws {
        let main = """
            setTimeout(() => {
              process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('promise'));
              process.nextTick(() => console.log('second tick'));
            });
            """
        #expect(try lines(main, host) == expected)
    }

    @Test func `a module imported by itself and by others is answered in Deno's order`() throws {
        let main = """
            import('./w.mjs').then(() => console.log('first'));
            import('./w.mjs').then(() => console.log('second'));
            await null;
            import('./w.mjs').then(() => console.log('third'));
            """
        let module = "console.log('body'); import('./w.mjs').then(() => console.log('itself')); await null; console.log('body ends');"
        #expect(try lines(main, "deno", [("w.mjs", module)]) == "body | body ends | first | second | third | itself")
    }

    @Test func `one that has failed is answered before those that wait, in Deno`() throws {
        let main = """
            import('./failing.mjs').catch(() => console.log('caught'));
            import('./x.mjs').then(() => console.log('imported'));
            import('./failing.mjs').catch(() => console.log('caught again'));
            """
        let failing = """
            console.log('failing');
            Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3'));
            throw new Error('failed');
            """
        #expect(
            try lines(main, "deno", [("failing.mjs", failing), ("x.mjs", Self.imported)])
                == "failing | body | 1 | body ends | 2 | caught again | 3 | caught | imported")
    }

    @Test(arguments: [
        // Whether the process goes on is asked between rounds: what is due in one runs, also when it is unreferenced.
        ("node@20", "immediate | timer"), ("node", "immediate | timer"), ("deno", "immediate"),
    ])
    func `an unreferenced timer that is due in the round`(host: String, expected: String) throws {
        let main = """
            setTimeout(() => console.log('timer'), 30).unref();
            setImmediate(() => { console.log('immediate'); busy(50); });
            """
        #expect(try lines(main, host) == expected)
    }

    @Test(arguments: [
        ("node@20", "immediate"), ("node", ""), ("deno", ""),
    ])
    func `an unreferenced immediate and nothing else`(host: String, expected: String) throws {
        #expect(try lines("setImmediate(() => console.log('immediate')).unref();", host) == expected)
    }

    @Test func `in Deno an unreferenced immediate waits for a round with other work`() throws {
        let main = """
            setImmediate(() => { setImmediate(() => console.log('unreferenced')).unref(); console.log('immediate'); });
            setTimeout(() => console.log('timer'), 25);
            """
        #expect(try lines(main, "deno") == "immediate | timer | unreferenced")
        #expect(try lines(main, "node") == "immediate | unreferenced | timer")
    }

    @Test(arguments: ["node@20", "node", "deno"])
    func `an interval counts from where its callback began`(host: String) throws {
        let main = """
            let count = 0;
            const interval = setInterval(() => { console.log('interval'); busy(40); if (++count === 3) clearInterval(interval); }, 25);
            setTimeout(() => console.log('timer'), 60);
            """
        #expect(try lines(main, host) == "interval | interval | timer | interval")
    }

    @Test func `in Deno a timer that comes due while a round evaluates modules is of that round`() throws {
        let main = "setTimeout(() => console.log('timer'), 5); await import('./x.mjs'); console.log('imported');"
        let module = "console.log('body'); busy(9); await null; console.log('body ends');"
        #expect(try lines(main, "deno", [("x.mjs", module)]) == "body | timer | body ends | imported")
    }

    @Test func `a callback of process.nextTick is queued and started as one`() throws {
        let trace = try Modules([("main.mjs", "process.nextTick(() => {}); queueMicrotask(() => {});")]).run("node").trace
        var started: [JobKind] = []
        for event in trace.events { if case .jobStarted(_, let kind) = event.kind { started.append(kind) } }
        #expect(started.contains(.nextTick) && started.contains(.queueMicrotask))
    }

    /// Each event is of the job that began last.
    @Test func `Deno goes on with import() after microtasks in a task of its own`() throws {
        let main = "import('./x.mjs').then(() => console.log('x')); import('./y.mjs').then(() => console.log('y'));"
        let trace = try Modules([("main.mjs", main), ("x.mjs", "console.log('body');"), ("y.mjs", "")], entry: "main.mjs").run("deno").trace
        var current: JobNumber?
        for event in trace.events {
            if case .jobStarted(let job, _) = event.kind { current = job }
            #expect(event.job == current)
        }
        #expect(trace.console.map(\.text) == ["body", "x", "y"])
    }

    @Test(arguments: [
        ("f(\"]a\")", "f(\"]a\")"), ("f('a;b', `x)y`)", "f('a;b', `x)y`)"), ("f('\\')')", "f('\\')')"), ("[f(1), 2][0]", "[f(1), 2][0]"),
    ])
    func `what is awaited is told as it is written`(expression: String, expected: String) throws {
        let trace = try Modules([("main.mjs", "const f = () => 1; await \(expression); console.log(1)")]).run("node").trace
        let told = trace.events.compactMap { event in
            if case .suspended(_, let text) = event.kind { return trace[text] }
            return nil
        }
        #expect(told == [expected])
    }
}
