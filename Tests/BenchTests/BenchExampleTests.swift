import Bench
import Programs
import Scenario
import Simulator
import Testing

@Suite struct BenchExampleTests {
    @Test("Every example can be read, and does what it says", arguments: BenchExample.all.map(\.name))
    func examples(name: String) throws {
        let example = try #require(BenchExample.all.first { $0.name == name })
        let program = try Program.load(text: Array(example.text.utf8), name: name)
        let run = program.run(RunOptions())
        #expect(program.scenario == nil || program.title == example.title)
        let outcomes = ["never-settles.yaml": "never settled", "rejection.yaml": "rejected", "cycle.yaml": "fulfilled"]
        let expected = outcomes[name] ?? "fulfilled"
        #expect(
            run.trace.outcome.name == expected || (expected == "never settled" && run.trace.outcome == .unsettled), "\(run.trace.outcome)")
    }
}
