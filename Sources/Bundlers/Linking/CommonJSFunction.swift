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

    /// The statements of a CommonJS module.
    var commonJSStatements: [NodeID] { commonJSFunction.map { Array(tree[tree[$0].body]) } ?? [] }

    /// A `return` of a CommonJS module that stands in no function of its own.
    var commonJSReturn: NodeID? {
        var pending = commonJSStatements
        while let node = pending.popLast() {
            switch tree[node] {
            case .return: return node
            case .function, .functionDeclaration, .classDeclaration, .classExpression: continue
            default: tree.forEachChild(of: node) { pending.append($0) }
            }
        }
        return nil
    }
}
