import Testing

@testable import Explanation

/// Errors for want of what the code's own module gives later, of another instance's class, and of a store that a callback has not.
@Suite struct NearbyUseTests {
    @Test func `a variable that a callback of then assigns`() throws {
        let modules: ExplainedModules = [
            "main.mjs":
                "let db;\nfunction before() {\n  connect().then((made) => { db = made; });\n}\nasync function connect() {\n  await null;\n  return { rows: () => 3 };\n}\nawait before();\nconsole.log(db.rows());"
        ]
        let told = try modules.told("node")
        #expect(
            told.contains("'db' is only assigned here, in a callback of connect(…).then (main.mjs:3:30)")
                || told.contains { $0.hasPrefix("'db' is only assigned here, in a callback of") }, "\(told)")
        #expect(
            told.contains(
                "help: await the promise of that call before 'db' is used; in a function that others wait for, return it"), "\(told)")
        let mended: ExplainedModules = [
            "main.mjs":
                "let db;\nfunction before() {\n  return connect().then((made) => { db = made; });\n}\nasync function connect() {\n  await null;\n  return { rows: () => 3 };\n}\nawait before();\nconsole.log(db.rows());"
        ]
        #expect(try mended.told("node").isEmpty)
    }

    @Test func `a property that an async plugin sets of what it is given`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { api, auth } from './plugins.mjs';\nconst app = {};\napi(app);\nauth(app);",
            "plugins.mjs":
                "export async function api(app) {\n  const base = await Promise.resolve('/api');\n  app.$api = { get: (path) => base + path };\n}\nexport function auth(app) {\n  app.$auth = app.$api.get('/me');\n}",
        ]
        let told = try modules.told("node")
        #expect(told.contains("'app.$api' is assigned here, in 'api' (plugins.mjs:3:3)"), "\(told)")
        #expect(told.contains("'api' still waits here (plugins.mjs:2:16)"), "\(told)")
    }

    @Test func `what is undefined for good is no matter`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "let db;\nfunction open(made) { db = made; }\nopen(undefined);\nconsole.log(db.rows());"
        ]
        #expect(try !modules.told("node").contains { $0.contains("assigned") })
    }

    /// https://github.com/stealjs/steal/issues/1264
    @Test func `an object of the class of another instance`() throws {
        let modules: ExplainedModules = [
            "main.mjs":
                "import { Todo } from './todo.mjs';\nimport { latest } from './stream.mjs';\nif (!(latest() instanceof Todo)) throw new TypeError('no Todo');",
            "todo.mjs": "export class Todo {}",
            "todo.mjs?v=2": "export class Todo {}",
            "stream.mjs": "import { Todo } from './todo.mjs?v=2';\nexport const latest = () => new Todo();",
        ]
        let told = try modules.told("node")
        #expect(
            told.contains { $0.hasPrefix("'todo.mjs' runs a second time, as 'todo.mjs?v=2'") }, "\(told)")
        let other: ExplainedModules = [
            "main.mjs": "import { Todo } from './todo.mjs';\nif (!({} instanceof Todo)) throw new TypeError('no Todo');",
            "todo.mjs": "export class Todo {}",
        ]
        #expect(try !other.told("node").contains { $0.contains("second time") })
    }

    /// https://github.com/eslint/eslint/issues/18918
    @Test func `a second rejection behind an await that throws`() throws {
        let modules: ExplainedModules = [
            "main.mjs":
                "async function load() {\n  const one = Promise.reject(new Error('1'));\n  const two = Promise.reject(new Error('2'));\n  await one;\n  await two;\n}\nawait load().catch(() => {});"
        ]
        let told = try modules.told("node")
        #expect(told.contains("this await would handle 'two', and the code does not come to it (main.mjs:5:3)"), "\(told)")
        #expect(told.contains("it goes no further than this await, whose own error ends it (main.mjs:4:3)"), "\(told)")
        let mended: ExplainedModules = [
            "main.mjs":
                "async function load() {\n  const one = Promise.reject(new Error('1'));\n  const two = Promise.reject(new Error('2'));\n  await Promise.all([one, two]);\n}\nawait load().catch(() => {});"
        ]
        #expect(try mended.told("node").isEmpty)
    }

    /// https://github.com/nodejs/node/issues/33723
    @Test func `a listener that has not the store of who added it`() throws {
        let modules: ExplainedModules = [
            "main.mjs": """
            import { AsyncLocalStorage } from 'node:async_hooks';
            import { EventEmitter } from 'node:events';
            const storage = new AsyncLocalStorage();
            const request = new EventEmitter();
            setTimeout(() => request.emit('end'), 10);
            storage.run({ id: 1 }, () => {
              request.on('end', () => console.log(storage.getStore().id));
            });
            """
        ]
        let told = try modules.told("node")
        #expect(told.contains("the function stands in this call, and is called outside of it (main.mjs:6:1)"), "\(told)")
        #expect(told.contains("help: keep the store with it: hand on AsyncLocalStorage.bind(…) of the function"), "\(told)")
    }

    /// https://github.com/standard-things/esm/issues/364
    @Test func `a function of a module that has not begun uses an import that comes later`() throws {
        let modules: ExplainedModules = [
            "main.mjs":
                "import { One } from './one.mjs';\nimport { Two } from './two.mjs';\nexport function make() { return new Two(); }\nOne;",
            "one.mjs": "import { make } from './main.mjs';\nexport class One {}\nmake();",
            "two.mjs": "export class Two {}",
        ]
        let told = try modules.told("node")
        #expect(told.contains("help: in main.mjs, put the import of 'two.mjs' before that of 'one.mjs'"), "\(told)")
        let mended: ExplainedModules = [
            "main.mjs":
                "import { Two } from './two.mjs';\nimport { One } from './one.mjs';\nexport function make() { return new Two(); }\nOne;",
            "one.mjs": "import { make } from './main.mjs';\nexport class One {}\nmake();",
            "two.mjs": "export class Two {}",
        ]
        #expect(try mended.told("node").isEmpty)
    }

    @Test func `keys of an environment that a constant stands for`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { load } from './env.mjs';\nimport { port } from './config.mjs';\nload();\nconsole.log(port);",
            "env.mjs": "export function load() { process.env.APP_PORT = '3000'; }",
            "config.mjs": "const env = process.env;\nexport const port = Number(env.APP_PORT);",
        ]
        let told = try modules.told("node")
        #expect(told.contains("help: call load() in a module of its own, which main.mjs imports before 'config.mjs'"), "\(told)")
    }

    /// Who waits for a sibling's await is only who imports it.
    @Test func `an async function that the entry would call first`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { connect } from './db.mjs';\nimport './users.mjs';\nawait connect();",
            "db.mjs": "export let db;\nexport async function connect() {\n  await null;\n  db = { users: [] };\n}",
            "users.mjs": "import { db } from './db.mjs';\nconsole.log(db.users);",
        ]
        let told = try modules.told("node")
        #expect(
            told.contains(
                "help: await connect() in a module of its own, which users.mjs imports: it waits for that, and not for what stands beside it"
            ),
            "\(told)")
    }

    /// https://github.com/microsoft/playwright
    @Test func `a call whose promise nobody keeps`() throws {
        let modules: ExplainedModules = [
            "main.mjs":
                "const expectText = async (text) => { await null; throw new Error(text); };\nconst test = async (body) => { await body(); };\nawait test(async () => { expectText('Home'); });"
        ]
        let told = try modules.told("node")
        #expect(
            told.contains("this call's promise is rejected, and nobody awaits it or handles its error (main.mjs:3:26)"), "\(told)")
        let mended: ExplainedModules = [
            "main.mjs":
                "const expectText = async (text) => { await null; throw new Error(text); };\nconst test = async (body) => { await body(); };\nawait test(async () => { await expectText('Home'); }).catch(() => {});"
        ]
        #expect(try mended.told("node").isEmpty)
    }

    @Test func `a variable behind a function that only gives it`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { t } from './i18n.mjs';\nif (t('title') === undefined) throw new Error('missing translation');",
            "i18n.mjs":
                "let resources;\nasync function init() {\n  await new Promise((done) => setTimeout(done, 5));\n  resources = { title: 'Hello' };\n}\ninit();\nexport const t = (key) => resources?.[key];",
        ]
        let told = try modules.told("node")
        #expect(told.contains { $0.hasPrefix("'resources' is assigned here, in 'init'") }, "\(told)")
        let missing: ExplainedModules = [
            "main.mjs": "import { t } from './i18n.mjs';\nif (t('title') === undefined) throw new Error('missing translation');",
            "i18n.mjs": "const resources = { other: 'Hello' };\nexport const t = (key) => resources?.[key];",
        ]
        #expect(try !missing.told("node").contains { $0.contains("is assigned") })
    }
}
