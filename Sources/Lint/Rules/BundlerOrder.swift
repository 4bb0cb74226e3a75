import Bundlers
import Diagnostics
import JavaScript
import Programs
import Text

extension Rule {
    static let bundlerOrder = Rule(
        "bundler-order", "Imports that wait side by side, and that a bundler puts in a row", severity: .warning, page: .bundlerOrder
    ) { graph in
        let bundlers = graph.settings.bundlers.compactMap { name in
            Bundler.named(name.split(separator: ":").first.map(String.init) ?? name)
        }.filter { BundlerOrder.inARow.contains($0.name) }
        return bundlers.isEmpty ? [] : BundlerOrder(graph, bundlers).findings()
    }
}

private struct BundlerOrder {
    /// Those that put the bodies of modules one behind the other, each await where it stood.
    static let inARow: Set<String> = ["rollup", "rollup@3", "esbuild", "esbuild-lazy", "rolldown", "rolldown-strict", "bun", "vite"]

    private let graph: LintedGraph
    private let bundlers: [Bundler]
    private let asynchronous: Asynchronous
    /// How many modules one search meets.
    private static let furthest = 1_000

    init(_ graph: LintedGraph, _ bundlers: [Bundler]) {
        self.graph = graph
        self.bundlers = bundlers
        asynchronous = Asynchronous(graph)
    }

    func findings() -> [LintFinding] {
        var findings: [LintFinding] = []
        for module in graph.moduleNumbers where asynchronous[module] {
            let siblings = siblings(in: module)
            if siblings.count > 1 { findings.append(finding(module, siblings)) }
        }
        return findings
    }

    private struct Sibling {
        var request: Int
        /// The modules that await, itself or below it.
        var awaiting: Set<ModuleNumber>
    }

    /// Imports of a module that wait for something that none of the others does.
    private func siblings(in module: ModuleNumber) -> [Sibling] {
        var all: [Sibling] = []
        for (index, request) in graph[module].requests.enumerated() where request.phase == .evaluation {
            guard let target = request.target, asynchronous[target], target != module, let awaiting = awaiting(below: target, but: module)
            else {
                continue
            }
            all.append(Sibling(request: index, awaiting: awaiting))
        }
        guard all.count > 1 else { return [] }
        var result: [Sibling] = []
        for sibling in all
        where !result.contains(where: { $0.awaiting.isSubset(of: sibling.awaiting) || sibling.awaiting.isSubset(of: $0.awaiting) }) {
            result.append(sibling)
        }
        return result
    }

    /// The modules that await among those that a module leads to; `nil` where that are too many, or they lead back to the importer.
    private func awaiting(below start: ModuleNumber, but importer: ModuleNumber) -> Set<ModuleNumber>? {
        var seen: Set<ModuleNumber> = [start]
        var pending = [start]
        var found: Set<ModuleNumber> = []
        while let module = pending.popLast() {
            if seen.count > Self.furthest || module == importer { return nil }
            if graph[module].hasTLA { found.insert(module) }
            for request in graph[module].requests where request.phase == .evaluation {
                if let target = request.target, asynchronous[target], seen.insert(target).inserted { pending.append(target) }
            }
        }
        return found
    }

    private func finding(_ module: ModuleNumber, _ siblings: [Sibling]) -> LintFinding {
        let requests = graph[module].requests
        let names = siblings.map { sibling in requests[sibling.request].target.map { "'\(graph[$0].name)'" } ?? "" }
        let tools = bundlers.map(\.name).joined(separator: ", ")
        let list = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
        let time = times(siblings).map { sum, longest in
            ": \(milliseconds(sum)) in a row, where the longest alone takes \(milliseconds(longest))"
        }
        var problem = graph.diagnostic(
            "\(tools) puts the awaits of \(list) in a row, which wait side by side as modules\(time ?? "")",
            at: requests[siblings[0].request].range, in: module,
            suggestion: "begin the work when the modules begin, and await it here: export promises, and await Promise.all([…]) of them")
        problem.alternatives = ["use a bundler that keeps modules apart, such as webpack, or leave these out of the bundle"]
        for sibling in siblings.prefix(4) {
            let awaiting = sibling.awaiting.min()
            if let awaiting, let first = graph[awaiting].firstAwait {
                problem.related.append(graph.related("'\(graph[awaiting].name)' awaits here", at: first, in: awaiting))
            }
        }
        return LintFinding(
            rule: "bundler-order", isCertain: siblings.allSatisfy { $0.awaiting.contains { waitsForCertain($0) } }, problem,
            command: graph.input(for: module).map { ["compare", $0, "--bundlers", bundlers.map(\.name).joined(separator: ",")] } ?? [])
    }

    private func waitsForCertain(_ module: ModuleNumber) -> Bool {
        guard let code = graph.analysed(module) else { return false }
        return BodyWalk(of: code.tree.body, in: code.tree).sites.contains { $0.isCertain && $0.kind != .return }
    }

    /// What the siblings wait together and the longest of them alone, where their texts say it; nanoseconds.
    private func times(_ siblings: [Sibling]) -> (sum: Int64, longest: Int64)? {
        var sum: Int64 = 0
        var longest: Int64 = 0
        for sibling in siblings {
            var own: Int64 = 0
            for module in sibling.awaiting {
                guard let code = graph.analysed(module), let time = KnownWaits(of: code).nanoseconds else { return nil }
                own += time
            }
            sum += own
            longest = max(longest, own)
        }
        return sum > 0 ? (sum, longest) : nil
    }

    private func milliseconds(_ nanoseconds: Int64) -> String { "\(nanoseconds / 1_000_000) ms" }
}
