import Testing

@testable import Explanation

/// Functions that are there before their module has run, and use what is not.
@Suite struct HoistedFunctionTests {
    @Test(arguments: ["const", "let", "var"])
    func `a function that uses a variable of its own module`(kind: String) throws {
        let told = try
            ([
                "main.mjs": "import './a.mjs';",
                "a.mjs": "import './b.mjs';\n\(kind) hooks = [];\nexport function register(hook) { hooks.push(hook); }",
                "b.mjs": "import { register } from './a.mjs';\nregister('b');",
            ] as ExplainedModules).told("node")
        #expect(
            told.dropFirst() == [
                "'register' is called here: a function declaration is there before its module has run, and what it uses is not (b.mjs:2:1)",
                "'hooks' is \(kind == "var" ? "assigned" : "declared") here (a.mjs:2:\(kind == "var" ? 1 : kind.count + 2))",
                "'a.mjs' has not begun: the import cycle a.mjs → b.mjs → a.mjs runs 'b.mjs' first (a.mjs:1:8)",
                "help: move 'register' and 'hooks' into a module of its own, which a.mjs and b.mjs both import",
                "or: in b.mjs, call 'register' only in functions that are called later",
            ], "\(told)")
    }

    @Test func `moving helps nothing where the variable needs the caller`() throws {
        let told = try
            ([
                "main.mjs": "import './a.mjs';",
                "a.mjs": "import { base } from './b.mjs';\nconst all = [base];\nexport function first() { return all[0]; }",
                "b.mjs": "import { first } from './a.mjs';\nexport const base = first();",
            ] as ExplainedModules).told("node")
        #expect(told.contains("'all' needs 'base' of 'b.mjs', so that it cannot run before (a.mjs:2:14)"), "\(told)")
        #expect(!told.contains { $0.contains("module of its own") }, "\(told)")
    }

    @Test func `a module that stands at an await`() throws {
        let told = try
            ([
                "main.mjs": "import './a.mjs';",
                "a.mjs": "import './b.mjs';\nawait sleep(10);\nconst all = [];\nexport function add(x) { all.push(x); }",
                "b.mjs": "import { add } from './a.mjs';\nsetTimeout(() => add(1), 5);",
            ] as ExplainedModules).told("node")
        #expect(told.contains("'a.mjs' waits here, and has not come to that (a.mjs:2:1)"), "\(told)")
        #expect(told.contains("help: in a.mjs, move 'all' before the await of line 2"), "\(told)")
    }

    @Test func `a module that has come to a call of the other`() throws {
        let told = try
            ([
                "main.mjs": "import { run } from './b.mjs';\nrun(name);\nconst list = ['x'];\nfunction name() { return list[0]; }",
                "b.mjs": "export const run = (name) => name();",
            ] as ExplainedModules).told("node")
        #expect(told.contains("'main.mjs' has only come to this place (main.mjs:2:1)"), "\(told)")
    }

    @Test func `what a module calls itself too early keeps its own advice`() throws {
        let told = try (["main.mjs": "show();\nconst text = 'x';\nfunction show() { console.log(text); }"] as ExplainedModules).told("node")
        #expect(
            told.contains("help: move the declaration before its first use, or the use into a function that is called later"), "\(told)")
    }

    // MARK: Functions that nobody calls

    @Test func `an export that only an uncalled function sets`() throws {
        let told = try
            ([
                "main.mjs": "import { db } from './db.mjs';\ndb.query();",
                "db.mjs": "export let db;\nexport async function connect() { await sleep(1); db = {}; }",
            ] as ExplainedModules).told("node")
        #expect(
            told.suffix(2) == [
                "'db' is only assigned here, in 'connect', which nobody calls (db.mjs:2:51)",
                "help: await connect() before 'db' is used, such as at the top level of db.mjs",
            ], "\(told)")
    }

    @Test func `an export that is set by a call behind its use`() throws {
        let told = try
            ([
                "main.mjs": "import { db, connect } from './db.mjs';\ndb.query();\nconnect();",
                "db.mjs": "export let db;\nexport function connect() { db = {}; }",
            ] as ExplainedModules).told("node")
        #expect(told.contains("'connect' is called here, and has not been called before (main.mjs:3:1)"), "\(told)")
        #expect(told.last == "help: call connect() before 'db' is used, such as at the top level of db.mjs", "\(told)")
    }

    /// What a name is handed to may call it.
    @Test func `a function that is handed on is not called uncalled`() throws {
        let told = try
            ([
                "main.mjs": "import { db, connect } from './db.mjs';\nconst later = [connect];\ndb.query();",
                "db.mjs": "export let db;\nexport function connect() { db = {}; }",
            ] as ExplainedModules).told("node")
        #expect(!told.contains { $0.contains("nobody calls") }, "\(told)")
    }

    // MARK: Values that need their reader

    @Test func `a value that needs its reader cannot move`() throws {
        let told = try
            ([
                "main.mjs": "import './app.mjs';", "app.mjs": "import { routes } from './routes.mjs';\nexport const app = { routes };",
                "routes.mjs": "import { app } from './app.mjs';\nexport const routes = [app.name];",
            ] as ExplainedModules).told("node")
        #expect(told.contains("'app' needs 'routes' of 'routes.mjs', so that it cannot run before (app.mjs:2:22)"), "\(told)")
        #expect(
            told.suffix(2) == [
                "help: let routes.mjs export a function that is given 'app', and call it in app.mjs, where 'app' is there",
                "or: use 'app' only in functions that are called later",
            ], "\(told)")
    }

    @Test func `names that a circle of waits needs cannot move`() throws {
        let told = try
            ([
                "main.mjs": "import './server.mjs';",
                "server.mjs": "const hooks = await import('./hooks.mjs');\nexport const handler = hooks.wrap(() => 1);",
                "hooks.mjs": "import { handler } from './server.mjs';\nexport const wrap = (f) => () => handler ?? f;",
            ] as ExplainedModules).told("node")
        #expect(
            told.contains("'handler' has its value from this await: moved alone, it would still wait (server.mjs:1:15)"), "\(told)")
        #expect(
            told.contains {
                $0.hasSuffix(
                    "in hooks.mjs, take handler by import(\"./server.mjs\") in the functions that use it, in the place of the import at its top"
                )
            }, "\(told)")
    }
}
