import Diagnostics
import Testing
import Trace

@testable import Explanation
@testable import Simulator

/// Random modules that use each other's values as they begin: what is told agrees with the events of the run, and what it advises helps.
@Suite struct EarlyUsePropertyTests {
    /// Modules `m0.mjs`, `m1.mjs`, …, each with a value of its name, which uses values of others.
    private struct Graph {
        var imports: [[String]]
        var bodies: [String]

        /// Names of values by module, its own and those of the modules that it exports all of.
        static func random(_ random: inout SplitMix64) -> Graph {
            let count = Int.random(in: 3...7, using: &random)
            func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
            // One in two has a barrel, which gives the values of all others to those that ask it, and nobody else is asked.
            let hasBarrel = count > 3 && pick(0...1) == 0
            let stars = (0..<count).map { module in
                hasBarrel
                    ? (module == 1 ? (2..<count).shuffled(using: &random) : [])
                    : (0..<count).filter { $0 != module && pick(0...5) == 0 }
            }
            let asks = (0..<count).map { module in
                (0..<count).shuffled(using: &random).filter { asked in
                    asked != module && (hasBarrel ? asked == 1 && (module == 0 || pick(0...1) == 0) : pick(0...2) == 0)
                }
            }
            func names(_ module: Int) -> [Int] {
                var found = [module]
                var next = 0
                while next < found.count {
                    found += stars[found[next]].filter { !found.contains($0) }
                    next += 1
                }
                return found
            }
            var graph = Graph(imports: [], bodies: [])
            for module in 0..<count {
                var imports = stars[module].map { "export * from './m\($0).mjs';" }
                var uses: [String] = []
                for asked in asks[module] {
                    let name = names(asked).randomElement(using: &random) ?? asked
                    switch pick(0...3) {
                    case 0:
                        imports.append("import * as n\(asked) from './m\(asked).mjs';")
                        uses.append("n\(asked).v\(name).n;")
                    case 1:
                        imports.append("import { v\(name) as w\(asked) } from './m\(asked).mjs';")
                        uses.append("const c\(asked) = w\(asked);\nc\(asked).n;")
                    default:
                        imports.append("import { v\(name) as w\(asked) } from './m\(asked).mjs';")
                        uses.append(pick(0...1) == 0 ? "w\(asked).n;" : "const { n: p\(asked) } = w\(asked);")
                    }
                }
                let value = "{ n: \(module) }"
                let own =
                    switch pick(0...6) {
                    case 0: "var v\(module) = \(value);\nexport { v\(module) };"
                    case 1: "export let v\(module);\nv\(module) = \(value);"
                    case 2: "export let v\(module);\nasync function set() { await sleep(\(pick(0...3))); v\(module) = \(value); }\nset();"
                    case 3: "export let v\(module);\nsetTimeout(() => { v\(module) = \(value); }, \(pick(0...3)));"
                    case 4: "await sleep(\(pick(0...3)));\nexport const v\(module) = \(value);"
                    case 5: "export class v\(module) { static n = \(module); }"
                    default: "export const v\(module) = \(value);"
                    }
                graph.imports.append(imports.shuffled(using: &random))
                graph.bodies.append((pick(0...2) == 0 ? [own] + uses : uses + [own]).joined(separator: "\n"))
            }
            return graph
        }

        var modules: ExplainedModules {
            ExplainedModules(bodies.indices.map { ("m\($0).mjs", (imports[$0] + [bodies[$0]]).joined(separator: "\n")) })
        }

        func number(of module: String) -> Int? { bodies.indices.first { module == "m\($0).mjs" } }
    }

    @Test func `what is told agrees with the events, and what is advised helps`() throws {
        var counts = (explained: 0, notBegun: 0, waits: 0, barrels: 0, calls: 0)
        for seed in UInt64(1)...400 {
            var random = SplitMix64(seed: seed)
            let graph = Graph.random(&random)
            let explanation = try graph.modules.explained("node")
            guard let error = explanation.run.uncaughtErrors.first, let finding = explanation.failures.first,
                finding.kind == .usedTooEarly
            else { continue }
            counts.explained += 1
            let events = explanation.run.trace.events.prefix(error.eventCount)
            for place in finding.diagnostic.related {
                let message = place.message
                let module = message.split(separator: "'").first { graph.number(of: String($0)) != nil }.map(String.init) ?? ""
                let index = explanation.run.trace.modules.firstIndex { $0.name == module }
                let own = events.filter { $0.module?.rawValue == index.map { Int32($0) } }
                if message.contains("has not begun") {
                    counts.notBegun += 1
                    #expect(!own.contains { if case .started = $0.kind { true } else { false } }, "seed \(seed): \(message)")
                }
                if message.hasSuffix("waits here, and has not come to that") {
                    counts.waits += 1
                    let last = own.last { event in
                        switch event.kind {
                        case .started, .suspended, .resumed, .completed: true
                        default: false
                        }
                    }
                    guard case .suspended(let position, _)? = last?.kind else {
                        Issue.record("seed \(seed): \(message)")
                        continue
                    }
                    #expect(position.line == Int32(place.location.line), "seed \(seed): \(message)")
                }
            }
            for advice in finding.remedies.map(\.words) {
                guard let changed = change(graph, by: advice) else { continue }
                if advice.hasPrefix("await") { counts.calls += 1 } else { counts.barrels += 1 }
                let again = try changed.modules.explained("node").outcomeDiagnostics
                let isSame = again.contains { problem in
                    problem.message == finding.diagnostic.message && problem.location?.file == finding.diagnostic.location?.file
                        && problem.sourceLine == finding.diagnostic.sourceLine
                        && problem.location?.column == finding.diagnostic.location?.column
                }
                #expect(!isSame, "seed \(seed): \(advice) does not help")
            }
        }
        // Enough of each kind to mean something.
        #expect(counts.explained > 100)
        #expect(counts.notBegun > 40)
        #expect(counts.barrels > 10)
        #expect(counts.calls > 10)
    }

    /// The same modules with a change that was advised; `nil` for one that takes more than a line.
    private func change(_ graph: Graph, by advice: String) -> Graph? {
        var graph = graph
        let modules = advice.split { " ':;,".contains($0) }.map(String.init).filter { graph.number(of: $0) != nil }
        guard let first = modules.first, let number = graph.number(of: first) else { return nil }
        if advice.hasPrefix("in "), advice.contains("past '"), let owner = modules.last {
            graph.imports[number].insert("import './\(owner)';", at: 0)
            return graph
        }
        if advice.hasPrefix("in "), advice.contains("put the import of"), modules.count == 3 {
            graph.imports[number].insert("import './\(modules[1])';", at: 0)
            return graph
        }
        if advice.hasPrefix("await set() at the top level of ") {
            graph.bodies[number] = graph.bodies[number].split(separator: "\n").map { $0 == "set();" ? "await set();" : $0 }
                .joined(separator: "\n")
            if advice.contains(", and in "), let user = graph.number(of: modules[1]) {
                graph.imports[user].insert("import './\(first)';", at: 0)
            }
            return graph
        }
        return nil
    }
}
