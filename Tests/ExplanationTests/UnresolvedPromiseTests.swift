import Diagnostics
import Explanation
import TestSupport
import Testing

/// Promises that nothing settles: where they were made, who has their resolver, and why that was not called.
@Suite struct UnresolvedPromiseTests {
    /// The lines below the source line.
    private func told(_ modules: ExplainedModules, _ host: String = "node") throws -> [String] {
        let text = try modules.text(host)
        #expect(try modules.text(host, recordsEvents: false) == text)
        return text.split(separator: "\n").map { String($0.drop { $0 == " " }) }.filter { !$0.hasPrefix("|") }
    }

    @Test func `the whole text, of importers that wait and a promise that a function awaits`() throws {
        #expect(
            try ExplainedModules([
                ("main.mjs", "import './app.mjs';\nconsole.log('never');"), ("app.mjs", "import './db.mjs';"),
                ("db.mjs", "async function connect() {\n  await new Promise(() => {});\n}\nawait connect();"),
            ]).text() == """
                db.mjs:4:1: error: 'db.mjs' never settles: nothing settles the promise that it waits for
                  4 | await connect();
                    | ^^^^^
                  db.mjs awaits connect() (db.mjs:4:1)
                  connect awaits new Promise(() => {}) (db.mjs:2:3)
                  imported by app.mjs:1:8, which waits for it
                  imported by main.mjs:1:8, which waits for it
                  note: the function that makes it takes no resolver, so that nothing can ever settle it (db.mjs:2:9)
                  help: let that function take a resolver, and call it: new Promise((resolve) => …)
                  or: do not await connect() at the top level of db.mjs

                """)
    }

    @Test func `a timer that names its resolver and does not call it`() throws {
        let lines = try told(["main.mjs": "const wait = (ms) => new Promise((done) => { setTimeout(() => done, ms); });\nawait wait(1500);"]
        )
        #expect(lines[0] == "main.mjs:2:1: error: 'main.mjs' never settles: nothing settles the promise that it awaits")
        #expect(
            lines.contains("whose promise was made by new Promise((done) => { setTimeout(() => done, ms); }) (main.mjs:1:22)"), "\(lines)")
        #expect(lines.contains("note: its resolver 'done' is named here, and not called (main.mjs:1:63)"), "\(lines)")
        #expect(lines.contains("note: this setTimeout fired at 1500 ms, and did not call its resolver (main.mjs:1:46)"), "\(lines)")
        #expect(lines.contains("help: call it: done()"))
    }

    @Test func `a resolver that a module keeps which has not begun, as it waits itself`() throws {
        let modules: ExplainedModules = [
            "page.mjs": "import './boot.mjs';\nimport './app.mjs';",
            "boot.mjs":
                "import { preload } from './share.mjs';\nimport { settle } from './state.mjs';\npreload().then((value) => settle(value));",
            "share.mjs": """
            import { ready } from "./state.mjs";
            const factory = ready.then((runtime) => runtime.share());
            const shared = await factory.then((make) => make());
            export const preload = async () => shared;
            """,
            "state.mjs": """
            let resolveReady;
            const promise = new Promise((resolve) => { resolveReady = resolve; });
            globalThis.state = { ready: promise, settle: resolveReady };
            export const { ready, settle } = globalThis.state;
            """,
            "app.mjs": "import { preload } from './share.mjs';\npreload();",
        ]
        let lines = try told(modules)
        #expect(lines[0] == "share.mjs:3:16: error: 'share.mjs' never settles: nothing settles 'promise', the promise that it waits for")
        #expect(lines.contains("which waits for factory = ready.then((runtime) => runtime.share()) (share.mjs:2:17)"), "\(lines)")
        #expect(
            lines.contains("which waits for promise = new Promise((resolve) => { resolveReady = resolve; }) (state.mjs:2:17)"), "\(lines)")
        #expect(lines.contains("note: its resolver is kept in 'resolveReady' (state.mjs:2:59)"), "\(lines)")
        #expect(
            lines.contains(
                "note: 'boot.mjs' calls settle here, and has not begun: it imports preload from share.mjs (boot.mjs:3:27)"), "\(lines)")
        #expect(lines.contains("help: call settle in a module that does not wait for share.mjs"), "\(lines)")
    }

    @Test func `a timer that was unref'd, and one that was cleared`() throws {
        let unreferenced = try told([
            "main.mjs": "await new Promise((resolve) => {\n  const timer = setTimeout(resolve, 2000);\n  timer.unref();\n});"
        ])
        #expect(
            unreferenced.contains(
                "note: this setTimeout was due at 2000 ms, and the process does not wait for it: it was unref'd (main.mjs:2:17)"),
            "\(unreferenced)")
        #expect(unreferenced.contains("help: do not unref the timer that what is awaited needs"))
        let cleared = try told([
            "main.mjs":
                "let timer;\nconst wait = new Promise((resolve) => { timer = setTimeout(() => resolve(1), 9); });\nclearTimeout(timer);\nawait wait;"
        ])
        #expect(cleared.contains("note: this setTimeout was to call its resolver, and was cleared (main.mjs:2:49)"), "\(cleared)")
    }

    @Test func `a resolver that is handed on, kept in a list, or called behind an await`() throws {
        let handed = try told(["main.mjs": "const bus = { once() {} };\nawait new Promise((resolve) => bus.once('message', resolve));"])
        #expect(
            handed.contains("note: its resolver is handed to bus.once(…) here, which has not called it (main.mjs:2:32)"), "\(handed)")
        let list = try told([
            "main.mjs": "const waiting = [];\nconst once = () => new Promise((resolve) => waiting.push(resolve));\nawait once();"
        ])
        #expect(list.contains("note: its resolver is kept in 'waiting' (main.mjs:2:58)"), "\(list)")
        let behind = try told([
            "main.mjs": "import './a.mjs'; import './b.mjs';",
            "b.mjs": "import { gate } from './gate.mjs';\nawait new Promise((never) => 1);\ngate.open();",
            "gate.mjs": "export const gate = {};\ngate.done = new Promise((resolve) => { gate.open = resolve; });",
            "a.mjs": "import { gate } from './gate.mjs';\nawait gate.done;",
        ])
        #expect(behind.contains("note: gate.open is called here, behind the await of line 2 (b.mjs:3:1)"), "\(behind)")
    }

    @Test func `withResolvers, whose property nobody calls, and a function that nobody called`() throws {
        let property = try told([
            "main.mjs": "const ready = Promise.withResolvers();\nexport const go = () => ready.resolve(1);\nawait ready.promise;"
        ])
        #expect(property[0].hasSuffix("nothing settles 'ready', the promise that it waits for") || property[0].contains("nothing settles"))
        #expect(
            property.contains("note: ready.resolve would be called here, in go, which did not happen (main.mjs:2:25)"), "\(property)")
        let names = try told(["main.mjs": "const { promise, resolve } = Promise.withResolvers();\nif (false) resolve();\nawait promise;"])
        #expect(names.contains("note: resolve would be called here, which did not happen (main.mjs:2:12)"), "\(names)")
    }

    @Test func `a race of nothing`() throws {
        let lines = try told(["main.mjs": "const list = [];\nawait Promise.race(list);"])
        #expect(lines.contains("note: Promise.race of an empty list never settles (main.mjs:2:7)"), "\(lines)")
    }

    @Test func `a module whose exported then never calls back`() throws {
        #expect(
            try ExplainedModules([("main.mjs", "await import('./steps.mjs');"), ("steps.mjs", "export function then() {}")]).text() == """
                main.mjs:1:1: error: 'main.mjs' never settles: it waits for the function 'then' of 'steps.mjs', which never calls back
                  1 | await import('./steps.mjs');
                    | ^^^^^
                  main.mjs awaits import('./steps.mjs') (main.mjs:1:1)
                  that takes steps.mjs for a promise and has called its function 'then', which never calls back
                  help: import() takes a module that exports a function 'then' for a promise, and calls it: export it by another name

                """)
    }

    @Test func `several promises are told of each, and many in part`() throws {
        let two = try ExplainedModules([
            ("main.mjs", "import './a.mjs'; import './b.mjs';"), ("a.mjs", "await new Promise(() => {});"),
            ("b.mjs", "await new Promise(() => {});"),
        ]).explained("node")
        #expect(two.failures.map { $0.diagnostic.location?.file } == ["a.mjs", "b.mjs"])
        let many = ExplainedModules(
            [("main.mjs", (0..<500).map { "import './m\($0).mjs';" }.joined(separator: "\n"))]
                + (0..<500).map { ("m\($0).mjs", "await new Promise(() => {});") })
        let failures = try many.explained("node").failures
        #expect(failures.count == 20)
        #expect(failures.last?.diagnostic.stack.last?.name == "480 more that never settle")
        let alike = try ExplainedModules([
            (
                "main.mjs",
                "const job = async () => { await new Promise(() => {}); };\nawait Promise.all(Array.from({ length: 5_000 }, job));"
            )
        ]).explained("node").failures
        #expect(alike.count == 1)
        #expect(alike.first?.diagnostic.stack.last?.name == "at least 1,998 more of the kind")
        // Of the last function that is told nothing is known.
        let deep = ExplainedModules([
            ("main.mjs", "async function f(n) { await (n > 0 ? f(n - 1) : new Promise(() => {})); }\nawait f(2500);")
        ])
        #expect(try deep.text().contains("more wait for each other than the run keeps"))
    }

    @Test func `a resolver that is taken and not used`() throws {
        let lines = try told(["main.mjs": "await new Promise((done) => {});"])
        #expect(
            lines.contains(
                "note: the function that makes it does nothing with its resolver 'done', so that nothing can ever settle it (main.mjs:1:7)"),
            "\(lines)")
        #expect(lines.contains("help: call done() in that function, when what is awaited is there"))
        let half = try told(["main.mjs": "await new Promise((done, fail) => { if (globalThis.x) fail(); });"])
        #expect(half.contains { $0.contains("only an error can end the await, and none came") }, "\(half)")
    }

    @Test func `an interval that clears itself`() throws {
        let lines = try told([
            "main.mjs": """
            let tries = 0;
            await new Promise((done) => {
              const timer = setInterval(() => { if (globalThis.ready) done(); if (++tries > 3) clearInterval(timer); }, 100);
            });
            """
        ])
        #expect(
            lines.contains(
                "note: this setInterval fired, the last time at 400 ms, and cleared itself without calling its resolver (main.mjs:3:17)"),
            "\(lines)")
        #expect(lines.contains("help: settle the promise where the setInterval clears itself, if only by rejecting it"))
    }

    @Test func `a timer that fired and was tidied away did fire`() throws {
        let lines = try told([
            "main.mjs":
                "await new Promise((done) => { const t = setTimeout(() => { void done; }, 10); setTimeout(() => clearTimeout(t), 20); });"
        ])
        #expect(lines.contains { $0.hasPrefix("note: this setTimeout fired at 10 ms, and did not call its resolver") }, "\(lines)")
    }

    @Test func `a call that was not reached has been handed nothing`() throws {
        let lines = try told([
            "main.mjs": """
            function start(done) { setTimeout(done, 10); }
            await new Promise(async (resolve) => {
              await new Promise((other) => { globalThis.other = other; });
              start(resolve);
            });
            """
        ])
        #expect(lines.contains("note: its resolver is handed to start(…) here, behind the await of line 3 (main.mjs:4:3)"), "\(lines)")
        let unsure = try told([
            "main.mjs": "const start = () => {};\nawait new Promise((resolve) => { if (globalThis.x) start(resolve); });"
        ])
        #expect(
            unsure.contains {
                $0.hasPrefix("note: its resolver is handed to start(…) here: the run did not come to that, or start has not called it")
            }, "\(unsure)")
    }

    @Test func `an import() of a member of a cycle waits for its root`() throws {
        let lines = try told([
            "main.mjs": "import './a.mjs';", "a.mjs": "import './b.mjs';\nawait import('./c.mjs');", "b.mjs": "import './a.mjs';",
            "c.mjs": "await import('./b.mjs');",
        ])
        #expect(lines[0] == "c.mjs:1:1: error: 'c.mjs' never settles: it and 'a.mjs' wait for each other", "\(lines)")
    }

    @Test func `of a promise that a module of the host made its lines are not told`() throws {
        let modules: ExplainedModules = [
            "main.mjs": """
            import { EventEmitter, once } from 'node:events';
            const bus = new EventEmitter();
            const [value] = await once(bus, 'ready');
            """
        ]
        let text = try modules.text("node")
        #expect(text.hasPrefix("main.mjs:3:17: error: 'main.mjs' never settles: nothing settles the promise that it "), "\(text)")
        #expect(!text.contains("(node:"), "\(text)")
    }
}
