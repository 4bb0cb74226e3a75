import Lint
import Testing

@Suite("cached-value-race")
struct CachedValueRaceTests {
    @Test(
        "A check, an await and then a set are found",
        arguments: [
            ("let k; async function f() { if (!k) k = await g(); return k; }", "1:37"),
            ("let k; async function f() { if (!k) { let v; { await using h = open(); v = h.v; } k = v; } }", "1:83"),
            ("let k; async function f() { if (!k) { k = await g(); } return k; }", "1:39"),
            ("let k; async function f() { if (k) return k; k = await g(); return k; }", "1:46"),
            ("let k; async function f() { if (k === undefined) { const a = await g(); k = a.b; } }", "1:73"),
            ("let k; const f = async () => k ??= await g();", "1:30"),
            ("let k; async function f() { k ||= await g(); }", "1:29"),
            ("let k; async function f() { k = k ?? await g(); }", "1:29"),
            ("let k; async function f() { k = k ? k : await g(); }", "1:29"),
            ("let k; async function f() { if (typeof k === 'undefined') k = await g(); }", "1:59"),
            ("const c = {}; async function f(id) { if (c[id]) return c[id]; const v = await g(id); return c[id] = v; }", "1:93"),
            ("const c = {}; async function f() { c.a ??= await g(); }", "1:36"),
            ("const c = new Map(); async function f(id) { if (!c.has(id)) c.set(id, await g(id)); return c.get(id); }", "1:61"),
            ("const c = new Map(); async function f(id) { const v = c.get(id); if (v) return v; c.set(id, await g(id)); }", "1:83"),
            ("class A { #k; async f() { if (!this.#k) this.#k = await g(); } }", "1:41"),
            ("class A { async f() { if (this.k) return this.k; const v = await g(); this.k = v; } }", "1:71"),
            ("let list = []; async function f() { if (list.length === 0) list = await g(); }", "1:60"),
            ("let k; function f() { if (!k) return g().then((v) => { k = v; return v; }); return Promise.resolve(k); }", "1:56"),
            ("let open = false; async function f() { if (open) return; await g(); open = true; }", "1:69"),
            ("let k; async function f() { if (!k) k = await g(); } f(); f();", "1:37"),
            ("let k; async function f() { if (!k) k = await g(); } for (const a of h) f();", "1:37"),
            ("let k; async function f() { if (!k) k = await g(); } function all() { f(); } all();", "1:37"),
            ("let k; export async function f() { if (!k) k = await g(); } f();", "1:44"),
            ("function make() { let k; return async () => { if (!k) k = await g(); return k; }; }", "1:55"),
        ])
    func finds(text: String, place: String) {
        #expect(places(found("cached-value-race", in: text)) == ["main.mjs:\(place)"], "\(text)")
    }

    @Test(
        "The promise in place of the value, a flag that is set at once, and what is a call's own are left alone",
        arguments: [
            "let k; function f() { k ??= g(); return k; }",
            "let k; async function f() { if (!k) { await using h = open(); k = h.v; } return k; }",
            "let k; async function f() { if (!k) k = g(); return await k; }",
            "let k; async function f() { k ??= g().then((v) => v.a); return await k; }",
            "let busy = false; async function f() { if (busy) return; busy = true; await g(); busy = false; }",
            "async function f() { let k; if (!k) k = await g(); return k; }",
            "async function f(k) { if (!k) k = await g(); return k; }",
            "let k; async function f() { if (!k) { const v = await g(); if (!k) k = v; } return k; }",
            "let k; async function f() { const v = await g(); k = v; }",
            "let k; async function f() { await g(); if (!k) k = 1; }",
            "let k = 0; async function f() { if (h()) await g(); k = 1; }",
            "const c = new Map(); async function f(id) { if (!c.has(id)) c.set(id, g(id)); return await c.get(id); }",
            "let k; if (!k) k = await g();",
            "let p, k; async function f() { if (!k) { p ??= g(); k = await p; } return k; }",
            "let p, k; async function f() { if (!k) k = await (p ??= g()); return k; }",
            "let k; async function main() { if (!k) k = await g(); } await main();",
            "let k; const main = async () => { if (!k) k = await g(); }; main();",
            "let k; (async () => { if (!k) k = await g(); })();",
            "let k; function f() { if (!k) k = g(); return k; }",
            "let k; async function f() { if (k) { await g(); } else { k = 1; } }",
            "let k; async function f(o) { if (o.k) { await g(); k = o.k; } }",
            "let k; async function f() { if (!k) k = (async () => { const a = await g(); return a; })(); return k; }",
        ])
    func leavesAlone(text: String) { #expect(places(found("cached-value-race", in: text)) == [], "\(text)") }

    @Test("The words name the check, the await and what to write")
    func words() throws {
        let finding = try #require(
            found("cached-value-race", in: "let key;\nasync function f() {\n  if (!key) key = await load();\n}").first)
        #expect(finding.diagnostic.related.map(\.location.text) == ["main.mjs:3:7", "main.mjs:3:19"])
        #expect(finding.diagnostic.suggestion?.contains("key ??= load()") == true)
        #expect(!finding.isCertain, "only calls that come meanwhile make it wrong")
    }
}
