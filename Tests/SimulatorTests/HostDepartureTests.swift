import Hosts
import Programs
import Scenario
import TestSupport
import Testing

@testable import Simulator

/// Small things in which hosts part from Node.js. Measured on Deno 2.9, Bun 1.4, Chromium 156 and Firefox 153.
@Suite struct HostDepartureTests {
    private func run(_ files: [(String, String)], host: String) throws -> Run {
        let folder = try ScratchFolder()
        for (name, text) in files { try folder.write(name, text) }
        var program = try Program.load(path: folder.path + "/" + files[0].0)
        if files.contains(where: { $0.0 == "required.cjs" }) {
            program.preloads = [
                ScenarioPreload(.require, folder.path + "/required.cjs"), ScenarioPreload(.import, folder.path + "/imported.mjs"),
            ]
        }
        return try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
    }

    @Test(arguments: ["deno", "bun"]) func whatIsCompiledElsewhere(host: String) throws {
        let problem = try #require(try run([("main.ts", "enum E { A }")], host: host).diagnostics.first)
        #expect(problem.message == "TypeScript enum is compiled by this host, and tla-sim only takes types out")
        let onNode = try #require(try run([("main.ts", "enum E { A }")], host: "node").diagnostics.first)
        #expect(onNode.message.hasSuffix("(ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX)"))
    }

    @Test(arguments: [("deno", ["i0", "i1", "r", "main"]), ("node", ["r", "i0", "i1", "main"]), ("bun", ["r", "i0", "i1", "main"])])
    func preloads(host: String, expected: [String]) throws {
        let files = [
            ("main.mjs", "console.log('main')"), ("required.cjs", "console.log('r')"),
            ("imported.mjs", "console.log('i0'); await 0; console.log('i1')"),
        ]
        #expect(try run(files, host: host).trace.lines == expected)
    }

    /// An entry that waits keeps Bun running, and with it what Node.js does not run for.
    @Test func anEntryThatWaits() throws {
        let source = "await new Promise((resolve) => AbortSignal.timeout(5).addEventListener('abort', resolve)); console.log('x');"
        #expect(try run([("main.mjs", source)], host: "bun").trace.lines == ["x"])
        #expect(try run([("main.mjs", source)], host: "node").trace.lines == [])
        #expect(try run([("main.mjs", "setTimeout(() => console.log('x'), 5).unref();")], host: "bun").trace.lines == [])
    }

    @Test(arguments: ["deno", "bun"]) func channelsAreGlobal(host: String) throws {
        let source = """
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = (event) => { console.log(event.data, port1 instanceof MessagePort); port1.close(); };
            port2.postMessage('hi');
            """
        #expect(try run([("main.mjs", source)], host: host).trace.lines == ["hi true"])
    }

    // MARK: Pages

    private static let page = """
        <!doctype html>
        <body onload="go()">
        <script type="module" src="main.mjs" onerror="gone()"></script>
        </body>
        """

    @Test func handlersInAttributesAreTold() throws {
        let run = try run([("index.html", Self.page), ("main.mjs", "console.log(1)")], host: "chromium")
        #expect(run.trace.lines.first == "1")
        #expect(
            run.diagnostics.map(\.message) == [
                "the handler 'onload' of <body> is not run", "the handler 'onerror' of <script> is not run",
            ])
        #expect(run.diagnostics.map { $0.location?.line } == [2, 3])
        #expect(run.diagnostics.allSatisfy { $0.severity == .warning })
    }

    @Test(arguments: ["chromium", "firefox"]) func filesOfThePage(host: String) throws {
        let files = [
            ("index.html", "<script type=module src=main.mjs></script>"),
            ("main.mjs", "const answer = await fetch('./data.json'); console.log(answer.status, (await answer.json()).a);"),
            ("data.json", "{\"a\": 7}"),
        ]
        #expect(try run(files, host: host).trace.lines.contains("200 7"))
    }

    @Test func aRequestWithoutAnAnswerIsToldOnce() throws {
        let source = "for (const at of ['/a', '/b']) await fetch('https://a.test' + at).catch((error) => console.log(error.message));"
        let run = try run([("main.mjs", source)], host: "node")
        #expect(run.trace.lines == ["/a", "/b"].map { "fetch failed: a run has no network, and no answer from 'https://a.test\($0)'" })
        #expect(run.diagnostics.map(\.message) == ["fetch() has no answer from 'https://a.test/a': a run has no network"])
        #expect(run.diagnostics.first?.suggestion?.contains("resources:") == true)
    }
}
