import Simulator
import Testing
import Trace

/// The simulator against ``ReferenceModel``, a second and different program.
@Suite struct ReferenceModelTests {
    private func check(_ graph: ModuleGraph, _ note: String = "") throws {
        let trace = try Modules(graph.modules()).run(recordsEvents: false).trace
        let outcome =
            switch trace.outcome {
            case .fulfilled: "fulfilled"
            case .rejected(let text): "rejected \(text.dropFirst("Error: ".count))"
            default: "\(trace.outcome)"
            }
        #expect(trace.lines + [outcome] == ReferenceModel.run(graph), "\(graph)\(note)")
    }

    /// All there are: each of the six edges between three modules there or not, each module with an await or without.
    @Test(arguments: 0..<8)
    func `every graph of three modules`(kinds: Int) throws {
        for edges in 0..<64 {
            var graph = ModuleGraph(nodes: Array(repeating: .init(), count: 3))
            for index in 0..<3 {
                graph.nodes[index].requests = (0..<2).filter { edges >> (index * 2 + $0) & 1 == 1 }.map { (index + $0 + 1) % 3 }
                graph.nodes[index].awaits = kinds >> index & 1 == 1 ? 1 : nil
            }
            try check(graph)
        }
    }

    /// Random larger ones, cyclic and failing too. The seed stands in the message.
    @Test(arguments: 0..<4)
    func `random graphs`(batch: UInt64) throws {
        for seed in batch * 100..<batch * 100 + 100 {
            var random = SplitMix64(seed: seed)
            try check(.random(&random, cyclic: seed % 2 == 1, fails: seed % 4 >= 2), " (seed \(seed))")
        }
    }
}
