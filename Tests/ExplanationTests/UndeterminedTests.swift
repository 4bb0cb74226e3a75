import Diagnostics
import Hosts
import Programs
import Simulator
import TestSupport
import Testing
import Trace

@testable import Explanation

@Suite("What a host does not promise")
struct UndeterminedTests {
    private func findings(_ source: String, host: HostProfile, others: [(String, String)] = []) -> [Finding] {
        let explanation = NarrativeTests.explanation(modules: [("main.mjs", source)] + others, entry: "main.mjs", host: host)
        return stacked { explanation.undetermined }
    }

    // Counted on Node.js 20.20.2 and 24.19.0: docs/explain.md.
    @Test("setTimeout(0) against setImmediate() from the start is a race on Node.js 24, and none on 20")
    func immediate() throws {
        let source = "setTimeout(() => console.log('timeout'), 0);\nsetImmediate(() => console.log('immediate'));"
        let found = findings(source, host: .node)
        #expect(found.count == 1)
        let problem = try #require(found.first).diagnostic
        #expect(found.first?.kind == .notDetermined)
        #expect(problem.severity == .note)
        #expect(problem.message.contains("'immediate' and 'timeout' come in either order"))
        #expect(problem.location?.line == 2)
        #expect(problem.related.map(\.location.line) == [1])
        #expect(problem.suggestion?.contains("--seed ") == true)
        #expect(findings(source, host: .node20).isEmpty)
    }

    @Test("From within a callback of setImmediate() it is a race on both", arguments: [HostProfile.node, .node20])
    func immediateLater(host: HostProfile) {
        let source = "setImmediate(() => { setTimeout(() => console.log('timeout'), 0); setImmediate(() => console.log('immediate')); });"
        let program = Program(
            made: [MadeModule(name: "main.mjs", text: ModuleText(file: SourceFile(name: "main.mjs", text: source)))], entries: ["main.mjs"],
            title: "")
        let orders = (UInt64(1)...40).map { program.run(RunOptions(host: host, seed: $0)).trace.console.map(\.text) }
        #expect(Set(orders) == [["immediate", "timeout"], ["timeout", "immediate"]])
    }

    @Test("From within a timer's callback setImmediate() comes first", arguments: [HostProfile.node, .node20])
    func immediateInTimer(host: HostProfile) {
        let source = "setTimeout(() => { setTimeout(() => console.log('timeout'), 0); setImmediate(() => console.log('immediate')); }, 5);"
        #expect(findings(source, host: host).isEmpty)
    }

    @Test("Two rows of timers that come to the same time are a race", arguments: [HostProfile.node, .node20])
    func rows(host: HostProfile) {
        let source = """
            async function row(name, ...times) { for (const time of times) await new Promise(r => setTimeout(r, time)); console.log(name); }
            await Promise.all([row("10 + 10 + 10", 10, 10, 10), row("31", 31)]);
            """
        #expect(findings(source, host: host).count == 1)
    }

    @Test("Rows of the same timers keep their order", arguments: [HostProfile.node, .node20])
    func sameRows(host: HostProfile) {
        let source = """
            async function row(name) { await new Promise(r => setTimeout(r, 50)); console.log(name); }
            await Promise.all([row("a"), row("b")]);
            """
        #expect(findings(source, host: host).isEmpty)
    }

    @Test("Where threads read, a file and a timer are a race", arguments: [HostProfile.node20, .bun])
    func reading(host: HostProfile) {
        let source = "import('./a.mjs').then(() => console.log('a'));\nsetTimeout(() => console.log('timer'), 1);"
        let found = findings(source, host: host, others: [("a.mjs", "")])
        #expect(found.count == 1)
        #expect(found.first?.diagnostic.message.contains("read a file for an import()") == true)
        #expect(findings(source, host: host.loaded, others: [("a.mjs", "")]).allSatisfy { !$0.diagnostic.message.contains("read a file") })
    }

    @Test("On Node.js 24, which reads in the call, they are none")
    func readingInTheCall() {
        let source = "import('./a.mjs').then(() => console.log('a'));\nsetTimeout(() => console.log('timer'), 1);"
        #expect(findings(source, host: .node, others: [("a.mjs", "")]).isEmpty)
    }

    @Test("ECMA-262 leaves nothing to chance, and a program without tasks neither")
    func nothing() {
        #expect(findings("setTimeout(() => console.log(1)); setTimeout(() => console.log(2));", host: .spec).isEmpty)
        #expect(findings("console.log(1); await null; console.log(2);", host: .node).isEmpty)
    }

    @Test("A seed decides alike each time, and different seeds differ")
    func seeds() {
        let source = """
            async function row(name, ...times) { for (const time of times) await new Promise(r => setTimeout(r, time)); console.log(name); }
            await Promise.all([row("10 + 20", 10, 20), row("20 + 10", 20, 10)]);
            """
        let program = Program(
            made: [MadeModule(name: "main.mjs", text: ModuleText(file: SourceFile(name: "main.mjs", text: source)))], entries: ["main.mjs"],
            title: "")
        func lines(_ seed: UInt64) -> [String] { program.run(RunOptions(host: .node, seed: seed)).trace.console.map(\.text) }
        #expect((0..<20).allSatisfy { lines($0) == lines($0) })
        #expect(Set((0..<20).map(lines)).count == 2)
        let trace = program.run(RunOptions(host: .node, seed: 3)).trace
        #expect(trace.seed == 3)
        // Where nothing is known of a host, nothing is decided.
        #expect(program.run(RunOptions(host: .deno, seed: 3)).trace == program.run(RunOptions(host: .deno)).trace)
    }
}
