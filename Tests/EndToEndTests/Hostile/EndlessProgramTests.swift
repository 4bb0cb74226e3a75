import TestSupport
import Testing

/// Every way not to end, what stops it, and what is said. The limits are small here so that the runs are short; with the defaults each of
/// them stops in less than a second of an optimised build.
@Suite("Programs without end")
struct EndlessProgramTests {
    static let table: [SeenCase] = [
        .module(
            "an endless loop", "for (;;);\n", options: "--limit steps=20000", status: 14,
            errors: """
                input.mjs:1:9: error: blocked: no end after 20000 steps
                  1 | for (;;);
                    |         ^
                  help: the limit 'steps' is 20000; raise it with --limit steps=40000, or with limits: {steps: 40000} in a scenario

                """),
        .module(
            "an endless loop in a function", "function spin() {\n  while (true);\n}\nspin();\n", options: "--limit steps=20000", status: 14,
            errors: """
                input.mjs:2:15: error: blocked: no end after 20000 steps in spin()
                  2 |   while (true);
                    |               ^
                  at spin (input.mjs:2:15)
                  at input.mjs:4:1
                  help: the limit 'steps' is 20000; raise it with --limit steps=40000, or with limits: {steps: 40000} in a scenario

                """),
        .module(
            "unbounded recursion", "function down(n) {\n  return down(n + 1);\n}\ndown(0);\n", options: "--limit calls=500", status: 14,
            errors: """
                input.mjs:2:10: error: blocked: unbounded recursion, more than 500 calls inside each other
                  2 |   return down(n + 1);
                    |          ^
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  at down (input.mjs:2:10)
                  … 490 more calls
                  help: the limit 'calls' is 500; raise it with --limit calls=1000, or with limits: {calls: 1000} in a scenario

                """),
        .module(
            "an array that grows", "const list = [];\nwhile (true) list.push({});\n", options: "--limit heap=1MB", status: 14,
            errors: """
                input.mjs:2:14: error: blocked: more than 1MB of objects and texts
                  2 | while (true) list.push({});
                    |              ^
                  help: the limit 'heap' is 1MB; raise it with --limit heap=2MB, or with limits: {heap: 2MB} in a scenario

                """),
        .module(
            "texts that grow", "const list = [];\nwhile (true) list.push('x'.repeat(1000) + list.length);\n", options: "--limit heap=1MB",
            status: 14,
            errors: """
                input.mjs:2:14: error: blocked: more than 1MB of objects and texts
                  2 | while (true) list.push('x'.repeat(1000) + list.length);
                    |              ^
                  help: the limit 'heap' is 1MB; raise it with --limit heap=2MB, or with limits: {heap: 2MB} in a scenario

                """),
        .module(
            "one text that doubles: the language has an error of its own for it", "let s = 'x';\nwhile (true) s += s;\n", status: 1,
            errors: "input.mjs:2:14: error: uncaught RangeError: Invalid string length\n  2 | while (true) s += s;\n    |              ^\n"),
        .module(
            "a promise chain that never ends", "function again() {\n  return Promise.resolve().then(again);\n}\nawait again();\n",
            options: "--limit steps=20000", status: 14,
            errors: """
                input.mjs:1:1: error: blocked: no end after 20000 steps in again()
                  1 | function again() {
                    | ^
                  note: microtasks ask for microtasks here: no timer and no answer comes before the last of them (input.mjs:1:1)
                  help: let each round wait for a task, such as a timer: await new Promise((wake) => setTimeout(wake, 10))
                  or: the limit 'steps' is 20000; raise it with --limit steps=40000, or with limits: {steps: 40000} in a scenario

                """),
        .module(
            "an await in an endless loop", "while (true) await null;\n", options: "--limit steps=20000", status: 14,
            errors: """
                input.mjs:1:14: error: blocked: no end after 20000 steps
                  1 | while (true) await null;
                    |              ^
                  note: microtasks ask for microtasks here: no timer and no answer comes before the last of them (input.mjs:1:14)
                  help: let each round wait for a task, such as a timer: await new Promise((wake) => setTimeout(wake, 10))
                  or: the limit 'steps' is 20000; raise it with --limit steps=40000, or with limits: {steps: 40000} in a scenario

                """),
        .module(
            "microtasks without end", "function tick() { queueMicrotask(tick); }\ntick();\n", options: "--limit steps=20000", status: 14,
            errors: """
                input.mjs:1:19: error: blocked: no end after 20000 steps in tick()
                  1 | function tick() { queueMicrotask(tick); }
                    |                   ^
                  at tick (input.mjs:1:19)
                  note: microtasks ask for microtasks here: no timer and no answer comes before the last of them (input.mjs:1:19)
                  help: let each round wait for a task, such as a timer: await new Promise((wake) => setTimeout(wake, 10))
                  or: the limit 'steps' is 20000; raise it with --limit steps=40000, or with limits: {steps: 40000} in a scenario

                """),
        .module(
            "a service: an interval that nobody clears", "console.log('up');\nsetInterval(() => {}, 1000);\n", status: 0, output: "up\n",
            errors: """
                input.mjs:2:1: note: the process goes on: this setInterval keeps it alive
                  2 | setInterval(() => {}, 1000);
                    | ^^^^^^^^^^^
                  help: it has no end within 86400s of virtual time, and is shown for a minute after its start-up; --until idle goes on to the limits, --until settled stops when the entry has settled

                """),
        .module(
            "an interval that nobody clears", "setInterval(() => {}, 1000);\n", options: "--limit time=10s --until idle", status: 14,
            errors: """
                input.mjs:1:1: error: blocked: timers go on after 10s of virtual time
                  1 | setInterval(() => {}, 1000);
                    | ^^^^^^^^^^^
                  help: the limit 'time' is 10s; raise it with --limit time=20s, or with limits: {time: 20s} in a scenario

                """),
        .module(
            "a timer that comes later than the limit of time",
            "console.log('up');\nsetTimeout(() => console.log('late'), 108_000_000);\n", status: 14, output: "up\n",
            errors: """
                input.mjs:2:1: error: blocked: a timer is due at 108000s, later than the limit of time, 86400s
                  2 | setTimeout(() => console.log('late'), 108_000_000);
                    | ^^^^^^^^^^
                  help: the limit 'time' is 86400s; raise it with --limit time=108000s, or with limits: {time: 108000s} in a scenario

                """),
        .module(
            "an interval of no length", "setInterval(() => {}, 0);\n", options: "--limit steps=20000 --until idle", status: 14,
            errors: """
                input.mjs:1:13: error: blocked: no end after 20000 steps
                  1 | setInterval(() => {}, 0);
                    |             ^
                  help: the limit 'steps' is 20000; raise it with --limit steps=40000, or with limits: {steps: 40000} in a scenario

                """),
        .module(
            "a timer that arms itself again", "function tick() { setTimeout(tick, 10); }\ntick();\n",
            options: "--limit steps=20000 --until idle",
            status: 14,
            errors: """
                input.mjs:1:1: error: blocked: no end after 20000 steps in tick()
                  1 | function tick() { setTimeout(tick, 10); }
                    | ^
                  help: the limit 'steps' is 20000; raise it with --limit steps=40000, or with limits: {steps: 40000} in a scenario

                """),
        .module(
            "an await of a time that never comes", "\nawait sleep(Infinity);\n", status: 14,
            errors: """
                input.mjs:2:1: error: blocked: still waiting after 86400s of virtual time
                  2 | await sleep(Infinity);
                    | ^
                  help: the limit 'time' is 86400s; raise it with --limit time=172800s, or with limits: {time: 172800s} in a scenario

                """),
        .module(
            "output without end", "while (true) console.log('more');\n", options: "--limit output=10B", status: 14,
            output: "more\nmore\n",
            errors: """
                input.mjs:1:14: error: blocked: more than 10B of output
                  1 | while (true) console.log('more');
                    |              ^
                  help: the limit 'output' is 10B; raise it with --limit output=20B, or with limits: {output: 20B} in a scenario

                """),
        SeenCase(
            title: "a module graph that makes itself by import()",
            files: [
                (
                    "main.mjs",
                    Array(
                        "for (let n = 1; ; n++) await import('./' + n.toString(2).replaceAll('0', 'a/').replaceAll('1', 'b/') + 'leaf.mjs');\n"
                            .utf8)
                ),
                ("leaf.mjs", []),
            ],
            preparation: "ln -s . a; ln -s . b", line: "$TLA_SIM console main.mjs --limit modules=50", status: 14, output: "",
            errors: """
                main.mjs:1:30: error: blocked: more than 50 modules
                  1 | for (let n = 1; ; n++) await import('./' + n.toString(2).replaceAll('0', 'a/').replaceAll…
                    |                              ^
                  help: the limit 'modules' is 50; raise it with --limit modules=100, or with limits: {modules: 100} in a scenario

                """),
        SeenCase(
            title: "a module graph that makes itself by static imports",
            files: [("main.mjs", Array("import './a/main.mjs';\nimport './b/main.mjs';\n".utf8))], preparation: "ln -s . a; ln -s . b",
            line: "$TLA_SIM console main.mjs --limit modules=3", status: 14, output: "",
            errors: """
                a/a/main.mjs:1:8: error: blocked: more than 3 modules
                  1 | import './a/main.mjs';
                    |        ^
                  help: the limit 'modules' is 3; raise it with --limit modules=6, or with limits: {modules: 6} in a scenario

                """),
        .scenario(
            "a limit that the scenario sets", "entry: a\nlimits: {steps: 1000}\nmodules:\n  a: for (;;);\n", status: 14,
            errors: """
                input.yaml:4:14: error: blocked: no end after 1000 steps
                  4 |   a: for (;;);
                    |              ^
                  at a (input.yaml:4:14)
                  in modules.a
                  help: the limit 'steps' is 1000; raise it with --limit steps=2000, or with limits: {steps: 2000} in a scenario

                """),
        .scenario(
            "a flag wins over the scenario",
            "entry: a\nlimits: {steps: 10}\nmodules:\n  a: for (let i = 0; i < 100; i++); console.log('done');\n",
            options: "--limit steps=2000", status: 0, output: "done\n", errors: ""),
    ]

    @Test("stop, and say where", arguments: table)
    func blocked(row: SeenCase) throws { try row.check() }

    @Test("run tells the same in its result, and draws what there was")
    func run() throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.mjs", "console.log('first');\nfunction spin() {\n  for (;;);\n}\nspin();\n")
        let result = try CommandLineTool.run("run", "input.mjs", "--limit", "steps=2000", "-o", "pictures", in: scratch.url)
        #expect(result.status == 14)
        #expect(result.output.contains("\nblocked at 0 ms: no end after 2000 steps at input.mjs:3:11 in spin()\n"), "\(result.output)")
        #expect(try scratch.files() == ["input.mjs", "pictures/input.graph.svg", "pictures/input.timeline.svg"])
    }

    @Test("A run that is longer than its record goes on, and the record says that it ends")
    func traceLimit() throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.mjs", "for (let i = 0; i < 100; i++) await null;\nconsole.log('done');\n")
        let result = try CommandLineTool.run("run", "input.mjs", "--limit", "trace=20", "--no-pictures", in: scratch.url)
        #expect(result.status == 0)
        #expect(result.output.contains("the record ends after 20 events"), "\(result.output)")
        #expect(result.output.contains("printed done"), "\(result.output)")
    }

    @Test(
        "A limit that cannot be is a wrong command line",
        arguments: [
            ("steps", "error: a limit is written name=value, such as steps=20000000, found 'steps'"),
            ("stesp=1", "error: there is no limit 'stesp'\n  help: did you mean 'steps'?"),
            ("steps=0", "error: the limit 'steps' takes a whole number from 1 to 1000000000000000, found '0'"),
            ("steps=-1", "error: the limit 'steps' takes a whole number from 1 to 1000000000000000, found '-1'"),
            ("heap=99TB", "error: the limit 'heap' takes a size such as 64MB from 1B to 16GB, found '99TB'"),
            ("time=soon", "error: expected a duration, found 'soon'\n  help: write a number and a unit, such as 250ms, 1.5s or 2min"),
            ("nesting=9999", "error: the limit 'nesting' takes a whole number from 1 to 2000, found '9999'"),
        ])
    func wrongLimit(text: String, message: String) throws {
        let result = try CommandLineTool.run("console", "input.mjs", "--limit", text)
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix(message + "\n"), "\(result.errors)")
    }
}
