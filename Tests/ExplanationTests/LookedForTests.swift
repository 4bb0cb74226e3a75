import Testing

@testable import Explanation

/// Errors that code throws for want of something that it looks for: a field, an entry of a table, an export that a function sets.
@Suite struct LookedForTests {
    @Test func `a field that a method sets`() throws {
        let told = try
            ([
                "main.mjs": "import { source } from './source.mjs';\nimport './repo.mjs';\nawait source.open();",
                "source.mjs":
                    "class Source {\n  connection;\n  async open() { this.connection = await 1; }\n  get(name) {\n    if (!this.connection) throw new Error('not open');\n  }\n}\nexport const source = new Source();",
                "repo.mjs": "import { source } from './source.mjs';\nsource.get('users');",
            ] as ExplainedModules).told()
        #expect(told.contains("'source.connection' is set here, in 'open' (source.mjs:3:18)"), "\(told)")
        #expect(
            told.contains(
                "'open' is called here, and 'main.mjs' has not begun: what it imports runs before its own code (main.mjs:3:7)"), "\(told)")
    }

    @Test func `an entry of a table that a later module registers`() throws {
        let told = try
            ([
                "main.mjs": "import './posts.mjs';\nimport './user.mjs';",
                "models.mjs":
                    "const models = new Map();\nexport function model(name, schema) {\n  if (schema) models.set(name, schema);\n  if (!models.has(name)) throw new Error('no model');\n  return models.get(name);\n}",
                "posts.mjs": "import { model } from './models.mjs';\nmodel('User');",
                "user.mjs": "import { model } from './models.mjs';\nmodel('User', {});",
            ] as ExplainedModules).told()
        #expect(told.contains("'User' is registered here, and 'user.mjs' has not begun (user.mjs:2:1)"), "\(told)")
        #expect(told.contains("help: in main.mjs, put the import of 'user.mjs' before that of 'posts.mjs'"), "\(told)")
    }

    @Test func `another entry of the table is none of it`() throws {
        let told = try
            ([
                "main.mjs": "import './posts.mjs';\nimport './user.mjs';",
                "models.mjs":
                    "const models = new Map();\nexport function model(name, schema) {\n  if (schema) models.set(name, schema);\n  if (!models.has(name)) throw new Error('no model');\n}",
                "posts.mjs": "import { model } from './models.mjs';\nmodel('User');",
                "user.mjs": "import { model } from './models.mjs';\nmodel('Group', {});",
            ] as ExplainedModules).told()
        #expect(!told.contains { $0.contains("registered") }, "\(told)")
    }

    @Test func `an export of a CommonJS module that an async function sets`() throws {
        let told = try
            ([
                "main.cjs": "const app = require('./app.cjs');\nif (typeof app.handler !== 'function') throw new Error('no handler');",
                "app.cjs":
                    "(async () => {\n  const config = await new Promise((done) => setTimeout(done, 5));\n  exports.handler = () => config;\n})();",
            ] as ExplainedModules).told("node")
        #expect(told.contains("'app.cjs' sets 'handler' here, in an async function, behind the await of line 2 (app.cjs:3:3)"), "\(told)")
        #expect(told.contains("help: in app.cjs, set 'handler' at once, and wait inside of it for what it needs"), "\(told)")
    }

    /// https://github.com/motdotla/dotenv/issues/206
    @Test func `a key that a package would bring from a file`() throws {
        let told = try
            ([
                "main.mjs": "import * as dotenv from 'dotenv';\nimport './db.mjs';\ndotenv.config();",
                "dotenv": "export function config() {}",
                "db.mjs": "if (!process.env.SHOP_URL) throw new Error('no URL');",
            ] as ExplainedModules).told("node")
        #expect(
            told.contains(
                "process.env.SHOP_URL may be set here, and 'main.mjs' has not begun: what it imports runs before its own code (main.mjs:3:1)"
            ),
            "\(told)")
    }

    // MARK: Rejections and errors

    /// https://github.com/nodejs/node/issues/55299
    @Test func `an await in the list of promises`() throws {
        let told = try
            ([
                "main.mjs":
                    "async function fail() {\n  await null;\n  throw new Error('no');\n}\ntry {\n  await Promise.all([fail(), await fail()]);\n} catch {}\nawait 1;"
            ] as ExplainedModules).told("node")
        #expect(
            told.dropFirst() == [
                "its promise is made here, for Promise.all (main.mjs:6:22)",
                "Promise.all is only called behind this await, and until then nobody handles that promise (main.mjs:6:30)",
                "help: take the await out of the list: Promise.all itself waits for all that it is given",
            ])
    }

    @Test func `a listener for uncaught errors in the entry`() throws {
        let told = try
            ([
                "main.mjs": "import './db.mjs';\nprocess.on('uncaughtException', () => {});",
                "db.mjs": "setTimeout(() => { throw new Error('lost'); }, 5);\nawait new Promise((done) => setTimeout(done, 20));",
            ] as ExplainedModules).told("node")
        #expect(
            told.contains(
                "'uncaughtException' is listened for here, and 'main.mjs' had not begun: what it imports runs before its own code (main.mjs:2:1)"
            ), "\(told)")
    }

    // MARK: Events

    @Test func `a listener that is taken off before its event`() throws {
        let told = try
            ([
                "main.mjs":
                    "import { job, finish } from './job.mjs';\nconst result = new Promise((resolve) => job.on('done', resolve));\nfinish();\nawait result;",
                "job.mjs":
                    "import { EventEmitter } from 'node:events';\nexport const job = new EventEmitter();\nexport function finish() {\n  job.removeAllListeners();\n  setTimeout(() => job.emit('done'), 10);\n}",
            ] as ExplainedModules).told("node")
        #expect(
            told == [
                "main.mjs:4:1: 'main.mjs' never settles: its listener for the event 'done' was taken off before that came",
                "'done' is listened for here (main.mjs:2:41)",
                "its listeners are taken off here, at 0 ms (job.mjs:4:3)",
                "'done' is emitted here, at 10 ms, and comes to nobody (job.mjs:5:20)",
                "help: in job.mjs, take the listeners off when 'done' has come",
                "or: do not await result at the top level of main.mjs",
            ])
    }

    @Test func `a signal that was aborted before`() throws {
        let told = try
            ([
                "main.mjs":
                    "import { signal } from './cancel.mjs';\nawait new Promise((resolve) => signal.addEventListener('abort', resolve));",
                "cancel.mjs": "const controller = new AbortController();\nexport const signal = controller.signal;\ncontroller.abort();",
            ] as ExplainedModules).told("node")
        #expect(
            told.contains(
                "help: in main.mjs, look at signal.aborted before it listens: a signal is aborted once, and tells nobody who comes later"),
            "\(told)")
    }

    /// https://github.com/Unleash/unleash-node-sdk/issues/199
    @Test func `ready out of a constructor`() throws {
        let told = try
            ([
                "main.mjs": "import { client } from './client.mjs';\nclient.on('ready', () => console.log('up'));",
                "client.mjs":
                    "import { EventEmitter } from 'node:events';\nclass Client extends EventEmitter {\n  constructor() { super(); this.emit('ready'); }\n}\nexport const client = new Client();",
            ] as ExplainedModules).told("node")
        #expect(
            told.first == "main.mjs:2:1: this listener for 'ready' is never called: the event came at 0 ms, before that was attached")
        #expect(
            told.contains("help: in client.mjs, emit 'ready' in a later turn, as with setImmediate: nobody can listen while client is made")
        )
    }

    @Test func `who heard it, and what comes again, is not told`() throws {
        for emit in ["bus.on('ready', () => {});\nbus.emit('ready');", "bus.emit('ready');\nsetTimeout(() => bus.emit('ready'), 5);"] {
            let told = try
                ([
                    "main.mjs": "import { bus } from './bus.mjs';\nbus.on('ready', () => console.log('up'));",
                    "bus.mjs": "import { EventEmitter } from 'node:events';\nexport const bus = new EventEmitter();\n\(emit)",
                ] as ExplainedModules).told("node")
            #expect(told.isEmpty, "\(told)")
        }
    }

    /// https://github.com/electron/electron/issues/40719
    @Test func `a resolver that is called behind the very wait`() throws {
        let told = try
            ([
                "main.mjs": "import { app } from './app.mjs';\nawait import('./start.mjs');\napp.launch();",
                "app.mjs":
                    "let resolve;\nconst ready = new Promise((done) => { resolve = done; });\nexport const app = { whenReady: () => ready, launch: () => resolve() };",
                "start.mjs": "import { app } from './app.mjs';\nawait app.whenReady();",
            ] as ExplainedModules).told("node")
        #expect(
            told.contains("launch is called here, behind the await of line 2, which waits for 'start.mjs' (main.mjs:3:1)"), "\(told)")
        #expect(told.contains("help: in main.mjs, call app.launch() before the await of line 2"), "\(told)")
    }
}
