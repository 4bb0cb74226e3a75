import Testing

/// What Bun does otherwise than ECMA-262 and than Node.js. Measured on Bun 1.4.4.
@Suite struct BunTests {
    private func lines(_ sources: [(name: String, source: String)], _ host: String = "bun") throws -> String {
        try Modules(sources, entry: "main.mjs").lines(host).joined(separator: " ")
    }

    @Test("A static import back to who waits for the import() is not waited for")
    func backEdge() throws {
        let modules = [
            ("main.mjs", "console.log('main'); await import('./plugin.mjs'); console.log('end');"),
            ("plugin.mjs", "import './main.mjs'; console.log('plugin');"),
        ]
        #expect(try lines(modules) == "main plugin end")
        #expect(try lines(modules, "node") == "main")
        // The await hangs off the import() by a function.
        let far = [
            ("main.mjs", "import { load } from './load.mjs'; await load(); console.log('end');"),
            ("load.mjs", "export const load = async () => { await import('./plugin.mjs'); };"),
            ("plugin.mjs", "import './main.mjs'; console.log('plugin');"),
        ]
        #expect(try lines(far) == "plugin end")
        // Below the module that is imported.
        let below = [
            ("main.mjs", "import './low.mjs'; console.log('main');"), ("low.mjs", "await import('./plugin.mjs'); console.log('low');"),
            ("plugin.mjs", "import './main.mjs'; console.log('plugin');"),
        ]
        #expect(try lines(below) == "plugin low main")
    }

    @Test("An await elsewhere is waited for, also where the module below has called import()")
    func otherAwait() throws {
        let modules = [
            ("main.mjs", "import './low.mjs'; console.log('main');"),
            ("low.mjs", "import('./plugin.mjs'); await null; console.log('low');"),
            ("plugin.mjs", "import './main.mjs'; console.log('plugin');"),
        ]
        #expect(try lines(modules, "bun+loaded") == "low main plugin")
    }

    /// By what stands in `low`: whether its importer goes on at once.
    @Test(arguments: [
        ("if (false) await 1;", true), ("if (!1) await 1;", true), ("false && await 1;", true), ("true || await 1;", true),
        ("true ? 1 : await 1;", true), ("if (undefined) await 1;", true), ("if ('a' === 'b') await 1;", true),
        ("if (true) {} else await 1;", true),
        ("if (false) { for await (const x of []); }", true), ("while (false) await 1;", false),
        ("const no = false; if (no) await 1;", false),
        ("if (1 > 2) await 1;", false), ("null ?? await 1;", false),
    ])
    func awaitsThatCannotRun(statement: String, isDropped: Bool) throws {
        let modules = [
            ("main.mjs", "import './x.mjs'; import './y.mjs';"), ("x.mjs", "import './low.mjs'; console.log('x');"),
            ("low.mjs", statement), ("y.mjs", "console.log('y');"),
        ]
        #expect(try lines(modules) == (isDropped ? "x y" : "y x"))
        #expect(try lines(modules, "node") == "y x")
    }

    /// By what `main` exports: what is there before it has come so far.
    @Test(arguments: [
        ("export default 5; export class A {}", "default A"), ("export default 's'; export class A { static z = 1; }", "default"),
        ("export default {}; export class A extends Object {}", ""),
        ("export default () => 1; class A { m() {} } export { A };", "default A"),
        ("export default -1; export class A { [1]() {} }", ""), ("export default null; export class A { static {} }", "default"),
        ("export default undefined; export class A { static m() {} }", "A"), ("export default `a`; export class A { x = 1; }", "default A"),
        ("export default class {} export const A = 1;", "default"), ("export default 1 + 2;", ""),
    ])
    func whatComesFirst(exports: String, expected: String) throws {
        let modules = [
            ("main.mjs", "import { show } from './show.mjs'; show('default'); show('A');\n\(exports)"),
            (
                "show.mjs",
                "import * as main from './main.mjs'; export function show(n) { try { if (main[n] !== undefined) console.log(n); } catch {} }"
            ),
        ]
        #expect(try lines(modules) == expected)
        #expect(try lines(modules, "node") == "")
    }

    @Test("An error that nothing handles ends the process when no entry waits any more")
    func laterEnd() throws {
        let source = """
            Promise.reject(new Error("lost")); console.log("start");
            await new Promise((done) => setTimeout(done, 10)); console.log("end");
            setTimeout(() => console.log("never"), 10);
            """
        let run = try Modules([("main.mjs", source)]).run("bun")
        #expect(run.trace.lines == ["start", "end"])
        #expect(run.exitStatus == 1)
        #expect(run.hostMessages.contains { $0.headline == "error: lost" })
    }

    @Test("A throw in a timer's callback ends it with that round, a rejection one round later")
    func roundsAfterAnError() throws {
        func lines(_ fault: String) throws -> String {
            let source = """
                setTimeout(() => { \(fault) }, 10); setTimeout(() => console.log("same"), 10);
                setTimeout(() => console.log("next"), 20); setTimeout(() => console.log("last"), 30);
                """
            return try self.lines([("main.mjs", source)])
        }
        #expect(try lines("throw 1;") == "same")
        #expect(try lines("Promise.reject(1);") == "same next")
        #expect(try lines("") == "same next last")
    }
}
