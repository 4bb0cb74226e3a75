import Testing

/// What to write instead: the hint belongs to what is told, and the program sees the message that engines give.
@Suite struct HintTests {
    private func help(_ modules: Modules, host: String = "spec") throws -> [String] {
        let run = try modules.run(host, recordsEvents: false)
        return (run.diagnostics + run.outcomeDiagnostics).flatMap { problem in
            problem.related.map { "\($0.message) (\($0.location.text))" } + [problem.suggestion ?? "no hint"]
        }
    }

    private func help(_ source: String, host: String = "spec") throws -> [String] { try help(["main.mjs": source], host: host) }

    // MARK: Names

    @Test func `a name that is declared nowhere`() throws {
        #expect(
            try told(["main.mjs": "const connection = 1;\nfunction send(value) {\n  return conection + value;\n}\nsend(1);"]) == """
                main.mjs:3:10: error: uncaught ReferenceError: conection is not defined
                  3 |   return conection + value;
                    |          ^^^^^^^^^
                  at send (main.mjs:3:10)
                  at main.mjs:5:1
                  note: 'connection' is declared here (main.mjs:1:7)
                  help: did you mean 'connection'?

                """)
        #expect(try help("consle.log(1);") == ["did you mean 'console'?"])
        #expect(try help("zzzzzzzz;") == ["no hint"])
    }

    @Test func `only names that the place can see are near`() throws {
        #expect(try help("function f() { const counter = 1; return counter; }\nf(conter);") == ["no hint"])
        #expect(
            try help("function f(counter) { return () => conter; }\nf(1)();") == [
                "'counter' is declared here (main.mjs:1:12)", "did you mean 'counter'?",
            ])
    }

    @Test(
        "What CommonJS, a page or another host has",
        arguments: [
            ("require('./db.js');", "a module has no require(): write import … from './x.mjs' at its top, or await import('./x.mjs')"),
            ("module.exports = {};", "a module has no module: write export default …, or export const name = …"),
            ("exports.a = 1;", "a module has no exports: write export default …, or export const name = …"),
            ("__dirname;", "a module has no __dirname: import.meta.url is its address"),
            ("window.x = 1;", "write globalThis"), ("document.title;", "tla-sim has no page, on no host"),
            ("process.exit();", "'process' is Node's: choose --host node"),
        ])
    func habits(source: String, hint: String) throws {
        #expect(try help(source) == [hint])
    }

    @Test func `the program sees the engines' own message`() throws {
        let lines = try console(
            "try { require('x'); } catch (e) { console.log(e.message); }\ntry { console.lgo(); } catch (e) { console.log(e.message); }")
        #expect(lines == ["require is not defined", "console.lgo is not a function"])
    }

    @Test func `a method that is not there`() throws {
        #expect(
            try told(["main.mjs": "const list = [1];\nlist.pusch(2);"]) == """
                main.mjs:2:1: error: uncaught TypeError: list.pusch is not a function
                  2 | list.pusch(2);
                    | ^^^^^^^^^^
                  help: did you mean 'list.push'?

                """)
        #expect(
            try help(["main.mjs": "import * as db from './db.mjs';\ndb.conect();", "db.mjs": "export function connect() {}"]) == [
                "did you mean 'db.connect'?"
            ])
        #expect(try help("const a = { go: 1 };\na.run();") == ["no hint"])
    }

    @Test(
        "The callee is named as V8 names it",
        arguments: [
            ("a().b()", "a(...).b is not a function"), ("o.p.q()", "o.p.q is not a function"),
            ("o\n  .p\n  .z()", "o.p.z is not a function"),
            ("o[k]()", "o[k] is not a function"), ("o['p'].r(1, 2)", "o.p.r is not a function"), ("u()", "u is not a function"),
            ("o.p?.zz()", "o.p?.zz is not a function"), ("o.f`x`", "o.f is not a function"), ("[1].foo(2)", "[1].foo is not a function"),
            ("'s'.foo()", #""s".foo is not a function"#), ("[3].map(x => x).fiter(x => x)", "[3].map(...).fiter is not a function"),
            ("o.p.t(')', a(1))", "o.p.t is not a function"), ("o /* here */ . p . s()", "o.p.s is not a function"),
            ("new u()", "u is not a constructor"), ("new o.p.q(1)", "o.p.q is not a constructor"), ("new o.p", "o.p is not a constructor"),
        ])
    func callee(expression: String, message: String) throws {
        let lines = try console(
            """
            const a = () => ({}), o = { p: { q: 1 } }, u = undefined, k = 'x';
            try { \(expression); } catch (error) { console.log(error.message); }
            """)
        #expect(lines == [message])
    }

    // MARK: Dead zones

    @Test func `a use before the declaration`() throws {
        #expect(
            try told(["main.mjs": "function show() { return port; }\nshow();\nconst port = 1;"]) == """
                main.mjs:1:26: error: uncaught ReferenceError: Cannot access 'port' before initialization
                  1 | function show() { return port; }
                    |                          ^^^^
                  at show (main.mjs:1:26)
                  at main.mjs:2:1
                  note: 'port' is declared here (main.mjs:3:7)
                  help: move the declaration before its first use, or the use into a function that is called later

                """)
    }

    // MARK: Imports

    @Test func `an export that is not there`() throws {
        func hint(_ importing: String, _ source: String) throws -> [String] {
            try help(["main.mjs": importing, "db.mjs": source])
        }
        #expect(try hint("import { conect } from './db.mjs';", "export const connect = 1;") == ["did you mean 'connect'?"])
        #expect(
            try hint("import db from './db.mjs';", "export const connect = 1;\nexport const close = 2;") == [
                "it has no default export; it exports 'connect', 'close', in braces: import { connect } from …"
            ])
        #expect(
            try hint("import { db } from './db.mjs';", "export default 1;") == [
                "it has only a default export, without braces: import db from …"
            ])
        #expect(
            try hint("import { db } from './db.mjs';", "export default 1; export const zebra = 2;") == ["it exports 'zebra' and a default"])
        #expect(try hint("import { db } from './db.mjs';", "console.log(1);") == ["it exports nothing"])
    }

    @Test func `a link error tells the imports that led to it`() throws {
        #expect(
            try told([
                "main.mjs": "import './app.mjs';", "app.mjs": "\nimport { conect } from './db.mjs';",
                "db.mjs": "export const connect = 1;",
            ]) == """
                app.mjs:2:10: error: 'db.mjs' does not export 'conect'
                  2 | import { conect } from './db.mjs';
                    |          ^^^^^^
                  imported by main.mjs:1:8
                  help: did you mean 'connect'?

                """)
    }

    @Test func `a name that comes from two modules`() throws {
        #expect(
            try told([
                "main.mjs": "import { price } from './shop.mjs';",
                "shop.mjs": "export * from './fruit.mjs';\nexport * from './tools.mjs';",
                "fruit.mjs": "export const price = 1;", "tools.mjs": "export const price = 2;",
            ]) == """
                main.mjs:1:10: error: 'shop.mjs' gets the name 'price' from more than one module, so it is ambiguous
                  1 | import { price } from './shop.mjs';
                    |          ^^^^^
                  note: one 'price' comes through export * from './fruit.mjs' (shop.mjs:1:15)
                  note: one 'price' comes through export * from './tools.mjs' (shop.mjs:2:15)
                  help: import it from 'fruit.mjs' or 'tools.mjs' itself, or export it there by name

                """)
    }

    @Test func `a module that is not there`() throws {
        func hint(_ specifier: String) throws -> [String] {
            try help(["main.mjs": "import '\(specifier)';", "lib/db.mjs": "", "Logger.mjs": "", "util/index.mjs": ""])
        }
        for (specifier, near) in [
            ("./lib/bd.mjs", "./lib/db.mjs"), ("./lib/db", "./lib/db.mjs"), ("./lib/db.js", "./lib/db.mjs"),
            ("./logger.mjs", "./Logger.mjs"),
            ("./util", "./util/index.mjs"), ("./libs/db.mjs", "./lib/db.mjs"), ("lib/db", "lib/db.mjs"),
        ] {
            #expect(try hint(specifier) == ["did you mean '\(near)'?"])
        }
        #expect(try hint("./nothing-like-it.mjs") == ["add it under 'modules'"])
        #expect(
            try hint("file:///srv/nothing-like-it.mjs") == [
                "a scenario imports its own modules only: add one with 'file: PATH' under 'modules', and import it by its name"
            ])
    }
}
