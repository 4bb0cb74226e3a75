import Foundation
import TestSupport
import Testing

private let siblings = CommandLineTool.packageFolder.appending(path: "Scenarios/hello/siblings.yaml").path

@Suite("run, console and draw")
struct RunTests {
    @Test("One of a thing is one")
    func plurals() throws {
        let scratch = try ScratchFolder()
        try scratch.write("loop.yaml", "entry: a\nmodules:\n  a: while (true);\n")
        let loop = try CommandLineTool.run("run", "loop.yaml", "--no-pictures", "--limit", "steps=1", in: scratch.url)
        #expect(loop.status == 14)
        #expect(
            loop.output.contains("no end after 1 step\n") && loop.errors.contains("no end after 1 step\n"), "\(loop.output)\(loop.errors)")
        try scratch.write("one.yaml", "entry: a\nmodules:\n  a: console.log(1)\n")
        let one = try CommandLineTool.run("run", "one.yaml", "--no-pictures", "--limit", "trace=1", in: scratch.url)
        #expect(one.output.contains("the record ends after 1 event\n"), "\(one.output)")
        let exported = try CommandLineTool.run("export", "one.yaml", "-o", "files", in: scratch.url)
        #expect(exported.output == "wrote files (1 module)\n")
    }

    @Test("A file that lies outside of what may be read is not there, and what to do is said")
    func outside() throws {
        let scratch = try ScratchFolder()
        try scratch.write("secret.txt", "secret")
        try scratch.write("app/main.mjs", "import fs from 'node:fs';\nconsole.log(fs.readFileSync('../secret.txt', 'utf8'));\n")
        let app = scratch.url.appending(path: "app")
        let closed = try CommandLineTool.run("run", "main.mjs", "--no-pictures", "--host", "node", in: app)
        #expect(closed.status == 1 && !closed.output.contains("secret\n"))
        #expect(closed.errors.contains("ENOENT") && closed.errors.contains("help: '../secret.txt' lies outside"), "\(closed.errors)")
        #expect(closed.errors.contains("--allow-outside"), "\(closed.errors)")
        let open = try CommandLineTool.run("run", "main.mjs", "--no-pictures", "--host", "node", "--allow-outside", in: app)
        #expect(open.status == 0 && open.output.contains("> secret"), "\(open.output)\(open.errors)")
    }

    @Test("The standard example prints its lines with their times, and names two pictures")
    func standardExample() throws {
        let scratch = try ScratchFolder()
        let result = try CommandLineTool.run(siblings, in: scratch.url)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("printed X1, Y, X2, Z at 0, 0, 1000, 1000 ms\n"))
        #expect(result.output.contains("fulfilled after 1000 ms\n"))
        #expect(result.output.hasSuffix("wrote Output/siblings.graph.svg\nwrote Output/siblings.timeline.svg\n"))
        #expect(try scratch.files() == ["Output/siblings.graph.svg", "Output/siblings.timeline.svg"])
        for file in try scratch.files() {
            let data = try scratch.data(file)
            try XMLDocumentCheck.parse(data)
            let text = String(decoding: data, as: UTF8.self)
            #expect(text.contains("<title") && text.contains("<desc"))
        }
    }

    @Test("Two runs give the same bytes", arguments: ["text", "json", "ndjson"])
    func determinism(format: String) throws {
        let (first, second) = (try ScratchFolder(), try ScratchFolder())
        for path in ["hello/siblings", "dynamic/racing-imports", "errors/error-in-a-cycle", "promises/cached-value"] {
            let input = CommandLineTool.packageFolder.appending(path: "Scenarios/\(path).yaml").path
            let results = try [first, second].map {
                try CommandLineTool.run("run", input, "--format", format, "--verbose", "-o", "out", in: $0.url)
            }
            #expect(results[0].output == results[1].output)
            #expect(results[0].errors == results[1].errors)
            #expect(!results[0].output.isEmpty)
        }
        #expect(try first.files() == second.files())
        #expect(try first.files().count == 8)
        for file in try first.files() { #expect(try first.data(file) == second.data(file), "\(file)") }
    }

    @Test("The trace in JSON is for programs: nothing else is on standard output")
    func json() throws {
        let scratch = try ScratchFolder()
        let result = try CommandLineTool.run("run", siblings, "--format", "json", in: scratch.url)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(json["format"] as? String == "tla-sim-trace")
        #expect(json["outcome"] as? String == "fulfilled")
        let console = try #require(json["console"] as? [[String: Any]])
        #expect(console.map { $0["text"] as? String } == ["X1", "Y", "X2", "Z"])
        #expect(try scratch.files().isEmpty, "Without -o no pictures")
    }

    @Test(
        "The exit status tells how a run ended",
        arguments: [
            ("hello/siblings", 0), ("errors/throw-in-a-body", 1), ("errors/missing-export", 1), ("errors/missing-module", 1),
            ("dynamic/cyclic-import", 13), ("progress/atomics-wait", 14),
        ] as [(String, Int32)])
    func exitStatus(scenario: String, status: Int32) throws {
        let result = try CommandLineTool.run("run", "Scenarios/\(scenario).yaml", "--no-pictures")
        #expect(result.status == status, "\(result.output)\(result.errors)")
    }

    @Test(
        "console prints what the program prints, and ends as the host does",
        arguments: [
            ("hello/siblings", "spec", "X1\nY\nX2\nZ\n", 0), ("dynamic/cyclic-import", "node", "cart starts\nprice starts\n", 13),
            ("dynamic/import-of-itself", "deno", "before\n", 1),
            ("dynamic/cyclic-import", "deno", "cart starts\nprice starts\nprice ends\ncart ends\n", 0),
            ("progress/atomics-wait", "node", "waiting\n", 14),
            ("errors/throw-in-a-body", "node", "before\nbroken\n", 1),
        ] as [(String, String, String, Int32)])
    func console(scenario: String, host: String, output: String, status: Int32) throws {
        let result = try CommandLineTool.run("console", "Scenarios/\(scenario).yaml", "--host", host)
        #expect(result.output == output)
        #expect(result.status == status)
    }

    @Test(
        "A rejection that nobody handles is told, whether the host ends for it or not",
        arguments: [("spec", 0), ("node", 1)] as [(String, Int32)])
    func looseRejection(host: String, status: Int32) throws {
        let scratch = try ScratchFolder()
        try scratch.write("loose.mjs", "Promise.reject(new Error(\"boom\"));\n")
        let result = try CommandLineTool.run("run", "loose.mjs", "--host", host, "--no-pictures", in: scratch.url)
        #expect(result.status == status)
        #expect(result.output.contains("unhandled rejection: Error: boom\n"))
        #expect(result.output.contains("node says: Uncaught Error: boom\n") == (host == "node"))
    }

    @Test("What the host would say at the end is told, and spec says nothing", arguments: ["spec", "node", "deno"])
    func hostMessages(host: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("stuck.mjs", "await new Promise(() => {});\n")
        let result = try CommandLineTool.run("run", "stuck.mjs", "--host", host, "--no-pictures", in: scratch.url)
        #expect(result.status == 13)
        #expect(result.output.contains("\(host) says: ") == (host != "spec"), "\(result.output)")
    }

    @Test("The files on disk print what Node.js prints of them", .enabled(if: nodeIsInstalled))
    func filesOnDisk() throws {
        let path = "Scenarios/disk/startup/main.mjs"
        let expected = try CommandLineTool.launch(
            URL(filePath: "/usr/bin/env"), ["node", path], in: CommandLineTool.packageFolder, environment: [:])
        let result = try CommandLineTool.run("console", path, "--host", "node")
        #expect(result.output == expected.output)
        #expect(result.status == expected.status)
    }

    @Test("draw writes one picture, to a file or to standard output", arguments: ["graph", "timeline"])
    func draw(view: String) throws {
        let scratch = try ScratchFolder()
        let printed = try CommandLineTool.run("draw", siblings, "--view", view)
        #expect(printed.status == 0, "\(printed.errors)")
        try XMLDocumentCheck.parse(Data(printed.output.utf8))
        _ = try CommandLineTool.run("draw", siblings, "--view", view, "-o", "deep/down.svg", in: scratch.url)
        #expect(try scratch.data("deep/down.svg") == Data(printed.output.utf8))
        #expect(try scratch.files() == ["deep/down.svg"])
        let dark = try CommandLineTool.run("draw", siblings, "--view", view, "--theme", "dark")
        #expect(dark.output != printed.output)
        let dot = try CommandLineTool.run("draw", siblings, "--view", view, "--format", "dot")
        #expect(dot.output.contains("graph"))
        #expect(!dot.output.contains("<svg"))
    }

    @Test("Colour is for terminals, or for who asks")
    func colour() throws {
        let plain = try CommandLineTool.run("run", siblings, "--no-pictures")
        #expect(!plain.output.contains("\u{1B}"))
        let coloured = try CommandLineTool.run("run", siblings, "--no-pictures", "--color", "always")
        #expect(coloured.output.contains("\u{1B}[1mX1\u{1B}[0m"))
    }

    @Test("A reader that goes away early is no error")
    func closedPipe() throws {
        let result = try CommandLineTool.shell("\"$TLA_SIM\" run '\(siblings)' --no-pictures --verbose | true; echo done")
        #expect(result.output == "done\n")
        #expect(result.errors.isEmpty)
    }

    @Test("A scenario that is not as it expects fails the check, expected and seen side by side")
    func failingCheck() throws {
        let scratch = try ScratchFolder()
        try scratch.write("wrong.yaml", "entry: a\nmodules:\n  a: console.log(\"seen\")\nexpect:\n  trace: [expected]\n")
        let result = try CommandLineTool.run("check", "wrong.yaml", "--junit", "report.xml", in: scratch.url)
        #expect(result.status == 1)
        #expect(result.output.contains("wrong.yaml:5:"))
        #expect(result.output.contains("'expected'") && result.output.contains("'seen'"))
        #expect(result.output.hasSuffix("0 passed, 1 failed\n"))
        let report = try scratch.data("report.xml")
        try XMLDocumentCheck.parse(report)
        #expect(String(decoding: report, as: UTF8.self).contains("failures=\"1\""))
    }
}

let nodeIsInstalled: Bool = {
    let result = try? CommandLineTool.launch(
        URL(filePath: "/usr/bin/env"), ["node", "--version"], in: CommandLineTool.packageFolder, environment: [:])
    return result?.status == 0
}()
