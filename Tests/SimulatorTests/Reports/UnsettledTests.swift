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
                  help: they wait for each other: cart.mjs → price.mjs → cart.mjs; do not await import("./cart.mjs") at the top level of price.mjs

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
                  help: main.mjs waits for itself; do not await import("./main.mjs") at the top level of main.mjs

                """)
    }

    /// ECMA-262: the promise of import('./a.mjs') settles with the cycle root of a, which has not begun, as it imports b.
    @Test func `a circle is told whole, with the modules that have not begun`() throws {
        let text = try told([
            "main.mjs": "import './b.mjs'; export const a = 1; await Promise.all([import('./b.mjs'), 1]);",
            "b.mjs": "import {a} from './main.mjs'; await import('./main.mjs'); console.log(a);",
        ])
        #expect(text.hasPrefix("b.mjs:1:31: error: 'b.mjs' waits here for 'main.mjs', which never finishes\n"))
        #expect(
            text.hasSuffix(
                "help: they wait for each other: b.mjs → main.mjs → b.mjs; do not await import(\"./main.mjs\") at the top level of b.mjs\n"),
            "\(text)")
        let long = try told(["main.mjs": "import './a.mjs';", "a.mjs": "import './b.mjs';", "b.mjs": "await import('./main.mjs');"])
        #expect(
            long.hasSuffix(
                "help: they wait for each other: b.mjs → main.mjs → a.mjs → b.mjs; do not await import(\"./main.mjs\") at the top level of b.mjs\n"
            ), "\(long)")
    }

    @Test func `a circle may go through other promises and functions`() throws {
        let text = try told([
            "main.mjs": "import './a.mjs';", "a.mjs": "await Promise.all([import('./b.mjs'), 1]);",
            "b.mjs": "const load = async () => await import('./a.mjs');\nawait load();",
        ])
        #expect(text.contains("  note: 'b.mjs' waits here for 'a.mjs' (b.mjs:1:26)\n"), "\(text)")
        #expect(
            text.hasSuffix("help: they wait for each other: a.mjs → b.mjs → a.mjs; do not await load() at the top level of b.mjs\n"),
            "\(text)")
    }

    @Test func `a module that import()s its importer waits in a cycle too`() throws {
        let text = try told(["main.mjs": "import './a.mjs';", "a.mjs": "await import('./main.mjs');"])
        #expect(text.hasPrefix("a.mjs:1:1: error: 'a.mjs' waits here for 'main.mjs', which never finishes\n"))
        #expect(text.contains("  imported by main.mjs:1:8, which waits for it\n"))
    }
}
