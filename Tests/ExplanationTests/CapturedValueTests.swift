import Testing

@testable import Explanation

/// Values that a module takes at its top level and keeps, and that are replaced later where they were.
@Suite struct CapturedValueTests {
    private static let db = ("db.mjs", "export const db = { query(sql) { return `rows of ${sql}`; } };")
    private static let telemetry = (
        "telemetry.mjs", "import { db } from './db.mjs';\nexport function setup() {\n  db.query = (sql) => `traced ${sql}`;\n}"
    )
    private static let app =
        "import { setup } from './telemetry.mjs';\nimport { list } from './routes.mjs';\nsetup();\nconsole.log(list());"

    @Test func `a method that a function replaces`() throws {
        let modules = ExplainedModules([
            ("app.mjs", Self.app), Self.db, Self.telemetry,
            ("routes.mjs", "import { db } from './db.mjs';\nconst { query } = db;\nexport const list = () => query('users');"),
        ])
        for recordsEvents in [true, false] {
            #expect(
                try modules.told(recordsEvents: recordsEvents) == [
                    "routes.mjs:2:19: 'query' is taken from db.query here, before that is replaced: it stays as it was",
                    "db.query is replaced here, in 'setup' (telemetry.mjs:3:3)",
                    "'setup' is called here, and 'app.mjs' has not begun: what it imports runs before its own code (app.mjs:3:1)",
                    "help: call setup() in a module of its own, which app.mjs imports before 'routes.mjs'",
                    "or: take db.query in the functions that use it, and not at the top level",
                ])
        }
    }

    @Test func `what helps`() throws {
        let first = ExplainedModules([
            ("app.mjs", "import './setup.mjs';\nimport { list } from './routes.mjs';\nconsole.log(list());"), Self.db, Self.telemetry,
            ("setup.mjs", "import { setup } from './telemetry.mjs';\nsetup();"),
            ("routes.mjs", "import { db } from './db.mjs';\nconst { query } = db;\nexport const list = () => query('users');"),
        ])
        #expect(try first.told().isEmpty)
        let second = ExplainedModules([
            ("app.mjs", Self.app), Self.db, Self.telemetry,
            ("routes.mjs", "import { db } from './db.mjs';\nexport const list = () => db.query('users');"),
        ])
        #expect(try second.told().isEmpty)
    }

    @Test(arguments: [
        ("const now = Date.now;\nexport const read = () => now();", "Date.now = () => 1;", "'now' is taken from Date.now"),
        ("const now = Date.now.bind(Date);\nexport const read = () => now();", "Date.now = () => 1;", "'now' is taken from Date.now"),
        (
            "const { random } = Math;\nexport const read = () => random();", "globalThis.Math.random = () => 1;",
            "'random' is taken from Math.random"
        ),
    ])
    func `what the language has`(user: String, change: String, words: String) throws {
        let told = try ExplainedModules([
            ("main.mjs", "import { read } from './user.mjs';\n\(change)\nconsole.log(read());"), ("user.mjs", user),
        ]).told()
        #expect(told.first?.contains(words) == true, "\(told)")
    }

    @Test func `a variable of another module that is exported`() throws {
        let told = try ExplainedModules([
            ("main.mjs", "import { set } from './http.mjs';\nimport { get } from './client.mjs';\nset('proxy');\nconsole.log(get());"),
            ("http.mjs", "export let agent = 'direct';\nexport function set(value) { agent = value; }"),
            ("client.mjs", "import { agent } from './http.mjs';\nconst via = agent;\nexport const get = () => via;"),
        ]).told()
        #expect(told.first == "client.mjs:2:13: 'via' is taken from agent here, before that is replaced: it stays as it was")
    }

    /// A module that means to have the old one says so by the name, and one that replaces it itself knows.
    @Test(arguments: [
        "const originalNow = Date.now;\nexport const read = () => originalNow();",
        "const now = Date.now;\nDate.now = () => now();\nexport const read = () => now();",
        "const now = Date.now;\nconsole.log(typeof now);\nexport const read = () => 1;",
    ])
    func `what is meant`(user: String) throws {
        let told = try ExplainedModules([
            ("main.mjs", "import { read } from './user.mjs';\nDate.now = () => 1;\nconsole.log(read());"), ("user.mjs", user),
        ]).told()
        #expect(told.allSatisfy { !$0.contains("stays as it was") } || user.hasPrefix("const now = Date.now;\nDate"), "\(told)")
    }
}
