import Foundation
import TestSupport
import Testing

/// A wrong input, and what is to be said about it.
struct BadInput: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// The files, the first of them the input.
    var files: [(path: String, text: String)]
    var status: Int32
    /// What the message has to contain: the place, and words that help.
    var words: [String]
}

private let scenarioStart = "modules:\n  a: console.log(1)\n"

@Suite("Bad input")
struct BadInputTests {
    static let inputs: [BadInput] = [
        BadInput(testDescription: "a missing file", files: [], status: 2, words: ["input.yaml"]),
        BadInput(
            testDescription: "malformed YAML", files: [("input.yaml", "entry: a\nmodules: {a: [\n")], status: 2, words: ["input.yaml:"]),
        BadInput(
            testDescription: "an unknown key", files: [("input.yaml", "entry: a\nmoduls:\n  a: console.log(1)\n")], status: 2,
            words: ["input.yaml:2:1", "moduls", "modules"]),
        BadInput(
            testDescription: "a duplicate key", files: [("input.yaml", "entry: a\n\(scenarioStart)entry: a\n")], status: 2,
            words: ["input.yaml:4:1", "entry"]),
        BadInput(
            testDescription: "a wrong type", files: [("input.yaml", "entry: a\nmodules:\n  a: {load: soon, steps: []}\n")], status: 2,
            words: ["input.yaml:3:13", "modules.a.load"]),
        BadInput(
            testDescription: "an entry that is no module", files: [("input.yaml", "entry: main\n\(scenarioStart)")], status: 2,
            words: ["input.yaml:1:8", "main"]),
        BadInput(
            testDescription: "a syntax error in a scenario", files: [("input.yaml", "entry: a\nmodules:\n  a: |\n    let x = ;\n")],
            status: 1,
            words: ["input.yaml:4:13"]),
        BadInput(
            testDescription: "a syntax error in a module", files: [("input.mjs", "const ok = 1;\nlet x = ;\n")], status: 1,
            words: ["input.mjs:2:9"]),
        BadInput(
            testDescription: "a syntax error in an imported module",
            files: [("input.mjs", "import './b.mjs';\n"), ("b.mjs", "\n\nreturn 1;\n")], status: 1, words: ["b.mjs:3:1"]),
        BadInput(
            testDescription: "a missing export",
            files: [("input.mjs", "import { port } from './b.mjs';\n"), ("b.mjs", "export const prot = 1;\n")], status: 1,
            words: ["input.mjs:1:10", "port"]),
        BadInput(
            testDescription: "a missing module", files: [("input.mjs", "\nimport './missing.mjs';\n")], status: 1,
            words: ["input.mjs:2:8", "./missing.mjs"]),
        BadInput(
            testDescription: "a module of a scenario whose file is missing",
            files: [("input.yaml", "entry: a\nmodules:\n  a: import 'b';\n  b: {file: gone.mjs}\n")], status: 1,
            words: ["input.yaml:4:13", "gone.mjs"]),
        BadInput(
            testDescription: "an import that no module of the scenario has",
            files: [("input.yaml", "entry: a\nmodules:\n  a: import 'b';\n")], status: 1, words: ["input.yaml:3:13", "'b'"]),
        BadInput(
            testDescription: "a construct outside the subset in an imported module",
            files: [("input.mjs", "import './b.mjs';\n"), ("b.mjs", "class A { accessor a = 1; }\n")], status: 2,
            words: ["b.mjs:1:11", "not in tla-sim's subset"]),
        BadInput(
            testDescription: "a construct outside the subset", files: [("input.mjs", "class A { accessor a = 1; }\n")], status: 2,
            words: ["input.mjs:1:11", "not in tla-sim's subset"]),
        BadInput(
            testDescription: "bytes that are no text", files: [("input.yaml", "\u{0}\u{1}\u{2}")], status: 2, words: ["input.yaml"]),
    ]

    @Test("One screen, a place, and a status of its own", arguments: inputs)
    func message(input: BadInput) throws {
        let scratch = try ScratchFolder()
        for file in input.files { try scratch.write(file.path, file.text) }
        let name = input.files.first?.path ?? "input.yaml"
        let result = try CommandLineTool.run("run", name, "-o", "pictures", in: scratch.url)
        #expect(result.status == input.status, "\(result.output)\(result.errors)")
        for word in input.words { #expect(result.errors.contains(word), "\(result.errors)") }
        #expect(result.errors.split(separator: "\n").count <= 24)
        #expect(!result.errors.contains("Fatal error"))
        #expect(try scratch.files() == input.files.map(\.path).sorted(), "Nothing is written")
    }

    @Test("console ends with the same status", arguments: inputs, ["spec", "node", "deno"])
    func console(input: BadInput, host: String) throws {
        let scratch = try ScratchFolder()
        for file in input.files { try scratch.write(file.path, file.text) }
        let name = input.files.first?.path ?? "input.yaml"
        let result = try CommandLineTool.run("console", name, "--host", host, in: scratch.url)
        #expect(result.status == input.status, "\(result.errors)")
        for word in input.words { #expect(result.errors.contains(word), "\(result.errors)") }
    }

    @Test("A part of the library that is left out ends the run where it is reached", arguments: ["run", "console", "draw"])
    func outsideLibrary(command: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.mjs", "try {\n  new Temporal.Instant(0n);\n} catch {}\n")
        let result = try CommandLineTool.run(command, "input.mjs", in: scratch.url)
        #expect(result.status == 2, "\(result.output)\(result.errors)")
        #expect(result.errors.contains("input.mjs:2:") && result.errors.contains("not in tla-sim's subset"), "\(result.errors)")
    }

    @Test("Each command refuses a missing file", arguments: ["run", "console", "draw", "check"])
    func missingFile(command: String) throws {
        let result = try CommandLineTool.run(command, "no/such/file.yaml")
        #expect(result.status == 2)
        #expect((result.output + result.errors).contains("no/such/file.yaml"))
    }

    @Test("A folder without scenarios is no success")
    func emptyFolder() throws {
        let scratch = try ScratchFolder()
        let result = try CommandLineTool.run("check", scratch.url.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("no scenario"))
    }

    @Test("Pictures that cannot be written are said, and leave nothing behind")
    func unwritable() throws {
        let scratch = try ScratchFolder()
        try scratch.write("taken", "a file where a folder should be")
        let scenario = CommandLineTool.packageFolder.appending(path: "Scenarios/hello/siblings.yaml").path
        let result = try CommandLineTool.run("run", scenario, "-o", "taken/deeper", in: scratch.url)
        #expect(result.status == 74)
        #expect(result.errors.contains("cannot write taken/deeper/siblings.graph.svg"))
        #expect(try scratch.files() == ["taken"])
    }

    @Test("Deep nesting is refused or run, and never crashes", arguments: ["(", "[", "{", "!", "() => ", "`${", "if (1) "])
    func deepNesting(opening: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("input.mjs", String(repeating: opening, count: 100_000))
        let result = try CommandLineTool.run("console", "input.mjs", in: scratch.url)
        #expect(result.status == 1 || result.status == 2, "\(result.errors.prefix(500))")
        #expect(result.errors.split(separator: "\n").count <= 24)
    }
}
