import Foundation
import TestSupport
import Testing

@Suite("lint")
struct LintCommandTests {
    private func scratch() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write("src/a.mjs", "import('./b.mjs');\n")
        try scratch.write("src/b.mjs", "export function then() {}\n")
        try scratch.write("ok/c.mjs", "console.log(1);\n")
        return scratch
    }

    @Test("The status tells whether something is found")
    func status() throws {
        let scratch = try scratch()
        #expect(try CommandLineTool.run("lint", scratch.path("ok")).status == 0)
        #expect(try CommandLineTool.run("lint", scratch.path("src")).status == 1)
        let warnings = ["lint", scratch.path("src"), "--rules", "floating-import"]
        #expect(try CommandLineTool.run(warnings).status == 0)
        #expect(try CommandLineTool.run(warnings + ["--fail-on", "warning"]).status == 1)
        #expect(try CommandLineTool.run("lint", scratch.path("gone")).status == 2)
        for usage in [
            ["lint"], ["lint", "x", "--rules", "no-such"], ["lint", "x", "--host", "nod"], ["lint", "x", "--format", "yaml"],
            ["lint", "-"],
        ] {
            #expect(try CommandLineTool.run(usage).status == 64, "\(usage)")
        }
    }

    @Test("Each form goes to standard output or a file", arguments: ["text", "json", "sarif", "github", "junit"])
    func forms(format: String) throws {
        let scratch = try scratch()
        let shown = try CommandLineTool.run("lint", scratch.path("src"), "--format", format)
        #expect(shown.status == 1 && shown.errors.isEmpty)
        #expect(shown.output.contains("then-export"))
        let file = scratch.path("out/report")
        for _ in 0..<2 {
            let written = try CommandLineTool.run("lint", scratch.path("src"), "--format", format, "-o", file)
            #expect(written.status == 1 && written.output.isEmpty && written.errors.isEmpty, "\(written.errors)")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == shown.output)
        }
        // What somebody else wrote stays.
        try scratch.write("mine.txt", "mine")
        #expect(try CommandLineTool.run("lint", scratch.path("src"), "--format", format, "-o", scratch.path("mine.txt")).status == 74)
    }

    @Test("--explain prints a rule's page in short")
    func explain() throws {
        let result = try CommandLineTool.run("lint", "--explain", "nested-await")
        #expect(result.status == 0)
        for part in ["nested-await: ", "Wrong:", "Right:", "docs/rules/nested-await.md"] { #expect(result.output.contains(part)) }
        let wrong = try CommandLineTool.run("lint", "--explain", "nested-awaits")
        #expect(wrong.status == 64 && wrong.errors.contains("id you mean 'nested-await'?"))
    }

    @Test("A wrong configuration is told with its place")
    func configuration() throws {
        let scratch = try scratch()
        try scratch.write("tla-sim.yaml", "rules:\n  nested-awai: off\n")
        let result = try CommandLineTool.run("lint", scratch.path("src"))
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(
            result.errors.contains("tla-sim.yaml:2:3: error: unknown key 'nested-awai'")
                && result.errors.contains("did you mean 'nested-await'?"))
    }

    @Test("The same input gives the same bytes")
    func determinism() throws {
        let scratch = try ScratchFolder()
        for number in 0..<200 {
            try scratch.write("m\(number).mjs", "import('./m\((number * 7) % 200).mjs'); async function f() { if (f) await 1; }")
        }
        let first = try CommandLineTool.run("lint", scratch.path, "--format", "json")
        for _ in 0..<3 { #expect(try CommandLineTool.run("lint", scratch.path, "--format", "json").output == first.output) }
    }
}
