import Diagnostics
import JavaScript
import Programs

/// What the pieces of a bundle are called.
extension CodeReader {
    /// A unit's name: that of its variable, or of the module that a table calls so.
    func name(ofUnit index: Int) -> String {
        let unit = units[index]
        if !unit.name.isEmpty { return unit.name }
        guard let facts = facts(of: unit.place.module) else { return "a function" }
        for id in facts.code.bindings.ids {
            let isOwn =
                facts.definition(of: id) == .expression(unit.place.node) || facts.assigned[id]?.contains(unit.place.node) == true
            if isOwn { return facts.code.bindings[id].name }
        }
        return "a function"
    }

    /// The module that a unit was, where the bundle says it.
    func originalName(ofUnit index: Int) -> String? {
        let body = units[index].body
        guard let tree = tree(body.module), let first = tree[tree[body.function].body].first, let last = tree[tree[body.function].body].last
        else { return nil }
        return origins(of: body.module).module(of: SourceRange(start: tree.range(of: first).start, end: tree.range(of: last).end))
    }

    /// Where the code at a place comes from; `nil` where nothing says it, and in a module's own text.
    func origin(at offset: UInt32, in module: ModuleNumber) -> BundleOrigins.Origin? { origins(of: module).origin(at: offset) }

    private func origins(of module: ModuleNumber) -> BundleOrigins {
        if let known = origins[module] { return known }
        let made = graph.graph.program.origins(of: graph[module].source)
        origins[module] = made
        return made
    }

    /// The awaits in a unit that stand in the place of static imports: those of other units, before anything else.
    func importAwaits(ofUnit index: Int) -> Set<NodeID> {
        let unit = units[index]
        guard unit.requires == nil, let tree = tree(unit.body.module) else { return [] }
        var found: Set<NodeID> = []
        for statement in tree[tree[unit.body.function].body] {
            guard case .expressionStatement(let value) = tree[statement] else { return found }
            var parts = [value]
            if case .sequence(let list) = tree[value] { parts = Array(tree[list]) }
            for part in parts {
                var call = part
                if case .await(let operand) = tree[part] { call = operand }
                guard runsUnits(call, in: unit.body.module, tree) else { return found }
                if call != part { found.insert(part) }
            }
        }
        return found
    }

    /// Whether a call runs a unit, or several: `init_a()`, `all([init_a(), init_b()])`.
    private func runsUnits(_ node: NodeID, in module: ModuleNumber, _ tree: SyntaxTree) -> Bool {
        guard case .call(let callee, let arguments, _) = tree[node], case .identifier = tree[callee] else { return false }
        if let only = tree[arguments].first {
            guard arguments.count == 1, case .array(let elements) = tree[only] else { return false }
            return tree[elements].allSatisfy { element in !element.isNone && isNested { runsUnits(element, in: module, tree) } == true }
        }
        if case .unit? = values(of: callee, in: module).all.first { return true }
        return false
    }
}
