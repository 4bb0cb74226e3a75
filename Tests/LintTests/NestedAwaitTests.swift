import Lint
import Testing

/// The verdicts follow from the rule as the page states it: the first await in the order of the text is a statement, an initialiser, or the right side of a
/// plain assignment that is a statement, with only blocks and `for await` between that and its function.
@Suite("nested-await")
struct NestedAwaitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// The line and column of each finding.
        var places: [String]

        init(_ text: String, _ places: String...) {
            self.text = text
            self.places = places
        }

        var testDescription: String { text }
    }

    static let allowed: [Case] = [
        .init("async function f() { await g(); }"),
        .init("async function f() { const a = await g(); return a; }"),
        .init("async function f() { let a = await g(), b = await g(); return a + b; }"),
        .init("async function f() { var { a } = await g(); return a; }"),
        .init("async function f() { let a; a = await g(); return a; }"),
        .init("async function f(o) { o.a.b = await g(); }"),
        .init("async function f(o) { o[h()] = await g(); }"),
        .init("async function f() { let a, b; [a, b] = await g(); }"),
        .init("async function f() { { { await g(); } } }"),
        .init("async function f() { for await (const a of g()) h(a); }"),
        .init("async function f() { for await (const a of g()) { await h(a); } }"),
        .init("async function f() { for await (const a of await g()) h(a); }"),
        .init("async function f() { await null; if (h()) await g(); }"),
        .init("async function f() { await null; try { return await g(); } finally { h(); } }"),
        .init("async function f() { await null; for (const a of h()) await g(a); }"),
        .init("async function f() { await g(await h()); }"),
        .init("async function f() { const a = await g(await h()); if (a) await g(); }"),
        .init("const f = async () => { await g(); };"),
        .init("const f = async () => await g();"),
        .init("const f = async (a) => await g(a), h = async () => { const a = await g(); };"),
        .init("const o = { async f() { await g(); }, f: async function () { await g(); } };"),
        .init("class A { async f() { await g(); } static async #f() { await g(); } }"),
        .init("async function* f() { await g(); yield 1; }"),
        .init("async function* f() { for await (const a of g()) yield a; }"),
        .init("await g();"),
        .init("const a = await g();"),
        .init("let a; a = await g();"),
        .init("{ await g(); }"),
        .init("for await (const a of g()) h(a);"),
        .init("await null; export const a = await g();"),
        .init("await null; if (h()) await g();"),
        .init("function f() { return g().then(() => h()); }"),
        .init("async function f() { return Promise.resolve().then(() => g()).finally(() => {}); }"),
        .init("async function f() { return g(); }"),
        .init("async function f() { if (h()) return; await g(); }"),
        .init("async function f() { if (h()) { g(); } else { g(); } await g(); }"),
        .init("async function f() { await (h() ? g() : null); }"),
        .init("async function f() { const h = async () => { await g(); }; if (h()) return 1; }"),
    ]

    static let nested: [Case] = [
        .init("async function f() { if (h()) await g(); }", "1:31"),
        .init("async function f() { if (h()) { await g(); } }", "1:33"),
        .init("async function f() { if (h()) g(); else await g(); }", "1:41"),
        .init("async function f() { if (await h()) g(); }", "1:26"),
        .init("async function f() { for (const a of h()) await g(a); }", "1:43"),
        .init("async function f() { for (let i = 0; i < 2; i++) { await g(i); } }", "1:52"),
        .init("async function f() { for (let i = await g(); i < 2; i++) h(); }", "1:35"),
        .init("async function f() { for (const a in h()) { await g(a); } }", "1:45"),
        .init("async function f() { for (const a of await h()) g(a); }", "1:38"),
        .init("async function f() { while (h()) await g(); }", "1:34"),
        .init("async function f() { while (await g()) h(); }", "1:29"),
        .init("async function f() { do { await g(); } while (h()); }", "1:27"),
        .init("async function f() { switch (h()) { case 1: await g(); } }", "1:45"),
        .init("async function f() { switch (await g()) { default: } }", "1:30"),
        .init("async function f() { try { await g(); } catch { } }", "1:28"),
        .init("async function f() { try { return await g(); } finally { h(); } }", "1:35"),
        .init("async function f() { try { h(); } catch { await g(); } }", "1:43"),
        .init("async function f() { try { h(); } finally { await g(); } }", "1:45"),
        .init("async function f() { return await g(); }", "1:29"),
        .init("async function f() { throw await g(); }", "1:28"),
        .init("async function f() { h(await g()); }", "1:24"),
        .init("async function f() { await g(), h(); }", "1:22"),
        .init("async function f() { const a = 1 + await g(); }", "1:36"),
        .init("async function f() { const a = (await g()).a; }", "1:33"),
        .init("async function f() { const a = { a: await g() }; }", "1:37"),
        .init("async function f() { let a = 0; a += await g(); }", "1:38"),
        .init("async function f() { let a; a ??= await g(); }", "1:35"),
        .init("async function f() { let a, b; a = b = await g(); }", "1:40"),
        .init("async function f() { h() && await g(); }", "1:29"),
        .init("async function f() { const a = h() ? await g() : 0; }", "1:38"),
        .init("async function f() { const a = await h() || await g(); }", "1:32"),
        .init("async function f() { again: await g(); }", "1:29"),
        .init("async function f() { if (h()) for await (const a of g()) h(a); }", "1:31"),
        .init("async function f() { const a = `${await g()}`; }", "1:35"),
        .init("const f = async () => ({ a: await g() });", "1:29"),
        .init("const f = async () => h(await g());", "1:25"),
        .init("async function* f() { yield await g(); }", "1:29"),
        .init("if (h()) await g();", "1:10"),
        .init("try { await g(); } catch { }", "1:7"),
        .init("export const a = await g();", "1:18"),
        .init("export default await g();", "1:16"),
        .init("for (const a of h()) await g(a);", "1:22"),
        .init("async function f() { if (h()) await g(); await null; }\nif (h()) await f();", "1:31", "2:10"),
        .init("async function f() { if (h()) { await g(); await g(); } }", "1:33"),
        .init("async function f() { class A extends (await g()) {} }", "1:39"),
        .init("async function f() { void await g(); }", "1:27"),
        .init("async function f() { let { a = await g() } = h(); }", "1:32"),
    ]

    @Test("A first await that is not nested is left alone", arguments: allowed)
    func leavesAlone(_ example: Case) { #expect(places(found("nested-await", in: example.text)) == []) }

    @Test("A first await that is nested is found, once a function", arguments: nested)
    func finds(_ example: Case) {
        #expect(places(found("nested-await", in: example.text)) == example.places.map { "main.mjs:\($0)" })
    }

    @Test("The table is as long as it should be")
    func count() { #expect(Self.allowed.count + Self.nested.count > 60) }

    @Test("The words say when a turn ends there")
    func words() throws {
        let loop = try #require(found("nested-await", in: "async function f() { for (const a of h()) await g(a); }").first)
        #expect(
            loop.diagnostic.message.contains("'f'") && loop.diagnostic.message.contains("no turn ends there when the loop has no round"))
        let attempt = try #require(found("nested-await", in: "const f = async () => { try { return await g(); } finally { h(); } };").first)
        #expect(attempt.diagnostic.message.contains("throws at once") && attempt.diagnostic.message.contains("'finally'"))
        #expect(attempt.diagnostic.alternatives.count == 1 && attempt.isCertain)
        let module = try #require(found("nested-await", in: "if (h()) await g();").first)
        #expect(module.diagnostic.message.contains("the module"))
        #expect(module.diagnostic.suggestion?.contains("await null;") == true)
    }
}
