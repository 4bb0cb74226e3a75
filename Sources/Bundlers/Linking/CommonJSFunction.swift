import JavaScript

extension AnalysedModule {
    /// The function that a CommonJS module is the body of.
    var commonJSFunction: FunctionID? {
        guard let item = tree[tree.body].first, case .exportDefault(let value) = tree[item],
            case .functionDeclaration(let function) = tree[value]
        else { return nil }
        return function
    }

    /// What one of the parameters of that function is, by its name: `exports`, `require`, `module`, `__filename` or `__dirname`.
    func commonJSParameter(_ name: String) -> BindingID? {
        guard let function = commonJSFunction else { return nil }
        for parameter in tree[tree[function].parameters] {
            if case .identifier(let id) = tree[parameter], text(id) == name { return bindings.binding(of: parameter) }
        }
        return nil
    }

    /// Where the module uses one of those parameters.
    func commonJSUses(of name: String) -> [NodeID] {
        commonJSParameter(name).map { bindings.references(to: $0).filter { $0.usage != .declaration }.map(\.node) } ?? []
    }

    /// The statements of a CommonJS module.
    var commonJSStatements: [NodeID] { commonJSFunction.map { Array(tree[tree[$0].body]) } ?? [] }

    /// Whether a CommonJS module has nothing to do with its exports but to name members of `exports`, and so could be a module.
    var onlyNamesExports: Bool {
        let exports = commonJSUses(of: "exports")
        if exports.isEmpty || !commonJSUses(of: "module").isEmpty || hasOuterThis { return false }
        let parents = ParentTable(of: tree)
        return exports.allSatisfy { node in
            parents[node].map { if case .member(node, _, false) = tree[$0] { true } else { false } } ?? false
        }
    }

    /// The members of `exports` that a CommonJS module names, in the order of the text.
    var namedExports: [String] {
        let parents = ParentTable(of: tree)
        var seen: Set<NameID> = []
        return commonJSUses(of: "exports").compactMap { node in
            guard let parent = parents[node], case .member(node, let name, _) = tree[parent] else { return nil }
            return seen.insert(name).inserted ? text(name) : nil
        }
    }

    /// Whether a CommonJS module says `this` outside of its functions.
    private var hasOuterThis: Bool {
        let found = outerNode { node in
            switch tree[node] {
            case .this: .found
            case .functionDeclaration: .passed
            case .function(let function) where !tree[function].flags.contains(.isArrow): .passed
            default: .entered
            }
        }
        return found != nil
    }

    /// A `return` of a CommonJS module that stands in no function of its own.
    var commonJSReturn: NodeID? {
        outerNode { node in
            switch tree[node] {
            case .return: .found
            case .function, .functionDeclaration, .classDeclaration, .classExpression: .passed
            default: .entered
            }
        }
    }

    private enum Step { case found, passed, entered }

    /// Looks through the statements of a CommonJS module.
    private func outerNode(_ step: (NodeID) -> Step) -> NodeID? {
        var pending = commonJSStatements
        while let node = pending.popLast() {
            switch step(node) {
            case .found: return node
            case .passed: continue
            case .entered: tree.forEachChild(of: node) { pending.append($0) }
            }
        }
        return nil
    }
}

extension LinkedGraph.Module {
    /// Whether it is CommonJS that uses its `require` for something else than for modules of the program.
    var asksHost: Bool {
        isCommonJS && analysed.commonJSUses(of: "require").count > requires.count
    }
}
