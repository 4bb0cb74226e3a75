import Testing

@Suite("Help and usage")
struct HelpTests {
    @Test("The help names the commands and every exit status")
    func help() throws {
        let result = try CommandLineTool.run("--help")
        #expect(result.status == 0)
        for command in ["run (default)", "console", "check", "draw", "export", "verify", "gallery", "fuzz"] {
            #expect(result.output.contains("  \(command)"))
        }
        for status in ["0", "1", "2", "13", "14", "64", "69", "74"] { #expect(result.output.contains("\n  \(status) ")) }
    }

    @Test(
        "Every command has an example and its exit statuses",
        arguments: ["run", "console", "check", "draw", "export", "verify", "gallery", "fuzz"])
    func commandHelp(command: String) throws {
        let result = try CommandLineTool.run(command, "--help")
        #expect(result.status == 0)
        #expect(result.output.contains("Example"))
        #expect(result.output.contains("  tla-sim \(command) "))
        #expect(result.output.contains("Exit status"))
    }

    @Test("The version stands alone")
    func version() throws {
        let result = try CommandLineTool.run("--version")
        #expect(result.status == 0)
        #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
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
