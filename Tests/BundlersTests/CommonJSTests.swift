import Bundlers
import Diagnostics
import Files
import Hosts
import JavaScript
import Programs
import Scenario
import Simulator
import TestSupport
import Testing

/// CommonJS modules among those of a program, under the models that take them. The lines are those of the tools' own output on Node.js 24.
@Suite struct CommonJSTests {
    static let models = ["esbuild", "esbuild-lazy", "bun", "bun-lazy", "rolldown", "rolldown-strict", "webpack", "webpack@5.75", "rspack"]

    private func program(_ modules: [(String, String)]) throws -> Program {
        var document = "host: node\nentry: \(modules[0].0)\nmodules:\n"
        for (name, text) in modules {
            document += "  \(name): |\n" + text.split(separator: "\n").map { "    \($0)\n" }.joined()
        }
        return try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "test.yaml", folder: "."))
    }

    private func lines(_ model: String, _ modules: [(String, String)]) throws -> [String] {
        let bundle = try #require(Bundler.named(model)).bundle(program(modules))
        let host = try #require(HostProfile.named("node@24"))
        return bundle.program.run(RunOptions(host: host)).trace.console.map(\.text)
    }

    /// Default, named and namespace imports, with and without `__esModule`, from a module that is Node.js's to its name.
    @Test(arguments: models) func importsAreThoseOfNode(_ model: String) throws {
        let modules = [
            (
                "main.mjs",
                """
                import plain, { a } from "./plain.cjs";
                import flagged, * as all from "./flagged.cjs";
                import call from "./call.cjs";
                export { a as again } from "./plain.cjs";
                console.log(plain.a, a, typeof flagged.default, flagged.b, all.b, all.default === flagged, call());
                const later = await import("./plain.cjs");
                console.log(later.a, later.default.a);
                """
            ),
            ("plain.cjs", "exports.a = 1;"),
            ("flagged.cjs", "exports.__esModule = true; exports.default = 5; exports.b = 2;"),
            ("call.cjs", "module.exports = () => \"called\";"),
        ]
        #expect(try lines(model, modules) == ["1 1 number 2 2 true called", "1 1"])
    }

    /// A module in a cycle of requires gives what it has exported by then, and one that is required late runs late.
    @Test(arguments: models) func cyclesAndLateRequires(_ model: String) throws {
        let modules = [
            ("main.mjs", "import { run } from \"./a.cjs\"; console.log(\"main\"); run();"),
            (
                "a.cjs",
                """
                exports.early = 1;
                const b = require("./b.cjs");
                console.log("a", b.seen);
                exports.run = () => console.log(require("./late.cjs"), require("./late.cjs"), require("./module.mjs").value);
                """
            ),
            ("b.cjs", "const a = require(\"./a.cjs\"); exports.seen = Object.keys(a).join(); console.log(\"b\");"),
            ("late.cjs", "console.log(\"late\"); module.exports = \"value\";"),
            ("module.mjs", "console.log(\"module\"); export const value = 7;"),
        ]
        let found = try lines(model, modules)
        #expect(found == ["b", "a early", "main", "late", "module", "value value 7"])
    }

    /// What `export *` finds in CommonJS is known when it runs, through other modules too.
    @Test(arguments: models) func starsOfCommonJS(_ model: String) throws {
        let modules = [
            (
                "main.mjs",
                """
                import { x, own } from "./outer.mjs";
                import * as all from "./outer.mjs";
                console.log(x, own, all.x, Object.keys(all).filter((name) => name !== "module.exports").join());
                """
            ),
            ("outer.mjs", "export * from \"./inner.mjs\"; export const own = 1;"),
            ("inner.mjs", "export * from \"./c.cjs\"; export const mine = 2;"),
            ("c.cjs", "exports.x = 3;"),
        ]
        let found = try lines(model, modules)
        #expect(found.count == 1 && found[0].hasPrefix("3 1 3 "))
        #expect(Set(found[0].dropFirst(6).split(separator: ",")) == ["mine", "own", "x"])
    }

    /// A module that threw is run again by esbuild when it is required again, and not by the others.
    @Test func modulesThatThrow() throws {
        let modules = [
            (
                "main.cjs",
                """
                for (const turn of [1, 2]) {
                  try { console.log(turn, require("./throws.cjs").early); } catch (error) { console.log(turn, error.message); }
                }
                """
            ),
            ("throws.cjs", "console.log(\"runs\"); exports.early = 1; throw new Error(\"no\");"),
        ]
        #expect(try lines("esbuild", modules) == ["runs", "1 no", "runs", "2 no"])
        #expect(try lines("bun", modules) == ["runs", "1 no", "2 1"])
    }

    /// What models do not take they name.
    @Test(arguments: ["turbopack", "systemjs", "promise-all", "vite-tla"]) func othersRefuse(_ model: String) throws {
        let modules = [("main.mjs", "import \"./c.cjs\";"), ("c.cjs", "exports.x = 1;")]
        let bundler = try #require(Bundler.named(model))
        let problems = #expect(throws: DiagnosticList.self) { _ = try bundler.bundle(try program(modules)) }
        #expect(problems?.diagnostics.first?.message == "'c.cjs' is CommonJS, which the model '\(model)' does not take")
    }
}
