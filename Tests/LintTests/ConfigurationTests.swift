import Diagnostics
import Lint
import Scenario
import Testing

@Suite("tla-sim.yaml")
struct ConfigurationTests {
    private func read(_ text: String) throws(DiagnosticList) -> LintConfiguration {
        try LintConfiguration.read(bytes: Array(text.utf8), name: "tla-sim.yaml", names: Rule.knownNames)
    }

    @Test("It says what is started, where, and which rules count")
    func all() throws {
        let configuration = try read(
            """
            entries: [src/main.mjs, src/worker.mjs]
            hosts: [node, workers]
            bundlers: rollup
            rules:
              nested-await: off
              floating-import: error
            ignore:
              - vendor/**
            """)
        #expect(configuration.entries.map(\.text) == ["src/main.mjs", "src/worker.mjs"])
        #expect(configuration.entries.map(\.location.text) == ["tla-sim.yaml:1:11", "tla-sim.yaml:1:25"])
        #expect(configuration.hosts == ["node", "workers"])
        #expect(configuration.bundlers == ["rollup"])
        #expect(configuration.rules.map(\.name) == ["nested-await", "floating-import"])
        #expect(configuration.rules.map(\.level) == ["off", "error"])
        #expect(configuration.ignored == ["vendor/**"])
    }

    @Test("Each pattern is held against each file: there may be 500, of 20,000 bytes together")
    func patterns() throws {
        func list(_ count: Int, _ pattern: String) -> String { "ignore:\n" + String(repeating: "  - '\(pattern)'\n", count: count) }
        #expect(try read(list(500, "a/**")).ignored.count == 500)
        #expect(throws: DiagnosticList.self) { try read(list(501, "a/**")) }
        #expect(throws: DiagnosticList.self) { try read(list(3, String(repeating: "a", count: 8_000))) }
    }

    @Test("An empty one, and one that is all comments, asks for nothing", arguments: ["", "\n\n", "# entries: [a.mjs]\n", "  # x"])
    func empty(text: String) throws {
        let configuration = try read(text)
        #expect(configuration.entries.isEmpty && configuration.rules.isEmpty)
    }

    @Test(
        "What is wrong is told with its place, its key, and what to write instead",
        arguments: [
            ("rule:\n  nested-await: off", "tla-sim.yaml:1:1", "unknown key 'rule'", "did you mean 'rules'?"),
            ("rules:\n  nested-awaits: off", "tla-sim.yaml:2:3", "unknown key 'nested-awaits'", "did you mean 'nested-await'?"),
            ("rules:\n  nested-await: warn", "tla-sim.yaml:2:17", "'warn' is not known here", "did you mean 'warning'?"),
            ("rules:\n  nested-await: 2", "tla-sim.yaml:2:17", "expected one of off, warning, error", nil),
            ("hosts: [nod]", "tla-sim.yaml:1:9", "'nod' is not known here", "did you mean 'node'?"),
            ("bundlers: [rolup]", "tla-sim.yaml:1:12", "'rolup' is not known here", "did you mean 'rollup'?"),
            ("exclude: a", "tla-sim.yaml:1:1", "unknown key 'exclude'", "did you mean 'ignore'?"),
            ("entries: {a: 1}", "tla-sim.yaml:1:10", "found a mapping", nil),
            ("- a", "tla-sim.yaml:1:1", "expected a configuration of tla-sim", nil),
            ("entries: [a", "tla-sim.yaml:1:12", "']' is missing", nil),
            ("entries: a\nentries: b", "tla-sim.yaml:2:1", "stands twice", "remove one, or rename it"),
        ])
    func wrong(text: String, place: String, words: String, suggestion: String?) throws {
        do {
            _ = try read(text)
            Issue.record("\(text) was taken")
        } catch {
            let problem = try #require(error.diagnostics.first)
            #expect(problem.location?.text == place, "\(problem.text())")
            #expect(problem.message.contains(words), "\(problem.message)")
            if let suggestion { #expect(problem.suggestion == suggestion) }
        }
    }
}
