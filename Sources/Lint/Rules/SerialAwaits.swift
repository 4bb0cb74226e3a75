import Awaits
import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let serialAwaits = Rule(
        "serial-awaits", "Awaits of a top level that wait one after another, and do not depend on each other", severity: .warning,
        page: .serialAwaits
    ) { graph in
        graph.forEachModule(where: \.hasAwait) { number, module in
            guard module.tree.hasTLA else { return [] }
            return SerialAwaits(graph, number, module).findings()
        }
    }
}

private struct SerialAwaits {
    private let graph: LintedGraph
    private let number: ModuleNumber
    private let module: AnalysedModule
    private let awaits: TopLevelAwaits

    init(_ graph: LintedGraph, _ number: ModuleNumber, _ module: AnalysedModule) {
        self.graph = graph
        self.number = number
        self.module = module
        awaits = TopLevelAwaits(of: module)
    }

    func findings() -> [LintFinding] {
        let sure = awaits.groups().map { $0.filter(takesTime) }.filter { $0.count > 1 }
        let known = Set(sure.flatMap { $0 })
        // What an unknown function does may tie the others.
        let possible = awaits.groups(trusting: true).map { $0.filter(takesTime) }.filter { group in
            group.count > 1 && group.contains { !known.contains($0) }
        }
        return (sure.map { ($0, true) } + possible.map { ($0, false) }).compactMap { finding($0, isCertain: $1) }
    }

    /// Whether an await waits for more than a turn.
    private func takesTime(_ index: Int) -> Bool {
        guard let node = awaits.awaits[index].node, case .await(let operand) = module.tree[node] else { return true }
        switch module.tree[operand] {
        case .null, .number, .string, .boolean, .identifier, .unary, .object, .array, .template: return false
        case .call(let callee, _, _):
            if case .member(let object, let name, _) = module.tree[callee], case .identifier(let first) = module.tree[object] {
                return module.text(first) != "Promise" || module.text(name) != "resolve"
            }
            return true
        default: return true
        }
    }

    private func finding(_ group: [Int], isCertain: Bool) -> LintFinding? {
        guard group.count > 1 else { return nil }
        let lines = group.map { graph.place(of: awaits.awaits[$0].awaitRange, in: number).line }
        let words = lines.map(String.init)
        let list = words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
        let verb = isCertain ? "do not depend" : "may not depend"
        var problem = graph.diagnostic(
            "the awaits of lines \(list) wait one after another, and \(verb) on each other", at: awaits.awaits[group[0]].awaitRange,
            in: number,
            suggestion: "begin them together, and await them at once: await Promise.all([…])")
        for index in group.dropFirst().prefix(5) {
            problem.related.append(graph.related("this one could begin there", at: awaits.awaits[index].awaitRange, in: number))
        }
        let option = "\(graph[number].name):\(words.joined(separator: ","))"
        return LintFinding(
            rule: "serial-awaits", isCertain: isCertain, problem,
            command: graph.input(for: number).map { ["what-if", $0, "--parallel", option] } ?? [])
    }
}
