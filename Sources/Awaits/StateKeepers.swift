import JavaScript

/// The functions that keep state between their calls in a place that no name of the module's top level tells of: a variable of a function around them, what such a
/// variable holds, or a field of `this`.
///
///     function reader() { let at = 0; return async () => rows[at++]; }
///
/// What the inner function gives depends on how often it was called.
struct StateKeepers {
    private(set) var functions: Set<FunctionID> = []
    private let reader: FactReader
    private let parents: ParentTable

    /// - Complexity: linear in the size of the module, times the depth of its functions.
    init(_ reader: FactReader) {
        self.reader = reader
        parents = ParentTable(of: reader.tree)
        for reference in reader.module.bindings.references {
            switch reference.usage {
            case .write, .readAndWrite: note(reference.node)
            case .read, .declaration: break
            }
        }
        for node in reader.tree.nodes {
            switch node {
            case .assignment(let target, _), .compoundAssignment(_, let target, _), .logicalAssignment(_, let target, _),
                .update(_, _, let target), .unary(.delete, let target):
                noteObject(of: target)
            case .call(let callee, _, _):
                if reader.methodName(of: callee).map({ KnownNames.mutators.contains($0) }) ?? false { noteObject(of: callee) }
            default: break
            }
        }
    }

    /// What a member is changed of.
    private mutating func noteObject(of target: NodeID) {
        if case .identifier = reader.tree[target] { return }
        guard let root = reader.root(of: target) else { return }
        if case .this = reader.tree[root] { noteThis(root) } else { note(root) }
    }

    /// Functions between a name that is changed and its declaration.
    private mutating func note(_ node: NodeID) {
        guard let id = reader.module.bindings.binding(of: node) else { return }
        let binding = reader.module.bindings[id]
        // Those of the module have names to be compared by.
        if binding.scope == .module || binding.isImported { return }
        var child = node
        while let parent = parents[child] {
            if let function = function(parent) {
                let range = reader.tree.range(of: parent)
                if range.start <= binding.range.start, binding.range.start < range.end { return }
                functions.insert(function)
            }
            child = parent
        }
    }

    /// The method whose `this` is changed, unless that is an object which is being made.
    private mutating func noteThis(_ node: NodeID) {
        if reader.isFreshObject(node) { return }
        var child = node
        while let parent = parents[child] {
            if let function = function(parent) {
                functions.insert(function)
                if !reader.tree[function].flags.contains(.isArrow) { return }
            }
            child = parent
        }
    }

    private func function(_ node: NodeID) -> FunctionID? {
        switch reader.tree[node] {
        case .function(let id), .functionDeclaration(let id): id
        default: nil
        }
    }
}
