import Diagnostics
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import WhatIf

@testable import Explanation

/// What is told of a start that takes long, and that each remedy saves what it says.
@Suite("Slow start")
struct SlowStartTests {
    private func explained<Result>(_ yaml: String, _ body: (Explanation) throws -> Result) throws -> Result {
        try onLargeStack {
            let program = try Program.load(text: Array(yaml.utf8), name: "test.yaml")
            return try body(Explanation(of: program.run(), program))
        }
    }

    static let settings = """
        title: Test
        entry: main.mjs
        modules:
          load.mjs: |
            export async function load(name, time) {
              await sleep(time);
              return name;
            }
          config.mjs: |
            import { load } from "./load.mjs";
            export const env = await load("env", 300);
            export const secrets = await load("secrets", 400);
            export const flags = await load("flags", 500);
          main.mjs: |
            import { env, secrets, flags } from "./config.mjs";
            await sleep(250);
            console.log(env, secrets, flags);
        """

    @Test("The critical path in words, with milliseconds, shares and lines")
    func criticalPath() throws {
        try explained(Self.settings) { explanation in
            let first = try #require(explanation.findings.first)
            #expect(first.kind == .slowStart && first.diagnostic.severity == .note)
            #expect(
                first.diagnostic.message
                    == "the start-up takes 1450 ms: 'config.mjs' waits 1200 ms (83 %) at lines 11, 12 and 13, 'main.mjs' waits 250 ms (17 %) at line 16"
            )
            #expect(first.diagnostic.location?.line == 13)
            #expect(
                first.diagnostic.related.map(\.message) == [
                    "from 700 to 1200 ms, 500 ms (34 %): await load(\"flags\", 500)",
                    "from 300 to 700 ms, 400 ms (28 %): await load(\"secrets\", 400)",
                    "from 0 to 300 ms, 300 ms (21 %): await load(\"env\", 300)", "from 1200 to 1450 ms, 250 ms (17 %): await sleep(250)",
                ])
        }
    }

    @Test("Awaits in a row are told with what they save, which is what the change saves")
    func serialAwaits() throws {
        try explained(Self.settings) { explanation in
            let finding = try #require(explanation.findings.first { $0.kind == .serialAwaits })
            #expect(
                finding.diagnostic.message
                    == "config.mjs: env, secrets and flags (lines 11, 12 and 13) are waited for one after another and do not depend on each other, as far as their names tell: side by side they save 700 ms of 1450 ms (48 %)"
            )
            let remedy = try #require(finding.remedies.first)
            #expect(remedy.change == .parallel(module: "config.mjs"))
            let change = try #require(remedy.change)
            let after = try WhatIf(explanation.program).applying([change]).program.run().trace.duration
            #expect(remedy.savedNanoseconds == explanation.trace.duration - after)
            #expect(
                explanation.startUpHint(input: "a b.yaml", options: [])?.suggestion
                    == "see tla-sim what-if 'a b.yaml' --parallel config.mjs")
        }
    }

    /// https://github.com/observablehq/framework/issues/21
    @Test("Calls of import() in a row, whose modules wait") func serialImports() throws {
        let yaml = """
            title: Test
            entry: main.mjs
            modules:
              main.mjs: |
                const plot = await import("./plot.mjs");
                const inputs = await import("./inputs.mjs");
                console.log(plot.name, inputs.name);
              plot.mjs: |
                await sleep(100);
                export const name = "plot";
              inputs.mjs: |
                await sleep(80);
                export const name = "inputs";
            """
        try explained(yaml) { explanation in
            let finding = try #require(explanation.findings.first { $0.kind == .serialAwaits })
            #expect(finding.remedies.first?.savedNanoseconds == 80_000_000)
        }
    }

    @Test("What depends, has begun, or only sleeps is not proposed") func nothingToPropose() throws {
        for config in [
            "const a = await load(100); const b = await load(a);",
            "const p = load(100), q = load(200); const a = await p; const b = await q;",
            "await sleep(100); await sleep(200);", "await load(100); const b = await load(100);",
        ] {
            let yaml = """
                title: Test
                entry: main.mjs
                modules:
                  load.mjs: 'export const load = (time) => sleep(time).then(() => time);'
                  main.mjs: 'import { load } from "./load.mjs"; \(config)'
                """
            try explained(yaml) { explanation in
                #expect(!explanation.findings.contains { $0.kind == .serialAwaits }, "\(config)")
                #expect(explanation.startUpHint(input: "x", options: []) == nil)
            }
        }
    }

    /// What the network takes is not saved by asking earlier.
    @Test("What preloads bring to a page is what its network says") func preloads() throws {
        let page = """
            title: Test
            host: chromium
            network: {latency: 50ms, bandwidth: 100KB}
            page: [{module: main}]
            modules:
              main: {imports: [a, b], steps: [{log: main}], size: 10KB}
              a: {steps: [{log: a}], size: 10KB}
              b: {steps: [{log: b}], size: 50KB}
            """
        try explained(page) { explanation in
            let message = explanation.findings.map(\.diagnostic.message).first { $0.contains("are loaded one after another") }
            #expect(message?.contains("they save 50 ms of 800 ms") == true, "\(explanation.findings.map(\.diagnostic.message))")
        }
    }

    @Test("Loads in a chain, a module that can wait, long work and bundling") func others() throws {
        let chain = """
            title: Test
            entry: a.mjs
            modules:
              c.mjs: {load: 100ms, code: 'export const c = 1;'}
              b.mjs: {load: 100ms, code: 'import "./c.mjs"; export const b = 1;'}
              a.mjs: {load: 100ms, code: 'import "./b.mjs";'}
            """
        try explained(chain) { explanation in
            let messages = explanation.findings.map(\.diagnostic.message)
            #expect(
                messages.contains(
                    "'a.mjs', 'b.mjs' and 'c.mjs' are loaded one after another, each when the module that imports it has arrived: asked for at the start they save 200 ms of 300 ms (67 %)"
                ))
        }
        let report = """
            title: Test
            entry: main.mjs
            modules:
              report.mjs: 'await sleep(400); export const report = () => 1;'
              main.mjs: 'import { report } from "./report.mjs"; setTimeout(() => report(), 1000); busy(60);'
            """
        try explained(report) { explanation in
            let deferred = try #require(explanation.findings.first { $0.remedies.first?.change == .defer(module: "report.mjs") })
            #expect(deferred.remedies[0].savedNanoseconds == 400_000_000)
            #expect(
                explanation.findings.map(\.diagnostic.message).contains(
                    "'main.mjs' runs for 60 ms without a break, until 460 ms: nothing else goes on meanwhile"))
        }
        let thread = """
            title: Test
            host: node
            entry: main.mjs
            modules:
              worker.mjs: 'import { parentPort } from "node:worker_threads"; busy(60); parentPort.postMessage(1);'
              main.mjs: 'import { Worker } from "node:worker_threads"; const worker = new Worker(new URL("./worker.mjs", import.meta.url)); await new Promise(done => worker.once("message", done));'
            """
        try explained(thread) { explanation in
            let work = try #require(explanation.findings.first { $0.diagnostic.message.contains("without a break") })
            #expect(work.diagnostic.message.hasSuffix("nothing else goes on in that worker meanwhile"))
            #expect(work.remedies[0].words == "do it later, or in parts with an await between them")
        }
        let siblings = """
            title: Test
            entry: main.mjs
            modules:
              a.mjs: 'await sleep(1000);'
              b.mjs: 'await sleep(1000);'
              main.mjs: 'import "./a.mjs"; import "./b.mjs";'
            """
        try explained(siblings) { explanation in
            #expect(
                explanation.findings.map(\.diagnostic.message).contains(
                    "bundled into one file as rollup does, the start-up takes 2000 ms instead of 1000 ms: modules that wait side by side come in a row"
                ))
        }
    }

    @Test("A start that is quick, or never over, has nothing slow") func quick() throws {
        for code in ["await sleep(5);", "await new Promise(() => {});", "throw new Error('no');"] {
            try explained("title: Test\nentry: main.mjs\nmodules: {main.mjs: \"\(code)\"}") { explanation in
                #expect(!explanation.findings.contains { $0.kind == .slowStart || $0.kind == .serialAwaits })
            }
        }
    }

    // MARK: Loops

    private func loopMessages(_ code: String) throws -> [String] {
        let lines = code.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        return try explained("title: Test\nentry: main.mjs\nmodules:\n  main.mjs: |\n\(lines)\n") { explanation in
            explanation.findings.filter { $0.kind == .serialAwaits }.flatMap { [$0.diagnostic.message, $0.diagnostic.suggestion ?? ""] }
        }
    }

    @Test("A loop that awaits one thing after another") func loops() throws {
        let code = """
            const list = ["one", "two", "three"];
            const loaded = [];
            async function load(name) { await sleep(100); return name; }
            for (const name of list) loaded.push(await load(name));
            """
        #expect(
            try loopMessages(code) == [
                "main.mjs: the loop awaits load(name) 3 times, one after another, and they do not depend on each other, as far as their names tell: "
                    + "side by side they save up to 200 ms of 300 ms (67 %)",
                "begin them together: await Promise.all(list.map((name) => load(name))), and loop over what that gives",
            ])
    }

    @Test(
        "A loop whose rounds need each other, that only sleeps, or that ends early",
        arguments: [
            "let last = 0;\nasync function load(n) { await sleep(100); last += n; return last; }\nfor (const n of [1, 2, 3]) console.log(await load(n));",
            "for (const n of [100, 200]) await sleep(n);",
            "async function load(n) { await sleep(100); return n; }\nfor (const n of [1, 2, 3]) { if (await load(n)) break; }",
            "async function load(n) { await sleep(100); return n; }\nlet sum = 0;\nfor (const n of [1, 2, 3]) { sum = sum + await load(n + sum); }",
            "async function load(n) { await sleep(100); return n; }\nfor (const n of [1]) console.log(await load(n));",
        ])
    func otherLoops(code: String) throws {
        let messages = try loopMessages(code)
        #expect(messages.isEmpty, "\(code)\n\(messages)")
    }
}
