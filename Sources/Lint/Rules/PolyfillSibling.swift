import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let polyfillSibling = Rule(
        "polyfill-sibling", "A module that awaits and only changes globals, imported beside the modules that use them and not by them",
        severity: .warning, page: .polyfillSibling
    ) { graph in
        PolyfillSibling(graph).findings()
    }
}

/// What a module changes of the world outside it.
private struct Globals {
    /// Properties of the global object.
    var names: Set<String> = []
    /// Properties of built-in objects and prototypes.
    var members: Set<String> = []
    /// By name: where it is set.
    var places: [String: NodePlace] = [:]
    /// Whether each is set only behind an await, in every run.
    var areLate = true

    private static let globalObjects: Set<String> = ["globalThis", "window", "self", "global"]

    mutating func read(_ module: ModuleNumber, _ code: AnalysedModule, behind firstAwait: UInt32?) {
        let tree = code.tree
        func free(_ node: NodeID) -> String? {
            guard case .identifier(let name) = tree[node], code.bindings.binding(of: node) == nil else { return nil }
            return code.text(name)
        }
        func note(_ object: NodeID, _ name: String, at node: NodeID) {
            if let base = free(object), Self.globalObjects.contains(base) {
                names.insert(name)
            } else if isBuiltIn(object) {
                members.insert(name)
            } else {
                return
            }
            places[name] = places[name] ?? NodePlace(module: module, node: node)
            if let firstAwait, tree.range(of: node).start < firstAwait { areLate = false }
        }
        func isBuiltIn(_ object: NodeID) -> Bool {
            if case .member(let base, let name, _) = tree[object], code.text(name) == "prototype" { return free(base) != nil }
            return free(object).map { ["Object", "Array", "Promise", "Symbol", "Math", "String", "Number", "Intl"].contains($0) } ?? false
        }
        for index in tree.nodes.indices {
            switch tree.nodes[index] {
            case .assignment(let target, _), .logicalAssignment(_, let target, _):
                if case .member(let object, let name, _) = tree[target] { note(object, code.text(name), at: target) }
            case .call(let callee, let arguments, _):
                guard case .member(_, let name, _) = tree[callee], code.text(name) == "defineProperty", arguments.count == 3 else {
                    continue
                }
                let list = Array(tree[arguments])
                if case .string(let key) = tree[list[1]] { note(list[0], code.text(key), at: list[1]) }
            default: break
            }
        }
    }
}

private struct PolyfillSibling {
    private let graph: LintedGraph
    private let asynchronous: Asynchronous
    /// How many modules one search meets.
    private static let furthest = 2_000

    init(_ graph: LintedGraph) {
        self.graph = graph
        asynchronous = Asynchronous(graph)
    }

    func findings() -> [LintFinding] {
        var findings: [LintFinding] = []
        let polyfills = graph.moduleNumbers.filter { graph[$0].hasTLA && graph.analysed($0) != nil }
        guard !polyfills.isEmpty else { return [] }
        let importers = graph.graph.importers()
        for polyfill in polyfills {
            guard let globals = globals(of: polyfill) else { continue }
            let waiting = modulesThatWait(for: polyfill, importers)
            for importer in importers[Int(polyfill)] {
                for user in siblings(of: polyfill, in: importer) where !waiting.contains(user) {
                    if let finding = finding(user, polyfill, importer, globals) { findings.append(finding) }
                }
            }
        }
        var seen: Set<SourceLocation?> = []
        return findings.filter { seen.insert($0.diagnostic.location).inserted }
    }

    /// What a module sets, itself or by an `import()` that it awaits; `nil` where that is nothing.
    private func globals(of module: ModuleNumber) -> Globals? {
        guard let code = graph.analysed(module) else { return nil }
        var globals = Globals()
        let sites = BodyWalk(of: code.tree.body, in: code.tree).sites
        let first = sites.first { $0.isCertain }.map { code.tree.range(of: $0.node).start }
        globals.read(module, code, behind: first ?? .max)
        var seen: Set<ModuleNumber> = [module]
        for call in graph[module].calls where call.isAwaited {
            if let target = call.target, seen.insert(target).inserted, let code = graph.analysed(target), code.bindings.exports.isEmpty {
                globals.read(target, code, behind: nil)
            }
        }
        if first == nil { globals.areLate = false }
        return globals.places.isEmpty ? nil : globals
    }

    /// The modules that import a module, or such as do.
    private func modulesThatWait(for module: ModuleNumber, _ importers: [[ModuleNumber]]) -> Set<ModuleNumber> {
        var waiting: Set<ModuleNumber> = [module]
        var pending = [module]
        while let next = pending.popLast() {
            for importer in importers[Int(next)] where waiting.insert(importer).inserted { pending.append(importer) }
        }
        return waiting
    }

    /// What a module imports beside another.
    private func siblings(of polyfill: ModuleNumber, in importer: ModuleNumber) -> [ModuleNumber] {
        var seen: Set<ModuleNumber> = [polyfill, importer]
        var order: [ModuleNumber] = []
        var pending: [ModuleNumber] = graph[importer].requests.compactMap(\.target).reversed()
        while let module = pending.popLast(), order.count < Self.furthest {
            guard seen.insert(module).inserted else { continue }
            order.append(module)
            pending += graph[module].requests.compactMap(\.target).reversed()
        }
        return order
    }

    private func finding(_ user: ModuleNumber, _ polyfill: ModuleNumber, _ importer: ModuleNumber, _ globals: Globals) -> LintFinding? {
        guard let code = graph.analysed(user) else { return nil }
        let hasName = code.bindings.freeNames.contains { globals.names.contains($0) || $0 == "globalThis" || $0 == "window" }
        guard hasName || !globals.members.isEmpty else { return nil }
        for step in BodyWalk(of: code.tree.body, in: code.tree, keepsSteps: true).kept {
            guard let name = used(step.node, code, globals) else { continue }
            // In its first stretch a module that waits for nothing is sooner than what stands behind an await.
            let isCertain = step.isCertain && !step.mayBeLate && globals.areLate && (!asynchronous[user] || startsAtOnce(user))
            // Who exports something too is no mere polyfill: others may set the same.
            guard isCertain || graph.analysed(polyfill)?.bindings.exports.isEmpty == true else { continue }
            var problem = graph.diagnostic(
                "'\(name)' \(isCertain ? "is" : "may be") used here before '\(graph[polyfill].name)' has set it: '\(graph[user].name)' does not import that, and does not wait for it",
                at: code.tree.range(of: step.node), in: user, suggestion: "import '\(graph[polyfill].name)' in '\(graph[user].name)' too")
            if let request = graph[importer].requests.first(where: { $0.target == polyfill }) {
                problem.related.append(
                    graph.related("'\(graph[importer].name)' imports it beside '\(graph[user].name)' here", at: request.range, in: importer)
                )
            }
            if let first = graph[polyfill].firstAwait { problem.related.append(graph.related("it awaits here", at: first, in: polyfill)) }
            if let place = globals.places[name], let tree = graph.analysed(place.module)?.tree {
                problem.related.append(graph.related("'\(name)' is set here", at: tree.range(of: place.node), in: place.module))
            }
            return LintFinding(
                rule: "polyfill-sibling", isCertain: isCertain, problem,
                command: graph.input(for: importer).map { ["explain", $0] } ?? [])
        }
        return nil
    }

    private func startsAtOnce(_ module: ModuleNumber) -> Bool {
        graph[module].requests.allSatisfy { $0.target.map { !asynchronous[$0] } ?? true }
    }

    private func used(_ node: NodeID, _ code: AnalysedModule, _ globals: Globals) -> String? {
        switch code.tree[node] {
        case .identifier(let name):
            let text = code.text(name)
            return code.bindings.binding(of: node) == nil && globals.names.contains(text) ? text : nil
        case .member(let object, let name, _):
            let text = code.text(name)
            if globals.members.contains(text) { return text }
            guard globals.names.contains(text), case .identifier(let base) = code.tree[object], code.bindings.binding(of: object) == nil,
                ["globalThis", "window", "self", "global"].contains(code.text(base))
            else { return nil }
            return text
        default: return nil
        }
    }
}
