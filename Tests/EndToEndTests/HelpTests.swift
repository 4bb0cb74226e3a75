import Foundation
import Testing

@Suite("Help and usage")
struct HelpTests {
    @Test("The help names the commands and every exit status")
    func help() throws {
        let result = try CommandLineTool.run("--help")
        #expect(result.status == 0)
        for command in [
            "run (default)", "console", "explain", "check", "draw", "export", "verify", "gallery", "lint", "what-if", "bundle", "bundlers",
            "compare", "fuzz", "serve",
        ] {
            #expect(result.output.contains("  \(command)"))
        }
        for status in ["0", "1", "2", "13", "14", "64", "69", "74"] { #expect(result.output.contains("\n  \(status) ")) }
    }

    @Test(
        "Every command has an example and its exit statuses",
        arguments: [
            "run", "console", "explain", "check", "draw", "export", "verify", "gallery", "lint", "what-if", "bundle", "compare", "fuzz",
            "serve",
        ])
    func commandHelp(command: String) throws {
        let result = try CommandLineTool.run(command, "--help")
        #expect(result.status == 0)
        #expect(result.output.contains("Example"))
        #expect(result.output.contains("  tla-sim \(command) "))
        #expect(result.output.contains("Exit status"))
    }

    static let commands = [
        "run", "console", "explain", "check", "draw", "export", "verify", "gallery", "lint", "what-if", "test262", "bundle", "compare",
        "fuzz",
    ]

    @Test("However narrow the terminal is, an example is one line, and a table keeps its columns", arguments: commands, [40, 60, 80, 200])
    func layout(command: String, columns: Int) throws {
        func help(_ columns: Int) throws -> [Substring] {
            let result = try CommandLineTool.run(command, "--help", environment: ["COLUMNS": "\(columns)"])
            return result.output.split(separator: "\n", omittingEmptySubsequences: false)
        }
        let lines = try help(columns)
        let examples = try help(1_000).filter { $0.hasPrefix("  tla-sim ") || $0.hasPrefix("  node ") }
        #expect(!examples.isEmpty)
        for example in examples { #expect(lines.contains(example), "\(example)") }
        for line in lines where !examples.contains(line) {
            #expect(line.count <= max(columns, 24) || !line.trimmingPrefix(while: { $0 == " " }).contains(" "), "\(line)")
            #expect(line.first != " " || line.hasPrefix("  "), "\(line)")
        }
        // The text of a status goes on below itself.
        let start = try #require(lines.firstIndex { $0.hasPrefix("  0   ") })
        for line in lines[start...].prefix(while: { $0.hasPrefix("  ") }) {
            #expect(line.wholeMatch(of: #/  (\d+ +|    )\S.*/#) != nil, "\(line)")
        }
    }

    @Test("The manual page has every command and every option that the help has", arguments: commands)
    func manual(command: String) throws {
        let page = try CommandLineTool.run("manual")
        #expect(page.status == 0)
        #expect(page.output.hasPrefix(".TH TLA\\-SIM 1 "))
        let part = try #require(page.output.components(separatedBy: ".SS \(command.replacing("-", with: "\\-"))\n").dropFirst().first)
            .components(separatedBy: "\n.S")[
                0]
        let help = try CommandLineTool.run(command, "--help", environment: ["COLUMNS": "1000"]).output
        for option in help.matches(of: /\n  (-.*?)(  .*)?(?=\n)/).map({ String($0.1) })
        where option != "--version" && option != "-h, --help" {
            #expect(part.contains(".B \(option.replacing("-", with: "\\-"))\n"), "\(option)")
        }
        for example in help.matches(of: /\n  (tla-sim .*)/).map({ String($0.1) }) {
            #expect(part.contains("\n\(example.replacing("-", with: "\\-"))\n"), "\(example)")
        }
    }

    @Test("The version stands alone")
    func version() throws {
        let result = try CommandLineTool.run("--version")
        #expect(result.status == 0)
        #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
        // What was released last is what this is.
        let changes = try String(contentsOf: CommandLineTool.packageFolder.appending(path: "CHANGELOG.md"), encoding: .utf8)
        let released = try #require(changes.firstMatch(of: /\n## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)\n/))
        #expect(result.output == "\(released.1)\n")
        #expect(try CommandLineTool.run("manual").output.contains("\"\(released.2)\" \"tla\\-sim \(released.1)\"\n"))
    }

    @Test(
        "A wrong command line ends with 64 and says what is right",
        arguments: [
            (["run"], "<input>"), (["run", "a.yaml", "--host", "nod"], "did you mean 'node'?"),
            (["run", "a.yaml", "--format", "yaml"], "'text', 'json'"), (["draw", "a.yaml", "--view", "grahp"], "did you mean 'graph'?"),
            (["check"], "<path>"), (["run", "a.yaml", "--verbos"], "--verbos"),
            (["fuzz", "--against", "nod"], "did you mean 'node'?"), (["fuzz", "--against", "node", "--shard", "5/4"], "such as 1/4"),
            (["fuzz", "--against", "node", "--families", "dga"], "did you mean 'dag'?"),
        ])
    func usage(arguments: [String], hint: String) throws {
        let line = arguments.map { "'\($0)'" }.joined(separator: " ")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" \(line)")
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(hint), "\(result.errors)")
    }

    @Test("Shells can complete", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) throws {
        let result = try CommandLineTool.run("--generate-completion-script", shell)
        #expect(result.status == 0)
        #expect(result.output.contains("timeline"))
    }
}
