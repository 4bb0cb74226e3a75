import Simulator
import TestSupport
import Testing
import Trace

/// The simulator against the Node.js that is installed. Skipped, and said to be, where there is none.
@Suite(.enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
struct NodeDifferentialTests {
    /// All graphs go through one process. Every line begins with its graph's number, for a failed graph may still be printing when the
    /// next one begins.
    @Test func `random module graphs`() throws {
        let graphs = (UInt64(6000)..<6060).map { seed in
            var random = SplitMix64(seed: seed)
            return ModuleGraph.random(&random, cyclic: seed % 2 == 1, fails: seed % 4 >= 2)
        }
        var entry = ""
        var files: [(name: String, source: String)] = []
        for (number, graph) in graphs.enumerated() {
            entry += """
                try { await import('./g\(number)/m0.mjs'); console.log('\(number): fulfilled'); }
                catch (error) { console.log('\(number): rejected ' + error.message); }
                await new Promise((resolve) => setTimeout(resolve, 0));

                """
            for file in graph.modules(prefix: "\(number): ") { files.append(("g\(number)/\(file.name)", file.source)) }
        }
        files.insert(("entry.mjs", entry), at: 0)
        let printed = try Node.lines(of: files)
        for (number, graph) in graphs.enumerated() {
            let expected = printed.filter { $0.hasPrefix("\(number): ") }.map { String($0.dropFirst("\(number): ".count)) }
            let run = try Modules(graph.modules()).run(recordsEvents: false)
            var seen = run.trace.lines
            switch run.trace.outcome {
            case .fulfilled: seen.append("fulfilled")
            case .rejected(let text): seen.append("rejected \(text.dropFirst("Error: ".count))")
            default: seen.append("\(run.trace.outcome)")
            }
            // A rejection is known before the siblings that still run have printed all.
            #expect(seen.last == expected.first { $0.hasPrefix("rejected") || $0 == "fulfilled" }, "seed \(6000 + number): \(graph)")
            #expect(
                seen.dropLast() == expected.filter { !$0.hasPrefix("rejected") && $0 != "fulfilled" }[...],
                "seed \(6000 + number): \(graph)")
        }
    }
}
