import Lint
import Testing

@Suite("import-cycle-await")
struct ImportCycleAwaitTests {
    private static let back = "import { shared } from './main.mjs';\nexport const name = () => shared;"

    /// What is found in a main module beside a lazy one that imports it.
    private func found(
        _ main: String, _ others: KeyValuePairs<String, String> = [:], back: String = ImportCycleAwaitTests.back
    ) -> [LintFinding] {
        findingsOf(
            "import-cycle-await",
            in: [("main.mjs", "export const shared = 1;\n" + main), ("lazy.mjs", back)] + others.map { (name: $0.key, text: $0.value) })
    }

    @Test(
        "An await of an import() that leads back is certain, however it comes to it",
        arguments: [
            "await import('./lazy.mjs');",
            "await import(`./lazy.mjs`);",
            "const { name } = await import('./lazy.mjs');",
            "console.log((await import('./lazy.mjs')).name);",
            "await import('./lazy.mjs').then((lazy) => lazy.name());",
            "await Promise.resolve().then(() => import('./lazy.mjs'));",
            "await Promise.all([import('./lazy.mjs'), 1]);",
            "await Promise.allSettled([import('./lazy.mjs')]);",
            "await Promise.race([import('./lazy.mjs')]);",
            "const lazy = import('./lazy.mjs');\nawait lazy;",
            "async function load() { return import('./lazy.mjs'); }\nawait load();",
            "async function load() { const lazy = await import('./lazy.mjs'); return lazy.name(); }\nawait load();",
            "const load = () => import('./lazy.mjs');\nawait load();",
            "const load = (get) => get();\nawait load(() => import('./lazy.mjs'));",
            "const load = async (get) => (await get()).name;\nawait load(() => import('./lazy.mjs'));",
            "const load = (get) => Promise.resolve().then(() => get()).catch((error) => { throw error; });\nawait load(() => import('./lazy.mjs'));",
            "await (async () => { await import('./lazy.mjs'); })();",
            "class Server { async init() { await get(); } }\nfunction get() { return import('./lazy.mjs'); }\nconst server = new Server();\nawait server.init();",
            "class Server { #hooks = async () => import('./lazy.mjs'); async init() { await this.#hooks(); } }\nawait new Server().init();",
            "try { await import('./lazy.mjs'); } catch {}",
            "const where = './lazy.mjs';\nawait import(where);",
            "await import(new URL('./lazy.mjs', import.meta.url));",
            "await import(import.meta.url);",
            "let lazy;\nlazy = import('./lazy.mjs');\nawait lazy;",
            "for await (const lazy of [import('./lazy.mjs')]) console.log(lazy);",
            "const load = (name) => import(name);\nawait load('./lazy.mjs');",
        ])
    func certain(main: String) {
        let findings = found(main)
        #expect(findings.count == 1, "\(main)")
        #expect(findings.allSatisfy { $0.isCertain }, "\(main)")
    }

    @Test(
        "Where control or values decide, it is possible",
        arguments: [
            "if (Math.random() > 2) await import('./lazy.mjs');",
            "await (Math.random() > 2 && import('./lazy.mjs'));",
            "await (Math.random() > 2 ? import('./lazy.mjs') : null);",
            "out: { break out; await import('./lazy.mjs'); }",
            "function usage() { process.exit(0); }\nif (process.argv.length < 3) usage();\nawait import('./lazy.mjs');",
            "for (const path of ['./lazy.mjs']) await import(path);",
            "await Promise.all(['./lazy.mjs'].map((path) => import(path)));",
            "const pages = { lazy: () => import('./lazy.mjs') };\nawait pages[Object.keys(pages)[0]]();",
            "async function load(name) { switch (name) { case 'lazy': return import('./lazy.mjs'); } }\nawait load('lazy');",
            "async function load() { if (Math.random() > 2) return; await import('./lazy.mjs'); }\nawait load();",
            "import { retry } from 'somewhere';\nawait retry(() => import('./lazy.mjs'));",
            "const list = [];\nlist.push(import('./lazy.mjs'));\nawait Promise.all(list);",
            "await new Promise((resolve) => import('./lazy.mjs').then(resolve));\n",
            "try { JSON.parse('x'); await import('./lazy.mjs'); } catch {}",
            "async function* all() { yield await import('./lazy.mjs'); }\nfor await (const lazy of all()) console.log(lazy);",
        ])
    func possible(main: String) {
        let findings = found(main)
        #expect(!findings.isEmpty, "\(main)")
        #expect(findings.allSatisfy { !$0.isCertain }, "\(main)")
    }

    @Test(
        "What nobody waits for, or what does not lead back, is left alone",
        arguments: [
            "import('./lazy.mjs').then((lazy) => lazy.name());",
            "export const load = async () => await import('./lazy.mjs');",
            "const load = async () => { await import('./lazy.mjs'); };\nload();\nawait null;",
            "async function load() { void import('./lazy.mjs'); }\nawait load();",
            "async function load() { import('./lazy.mjs').then(console.log); }\nawait load();",
            "await Promise.race([import('./lazy.mjs'), new Promise((resolve) => setTimeout(resolve, 10))]);",
            "setTimeout(async () => { await import('./lazy.mjs'); }, 1);\nawait null;",
            "throw new Error('no');\nawait import('./lazy.mjs');",
            "await (import('./lazy.mjs') && 1);",
            "await import('./free.mjs');",
        ])
    func leavesAlone(main: String) {
        #expect(found(main, ["free.mjs": "export const free = 1;"]).isEmpty, "\(main)")
    }

    @Test("The way is told edge by edge, with the names of the import that closes it, and both cuts")
    func words() throws {
        let finding = try #require(
            found(
                "import { load } from './load.mjs';\nawait load();",
                ["load.mjs": "export async function load() {\n  return await import('./lazy.mjs');\n}"]
            ).first)
        #expect(finding.diagnostic.location?.text == "main.mjs:3:1")
        #expect(
            finding.diagnostic.related.map { "\($0.location.text) \($0.message)" } == [
                "main.mjs:3:1 'main.mjs' awaits here", "main.mjs:3:7 which calls 'load' here",
                "load.mjs:2:16 import() asks for 'lazy.mjs' here",
                "lazy.mjs:1:24 'lazy.mjs' imports 'shared' from 'main.mjs' here",
            ])
        #expect(finding.diagnostic.suggestion?.contains("do not await") == true)
        #expect(
            finding.diagnostic.alternatives == ["move 'shared' into a module of its own, which 'lazy.mjs' imports instead of 'main.mjs'"])
    }

    @Test("Two modules that await each other are one finding, and so are the members of a static cycle")
    func circles() {
        let pair = findingsOf(
            "import-cycle-await",
            in: [
                ("main.mjs", "await import('./a.mjs');"), ("a.mjs", "await import('./b.mjs');"), ("b.mjs", "await import('./a.mjs');"),
            ])
        #expect(pair.map(\.isCertain) == [true])
        // The cycle's root waits for the worker, which waits for a member, and so for the root.
        let root = findingsOf(
            "import-cycle-await",
            in: [
                ("main.mjs", "import './a.mjs';"), ("a.mjs", "import './b.mjs';\nimport './worker.mjs';"),
                ("b.mjs", "import './a.mjs';\nawait null;"),
                ("worker.mjs", "await import('./b.mjs');"),
            ])
        #expect(root.map(\.isCertain) == [true])
        #expect(places(root) == ["worker.mjs:1:1"])
    }

    @Test("A module that fails ends the wait for it, so that it is only possible")
    func failures() {
        #expect(found("await import('./lazy.mjs');", back: Self.back + "\nimport './no.mjs';").map(\.isCertain) == [false])
        let throwing = found("await import('./lazy.mjs');", ["no.mjs": "throw new Error('no');"], back: Self.back + "\nimport './no.mjs';")
        #expect(throwing.map(\.isCertain) == [false])
    }

    @Test("Of Promise.race all alternatives have to lead back")
    func alternatives() {
        let both: KeyValuePairs = ["other.mjs": "import './main.mjs';"]
        #expect(found("await Promise.race([import('./lazy.mjs'), import('./other.mjs')]);", both).map(\.isCertain) == [true])
        let one: KeyValuePairs = ["other.mjs": "export const other = 1;"]
        #expect(found("await Promise.race([import('./lazy.mjs'), import('./other.mjs')]);", one).isEmpty)
        #expect(found("await Promise.any(['lazy', 'other'].map((name) => import(`./${name}.mjs`)));", one).isEmpty)
    }

    // MARK: Bundles

    private static let esm = "var __esm = (fn, res) => () => (fn && (res = fn((fn = 0))), res);\n"

    @Test("Functions that run once in the place of modules wait for each other")
    func units() {
        let ring =
            Self.esm + """
                var init_a = __esm(async () => { await init_b(); });
                var init_b = __esm(async () => { await null; await init_c(); });
                var init_c = __esm(async () => { await init_a(); });
                await init_a();
                """
        let findings = findingsOf("import-cycle-await", in: [("main.mjs", ring)])
        #expect(findings.map(\.isCertain) == [true])
        #expect(findings.first?.diagnostic.message.contains("'init_") == true)
    }

    @Test("One that asks for one that is still beginning gets nothing to wait for")
    func firstStretch() {
        let pair =
            Self.esm + """
                var init_a = __esm(async () => { await init_b(); });
                var init_b = __esm(async () => { await init_a(); });
                await init_a();
                """
        #expect(findingsOf("import-cycle-await", in: [("main.mjs", pair)]).isEmpty)
    }

    @Test("The modules of a table that awaits wait for each other")
    func tables() {
        let table = """
            var modules = {
              "./main.mjs"(module, exports, need) {
                need.a(module, async (handle, done) => { try {
                  need.d(exports, { shared: () => shared });
                  const shared = 1;
                  await need.e("lazy").then(need.bind(need, "./lazy.mjs"));
                  done();
                } catch (error) { done(error); } }, 1);
              },
              "./lazy.mjs"(module, exports, need) {
                need.a(module, async (handle, done) => { try {
                  var main = need("./main.mjs");
                  var waits = handle([main]);
                  [main] = waits.then ? (await waits)() : waits;
                  done();
                } catch (error) { done(error); } });
              }
            };
            function start(id) { modules[id]({}, {}, start); }
            start("./main.mjs");
            """
        let findings = findingsOf("import-cycle-await", in: [("main.mjs", table)])
        #expect(findings.map(\.isCertain) == [true])
        let mended = table.replacing("await need.e", with: "need.e")
        #expect(findingsOf("import-cycle-await", in: [("main.mjs", mended)]).isEmpty)
    }
}

/// The same as `found`, for suites that have a method of that name.
func findingsOf(_ rule: String, in modules: [(name: String, text: String)]) -> [LintFinding] { found(rule, in: modules) }
