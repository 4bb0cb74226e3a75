import Testing
import Trace

/// `import defer`: what runs at start, what runs at the first touch, and what cannot. Expectations are reasoned from the
/// proposal's text (https://tc39.es/proposal-defer-import-eval/); test262's folder `language/import/import-defer` agrees.
@Suite struct DeferredEvaluationTests {
    @Test func `a deferred module runs when its namespace is first touched, and once`() throws {
        let modules: Modules = [
            "main.mjs": """
            import defer * as dep from './dep.mjs';
            console.log('main');
            console.log(dep.value);
            console.log(dep.value);
            """,
            "dep.mjs": "import './below.mjs'; console.log('dep'); export const value = 1;", "below.mjs": "console.log('below');",
        ]
        #expect(try modules.lines() == ["main", "below", "dep", "1", "1"])
    }

    @Test func `what is asynchronous below a deferred module runs at once`() throws {
        let modules: Modules = [
            "main.mjs": "import defer * as dep from './dep.mjs'; console.log('main'); dep.x; console.log('end');",
            "dep.mjs": "import './a.mjs'; import './b.mjs'; console.log('dep');", "a.mjs": "console.log('a');",
            "b.mjs": "import './c.mjs'; console.log('b 1'); await null; console.log('b 2');", "c.mjs": "console.log('c');",
        ]
        // b awaits, so b and what it needs cannot be left for later; dep and a can.
        #expect(try modules.lines() == ["c", "b 1", "b 2", "main", "a", "dep", "end"])
    }

    @Test func `what is asynchronous below a deferred module begins in the order of the requests`() throws {
        let modules: Modules = [
            "main.mjs": "import defer * as dep from './dep.mjs'; console.log('main');",
            "dep.mjs": "import './a.mjs'; import './sync.mjs'; import './c.mjs'; console.log('never');",
            "sync.mjs": "import './b.mjs'; console.log('never');", "a.mjs": "console.log('a'); await null;",
            "b.mjs": "console.log('b'); await null;", "c.mjs": "console.log('c'); await null;",
        ]
        #expect(try modules.lines() == ["a", "b", "c", "main"])
    }

    /// GatherAsynchronousTransitiveDependencies stops at a module that is being evaluated: what that one imports comes in its own place.
    @Test func `a deferred module that imports its importer gathers nothing through it`() throws {
        let modules: Modules = [
            "main.mjs": """
            import defer * as dep from './dep.mjs'; import './sync.mjs'; import './async.mjs'; console.log('main');
            """,
            "dep.mjs": "import './main.mjs'; console.log('never');", "sync.mjs": "console.log('sync');",
            "async.mjs": "console.log('async'); await null;",
        ]
        #expect(try modules.lines() == ["sync", "async", "main"])
    }

    /// IsModuleSCCEvaluated asks the root: b has run, and a, the root, has not ended.
    @Test func `a deferred member of a cycle is not done before the root is`() throws {
        let modules: Modules = [
            "main.mjs": "import './a.mjs'; import './side.mjs';",
            "a.mjs": "import './b.mjs'; console.log('a1'); await sleep(10); console.log('a2');",
            "b.mjs": "import './a.mjs'; console.log('b');",
            "side.mjs": "import defer * as b from './b.mjs'; console.log('side');",
        ]
        #expect(try modules.lines() == ["b", "a1", "a2", "side"])
    }

    @Test func `a module imported both ways runs in its place`() throws {
        let modules: Modules = [
            "main.mjs": "import defer * as dep from './dep.mjs'; import './other.mjs'; import './dep.mjs'; console.log('main');",
            "dep.mjs": "console.log('dep');", "other.mjs": "console.log('other');",
        ]
        #expect(try modules.lines() == ["other", "dep", "main"])
    }

    @Test(arguments: [
        ("Object.keys(dep)", true), ("'x' in dep", true), ("delete dep.nothing", true), ("dep.nothing", true),
        ("Object.getOwnPropertyDescriptor(dep, 'x')", true), ("for (const key in dep);", true), ("({...dep})", true),
        ("dep.then", false), ("'then' in dep", false), ("dep[Symbol.toStringTag]", false), ("Object.getPrototypeOf(dep)", false),
        ("Object.isExtensible(dep)", false), ("try { dep.x = 1 } catch {}", false), ("await dep", false),
    ]) func `some looks run the module, some do not`(look: String, runs: Bool) throws {
        let modules: Modules = [
            "main.mjs": "import defer * as dep from './dep.mjs'; \(look); console.log('looked');",
            "dep.mjs": "console.log('dep'); export const x = 1;",
        ]
        #expect(try modules.lines() == (runs ? ["dep", "looked"] : ["looked"]))
    }

    @Test func `the two namespaces of a module are two objects with two tags`() throws {
        let modules: Modules = [
            "main.mjs": """
            import defer * as a from './dep.mjs'; import defer * as b from './dep.mjs'; import * as c from './dep.mjs';
            console.log(a === b, a === c, a[Symbol.toStringTag], c[Symbol.toStringTag], await import.defer('./dep.mjs') === a);
            """,
            "dep.mjs": "export const x = 1;",
        ]
        #expect(try modules.lines() == ["true false Deferred Module Module true"])
    }

    @Test func `an error of a deferred module is thrown at every touch, and is not unhandled`() throws {
        let modules: Modules = [
            "main.mjs": """
            import defer * as dep from './dep.mjs';
            const errors = [];
            for (let i = 0; i < 2; i++) try { dep.x } catch (error) { errors.push(error) }
            console.log(errors[0].message, errors[0] === errors[1]);
            """,
            "dep.mjs": "console.log('dep'); throw new Error('no');",
        ]
        for host in ["spec", "node"] {
            let run = try modules.run(host)
            #expect(run.trace.lines == ["dep", "no true"])
            #expect(run.exitStatus == 0)
        }
    }

    @Test func `a module that is running cannot be run by a touch`() throws {
        let modules: Modules = [
            "main.mjs": "import './a.mjs'; console.log('main');",
            "a.mjs": """
            import defer * as main from './main.mjs';
            try { main.x } catch (error) { console.log(error.name) }
            """,
        ]
        #expect(try modules.lines() == ["TypeError", "main"])
    }

    @Test func `a member of a cycle that still waits cannot be run by a touch`() throws {
        // b has run, but its cycle's root a has not: dep needs b, so that it cannot run either.
        let modules: Modules = [
            "main.mjs": """
            import { gate } from './gate.mjs';
            const first = import('./a.mjs');
            await gate.started;
            const second = import.defer('./dep.mjs').then(() => console.log('dep is ready'));
            gate.open();
            await Promise.all([first, second]);
            """,
            "gate.mjs": """
            export const gate = {};
            gate.started = new Promise(go => gate.start = go);
            gate.opened = new Promise(go => gate.open = go);
            """,
            "a.mjs": "import { gate } from './gate.mjs'; import './b.mjs'; gate.start(); await gate.opened; console.log('a');",
            "b.mjs": "import './a.mjs'; console.log('b');", "dep.mjs": "import './b.mjs'; console.log('dep');",
        ]
        #expect(try modules.lines() == ["b", "a", "dep is ready"])
    }

    @Test func `import defer of a module that does not link or parse fails before anything runs`() throws {
        let missing: Modules = [
            "main.mjs": "import defer * as dep from './dep.mjs'; console.log('main');",
            "dep.mjs": "import { nothing } from './other.mjs';", "other.mjs": "",
        ]
        let run = try missing.run()
        #expect(run.trace.lines == [])
        #expect(run.diagnostics.map(\.message) == ["'other.mjs' does not export 'nothing'"])
        let wrong: Modules = ["main.mjs": "import defer * as dep from './dep.mjs'; console.log('main');", "dep.mjs": "let let = 1"]
        #expect(try wrong.run().trace.lines == [])
    }

    @Test func `a long chain of touches is an error and no crash`() throws {
        var sources = (0..<3_000).map { index in
            ("m\(index).mjs", "import defer * as next from './m\(index + 1).mjs'; export const depth = next.depth + 1;")
        }
        sources.append(("m3000.mjs", "export const depth = 0;"))
        let run = try Modules(sources.map { (name: $0.0, source: $0.1) }, entry: "m0.mjs").run(recordsEvents: false)
        guard case .blocked = run.trace.outcome else {
            Issue.record("\(run.trace.outcome)")
            return
        }
    }

    /// The words are those of Node.js 24.19.0.
    @Test func `import source of a JavaScript module is an error, and the module does not run`() throws {
        let message = "Source phase import object is not defined for module 'dep.mjs'"
        let dep = "console.log('dep');"
        let modules: Modules = ["main.mjs": "import source dep from './dep.mjs'; console.log('main');", "dep.mjs": dep]
        let run = try modules.run()
        #expect(run.trace.lines == [])
        #expect(run.diagnostics.map(\.message) == ["SyntaxError: \(message)"])
        #expect(run.diagnostics.map { [$0.location?.column, $0.width] } == [[24, 11]])
        let call: Modules = [
            "main.mjs": "await import.source('./dep.mjs').catch((error) => console.log(error.name, error.message));", "dep.mjs": dep,
        ]
        #expect(try call.run().diagnostics.isEmpty)
        #expect(try call.run().trace.lines == ["SyntaxError \(message)"])
    }

    @Test("A host that does not parse it is named", arguments: ["node", "node@20", "chromium", "firefox"])
    func unknownToTheHost(host: String) throws {
        let modules = [
            ("main.mjs", "import defer * as a from './a.mjs';\nimport defer * as b from './a.mjs';\nconsole.log(a.x);"),
            ("a.mjs", "export const x = 1;"),
        ]
        let run = try Modules(modules).run(host)
        #expect(run.trace.lines == ["1"])
        #expect(run.diagnostics.map(\.severity) == [.warning])
        #expect(run.diagnostics.first?.message.hasPrefix("\(host) has no 'import defer' yet") == true)
        #expect(try Modules(modules).run("deno").diagnostics.isEmpty)
    }
}
