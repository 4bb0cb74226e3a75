import JavaScript

/// What a call of `import()` takes of the namespace that it brings, where the text around it tells.
struct TakenNames: Sendable {
    private let analysed: AnalysedModule
    private let parents: ParentTable

    /// - Complexity: linear in the size of the tree.
    init(_ analysed: AnalysedModule) {
        self.analysed = analysed
        parents = ParentTable(of: analysed.tree)
    }

    private var tree: SyntaxTree { analysed.tree }

    /// The names that are read of the namespace; `nil` where it may be all of them.
    ///
    /// Known are calls that stand alone, that are awaited, and whose `then` is called with a function at once.
    func names(takenBy call: NodeID) -> [NameID]? {
        guard let parent = parents[call] else { return nil }
        switch tree[parent] {
        case .expressionStatement: return []
        case .await: return names(takenFromValue: parent)
        default: return names(takenByReactionTo: call)
        }
    }

    /// Of `import().then(…)`, maybe with `catch` and `finally` between.
    private func names(takenByReactionTo call: NodeID) -> [NameID]? {
        var promise = call
        while let parent = parents[promise], case .member(promise, let name, false) = tree[parent], let outer = parents[parent],
            case .call(parent, let arguments, false) = tree[outer]
        {
            switch analysed.text(name) {
            case "then":
                guard let first = tree[arguments].first else { return [] }
                guard case .function(let function) = tree[first] else { return nil }
                guard let parameter = tree[tree[function].parameters].first else {
                    return tree[function].flags.contains(.usesArguments) ? nil : []
                }
                return names(takenThrough: parameter)
            case "catch", "finally":
                if let statement = parents[outer], case .expressionStatement = tree[statement] { return [] }
                promise = outer
            default: return nil
            }
        }
        return nil
    }

    private func names(takenFromValue value: NodeID) -> [NameID]? {
        guard let parent = parents[value] else { return nil }
        switch tree[parent] {
        case .expressionStatement: return []
        case .member(value, let name, _): return [name]
        case .declarator(let target, value): return names(takenThrough: target)
        default: return nil
        }
    }

    /// Of a variable or parameter that is the namespace, or a pattern that takes it apart.
    private func names(takenThrough target: NodeID) -> [NameID]? {
        switch tree[target] {
        case .identifier:
            guard let binding = analysed.bindings.binding(of: target), !analysed.bindings[binding].isExported else { return nil }
            var names: [NameID] = []
            for reference in analysed.bindings.references(to: binding) where reference.usage != .declaration {
                guard let parent = parents[reference.node], case .member(reference.node, let name, _) = tree[parent] else { return nil }
                names.append(name)
            }
            return names
        case .objectPattern(let properties):
            var names: [NameID] = []
            for property in tree[properties] {
                guard case .patternProperty(let key, _, false) = tree[property], case .string(let name) = tree[key] else { return nil }
                names.append(name)
            }
            return names
        default: return nil
        }
    }
}
