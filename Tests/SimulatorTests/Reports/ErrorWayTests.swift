import Diagnostics
import Testing
import Trace

/// All that is told of a run, as text.
func told(_ modules: Modules, host: String = "spec") throws -> String {
    let run = try modules.run(host, recordsEvents: false)
    let all = run.diagnostics + run.outcomeDiagnostics
    return all.isEmpty ? "" : DiagnosticList(all).text(limit: 100)
}

/// The whole text of what a run that fails tells: the place, the way that the error took, other places, what to write instead.
@Suite struct ErrorWayTests {
    @Test func `an error tells the calls, the awaits and the imports it came through`() throws {
        #expect(
            try told([
                "main.mjs": "import './app.mjs';\nconsole.log('never');",
                "app.mjs": "export {} from './db.mjs';",
                "db.mjs": """
                async function connect() {
                  await null;
                  open();
                }
                function open() { throw new Error('no database'); }
                async function start() { await connect(); }
                await start();
                """,
            ]) == """
                db.mjs:5:25: error: uncaught Error: no database
                  5 | function open() { throw new Error('no database'); }
                    |                         ^
                  at open (db.mjs:5:25)
                  at connect (db.mjs:3:3)
                  at await in start (db.mjs:6:26)
                  at await (db.mjs:7:1)
                  imported by app.mjs:1:16, which waited for it
                  imported by main.mjs:1:8, which waited for it

                """)
    }

    @Test func `a synchronous module stops its importers before they run`() throws {
        #expect(
            try told(["main.mjs": "import './b.mjs';", "b.mjs": "null.port;"]) == """
                b.mjs:1:1: error: uncaught TypeError: Cannot read properties of null (reading 'port')
                  1 | null.port;
                    | ^
                  at b.mjs:1:1
                  imported by main.mjs:1:8

                """)
    }

    @Test func `the way goes on through import()`() throws {
        #expect(
            try told([
                "main.mjs": "async function lazy() {\n  return await import('./a.mjs');\n}\nawait lazy();",
                "a.mjs": "import './b.mjs';",
                "b.mjs": "await null;\nthrow new RangeError('far');",
            ]) == """
                b.mjs:2:7: error: uncaught RangeError: far
                  2 | throw new RangeError('far');
                    |       ^
                  at b.mjs:2:7
                  imported by a.mjs:1:8, which waited for it
                  at import('./a.mjs') (main.mjs:2:16)

                """)
    }

    @Test func `Promise.all, then and an async generator hand it on`() throws {
        #expect(
            try told([
                "main.mjs": """
                async function* rows() { await null; throw new Error('cut off'); }
                async function read() { for await (const row of rows()) console.log(row); }
                async function all() { await Promise.all([sleep(1), read().then(() => 1)]); }
                await all();
                """
            ]) == """
                main.mjs:1:44: error: uncaught Error: cut off
                  1 | async function* rows() { await null; throw new Error('cut off'); }
                    |                                            ^
                  at rows (main.mjs:1:44)
                  at await in read (main.mjs:2:42)
                  through Promise.all
                  at await in all (main.mjs:3:24)
                  at await (main.mjs:4:1)

                """)
    }

    @Test func `an error that comes from a timer tells the awaits it came out of`() throws {
        #expect(
            try told([
                "main.mjs": """
                const late = () => new Promise((_, reject) => {
                  setTimeout(() => reject(new Error('too late')), 10);
                });
                async function wait() { await late(); }
                await wait();
                """
            ]) == """
                main.mjs:2:27: error: uncaught Error: too late
                  2 |   setTimeout(() => reject(new Error('too late')), 10);
                    |                           ^
                  at main.mjs:2:27
                  at await in wait (main.mjs:4:25)
                  at await (main.mjs:5:1)

                """)
    }

    @Test func `deep recursion shows its innermost calls`() throws {
        let text = try told([
            "main.mjs": "function down(n) { return n ? down(n - 1) : missing.port; }\nconst missing = undefined;\ndown(40);"
        ])
        let lines = text.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("  at down (main.mjs:1:") }.count == 10)
        #expect(lines.last == "  … 32 more calls")
    }

    @Test func `a cause and the errors of an AggregateError have places`() throws {
        #expect(
            try told(["main.mjs": "const port = new TypeError('port');\nthrow new Error('no', { cause: port });"]) == """
                main.mjs:2:7: error: uncaught Error: no
                  2 | throw new Error('no', { cause: port });
                    |       ^
                  note: caused by TypeError: port (main.mjs:1:14)

                """)
        #expect(
            try told([
                "main.mjs": "const fail = async (name) => {\n  throw new Error(name);\n};\nawait Promise.any([fail('a'), fail('b')]);"
            ]) == """
                main.mjs:4:1: error: uncaught AggregateError: All promises were rejected
                  4 | await Promise.any([fail('a'), fail('b')]);
                    | ^
                  note: one of its errors: Error: a (main.mjs:2:9)
                  note: one of its errors: Error: b (main.mjs:2:9)

                """)
    }

    @Test func `a thrown value that is no Error has a place too`() throws {
        #expect(
            try told(["main.mjs": "function stop() {\n  throw 'late';\n}\nstop();"]) == """
                main.mjs:2:3: error: uncaught 'late'
                  2 |   throw 'late';
                    |   ^
                  at stop (main.mjs:2:3)
                  at main.mjs:4:1

                """)
        #expect(
            try told(["main.mjs": "Promise.reject(7);"]) == """
                warning: unhandled rejection: 7
                  help: reject with an Error: it knows where it was made, and a value of another kind does not

                """)
    }

    @Test func `an unhandled rejection is a warning where the host lives on`() throws {
        let modules: Modules = ["main.mjs": "async function ping() { throw new Error('loose'); }\nping();"]
        let text = """
            unhandled rejection: Error: loose
              1 | async function ping() { throw new Error('loose'); }
                |                               ^
              at ping (main.mjs:1:31)
              at main.mjs:2:1

            """
        #expect(try told(modules) == "main.mjs:1:31: warning: " + text)
        #expect(try told(modules, host: "node") == "main.mjs:1:31: error: " + text)
    }

    @Test func `a module that does not load tells how the program came to it`() throws {
        #expect(
            try told(["main.mjs": "import './a.mjs';", "a.mjs": "\nimport './b.mjs';", "b.mjs": "const x = ;"]) == """
                b.mjs:1:11: error: expected an expression, found ';'
                  1 | const x = ;
                    |           ^
                  imported by a.mjs:2:8
                  imported by main.mjs:1:8

                """)
        #expect(
            try told(["main.mjs": "async function lazy() {\n  await import('./b.mjs');\n}\nawait lazy();", "b.mjs": "const x = ;"]) == """
                b.mjs:1:11: error: expected an expression, found ';'
                  1 | const x = ;
                    |           ^
                  at import('./b.mjs') (main.mjs:2:9)

                """)
    }

    @Test func `a run that is stopped tells where`() throws {
        var modules: Modules = ["main.mjs": "function spin() {\n  while (true) {}\n}\nspin();"]
        modules.limits[.steps] = 5_000
        #expect(
            try told(modules) == """
                main.mjs:2:16: error: blocked: no end after 5000 steps in spin()
                  2 |   while (true) {}
                    |                ^
                  at spin (main.mjs:2:16)
                  at main.mjs:4:1
                  help: the limit 'steps' is 5000; raise it with --limit steps=10000, or with limits: {steps: 10000} in a scenario

                """)
    }
}
