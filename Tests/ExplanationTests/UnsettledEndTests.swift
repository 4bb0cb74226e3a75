import Testing

@testable import Explanation

/// Promises that nothing settles, and what is known of them besides: races, executors that are async, values that are promises.
@Suite struct UnsettledEndTests {
    @Test func `a race is told once`() throws {
        let told = try
            ([
                "main.mjs": """
                const connect = () => new Promise((resolve) => { globalThis.on?.(resolve); });
                const timeout = (ms) => new Promise((_, reject) => {
                  setTimeout(() => reject(new Error("late")), ms).unref();
                });
                await Promise.race([connect(), timeout(500)]);
                """
            ] as ExplainedModules).told("node")
        #expect(told.filter { $0.contains("never settles") }.count == 1)
        #expect(told.first == "main.mjs:5:1: 'main.mjs' never settles: nothing settles any of the promises of the race")
        #expect(told.contains("help: do not unref the timer that what is awaited needs"))
    }

    @Test func `an executor that is async`() throws {
        let told = try
            ([
                "main.mjs": """
                process.on("unhandledRejection", () => {});
                const open = (name) => new Promise(async (resolve) => {
                  await null;
                  if (!name) throw new Error("no name");
                  resolve(name);
                });
                await open("");
                """
            ] as ExplainedModules).told("node")
        #expect(
            told.contains(
                "the function that new Promise is given is async: what it throws behind an await rejects another promise, and not this one (main.mjs:2:36)"
            ), "\(told)")
        #expect(told.contains("help: leave new Promise out, and let an async function return the value: then what it throws is heard"))
    }

    @Test func `an executor that is async, and whose rejection ends the process`() throws {
        let told = try
            ([
                "main.mjs": """
                const open = (name) => new Promise(async (resolve) => {
                  await null;
                  throw new Error("no name");
                });
                await open("");
                """
            ] as ExplainedModules).told("node")
        #expect(told.contains("or: catch the error in that function, and call reject(error)"), "\(told)")
    }

    @Test func `a promise that is taken for its value`() throws {
        let told = try
            ([
                "main.mjs": "import db from './db.mjs';\nconsole.log(db.users('a'));",
                "db.mjs": "const connect = async () => ({ users: (name) => name });\nexport default connect();",
            ] as ExplainedModules).told()
        #expect(
            Array(told.dropFirst()) == [
                "'db' is a promise: connect() is not awaited here (db.mjs:2:16)", "help: in db.mjs, write await connect()",
                "or: await 'db' before it is used",
            ], "\(told)")
    }

    @Test func `forEach does not wait`() throws {
        let told = try
            ([
                "main.mjs":
                    "const texts = {};\n['a'].forEach(async (name) => {\n  texts[name] = await sleep(5);\n});\nconsole.log(texts.a.length);"
            ] as ExplainedModules).told()
        #expect(told.contains("forEach() calls it here, and does not wait for it (main.mjs:2:1)"), "\(told)")
        #expect(told.contains("help: write a loop in the place of forEach(), for (const … of …), and await in it"))
    }

    @Test func `what is registered under a key later`() throws {
        let told = try
            ([
                "main.mjs": "import { box } from './box.mjs';\nimport './app.mjs';\nbox.put('Logger', console);",
                "box.mjs":
                    "class Box {\n  #all = new Map();\n  put(key, value) { this.#all.set(key, value); }\n  take(key) {\n    if (!this.#all.has(key)) throw new Error(`no ${key}`);\n    return this.#all.get(key);\n  }\n}\nexport const box = new Box();",
                "app.mjs": "import { box } from './box.mjs';\nexport const logger = box.take('Logger');",
            ] as ExplainedModules).told()
        #expect(
            told.contains { $0.hasPrefix("'Logger' is registered here, and 'main.mjs' has not begun") && $0.hasSuffix("(main.mjs:3:1)") },
            "\(told)")
    }

    @Test func `a key of the environment that a function is given`() throws {
        let told = try
            ([
                "main.mjs": "import { port } from './settings.mjs';\nprocess.env.APP_PORT = '80';\nconsole.log(port);",
                "settings.mjs":
                    "function required(name) {\n  const value = process.env[name];\n  if (value === undefined) throw new Error(`missing ${name}`);\n  return value;\n}\nexport const port = required('APP_PORT');",
            ] as ExplainedModules).told("node")
        #expect(told.contains { $0.hasPrefix("process.env.APP_PORT is set here") }, "\(told)")
    }

    @Test func `a cut whose value is used is not offered`() throws {
        let explanation = try
            ([
                "main.mjs": "export const a = 1;\nconst { b } = await import('./b.mjs');\nconsole.log(b.length);",
                "b.mjs": "import { a } from './main.mjs';\nexport const b = [a];",
            ] as ExplainedModules).explained()
        #expect(explanation.failures.flatMap(\.remedies).allSatisfy { $0.change == nil })
    }
}
