import Foundation
import TestSupport
import Testing

/// `-` where a file is named.
@Suite("Standard input and output as files")
struct StandardStreamTests {
    private static let siblings = CommandLineTool.packageFolder.appending(path: "Scenarios/hello/siblings.yaml").path

    @Test("A report on standard output stands alone there; what people read goes to standard error")
    func reports() throws {
        let scratch = try ScratchFolder()
        let checked = try CommandLineTool.run("check", Self.siblings, "--junit", "-", in: scratch.url)
        #expect(checked.status == 0)
        try XMLDocumentCheck.parse(Data(checked.output.utf8))
        #expect(checked.errors.hasSuffix("1 passed, 0 failed\n"), "\(checked.errors)")

        let replay = "\"$TLA_SIM\" verify Scenarios --replay Tests/VerificationTests/Recorded/*.jsonl --table -"
        let table = try CommandLineTool.shell(replay)
        let page = try Data(contentsOf: CommandLineTool.packageFolder.appending(path: "docs/engines.md"))
        #expect(table.status == 0 && Data(table.output.utf8) == page)
        #expect(try scratch.files().isEmpty)
    }

    /// Runs a command whose standard input is a file.
    private func run(_ line: String, input: String, in scratch: ScratchFolder) throws -> CommandLineTool.Result {
        try scratch.write("input", input)
        return try CommandLineTool.shell("\"$TLA_SIM\" \(line) < input", in: scratch.url)
    }

    @Test("A scenario on standard input does what it does in a file", arguments: ["run - -o pictures", "draw -", "console -", "check -"])
    func scenario(line: String) throws {
        let scratch = try ScratchFolder()
        let text = try String(contentsOfFile: Self.siblings, encoding: .utf8)
        let piped = try run(line, input: text, in: scratch)
        let named = try CommandLineTool.shell(
            "\"$TLA_SIM\" \(line.replacing(" -", with: " '\(Self.siblings)'", maxReplacements: 1))", in: scratch.url)
        #expect(piped.status == 0 && named.status == 0, "\(piped.errors)")
        let expected = named.output.replacing("pictures/siblings", with: "pictures/stdin").replacing(
            "ok    \(Self.siblings)", with: "ok    -")
        #expect(piped.output == expected)
    }

    @Test("A module on standard input imports from the current folder, is compared with itself, and is exported")
    func module() throws {
        let scratch = try ScratchFolder()
        try scratch.write("lib/x.mjs", "export const x = 1;")
        let source = "import { x } from './lib/x.mjs';\nconsole.log(x);\n"
        let console = try run("console -", input: source, in: scratch)
        #expect(console.status == 0 && console.output == "1\n", "\(console.errors)")
        let compared = try run("draw - --view compare --host node --host deno", input: "console.log(1);", in: scratch)
        #expect(compared.status == 0, "\(compared.errors)")
        try XMLDocumentCheck.parse(Data(compared.output.utf8))
        let exported = try run("export - -o files", input: "import './lib/x.mjs';", in: scratch)
        #expect(exported.status == 0 && exported.output == "wrote files (2 modules)\n", "\(exported.errors)")
        let broken = try run("run -", input: "import './lib/gone.mjs';", in: scratch)
        #expect(broken.status == 1 && broken.errors.hasPrefix("[stdin]:1:8: error: "), "\(broken.errors)")
    }

    @Test(
        "Mistakes of what comes on standard input are told with their place",
        arguments: [
            ("modules:\n  a: console.log(1)\nentri: a\n", "[stdin]:3:1: error: unknown key 'entri'", 2),
            (#"{"entry": "b", "modules": {"a": ""}}"#, "[stdin]:1:11: error: no module is called 'b'", 2),
            ("console.log(;\n", "[stdin]:1:13: error: ", 1),
        ])
    func mistakes(input: String, message: String, status: Int32) throws {
        let scratch = try ScratchFolder()
        let result = try run("run - --no-pictures", input: input, in: scratch)
        #expect(result.status == status)
        #expect(result.errors.contains(message), "\(result.errors)")
    }

    @Test("More than the limit is refused")
    func limit() throws {
        let scratch = try ScratchFolder()
        let result = try run("console - --limit source=1kB", input: String(repeating: ";", count: 1_001), in: scratch)
        #expect(result.status == 2)
        #expect(result.errors.contains("cannot read [stdin]: it is larger than 1kB"), "\(result.errors)")
    }

    @Test("What names a folder is called by its own option")
    func frames() throws {
        let result = try CommandLineTool.run("draw", "a.yaml", "--frames", "-")
        #expect(result.status == 64)
        #expect(result.errors.contains("--frames names a folder, and - is standard output"), "\(result.errors)")
    }

    @Test(
        "A folder cannot be standard output",
        arguments: [
            ["run", "a.yaml", "-o", "-"], ["gallery", "all", "-o", "-"], ["export", "a.yaml", "-o", "-"],
            ["fuzz", "--against", "node", "-o", "-"],
        ])
    func folders(arguments: [String]) throws {
        let scratch = try ScratchFolder()
        let result = try CommandLineTool.run(arguments, in: scratch.url)
        #expect(result.status == 64)
        #expect(result.errors.contains("-o names a folder, and - is standard output"), "\(result.errors)")
        #expect(result.errors.contains("write ./- for a folder of that name"), "\(result.errors)")
        #expect(try scratch.files().isEmpty)
    }
}
