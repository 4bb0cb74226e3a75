import Lint
import Testing

@Suite("floating-import and floating-async")
struct FloatingTests {
    @Test(
        "An import() whose failure nobody hears is found",
        arguments: [
            ("import('./a.mjs');", "1:1"),
            ("import('./a.mjs').then((a) => a.run());", "1:1"),
            ("import('./a.mjs').finally(() => {});", "1:1"),
            ("Promise.all([import('./a.mjs'), 1]);", "1:14"),
            ("try { import('./a.mjs'); } catch {}", "1:7"),
            ("if (h) import('./a.mjs');", "1:8"),
            ("h && import('./a.mjs');", "1:6"),
            ("h ? import('./a.mjs') : 0, 1;", "1:5"),
            ("const a = import('./a.mjs');", "1:11"),
            ("for (const a of h) { import(a); }", "1:22"),
            ("class A { static { import('./a.mjs'); } }", "1:20"),
            ("import('./a.mjs')?.then(h);", "1:1"), ("void import('./a.mjs');", "1:6"),
            ("import('./a.mjs').catch();", "1:1"), ("import('./a.mjs').catch(undefined);", "1:1"),
            ("import('./a.mjs').then(h, null);", "1:1"),
            ("function f() { return import('./a.mjs'); }\nf();", "1:23"), ("const f = () => import('./a.mjs');\nf();", "1:17"),
            ("function f() { import('./a.mjs'); }\nf();", "1:16"), ("(() => { import('./a.mjs'); })();", "1:10"),
            ("(function () { return import('./a.mjs'); })();", "1:23"),
            ("const f = () => g();\nconst g = () => import('./a.mjs');\nf();", "2:17"),
            ("async function f() { import('./a.mjs'); }\nf().catch(h);\nf();", "1:22"),
        ])
    func findsImports(text: String, place: String) {
        #expect(places(found("floating-import", in: text)) == ["main.mjs:\(place)"], "\(text)")
    }

    @Test(
        "An import() that is awaited, has a handler, or is not at the top level is left alone",
        arguments: [
            "await import('./a.mjs');",
            "import('./a.mjs').catch(() => {});",
            "import('./a.mjs').then((a) => a.run(), (error) => {});",
            "import('./a.mjs').then((a) => a.run()).catch(() => {}).finally(() => {});",
            "await Promise.all([import('./a.mjs')]);",
            "Promise.allSettled([import('./a.mjs')]);",
            "const a = import('./a.mjs'); await a;",
            "export const a = import('./a.mjs');",
            "function f() { import('./a.mjs'); }",
            "function f() { return import('./a.mjs'); }\nawait f();", "const f = () => import('./a.mjs');\nf().catch(h);",
            "const f = () => import('./a.mjs').catch(h);\nf();", "(() => import('./a.mjs'))().catch(h);",
            "function f() { f(); }\nf();",
            "h(import('./a.mjs'));",
            "const f = () => import('./a.mjs');",
            "import './a.mjs'; import.meta.url;",
        ])
    func leavesImportsAlone(text: String) { #expect(places(found("floating-import", in: text)) == [], "\(text)") }

    @Test(
        "A call of an async function whose failure nobody hears is found",
        arguments: [
            ("async function f() { await g(); }\nf();", "2:1"),
            ("f();\nasync function f() {}", "1:1"),
            ("const f = async () => { await g(); };\nf().then(h);", "2:1"),
            ("(async () => { await g(); })();", "1:1"),
            ("!async function () { await g(); }();", "1:2"),
            ("try { f(); } catch {}\nasync function f() { throw 1; }", "1:7"),
            ("fetch('/a');", "1:1"), ("async function f() {}\nvoid f();", "2:6"),
            ("Promise.reject(new Error('a'));", "1:1"),
            ("async function f() { try { await g(); } catch (e) { throw e; } }\nf();", "2:1"),
            ("async function f() { h(); try { await g(); } catch {} }\nf();", "2:1"),
            ("Promise.all([f()]);\nasync function f() {}", "1:14"),
            ("const unread = f();\nasync function f() {}", "1:16"),
        ])
    func findsCalls(text: String, place: String) {
        #expect(places(found("floating-async", in: text)) == ["main.mjs:\(place)"], "\(text)")
    }

    @Test(
        "A call that is awaited, has a handler, hears itself, or is of another kind is left alone",
        arguments: [
            "async function f() {}\nawait f();",
            "async function f() {}\nf().catch(() => {});",
            "async function f() { try { await g(); } catch (e) { h(e); } }\nf();",
            "(async () => { try { await g(); } catch { h(); } })();",
            "function f() {}\nf();",
            "async function* f() { yield 1; }\nf();",
            "async function f() {}\nfunction run() { f(); }\nrun();",
            "let f = async () => {};\nf = () => {};\nf();",
            "async function f() {}\nconst p = f();\nawait p;",
            "const fetch = () => {};\nfetch();",
            "setTimeout(async () => { await g(); });",
        ])
    func leavesCallsAlone(text: String) { #expect(places(found("floating-async", in: text)) == [], "\(text)") }

    @Test("A function of another module is followed through exports, default exports, barrels and namespaces")
    func otherModules() {
        let modules: KeyValuePairs<String, String> = [
            "main.mjs":
                "import run, { go as start } from './barrel.mjs';\nimport * as all from './barrel.mjs';\nrun();\nstart();\nall.go();\nall.still();",
            "barrel.mjs": "export * from './a.mjs';\nexport { default } from './a.mjs';",
            "a.mjs": "export async function go() {}\nexport function still() {}\nexport default async function () {}",
        ]
        #expect(places(found("floating-async", in: modules)) == ["main.mjs:3:1", "main.mjs:4:1", "main.mjs:5:1"])
    }

    @Test("A cycle of barrels ends")
    func barrels() {
        let modules: KeyValuePairs<String, String> = [
            "main.mjs": "import { x } from './a.mjs';\nx();", "a.mjs": "export * from './b.mjs';\nexport { y as x } from './b.mjs';",
            "b.mjs": "export * from './a.mjs';\nexport { x as y } from './a.mjs';",
        ]
        #expect(found("floating-async", in: modules).isEmpty)
    }

    @Test("A try around the call is told of, for it hears nothing")
    func tries() throws {
        let finding = try #require(found("floating-import", in: "try {\n  import('./a.mjs');\n} catch (error) {\n}").first)
        #expect(finding.diagnostic.related.map(\.location.line) == [3])
        let rejected = try #require(found("floating-async", in: "Promise.reject(1);").first)
        #expect(rejected.isCertain)
    }
}
