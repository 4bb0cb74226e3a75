import Lint
import Testing

@Suite("startup-io")
struct StartupIOTests {
    private static let workers = LintSettings(hosts: ["workers"])

    @Test(
        "What Workers forbid at start-up is found, at the top level and in functions that it calls",
        arguments: [
            ("await fetch('/a');", "1:7", true),
            ("setTimeout(() => {}, 10);", "1:1", true),
            ("const id = crypto.randomUUID();", "1:12", true),
            ("export const id = globalThis.crypto.getRandomValues(new Uint8Array(8));", "1:19", true),
            ("const a = new AbortController();", "1:11", true),
            ("const id = ({ random = () => crypto.randomUUID() } = {}) => random();\nid();", "1:30", false),
            ("const make = () => crypto.randomUUID();\nconst id = (random = make) => random();\nid();", "1:20", false),
            ("const n = Math.random();", "1:11", false),
            ("if (h) fetch('/a');", "1:8", false),
            ("h && fetch('/a');", "1:6", false),
            ("try { h(); } catch { fetch('/a'); }", "1:22", false),
            ("function load() {\n  return fetch('/a');\n}\nconst a = await load();", "2:10", true),
            ("const load = () => fetch('/a');\nload();", "1:20", true),
            ("class A {\n  constructor() { setTimeout(h); }\n}\nnew A();", "2:19", true),
            ("class A {\n  static id = crypto.randomUUID();\n}", "2:15", true),
            ("class A {\n  static { fetch('/a'); }\n}", "2:12", true),
            ("await new Promise((resolve) => setTimeout(resolve, 10));", "1:32", true),
            ("await new Promise(() => {});", "1:7", true),
            ("['/a'].map((url) => fetch(url));", "1:21", false),
            ("(() => { fetch('/a'); })();", "1:10", true),
            ("import { env } from 'cloudflare:workers';\nconst a = await env.STORE.get('a');", "2:17", true),
            ("export default { fetch() {} };\nfetch('/a');", "2:1", true),
            ("const { randomUUID } = crypto;\nrandomUUID();", "2:1", true),
            ("const { randomUUID: id } = globalThis.crypto;\nid();", "2:1", true),
            ("const web = crypto;\nweb.randomUUID();", "2:1", true),
            ("const { crypto: web } = globalThis;\nweb.randomUUID();", "2:1", true),
            ("import { randomUUID } from 'node:crypto';\nrandomUUID();", "2:1", true),
            ("import { randomBytes as bytes } from 'crypto';\nbytes(8);", "2:1", true),
            ("import node from 'node:crypto';\nnode.randomInt(8);", "2:1", true),
            ("import * as node from 'node:crypto';\nnode.webcrypto;\nnode.randomUUID();", "3:1", true),
            ("import { webcrypto } from 'node:crypto';\nwebcrypto.getRandomValues(h);", "2:1", true),
            ("import { setTimeout as later } from 'node:timers/promises';\nawait later(8);", "2:7", true),
        ])
    func finds(text: String, place: String, isCertain: Bool) {
        let findings = found("startup-io", in: text, settings: Self.workers)
        #expect(places(findings) == ["main.mjs:\(place)"], "\(text)")
        #expect(findings.map(\.isCertain) == [isCertain], "\(text)")
    }

    @Test(
        "Handlers, what nobody calls, microtasks, and names of the module's own are left alone",
        arguments: [
            "export default { async fetch(request) { return fetch('/a'); } };",
            "function load() { return fetch('/a'); }",
            "export async function load() { return await fetch('/a'); }",
            "queueMicrotask(() => {}); await null; await Promise.resolve(1);",
            "const fetch = () => 1;\nfetch();",
            "import { env } from 'cloudflare:workers';\nconst name = env.NAME;",
            "addEventListener('fetch', (event) => { setTimeout(() => {}, 1); });",
            "class A { constructor() { setTimeout(h); } }",
            "class A { id = crypto.randomUUID(); }",
            "await new Promise((resolve) => resolve(1));",
            "const now = Date.now();",
            "const { randomUUID } = h;\nrandomUUID();", "import { createHash } from 'node:crypto';\ncreateHash('sha1');",
            "import { randomUUID } from './ids.mjs';\nrandomUUID();", "let { randomUUID } = crypto;\nrandomUUID = h;\nrandomUUID();",
        ])
    func leavesAlone(text: String) { #expect(places(found("startup-io", in: text, settings: Self.workers)) == [], "\(text)") }

    @Test("Functions of other modules are followed, with the call that leads there")
    func otherModules() throws {
        let findings = found(
            "startup-io",
            in: [
                "main.mjs": "import { load } from './load.mjs';\nexport const a = load();",
                "load.mjs": "export const load = () => get('/a');\nconst get = (url) => fetch(url);",
                "lazy.mjs": "fetch('/b');",
            ], settings: Self.workers)
        #expect(places(findings) == ["load.mjs:2:22"])
        #expect(findings.first?.diagnostic.related.map(\.location.text) == ["main.mjs:2:18"])
    }

    @Test("Only what the entries start is looked at")
    func started() {
        let findings = found(
            "startup-io",
            in: [
                "main.mjs": "await import('./soon.mjs');\nexport const f = () => import('./later.mjs');", "soon.mjs": "fetch('/a');",
                "later.mjs": "fetch('/b');",
            ], settings: Self.workers)
        #expect(places(findings) == ["soon.mjs:1:1"])
    }

    @Test("Without such a host nothing is found")
    func hosts() {
        for hosts in [[], ["node"], ["spec", "browser"]] {
            #expect(found("startup-io", in: "await fetch('/a');", settings: LintSettings(hosts: hosts)).isEmpty)
        }
    }

    @Test("A service worker has no top-level await, in no module of it")
    func serviceWorkers() {
        let findings = found(
            "startup-io", in: ["main.mjs": "import './a.mjs';\nfetch('/x');", "a.mjs": "await null;", "b.mjs": "await 1;"],
            settings: LintSettings(hosts: ["service-worker"]))
        #expect(places(findings) == ["a.mjs:1:1"])
        #expect(findings.first?.isCertain == true)
    }

    /// Of a chain of modules it says by which imports the await came in: https://github.com/davideast/pyric/issues/697
    @Test("A service worker's await is told with the way to it")
    func wayToAwait() {
        let findings = found(
            "startup-io",
            in: ["main.mjs": "import './auth.mjs';", "auth.mjs": "import './sandbox.mjs';", "sandbox.mjs": "await 1;"],
            settings: LintSettings(hosts: ["service-worker"]))
        #expect(
            findings.first?.diagnostic.related.map(\.message) == [
                "'main.mjs' imports 'auth.mjs' here", "'auth.mjs' imports 'sandbox.mjs' here",
            ])
    }
}
