import Programs
import Testing

@testable import Lint

/// That rules of graphs stay near linear is shown by counting their steps.
@Suite("The cost of rules of graphs") struct GraphCostTests {
    private func graph(_ modules: [(name: String, text: String)]) -> LintedGraph {
        LintedGraph(
            Program(
                made: modules.map { MadeModule(name: $0.name, text: ModuleText(file: .init(name: $0.name, text: $0.text))) },
                entries: [modules[0].name], title: "test"))
    }

    /// Modules in one ring, each of which awaits an import() of another by a helper that it imports from a third.
    private func ring(_ count: Int) -> LintedGraph {
        graph(
            (0..<count).map { number in
                let next = (number + 1) % count
                let far = (number * 7 + 3) % count
                return (
                    "m\(number).mjs",
                    """
                    import { load as load\(next), value as value\(next) } from './m\(next).mjs';
                    export const load = async (get) => (await get()).value;
                    export const value = () => value\(next)();
                    await load\(next)(() => import('./m\(far).mjs'));
                    """
                )
            })
    }

    private func steps(_ graph: LintedGraph, _ body: (CodeReader) -> Void) -> Int {
        let reader = CodeReader(graph)
        let before = reader.stepsLeft
        body(reader)
        return before - reader.stepsLeft
    }

    @Test("Waits are read in a number of steps that grows as the graph does") func waits() {
        let small = steps(ring(250)) { _ = WaitGraph($0) }
        let large = steps(ring(1_000)) { _ = WaitGraph($0) }
        #expect(small > 0 && large < 5 * small, "\(small), \(large)")
    }

    @Test("What the top level uses is read in a number of steps that grows as the graph does") func uses() {
        func count(_ graph: LintedGraph) -> Int {
            steps(graph) { reader in for module in graph.moduleNumbers { _ = TopLevelUses.of(module, reader) } }
        }
        let small = count(ring(250))
        let large = count(ring(1_000))
        #expect(small > 0 && large < 5 * small, "\(small), \(large)")
    }

    @Test("A graph of many circles gives its findings, each with a way of few places") func circles() {
        let graph = ring(1_000)
        let findings = Rule.importCycleAwait.check(graph)
        // Circles of the same awaits are one finding.
        #expect((100...1_000).contains(findings.count))
        #expect(findings.allSatisfy { $0.diagnostic.related.count <= 16 })
    }

    @Test("Awaits of one module, with what they share, are read in a number of steps that grows as they do") func siblings() {
        func count(_ count: Int) -> Int {
            let text = (0..<count).map { "var a = await import('./b.mjs');\nlet p\($0);\np\($0) = load(\($0));\nawait p\($0);" }.joined(
                separator: "\n")
            return steps(graph([("main.mjs", text + "\nfunction load(a) { return a; }"), ("b.mjs", "import './main.mjs';")])) {
                _ = WaitCycles(WaitGraph($0)).cycles()
            }
        }
        let small = count(250)
        let large = count(1_000)
        #expect(small > 0 && large < 5 * small, "\(small), \(large)")
    }
}
