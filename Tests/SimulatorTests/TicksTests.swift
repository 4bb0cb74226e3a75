import Hosts
import Testing

/// In which microtask things happen.
///
/// A metronome beats once a microtask round from the moment that is asked about; the number of its beats at the other moment is
/// the count. The metronome is queued first in every round, so one beat means "in the next round". 60 beats are all it has: that
/// count says that a whole task lies between. The counts of hosts were measured on Node 24.19 and 20.20, Deno 2.9,
/// Bun 1.4 and Firefox 153, with all files loaded before.
@Suite struct TicksTests {
    struct Probe: CustomTestStringConvertible, Sendable {
        var name: String
        /// The entry is `main.mjs`. `start()` and `report()` are imported where they are used.
        var modules: [String: String]
        var spec: Int
        /// By host; a host that is not named gives what `spec` gives.
        var hosts: [String: Int] = [:]
        /// What a profile gives where it is known not to be the host's count.
        var profiles: [String: Int] = [:]
        var testDescription: String { name }
    }

    private static let metronome = """
        export let round = 0;
        export function start() { round = 0; beat(60); }
        export function report() { console.log(round); }
        function beat(left) { if (left > 0) queueMicrotask(() => { round++; beat(left - 1); }); }
        """

    private static func beats(_ probe: Probe, on host: String) throws -> [String] {
        var sources = probe.modules.keys.sorted().map { name in
            (name: name, source: "import { start, report } from './metronome.mjs';\n" + probe.modules[name]!)
        }
        sources.append(("metronome.mjs", metronome))
        return try Modules(sources, entry: "main.mjs").lines(host)
    }

    @Test(arguments: promises + modules + imports)
    func specification(_ probe: Probe) throws {
        #expect(try Self.beats(probe, on: "spec") == ["\(probe.spec)"])
    }

    @Test(arguments: promises + modules)
    func chromiumWithoutImportCalls(_ probe: Probe) throws {
        #expect(try Self.beats(probe, on: "chromium") == ["\(probe.spec)"])
    }

    @Test(arguments: promises + modules + imports, ["browser", "node+loaded", "node@20+loaded", "deno+loaded", "bun+loaded"])
    func host(_ probe: Probe, host: String) throws {
        let seen = try Self.beats(probe, on: host)
        let name = HostProfile.plainName(host)
        #expect(seen == ["\(probe.profiles[name] ?? probe.hosts[name] ?? probe.spec)"])
    }

    /// There every `import()` takes tasks, and its caller learns of the end when no microtask is left. Measured on Chromium 156.
    @Test(arguments: imports)
    func chromium(_ probe: Probe) throws {
        #expect(try Self.beats(probe, on: "chromium") == ["60"])
    }

    // MARK: Promises: no host may differ, but Bun does in one

    private static func waiting(
        _ name: String, for expression: String, _ spec: Int, with declarations: String = "", hosts: [String: Int] = [:]
    ) -> Probe {
        Probe(name: name, modules: ["main.mjs": "\(declarations)\nstart(); await \(expression); report();"], spec: spec, hosts: hosts)
    }

    static let promises: [Probe] = [
        // Await wraps what is no promise in a fulfilled one, whose reaction is one job.
        waiting("await of a value", for: "null", 1),
        // PromiseResolve gives a native promise back as it is, so that it costs no more.
        waiting("await of a native promise", for: "Promise.resolve()", 1),
        waiting("await of a rejected promise", for: "Promise.reject(1).catch(() => {})", 2),
        // The function's promise is fulfilled when the call returns.
        waiting("await of an async function", for: "f()", 1, with: "async function f() { return 1; }"),
        // Resolving with a promise queues a job that calls its `then` (1), whose reaction (2) fulfils the function's promise (3).
        waiting("return of a promise", for: "f()", 3, with: "async function f() { return Promise.resolve(1); }"),
        // The inner await is one job, and then the function's promise is fulfilled with a value.
        waiting("return of an awaited promise", for: "f()", 2, with: "async function f() { return await Promise.resolve(1); }"),
        // The callback is one job, then as for a returned promise.
        waiting("then whose callback returns a promise", for: "Promise.resolve().then(() => Promise.resolve())", 4),
        // The element's reaction is one job and fulfils the whole; the number 1 is a promise of its own.
        waiting("Promise.all", for: "Promise.all([1, Promise.resolve()])", 2),
        waiting("Promise.race", for: "Promise.race([Promise.resolve()])", 2),
        waiting("Promise.allSettled", for: "Promise.allSettled([Promise.reject(1)])", 2),
        waiting("Promise.any", for: "Promise.any([Promise.reject(1), 2])", 2),
        // One job calls the thenable's `then`, the second is the await's own.
        waiting("await of a thenable", for: "({ then(resolve) { resolve(1); } })", 2),
        // The callback (1) gives a promise that hands the value on; a job calls its `then` (2), whose reaction (3) fulfils. JavaScriptCore
        // settles with what it was given as soon as the callback has returned.
        waiting("finally", for: "Promise.resolve().finally(() => {})", 4, hosts: ["bun": 2]),
        Probe(name: "queueMicrotask", modules: ["main.mjs": "start(); queueMicrotask(report);"], spec: 1),
        Probe(
            name: "await that throws is caught",
            modules: ["main.mjs": "start(); try { await Promise.reject(1); } catch { report(); }"], spec: 1),
    ]

    // MARK: Static graphs: no host may differ, but that Bun's transpiler drops an await that cannot run

    static let modules: [Probe] = [
        // The body's promise is fulfilled; its reaction runs the importer in that one job.
        Probe(
            name: "async child to synchronous parent",
            modules: ["main.mjs": "import './child.mjs'; report();", "child.mjs": "await null; start();"], spec: 1),
        Probe(
            name: "async child to async parent",
            modules: ["main.mjs": "import './child.mjs'; report(); await null;", "child.mjs": "await null; start();"], spec: 1),
        // [[HasTLA]] is what the text says, not what happens.
        Probe(
            name: "await that is never reached",
            modules: ["main.mjs": "import './child.mjs'; report();", "child.mjs": "if (false) await null; start();"], spec: 1,
            hosts: ["bun": 0]),
        // Synchronous ancestors run in the same job, however many there are.
        Probe(
            name: "async child to grandparent",
            modules: [
                "main.mjs": "import './parent.mjs'; report();", "parent.mjs": "import './child.mjs';", "child.mjs": "await null; start();",
            ], spec: 1),
        // An async parent has a promise of its own, hence one job more.
        Probe(
            name: "async child, async parent that does not wait, grandparent",
            modules: [
                "main.mjs": "import './parent.mjs'; report();", "parent.mjs": "import './child.mjs'; if (false) await null;",
                "child.mjs": "await null; start();",
            ], spec: 2, hosts: ["bun": 1]),
        Probe(
            name: "member of a cycle to its root",
            modules: [
                "main.mjs": "import './a.mjs';", "a.mjs": "import './b.mjs'; report();",
                "b.mjs": "import './a.mjs'; await null; start();",
            ], spec: 1),
    ]

    // MARK: import(): every host has its own way

    static let imports: [Probe] = [
        // Loading is done in the call; the reaction of its promise evaluates.
        Probe(
            name: "import() to the body", modules: ["main.mjs": "start(); import('./new.mjs');", "new.mjs": "report();"], spec: 1,
            hosts: ["browser": 60, "node": 2, "bun": 2, "node@20": 3, "deno": 60]),
        // The evaluation's promise (1), and the await (2).
        Probe(
            name: "end of a new synchronous body to its importer",
            modules: ["main.mjs": "await import('./new.mjs'); report();", "new.mjs": "start();"], spec: 2,
            hosts: ["node": 6, "bun": 7, "node@20": 5, "deno": 2]),
        // The two together.
        Probe(
            name: "import() of a new synchronous module",
            modules: ["main.mjs": "start(); await import('./new.mjs'); report();", "new.mjs": ""], spec: 3,
            hosts: ["browser": 60, "node": 8, "bun": 9, "node@20": 8, "deno": 60]),
        // One more: the body's own promise comes before the evaluation's.
        Probe(
            name: "end of a new async body to its importer",
            modules: ["main.mjs": "await import('./new.mjs'); report();", "new.mjs": "await null; start();"], spec: 3,
            hosts: ["node": 7, "bun": 8, "node@20": 6, "deno": 60]),
        Probe(
            name: "import() of a new module with one await",
            modules: ["main.mjs": "start(); await import('./new.mjs'); report();", "new.mjs": "await null;"], spec: 5,
            hosts: ["browser": 60, "node": 10, "bun": 11, "node@20": 10, "deno": 60]),
        Probe(
            name: "end of an async dependency to the importer of its importer",
            modules: [
                "main.mjs": "await import('./new.mjs'); report();", "new.mjs": "import './child.mjs';", "child.mjs": "await null; start();",
            ], spec: 3, hosts: ["node": 7, "bun": 8, "node@20": 6, "deno": 60]),
        Probe(
            name: "import() of an evaluated module",
            modules: ["main.mjs": "import './old.mjs'; start(); await import('./old.mjs'); report();", "old.mjs": ""], spec: 3,
            hosts: ["browser": 60, "node": 8, "bun": 9, "node@20": 8, "deno": 1]),
        Probe(
            name: "import() of an evaluated async module",
            modules: ["main.mjs": "import './old.mjs'; start(); await import('./old.mjs'); report();", "old.mjs": "await null;"], spec: 3,
            hosts: ["browser": 60, "node": 8, "bun": 9, "node@20": 8, "deno": 1]),
        Probe(
            name: "second import() of a module",
            modules: ["main.mjs": "await import('./old.mjs'); start(); await import('./old.mjs'); report();", "old.mjs": ""], spec: 3,
            hosts: ["browser": 60, "node": 8, "bun": 9, "node@20": 8, "deno": 1]),
        Probe(
            name: "then of import()",
            modules: ["main.mjs": "import './old.mjs'; start(); import('./old.mjs').then(report);", "old.mjs": ""], spec: 3,
            hosts: ["browser": 60, "node": 8, "bun": 9, "node@20": 8, "deno": 1]),
        // A namespace is an object like any other: its `then` is called in a job more.
        Probe(
            name: "import() of an evaluated module that exports then",
            modules: [
                "main.mjs": "import './old.mjs'; start(); await import('./old.mjs'); report();",
                "old.mjs": "export function then(resolve) { resolve(1); }",
            ], spec: 4, hosts: ["browser": 60, "node": 9, "bun": 10, "node@20": 9, "deno": 2]),
        Probe(
            name: "end of a body to the importer of a module in progress",
            modules: [
                "main.mjs": "import './slow.mjs'; import './side.mjs';", "slow.mjs": "for (let i = 0; i < 20; i++) await null; start();",
                "side.mjs": "import('./slow.mjs').then(report);",
            ], spec: 3, hosts: ["browser": 60, "node": 7, "bun": 8, "node@20": 6, "deno": 0]),
        Probe(
            name: "throw of a new synchronous body to its importer",
            modules: [
                "main.mjs": "try { await import('./new.mjs'); } catch { report(); }", "new.mjs": "start(); throw new Error('boom');",
            ], spec: 2, hosts: ["node": 6, "bun": 7, "node@20": 5]),
        Probe(
            name: "throw after an await to the importer",
            modules: [
                "main.mjs": "try { await import('./new.mjs'); } catch { report(); }",
                "new.mjs": "await null; start(); throw new Error('boom');",
            ], spec: 3, hosts: ["node": 7, "bun": 8, "node@20": 6, "deno": 60]),
        Probe(
            name: "throw of an async dependency to import()",
            modules: [
                "main.mjs": "import('./new.mjs').catch(report);", "new.mjs": "import './child.mjs';",
                "child.mjs": "await null; start(); throw new Error('boom');",
            ], spec: 3, hosts: ["node": 7, "bun": 8, "node@20": 6, "deno": 60]),
        Probe(
            name: "import() of an errored module",
            modules: [
                "main.mjs": """
                await import('./bad.mjs').catch(() => {});
                start(); try { await import('./bad.mjs'); } catch { report(); }
                """, "bad.mjs": "throw new Error('boom');",
            ], spec: 3, hosts: ["browser": 60, "node": 8, "bun": 3, "node@20": 8, "deno": 60]),
        // Linking fails before there is an evaluation to wait for.
        Probe(
            name: "import() of a module that does not link",
            modules: [
                "main.mjs": "start(); try { await import('./bad.mjs'); } catch { report(); }",
                "bad.mjs": "import { missing } from './metronome.mjs';",
            ], spec: 2, hosts: ["browser": 60, "node": 12, "bun": 8, "node@20": 60, "deno": 60], profiles: ["node": 7, "node@20": 7]),
    ]
}
