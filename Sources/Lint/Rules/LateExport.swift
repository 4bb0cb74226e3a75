import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let lateExport = Rule(
        "late-export", "An export that gets its value when its module is over already, and that an importer reads at its top level",
        severity: .warning, page: .lateExport
    ) { graph in
        var search = LateExport(graph)
        return search.findings()
    }
}

private struct LateExport {
    private let graph: LintedGraph
    private let reader: CodeReader
    private let asynchronous: Asynchronous
    private var late: [BindingPlace: LateAssignments.Late] = [:]

    init(_ graph: LintedGraph) {
        self.graph = graph
        reader = CodeReader(graph)
        asynchronous = Asynchronous(graph)
    }

    mutating func findings() -> [LintFinding] {
        for module in graph.moduleNumbers {
            for found in LateAssignments(of: module, reader)?.all ?? [] {
                late[BindingPlace(module: module, binding: found.binding)] = found
            }
        }
        if late.isEmpty { return [] }
        return graph.moduleNumbers.flatMap { module in
            readsLate(module) ? TopLevelUses.of(module, reader).compactMap { finding($0, in: module) } : []
        }
    }

    /// Whether a module imports such an export.
    private func readsLate(_ module: ModuleNumber) -> Bool {
        guard let code = graph.analysed(module) else { return false }
        return code.bindings.imports.contains { entry in
            switch reader.names.meaning(of: entry, in: module, code) {
            case .binding(let place): late[place] != nil
            case .namespace: true
            case .outside, .ambiguous, .missing: false
            }
        }
    }

    private func finding(_ use: TopLevelUse, in module: ModuleNumber) -> LintFinding? {
        // Behind an await it may have waited for the value.
        guard let found = late[use.binding], !use.lateness.isLate, !isAskedFor(use.binding, in: use.node.module),
            let home = reader.facts(of: use.binding.module)?.code,
            let tree = reader.tree(use.node.module)
        else { return nil }
        let name = home.bindings[found.binding].name
        let owner = graph[use.binding.module].name
        let isCertain = use.isCertain && !use.lateness.mayBeLate && !asynchronous[module]
        let top = use.way.first ?? use.node
        let range = reader.tree(top.module).map { $0.range(of: top.node) } ?? tree.range(of: use.node.node)
        let place =
            switch found.reason {
            case .behindAwait: "in a function that nobody waits for, behind an await"
            case .callback: "in a function that is called later"
            }
        var problem = graph.diagnostic(
            "'\(name)' \(isCertain ? "is" : "may be") undefined here: '\(owner)' gives it a value \(place)", at: range, in: top.module,
            suggestion: "await the work at the top level of '\(owner)': who imports it then starts when '\(name)' is there")
        if let promise = exportedPromise(of: found, in: use.binding.module) {
            problem.alternatives = ["await '\(promise)', which '\(owner)' exports, before '\(name)' is used"]
        } else {
            problem.alternatives = ["export a promise of the value, and await it where it is needed"]
        }
        if top != use.node {
            problem.related.append(graph.related("it is read here", at: tree.range(of: use.node.node), in: use.node.module))
        }
        problem.related.append(graph.related("'\(name)' is declared here", at: home.bindings[found.binding].range, in: use.binding.module))
        problem.related.append(graph.related("it gets its value here", at: home.tree.range(of: found.value), in: use.binding.module))
        return LintFinding(
            rule: "late-export", isCertain: isCertain, problem, command: graph.input(for: module).map { ["explain", $0] } ?? [])
    }

    /// Whether a module looks somewhere whether the value is there, and so knows that it may not be.
    private func isAskedFor(_ binding: BindingPlace, in module: ModuleNumber) -> Bool {
        guard let facts = reader.facts(of: module) else { return false }
        let parents = ParentTable(of: facts.code.tree)
        return facts.code.bindings.imports.contains { entry in
            guard case .binding(binding) = reader.names.meaning(of: entry, in: module, facts.code) else { return false }
            return facts.code.bindings.references(to: entry.binding).contains { reference in
                parents[reference.node].map { facts.code.tree.isAsked(reference.node, by: $0) } ?? false
            }
        }
    }

    /// The exported variable that is given the promise of the very code that gives the value, such as the `__tla` of a bundler's plugin.
    private func exportedPromise(of late: LateAssignments.Late, in module: ModuleNumber) -> String? {
        guard let facts = reader.facts(of: module) else { return nil }
        let tree = facts.code.tree
        let place = tree.range(of: late.value).start
        for id in facts.code.bindings.ids where id != late.binding && facts.code.bindings[id].isExported {
            guard case .expression(let value)? = facts.definition(of: id), case .call = tree[value] else { continue }
            let range = tree.range(of: value)
            if range.start <= place && place < range.end { return facts.code.bindings[id].name }
        }
        return nil
    }
}
