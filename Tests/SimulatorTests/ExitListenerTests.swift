import Hosts
import Programs
import Scenario
import Testing

@testable import Simulator

/// What the listeners of a process are told at its end, as Node.js 20.20.2 and 24.19.0 and Deno 2.9.8 tell them.
struct ExitListenerTests {
    private static let listeners = """
        process.on('exit', code => console.log('exit', code, process.exitCode));
        process.on('beforeExit', code => console.log('beforeExit', code));

        """

    private func lines(_ entry: String, host: String, preload: String? = nil) throws -> [String] {
        func indented(_ text: String) -> String { text.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n") }
        var document = "host: \(host)\nentry: main.mjs\nmodules:\n  main.mjs: |\n\(indented(entry))\n"
        document += "  hangs.mjs: |\n    await new Promise(() => {});\n"
        if let preload { document += "  before.mjs: |\n\(indented(preload))\npreload: [{import: ./before.mjs}]\n" }
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "a.yaml", folder: ""))
        return program.run(RunOptions()).trace.console.map(\.text)
    }

    @Test(
        "An entry that never settles",
        arguments: [
            ("node", ["beforeExit 0", "exit 13 13"]), ("node@20", ["beforeExit 0", "exit 0 13"]), ("deno", []),
        ])
    func entry(host: String, expected: [String]) throws {
        #expect(try lines(Self.listeners + "await new Promise(() => {});", host: host) == expected)
    }

    @Test(
        "An import() that never settles",
        arguments: [
            ("node", ["beforeExit 0", "exit 0 undefined"]), ("node@20", ["beforeExit 0", "exit 0 undefined"]), ("deno", []),
        ])
    func imported(host: String, expected: [String]) throws {
        #expect(try lines(Self.listeners + "import('./hangs.mjs');", host: host) == expected)
    }

    @Test(
        "A preload that never settles",
        arguments: [
            ("node", ["beforeExit 0", "exit 0 undefined"]), ("node@20", ["beforeExit 0", "exit 0 13"]),
        ])
    func preloaded(host: String, expected: [String]) throws {
        #expect(try lines("console.log('entry');", host: host, preload: Self.listeners + "await new Promise(() => {});") == expected)
    }
}
