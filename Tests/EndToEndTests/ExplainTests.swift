import Foundation
import TestSupport
import Testing

@Suite("explain")
struct ExplainTests {
    @Test("The story stands on standard output, and the status is that of the run")
    func status() throws {
        let good = try CommandLineTool.run("explain", "Scenarios/hello/siblings.yaml")
        #expect(good.status == 0)
        #expect(good.errors.isEmpty)
        #expect(good.output.contains("y starts: z imports it (siblings.yaml:14:18), and it does not wait for x, its sibling."))
        let stuck = try CommandLineTool.run("explain", "Scenarios/dynamic/cyclic-import.yaml", "--host", "node")
        #expect(stuck.status == 13)
        #expect(stuck.output.contains("\nWhat is wrong\n\nScenarios/dynamic/cyclic-import.yaml:14:5: error: 'price.mjs' never settles"))
        #expect(try CommandLineTool.run("explain", "Scenarios/errors/throw-in-a-body.yaml").status == 1)
        #expect(try CommandLineTool.run("explain", "Scenarios/progress/endless-loop.yaml").status == 14)
        #expect(try CommandLineTool.run("explain", "gone.mjs").status == 2)
    }

    @Test(
        "Modules on disk, and what a bundler makes of them, are told by the files that you wrote",
        arguments: ["", "--bundler rollup", "--bundler webpack"])
    func disk(bundler: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", "import './lib/slow.mjs';\nconsole.log('main');\n")
        try scratch.write(
            "lib/slow.mjs", "console.log('begins');\nawait new Promise(done => setTimeout(done, 20));\nconsole.log('ends');\n")
        let result = try CommandLineTool.shell("\"$TLA_SIM\" explain main.mjs --host node \(bundler)", in: scratch.url)
        #expect(result.status == 0)
        #expect(result.output.contains("waits at lib/slow.mjs:2:1 for new Promise("), "\(result.output)")
        #expect(
            result.output.contains(
                bundler.hasSuffix("webpack")
                    ? "main.mjs starts, now that its imports have run"
                    : "main.mjs starts: lib/slow.mjs, the last that it waited for, is done"), "\(result.output)")
    }

    @Test("JSON has its format and version, a line a step, and each finding")
    func json() throws {
        let result = try CommandLineTool.run("explain", "Scenarios/dynamic/cyclic-import.yaml", "--format", "json", "--level", "full")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(object["format"] as? String == "tla-sim-explanation")
        #expect(object["version"] as? Int == 1)
        #expect(object["outcome"] as? String == "unsettled")
        let steps = try #require(object["steps"] as? [[String: Any]])
        #expect(steps.count > 20)
        #expect(steps.contains { ($0["clauses"] as? [[String: String]])?.first?["anchor"] == "await" })
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings.first?["section"] as? String == "wrong")
        #expect((findings.first?["problem"] as? [String: Any])?["kind"] as? String == "unsettled")
    }

    @Test("Markdown links places and clauses")
    func markdown() throws {
        let result = try CommandLineTool.run("explain", "Scenarios/dynamic/cyclic-import.yaml", "--format", "markdown")
        #expect(result.output.hasPrefix("# Two modules wait for each other's import()\n"))
        #expect(result.output.contains("](Scenarios/dynamic/cyclic-import.yaml#L10)"))
        #expect(result.output.contains("[Await](https://tc39.es/ecma262/#await)"))
        #expect(result.output.contains("\n## What is wrong\n"))
    }

    // https://stackoverflow.com/a/74025164
    private static let ticks = """
        Promise.resolve().then(() => { console.log("p0"); return Promise.resolve("p4"); }).then(r => console.log(r));
        Promise.resolve().then(() => console.log("q1")).then(() => console.log("q2")).then(() => console.log("q3")).then(() => console.log("q5"));

        """

    @Test("--all-jobs tells of each microtask who asked for it, and why there is one")
    func allJobs() throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", Self.ticks)
        let result = try CommandLineTool.shell("\"$TLA_SIM\" run main.mjs --no-pictures --all-jobs", in: scratch.url)
        #expect(
            result.output.contains(
                "(resolve thenable) runs, asked for at main.mjs:1:19: a promise that is resolved with a promise takes one job to call its then"
            ))
        #expect(result.output.contains("settles in a job of its own, when that one has"))
        let picture = try CommandLineTool.shell("\"$TLA_SIM\" draw main.mjs --axis steps --all-jobs", in: scratch.url)
        #expect(picture.output.contains("call then · 1:19"))
        #expect(!picture.output.contains("jobs that run no module code are left out"))
        let without = try CommandLineTool.shell("\"$TLA_SIM\" draw main.mjs --axis steps", in: scratch.url)
        #expect(without.output.contains("jobs that run no module code are left out"))
        for wrong in [
            "run main.mjs --format json --all-jobs", "draw main.mjs --axis time --all-jobs", "draw main.mjs --view graph --all-jobs",
        ] {
            #expect(try CommandLineTool.shell("\"$TLA_SIM\" \(wrong)", in: scratch.url).status == 64, "\(wrong)")
        }
    }

    @Test("What Node.js does not promise is said by run and by console, and a seed shows another order")
    func race() throws {
        let scratch = try ScratchFolder()
        try scratch.write("main.mjs", "setTimeout(() => console.log('timeout'), 0); setImmediate(() => console.log('immediate'));\n")
        let run = try CommandLineTool.shell("\"$TLA_SIM\" run main.mjs --no-pictures --host node", in: scratch.url)
        #expect(run.errors.contains("note: 'immediate' and 'timeout' come in either order on a real host"))
        let json = try CommandLineTool.shell("\"$TLA_SIM\" console main.mjs --host node --diagnostics json", in: scratch.url)
        #expect(json.errors.contains("\"kind\":\"not-determined\",\"severity\":\"note\""))
        let orders = try Set(
            (1...8).map { try CommandLineTool.shell("\"$TLA_SIM\" console main.mjs --host node --seed \($0)", in: scratch.url).output })
        #expect(orders == ["immediate\ntimeout\n", "timeout\nimmediate\n"])
        let told = try CommandLineTool.shell("\"$TLA_SIM\" explain main.mjs --host node", in: scratch.url)
        #expect(told.output.contains("\nWhat is not as certain as it looks\n"))
        #expect(told.status == 0)
        let deno = try CommandLineTool.shell("\"$TLA_SIM\" run main.mjs --no-pictures --host deno --seed 1", in: scratch.url)
        #expect(deno.status == 64 && deno.errors.contains("node, node@20"))
        let spec = try CommandLineTool.run("run", "Scenarios/hello/siblings.yaml", "--seed", "1", "--no-pictures")
        #expect(spec.status == 64 && spec.errors.contains("ECMA-262 leaves no order to chance"))
    }
}
