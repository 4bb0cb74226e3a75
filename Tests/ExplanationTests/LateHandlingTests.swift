import Testing

@testable import Explanation

/// A rejection that ends the process although the text has a handler for it: that comes behind an `await`.
@Suite struct LateHandlingTests {
    @Test func `Promise.all behind an await`() throws {
        let modules: ExplainedModules = [
            "main.mjs": """
            const jobs = [Promise.reject(new Error("no disk"))];
            await new Promise((r) => setTimeout(r, 30));
            await Promise.all(jobs).catch((e) => console.log(e.message));
            """
        ]
        for (host, recordsEvents) in [("node", true), ("node", false), ("node@20", false), ("deno", true)] {
            #expect(
                try modules.told(host, recordsEvents: recordsEvents) == [
                    "main.mjs:1:30: unhandled rejection: Error: no disk",
                    "Promise.all(jobs).catch(…) would handle it here, 30 ms later (main.mjs:3:7)",
                    "'main.mjs' waits here until then; a rejection is told of when the microtasks of its turn are done (main.mjs:2:1)",
                    "help: attach the handler before the await at main.mjs:2:1: call Promise.all(jobs).catch(…) there, keep its promise, and "
                        + "await that later",
                    "or: give the promise a handler where it is made, such as .catch(…)",
                ], "\(host)")
        }
        // A page is told of it, and goes on.
        let page = try modules.explained("browser")
        #expect(page.run.trace.outcome == .fulfilled)
        #expect(page.outcomeDiagnostics.first?.severity == .warning)
        #expect(page.outcomeDiagnostics.first?.related.first?.message == "Promise.all(jobs).catch(…) handles it here, 30 ms later")
    }

    @Test func `an await in a try, in a function of another module`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import { collect } from './jobs.mjs';\nawait collect();",
                    "jobs.mjs": """
                    async function first() { throw new Error("queue is full"); }
                    export async function collect() {
                      const job = first();
                      await sleep(20);
                      try { await job; } catch (error) { console.log(error.message); }
                    }
                    """,
                ] as ExplainedModules).told("node") == [
                    "jobs.mjs:1:32: unhandled rejection: Error: queue is full",
                    "the await would handle it here, 20 ms later (jobs.mjs:5:9)",
                    "'jobs.mjs' waits here until then; a rejection is told of when the microtasks of its turn are done (jobs.mjs:4:3)",
                    "help: attach the handler before the await at jobs.mjs:4:3: await it there, in a try",
                    "or: give the promise a handler where it is made, such as .catch(…)",
                ])
    }

    @Test func `a handler in a timer`() throws {
        let told = try
            (["main.mjs": "const p = Promise.reject(new Error('x'));\nsetTimeout(() => p.catch(() => {}), 10);"]
            as ExplainedModules).told("node")
        #expect(
            told.dropFirst() == [
                "p.catch(() => {}) would handle it here, 10 ms later (main.mjs:2:18)",
                "the setTimeout here comes in a later turn; a rejection is told of when the microtasks of its turn are done (main.mjs:2:1)",
                "help: give the promise a handler where it is made, such as .catch(…); p.catch(() => {}) still sees the error later",
            ], "\(told)")
    }

    @Test func `a handler in a module that waits for another`() throws {
        let told = try
            ([
                "main.mjs": "import './boot.mjs';\nimport './report.mjs';",
                "boot.mjs": "export const job = Promise.reject(new Error('x'));", "warm.mjs": "await sleep(50);",
                "report.mjs": "import { job } from './boot.mjs';\nimport './warm.mjs';\njob.catch(() => {});",
            ] as ExplainedModules).told("node")
        #expect(
            told.dropFirst() == [
                "job.catch(() => {}) would handle it here, 50 ms later (report.mjs:3:1)",
                "'report.mjs' had not begun then: it waits for 'warm.mjs', which it imports here; a rejection is told of when the microtasks of "
                    + "its turn are done (report.mjs:2:8)",
                "help: give the promise a handler where it is made, such as .catch(…); job.catch(() => {}) still sees the error later",
            ], "\(told)")
    }

    @Test func `a handler in a module that comes later by import()`() throws {
        let told = try
            ([
                "main.mjs": "globalThis.job = Promise.reject(new Error('x'));\nawait sleep(5);\nawait import('./late.mjs');",
                "late.mjs": "globalThis.job.catch(() => {});",
            ] as ExplainedModules).told("node")
        #expect(told.contains { $0.hasPrefix("'late.mjs' had not even been asked for then") }, "\(told)")
    }

    // MARK: Promises that others give

    @Test(arguments: [
        ("job.finally(() => {});", "job.finally"), ("job.then(() => 1);", "job.then"),
        ("const copy = job.catch((e) => { throw e; });", "job.catch"),
        ("Promise.all([job]);", "Promise.all"),
    ])
    func `a promise of its own that nobody handles`(line: String, call: String) throws {
        let told = try
            (["main.mjs": "const job = Promise.reject(new Error('x'));\n\(line)\ntry { await job; } catch {}"] as ExplainedModules).told(
                "node")
        #expect(
            told.contains {
                $0.hasPrefix("\(call)(…) gives a promise of its own here, which nobody handles") && $0.contains("(main.mjs:2:")
            }, "\(told)")
        #expect(told.contains("help: handle what \(call)(…) gives: put .catch(…) behind it, or await it in a try"), "\(told)")
    }

    @Test func `a promise that is made during the await`() throws {
        let told = try
            ([
                "main.mjs": """
                const jobs = [];
                setTimeout(() => jobs.push(Promise.reject(new Error("x"))), 10);
                await sleep(30);
                await Promise.allSettled(jobs);
                """
            ] as ExplainedModules).told("node")
        #expect(told.contains("Promise.allSettled(jobs) would handle it here, 20 ms later (main.mjs:4:7)"))
        #expect(told.last == "help: give the promise a handler where it is made, such as .catch(…)")
    }

    @Test func `an await that handles nothing`() throws {
        let told = try (["main.mjs": "const p = Promise.reject(new Error('x'));\nawait sleep(10);\nawait p;"] as ExplainedModules).told(
            "node")
        #expect(
            told.dropFirst() == [
                "the await would take it here, 10 ms later, and nobody handles what becomes of that (main.mjs:3:1)",
                "'main.mjs' waits here until then; a rejection is told of when the microtasks of its turn are done (main.mjs:2:1)",
                "help: give the promise a handler where it is made, such as .catch(…)",
            ])
    }

    @Test(
        "No handler, nothing to say",
        arguments: [
            "Promise.reject(new Error('x'));\nawait sleep(10);", "const p = Promise.reject(new Error('x'));\nif (false) p.catch(() => {});",
            "throw new Error('x');", "await sleep(1);\nthrow new Error('x');",
            "const p = Promise.reject(new Error('x'));\nqueueMicrotask(() => {});\nawait sleep(10);",
        ])
    func nothing(source: String) throws {
        let explanation = try (["main.mjs": source] as ExplainedModules).explained("node")
        #expect(explanation.failures.map(\.kind) == [.error])
        #expect(explanation.outcomeDiagnostics.first?.related == [])
    }
}
