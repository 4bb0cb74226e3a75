import JavaScript
import Trace

/// What the code that makes some values of a module needs: what has to move along when they move to a module of their own.
struct ValueNeeds {
    /// A name of another module.
    struct Import {
        var name: String
        var request: ModuleRequestID
        /// Where it is used.
        var node: NodeID
    }

    let module: ReadModule
    /// In the order in which they are met, from the values on.
    private(set) var imports: [Import] = []
    /// The code: declarations, functions, classes and assigned values.
    private var roots: [NodeID] = []

    private static let limit = 10_000

    /// - Complexity: linear in the module's text.
    init(of values: [BindingID], in module: ReadModule) {
        self.module = module
        var queue = values
        var seen = Set(values)
        var next = 0
        while next < queue.count, next < Self.limit {
            for root in code(of: queue[next]) {
                roots.append(root)
                var pending = [root]
                while let node = pending.popLast() {
                    if let binding = module.bindings.binding(of: node) { note(binding, at: node, &queue, &seen) }
                    module.tree.forEachChild(of: node) { pending.append($0) }
                }
            }
            next += 1
        }
    }

    private mutating func note(_ id: BindingID, at node: NodeID, _ queue: inout [BindingID], _ seen: inout Set<BindingID>) {
        let binding = module.bindings[id]
        if binding.isImported {
            guard seen.insert(id).inserted, let entry = module.bindings.imports.first(where: { $0.binding == id }) else { return }
            imports.append(Import(name: binding.name, request: entry.request, node: node))
        } else if binding.scope == .module, seen.insert(id).inserted {
            queue.append(id)
        }
    }

    /// The code by which a binding of the module has its value.
    private func code(of id: BindingID) -> [NodeID] {
        let binding = module.bindings[id]
        var found: [NodeID] = []
        switch binding.kind {
        case .function, .class, .defaultExport:
            found = module.declarations[id] ?? []
        default: break
        }
        for reference in module.bindings.references(to: id) where reference.usage != .read {
            for ancestor in module.ancestors(of: reference.node) {
                switch module.tree[ancestor] {
                case .declarator, .assignment, .compoundAssignment, .logicalAssignment, .update: found.append(ancestor)
                default: continue
                }
                break
            }
        }
        return found
    }

    /// Whether the code that runs with the module itself holds a place.
    func holds(_ offset: UInt32) -> Bool {
        roots.contains { root in
            let range = module.tree.range(of: root)
            return range.start <= offset && offset < range.end
        }
    }

    /// The first name that comes from one of those modules.
    func firstImport(from targets: (ModuleIndex) -> Bool, _ trace: Trace) -> (import: Import, module: ModuleIndex)? {
        for entry in imports {
            if let target = trace.target(of: entry.request, in: module.index), targets(target) { return (entry, target) }
        }
        return nil
    }
}
