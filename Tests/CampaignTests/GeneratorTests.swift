import Bundlers
import TestSupport
import Testing
import Text

@testable import Campaign

@Suite struct CampaignGeneratorTests {
    /// Campaigns name graphs by seed and number, so what those mean must not change without anybody noticing.
    @Test func `the graphs of a seed are what they were`() {
        let texts = (0..<100).flatMap { RandomGraph(seed: 1, number: $0).files }.map { $0.name + $0.source }
        #expect(
            fnv1a(texts.joined().utf8) == 16_561_175_683_186_211_668,
            "if the generator is meant to have changed, count RandomGraph.generatorVersion up and write this number here")
    }

    @Test func `a graph depends on nothing but its seed and number`() {
        let forwards = (0..<50).map { RandomGraph(seed: 7, number: $0) }
        let backwards = (0..<50).reversed().map { RandomGraph(seed: 7, number: $0) }
        #expect(forwards == backwards.reversed())
        #expect(Set(forwards).count == 50)
        #expect(forwards != (0..<50).map { RandomGraph(seed: 8, number: $0) })
    }

    /// As in the graphs that real bundlers were measured on.
    @Test func `half of the modules await, and edges are as many as they should be`() {
        for variant in GraphVariant.allCases {
            let graphs = (0..<2_000).filter { GraphVariant.ofCase($0) == variant }.map { RandomGraph(seed: 3, number: $0) }
            let modules = graphs.flatMap(\.modules)
            #expect(graphs.allSatisfy { $0.modules.count == 10 && $0.modules[0].imports.isEmpty && $0.modules[0].calls.isEmpty })
            let awaiting = modules.count(where: \.awaits)
            #expect((1_850...2_150).contains(awaiting), "\(variant): \(awaiting) of 4000")
            #expect(modules.allSatisfy { $0.reacts == (variant == .trailing || variant == .both) })
            let later = graphs.flatMap { graph in
                graph.modules.indices.flatMap { index in graph.modules[index].imports.map { $0 >= index } }
            }
            #expect(later.contains(true) == (variant == .cyclic || variant == .both), "\(variant)")
            let edges = graphs.map { graph in graph.modules.dropFirst().map { $0.imports.count + $0.calls.count } }.joined()
            #expect(edges.allSatisfy { (1...2).contains($0) })
            let double = edges.count { $0 == 2 }
            #expect((1_650...1_950).contains(double), "\(variant): \(double) of 3600")
            #expect(modules.contains { !$0.calls.isEmpty } == (variant == .dynamic))
        }
    }

    /// The recorded graphs are written so.
    @Test func `texts are those of the recorded graphs`() {
        let graph = RandomGraph(
            modules: [
                .init(awaits: true), .init(reacts: true, imports: [0, 0]),
                .init(awaits: true, calls: [.init(target: 0, form: .loose), .init(target: 1, form: .awaitedFunction)], imports: [1]),
            ])
        #expect(graph.files.map(\.name) == ["0.mjs", "1.mjs", "2.mjs"])
        #expect(graph.files[0].source == "console.log('0 before')\nawait 0\nconsole.log('0 in between')\n")
        #expect(
            graph.files[1].source
                == "console.log('1 before')\n\nPromise.resolve().then(() => {\n  console.log('1 after')\n})\n\nimport \"./0.mjs\"\nimport \"./0.mjs\"\n"
        )
        #expect(graph.files[2].source.contains("import(\"./0.mjs\").then(() => {\n  console.log('2 has 0')\n})\n"))
        #expect(graph.files[2].source.contains("async function load2() {\n  await import(\"./1.mjs\")\n"))
    }

    @Test func `every graph ends well as it is`() throws {
        for number in 0..<200 {
            let graph = RandomGraph(seed: 5, number: number)
            let native = try onLargeStack { try GraphTrial(graph).native }
            #expect(native.ending == .fulfilled, "seed 5, case \(number)")
            #expect(native.lines.count >= graph.size.modules, "seed 5, case \(number)")
        }
    }

    @Test func `smaller graphs are smaller, and come to an end`() {
        for number in 0..<50 {
            let graph = RandomGraph(seed: 2, number: number)
            func measure(_ graph: RandomGraph) -> [Int] {
                let functions = graph.modules.flatMap(\.calls).count { $0.form == .awaitedFunction || $0.form == .looseFunction }
                return [
                    graph.modules.count, graph.modules.reduce(0) { $0 + $1.imports.count + $1.calls.count },
                    graph.modules.reduce(0) { $0 + ($1.awaits ? 1 : 0) + ($1.reacts ? 1 : 0) }, functions,
                ]
            }
            let size = measure(graph)
            for smaller in graph.smaller {
                #expect(measure(smaller).lexicographicallyPrecedes(size), "seed 2, case \(number)")
                #expect(smaller.modules.allSatisfy { $0.imports.allSatisfy(smaller.modules.indices.contains) })
            }
            #expect(graph.trimmed.size == graph.size)
        }
    }
}
