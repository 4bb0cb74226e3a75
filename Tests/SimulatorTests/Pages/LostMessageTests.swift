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
        let lost = try run(Self.main, ["worker.mjs": "await sleep(20);"])
        #expect(
            lost.outcomeDiagnostics.map(\.message).first?.hasPrefix("2 messages came to the worker, which does not listen for messages")
                == true)
        // Nobody needs to be told of messages that a worker which fails could not take.
        let failed = try run(Self.main, ["worker.mjs": "throw new Error('no');"])
        #expect(failed.outcomeDiagnostics.allSatisfy { !$0.message.contains("messages came") })
    }

    /// https://github.com/IronCoreLabs/ironweb/pull/160
    @Test func `a listener that an import brings`() throws {
        let lost = try run(
            Self.main,
            ["worker.mjs": "import('./late.mjs').then(() => { self.onmessage = () => {}; });", "late.mjs": "await sleep(20);"])
        let problem = try #require(lost.outcomeDiagnostics.first)
        #expect(problem.message.hasPrefix("2 messages came to the worker before it listened here"))
        #expect(problem.suggestion?.hasPrefix("set onmessage at the top level of the worker's script") == true)
    }

    /// https://github.com/Menci/vite-plugin-wasm/issues/37
    @Test func `a shared worker that is connected to before it listens`() throws {
        let main = "new SharedWorker('worker.mjs', { type: 'module' }).port.postMessage(1);"
        let lost = try run(main, ["worker.mjs": "await sleep(20);\nself.onconnect = () => {};"])
        let problem = try #require(lost.outcomeDiagnostics.first)
        #expect(problem.message.hasPrefix("1 'connect' event came to the shared worker before it listened here"))
        #expect(try run(main, ["worker.mjs": "self.onconnect = () => {};\nawait sleep(20);"]).outcomeDiagnostics.isEmpty)
    }

    @Test func `a port that is not started`() throws {
        let text = "const { port1, port2 } = new MessageChannel();\nport2.addEventListener('message', () => {});\nport1.postMessage(1);"
        #expect(try run(text, [:]).outcomeDiagnostics.map(\.suggestion) == ["call start() of the port behind this"])
        #expect(try run(text + "\nport2.start();", [:]).outcomeDiagnostics.isEmpty)
    }

    @Test func `a service worker that imports scripts as a module`() throws {
        let main = "navigator.serviceWorker.register('sw.mjs', { type: 'module' }).catch((error) => console.log(error.name));"
        let refused = try run(main, ["sw.mjs": "importScripts('x.js');"])
        #expect(refused.outcomeDiagnostics.first?.message.hasPrefix("service worker is not registered: ") == true)
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
