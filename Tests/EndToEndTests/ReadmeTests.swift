import Foundation
import TestSupport
import Testing

@Suite("README.md")
struct ReadmeTests {
    private static let page = (try? String(contentsOf: CommandLineTool.packageFolder.appending(path: "README.md"), encoding: .utf8)) ?? ""

    /// The commands of the tour, without the remarks behind them. Those on files of the reader's own are not among them.
    static let commands: [String] = page.split(separator: "\n").compactMap { line in
        guard line.hasPrefix("tla-sim "), !line.contains("mytopic"), line != "tla-sim main.mjs" else { return nil }
        // What goes on until it is ended has tests of its own.
        if line.hasPrefix("tla-sim serve ") || line.contains(" --watch") { return nil }
        let end = line.firstIndex { $0 == "#" || $0 == ";" || $0 == "|" } ?? line.endIndex
        return line[..<end].trimmingCharacters(in: .whitespaces)
    }

    /// What the tour writes into `server.mjs`.
    private static let service = page.firstMatch(of: /echo '([^']*)' > server\.mjs/).map { String($0.1) }

    @Test("The tour shows every command")
    func completeness() {
        #expect(Self.commands.count >= 8)
        for command in [
            "run", "console", "explain", "check", "draw", "export", "verify", "gallery", "lint", "what-if", "bundle", "compare",
        ] {
            #expect(Self.commands.contains { $0.hasPrefix("tla-sim \(command) ") }, "\(command)")
        }
    }

    @Test("Every command of the tour works as it stands", arguments: commands)
    func tour(command: String) throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createSymbolicLink(
            at: scratch.url.appending(path: "Scenarios"), withDestinationURL: CommandLineTool.packageFolder.appending(path: "Scenarios"))
        if command.contains("server.mjs") { try scratch.write("server.mjs", try #require(Self.service)) }
        let result = try CommandLineTool.shell(command.replacing(/^tla-sim/, with: "\"$TLA_SIM\""), in: scratch.url)
        // Where there is no Node.js, that is said.
        let asksNode = command.contains("--engine node") || command.contains("--against node")
        if asksNode, result.status == 69 { return }
        // Two modules wait for each other, on all hosts but Deno; and a loop that never ends.
        let isStuck =
            command.contains("cyclic-import.yaml") && !command.contains("--host deno") && !command.hasPrefix("tla-sim draw")
        let expected: Int32 = isStuck ? 13 : command.contains("endless") ? 14 : command.hasPrefix("tla-sim compare ") ? 1 : 0
        #expect(result.status == expected, "\(result.errors)\(result.output.suffix(2000))")
    }

    @Test("The first picture is made by three lines, as they stand")
    func firstPicture() throws {
        let block = try #require(Self.page.components(separatedBy: "```").first { $0.contains("> main.mjs\n") })
        let lines = block.split(separator: "\n")
        #expect(lines.count == 3)
        let scratch = try ScratchFolder()
        let script = lines.map { $0.replacing(/^tla-sim/, with: "\"$TLA_SIM\"") }.joined(separator: "\n")
        let result = try CommandLineTool.shell(script, in: scratch.url)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasSuffix("wrote Output/main.graph.svg\nwrote Output/main.timeline.svg\n"), "\(result.output)")
    }

    @Test("What is said of the start-up that never ends is what is printed")
    func shownError() throws {
        let command = try #require(Self.commands.first)
        #expect(command.hasSuffix("cyclic-import.yaml --host node"))
        let result = try CommandLineTool.run("run", "Scenarios/dynamic/cyclic-import.yaml", "--host", "node", "--no-pictures")
        #expect(result.status == 13)
        #expect(Self.page.contains("```\n\(result.errors)```\n"), "\(result.errors)")
    }

    @Test("The trace that the tour shows is the one that is printed")
    func shownTrace() throws {
        let scratch = try ScratchFolder()
        let scenario = CommandLineTool.packageFolder.appending(path: "Scenarios/hello/siblings.yaml").path
        let result = try CommandLineTool.run(scenario, in: scratch.url)
        #expect(!result.output.isEmpty)
        #expect(Self.page.contains("```\n\(result.output)```\n"), "\(result.output)")
    }

    @Test("The page of exit statuses has every status of the help")
    func exitStatuses() throws {
        let page = try String(contentsOf: CommandLineTool.packageFolder.appending(path: "docs/exit-status.md"), encoding: .utf8)
        let help = try CommandLineTool.run("--help").output
        let statuses = help.matches(of: /\n  (\d+) +[a-z]/).map { String($0.1) }
        #expect(statuses == ["0", "1", "2", "13", "14", "64", "69", "74"])
        for status in statuses { #expect(page.contains("| \(status) | ")) }
    }

    static let pages: [String] = {
        let docs = (try? FileManager.default.contentsOfDirectory(atPath: CommandLineTool.packageFolder.appending(path: "docs").path)) ?? []
        return ["README.md", "CONTRIBUTING.md", "Scenarios/README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }()

    @Test("What a page links to is there, and so is the heading", arguments: pages)
    func links(page: String) throws {
        let file = CommandLineTool.packageFolder.appending(path: page)
        let text = try String(contentsOf: file, encoding: .utf8)
        for link in text.matches(of: /\]\(([^):\s]*)\)/).map({ String($0.1) }) {
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let target = parts[0].isEmpty ? file : file.deletingLastPathComponent().appending(path: parts[0]).standardizedFileURL
            #expect(FileManager.default.fileExists(atPath: target.path), "\(page) links to \(link)")
            guard parts.count > 1, target.pathExtension == "md" else { continue }
            let headings = try String(contentsOf: target, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("#") }
            #expect(headings.map(Self.anchor).contains(parts[1]), "\(page) links to \(link)")
        }
    }

    /// How GitHub names a heading.
    private static func anchor(_ heading: Substring) -> String {
        let text = heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
        return String(text.replacing(" ", with: "-").filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    }
}
