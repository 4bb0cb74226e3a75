import Testing
import Trace

/// Names across modules: https://tc39.es/ecma262/#sec-resolveexport and what it leads to.
@Suite struct LinkingTests {
    /// The one problem of a run that does not link: where, what, and what to write instead.
    private func problem(_ modules: Modules) throws -> String {
        let run = try modules.run()
        guard case .linkError = run.trace.outcome else { return "outcome: \(run.trace.outcome)" }
        #expect(run.trace.lines == [], "nothing runs before all is linked")
        #expect(run.diagnostics.count == 1)
        let problem = try #require(run.diagnostics.first)
        let place = problem.location.map { "\($0.line):\($0.column) " } ?? ""
        return place + problem.message + (problem.suggestion.map { "; \($0)" } ?? "")
    }

    @Test func `a missing name is told with its place and the near name`() throws {
        let modules: Modules = [
            "main.mjs": "console.log(1);\nimport { conect } from './db.mjs';", "db.mjs": "console.log(2); export function connect() {}",
        ]
        let text = try problem(modules)
        #expect(text == "2:10 'db.mjs' does not export 'conect'; did you mean 'connect'?")
    }

    @Test func `a missing default is no other name`() throws {
        let modules: Modules = ["main.mjs": "import db from './db.mjs';", "db.mjs": "export const x = 1;"]
        let text = try problem(modules)
        #expect(text == "1:8 'db.mjs' does not export 'default'; it has no default export; it exports 'x', in braces: import { x } from …")
    }

    @Test func `a name from two stars is ambiguous when it is imported, and only then`() throws {
        let rest: [(String, String)] = [
            ("both.mjs", "export * from './a.mjs'; export * from './b.mjs';"), ("a.mjs", "export const x = 1, y = 2;"),
            ("b.mjs", "export const x = 3, z = 4;"),
        ]
        let text = try problem(Modules([("main.mjs", "import { x } from './both.mjs';")] + rest))
        #expect(
            text == "1:10 'both.mjs' gets the name 'x' from more than one module, so it is ambiguous; "
                + "import it from 'a.mjs' or 'b.mjs' itself, or export it there by name")
        let names =
            "import * as both from './both.mjs'; let names = ''; for (const name in both) names += name; console.log(names, both.x);"
        #expect(try Modules([("main.mjs", names)] + rest).lines() == ["yz undefined"])
    }

    @Test func `the same binding by two ways is not ambiguous`() throws {
        let modules: Modules = [
            "main.mjs": "import { x } from './both.mjs'; console.log(x);",
            "both.mjs": "export * from './a.mjs'; export * from './again.mjs';", "a.mjs": "export const x = 1;",
            "again.mjs": "export { x } from './a.mjs';",
        ]
        #expect(try modules.lines() == ["1"])
    }

    @Test func `a module's own name hides that of a star`() throws {
        let modules: Modules = [
            "main.mjs": "import { x } from './a.mjs'; console.log(x);", "a.mjs": "export * from './b.mjs'; export const x = 'own';",
            "b.mjs": "export const x = 'star';",
        ]
        #expect(try modules.lines() == ["own"])
    }

    @Test func `no star passes on a default`() throws {
        let modules: Modules = [
            "main.mjs": "import x from './a.mjs';", "a.mjs": "export * from './b.mjs';", "b.mjs": "export default 1;",
        ]
        let text = try problem(modules)
        #expect(text == "1:8 'a.mjs' does not export 'default'; it exports nothing")
    }

    @Test func `a name that only goes in a cycle is missing`() throws {
        let modules: Modules = [
            "main.mjs": "import { x } from './a.mjs';", "a.mjs": "export { x } from './b.mjs';", "b.mjs": "export { x } from './a.mjs';",
        ]
        let text = try problem(modules)
        #expect(text.contains("does not export 'x'"))
    }

    @Test func `a default that only goes in a cycle is missing`() throws {
        let modules: Modules = [
            "main.mjs": "import d from './a.mjs';", "a.mjs": "export { default } from './b.mjs';",
            "b.mjs": "export { default } from './a.mjs';",
        ]
        #expect(try problem(modules) == "1:10 'a.mjs' does not export 'default'; it exports nothing")
    }

    @Test func `stars may go in a cycle`() throws {
        let modules: Modules = [
            "main.mjs": "import { x, y } from './a.mjs'; console.log(x, y);", "a.mjs": "export * from './b.mjs'; export const x = 1;",
            "b.mjs": "export * from './a.mjs'; export const y = 2;",
        ]
        #expect(try modules.lines() == ["1 2"])
    }

    @Test func `the namespaces of a cycle have each other's names, sorted`() throws {
        let modules: Modules = [
            "a.mjs": """
            import * as b from './b.mjs'; export * from './b.mjs'; export const z = 1; export const a = 2;
            let names = ''; for (const name in b) names += name; console.log(names);
            """,
            "b.mjs": """
            import * as a from './a.mjs'; export * from './a.mjs'; export const m = 3;
            try { console.log(a.z); } catch (error) { console.log(error.name); }
            """,
        ]
        #expect(try modules.lines() == ["ReferenceError", "amz"])
    }

    @Test func `a binding of a cycle is dead until its body has made it`() throws {
        let modules: Modules = [
            "a.mjs": "import './b.mjs'; export let x = 1; export var v = 2; export function f() { return 'f'; } export class C {}",
            "b.mjs": """
            import { x, v, f, C } from './a.mjs';
            console.log(v, f());
            try { x; } catch (error) { console.log(error.name); }
            try { C; } catch (error) { console.log(error.name); }
            try { typeof x; } catch (error) { console.log(error.name); }
            """,
        ]
        #expect(try modules.lines() == ["undefined f", "ReferenceError", "ReferenceError", "ReferenceError"])
    }

    @Test func `importers see a binding live and cannot write it`() throws {
        let modules: Modules = [
            "main.mjs": """
            import { count as n, add } from './a.mjs'; import * as a from './a.mjs';
            add(); console.log(n, a.count); add(); console.log(n, a.count);
            try { n = 5; } catch (error) { console.log(error.name); }
            try { a.count = 5; } catch (error) { console.log(error.name); }
            """, "a.mjs": "export let count = 0; export function add() { count++; }",
        ]
        #expect(try modules.lines() == ["1 1", "2 2", "TypeError", "TypeError"])
    }

    @Test func `a default by expression is a value, by name a binding`() throws {
        let modules: Modules = [
            "main.mjs": """
            import value, { change } from './value.mjs'; import live, { change as changeLive } from './live.mjs';
            change(); changeLive(); console.log(value, live);
            """, "value.mjs": "let x = 1; export default x; export function change() { x = 2; }",
            "live.mjs": "let x = 1; export { x as default }; export function change() { x = 2; }",
        ]
        #expect(try modules.lines() == ["1 2"])
    }

    @Test func `a default function is there before its module's body, and has a name`() throws {
        let modules: Modules = [
            "a.mjs": "import './b.mjs'; export default function () { return 'early'; }",
            "b.mjs": "import f from './a.mjs'; import C from './c.mjs'; console.log(f(), f.name, C.name);",
            "c.mjs": "export default class {}",
        ]
        #expect(try modules.lines() == ["early default default"])
    }

    @Test func `names may be strings, and a namespace may be exported`() throws {
        let modules: Modules = [
            "main.mjs": "import { 'a b' as x, inner } from './a.mjs'; console.log(x, inner.y);",
            "a.mjs": "const x = 1; export { x as 'a b' }; export * as inner from './b.mjs';", "b.mjs": "export const y = 2;",
        ]
        #expect(try modules.lines() == ["1 2"])
    }

    @Test func `a JSON module has a default and runs no code`() throws {
        var modules: Modules = [
            "main.mjs": "import data from './data.json' with { type: 'json' }; console.log(typeof data);", "data.json": "1",
        ]
        modules.json = ["data.json"]
        #expect(try modules.run().trace.outcome == .fulfilled)
        var wrong: Modules = ["main.mjs": "import { x } from './data.json' with { type: 'json' };", "data.json": "{\"x\": 1}"]
        wrong.json = ["data.json"]
        let text = try problem(wrong)
        #expect(text == "1:10 'data.json' does not export 'x'; it has only a default export, without braces: import x from …")
    }

    @Test func `a module that is not there is a load error at the import`() throws {
        let modules: Modules = ["main.mjs": "import './a.mjs';\nimport './bb.mjs';", "a.mjs": "console.log('never')", "b.mjs": ""]
        let run = try modules.run()
        guard case .loadError = run.trace.outcome else {
            Issue.record("outcome: \(run.trace.outcome)")
            return
        }
        #expect(run.trace.lines == [])
        #expect(run.diagnostics.first?.location?.line == 2)
    }

    @Test func `import() of a module that does not link rejects, and can be tried again`() throws {
        let modules: Modules = [
            "main.mjs": """
            for (let i = 0; i < 2; i++) { try { await import('./bad.mjs'); } catch (error) { console.log(error.name); } }
            await import('./good.mjs');
            """, "bad.mjs": "import { x } from './good.mjs';", "good.mjs": "console.log('good');",
        ]
        #expect(try modules.lines() == ["SyntaxError", "SyntaxError", "good"])
    }

    @Test func `one namespace that two modules export again is one binding`() throws {
        let modules: Modules = [
            "main.mjs": "import { ns } from './both.mjs'; console.log(ns.x);",
            "both.mjs": "export * from './a.mjs'; export * from './b.mjs';",
            "a.mjs": "import * as ns from './c.mjs'; export { ns };", "b.mjs": "export * as ns from './c.mjs';",
            "c.mjs": "export const x = 1;",
        ]
        #expect(try modules.lines() == ["1"])
    }
}
