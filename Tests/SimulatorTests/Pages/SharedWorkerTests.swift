import Hosts
import Programs
import TestSupport
import Testing

@testable import Scenario
@testable import Simulator

/// Shared workers of one page, as Chromium 156 and Firefox 153 had them.
struct SharedWorkerTests {
    private static let modules = """
          main.mjs: |
            const connect = (name, url, options = {}) => {
              const worker = new SharedWorker(url, { type: "module", ...options });
              worker.onerror = event => console.log(name, "error", event.message);
              worker.port.onmessage = event => console.log(name, "gets", event.data);
              worker.port.postMessage(name);
            };
            BODY
          answers.mjs: |
            let count = 0;
            onconnect = event => {
              const number = ++count, port = event.ports[0];
              port.onmessage = event => port.postMessage(`${self.name} ${number} heard ${event.data}`);
              port.postMessage(`${self.name} ${number}`);
            };
          closes.mjs: |
            let count = 0;
            onconnect = event => { event.ports[0].postMessage(`connected ${++count}`); close(); };
          throws.mjs: |
            onconnect = event => { event.ports[0].postMessage("connected"); setTimeout(() => { throw new Error("later"); }, 50); };

        """

    private func lines(_ body: String, on host: String) throws -> [String] {
        let document =
            "page: [{module: main.mjs}]\nmodules:\n"
            + Self.modules.replacing("BODY", with: body.split(separator: "\n").joined(separator: "\n            "))
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n")
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: ""))
        return try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }.trace.console.map(\.text)
    }

    @Test("of one URL and name there is one", arguments: ["chromium", "firefox"])
    func shared(host: String) throws {
        let printed = try lines(
            """
            connect("a", "./answers.mjs"); connect("b", "./answers.mjs"); connect("c", "./answers.mjs", { name: "other" });
            await sleep(100);
            connect("d", "./answers.mjs"); connect("e", "./answers.mjs", { type: "classic" });
            """, on: host)
        #expect(
            Set(printed) == [
                "a gets  1", "a gets  1 heard a", "b gets  2", "b gets  2 heard b", "c gets other 1", "c gets other 1 heard c", "d gets  3",
                "d gets  3 heard d", "e error undefined",
            ])
        #expect(printed.count == 9)
        #expect(
            printed.filter { $0.hasPrefix("a") || $0.hasPrefix("b") } == [
                "a gets  1", "b gets  2", "a gets  1 heard a", "b gets  2 heard b",
            ])
    }

    @Test("what a page sends its new workers while it is busy comes when they begin", arguments: ["chromium", "firefox"])
    func busyPage(host: String) throws {
        let document = """
            page: [{module: main.mjs}]
            modules:
              main.mjs: |
                const own = new Worker("./own.mjs", { type: "module" });
                own.onmessage = event => console.log(event.data);
                own.postMessage("early");
                const shared = [1, 2].map(number => new SharedWorker("./shared.mjs", { type: "module" }));
                for (const { port } of shared) port.onmessage = event => console.log(event.data);
                busy(100);
                console.log("free");
              own.mjs: onmessage = event => postMessage("own heard " + event.data);
              shared.mjs: |
                let count = 0;
                onconnect = event => event.ports[0].postMessage("shared " + ++count);
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: ""))
        let run = try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
        #expect(run.trace.console.map(\.text).first == "free")
        #expect(Set(run.trace.console.map(\.text)) == ["free", "own heard early", "shared 1", "shared 2"])
    }

    @Test("the port of the first who asks may move on", arguments: ["chromium", "firefox"])
    func movedPort(host: String) throws {
        let document = """
            page: [{module: main.mjs}]
            modules:
              main.mjs: |
                const shared = new SharedWorker("./shared.mjs", { type: "module" });
                const worker = new Worker("./worker.mjs", { type: "module" });
                worker.onmessage = event => console.log(event.data);
                worker.postMessage("here it is", [shared.port]);
              worker.mjs: |
                onmessage = ({ ports: [port] }) => {
                  port.onmessage = event => postMessage("worker hears " + event.data);
                  port.postMessage("word");
                };
              shared.mjs: |
                onconnect = ({ ports: [port] }) => {
                  port.onmessage = event => port.postMessage("of " + event.data);
                  port.postMessage("hello");
                };
            """
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: ""))
        let run = try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
        #expect(run.trace.console.map(\.text) == ["worker hears hello", "worker hears of word"])
    }

    @Test("one that is over is begun anew", arguments: ["chromium", "firefox"])
    func over(host: String) throws {
        let printed = try lines(
            """
            connect("a", "./closes.mjs"); await sleep(100); connect("b", "./closes.mjs"); await sleep(100);
            connect("c", "./gone.mjs"); connect("d", "./gone.mjs"); await sleep(100); connect("e", "./gone.mjs");
            """, on: host)
        #expect(
            printed == ["a gets connected 1", "b gets connected 1", "c error undefined", "d error undefined", "e error undefined"])
    }

    /// Chromium tells nobody of an error behind the worker's start: a known departure.
    @Test("what it throws is told to all")
    func errors() throws {
        let printed = try lines(#"connect("a", "./throws.mjs"); connect("b", "./throws.mjs");"#, on: "firefox")
        #expect(
            printed == ["a gets connected", "b gets connected"]
                + Array(repeating: ["a error Error: later", "b error Error: later"], count: 2).flatMap { $0 })
    }
}
