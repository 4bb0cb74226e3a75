import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Testing

/// `import()` on the host `chromium`, where every module of the graph takes a task. Where lines are expected in full, Chromium 156 printed them.
@Suite struct ImportWalkTests {
    @Test func `of two calls the one with the shallower graph is first, also where the rest has been evaluated`() throws {
        let modules: Modules = [
            "main.mjs": "import './old.mjs'; import('./deep.mjs'); import('./flat.mjs');",
            "deep.mjs": "import './old.mjs'; console.log('deep');", "flat.mjs": "console.log('flat');", "old.mjs": "console.log('old');",
        ]
        #expect(try modules.lines("chromium") == ["old", "flat", "deep"])
        #expect(try modules.lines("browser") == ["old", "deep", "flat"])
    }

    @Test func `of two calls with graphs of one depth the first is first`() throws {
        let modules: Modules = [
            "main.mjs": "import('./a.mjs'); import('./b.mjs');",
            "a.mjs": "import './a1.mjs'; console.log('a');", "a1.mjs": "console.log('a1');",
            "b.mjs": "import './b1.mjs'; console.log('b');", "b1.mjs": "console.log('b1');",
        ]
        #expect(try modules.lines("chromium") == ["a1", "a", "b1", "b"])
    }

    /// A call asks for a module once: the wide graph has four tasks, with `c` counted once, and the deep one's third module comes after them.
    @Test func `a module that several import is asked for once`() throws {
        let modules: Modules = [
            "main.mjs": "import('./wide.mjs'); import('./deep.mjs');",
            "deep.mjs": "import './deep1.mjs'; console.log('deep');", "deep1.mjs": "import './deep2.mjs'; console.log('deep 1');",
            "deep2.mjs": "console.log('deep 2');",
            "wide.mjs": "import './a.mjs'; import './b.mjs'; import './c.mjs'; console.log('wide');",
            "a.mjs": "import './c.mjs'; console.log('a');", "b.mjs": "console.log('b');", "c.mjs": "console.log('c');",
        ]
        #expect(try modules.lines("chromium") == ["c", "a", "b", "wide", "deep 2", "deep 1", "deep"])
    }

    @Test func `the caller learns of it when the microtasks of the evaluation are done`() throws {
        let modules: Modules = [
            "main.mjs": """
            import('./new.mjs').then(() => console.log('importer'));
            import('./bad.mjs').catch(() => console.log('failed'));
            """,
            "new.mjs": """
            let promise = Promise.resolve();
            for (let tick = 1; tick < 6; tick++) promise = promise.then(() => console.log(tick));
            """,
            "bad.mjs": """
            Promise.resolve().then(() => console.log('bad 1')).then(() => console.log('bad 2')).then(() => console.log('bad 3'));
            throw new Error('x');
            """,
        ]
        #expect(try modules.lines("chromium") == ["1", "2", "3", "4", "5", "importer", "bad 1", "bad 2", "bad 3", "failed"])
    }

    @Test func `cycles end, and what fails to link rejects`() throws {
        let modules: Modules = [
            "main.mjs": """
            const tell = (name) => [() => console.log(name, 'done'), (error) => console.log(name, error.name)];
            import('./cycle.mjs').then(...tell('cycle'));
            import('./bad-link.mjs').then(...tell('bad link'));
            import('./late.mjs').then(...tell('late'));
            import('./flat.mjs').then(...tell('flat'));
            """,
            "cycle.mjs": "import './member.mjs'; import './cycle.mjs'; console.log('cycle');",
            "member.mjs": "import './cycle.mjs'; console.log('member');", "bad-link.mjs": "import { nothing } from './flat.mjs';",
            "late.mjs": "import './below.mjs';", "below.mjs": "console.log('below');", "flat.mjs": "console.log('flat');",
        ]
        #expect(
            try modules.lines("chromium") == [
                "flat", "flat done", "member", "cycle", "cycle done", "bad link SyntaxError", "below", "late done",
            ])
    }

    @Test func `what is not there or does not parse rejects, wherever in the graph it is`() throws {
        let modules: Modules = [
            "main.mjs": """
            for (const name of ['gone', 'no-syntax', 'needs-gone', 'needs-no-syntax', 'flat']) {
              try { await import(`./${name}.mjs`); console.log(name); } catch (error) { console.log(name, error.name); }
            }
            """,
            "no-syntax.mjs": "let let;", "needs-gone.mjs": "import './gone.mjs'; import './flat.mjs';",
            "needs-no-syntax.mjs": "import './flat.mjs'; import './no-syntax.mjs'; import './below.mjs';",
            "flat.mjs": "console.log('flat runs');", "below.mjs": "console.log('never');",
        ]
        let expected = [
            "gone TypeError", "no-syntax SyntaxError", "needs-gone TypeError", "needs-no-syntax SyntaxError", "flat runs", "flat",
        ]
        #expect(try modules.lines("chromium") == expected)
        #expect(try modules.lines("browser") == expected)
    }

    /// The call begins to fetch its module, and what that imports when it is there: 20 + 30 ms, and the other 10.
    @Test func `modules are fetched as they are asked for`() throws {
        let text = """
            entry: main
            modules:
              main: |
                import("slow").then(() => console.log("slow done"));
                import("fast").then(() => console.log("fast done"));
              slow: {code: 'import "below"; console.log("slow");', load: 20ms}
              below: {code: 'console.log("below");', load: 30ms}
              fast: {code: 'console.log("fast");', load: 10ms}
            """
        let scenario = try Scenario.read(bytes: Array(text.utf8), name: "s.yaml", folder: "")
        let program = try Program(scenario: scenario)
        let host = try #require(HostProfile.named("chromium"))
        let run = try onLargeStack { program.run(RunOptions(host: host)) }
        #expect(run.trace.timedLines == ["10 fast", "10 fast done", "50 below", "50 slow", "50 slow done"])
    }

    @Test func `the way through a graph counts as steps`() throws {
        let names = (0..<50).map { "m\($0).mjs" }
        let requests = names.map { "import './\($0)';" }.joined()
        let calls = "for (let call = 0; call < 10; call++) import('./m0.mjs').then(() => console.log('done'));"
        var modules = Modules([("main.mjs", calls)] + names.map { ($0, requests) })
        // Ten calls look at 2,500 requests each.
        modules.limits[.steps] = 40_000
        #expect(try modules.lines("browser").count == 10)
        guard case .blocked = try modules.run("chromium").trace.outcome else {
            Issue.record("it is not stopped")
            return
        }
        modules.limits[.steps] = 80_000
        #expect(try modules.lines("chromium").count == 10)
    }

    @Test func `a module that waits for its own import never settles`() throws {
        let run = try Modules([("main.mjs", "await import('./main.mjs');")]).run("chromium")
        #expect(run.trace.outcome == .unsettled)
    }
}
