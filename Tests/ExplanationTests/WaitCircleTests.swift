import Diagnostics
import Explanation
import TestSupport
import Testing
import Text

extension ExplainedModules {
    /// What a person reads of the run.
    func text(_ host: String = "node", bundler: String? = nil, recordsEvents: Bool = true) throws -> String {
        let diagnostics = try explained(host, bundler: bundler, recordsEvents: recordsEvents).diagnostics
        return diagnostics.isEmpty ? "" : DiagnosticList(diagnostics).text(limit: 100)
    }
}

/// Circles of waits: told whole, edge by edge, with both ways to take them apart.
@Suite struct WaitCircleTests {
    @Test func `modules that import() each other`() throws {
        #expect(
            try ExplainedModules([
                ("main.mjs", "import './cart.mjs';"), ("cart.mjs", "await import('./price.mjs');"),
                ("price.mjs", "const cart = await import('./cart.mjs');"),
            ]).text() == """
                price.mjs:1:14: error: 'price.mjs' never settles: it and 'cart.mjs' wait for each other
                  1 | const cart = await import('./cart.mjs');
                    |              ^^^^^
                  price.mjs awaits import('./cart.mjs') (price.mjs:1:14)
                  cart.mjs awaits import('./price.mjs') (cart.mjs:1:1)
                  imported by main.mjs:1:8, which waits for it
                  help: do not await import('./cart.mjs') at the top level of price.mjs
                  or: do not await import('./price.mjs') at the top level of cart.mjs

                """)
    }

    @Test func `a module that import()s itself`() throws {
        #expect(
            try ExplainedModules([("main.mjs", "await import('./main.mjs');")]).text() == """
                main.mjs:1:1: error: 'main.mjs' never settles: it waits for itself
                  1 | await import('./main.mjs');
                    | ^^^^^
                  main.mjs awaits import('./main.mjs') (main.mjs:1:1)
                  help: do not await import('./main.mjs') at the top level of main.mjs

                """)
    }

    /// The await is a statement of its own, so it can go; the names that lead back are told too.
    @Test func `a server whose hooks import it, through methods`() throws {
        let modules: ExplainedModules = [
            "index.mjs": "import { handler } from './server.mjs';\nconsole.log(typeof handler);",
            "server.mjs": """
            export let secrets = {};
            export const requestStore = () => null;
            class Server {
              async init(env) { secrets = env; this.hooks = await loadHooks(); }
            }
            const loadHooks = async () => ({ ...(await import("./hooks.mjs")) });
            const server = new Server();
            await server.init({ TOKEN: "t" });
            export const handler = () => server;
            """,
            "hooks.mjs": "import { secrets, requestStore } from './server.mjs';\nexport const token = secrets.TOKEN ?? requestStore();",
        ]
        #expect(
            try modules.text() == """
                server.mjs:8:1: error: 'server.mjs' never settles: it and 'hooks.mjs' wait for each other
                  8 | await server.init({ TOKEN: "t" });
                    | ^^^^^
                  server.mjs awaits server.init({ TOKEN: "t" }) (server.mjs:8:1)
                  init awaits loadHooks() (server.mjs:4:49)
                  loadHooks awaits import("./hooks.mjs") (server.mjs:6:38)
                  hooks.mjs has not begun: it imports secrets and requestStore from server.mjs (hooks.mjs:1:39)
                  imported by index.mjs:1:25, which waits for it
                  help: do not await server.init({ TOKEN: "t" }) at the top level of server.mjs
                  or: move what hooks.mjs imports from server.mjs (secrets and requestStore) to a module of its own

                """)
    }

    /// Nothing awaits the import() itself: it is behind `then`, `catch` and a wrapper.
    private static let wrapped: ExplainedModules = [
        "main.mjs": """
        export const withStyles = (sheets, load) =>
          Promise.all(sheets).then(() => load().catch((error) => { throw error; }));
        export const tokens = { red: "#c00" };
        async function theme(name) { return (await withStyles([], () => import("./dark.mjs"))).default; }
        const chosen = await theme("dark");
        console.log(chosen);
        """,
        "dark.mjs": "import { tokens } from \"./main.mjs\";\nexport default tokens.red;",
    ]

    @Test func `a circle through a wrapper, then and catch`() throws {
        #expect(
            try Self.wrapped.text() == """
                main.mjs:5:16: error: 'main.mjs' never settles: it and 'dark.mjs' wait for each other
                  5 | const chosen = await theme("dark");
                    |                ^^^^^
                  main.mjs awaits theme("dark") (main.mjs:5:16)
                  theme awaits withStyles([], () => import("./dark.mjs")) (main.mjs:4:38)
                  whose promise was made by Promise.all(sheets).then(…) (main.mjs:2:3)
                  which waits for load().catch((error) => { throw error; }) (main.mjs:2:34)
                  which waits for import("./dark.mjs") (main.mjs:4:65)
                  dark.mjs has not begun: it imports tokens from main.mjs (dark.mjs:1:24)
                  help: move what dark.mjs imports from main.mjs (tokens) to a module of its own
                  or: do not await theme("dark") at the top level of main.mjs

                """)
    }

    @Test func `the words are the same whether events are recorded or not`() throws {
        for modules in [Self.wrapped, Self.plugins, Self.initialisers] {
            #expect(try modules.text(recordsEvents: false) == modules.text())
            #expect(try modules.text(bundler: "rollup", recordsEvents: false) == modules.text(bundler: "rollup"))
        }
    }

    private static let plugins: ExplainedModules = [
        "host.mjs": """
        import { loadAll } from "./load.mjs";
        export const register = (plugin) => console.log(plugin);
        const plugins = await loadAll(["./clock.mjs", "./mail.mjs"]);
        console.log(plugins);
        """,
        "load.mjs": "export const loadAll = (names) =>\n  Promise.all(names.map(async (name) => (await import(name)).default));",
        "clock.mjs": "export default 1;", "mail.mjs": "import { register } from './host.mjs';\nregister('mail');",
    ]

    @Test func `a circle through Promise.all and a callback without a name`() throws {
        let text = try Self.plugins.text()
        #expect(text.contains("  host.mjs awaits loadAll([\"./clock.mjs\", \"./mail.mjs\"]) (host.mjs:3:17)\n"))
        #expect(text.contains("  whose promise was made by Promise.all(…) (load.mjs:2:3)\n"))
        #expect(text.contains("  callback of names.map awaits import(name) (load.mjs:2:42)\n"))
        #expect(text.contains("  mail.mjs has not begun: it imports register from host.mjs (mail.mjs:1:26)\n"))
        #expect(!text.contains("clock.mjs "))
    }

    private static let initialisers: ExplainedModules = [
        "main.mjs": """
        const once = (run) => { let result; return () => (result ??= run()); };
        const store = once(async () => { await session(); });
        const session = once(async () => { await null; await events(); });
        const events = once(async () => { await store(); });
        await store();
        """
    ]

    @Test func `functions in a circle have the names of their variables, and the wait that closed it comes first`() throws {
        #expect(
            try Self.initialisers.text() == """
                main.mjs:4:35: error: 'main.mjs' never settles: async functions wait for each other: events → store → session → events
                  4 | const events = once(async () => { await store(); });
                    |                                   ^^^^^
                  events awaits store() (main.mjs:4:35)
                  store awaits session() (main.mjs:2:34)
                  session awaits events() (main.mjs:3:48)
                  note: 'main.mjs' waits for it too, at await store() (main.mjs:5:1)
                  help: do not await store() in events: store waits for events

                """)
    }

    /// ECMA-262: the promise of import('./main.mjs') settles with its cycle root, which has not begun, as it imports a, which imports b.
    @Test func `modules between that have not begun, and an import without names`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import './a.mjs';", "a.mjs": "import * as b from './b.mjs';",
            "b.mjs": "await Promise.all([import('./main.mjs'), 1]);",
        ]
        #expect(
            try modules.text() == """
                b.mjs:1:1: error: 'b.mjs' never settles: 3 modules wait for each other: b.mjs → main.mjs → a.mjs → b.mjs
                  1 | await Promise.all([import('./main.mjs'), 1]);
                    | ^^^^^
                  b.mjs awaits Promise.all([import('./main.mjs'), 1]) (b.mjs:1:1)
                  which waits for import("./main.mjs") (b.mjs:1:20)
                  main.mjs has not begun: it imports a.mjs (main.mjs:1:8)
                  a.mjs has not begun: it imports all of b.mjs (a.mjs:1:20)
                  help: do not await Promise.all([import('./main.mjs'), 1]) at the top level of b.mjs
                  or: move what a.mjs imports from b.mjs to a module of its own

                """)
        let plain: ExplainedModules = ["main.mjs": "await import('./a.mjs');", "a.mjs": "import './main.mjs';"]
        let help = try plain.text().split(separator: "\n").suffix(2)
        #expect(
            help == [
                "  help: take out the import of main.mjs in a.mjs, which brings no names",
                "  or: do not await import('./a.mjs') at the top level of main.mjs",
            ])
    }

    /// a awaits, b and c are in a static cycle with it: only what really waits is an edge.
    @Test func `static cycles are no circle of waits`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import './b.mjs'; import './never.mjs';", "b.mjs": "import './c.mjs';",
            "c.mjs": "import './b.mjs'; import './never.mjs';",
            "never.mjs": "import './main.mjs'; await new Promise(() => {});",
        ]
        let text = try modules.text()
        #expect(text.hasPrefix("never.mjs:1:22: error: 'never.mjs' never settles: nothing settles the promise that it awaits\n"))
        #expect(!text.contains("wait for each other"))
    }

    @Test func `a bundle is told of by its modules, with the names of their imports`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { start } from './server.mjs'; start();",
            "server.mjs": """
            import { base } from "./base.mjs";
            const sink = await import("./sink.mjs");
            export const start = () => sink.open(base);
            """,
            "base.mjs": "export const base = { kind: 'base' }; export const more = 1;",
            "sink.mjs": "import { start } from './server.mjs';\nexport const open = (base) => console.log(base, start);",
        ]
        let text = try modules.text(bundler: "rollup")
        #expect(text.hasPrefix("server.mjs:2:14: error: 'server.mjs' never settles: it and 'sink.mjs' wait for each other\n"), "\(text)")
        #expect(text.contains("  server.mjs awaits import(\"./sink.mjs\") (server.mjs:2:14)\n"), "\(text)")
        #expect(text.contains("  sink.mjs has not begun: it imports start from server.mjs (sink.mjs:1:23)\n"), "\(text)")
    }

    @Test func `long circles are told in part, and hostile names break nothing`() throws {
        let count = 3_000
        var sources = (0..<count).map { ("m\($0).mjs", "import { x } from './m\(($0 + 1) % count).mjs'; export { x };") }
        sources[count - 1] = ("m\(count - 1).mjs", "export const x = await import('./m0.mjs');")
        let text = try ExplainedModules(sources).text()
        #expect(text.count < 4_000)
        #expect(text.contains("  … 2982 more waits\n"), "\(text.prefix(600))")
        let names = ["a\u{1B}[31m.mjs", "b\u{202E}.mjs"]
        let hostile = ExplainedModules([
            (names[0], "await import('./b\\u202e.mjs');"), (names[1], "import * as x from './a\\x1b[31m.mjs'; export const y = x;"),
        ])
        let explanation = try hostile.explained("node")
        let shown = DiagnosticList(explanation.diagnostics).text()
        #expect(explanation.trace.outcome == .unsettled, "\(shown)")
        #expect(!shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    @Test func `programs read the waits as steps of the stack`() throws {
        let problem = try #require(try Self.wrapped.explained("node").diagnostics.first)
        guard case .array(let steps)? = problem.json["stack"] else {
            Issue.record("no stack")
            return
        }
        #expect(
            problem.json.text().contains(
                #"{"kind":"wait","name":"dark.mjs has not begun: it imports tokens from main.mjs","file":"dark.mjs","line":1,"column":24}"#)
        )
        #expect(steps.count == 6)
        #expect(problem.json.text().contains(#""alternatives":["do not await theme(\"dark\") at the top level of main.mjs"]"#))
    }
}
