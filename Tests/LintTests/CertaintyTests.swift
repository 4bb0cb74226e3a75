import Lint
import Testing

/// What makes an await that looks certain uncertain, each case run on Node.js 24: whether it ended with status 13 there.
@Suite("The certainty of import-cycle-await") struct CertaintyTests {
    private static let back = "import { shared } from './main.mjs';\nexport const name = () => shared;"

    private func found(_ main: String, _ others: KeyValuePairs<String, String>) -> [LintFinding] {
        var files = [(name: "main.mjs", text: "export const shared = 1;\n" + main), ("free.mjs", "export const free = 1;")]
        if !others.contains(where: { $0.key == "lazy.mjs" }) { files.append(("lazy.mjs", Self.back)) }
        return findingsOf("import-cycle-await", in: files + others.map { (name: $0.key, text: $0.value) })
    }

    @Test(
        "What ends well, or with an error, is not certain",
        arguments: [
            ("await p; var p = import('./lazy.mjs');", [:]),
            ("try { await p } catch {}; const p = import('./lazy.mjs');", [:]),
            ("await p; const p = import('./lazy.mjs');", [:]),
            ("async function go() { await p } await go(); var p = import('./lazy.mjs');", [:]),
            ("const go = async () => { await p }; var p; await go(); p = import('./lazy.mjs');", [:]),
            ("let p; await p; p = import('./lazy.mjs');", [:]),
            ("let p; function set() { p = import('./lazy.mjs'); } await p; set();", [:]),
            ("if (Math.random() > 2) { var p = import('./lazy.mjs'); } await p;", [:]),
            ("await load(); const load = () => import('./lazy.mjs');", [:]),
            ("try { await load() } catch {} var load = () => import('./lazy.mjs');", [:]),
            ("var load = () => null; await load(); var load = () => import('./lazy.mjs');", [:]),
            ("let load = () => import('./lazy.mjs'); load = () => null; await load();", [:]),
            ("function load() { return import('./lazy.mjs') } load = () => null; await load();", [:]),
            ("let load = () => import('./lazy.mjs'); for (load of [() => null]) ; await load();", [:]),
            ("let load = () => import('./lazy.mjs'); [load] = [() => null]; await load();", [:]),
            ("let load = () => import('./lazy.mjs'); ({ load } = { load: () => null }); await load();", [:]),
            ("await import(where).catch(() => {}); var where = './lazy.mjs';", [:]),
            ("var where = './lazy.mjs'; where = './free.mjs'; await import(where);", [:]),
            ("function f() { return g() } async function g() { await p } let q = 1; await f(); var p = import('./lazy.mjs');", [:]),
            ("try { await a() } catch {} const a = () => b(); const b = () => import('./lazy.mjs');", [:]),
            ("const a = () => b(); try { await a(); } catch {} const b = () => import('./lazy.mjs');", [:]),
            ("async function run() { return await go(); function go() { return p } } var p; await run(); p = import('./lazy.mjs');", [:]),
            (
                "[1].forEach(() => { globalThis.q = go() }); await globalThis.q; function go() { return p; } var p = import('./lazy.mjs');",
                [:]
            ),
            ("switch (1) { case 0: let p = import('./lazy.mjs'); case 1: try { await p } catch {} }", [:]),
            ("function check() { throw new Error('x') } check(); await import('./lazy.mjs');", [:]),
            ("function check() { throw new Error('x') } try { check(); await import('./lazy.mjs'); } catch {}", [:]),
            ("function check() { inner() } function inner() { throw new Error('x') } check(); await import('./lazy.mjs');", [:]),
            ("async function check() { throw new Error('x') } await check(); await import('./lazy.mjs');", [:]),
            ("async function check() { throw new Error('x') } try { await check(); await import('./lazy.mjs'); } catch {}", [:]),
            ("const check = () => Promise.reject(1); await check(); await import('./lazy.mjs');", [:]),
            ("console.log(late); const late = 1; await import('./lazy.mjs');", [:]),
            ("await import('./no.mjs'); await import('./lazy.mjs');", ["no.mjs": "throw new Error('1')"]),
            ("try { await import('./no.mjs'); await import('./lazy.mjs'); } catch {}", ["no.mjs": "throw new Error('1')"]),
            ("try { await import('./nofile.mjs'); await import('./lazy.mjs'); } catch {}", [:]),
            ("async function load() { fail(); return import('./lazy.mjs') } function fail() { throw new Error('x') } await load();", [:]),
            (
                "async function load() { fail(); return import('./lazy.mjs') } function fail() { throw new Error('x') } await load().catch(() => {});",
                [:]
            ),
            ("async function load() { null.x; return import('./lazy.mjs') } await load().catch(() => {});", [:]),
            ("async function load() { JSON.parse('x'); await import('./lazy.mjs') } try { await load() } catch {}", [:]),
            ("try { await Promise.all([import('./lazy.mjs'), Promise.reject(1)]) } catch {}", [:]),
            ("try { await Promise.all([import('./lazy.mjs'), JSON.parse('x')]) } catch {}", [:]),
            ("try { await Promise.all([import('./lazy.mjs'), other()]) } catch {} async function other() { throw 1 }", [:]),
            ("try { await Promise.all([import('./lazy.mjs'), other()]) } catch {} async function other() { JSON.parse('x') }", [:]),
            ("await Promise.all([import('./lazy.mjs'), Promise.reject(1)])", [:]),
            ("await Promise.all([import('./lazy.mjs'), Promise.reject(1)]).catch(() => {})", [:]),
            ("await Promise.all([import('./lazy.mjs'), Promise.reject(1)]).then(() => {}, () => {})", [:]),
            ("const list = [import('./lazy.mjs'), Promise.reject(1)]; try { await Promise.all(list) } catch {}", [:]),
            ("await Promise.race([import('./lazy.mjs'), Promise.reject(1)]).catch(() => {})", [:]),
            ("await Promise.all([import('./lazy.mjs'), import('./no.mjs')]).catch(() => {})", ["no.mjs": "throw 1"]),
            ("const obj = { load: () => import('./lazy.mjs') }; obj.load = () => null; await obj.load();", [:]),
            ("class A { load() { return import('./lazy.mjs') } } const a = new A(); a.load = () => null; await a.load();", [:]),
            ("class A { load() { return import('./lazy.mjs') } } A.prototype.load = () => null; await new A().load();", [:]),
            ("class A { static load() { return import('./lazy.mjs') } } A.load = () => null; await A.load();", [:]),
            ("class A { load() { return import('./lazy.mjs') } } Object.assign(A.prototype, { load() {} }); await new A().load();", [:]),
            (
                "class A { load() { return import('./lazy.mjs') } } const k = 'load'; A.prototype[k] = () => null; await new A().load();",
                [:]
            ),
            (
                "class A { load() { return import('./lazy.mjs') } init() { return this.load() } } class B extends A { load() {} } await new B().init();",
                [:]
            ),
            ("class A { constructor() { return { load() {} } } load() { return import('./lazy.mjs') } } await new A().load();", [:]),
            ("class A { constructor() { this.load = () => null } load() { return import('./lazy.mjs') } } await new A().load();", [:]),
            ("class A { load = () => null; } class B extends A { load() { return import('./lazy.mjs') } } await new B().load();", [:]),
            (
                "class A { static init() { return this.load() } load() { return import('./lazy.mjs') } static load() {} } await A.init();",
                [:]
            ),
            ("class A { get load() { return () => null } load2() { return this.load() } } await new A().load2();", [:]),
            ("class A { load() { return import('./lazy.mjs') } get load() { return () => null } } await new A().load();", [:]),
            ("class A { load() { return import('./lazy.mjs') } load() { } } await new A().load();", [:]),
            ("class A { load() { return import('./lazy.mjs') } } delete A.prototype.load; await new A().load?.();", [:]),
            ("Reflect.set(A.prototype, 'load', () => 1); await new A().load(); class A {}", [:]),
            ("class A { load() { return import('./lazy.mjs') } } Reflect.set(A.prototype, 'load', () => 1); await new A().load();", [:]),
            (
                "class A { load() { return import('./lazy.mjs') } } const a = new A(); Object.setPrototypeOf(a, { load() {} }); await a.load();",
                [:]
            ),
            ("Promise.all = async () => 1; await Promise.all([import('./lazy.mjs')]);", [:]),
            ("Promise.prototype.then = function () { return 1 }; await Promise.resolve().then(() => import('./lazy.mjs'));", [:]),
            ("globalThis.Promise = { resolve: () => ({ then: () => 1 }) }; await Promise.resolve().then(() => import('./lazy.mjs'));", [:]),
            ("const Promise = { all: async () => 1 }; await Promise.all([import('./lazy.mjs')]);", [:]),
            ("const P = Promise; P.all = async () => 1; await Promise.all([import('./lazy.mjs')]);", [:]),
            ("Object.defineProperty(Promise, 'all', { value: async () => 1 }); await Promise.all([import('./lazy.mjs')]);", [:]),
            ("const proto = Promise.prototype; proto.then = () => 1; await Promise.resolve().then(() => import('./lazy.mjs'));", [:]),
            ("Object.getPrototypeOf(Promise.resolve()).then = () => 1; await Promise.resolve().then(() => import('./lazy.mjs'));", [:]),
            ("Promise['all'] = async () => 1; await Promise.all([import('./lazy.mjs')]);", [:]),
            ("Promise = class { static all() {} }; await Promise.all([import('./lazy.mjs')]);", [:]),
            ("await Promise.reject(1).then(() => import('./lazy.mjs')).catch(() => {});", [:]),
            ("await Promise.reject(1).then(() => import('./lazy.mjs'));", [:]),
            ("await JSON.parse('1').then?.(() => import('./lazy.mjs'));", [:]),
            ("async function f() { throw 1 } await f().then(() => import('./lazy.mjs')).catch(() => {});", [:]),
            ("async function f() { JSON.parse('x') } await f().then(() => import('./lazy.mjs')).catch(() => {});", [:]),
            ("await Promise.resolve().then(() => { throw 1 }).then(() => import('./lazy.mjs')).catch(() => {});", [:]),
            ("await Promise.resolve(1).catch(() => import('./lazy.mjs'));", [:]),
            ("const x = { then: (f) => f(1) }; await x;", [:]),
            ("const x = { then(f) { f(1) } }; await x.then(() => import('./lazy.mjs'));", [:]),
            ("await import('./no.mjs').then(() => import('./lazy.mjs'), () => 1);", ["no.mjs": "throw 1"]),
            ("do { if (1) break; await import('./lazy.mjs') } while (0);", [:]),
            ("do { if (1) continue; await import('./lazy.mjs') } while (0);", [:]),
            ("for await (const x of [1, import('./lazy.mjs')]) break;", [:]),
            ("async function f() { try { return import('./lazy.mjs') } finally { return 1 } } await f();", [:]),
            ("async function f() { for (;;) { try { return import('./lazy.mjs') } finally { break } } } await f();", [:]),
            ("x: { try { break x } finally {} await import('./lazy.mjs') }", [:]),
            ("async function f() { switch (1) { case 1: return; default: await import('./lazy.mjs') } } await f();", [:]),
            ("await import('./lazy.mjs', { with: { type: 'json' } }).catch(() => {});", [:]),
            ("const [a = import('./lazy.mjs')] = [1]; await a;", [:]),
            ("const { a = import('./lazy.mjs') } = { a: 1 }; await a;", [:]),
            ("async function f(g = import('./lazy.mjs')) { await g } await f(1);", [:]),
            ("async function f(g) { g = 1; await g } await f(import('./lazy.mjs'));", [:]),
            ("async function f(...g) { await g } await f(import('./lazy.mjs'));", [:]),
            ("async function f(g) { arguments.length; await g } await f(...[1], import('./lazy.mjs'));", [:]),
            ("const f = async (g) => { await g?.() }; await f();", [:]),
            ("function* f() { yield import('./lazy.mjs') } await f();", [:]),
            ("await (() => { import('./lazy.mjs') })();", [:]),
            ("await (async () => { import('./lazy.mjs') })();", [:]),
            ("await [import('./lazy.mjs')];", [:]),
            ("await { p: import('./lazy.mjs') };", [:]),
            ("import('./other.mjs'); await import('./lazy.mjs');", ["other.mjs": "setTimeout(() => process.exit(0), 3)"]),
            ("await new Promise((done) => { done(); import('./lazy.mjs') });", [:]),
            ("await (import('./lazy.mjs'), 1);", [:]),
            ("import * as me from './main.mjs'; try { await me.t } catch {} export const t = import('./lazy.mjs');", [:]),
            (
                "import './help.mjs'; export const go = () => import('./lazy.mjs');",
                ["help.mjs": "import { go } from './main.mjs'; try { await go() } catch {}"]
            ),
            (
                "import { load } from './help.mjs'; await load();",
                ["help.mjs": "export let load = () => import('./lazy.mjs'); load = () => null;"]
            ),
            (
                "import { load, off } from './help.mjs'; off(); await load();",
                ["help.mjs": "export let load = () => import('./lazy.mjs'); export const off = () => { load = () => null };"]
            ),
            (
                "import h from './help.mjs'; h.load = () => 1; await h.load();",
                ["help.mjs": "export default class { static load() { return import('./lazy.mjs') } };"]
            ),
            ("await import('./lazy.mjs').catch(() => {});", ["lazy.mjs": "import './no.mjs'; import './main.mjs';", "no.mjs": "throw 1"]),
            (
                "await import('./lazy.mjs').catch(() => {});",
                ["lazy.mjs": "import './no.mjs'; import './main.mjs';", "no.mjs": "function f() { throw 1 } f();"]
            ),
            (
                "await import('./lazy.mjs').catch(() => {});",
                ["lazy.mjs": "import './no.mjs'; import './main.mjs';", "no.mjs": "await Promise.reject(1)"]
            ),
            ("await import('./lazy.mjs').catch(() => {});", ["lazy.mjs": "import { nope } from './main.mjs';"]),
            ("await import('./lazy.mjs').catch(() => {});", ["lazy.mjs": "import './main.mjs'; import data from './x.json';"]),
            ("await import('./lazy.mjs');", ["lazy.mjs": "f(); function f() { throw 1 } await import('./main.mjs')"]),
            ("try { await import('./lazy.mjs'); } catch {}", ["lazy.mjs": "f(); function f() { throw 1 } await import('./main.mjs')"]),
            ("try { await import('./lazy.mjs'); } catch {}", ["lazy.mjs": "JSON.parse('x'); await import('./main.mjs')"]),
            (
                "try { await import('./lazy.mjs'); } catch {}",
                ["lazy.mjs": "import './no.mjs'; await import('./main.mjs')", "no.mjs": "JSON.parse('x')"]
            ),
            (
                "try { await import('./lazy.mjs'); } catch {}",
                ["lazy.mjs": "import './no.mjs'; import './main.mjs'", "no.mjs": "JSON.parse('x')"]
            ),
            // In a cycle with a module that waits, one runs before it.
            (
                "try { await import('./lazy.mjs'); } catch {}",
                [
                    "lazy.mjs": "import './main.mjs'; import './no.mjs'; await null",
                    "no.mjs": "import './lazy.mjs'; try { await Promise.reject(1) } catch {} throw new Error('boom')",
                ]
            ),
        ] as [(String, KeyValuePairs<String, String>)])
    func wrong(main: String, others: KeyValuePairs<String, String>) {
        #expect(found(main, others).allSatisfy { !$0.isCertain }, "\(main)")
    }

    @Test(
        "What never ends is certain where the text shows it",
        arguments: [
            ("const p = import('./lazy.mjs'); async function go() { await p } await go();", [:]),
            ("async function go() { await p } const p = import('./lazy.mjs'); await go();", [:]),
            ("let p; p = import('./lazy.mjs'); await p;", [:]),
            ("await load(); function load() { return import('./lazy.mjs'); }", [:]),
            ("const where = './lazy.mjs'; await import(where);", [:]),
            ("const a = () => b(); const b = () => import('./lazy.mjs'); await a();", [:]),
            ("import('./no.mjs').catch(() => {}); await import('./lazy.mjs');", ["no.mjs": "throw 1"]),
            ("async function load() { await import('./lazy.mjs') } try { await load() } catch {}", [:]),
            ("await Promise.allSettled([import('./lazy.mjs'), Promise.reject(1)])", [:]),
            ("await Promise.any([import('./lazy.mjs'), Promise.reject(1)])", [:]),
            ("try { await Promise.all([import('./lazy.mjs'), import('./free.mjs')]) } catch {}", [:]),
            ("const other = async () => 1; try { await Promise.all([import('./lazy.mjs'), other()]) } catch {}", [:]),
            ("class A { load() { return import('./lazy.mjs') } } await new A().load();", [:]),
            ("class A { load() { return import('./lazy.mjs') } } class B extends A {} await new B().load();", [:]),
            ("class A { #load() { return import('./lazy.mjs') } init() { return this.#load() } } await new A().init();", [:]),
            ("await Promise.resolve().then(() => import('./lazy.mjs')).catch(() => {});", [:]),
            ("await import('./free.mjs').then(() => import('./lazy.mjs'), () => 1);", [:]),
            ("do { await import('./lazy.mjs') } while (0);", [:]),
            ("for await (const x of [import('./lazy.mjs')]) break;", [:]),
            ("async function f() { try { return await import('./lazy.mjs') } finally { return 1 } } await f();", [:]),
            ("async function f(g) { await g } await f(import('./lazy.mjs'));", [:]),
            ("Promise.reject(new Error('x')).catch(() => {}); await import('./lazy.mjs');", [:]),
            ("import.meta.x = 1; await import(import.meta.url);", [:]),
            ("await import('./lazy.mjs?a');", [:]),
            ("await import(`./la${'z'}y.mjs`);", [:]),
            ("await import('./l' + 'azy.mjs');", [:]),
            ("await (1, import('./lazy.mjs'));", [:]),
            ("const t = import('./lazy.mjs'); const u = t; const v = u; await v;", [:]),
            ("const t = import('./lazy.mjs'); export { t }; import * as me from './main.mjs'; await me.t;", [:]),
            ("import * as me from './main.mjs'; await me.go(); export function go() { return import('./lazy.mjs') }", [:]),
            ("import { p } from './help.mjs'; await p;", ["help.mjs": "export const p = import('./lazy.mjs');"]),
            (
                "import './help.mjs'; export function go() { return import('./lazy.mjs') }",
                ["help.mjs": "import { go } from './main.mjs'; await go();"]
            ),
            (
                "import './help.mjs'; export const p = import('./lazy.mjs'); await p;",
                ["help.mjs": "import { p } from './main.mjs'; export const q = () => p;"]
            ),
            ("import h from './help.mjs'; await h();", ["help.mjs": "export default () => import('./lazy.mjs');"]),
            (
                "import h from './help.mjs'; await h.load();",
                ["help.mjs": "export default class { static load() { return import('./lazy.mjs') } };"]
            ),
            (
                "const f0 = () => f1();\nconst f1 = () => f2();\nconst f2 = () => f3();\nconst f3 = () => f4();\nconst f4 = () => f5();\nconst f5 = () => import('./lazy.mjs');\nawait f0();",
                [:]
            ),
            (
                "const f0 = import('./lazy.mjs');\nconst f1 = f0;\nconst f2 = f1;\nconst f3 = f2;\nconst f4 = f3;\nconst f5 = f4;\nawait f5;",
                [:]
            ),
            (
                "async function f0() { return await f1(); }\nasync function f1() { return await f2(); }\nasync function f2() { return await f3(); }\nasync function f3() { return await f4(); }\nasync function f4() { return await f5(); }\nasync function f5() { return import('./lazy.mjs') }\nawait f0();",
                [:]
            ),
            (
                "const f0 = import('./lazy.mjs');\nconst f1 = f0;\nconst f2 = f1;\nconst f3 = f2;\nconst f4 = f3;\nconst f5 = f4;\nconst f6 = f5;\nconst f7 = f6;\nconst f8 = f7;\nconst f9 = f8;\nconst f10 = f9;\nconst f11 = f10;\nconst f12 = f11;\nconst f13 = f12;\nconst f14 = f13;\nconst f15 = f14;\nconst f16 = f15;\nconst f17 = f16;\nconst f18 = f17;\nconst f19 = f18;\nconst f20 = f19;\nconst f21 = f20;\nconst f22 = f21;\nconst f23 = f22;\nconst f24 = f23;\nconst f25 = f24;\nconst f26 = f25;\nconst f27 = f26;\nconst f28 = f27;\nconst f29 = f28;\nconst f30 = f29;\nawait f30;",
                [:]
            ),
        ] as [(String, KeyValuePairs<String, String>)])
    func right(main: String, others: KeyValuePairs<String, String>) {
        #expect(found(main, others).map(\.isCertain) == [true], "\(main)")
    }

    @Test(
        "And else possible",
        arguments: [
            ("let p; function set() { p = import('./lazy.mjs'); } set(); await p;", [:]),
            ("let load = () => null; load = () => import('./lazy.mjs'); await load();", [:]),
            ("await Promise.reject(1).finally(() => import('./lazy.mjs')).catch(() => {});", [:]),
            ("await Promise.reject(1).catch(() => import('./lazy.mjs'));", [:]),
            ("await Promise.reject(1).then(null, () => import('./lazy.mjs'));", [:]),
            ("async function f({ g }) { await g } await f({ g: import('./lazy.mjs') });", [:]),
            ("async function f({ g }) { await g() } await f({ g: () => import('./lazy.mjs') });", [:]),
            ("function* f() { yield import('./lazy.mjs') } await f().next().value;", [:]),
            ("await new Promise((done) => done(import('./lazy.mjs')));", [:]),
            ("const t = import('./lazy.mjs'); const u = { t }; await u.t;", [:]),
            (
                "import { go } from './help.mjs'; export const x = 1; await go();",
                ["help.mjs": "import { x } from './main.mjs'; export const go = () => import('./lazy.mjs');"]
            ),
            ("import h from './help.mjs'; await h.load();", ["help.mjs": "export default { load: () => import('./lazy.mjs') };"]),
            (
                "async function a(n) { if (n) return b(n - 1); return import('./lazy.mjs') } async function b(n) { return a(n) } await a(3);",
                [:]
            ),
            ("async function a(n) { return n ? a(n - 1) : import('./lazy.mjs') } await a(3);", [:]),
            ("await Array.from([1], () => import('./lazy.mjs'))[0];", [:]),
            ("const m = new Map([['a', () => import('./lazy.mjs')]]); await m.get('a')();", [:]),
            ("const load = (n) => import(`./${n}.mjs`); await load('la' + 'zy');", [:]),
            ("const load = (n) => import(`./${n}.mjs`); const n = ['la', 'zy'].join(''); await load(n);", [:]),
            ("const load = (n) => import(`./${n}.mjs`); await load('lazy');", [:]),
            ("const load = async (n) => (await import(`./${n}.mjs`)).default; await load('lazy');", [:]),
            ("await import('./lazy.mjs');", ["lazy.mjs": "import './main.mjs'; throw 1"]),
            ("await import('./lazy.mjs');", ["lazy.mjs": "if (true) { await import('./main.mjs') }"]),
        ] as [(String, KeyValuePairs<String, String>)])
    func possible(main: String, others: KeyValuePairs<String, String>) {
        let findings = found(main, others)
        #expect(!findings.isEmpty && findings.allSatisfy { !$0.isCertain }, "\(main)")
    }

    @Test("Chains of helpers of any length are followed, or told as possible", arguments: [5, 30, 100, 400, 3_000])
    func chains(length: Int) {
        let numbers = 0..<length
        let arrows =
            numbers.map { "const f\($0) = () => f\($0 + 1)();" } + ["const f\(length) = () => import('./lazy.mjs');", "await f0();"]
        let names = ["const f0 = import('./lazy.mjs');"] + numbers.map { "const f\($0 + 1) = f\($0);" } + ["await f\(length);"]
        let functions =
            numbers.map { "async function f\($0)() { return await f\($0 + 1)(); }" } + [
                "async function f\(length)() { return import('./lazy.mjs'); }", "await f0();",
            ]
        for lines in [arrows, names, functions] {
            let findings = found(lines.joined(separator: "\n"), [:])
            #expect(findings.count == 1)
            if length <= 30 { #expect(findings.first?.isCertain == true) }
        }
    }
}
