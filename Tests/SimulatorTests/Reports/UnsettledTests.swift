import Testing

/// What is told of a run that never settles: who waits where, for whom, and which cycle they are in.
@Suite struct UnsettledTests {
    @Test func `an await that nothing ends, and the importers that wait for it`() throws {
        #expect(
            try told([
                "main.mjs": "import './app.mjs';\nconsole.log('never');", "app.mjs": "import './db.mjs';",
                "db.mjs": "async function connect() {\n  await new Promise(() => {});\n}\nawait connect();",
            ]) == """
                db.mjs:2:3: error: 'db.mjs' waits here for ever
                  2 |   await new Promise(() => {});
                    |   ^^^^^
                  at await in connect (db.mjs:2:3)
                  at await (db.mjs:4:1)
                  imported by app.mjs:1:8, which waits for it
                  imported by main.mjs:1:8, which waits for it
                  help: nothing that is left to do settles what is awaited

                """)
    }

    @Test func `modules that import() each other`() throws {
        #expect(
            try told([
                "main.mjs": "import './cart.mjs';", "cart.mjs": "await import('./price.mjs');", "price.mjs": "await import('./cart.mjs');",
            ]) == """
                cart.mjs:1:1: error: 'cart.mjs' waits here for 'price.mjs', which never finishes
                  1 | await import('./price.mjs');
                    | ^^^^^
                  at await (cart.mjs:1:1)
                  imported by main.mjs:1:8, which waits for it
                  note: 'price.mjs' waits here for 'cart.mjs' (price.mjs:1:1)
                  help: they wait for each other: cart.mjs → price.mjs → cart.mjs; do not await one of these imports at the top level

                """)
    }

    @Test func `a module whose exported then never calls back`() throws {
        #expect(
            try told(["main.mjs": "await import('./steps.mjs');", "steps.mjs": "export function then() {}"]) == """
                main.mjs:1:1: error: 'main.mjs' waits here for the function 'then' of 'steps.mjs', which never calls back
                  1 | await import('./steps.mjs');
                    | ^^^^^
                  help: import() takes a module that exports a function 'then' for a promise, and calls it: export it by another name

                """)
    }

    @Test func `a module that import()s itself`() throws {
        #expect(
            try told(["main.mjs": "await import('./main.mjs');"]) == """
                main.mjs:1:1: error: 'main.mjs' waits here for itself
                  1 | await import('./main.mjs');
                    | ^^^^^
                  help: the module waits for itself: do not await an import() of it here

                """)
    }

    @Test func `a module that import()s its importer waits in a cycle too`() throws {
        let text = try told(["main.mjs": "import './a.mjs';", "a.mjs": "await import('./main.mjs');"])
        #expect(text.hasPrefix("a.mjs:1:1: error: 'a.mjs' waits here for 'main.mjs', which never finishes\n"))
        #expect(text.contains("  imported by main.mjs:1:8, which waits for it\n"))
    }
}
