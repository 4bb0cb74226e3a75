import Testing

@testable import Explanation

/// A property of an object that its methods read before it is set: what is told names it, what sets it, what that waits for, and which await would do.
@Suite struct FieldUseTests {
    private static let i18n = """
        class I18n {
          store;
          async init() {
            const table = await import('./de.mjs');
            this.store = new Map(Object.entries(table));
          }
          t(key) { return this.store.get(key); }
        }
        export const i18n = new I18n();
        """

    @Test func `an init beside the module that reads`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import './setup.mjs';\nimport './page.mjs';",
                    "setup.mjs": "import { i18n } from './i18n.mjs';\ni18n.init();",
                    "page.mjs": "import { i18n } from './i18n.mjs';\nexport const title = i18n.t('hello');",
                    "i18n.mjs": Self.i18n, "de.mjs": "export const hello = 'hallo';",
                ] as ExplainedModules).told("node") == [
                    "i18n.mjs:7:19: uncaught TypeError: Cannot read properties of undefined (reading 'get')",
                    "'i18n.store' is set here, in 'init', behind the await of line 4 (i18n.mjs:5:5)",
                    "'init' still waits here, for import('./de.mjs') (i18n.mjs:4:19)",
                    "'init' is called here, and nobody awaits it (setup.mjs:2:1)",
                    "help: await i18n.init() at the top level of setup.mjs, line 2, and import './setup.mjs' in page.mjs: modules that only stand "
                        + "beside it do not wait for it",
                    "or: read 'i18n.store' only in functions that are called when it is set",
                ])
    }

    @Test func `the help helps`() throws {
        let mended: ExplainedModules = [
            "main.mjs": "import './setup.mjs';\nimport './page.mjs';",
            "setup.mjs": "import { i18n } from './i18n.mjs';\nawait i18n.init();",
            "page.mjs": "import { i18n } from './i18n.mjs';\nimport './setup.mjs';\nexport const title = i18n.t('hello');",
            "i18n.mjs": Self.i18n, "de.mjs": "export const hello = 'hallo';",
        ]
        #expect(try mended.told("node").isEmpty)
    }

    @Test func `a promise that is kept, and a property that others set`() throws {
        let told = try
            ([
                "main.mjs": "import { ready } from './connect.mjs';\nimport './users.mjs';\nawait ready;",
                "connect.mjs": """
                import { db } from './db.mjs';
                async function connect() {
                  await sleep(10);
                  db.pool = { run: (sql) => [sql] };
                }
                export const ready = connect();
                """,
                "db.mjs": "export const db = {\n  pool: null,\n  query(sql) { return this.pool.run(sql); },\n};",
                "users.mjs": "import { db } from './db.mjs';\nexport const users = db.query('select');",
            ] as ExplainedModules).told()
        #expect(
            told.dropFirst() == [
                "'db.pool' is set here, in 'connect', behind the await of line 3 (connect.mjs:4:3)",
                "'connect' still waits here, for sleep(10) (connect.mjs:3:3)",
                "'connect' is called here, and its promise is kept as 'ready' (connect.mjs:6:22)",
                "help: in users.mjs, await ready before 'db.pool' is read: import { ready } from './connect.mjs'",
                "or: read 'db.pool' only in functions that are called when it is set",
            ], "\(told)")
    }

    @Test func `a private field, whose method is called by what comes later`() throws {
        let told = try
            ([
                "main.mjs": "import config from './config.mjs';\nimport './logger.mjs';\nconfig.load('{\"level\":\"debug\"}');",
                "config.mjs": """
                class Config {
                  #values;
                  load(text) { this.#values = JSON.parse(text); }
                  get(name) { return this.#values[name]; }
                }
                export default new Config();
                """,
                "logger.mjs": "import config from './config.mjs';\nexport const level = config.get('level');",
            ] as ExplainedModules).told("node")
        #expect(
            told.dropFirst() == [
                "'config.#values' is set here, in 'load' (config.mjs:3:16)",
                "'load' is called here, and 'main.mjs' has not begun: what it imports runs before its own code (main.mjs:3:1)",
                "help: call 'load' in a module of its own, which main.mjs imports before 'logger.mjs'",
                "or: read 'config.#values' only in functions that are called when it is set",
            ], "\(told)")
    }

    @Test func `a constructor that begins, and a module that waits`() throws {
        let cache = try
            ([
                "main.mjs": "import { cache } from './cache.mjs';\ncache.get('a');",
                "cache.mjs": """
                class Cache {
                  constructor() { this.init(); }
                  async init() { await sleep(5); this.map = new Map(); }
                  get(key) { return this.map.get(key); }
                }
                export const cache = new Cache();
                """,
            ] as ExplainedModules).told()
        #expect(
            cache.contains("help: keep the promise of this.init() in line 2 of cache.mjs, and await it before 'cache.map' is read"),
            "\(cache)")
        let store = try
            ([
                "main.mjs": "import './boot.mjs';\nimport './view.mjs';",
                "boot.mjs": "import { store } from './store.mjs';\nawait sleep(10);\nstore.state = { items: [1] };",
                "store.mjs": "export const store = { state: undefined, count() { return this.state.items.length; } };",
                "view.mjs": "import { store } from './store.mjs';\nstore.count();",
            ] as ExplainedModules).told()
        #expect(
            store.dropFirst() == [
                "'store.state' is set here, at the top level of 'boot.mjs', behind the await of line 2 (boot.mjs:3:1)",
                "'boot.mjs' still waits here, for sleep(10) (boot.mjs:2:1)",
                "help: in view.mjs, import './boot.mjs' too: then it waits for boot.mjs",
                "or: read 'store.state' only in functions that are called when it is set",
            ], "\(store)")
    }

    /// What may have been set, what was taken away, and what stands for another object: nothing is told of it.
    @Test(arguments: [
        "class A { constructor(v) { this.v = v; } get() { return this.v.x; } }\nnew A().get();",
        "class A { async init() { await sleep(1); this.v = {}; } stop() { this.v = null; } get() { return this.v.x; } }\n"
            + "const a = new A();\na.init();\na.get();",
        "class A { async init() { await sleep(1); this.v = {}; } get() { return this.v.x; } }\nconst a = new A();\na.init();\n"
            + "const b = new A();\nb.get();",
        "class A { async init() { await sleep(1); Object.assign(this, { v: {} }); } get() { return this.v.x; } }\nconst a = new A();\n"
            + "a.init();\na.get();",
        "class A { init() { this.v = undefined; } get() { return this.v.x; } }\nconst a = new A();\na.init();\na.get();",
    ])
    func `what is not certain`(source: String) throws {
        let told = try (["main.mjs": source] as ExplainedModules).told()
        // Of another object it may be said that nobody calls what would set it.
        #expect(!told.contains { $0.contains("still waits") || $0.contains("is called here") }, "\(told)")
    }
}
