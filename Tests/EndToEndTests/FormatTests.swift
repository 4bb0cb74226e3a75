import Foundation
import TestSupport
import Testing

@Suite("draw --format")
struct FormatTests {
    private static let siblings = "Scenarios/hello/siblings.yaml"

    /// Some of the scenarios, of every topic.
    static let scenarios: [String] = {
        let folder = CommandLineTool.packageFolder.appending(path: "Scenarios")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.filter { $0.hasSuffix(".yaml") }.sorted().enumerated().filter { $0.offset % 9 == 0 }.map { "Scenarios/\($0.element)" }
    }()

    @Test("A trace file keeps the rules of its format, and is the same every time", arguments: scenarios)
    func perfetto(path: String) throws {
        let first = try CommandLineTool.run("draw", path, "--format", "perfetto")
        // What does not load or link leaves nothing to draw.
        if first.status == 1, first.output.isEmpty { return }
        #expect(first.status == 0, "\(first.errors)")
        let rules = try TraceEventRules(first.output)
        #expect(!rules.slices.isEmpty)
        #expect(try CommandLineTool.run("draw", path, "--format", "perfetto").output == first.output)
    }

    @Test("JSON, NDJSON and Perfetto have the critical path, with how long an import() took to load")
    func criticalPath() throws {
        let path = "Scenarios/deferred/import-defer-call.yaml"
        let stretches = [
            #""module":"heavy","activity":"loads","fromNanoseconds":0,"toNanoseconds":40000000,"share":0.6666"#,
            #""module":"main","activity":"awaits","fromNanoseconds":40000000,"toNanoseconds":60000000,"share":0.3333"#,
        ]
        for format in ["json", "ndjson"] {
            let output = try CommandLineTool.run("run", path, "--no-pictures", "--format", format).output
            for stretch in stretches { #expect(output.contains(stretch), "\(format)") }
        }
        let rules = try TraceEventRules(try CommandLineTool.run("run", path, "--no-pictures", "--format", "perfetto").output)
        let slices = rules.slices.filter { rules.threadNames[$0.thread] == "critical path" }
        #expect(slices.map(\.name) == ["heavy loads", "main awaits sleep(20)"])
    }

    @Test("Mermaid and Markdown are the same every time", arguments: ["timeline", "graph"], ["mermaid", "markdown"])
    func texts(view: String, format: String) throws {
        let first = try CommandLineTool.run("draw", Self.siblings, "--view", view, "--format", format)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.hasPrefix(format == "markdown" ? "![" : view == "graph" ? "flowchart TD\n" : "gantt\n"))
        if format == "markdown" { #expect(first.output.contains("](siblings.\(view).svg)\n"), "the name that run gives it") }
        #expect(try CommandLineTool.run("draw", Self.siblings, "--view", view, "--format", format).output == first.output)
    }

    @Test("A file holds what standard output would", arguments: ["perfetto", "mermaid", "markdown", "dot"])
    func files(format: String) throws {
        let scratch = try ScratchFolder()
        let output = scratch.url.appending(path: "new/run.txt").path
        let written = try CommandLineTool.run("draw", Self.siblings, "--format", format, "-o", output)
        #expect(written.status == 0 && written.output.isEmpty && written.errors.isEmpty)
        let shown = try CommandLineTool.run("draw", Self.siblings, "--format", format)
        #expect(String(decoding: try scratch.data("new/run.txt"), as: UTF8.self) == shown.output)
        #expect(try scratch.files() == ["new/run.txt"], "nothing unfinished is left")
    }

    @Test(
        "The ending of the file's name says its form",
        arguments: [
            ("run.svg", "svg"), ("run.SVG", "svg"), ("run", "svg"), ("run.dot", "dot"), ("run.gv", "dot"), ("run.mmd", "mermaid"),
            ("run.md", "markdown"), ("run.json", "perfetto"), ("a.b/run", "svg"), (".hidden", "svg"),
        ])
    func endings(name: String, format: String) throws {
        let scratch = try ScratchFolder()
        let path = CommandLineTool.packageFolder.appending(path: Self.siblings).path
        let written = try CommandLineTool.run("draw", path, "-o", name, in: scratch.url)
        #expect(written.status == 0, "\(written.errors)")
        let shown = try CommandLineTool.run("draw", path, "--format", format).output
        #expect(String(decoding: try scratch.data(name), as: UTF8.self) == shown)
    }

    @Test(
        "A name that promises what is not written is refused, and nothing is written",
        arguments: [
            (["-o", "run.png"], "rsvg-convert -f png"), (["-o", "run.PDF"], "rsvg-convert -f pdf"),
            (["-o", "run.jpeg"], "ends in one of .svg, .dot, .mmd, .md, .json"), (["-o", "run.txt"], "or say --format"),
            (["-o", "run.svg", "--format", "dot"], "write a name that ends in .dot, or leave out --format"),
            (["-o", "run.json", "--view", "graph"], "write --view timeline"),
            (["-o", "run.mmd", "--theme", "dark"], "write --format svg or --format dot"),
        ])
    func impossibleEndings(arguments: [String], hint: String) throws {
        let scratch = try ScratchFolder()
        let path = CommandLineTool.packageFolder.appending(path: Self.siblings).path
        let result = try CommandLineTool.run(["draw", path] + arguments, in: scratch.url)
        #expect(result.status == 64)
        #expect(result.errors.contains(hint), "\(result.errors)")
        #expect(try scratch.files().isEmpty)
    }

    @Test("`-o -` is standard output, and a file of that name is ./-")
    func standardOutput() throws {
        let scratch = try ScratchFolder()
        let path = CommandLineTool.packageFolder.appending(path: Self.siblings).path
        let shown = try CommandLineTool.run("draw", path, "--format", "dot")
        #expect(try CommandLineTool.run("draw", path, "--format", "dot", "-o", "-", in: scratch.url).output == shown.output)
        #expect(try scratch.files().isEmpty)
        #expect(try CommandLineTool.run("draw", path, "--format", "dot", "-o", "./-", in: scratch.url).status == 0)
        #expect(String(decoding: try scratch.data("-"), as: UTF8.self) == shown.output)
    }

    @Test("PNG and PDF end with 64, write nothing, and say what to do instead", arguments: ["png", "pdf"])
    func raster(format: String) throws {
        let scratch = try ScratchFolder()
        let output = scratch.url.appending(path: "picture.\(format)").path
        let result = try CommandLineTool.run("draw", Self.siblings, "--format", format, "-o", output)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("rsvg-convert -f \(format)"), "\(result.errors)")
        #expect(try scratch.files().isEmpty)
    }

    @Test("Runs that are compared are processes of one trace file")
    func comparedRuns() throws {
        let path = "Scenarios/dynamic/cyclic-import.yaml"
        let result = try CommandLineTool.run("draw", path, "--view", "compare", "--host", "node", "--host", "deno", "--format", "perfetto")
        #expect(result.status == 0, "\(result.errors)")
        let names = try TraceEventRules(result.output).processNames
        #expect(names.count == 2 && names[1]?.hasSuffix("(host node)") == true && names[2]?.hasSuffix("(host deno)") == true, "\(names)")
    }

    @Test(
        "What a view or an option has no form of is said",
        arguments: [
            (["--view", "graph", "--format", "perfetto"], "write --view timeline"),
            (["--view", "waits", "--format", "perfetto"], "write --view timeline or --view compare"),
            (["--format", "mermaid", "--theme", "dark"], "write --format svg or --format dot"),
            (["--format", "dot", "--link-base", "https://example.com/"], "--link-base is for --format svg"),
            (["--format", "gif"], "write one of svg, dot, mermaid, markdown, perfetto"),
            (["--format", "mermaid", "--focus", "x"], "write --format svg or --format dot"),
        ])
    func views(arguments: [String], hint: String) throws {
        let line = arguments.map { "'\($0)'" }.joined(separator: " ")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" draw \(Self.siblings) \(line)")
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(hint), "\(result.errors)")
    }

    @Test("Who waits for whom, and runs that are compared, are Mermaid and Markdown as well", arguments: ["mermaid", "markdown"])
    func otherViews(format: String) throws {
        let path = "Scenarios/dynamic/cyclic-import.yaml"
        for (view, more) in [("waits", []), ("compare", ["--host", "node", "--host", "deno"])] as [(String, [String])] {
            let result = try CommandLineTool.run(["draw", path, "--view", view, "--format", format] + more)
            #expect(result.status == 0, "\(result.errors)")
            let start = format == "markdown" ? "![" : view == "waits" ? "flowchart TD\n" : "gantt\n"
            #expect(result.output.hasPrefix(start))
            if format == "markdown" { #expect(result.output.contains("](cyclic-import.\(view).svg)\n")) }
        }
    }

    @Test("run writes the trace file that draw writes, and no pictures")
    func perfettoOfRun() throws {
        let scratch = try ScratchFolder()
        let path = CommandLineTool.packageFolder.appending(path: Self.siblings).path
        let run = try CommandLineTool.run(["run", path, "--format", "perfetto"], in: scratch.url)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(run.output == (try CommandLineTool.run("draw", path, "--format", "perfetto").output))
        #expect(try scratch.files().isEmpty)
    }

    @Test("The help and the page name every format")
    func help() throws {
        let help = try CommandLineTool.run("draw", "--help").output
        let page = try String(contentsOf: CommandLineTool.packageFolder.appending(path: "docs/formats.md"), encoding: .utf8)
        for format in ["svg", "dot", "mermaid", "markdown", "perfetto"] {
            #expect(help.contains("\n  \(format) "))
            #expect(page.contains("`\(format)`"))
        }
        #expect(help.contains("png") && page.contains("PNG"))
    }
}
