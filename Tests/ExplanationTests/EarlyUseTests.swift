import Testing

@testable import Explanation

/// A value of another module that is used before it is there: what is told names the value, how far its module is and why, and what to change.
@Suite struct EarlyUseTests {
    // MARK: Dead zones

    @Test func `a cycle in which the owner has not begun`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import './a.mjs';",
                    "a.mjs": "import './b.mjs';\nexport const port = 1;",
                    "b.mjs": "import { port as p } from './a.mjs';\nconsole.log(p);",
                ] as ExplainedModules).told() == [
                    "b.mjs:2:13: uncaught ReferenceError: Cannot access 'p' before initialization",
                    "'p' is imported here, from 'a.mjs' (b.mjs:1:10)",
                    "'port' is declared here (a.mjs:2:14)",
                    "'a.mjs' has not begun: the import cycle a.mjs → b.mjs → a.mjs runs 'b.mjs' first (a.mjs:1:8)",
                    "help: move 'port' into a module of its own, which a.mjs and b.mjs both import",
                    "or: use 'port' only in functions that are called later",
                ])
    }

    /// The barrel's other modules run after the one that comes back to it: that one need only go past the barrel.
    static let barrel: ExplainedModules = [
        "main.mjs": "import { Car } from './parts/index.mjs';\nnew Car();",
        "parts/index.mjs": "export * from './car.mjs';\nexport { Engine as Motor } from './engines/v8.mjs';",
        "parts/car.mjs": "import { Motor } from './index.mjs';\nexport class Car extends Motor {}",
        "parts/engines/v8.mjs": "export class Engine {}",
    ]

    @Test func `a barrel that is come back to`() throws {
        let expected = [
            "parts/car.mjs:2:26: uncaught ReferenceError: Cannot access 'Motor' before initialization",
            "'Motor' is imported here, from 'parts/index.mjs', which has it from 'parts/engines/v8.mjs' (parts/car.mjs:1:10)",
            "'Engine' is declared here (parts/engines/v8.mjs:1:8)",
            "'parts/engines/v8.mjs' has not begun: 'parts/index.mjs' imports it here, and the import cycle parts/index.mjs → parts/car.mjs → "
                + "parts/index.mjs runs 'parts/car.mjs' first (parts/index.mjs:2:33)",
            "help: in parts/car.mjs, import 'Engine' past 'parts/index.mjs': import { Engine as Motor } from './engines/v8.mjs'; "
                + "then parts/engines/v8.mjs runs before it",
            "or: in parts/index.mjs, put the import of 'parts/engines/v8.mjs' before that of 'parts/car.mjs'",
        ]
        #expect(try Self.barrel.told() == expected)
        #expect(try Self.barrel.told("node", recordsEvents: false) == expected)
        // A bundle of the same modules is told of by the modules that somebody wrote.
        let bundled = try Self.barrel.told(bundler: "rollup")
        #expect(bundled.dropFirst() == expected.dropFirst())
    }

    @Test func `a barrel whose module waits for an await below it`() throws {
        let told = try
            ([
                "main.mjs": "import './index.mjs';",
                "index.mjs": "export * from './base.mjs';\nexport * from './child.mjs';",
                "base.mjs": "import './settings.mjs';\nexport class Base {}",
                "settings.mjs": "console.log(1);\nawait sleep(5);",
                "child.mjs": "import { Base } from './index.mjs';\nexport class Child extends Base {}",
            ] as ExplainedModules).told()
        #expect(
            told.contains(
                "'base.mjs' has not begun: it waits for 'settings.mjs', which waits here, and 'child.mjs' does not wait for it, because of the "
                    + "import cycle index.mjs → child.mjs → index.mjs (settings.mjs:2:1)"))
        // It stands first already.
        #expect(!told.contains { $0.hasPrefix("or:") })
    }

    @Test func `an owner that stands at its await`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import { port } from './config.mjs';\nconsole.log(port);",
                    "config.mjs": "import { log } from './log.mjs';\nsetTimeout(log, 1);\nawait sleep(5);\nexport const port = 80;",
                    "log.mjs": "import { port } from './config.mjs';\nexport const log = () => console.log(port);",
                ] as ExplainedModules).told("node") == [
                    "log.mjs:2:38: uncaught ReferenceError: Cannot access 'port' before initialization",
                    "'port' is imported here, from 'config.mjs' (log.mjs:1:10)",
                    "'port' is declared here (config.mjs:4:14)",
                    "'config.mjs' waits here, and has not come to that (config.mjs:3:1)",
                    "help: move 'port' into a module of its own, which config.mjs and log.mjs both import",
                    "or: use 'port' only in functions that are called later",
                ])
    }

    @Test func `an owner that runs and calls the user`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import { use } from './user.mjs';\nuse();\nexport let late = 1;",
                    "user.mjs": "import * as main from './main.mjs';\nexport function use() { return main.late; }",
                ] as ExplainedModules).told() == [
                    "user.mjs:2:32: uncaught ReferenceError: Cannot access 'late' before initialization",
                    "'late' is declared here (main.mjs:3:12)",
                    "'main.mjs' has only come to this place (main.mjs:2:1)",
                    "help: in main.mjs, move 'late' before that place",
                    "or: use 'late' only in functions that are called later",
                ])
    }

    // MARK: Undefined

    @Test func `a var of a module that has not begun`() throws {
        let told = try
            ([
                "main.mjs": "import { View } from './view.mjs';\nvar Base = class {};\nnew View();\nexport { Base };",
                "view.mjs": "import { Base } from './main.mjs';\nvar View = class extends Base {};\nexport { View };",
            ] as ExplainedModules).told()
        #expect(
            told == [
                "view.mjs:2:12: uncaught TypeError: Class extends value undefined is not a constructor or null",
                "'Base' is imported here, from 'main.mjs' (view.mjs:1:10)",
                "'Base' is assigned here (main.mjs:2:1)",
                "'main.mjs' has not begun: the import cycle main.mjs → view.mjs → main.mjs runs 'view.mjs' first (main.mjs:1:22)",
                "help: move 'Base' into a module of its own, which main.mjs and view.mjs both import",
                "or: use 'Base' only in functions that are called later",
            ])
    }

    @Test func `an export let that an async function sets, which nobody awaits`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import { db } from './db.mjs';\nconsole.log(db.query('select 1'));",
                    "db.mjs": "export let db;\nasync function connect() {\n  await sleep(10);\n  db = { query: () => 1 };\n}\nconnect();",
                ] as ExplainedModules).told("node", recordsEvents: false) == [
                    "main.mjs:2:13: uncaught TypeError: Cannot read properties of undefined (reading 'query')",
                    "'db' is imported here, from 'db.mjs' (main.mjs:1:10)",
                    "it is a let of 'db.mjs', declared here (db.mjs:1:12)",
                    "'db' is assigned here, in 'connect', behind the await in line 3 (db.mjs:4:3)",
                    "'connect' still waits here (db.mjs:3:3)",
                    "'connect' is called here, and nobody awaits it (db.mjs:6:1)",
                    "help: await connect() at the top level of db.mjs: modules that import it then wait for it",
                    "or: export a promise for 'db' from db.mjs, and await that where it is used",
                ])
    }

    @Test(
        "Where the value comes in a callback",
        arguments: [
            ("setTimeout(() => { send = () => 1; }, 5);", "a callback of setTimeout"),
            ("Promise.resolve().then(() => { send = () => 1; });", "a callback of .then"),
            ("queueMicrotask(() => { send = () => 1; });", "a callback of queueMicrotask"),
            ("function later() { send = () => 1; }\nsetTimeout(later, 5);", "'later'"),
        ])
    func callback(source: String, function: String) throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { send } from './mail.mjs';\nsend('x');", "mail.mjs": "export let send;\n\(source)",
        ]
        let told = try modules.told("node")
        #expect(told.first == "main.mjs:2:1: uncaught TypeError: send is not a function")
        #expect(told.contains { $0.hasPrefix("'send' is assigned here, in \(function) (mail.mjs:2:") })
        #expect(told.contains("help: export a promise for 'send' from mail.mjs, and await that where it is used"))
        // What is wanted of the value makes no difference.
        let uses = [
            "new send();", "send.to.you;", "const { to } = send;", "const [one] = send;", "for (const one of send) {}",
            "class A extends send {}",
            "({}) instanceof send;", "send[1];", "f(...send); function f() {}", "[...send];", "send.to = 1;", "send`x`;",
            "const own = send;\nown.to;", "export default send.to;",
        ]
        for use in uses {
            let told = try
                ([
                    "main.mjs": "import { send } from './mail.mjs';\n\(use)", "mail.mjs": "export let send;\n\(source)",
                ] as ExplainedModules).told("node")
            #expect(told.contains { $0.hasPrefix("'send' is assigned here, in ") }, "\(use): \(told)")
        }
    }

    @Test(
        "However it is imported",
        arguments: [
            ("import * as all from './index.mjs';", "all.tool.run()"), ("import { tool as t } from './index.mjs';", "t.run()"),
            ("const all = await import('./index.mjs');", "all.tool.run()"),
            ("const { tool: t } = await import('./index.mjs');", "t.run()"),
            ("const { tool } = await import('./index.mjs');\nconst copy = tool;", "copy.run()"),
            ("await import('./index.mjs').then((all) => all.tool.run());", ""),
            ("await import('./index.mjs').then(({ tool }) => tool.run());", ""),
        ])
    func imports(declaration: String, use: String) throws {
        let told = try
            ([
                "main.mjs": "\(declaration)\n\(use);", "index.mjs": "export * from './more.mjs';",
                "more.mjs": "export { default as tool } from './tool.mjs';",
                "tool.mjs": "let own;\nexport { own as default };\nsetTimeout(() => { own = { run() {} }; }, 3);",
            ] as ExplainedModules).told("node")
        #expect(told.contains("'own' is assigned here, in a callback of setTimeout (tool.mjs:3:20)"), "\(told)")
    }

    @Test func `a property that another module gives an imported object later`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import { registry } from './registry.mjs';\nimport './plugin.mjs';\nregistry.log('x');",
                    "registry.mjs": "export const registry = {};",
                    "plugin.mjs": "import { registry } from './registry.mjs';\nPromise.resolve().then(() => { registry.log = () => {}; });",
                ] as ExplainedModules).told("node") == [
                    "main.mjs:3:1: uncaught TypeError: registry.log is not a function",
                    "'registry' is imported here, from 'registry.mjs' (main.mjs:1:10)",
                    "'registry.log' is assigned here, in a callback of .then (plugin.mjs:2:32)",
                    "that function is handed to .then here, which calls it later (plugin.mjs:2:1)",
                    "help: export a promise for 'registry.log' from plugin.mjs, and await that where it is used",
                    "or: use 'registry.log' only in functions that are called later",
                ])
    }

    @Test func `what a transform kept in a promise`() throws {
        let told = try
            ([
                "main.mjs": "import { paint } from './colors.mjs';\npaint('y');",
                "colors.mjs": """
                let paint;
                let __tla = (async () => {
                  const green = await Promise.resolve('#0f0');
                  paint = () => green;
                })();
                export { paint, __tla };
                """,
            ] as ExplainedModules).told("node")
        #expect(told.contains("that function still waits here (colors.mjs:3:17)"))
        #expect(told.contains("help: await '__tla', the promise of that call, before 'paint' is used"))
        #expect(told.contains("or: await __tla at the top level of colors.mjs: modules that import it then wait for it"))
    }

    @Test func `an export that nothing gives a value`() throws {
        let told = try (["main.mjs": "import { x } from './a.mjs';\nx.y;", "a.mjs": "export let x;"] as ExplainedModules).told()
        #expect(told.contains("'x' is declared here, and nothing gives it a value (a.mjs:1:12)"))
        #expect(told.contains("help: give 'x' a value in a.mjs"))
    }

    // MARK: Where another reason holds, nothing is said

    @Test(
        "No reason where there is another",
        arguments: [
            ("x.y;", "export const x = (() => undefined)();"), ("x.y.z;", "export const x = {};"), ("x();", "export const x = 1;"),
            ("x.y();", "export const x = {};"), ("new x();", "export const x = () => {};"),
            // It was assigned, and what came is undefined all the same.
            ("x.y;", "export let x;\nfunction set() { x = [][0]; }\nset();"),
            ("x.y;", "export let x;\nset();\nasync function set() { x = [][0]; }"),
            ("x.y;", "export let x;\nlet y = { a: 1 };\nx = y.b;"),
            // The user's own.
            ("const f = (x) => x.y;\nf();", "export let x;\nsetTimeout(() => { x = 1; });"),
            ("let x2 = x;\nx2 = undefined;\nx2.y;", "export let x;\nsetTimeout(() => { x = 1; });"),
            ("{ const x = undefined; x.y; }", "export let x;\nsetTimeout(() => { x = 1; });"),
            ("(x ?? undefined).y;", "export let x;\nsetTimeout(() => { x = 1; });"),
            ("throw new TypeError('x is not a function');", "export let x;\nsetTimeout(() => { x = 1; });"),
            ("null.x;", "export let x;\nsetTimeout(() => { x = 1; });"),
            ("[].map(x);", "export let x;\nsetTimeout(() => { x = 1; });"),
        ])
    func otherReasons(use: String, source: String) throws {
        let told = try (["main.mjs": "import { x } from './a.mjs';\n\(use)", "a.mjs": source] as ExplainedModules).explained("node")
        #expect(told.failures.count == 1)
        #expect(told.failures.first?.kind == .error)
        #expect(told.outcomeDiagnostics.first?.related == [])
    }
}
