import Testing
import Trace

/// Who waits for what at the end of a run that never settles.
@Suite struct PendingWaitTests {
    /// `who awaits what`, in the order of the trace.
    private func waits(_ trace: Trace) -> [String] {
        trace.pendingWaits.map { wait in
            "\(wait.function.map { "\($0) in " } ?? "")\(trace.name(wait.module)) line \(wait.position.line) awaits \(wait.expression)"
        }
    }

    /// What would settle the promise of a wait, through other promises.
    private func settlers(_ wait: Int, _ trace: Trace) -> [String] {
        var result: [String] = []
        var pending = [trace.pendingWaits[wait].promise]
        while let promise = pending.popLast() {
            for settler in trace.pendingPromises.first(where: { $0.promise == promise })?.settlers ?? [] {
                switch settler {
                case .function(let index): result.append("wait \(index)")
                case .module(let module, let call): result.append("\(trace.name(module)) by import \(call)")
                case .thenable(let module, let call): result.append("then of \(trace.name(module)) by import \(call)")
                case .promise(let other): pending.append(other)
                }
            }
        }
        return result
    }

    @Test func importsOfOneAnother() throws {
        let trace = try Modules([
            ("a.mjs", "console.log(1);\nawait import('./b.mjs');"), ("b.mjs", "await import('./a.mjs');"),
        ]).run().trace
        #expect(trace.outcome == .unsettled)
        #expect(waits(trace) == ["a.mjs line 2 awaits import('./b.mjs')", "b.mjs line 1 awaits import('./a.mjs')"])
        #expect(settlers(0, trace) == ["b.mjs by import 0"])
        #expect(settlers(1, trace) == ["a.mjs by import 1"])
    }

    @Test func anExportedThenThatNeverCallsBack() throws {
        let trace = try Modules([
            ("a.mjs", "await import('./b.mjs');"), ("b.mjs", "export function then() {}"),
        ]).run().trace
        #expect(trace.outcome == .unsettled)
        #expect(settlers(0, trace) == ["then of b.mjs by import 0"])
    }

    @Test func whatAnImportDeferEvaluates() throws {
        let trace = try Modules([
            ("a.mjs", "await import.defer('./b.mjs');"), ("b.mjs", "import './c.mjs';"), ("c.mjs", "await new Promise(() => {});"),
        ]).run().trace
        #expect(settlers(0, trace) == ["c.mjs by import 0"])
    }

    @Test func anAsyncFunctionStandsBetween() throws {
        let trace = try Modules([
            ("a.mjs", "const never = new Promise(() => {});\nasync function load() {\n  await never;\n}\nawait load();")
        ]).run().trace
        #expect(waits(trace) == ["a.mjs line 5 awaits load()", "load in a.mjs line 3 awaits never"])
        #expect(settlers(0, trace) == ["wait 1"])
        #expect(settlers(1, trace) == [])
    }

    @Test func anAsyncGeneratorStandsBetween() throws {
        let trace = try Modules([
            ("a.mjs", "async function* g() {\n  yield 1;\n  await new Promise(() => {});\n}\nfor await (const x of g()) x;")
        ]).run().trace
        #expect(waits(trace) == ["a.mjs line 5 awaits g()", "g in a.mjs line 3 awaits new Promise(() => {})"])
        #expect(settlers(0, trace) == ["wait 1"])
    }

    @Test(
        "A promise that settles by another is followed to it",
        arguments: [
            "Promise.all([1, import('./b.mjs')])", "Promise.race([import('./b.mjs')])", "Promise.any([import('./b.mjs')])",
            "Promise.allSettled([import('./b.mjs')])", "import('./b.mjs').then(() => 1)", "import('./b.mjs').finally(() => {})",
            "new Promise((resolve, reject) => import('./b.mjs').then(resolve, reject))",
            "new Promise((resolve) => resolve(import('./b.mjs')))", "Promise.all([Promise.all([import('./b.mjs')])])",
        ])
    func derived(expression: String) throws {
        let trace = try Modules([("a.mjs", "await \(expression);"), ("b.mjs", "await new Promise(() => {});")]).run().trace
        #expect(trace.pendingWaits.count == 2)
        #expect(settlers(0, trace) == ["b.mjs by import 0"])
        #expect(settlers(1, trace) == [])
    }

    @Test func nothingIsToldOfOtherRuns() throws {
        let settled = try Modules([("a.mjs", "await null; new Promise(() => {}).then(() => 1);")]).run().trace
        #expect(settled.outcome == .fulfilled)
        #expect(settled.pendingWaits.isEmpty && settled.pendingPromises.isEmpty)
        let silent = try Modules([("a.mjs", "await new Promise(() => {});")]).run(recordsEvents: false).trace
        #expect(silent.outcome == .unsettled)
        #expect(silent.pendingWaits.isEmpty)
    }

    @Test func promisesTellWhereTheyWereMade() throws {
        let trace = try Modules([
            (
                "a.mjs",
                "const first = new Promise(() => {});\nconst both = first\n  .then(() => 1).then(() => 2);\nawait Promise.all([both]);"
            )
        ]).run().trace
        let origins = trace.pendingPromises.map { promise in
            promise.origin.map {
                "\($0.expression) at \($0.position.line):\($0.position.column)" + ($0.name.isEmpty ? "" : " as \($0.name)")
            } ?? "unknown"
        }
        #expect(
            origins == [
                "Promise.all([both]) at 4:7", "first .then(() => 1).then(() => 2) at 2:14 as both", "first .then(() => 1) at 2:14",
                "new Promise(() => {}) at 1:15 as first",
            ])
    }

    @Test func functionsWithoutANameHaveThatOfWhatTakesThem() throws {
        let trace = try Modules([
            (
                "a.mjs",
                """
                const once = (run) => run();
                const never = new Promise(() => {});
                const init = once(async () => { await never; });
                const table = { load: async () => { await init; } };
                [1].map(async () => { await table.load(); });
                await (async () => { await never; })();
                """
            )
        ]).run().trace
        #expect(trace.pendingWaits.map { $0.functionName ?? "-" } == ["-", "init", "load", "callback of [1].map", ""])
    }

    /// `resolve` and what becomes of it, as the texts and the heap tell.
    @Test func resolversAndTimersAreToldOf() throws {
        let trace = try Modules([
            ("a.mjs", "import { open } from './b.mjs';\nopen();"),
            (
                "b.mjs",
                "let open;\nconst gate = new Promise((resolve, reject) => { open = resolve; setTimeout(() => reject, 5); });\nexport { open };\nawait gate;"
            ),
        ]).run("node").trace
        let promise = try #require(trace.pendingPromises.first { $0.settlers.isEmpty })
        #expect(
            promise.resolverUses.map { "\($0.kind) \($0.name) in \(trace.name($0.module)):\($0.position.line)" } == [
                "kept open in b.mjs:2", "called open in a.mjs:2",
            ])
        #expect(promise.timers.map { "\($0.function) \($0.state) \($0.time)" } == ["setTimeout fired 5000000"])
        let boot = trace.modules[0]
        #expect(boot.requests.map { "\($0.names) \($0.position?.column ?? 0)" } == ["[\"open\"] 22"])
    }

    @Test func manyWaitsAreBounded() throws {
        let source = "for (let i = 0; i < 3000; i++) (async () => { await new Promise(() => {}); })();\nawait new Promise(() => {});"
        let trace = try Modules([("a.mjs", source)]).run().trace
        #expect(trace.pendingWaits.count == 2_000)
        #expect(trace.pendingWaits[0].function == nil, "the module comes first")
        let calls = "async function f(n) { await (n > 0 ? f(n - 1) : new Promise(() => {})); }\nawait f(2500);"
        let cut = try Modules([("a.mjs", calls)]).run().trace
        #expect(cut.pendingPromises.allSatisfy { !$0.settlers.isEmpty }, "of the last function that is told nothing is known")
        let chain = "let p = new Promise(() => {});\nfor (let i = 0; i < 50_000; i++) p = p.then(() => 1);\nawait p;"
        #expect(try Modules([("a.mjs", chain)]).run().trace.pendingPromises.count == 20_000)
    }
}
