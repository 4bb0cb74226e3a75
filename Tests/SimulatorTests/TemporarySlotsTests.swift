import Diagnostics
import JavaScript
import Programs
import Simulator
import TestSupport
import Testing
import Trace

@Suite("Slots that code needs for a while")
struct TemporarySlotsTests {
    private static func run(_ text: String) throws -> Run {
        try onLargeStack {
            let file = SourceFile(name: "main.mjs", text: text)
            let program = Program(
                made: [MadeModule(name: "main.mjs", text: ModuleText(file: file))], entries: ["main.mjs"], title: "slots")
            return program.run(RunOptions(recordsEvents: false))
        }
    }

    /// An instruction has 16 bits for the slot of an iterator record: without giving slots back, 21,845 records fill them.
    @Test(
        "As many iterations as there are in a function take the slots of one",
        arguments: [
            ("let n = 0; ", "[] = [];", ""), ("let n = 0; ", "for (const x of [1]) n += x;", ""),
            ("let n = 0; ", "for (const x in {}) n += 1;", ""),
            ("let n = 0, a; [", "[a] = [1],", "];"), ("let n = 0; for (const x of (function* () {", "yield* [];", "})()) n += x;"),
            ("let n = 0; for (const x of (function* () { [", "yield* [],", "]; })()) n += x;"),
        ])
    func manyIterations(before: String, part: String, after: String) throws {
        let run = try Self.run(before + String(repeating: part, count: 22_500) + after + "console.log(typeof n);")
        #expect(run.trace.console.map(\.text) == ["number"], "\(part): \(run.diagnostics)")
    }

    @Test("More variables than an instruction can pass by are refused where the iteration stands")
    func manyVariables() throws {
        let variables = (0..<66_000).map { "let v\($0);" }.joined(separator: "\n")
        try #expect(Self.run(variables + "console.log(1);").trace.console.map(\.text) == ["1"])
        let problem = try #require(try Self.run(variables + "\nfor (const x of []) x;").diagnostics.first)
        #expect(problem.kind == .unsupported)
        #expect(problem.location?.line == 66_001)
        #expect(problem.suggestion == "put the iteration into a function of its own")
    }

    @Test("What a loop or a pattern keeps is not taken by what stands in it")
    func nested() throws {
        let run = try Self.run(
            """
            const log = [];
            for (const [a, [b = (() => { for (const q of ["q"]) return q; })()]] of [[1, []], [2, ["z"]]]) {
              for (const c of [a, b]) { let d, e; [d, [e] = [c + 1]] = [c]; for (const k in { d, e }) log.push(k + d + e); }
              try { for (const f of [3]) { try { throw f; } finally { [log[log.length]] = [f]; } } } catch (g) { log.push("caught" + g); }
            }
            console.log(log.join(" "));
            """)
        #expect(run.trace.console.map(\.text) == ["d12 e12 dqq1 eqq1 3 caught3 d23 e23 dzz1 ezz1 3 caught3"])
    }
}
