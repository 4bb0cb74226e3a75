import Bundlers
import Diagnostics
import Programs
import Simulator
import TestSupport
import Testing

/// The models that keep each module in a function of its own.
@Suite struct ModuleFunctionTests {
    static let models = ["native", "webpack", "webpack@5.75", "rspack", "turbopack", "systemjs", "promise-all", "vite-tla"]
    /// Those in which exports are seen as natively, the dead zone too.
    static let tables = ["webpack", "webpack@5.75", "rspack", "turbopack"]

    /// Most ways to export and import, in modules that wait and that do not.
    static let everything = [
        "main.mjs": """
        import f, { live, up, Box as Renamed, pair, tail } from "./values.mjs";
        import * as ns from "./values.mjs";
        import { again, cc, fromStar } from "./barrel.mjs";
        import anonymous from "./anonymous.mjs";
        import { tag } from "./waits.mjs";
        import data from "./data.json" with { type: "json" };
        console.log(f(), live, new Renamed().size, pair, tail.join());
        up();
        console.log(live, ns.live, again, cc.live, fromStar, { live }, typeof live);
        console.log(Object.keys(ns).filter((name) => name !== "promise").sort().join(), anonymous(2), tag`x${live}y`, data.x);
        { const live = "inner", modules = 1, exports = 2; console.log(live, modules, exports); }
        const lazy = await import("./lazy.mjs");
        console.log(lazy.default, lazy.ready, (await import("./lazy.mjs")) === lazy);
        export const last = live;
        """,
        "values.mjs": """
        export let live = 1;
        export const { a: pair, b: [...tail] } = { a: 1, b: [2, 3] };
        export const up = () => { live += 1; live++; [live] = [live + 1]; };
        export class Box { size = 4; }
        export default function () { return helper(); }
        function helper() { return "hoisted"; }
        """,
        "barrel.mjs": """
        export { live as again } from "./values.mjs";
        export * from "./star.mjs";
        export * as cc from "./values.mjs";
        """,
        "star.mjs": "export const fromStar = await Promise.resolve(\"star\"); export default 1;",
        "anonymous.mjs": "export default (x) => x * 2;",
        "waits.mjs": "await null; export function tag(texts, ...values) { return texts.join(\"|\") + values; }",
        "lazy.mjs": "import \"./waits.mjs\"; export default \"lazy\"; export let ready = false; await 0; ready = true;",
        "data.json": "{\"x\": 5}",
    ]

    @Test(arguments: models.filter { $0 != "native" }) func everythingMeansWhatItMeant(_ model: String) throws {
        let native = try run("native", Self.everything)
        #expect(try run(model, Self.everything) == native)
    }

    /// The printed files, run by Node.js, print what the simulator prints.
    @Test(.enabled(if: Node.isInstalled), arguments: models) func nodeAgrees(_ model: String) throws {
        var cases = [(id: "everything", files: Self.everything, entry: "main.mjs")]
        for (number, recorded) in try RecordedBundle.all("fuzz").enumerated() where number % 12 == 5 {
            cases.append((recorded.id, recorded.files ?? [:], recorded.entry ?? ""))
        }
        var driver = ""
        var files: [(name: String, source: String)] = []
        var expected: [String] = []
        for (number, example) in cases.enumerated() {
            let (bundle, run) = try bundled(model, example.files, example.entry)
            guard run.trace.outcome == .fulfilled else { continue }
            files += bundle.files.map { ("\(number)/\($0.name)", String(decoding: $0.source.bytes, as: UTF8.self)) }
            driver += "console.log('case \(number)');\n"
            for entry in bundle.entries { driver += "await import('./\(number)/\(entry)');\n" }
            // Long enough for what nobody waits for.
            driver += "await new Promise((wake) => setTimeout(wake, 60));\n"
            expected += ["case \(number)"] + run.trace.console.map(\.text)
        }
        #expect(try Node.lines(of: [("driver.mjs", driver)] + files) == expected)
    }

    /// Modules that use the names of the runtimes.
    @Test(arguments: models) func runtimeNamesAreTheUsersToo(_ model: String) throws {
        let files = [
            "main.mjs": """
            import { modules as taken, __webpack_require__ as known } from "./names.mjs";
            const _export = 1, _context = 2, imported = 3, __tla = 4, promise = 5, wait = 7, done = 8;
            function __webpack_exports__(__turbopack_context__) {
              const names_1 = "n", names__WEBPACK_IMPORTED_MODULE_0__ = "m", __TURBOPACK__imported__module__names__ = "t";
              return [taken, known, names_1, names__WEBPACK_IMPORTED_MODULE_0__, __TURBOPACK__imported__module__names__].join();
            }
            console.log(__webpack_exports__(), _export, _context, imported, __tla, promise, wait, done);
            const Promise = 9, Object = 10;
            console.log(typeof __webpack_module__, typeof modules, typeof chunks, typeof load, typeof begun, typeof System, Promise, Object);
            console.log((await import("./lazy.mjs")).default);
            export { promise, Object };
            """,
            "names.mjs": """
            await 0;
            export const modules = "modules", __webpack_require__ = "require";
            const System = 1, deps = 2, __webpack_handle_async_dependencies__ = 3, error = 4;
            console.log(System, deps, __webpack_handle_async_dependencies__, error);
            """,
            "lazy.mjs": "export default [typeof name, typeof modules, typeof install];",
        ]
        #expect(
            try run(model, files) == [
                "1 2 3 4", "modules,require,n,m,t 1 2 3 4 5 7 8",
                "undefined undefined undefined undefined undefined undefined 9 10", "[ 'undefined', 'undefined', 'undefined' ]",
            ])
    }

    /// An error leads into the module that the user wrote, and to the same place as natively.
    @Test(arguments: ["native", "systemjs"] + tables) func errorsLeadToTheModule(_ model: String) throws {
        let files = [
            "main.mjs": "import { f } from \"./a.mjs\";\nawait 0;\n\n  f();\n", "a.mjs": "export const f = () => {\n  null.x;\n};\n",
        ]
        let program = try program(files: files, entry: "main.mjs")
        let native = try #require(program.run().outcomeDiagnostics.first?.location)
        let bundle = try #require(Bundler.named(model)).bundle(program)
        #expect(bundle.program.run().outcomeDiagnostics.first?.location == native)
    }

    @Test(arguments: tables) func missingNamesAreToldInTheToolsWords(_ model: String) throws {
        let files = [
            "main.mjs": "import { x as y, z } from \"./b.mjs\"; export { q as r } from \"./b.mjs\"; console.log(y);",
            "b.mjs": "export const a = 1, b = 2;",
        ]
        let error = #expect(throws: DiagnosticList.self) { try bundled(model, files, "main.mjs") }
        #expect(
            error?.diagnostics.map(\.message) == [
                "export 'x' (imported as 'y') was not found in './b.mjs' (possible exports: a, b)",
                "export 'q' (reexported as 'r') was not found in './b.mjs' (possible exports: a, b)",
            ])
    }

    /// webpack before 5.88 forgets who imports a module whose await was never reached.
    @Test func anAwaitThatIsNeverReached() throws {
        let files = [
            "main.mjs": "import \"./a.mjs\"; console.log(\"main\");", "a.mjs": "if (globalThis.never) await 0; console.log(\"a\");",
        ]
        #expect(try bundled("webpack", files, "main.mjs").run.trace.outcome == .fulfilled)
        #expect(try bundled("webpack@5.75", files, "main.mjs").run.trace.outcome == .unsettled)
    }

    /// What a constant condition rules out makes no module wait; webpack does not see it.
    @Test(arguments: tables) func anAwaitThatAConstantRulesOut(_ model: String) throws {
        let files = [
            "main.mjs": "import \"./a.mjs\"; console.log(\"main\");",
            "a.mjs": "if (!1) { var later = await 0; } else console.log(\"a\"); console.log(later, false && await 1, true ? 2 : await 3);",
        ]
        let (bundle, run) = try bundled(model, files, "main.mjs")
        #expect(run.trace.console.map(\.text) == ["a", "undefined false 2", "main"])
        #expect(run.trace.outcome == .fulfilled)
        #expect(!String(decoding: bundle.files[0].source.bytes, as: UTF8.self).contains("await"))
    }

    @Test func conflictingStarsAreToldInWebpacksWords() throws {
        let files = [
            "main.mjs": "import * as ns from \"./r.mjs\"; console.log(ns.x, ns.nope);",
            "r.mjs": "export * from \"./a.mjs\"; export * from \"./b.mjs\";", "a.mjs": "export const x = 1, y = 2;",
            "b.mjs": "export const x = 3, z = 4;",
        ]
        let error = #expect(throws: DiagnosticList.self) { try bundled("webpack", files, "main.mjs") }
        #expect(
            error?.diagnostics.map(\.message) == [
                "export 'nope' (imported as 'ns') was not found in './r.mjs' (possible exports: y, z)",
                "The requested module './b.mjs' contains conflicting star exports for the name 'x' with the previous requested module './a.mjs'",
            ])
    }

    /// What a call of import() needs and its module has not, in a file of its own; one for two calls alike.
    @Test func chunksHoldWhatIsNotThere() throws {
        let files = [
            "main.mjs":
                "import \"./shared.mjs\"; await import(\"./x.mjs\"); await import(\"./y.mjs\"); await import(\"./x.mjs\"); await import(\"./shared.mjs\");",
            "shared.mjs": "console.log(\"shared\");", "x.mjs": "import \"./shared.mjs\"; import \"./both.mjs\"; console.log(\"x\");",
            "y.mjs": "import \"./both.mjs\"; console.log(\"y\");", "both.mjs": "console.log(\"both\");",
        ]
        let (bundle, run) = try bundled("webpack", files, "main.mjs")
        #expect(bundle.files.map(\.name) == ["main.mjs", "x_mjs.mjs", "y_mjs.mjs"])
        #expect(
            bundle.files.map { $0.modules.map { bundle.graph[$0].name } } == [
                ["main.mjs", "shared.mjs"], ["both.mjs", "x.mjs"], ["both.mjs", "y.mjs"],
            ])
        #expect(run.trace.console.map(\.text) == ["shared", "both", "x", "y"])
    }

    /// Ten thousand modules below each other, the last of which waits.
    @Test(arguments: ["webpack", "turbopack", "systemjs", "promise-all"]) func longChains(_ model: String) throws {
        var files: [String: String] = ["m0.mjs": "await 0; export const v = 0;"]
        for number in 1..<10_000 { files["m\(number).mjs"] = "import { v } from \"./m\(number - 1).mjs\"; export { v };" }
        let program = try program(files: files, entry: "m9999.mjs")
        let bundle = try #require(Bundler.named(model)).bundle(program)
        #expect(bundle.files.flatMap(\.modules).count == 10_000)
    }

    private func bundled(_ model: String, _ files: [String: String], _ entry: String) throws -> (bundle: Bundle, run: Run) {
        let bundle = try #require(Bundler.named(model)).bundle(try program(files: files, entry: entry))
        return (bundle, bundle.program.run(RunOptions(host: .named("node@20"))))
    }

    private func run(_ model: String, _ files: [String: String]) throws -> [String] {
        let run = try bundled(model, files, "main.mjs").run
        #expect(run.trace.outcome == .fulfilled, "\(run.diagnostics.map(\.message))")
        return run.trace.console.map(\.text)
    }
}
