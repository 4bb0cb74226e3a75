import Foundation
import TestSupport
import Testing

@Suite("README.md")
struct ReadmeTests {
    private static let page = (try? String(contentsOf: CommandLineTool.packageFolder.appending(path: "README.md"), encoding: .utf8)) ?? ""

    /// The commands of the tour, without the remarks behind them.
    static let commands: [String] = page.split(separator: "\n").compactMap { line in
        guard line.hasPrefix("tla-sim "), !line.contains("mytopic") else { return nil }
        let end = line.firstIndex { $0 == "#" || $0 == ";" || $0 == "|" } ?? line.endIndex
        return line[..<end].trimmingCharacters(in: .whitespaces)
    }

    @Test("The tour shows every command")
    func completeness() {
        #expect(Self.commands.count >= 8)
        for command in ["run", "console", "check", "draw", "export", "verify", "gallery"] {
            #expect(Self.commands.contains { $0.hasPrefix("tla-sim \(command) ") }, "\(command)")
        }
    }

    @Test("Every command of the tour works as it stands", arguments: commands)
    func tour(command: String) throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createSymbolicLink(
            at: scratch.url.appending(path: "Scenarios"), withDestinationURL: CommandLineTool.packageFolder.appending(path: "Scenarios"))
        let result = try CommandLineTool.shell(command.replacing(/^tla-sim/, with: "\"$TLA_SIM\""), in: scratch.url)
        // Where there is no Node.js, that is said.
        let asksNode = command.contains("--engine node") || command.contains("--against node")
        if asksNode, result.status == 69 { return }
        // Two modules wait for each other, on all hosts but Deno; and a loop that never ends.
        let isStuck =
            command.contains("cyclic-import.yaml") && !command.contains("--host deno") && !command.hasPrefix("tla-sim draw")
        let expected: Int32 = isStuck ? 13 : command.contains("endless") ? 14 : 0
        #expect(result.status == expected, "\(result.errors)\(result.output.suffix(2000))")
    }

    @Test("The trace that the tour shows is the one that is printed")
    func shownTrace() throws {
        let scratch = try ScratchFolder()
        let scenario = CommandLineTool.packageFolder.appending(path: "Scenarios/hello/siblings.yaml").path
        let result = try CommandLineTool.run(scenario, in: scratch.url)
        #expect(!result.output.isEmpty)
        #expect(Self.page.contains("```\n\(result.output)```\n"), "\(result.output)")
    }

    @Test("The table of exit statuses has every status of the help")
    func exitStatuses() throws {
        let help = try CommandLineTool.run("--help").output
        let statuses = help.matches(of: /\n  (\d+) +[a-z]/).map { String($0.1) }
        #expect(statuses == ["0", "1", "2", "13", "14", "64", "69", "74"])
        for status in statuses { #expect(Self.page.contains("| \(status) | ")) }
    }

    @Test("The picture, the pages and the folders that it links to are there")
    func links() {
        for link in Self.page.matches(of: /\]\(([^)#:]+)\)/).map({ String($0.1) }) {
            let file = CommandLineTool.packageFolder.appending(path: link)
            #expect(FileManager.default.fileExists(atPath: file.path), "\(link)")
        }
    }
}

@Suite("gallery")
struct GalleryTests {
    @Test("What was drawn is current, until something changes")
    func staleness() throws {
        let scratch = try ScratchFolder()
        try scratch.write("all/first/hello.yaml", "title: One * two\nentry: a\nmodules:\n  a: console.log(\"| hello |\")\n")
        func gallery(_ more: String...) throws -> CommandLineTool.Result {
            try CommandLineTool.shell("\"$TLA_SIM\" gallery all -o out \(more.joined(separator: " "))", in: scratch.url)
        }
        #expect(try gallery("--check").status == 1, "Nothing is drawn yet")
        #expect(try gallery().status == 0)
        #expect(try gallery("--check").status == 0)
        let index = String(decoding: try scratch.data("out/README.md"), as: UTF8.self)
        #expect(index.contains(#"| [One \* two](first/README.md#hello) | &#124; hello &#124; |"#), "\(index)")

        try scratch.write("out/first/hello.graph.svg", "<svg/>")
        let changed = try gallery("--check")
        #expect(changed.status == 1)
        #expect(changed.output.contains("not current: out/first/hello.graph.svg\n"))
        #expect(try gallery().output.contains("wrote out/first/hello.graph.svg\n"))

        try scratch.write("out/first/gone.graph.svg", "<svg/>")
        let left = try gallery("--check")
        #expect(left.status == 1)
        #expect(left.output.contains("belongs to no scenario: out/first/gone.graph.svg\n"))
    }

    @Test("Names that mean something in Markdown, and scenarios of one name, do no harm")
    func hostileNames() throws {
        let scratch = try ScratchFolder()
        let text = #"{"title": "T", "entry": "a", "modules": {"a": "console.log(1)"}}"#
        for path in ["<i> [x].yaml", "same.yaml", "same.yml"] { try scratch.write("all/b|c/\(path)", text) }
        let result = try CommandLineTool.shell("\"$TLA_SIM\" gallery all -o out", in: scratch.url)
        #expect(result.status == 0, "\(result.errors)")
        let index = String(decoding: try scratch.data("out/README.md"), as: UTF8.self)
        #expect(index.contains("## [b&#124;c](b%7Cc/README.md)"), "\(index)")
        #expect(index.contains("(b%7Cc/README.md#%3Ci%3E%20%5Bx%5D)") && !index.contains("<i>"))
        let files = try scratch.files().filter { $0.hasPrefix("out/b|c/same") }.sorted()
        #expect(files == ["yaml.graph", "yaml.timeline", "yml.graph", "yml.timeline"].map { "out/b|c/same.\($0).svg" })
    }
}
