import Testing

@testable import Explanation

/// Values of other modules that are undefined when they are read, and come later: nothing fails, and a warning names who reads, who sets, and what to change.
@Suite struct UnsetReadTests {
    @Test func `an export that an async function sets`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { rate } from './rates.mjs';\nconst price = 100 * rate;\nconsole.log(price);",
            "rates.mjs": "export let rate;\nasync function load() {\n  const answer = await sleep(5);\n  rate = 2;\n}\nload();",
        ]
        for recordsEvents in [true, false] {
            #expect(
                try modules.told(recordsEvents: recordsEvents) == [
                    "main.mjs:2:21: 'rate' is undefined here: it gets its value only later",
                    "'rate' is imported here, from 'rates.mjs' (main.mjs:1:10)",
                    "it is a let of 'rates.mjs', declared here (rates.mjs:1:12)",
                    "'rate' is assigned here, in 'load', behind the await in line 3 (rates.mjs:4:3)",
                    "'load' still waits here (rates.mjs:3:18)",
                    "'load' is called here, and nobody awaits it (rates.mjs:6:1)",
                    "help: await load() at the top level of rates.mjs: modules that import it then wait for it",
                    "or: export a promise for 'rate' from rates.mjs, and await that where it is used",
                ])
        }
    }

    @Test func `the help helps`() throws {
        let mended: ExplainedModules = [
            "main.mjs": "import { rate } from './rates.mjs';\nconst price = 100 * rate;\nconsole.log(price);",
            "rates.mjs": "export let rate;\nasync function load() {\n  const answer = await sleep(5);\n  rate = 2;\n}\nawait load();",
        ]
        #expect(try mended.told().isEmpty)
    }

    /// https://github.com/denoland/deno/issues/5677
    @Test func `a default export that takes its variable too early`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import B from './b.mjs';\nconsole.log(B);",
                    "b.mjs": "let x;\nexport default x;\nx = await Promise.resolve('X');",
                ] as ExplainedModules).told() == [
                    "main.mjs:2:13: the default export of 'b.mjs' is undefined here, and stays so",
                    "'B' is imported here, from 'b.mjs' (main.mjs:1:8)",
                    "export default takes the value of 'x' here, once, and 'x' has none yet (b.mjs:2:1)",
                    "'x' is assigned here (b.mjs:3:1)",
                    "help: in b.mjs, write export { x as default }: importers then see what 'x' is given later",
                    "or: put the export default behind the assignment of 'x'",
                ])
    }

    @Test func `a var in a circle of imports`() throws {
        let told = try
            ([
                "main.mjs": "import './a.mjs';",
                "a.mjs": "import './b.mjs';\nexport var name = 'a';",
                "b.mjs": "import * as a from './a.mjs';\nexport const link = { text: a.name };",
            ] as ExplainedModules).told()
        #expect(told.first == "b.mjs:2:29: 'name' is undefined here: it gets its value only later")
        #expect(
            told.contains("'a.mjs' has not begun: the import cycle a.mjs → b.mjs → a.mjs runs 'b.mjs' first (a.mjs:1:8)"), "\(told)")
    }

    @Test func `two keys of the environment that the entry sets are one finding`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import { config } from './env.mjs';\nconfig();\nimport './client.mjs';",
                    "env.mjs": "export function config() { process.env.SHOP_URL = 'u'; process.env.SHOP_KEY = 'k'; }",
                    "client.mjs": "const base = process.env.SHOP_URL + '/';\nexport const key = process.env.SHOP_KEY;\nconsole.log(base);",
                ] as ExplainedModules).told("node") == [
                    "client.mjs:1:14: process.env.SHOP_URL is undefined here: it gets its value only later",
                    "process.env.SHOP_URL is set here, in 'config' (env.mjs:1:28)",
                    "'config' is called here, and 'main.mjs' has not begun: what it imports runs before its own code (main.mjs:2:1)",
                    "process.env.SHOP_KEY is undefined here too (client.mjs:2:20)",
                    "help: call config() in a module of its own, which main.mjs imports before 'client.mjs'",
                    "or: read process.env.SHOP_URL in a function that is called later",
                ])
    }

    @Test func `a default in the place of a key that is set later`() throws {
        let told = try
            ([
                "main.mjs": "import { port } from './config.mjs';\nprocess.env.SHOP_PORT = '80';\nconsole.log(port);",
                "config.mjs": "export const port = Number(process.env.SHOP_PORT || 3000);",
            ] as ExplainedModules).told("node")
        #expect(
            told.first
                == "config.mjs:1:28: process.env.SHOP_PORT is undefined here, and its default is taken: it gets its value only later")
        #expect(
            told.contains("help: set process.env.SHOP_PORT in a module of its own, which main.mjs imports before 'config.mjs'"), "\(told)")
    }

    @Test func `a property that a method sets which nobody awaits`() throws {
        let told = try
            ([
                "main.mjs": "import './boot.mjs';\nimport './page.mjs';",
                "boot.mjs": "import { settings } from './settings.mjs';\nsettings.init();",
                "page.mjs": "import { settings } from './settings.mjs';\nconsole.log('in ' + settings.locale);",
                "settings.mjs":
                    "class Settings { async init() { const found = await sleep(5); this.locale = 'de'; } }\nexport const settings = new Settings();",
            ] as ExplainedModules).told()
        #expect(told.first == "page.mjs:2:21: 'settings.locale' is undefined here: it gets its value only later")
        #expect(told.contains("'init' is called here, and nobody awaits it (boot.mjs:2:1)"), "\(told)")
    }

    @Test func `a property that is assigned together with others`() throws {
        let told = try
            ([
                "main.mjs": "import { config } from './config.mjs';\nconsole.log(config.port);",
                "config.mjs":
                    "export const config = {};\nload().then((values) => Object.assign(config, values));\nasync function load() { await sleep(5); return { port: 1 }; }",
            ] as ExplainedModules).told()
        #expect(told.first == "main.mjs:2:13: 'config.port' is undefined here: it gets its value only later")
        #expect(told.contains("'config.port' is assigned here, in a callback of .then (config.mjs:2:25)"), "\(told)")
    }

    /// https://nodejs.org/api/modules.html#cycles
    @Test func `an export of a CommonJS module in a circle`() throws {
        let told = try
            ([
                "main.mjs": "import './index.cjs';",
                "index.cjs": "require('./part.cjs');\nexports.token = 'T';",
                "part.cjs": "const { token } = require('./index.cjs');\nconsole.log('with ' + token);",
            ] as ExplainedModules).told("node")
        #expect(told.first == "part.cjs:1:9: 'token' of 'index.cjs' is undefined here: it gets its value only later")
        #expect(
            told.contains(
                "help: in part.cjs, take 'token' where it is used: require('./index.cjs').token, in a function that is called later"))
    }

    /// Code that looks whether there is a value knows that there may be none, and code that sets it itself knows when.
    @Test(
        arguments: [
            [
                "main.mjs": "import { hook } from './hooks.mjs';\nif (hook) hook();",
                "hooks.mjs": "export let hook;\nsetTimeout(() => { hook = () => {}; }, 5);",
            ],
            [
                "main.mjs":
                    "import { hook, name } from './hooks.mjs';\nconsole.log(typeof hook, name ?? 'none', name === undefined, hook?.());",
                "hooks.mjs": "export let hook, name;\nsetTimeout(() => { hook = () => {}; name = 'x'; }, 5);",
            ],
            [
                "main.mjs": "import { hook } from './hooks.mjs';\nconst copy = hook;\nif (!copy) console.log('none');",
                "hooks.mjs": "export let hook;\nsetTimeout(() => { hook = () => {}; }, 5);",
            ],
            [
                "main.mjs":
                    "import { user, login } from './user.mjs';\nconsole.log('before', user);\nlogin();\nconsole.log('after', user);",
                "user.mjs": "export let user;\nexport function login() { user = 'ann'; }",
            ],
            [
                "main.mjs": "import { state } from './state.mjs';\nconsole.log(state.count);\nstate.count = 1;",
                "state.mjs": "export const state = {};",
            ],
            [
                "main.mjs": "import { show } from './show.mjs';\nimport { value } from './value.mjs';\nshow(value);",
                "show.mjs": "export function show(value = 'none') { console.log(value); }",
                "value.mjs": "export let value;\nsetTimeout(() => { value = 1; }, 5);",
            ],
            [
                "main.mjs":
                    "import { value } from './value.mjs';\nconst isDefined = (given) => given !== undefined;\nconsole.log(isDefined(value));",
                "value.mjs": "export let value;\nsetTimeout(() => { value = 1; }, 5);",
            ],
            [
                "main.mjs": "import { value } from './value.mjs';\nsetTimeout(() => console.log(value), 1);",
                "value.mjs": "export let value;\nsetTimeout(() => { value = 1; }, 5);",
            ],
            [
                "main.mjs": "import { value } from './value.mjs';\nconsole.log(value);", "value.mjs": "export let value;",
            ],
        ])
    func `calm code`(_ modules: [String: String]) throws {
        let sources = modules.sorted { one, other in one.key == "main.mjs" || other.key != "main.mjs" && one.key < other.key }
        let told = try ExplainedModules(sources.map { (name: $0.key, source: $0.value) }).told("node")
        #expect(told.isEmpty, "\(told)")
    }

    /// https://github.com/angular/angular/issues/9334
    @Test func `an error of what is given such a value`() throws {
        let told = try
            ([
                "main.mjs": "import './index.mjs';",
                "index.mjs": "export * from './feature.mjs';\nexport * from './detail.mjs';",
                "feature.mjs":
                    "import { component } from './framework.mjs';\nimport { Detail } from './index.mjs';\nexport const Feature = component([Detail]);",
                "detail.mjs": "export var Detail = class {};",
                "framework.mjs":
                    "export function component(parts) {\n  for (const part of parts) if (part === undefined) throw new Error('undefined part');\n}",
            ] as ExplainedModules).told()
        #expect(told.dropFirst().first == "'Detail' is read here, and is still undefined (feature.mjs:3:35)", "\(told)")
        #expect(told.contains("or: in index.mjs, put the import of 'detail.mjs' before that of 'feature.mjs'"), "\(told)")
    }
}
