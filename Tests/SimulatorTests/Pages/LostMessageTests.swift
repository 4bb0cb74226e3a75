import Hosts
import Programs
import TestSupport
import Testing

@testable import Scenario
@testable import Simulator

/// Messages that come to a worker while its body waits and nobody listens, and service workers that may not wait at all: what is told of them.
struct LostMessageTests {
    private func run(_ main: String, _ modules: [String: String]) throws -> Run {
        var document = "page:\n  - module: main.mjs\nmodules:\n"
        for (name, text) in modules.merging(["main.mjs": main], uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            document += "  \(name): |\n" + text.split(separator: "\n").map { "    \($0)\n" }.joined()
        }
        let scenario = try Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: "")
        let program = try Program(scenario: scenario)
        return try onLargeStack { program.run(RunOptions(host: HostProfile.named("chromium"))) }
    }

    private static let main = """
        const worker = new Worker("worker.mjs", { type: "module" });
        worker.onmessage = (event) => console.log("answer", event.data);
        worker.postMessage(1);
        worker.postMessage(2);
        """

    /// https://github.com/oven-sh/bun/issues/40141
    @Test func `messages that come before the listener`() throws {
        let lost = try run(Self.main, ["worker.mjs": "await sleep(20);\nself.onmessage = (event) => postMessage(event.data);"])
        let problem = try #require(lost.outcomeDiagnostics.first)
        #expect(problem.severity == .warning)
        #expect(problem.message.hasPrefix("2 messages came to the worker before it listened here, and are lost"))
        #expect(problem.related.count == 1)
        #expect(problem.suggestion == "listen before that await, and let the listener await what it needs")
    }

    @Test func `a listener that comes first`() throws {
        let heard = try run(
            Self.main, ["worker.mjs": "self.onmessage = (event) => postMessage(event.data);\nawait sleep(20);"])
        #expect(heard.outcomeDiagnostics.isEmpty)
        #expect(heard.trace.console.map(\.text) == ["answer 1", "answer 2"])
    }

    @Test func `a worker that never listens`() throws {
        #expect(try run(Self.main, ["worker.mjs": "await sleep(20);"]).outcomeDiagnostics.isEmpty)
    }

    /// https://github.com/w3c/ServiceWorker/issues/1407
    @Test func `a service worker with an await`() throws {
        let main = "navigator.serviceWorker.register('sw.mjs', { type: 'module' }).catch((error) => console.log(error.name));"
        let refused = try run(main, ["sw.mjs": "import './config.mjs';", "config.mjs": "const value = await 1;\nexport { value };"])
        #expect(
            refused.outcomeDiagnostics.map(\.message)
                == ["service worker does not run: no module of a service worker may await at its top level"])
        #expect(refused.trace.console.map(\.text) == ["TypeError"])
        #expect(try run(main, ["sw.mjs": "import './config.mjs';", "config.mjs": "export const value = 1;"]).outcomeDiagnostics.isEmpty)
    }
}
