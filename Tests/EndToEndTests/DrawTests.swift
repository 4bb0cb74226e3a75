import Foundation
import TestSupport
import Testing

private func scenario(_ name: String) -> String { CommandLineTool.packageFolder.appending(path: "Scenarios/\(name).yaml").path }

@Suite("draw")
struct DrawTests {
    @Test("A run that never settles has a picture of who waits for whom, and run draws it with the others")
    func waits() throws {
        let scratch = try ScratchFolder()
        let drawn = try CommandLineTool.run("draw", scenario("dynamic/cyclic-import"), "--view", "waits", in: scratch.url)
        #expect(drawn.status == 0, "\(drawn.errors)")
        try XMLDocumentCheck.parse(Data(drawn.output.utf8))
        #expect(drawn.output.contains("cut here"))
        #expect(try CommandLineTool.run(scenario("dynamic/cyclic-import"), in: scratch.url).status == 13)
        #expect(try scratch.files().map { $0.split(separator: ".")[1] } == ["graph", "timeline", "waits"])
    }

    @Test(
        "A graph that does not load or link is drawn as far as it is known, with the reason at the module that has it",
        arguments: [
            ("let x = ;", "expected an expression, found"), ("import {x} from 'd'", "no module"),
            ("import {x} from 'a'", "does not export"), ("import 'a' with {type: 'json'}", "JSON"),
        ] as [(String, String)])
    func nothingRan(source: String, words: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("bad.yaml", "entry: a\nmodules:\n  a: import 'b'\n  b: import 'c'\n  c: |\n    \(source)\n")
        for view in ["graph", "timeline"] {
            let drawn = try CommandLineTool.run("draw", "bad.yaml", "--view", view, in: scratch.url)
            #expect(drawn.status == 0, "\(drawn.errors)")
            #expect(drawn.errors.hasPrefix("bad.yaml:6:"), "\(drawn.errors)")
            try XMLDocumentCheck.parse(Data(drawn.output.utf8))
            let description = try #require(drawn.output.split(separator: "<desc").dropFirst().first?.split(separator: "</desc>").first)
            #expect(description.contains(words), "\(description)")
            #expect(drawn.output.contains("✕"), "no mark of the failure in the \(view)")
        }
        let run = try CommandLineTool.run("bad.yaml", in: scratch.url)
        #expect(run.status == 1)
        #expect(try scratch.files() == ["bad.yaml"], "run draws nothing where nothing ran")
    }

    @Test("Below a deferred import a module waits for what awaits there, and the picture names it")
    func deferredWait() throws {
        let result = try CommandLineTool.run("draw", scenario("deferred/with-an-await-below"))
        #expect(result.output.contains(">waits for connection<"), "\(result.errors)")
    }

    @Test("A WebAssembly module is outside the subset: its import fails, and the picture shows it")
    func webAssembly() throws {
        let scratch = try ScratchFolder()
        try scratch.write("static.mjs", "import './tool.wasm';")
        try scratch.write("dynamic.mjs", "await import('./tool.wasm').catch((error) => console.log('no tool'));")
        try scratch.write("tool.wasm", "\0asm\u{1}\0\0\0")
        for name in ["static", "dynamic"] {
            let result = try CommandLineTool.run("draw", "\(name).mjs", "--view", "graph", in: scratch.url)
            // What a program catches it goes on without.
            #expect(result.status == (name == "static" ? 2 : 0), "\(result.errors)")
            try XMLDocumentCheck.parse(Data(result.output.utf8))
            #expect(result.output.contains("tool.wasm") && result.output.contains("✕"), "\(name): \(result.output)")
        }
        let scenario = "entry: a\nmodules:\n  a: {imports: [x.wasm]}\n  x.wasm: {wasm: {compile: 30ms}}\n"
        try scratch.write("scenario.yaml", scenario)
        let described = try CommandLineTool.run("draw", "scenario.yaml", in: scratch.url)
        #expect(described.status == 0 && described.output.contains("x.wasm"), "\(described.errors)")
    }

    @Test("A module that the run does not have is refused with the usage of draw, and a near name")
    func unknownFocus() throws {
        let result = try CommandLineTool.run("draw", scenario("dynamic/cyclic-import"), "--focus", "carts")
        #expect(result.status == 64)
        #expect(result.errors.contains("the run has no module 'carts'") && result.errors.contains("did you mean 'cart.mjs'?"))
        #expect(result.errors.contains("\nUsage: tla-sim draw "), "\(result.errors)")
    }

    @Test("A picture that would show nothing is not written, and that is said")
    func nothing() throws {
        let scratch = try ScratchFolder()
        for arguments in [["--view", "waits"], ["--view", "graph", "--cycles-only"]] {
            let result = try CommandLineTool.run(["draw", scenario("hello/siblings"), "-o", "out.svg"] + arguments, in: scratch.url)
            #expect(result.status == 1)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("nothing waits: the run fulfilled after 1000 ms") || result.errors.contains("in a cycle"))
        }
        #expect(try scratch.files().isEmpty)
    }

    @Test(
        "Several runs are drawn on one axis: hosts of an input, or inputs",
        arguments: [
            (["dynamic/cyclic-import"], ["node", "deno"], "host deno prints price ends"),
            (["promises/serial-awaits", "promises/parallel-awaits"], [], "they part at line 2"),
            (["promises/serial-awaits", "promises/parallel-awaits"], ["node"], "they part at line 2"),
            (["hello/siblings", "hello/siblings"], ["node", "deno"], "they print the same lines in the same order"),
        ] as [([String], [String], String)])
    func compare(inputs: [String], hosts: [String], words: String) throws {
        let result = try CommandLineTool.run(["draw", "--view", "compare"] + inputs.map(scenario) + hosts.flatMap { ["--host", $0] })
        #expect(result.status == 0, "\(result.errors)")
        try XMLDocumentCheck.parse(Data(result.output.utf8))
        #expect(result.output.contains(words))
    }

    @Test(
        "What makes no sense together is refused",
        arguments: [
            (["--view", "compare"], "two inputs or more"), (["--host", "node", "--host", "deno"], "several hosts"),
            (["b.yaml"], "several inputs"), (["--view", "graph", "--axis", "time"], "--axis"), (["--cycles-only"], "--cycles-only"),
            (["--width", "10"], "--width"), (["--link-base", "javascript:alert(1)//"], "--link-base"),
            (["--focus", "zz"], "no module 'zz'"), (["--view", "waits", "--focus", "x"], "--focus"),
            (["--view", "compare", "--host", "nod"], "did you mean 'node'?"),
            (["--view", "compare", "b.yaml", "c.yaml", "--host", "node", "--host", "deno"], "3 inputs"),
            (["--view", "compare", "--host", "node", "--host", "deno", "--axis", "both"], "one axis"),
        ] as [([String], String)])
    func refusals(arguments: [String], words: String) throws {
        let result = try CommandLineTool.run(["draw", scenario("hello/siblings")] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("No path of the machine is in a picture; two modules of one name are told apart by their folders")
    func titles() throws {
        let scratch = try ScratchFolder()
        for folder in ["before", "after"] { try scratch.write("\(folder)/main.mjs", "console.log('\(folder)');") }
        let path = scratch.url.appending(path: "before/main.mjs").path
        for view in ["timeline", "graph"] {
            let whole = try CommandLineTool.run("draw", path, "--view", view, in: scratch.url)
            #expect(!whole.output.contains(scratch.url.path) && whole.output.contains("main.mjs"), "\(view)")
            let relative = try CommandLineTool.run("draw", "before/main.mjs", "--view", view, in: scratch.url)
            #expect(whole.output == relative.output, "the same modules give the same bytes")
        }
        #expect(try CommandLineTool.run("run", path, "--no-pictures").output.hasPrefix("main.mjs  (host spec)\n"))
        let compared = try CommandLineTool.run("draw", path, "after/main.mjs", "--view", "compare", in: scratch.url)
        #expect(compared.output.contains("before/main.mjs prints before, after/main.mjs prints after"), "\(compared.output)")
        #expect(!compared.output.contains(scratch.url.path))
    }

    @Test("A missing input of several is told, and nothing is written")
    func missing() throws {
        let scratch = try ScratchFolder()
        let result = try CommandLineTool.run(
            "draw", "--view", "compare", scenario("hello/siblings"), "gone.yaml", "-o", "out.svg", in: scratch.url)
        #expect(result.status == 2)
        #expect(result.errors.contains("gone.yaml"))
        #expect(try scratch.files().isEmpty)
    }
}
