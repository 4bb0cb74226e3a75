import Testing

@testable import Explanation

/// A module that runs twice, by another query: what was set in the one instance the other has not.
@Suite struct TwinModuleTests {
    @Test func `a value that the other instance has`() throws {
        let told = try
            ([
                "main.mjs": "import './boot.mjs';\nimport './page.mjs';",
                "boot.mjs": "import { setDb } from './state.mjs?v=1';\nsetDb({ query: () => 1 });",
                "page.mjs": "import { db } from './state.mjs';\ndb.query();",
                "state.mjs": "export let db;\nexport function setDb(value) { db = value; }",
            ] as ExplainedModules).told("node")
        #expect(
            told == [
                "page.mjs:2:1: uncaught TypeError: Cannot read properties of undefined (reading 'query')",
                "'state.mjs' runs a second time, as 'state.mjs?v=1', which is asked for here: a module of its own, with 'db' of its own "
                    + "(boot.mjs:1:23)",
                "help: in boot.mjs, ask for 'state.mjs' by the same specifier as the others: a query makes another module",
            ], "\(told)")
    }

    @Test func `a promise whose resolver the other instance has called`() throws {
        let told = try
            ([
                "main.mjs": "import './boot.mjs';\nimport { ready } from './gate.mjs';\nawait ready;",
                "boot.mjs": "const { start } = await import('./gate.mjs?t=' + 42);\nstart();",
                "gate.mjs": """
                let open;
                export const ready = new Promise((resolve) => { open = resolve; });
                export function start() { open(); }
                """,
            ] as ExplainedModules).told("node")
        #expect(told.contains { $0.hasSuffix("a module of its own, with 'ready' of its own (boot.mjs:1:25)") }, "\(told)")
        #expect(
            told.contains("help: in boot.mjs, ask for 'gate.mjs' by the same specifier as the others: a query makes another module"),
            "\(told)")
    }

    /// Where neither instance has the value, two of them are not why.
    @Test func `a value that nobody has set`() throws {
        let told = try
            ([
                "main.mjs": "import './state.mjs?v=1';\nimport { db } from './state.mjs';\ndb.query();",
                "state.mjs": "export let db;\nexport function setDb(value) { db = value; }",
            ] as ExplainedModules).told("node")
        #expect(!told.isEmpty && !told.contains { $0.contains("a second time") }, "\(told)")
    }
}
