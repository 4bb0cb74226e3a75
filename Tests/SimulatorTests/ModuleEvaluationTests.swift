import Testing
import Trace

/// The order of module bodies: the walk, what completion wakes, and errors.
@Suite struct ModuleEvaluationTests {
    /// Modules that print their names, from `"9 async": ["4", "6"]`; the first is the entry. An async one prints before its await.
    private func graph(_ modules: KeyValuePairs<String, [String]>) -> Modules {
        Modules(
            modules.map { key, requests in
                let words = key.split(separator: " ")
                let imports = requests.map { "import './\($0).mjs';\n" }.joined()
                return ("\(words[0]).mjs", imports + "console.log('\(words[0])');\n" + (words.count > 1 ? "await null;\n" : ""))
            })
    }

    // MARK: Order

    @Test func `ready ancestors run in the order in which they became async`() throws {
        // 1 completes: 2 and 3 import it, and 2 makes 6 ready too. Found 2, 6, 3; the walk met 6 last.
        let modules = graph([
            "9 async": ["4", "6"], "4": ["2", "3"], "6": ["2", "0"], "2": ["1"], "3 async": ["1"], "1 async": ["0"], "0 async": [],
        ])
        let trace = try modules.run().trace
        #expect(trace.lines == ["0", "1", "2", "3", "6", "4", "9"])
        let orders = trace.events.compactMap { event -> String? in
            if case .asyncEvaluationOrder(let order) = event.kind { return "\(trace.name(event.module)) \(order)" }
            return nil
        }
        #expect(orders == ["0.mjs 0", "1.mjs 1", "2.mjs 2", "3.mjs 3", "4.mjs 4", "6.mjs 5", "9.mjs 6"])
    }

    @Test func `ready ancestors are sorted whichever way they are found`() throws {
        // Level by level they are found p, r, q; depth first the example above is found in a wrong order.
        let modules = graph(["main": ["q", "r"], "q": ["p"], "p": ["a"], "r": ["a"], "a async": []])
        #expect(try modules.lines() == ["a", "p", "q", "r", "main"])
    }

    @Test func `a synchronous graph runs in post-order in one job`() throws {
        let run = try graph(["main": ["a", "b"], "a": ["c"], "b": ["c", "d"], "c": [], "d": []]).run()
        #expect(run.trace.lines == ["c", "a", "d", "b", "main"])
        #expect(Set(run.trace.console.map(\.job)).count == 1)
    }

    @Test func `a sibling does not wait for an async one`() throws {
        #expect(try graph(["main": ["a", "b"], "a async": [], "b": []]).lines() == ["a", "b", "main"])
    }

    @Test func `all synchronous ancestors of one async module run in one job`() throws {
        let run = try graph(["main": ["d"], "d": ["b", "c"], "b": ["a"], "c": ["a"], "a async": []]).run()
        #expect(run.trace.lines == ["a", "b", "c", "d", "main"])
        #expect(Set(run.trace.console.dropFirst().map(\.job)).count == 1)
    }

    @Test func `an ancestor is ready when the last of its dependencies is, and is run once`() throws {
        let modules: Modules = [
            "main.mjs": "import './a.mjs'; import './b.mjs'; import './c.mjs'; console.log('main');",
            "a.mjs": "await null; await null; console.log('a');", "b.mjs": "await null; console.log('b');", "c.mjs": "console.log('c');",
        ]
        let trace = try modules.run().trace
        #expect(trace.lines == ["c", "b", "a", "main"])
        let counts = trace.events.compactMap { event -> String? in
            guard case .pendingDependencies(let count, let completed) = event.kind, trace.name(event.module) == "main.mjs" else {
                return nil
            }
            return "\(count) \(trace.name(completed))"
        }
        #expect(counts == ["2 none", "1 b.mjs", "0 a.mjs"])
        #expect(trace.started.filter { $0 == "main.mjs" }.count == 1)
    }

    @Test func `an async ancestor stops the gathering, for its own importers must wait for it`() throws {
        let trace = try graph(["main": ["p", "q"], "p": ["b"], "b async": ["a"], "q": ["a"], "a async": []]).run().trace
        #expect(trace.lines == ["a", "b", "q", "p", "main"])
        #expect(trace.console[1].job == trace.console[2].job, "b begins and q runs in the job that a's end makes")
        #expect(trace.console[3].job != trace.console[2].job, "p waits for b's promise")
    }

    @Test func `the same request twice, by whatever specifier, is one module`() throws {
        let modules: Modules = [
            "main.mjs": "import './a.mjs'; import './x/../a.mjs'; import './a.mjs'; console.log('main');", "a.mjs": "console.log('a');",
        ]
        #expect(try modules.lines() == ["a", "main"])
    }

    /// Each request of it counts among the pending dependencies, and each is counted down.
    @Test func `an async module that is requested by two specifiers is waited for once`() throws {
        let modules: Modules = [
            "main.mjs": "import './a.mjs'; import './x/../a.mjs'; console.log('main');", "a.mjs": "await null; console.log('a');",
        ]
        let run = try modules.run()
        #expect(run.trace.lines == ["a", "main"])
        #expect(run.trace.outcome == .fulfilled)
    }

    /// [[AsyncEvaluationOrder]] is done then: who comes later has nothing to wait for.
    @Test func `who imports a module after it has ended does not wait for it`() throws {
        let modules: Modules = [
            "main.mjs": "import './woken.mjs'; await import('./late.mjs'); await import('./later.mjs'); console.log('main');",
            "woken.mjs": "import './async.mjs'; console.log('woken');", "async.mjs": "await null; console.log('async');",
            "late.mjs": "import './woken.mjs'; console.log('late');", "later.mjs": "import './async.mjs'; console.log('later');",
        ]
        let run = try modules.run()
        #expect(run.trace.lines == ["async", "woken", "late", "later", "main"])
        #expect(run.trace.outcome == .fulfilled)
    }

    @Test func `the promise of a module that others woke is settled too`() throws {
        let modules: Modules = [
            "main.mjs": "import './side.mjs'; import './woken.mjs'; console.log('main');",
            "side.mjs": "import('./woken.mjs').then(() => console.log('imported'));",
            "woken.mjs": "import './async.mjs'; console.log('woken');", "async.mjs": "await sleep(1); console.log('async');",
        ]
        #expect(try modules.lines() == ["async", "woken", "main", "imported"])
    }

    @Test func `a module may import itself`() throws {
        let modules: Modules = [
            "main.mjs":
                "import { x as same } from './main.mjs'; import * as self from './main.mjs'; export const x = 1; console.log(same, self.x);"
        ]
        let run = try modules.run()
        #expect(run.trace.lines == ["1 1"])
        #expect(run.trace.outcome == .fulfilled)
    }

    // MARK: Cycles

    @Test func `the first member that the walk meets is the root of a cycle`() throws {
        let trace = try graph(["main": ["a"], "a": ["b", "x"], "b": ["c"], "c async": ["a"], "x": []]).run().trace
        #expect(trace.lines == ["c", "x", "b", "a", "main"])
        #expect(try ["a.mjs", "b.mjs", "c.mjs"].map { trace.name(try trace.module(named: $0).cycleRoot) } == ["a.mjs", "a.mjs", "a.mjs"])
        #expect(trace.name(try trace.module(named: "x.mjs").cycleRoot) == "x.mjs")
    }

    @Test func `who imports a member waits for the root of its cycle`() throws {
        // b is done long before a, the root; importing b all the same waits for a.
        let modules: Modules = [
            "main.mjs": "import './a.mjs'; import './late.mjs';",
            "a.mjs": "import './b.mjs'; console.log('a1'); await sleep(10); console.log('a2');",
            "b.mjs": "import './a.mjs'; console.log('b');",
            "late.mjs": "import './b.mjs'; console.log('late');",
        ]
        #expect(try modules.lines() == ["b", "a1", "a2", "late"])
    }

    @Test func `import of a member of a cycle waits for the root`() throws {
        let modules: Modules = [
            "main.mjs": "import './a.mjs'; import './side.mjs';",
            "a.mjs": "import './b.mjs'; console.log('a1'); await sleep(10); console.log('a2');",
            "b.mjs": "import './a.mjs'; console.log('b'); ",
            "side.mjs": "import('./b.mjs').then(() => console.log('imported'));",
        ]
        #expect(try modules.lines() == ["b", "a1", "a2", "imported"])
    }

    @Test func `import of a member that still awaits waits for the root too`() throws {
        let modules: Modules = [
            "main.mjs": "import './a.mjs'; import './side.mjs';",
            "a.mjs": "import './b.mjs'; console.log('a1'); await sleep(10); console.log('a2');",
            "b.mjs": "import './a.mjs'; console.log('b1'); await sleep(10); console.log('b2');",
            "side.mjs": "import('./b.mjs').then(() => console.log('imported'));",
        ]
        #expect(try modules.lines() == ["b1", "b2", "a1", "a2", "imported"])
    }

    @Test func `two cycles that share a module are one`() throws {
        let trace = try graph(["a": ["b"], "b": ["a", "c"], "c": ["b", "d"], "d async": []]).run().trace
        #expect(trace.lines == ["d", "c", "b", "a"])
        #expect(try ["b.mjs", "c.mjs"].map { trace.name(try trace.module(named: $0).cycleRoot) } == ["a.mjs", "a.mjs"])
    }

    // MARK: Errors

    @Test func `an error is kept: a second import gives the same one and runs nothing`() throws {
        let modules: Modules = [
            "main.mjs": """
            const errors = [];
            for (let i = 0; i < 2; i++) { try { await import('./bad.mjs'); } catch (error) { errors[i] = error; } }
            console.log(errors[0] === errors[1], errors[0].message);
            """, "bad.mjs": "console.log('bad'); throw new Error('boom');",
        ]
        #expect(try modules.lines() == ["bad", "true boom"])
    }

    @Test func `the first error of two is kept`() throws {
        let modules: Modules = [
            "main.mjs": """
            const tell = (error) => console.log(error.message);
            await import('./both.mjs').catch(tell);
            await sleep(20);
            await import('./importer.mjs').catch(tell);
            """,
            "both.mjs": "import './slow.mjs'; import './fast.mjs';", "importer.mjs": "import './both.mjs';",
            "slow.mjs": "await sleep(10); throw new Error('slow');", "fast.mjs": "await sleep(5); throw new Error('fast');",
        ]
        #expect(try modules.lines() == ["fast", "fast"])
    }

    @Test func `an importer of an errored module is not run and has the same error`() throws {
        let modules: Modules = [
            "main.mjs": """
            const first = await import('./bad.mjs').catch((error) => error);
            const second = await import('./parent.mjs').catch((error) => error);
            console.log(first === second);
            """, "bad.mjs": "await null; throw new Error('boom');", "parent.mjs": "import './bad.mjs'; console.log('never');",
        ]
        #expect(try modules.lines() == ["true"])
    }

    @Test func `a member of an errored async cycle rejects with the error of the root`() throws {
        // b itself is fine, but a, the root, fails.
        let modules: Modules = [
            "main.mjs": """
            await import('./a.mjs').catch((error) => console.log('a', error.message));
            await import('./b.mjs').then(() => console.log('fulfilled'), (error) => console.log('b', error.message));
            """, "a.mjs": "import './b.mjs'; await null; throw new Error('boom');", "b.mjs": "import './a.mjs'; await null;",
        ]
        #expect(try modules.lines() == ["a boom", "b boom"])
    }

    @Test func `a static importer of a member of an errored async cycle has the error of the root`() throws {
        // b has no error of its own: it has run before a, the root, fails.
        let modules: Modules = [
            "main.mjs": """
            await import('./a.mjs').catch((error) => console.log('a', error.message));
            await import('./late.mjs').catch((error) => console.log('late', error.message));
            """, "a.mjs": "import './b.mjs'; await null; throw new Error('boom');", "b.mjs": "import './a.mjs';",
            "late.mjs": "import './b.mjs'; console.log('late runs');",
        ]
        #expect(try modules.lines() == ["a boom", "late boom"])
    }

    @Test func `a member of a cycle that has failed is not woken by a later dependency`() throws {
        // s waits for y, and its cycle's root r fails by x in the meantime.
        let modules: Modules = [
            "main.mjs": "await import('./r.mjs').catch((error) => console.log(error.message)); await import('./y.mjs');",
            "r.mjs": "import './x.mjs'; import './s.mjs'; console.log('r');", "x.mjs": "await null; throw new Error('no');",
            "s.mjs": "import './y.mjs'; import './r.mjs'; console.log('s');",
            "y.mjs": "await null; await null; await null; await null; await null; await null; console.log('y');",
        ]
        #expect(try modules.lines() == ["no", "y"])
    }

    @Test(arguments: [("spec", ["child", "parent"]), ("browser", ["child", "parent"]), ("node", ["parent", "child"])])
    func `a module's own promise is rejected before its importers' by today's text, after them before`(host: String, order: [String]) throws
    {
        let modules: Modules = [
            "main.mjs": "import './child-first.mjs'; import './side.mjs';",
            // Both are asked for while the child is in progress, so that each has a promise when the child fails.
            "child-first.mjs": """
            import('./child.mjs').catch(() => console.log('child'));
            import('./parent.mjs').catch(() => console.log('parent'));
            """, "side.mjs": "", "child.mjs": "await sleep(10); throw new Error('boom');", "parent.mjs": "import './child.mjs';",
        ]
        #expect(try modules.lines(host) == order)
    }

    @Test func `a synchronous throw rejects at once, and a pending sibling goes on`() throws {
        let modules: Modules = [
            "main.mjs": "import './slow.mjs'; import './bad.mjs'; import './after.mjs'; console.log('never');",
            "slow.mjs": "console.log('slow 1'); await sleep(10); console.log('slow 2');", "bad.mjs": "throw new Error('boom');",
            "after.mjs": "console.log('never either');",
        ]
        let trace = try modules.run().trace
        #expect(trace.timedLines == ["0 slow 1", "10 slow 2"])
        #expect(trace.outcome == .rejected("Error: boom"))
        #expect(trace.duration == 0)
        #expect(try trace.module(named: "after.mjs").status == .linked)
    }

    @Test func `the first rejection in time decides, not the first in import order`() throws {
        let modules: Modules = [
            "main.mjs": "import './late.mjs'; import './early.mjs';", "late.mjs": "await sleep(20); throw new Error('late');",
            "early.mjs": "await sleep(10); throw new Error('early');",
        ]
        #expect(try modules.run().trace.outcome == .rejected("Error: early"))
    }

    @Test func `what fails after it was woken fails its own importers only`() throws {
        let modules: Modules = [
            "main.mjs": """
            const results = await Promise.allSettled([import('./p.mjs'), import('./q.mjs')]);
            console.log(results[0].status, results[1].status);
            """, "a.mjs": "await null;", "p.mjs": "import './a.mjs'; throw new Error('boom');",
            "q.mjs": "import './a.mjs'; console.log('q');",
        ]
        #expect(try modules.lines() == ["q", "rejected fulfilled"])
    }

    // MARK: Ends

    @Test func `modules that import each other and wait never settle`() throws {
        let modules: Modules = ["main.mjs": "await import('./a.mjs');", "a.mjs": "await import('./main.mjs');"]
        let run = try modules.run()
        #expect(run.trace.outcome == .unsettled)
        #expect(try run.trace.module(named: "a.mjs").status == .evaluatingAsync)
        #expect(try modules.run("node").exitStatus == 13)
        #expect(try modules.run("deno").trace.outcome == .fulfilled, "Deno lets go of such a cycle")
        let selfish: Modules = ["main.mjs": "await import('./main.mjs');"]
        #expect(try selfish.run("deno").exitStatus == 1)
    }

    @Test func `on node a promise that nobody handles ends the process while the entry still awaits`() throws {
        let modules: Modules = ["main.mjs": "Promise.reject(new Error('loose')); await sleep(10); console.log('still here');"]
        #expect(try modules.lines("spec") == ["still here"])
        let run = try modules.run("node")
        #expect(run.trace.lines == [])
        #expect(run.exitStatus == 1)
    }
}
