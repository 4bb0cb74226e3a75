import JavaScript

/// What the code that makes some values of a module needs: what has to move along when they move to a module of their own.
package struct ValueNeeds {
    /// A name of another module.
    package struct Import {
        package var name: String
        package var request: ModuleRequestID
        /// Where it is used.
        package var node: NodeID
    }

    /// In the order in which they are met, from the values on.
    package private(set) var imports: [Import] = []
    private let module: AnalysedModule
    private let parents: ParentTable
    private let declarations: [BindingID: [NodeID]]
    /// The code: declarations, functions, classes and assigned values.
    private var roots: [NodeID] = []

    private static let limit = 10_000

    /// - Parameter declarations: those of the module, by ``AnalysedModule/findDeclarations()``.
    /// - Complexity: linear in the module's text.
    package init(
        of values: [BindingID], in module: AnalysedModule, _ parents: ParentTable, _ declarations: [BindingID: [NodeID]]
    ) {
        self.module = module
        self.parents = parents
        self.declarations = declarations
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
        case .function, .class, .defaultExport: found = declarations[id] ?? []
        default: break
        }
        for reference in module.bindings.references(to: id) where reference.usage != .read {
            var node = reference.node
            search: while let parent = parents[node] {
                switch module.tree[parent] {
                case .declarator, .assignment, .compoundAssignment, .logicalAssignment, .update:
                    found.append(parent)
                    break search
                default: node = parent
                }
            }
        }
        return found
    }

    /// Whether the code that runs with the module itself holds a place.
    package func holds(_ offset: UInt32) -> Bool {
        roots.contains { root in
            let range = module.tree.range(of: root)
            return range.start <= offset && offset < range.end
        }
    }
}

extension AnalysedModule {
    /// By binding of a function, a class or a default export: what declares it. Linear in the size of the tree.
    package func findDeclarations() -> [BindingID: [NodeID]] {
        var found: [BindingID: [NodeID]] = [:]
        let defaults = bindings.exports.compactMap { export in
            if case .local(let binding) = export.kind, bindings[binding].kind == .defaultExport { binding } else { nil }
        }
        for number in tree.nodes.indices {
            let binding: BindingID?
            switch tree.nodes[number] {
            case .functionDeclaration(let function): binding = bindings.binding(of: function)
            case .classDeclaration(let index): binding = bindings.binding(ofClass: index)
            case .exportDefault(let value): binding = defaults.first { bindings[$0].range.start == tree.range(of: value).start }
            default: continue
            }
            if let binding { found[binding, default: []].append(NodeID(UInt32(number))) }
        }
        return found
    }
}
