import Hosts
import Programs
import TestSupport
import Testing

@testable import Scenario
@testable import Simulator

/// What is not there, and what means nothing, asked for by a page and by its worker. As Chromium 156 and Firefox 153 had it, with files that came
/// after 100 ms from a local server.
struct MissingImportTests {
    private static let body = """
        const say = text => console.log(text, Math.round(performance.now() - begin));
        const begin = performance.now();
        setTimeout(() => say("timer"), 0);
        const told = error => say(`${error.name}: ${error.message.replace(/file:.*[/]/, "")}`);
        await Promise.all([
          import("./gone.mjs").catch(told), import("bare").catch(told), import("./inner.mjs").catch(told), import("./bare-inside.mjs").catch(told),
        ]);
        await import("./gone.mjs").catch(told);
        """

    private static let firefox =
        "TypeError: The specifier “bare” was a bare specifier, but was not remapped to anything. Relative module specifiers must start with “./”, “../” or “/”."

    private static let expected = [
        "chromium": [
            "TypeError: Failed to resolve module specifier 'bare' 0", "timer 0",
            "TypeError: Failed to fetch dynamically imported module: gone.mjs 100",
            "TypeError: Failed to resolve module specifier \"bare\". Relative references must start with either \"/\", \"./\", or \"../\". 100",
            "TypeError: Failed to fetch dynamically imported module: inner.mjs 200",
            "TypeError: Failed to fetch dynamically imported module: gone.mjs 300",
        ],
        "firefox": [
            "\(firefox) 0", "timer 0", "TypeError: error loading dynamically imported module: gone.mjs 100", "\(firefox) 100",
            "TypeError: error loading dynamically imported module: gone-too.mjs 200",
            "TypeError: error loading dynamically imported module: gone.mjs 200",
        ],
    ]

    @Test("import() asks for its files, and says what is wrong as the browser does", arguments: ["chromium", "firefox"], [false, true])
    func missing(host: String, isInWorker: Bool) throws {
        let main = isInWorker ? "new Worker('./body.mjs', { type: 'module' });" : "import './body.mjs';"
        let document = """
            page: [{module: main.mjs}]
            network: {latency: 100ms}
            modules:
              main.mjs: {code: "\(main)"}
              inner.mjs: {code: "import './gone-too.mjs';"}
              bare-inside.mjs: {code: "import 'bare';"}
              body.mjs: |
            \(Self.body.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: ""))
        let run = try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
        #expect(run.trace.console.map(\.text) == Self.expected[host])
    }

    @Test("an import declaration that means nothing is an error event in the browser's words", arguments: ["chromium", "firefox"])
    func unresolved(host: String) throws {
        let document = """
            page: [{classic: {code: 'addEventListener("error", event => console.log(event.message));'}}, {module: main.mjs}]
            modules: {main.mjs: {code: "import 'bare';"}}
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: ""))
        let run = try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
        let words = [
            "chromium":
                "Uncaught TypeError: Failed to resolve module specifier \"bare\". Relative references must start with either \"/\", \"./\", or \"../\".",
            "firefox": Self.firefox,
        ]
        #expect(run.trace.console.map(\.text) == words[host].map { [$0] })
    }
}
