import Testing

@testable import Explanation

/// Values that code looks for by itself, and throws where they are not there yet: what is told names who sets them, and why that comes later.
@Suite struct UnsetValueTests {
    // MARK: Variables

    /// https://github.com/vuejs/pinia/issues/1043 in few lines: a store is used while the module that would make it is imported.
    @Test func `a variable that a function called by the entry sets`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import { install } from './store.mjs';\nimport './router.mjs';\ninstall();",
                    "store.mjs":
                        "let active;\nexport const install = () => (active = {});\nexport function use() {\n  if (!active) throw new Error('no store');\n}",
                    "router.mjs": "import { use } from './store.mjs';\nuse();",
                ] as ExplainedModules).told() == [
                    "store.mjs:4:22: uncaught Error: no store",
                    "'use' is called here (router.mjs:2:1)",
                    "it is a let of 'store.mjs', declared here (store.mjs:1:5)",
                    "'active' is assigned here, in 'install' (store.mjs:2:31)",
                    "'install' is called here, and 'main.mjs' has not begun: what it imports runs before its own code (main.mjs:3:1)",
                    "help: call install() in a module of its own, which main.mjs imports before 'router.mjs'",
                    "or: in router.mjs, call 'use' only in functions that are called later",
                ])
    }

    @Test func `a table that is filled later`() throws {
        let told = try
            ([
                "main.mjs": "import { add } from './apps.mjs';\nimport './page.mjs';\nadd('main');",
                "apps.mjs":
                    "const apps = new Map();\nexport const add = (name) => { apps.set(name, {}); };\n"
                    + "export function get(name) {\n  const app = apps.get(name);\n  if (!app) throw new Error('no app');\n}",
                "page.mjs": "import { get } from './apps.mjs';\nget('main');",
            ] as ExplainedModules).told()
        #expect(told.contains("'apps' is filled here, in 'add' (apps.mjs:2:32)"), "\(told)")
        #expect(told.contains("help: call add() in a module of its own, which main.mjs imports before 'page.mjs'"), "\(told)")
    }

    @Test func `a variable that an async function sets, which still waits`() throws {
        let told = try
            ([
                "main.mjs": "import { query } from './db.mjs';\nquery();",
                "db.mjs":
                    "let client;\nasync function connect() { await sleep(5); client = {}; }\nconnect();\n"
                    + "export function query() { if (client === undefined) throw new Error('not connected'); }",
            ] as ExplainedModules).told()
        #expect(told.contains { $0.hasPrefix("'client' is assigned here, in 'connect', behind the await in line 2") }, "\(told)")
        #expect(told.contains { $0.hasPrefix("'connect' still waits here") }, "\(told)")
    }

    /// Errors that are about something else, and values that were there or that nothing sets.
    @Test(
        arguments: [
            [
                "main.mjs": "import { use } from './a.mjs';\nuse();",
                "a.mjs": "let on = true;\nexport function use() { if (on) throw new Error('no'); }",
            ],
            [
                "main.mjs": "import { use, set } from './a.mjs';\nset();\nuse();",
                "a.mjs": "let on;\nexport const set = () => { on = 0; };\nexport function use() { if (!on) throw new Error('no'); }",
            ],
            [
                "main.mjs": "import { use } from './a.mjs';\nuse('x');",
                "a.mjs": "export function use(id) { if (id !== 'y') throw new Error('no'); }",
            ],
            ["main.mjs": "throw new Error('no');"],
        ] as [ExplainedModules])
    fileprivate func `other errors have no such words`(modules: ExplainedModules) throws {
        let explanation = try modules.explained()
        #expect(explanation.failures.map(\.kind) == [.error])
        #expect(explanation.outcomeDiagnostics.allSatisfy { $0.related.isEmpty && $0.suggestion == nil })
    }

    // MARK: Shared names

    /// https://github.com/motdotla/dotenv/issues/509 in few lines: imports run before the line that stands above them.
    @Test func `a key of the environment that the entry sets`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import * as env from './env.mjs';\nenv.config();\nimport './client.mjs';",
                    "env.mjs": "export function config() { process.env.TLA_SIM_KEY = 'k'; }",
                    "client.mjs":
                        "class Client {\n  constructor(key) { if (!key) throw new Error('no key'); }\n}\nnew Client(process.env.TLA_SIM_KEY);",
                ] as ExplainedModules).told("node") == [
                    "client.mjs:2:38: uncaught Error: no key",
                    "process.env.TLA_SIM_KEY has no value yet, and is read here (client.mjs:4:12)",
                    "process.env.TLA_SIM_KEY is set here, in 'config' (env.mjs:1:28)",
                    "'config' is called here, and 'main.mjs' has not begun: what it imports runs before its own code (main.mjs:2:1)",
                    "help: call config() in a module of its own, which main.mjs imports before 'client.mjs'",
                    "or: read process.env.TLA_SIM_KEY in a function that is called later",
                ])
    }

    @Test func `a global of a sibling that still waits`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import './polyfill.mjs';\nimport './app.mjs';",
                    "polyfill.mjs": "await sleep(5);\nglobalThis.Clock = { now: () => 1 };",
                    "app.mjs": "console.log(Clock.now());",
                ] as ExplainedModules).told()
                == [
                    "app.mjs:1:13: uncaught ReferenceError: Clock is not defined",
                    "'Clock' is set here (polyfill.mjs:2:1)",
                    "'polyfill.mjs' waits here, and has not come to that (polyfill.mjs:1:1)",
                    "help: in app.mjs, import './polyfill.mjs' too: then that comes before it",
                    "or: read 'Clock' in a function that is called later",
                ])
    }

    @Test func `a method that a module imported later adds`() throws {
        let told = try
            ([
                "main.mjs": "import './app.mjs';\nimport './polyfill.mjs';",
                "polyfill.mjs": "Array.prototype.inOrder ??= function () { return this; };",
                "app.mjs": "console.log([2, 1].inOrder());",
            ] as ExplainedModules).told()
        #expect(told.contains("'inOrder' is set here, and 'polyfill.mjs' has not begun (polyfill.mjs:1:1)"), "\(told)")
        #expect(told.contains("'main.mjs' imports it here, behind 'app.mjs' (main.mjs:2:8)"), "\(told)")
        #expect(told.contains("help: in main.mjs, put the import of 'polyfill.mjs' before that of 'app.mjs'"), "\(told)")
    }

    /// Nobody sets it, or somebody has.
    @Test(
        arguments: [
            ["main.mjs": "import './app.mjs';", "app.mjs": "Clock.now();"],
            ["main.mjs": "globalThis.Clock = undefined;\nClock.now();"],
        ] as [ExplainedModules])
    fileprivate func `names that nobody is late with`(modules: ExplainedModules) throws {
        #expect(try modules.explained().failures.map(\.kind) == [.error])
    }

    // MARK: Exports

    /// https://github.com/denoland/deno/issues/5677
    @Test func `an export default of a variable that is assigned behind it`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import B from './b.mjs';\nB.length;",
                    "b.mjs": "let x;\nexport default x;\nx = await 'X';",
                ] as ExplainedModules).told() == [
                    "main.mjs:2:1: uncaught TypeError: Cannot read properties of undefined (reading 'length')",
                    "'B' is imported here, from 'b.mjs' (main.mjs:1:8)",
                    "export default takes the value of 'x' here, once, and 'x' has none yet (b.mjs:2:1)",
                    "'x' is assigned here (b.mjs:3:1)",
                    "help: in b.mjs, write export { x as default }: importers then see what 'x' is given later",
                    "or: put the export default behind the assignment of 'x'",
                ])
        // As it advises, the value is there.
        #expect(
            try
                (["main.mjs": "import B from './b.mjs';\nB.length;", "b.mjs": "let x;\nexport { x as default };\nx = await 'X';"]
                as ExplainedModules)
                .told() == [])
    }

    @Test func `an export that there is not`() throws {
        let told = try
            ([
                "main.mjs": "const { default: page } = await import('./page.mjs');\npage.name;", "page.mjs": "export function Page() {}",
            ] as ExplainedModules).told()
        #expect(told.contains("'page.mjs' exports 'Page', and nothing as 'default' (page.mjs:1:1)"), "\(told)")
        #expect(told.contains("help: take 'Page' in the place of 'default'"), "\(told)")
    }

    /// https://github.com/Menci/vite-plugin-top-level-await/issues/71
    @Test func `a variable that the same function assigns further down`() throws {
        let told = try
            ([
                "main.mjs": "import { ready } from './foo.mjs';\nawait ready;",
                "foo.mjs":
                    "let foo;\nexport const ready = (async () => {\n  foo.bar = 42;\n  foo = function () {};\n})();\nexport { foo };",
            ] as ExplainedModules).told()
        #expect(told.contains("'foo' is assigned here, further down in the same function (foo.mjs:4:3)"), "\(told)")
    }

    /// Two modules of CommonJS that require each other: the one that is asked for second has only a part of the other.
    @Test func `an export of a module that has not come to it`() throws {
        #expect(
            try
                ([
                    "main.cjs": "require('./a.cjs');", "a.cjs": "const b = require('./b.cjs');\nexports.help = () => 1;\nb.make();",
                    "b.cjs": "const { help } = require('./a.cjs');\nexports.make = () => help();",
                ] as ExplainedModules).told("node") == [
                    "b.cjs:2:22: uncaught TypeError: help is not a function",
                    "'help' is taken here, while 'a.cjs' has not come to it (b.cjs:1:7)",
                    "'a.cjs' sets it here (a.cjs:2:1)",
                    "'a.cjs' asks here for 'b.cjs', and so 'b.cjs' runs first (a.cjs:1:11)",
                    "help: in b.cjs, take 'help' where it is used: require('./a.cjs').help, in a function that is called later",
                    "or: in a.cjs, set 'help' before it requires './b.cjs'",
                ])
    }
}
