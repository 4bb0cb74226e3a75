import Text

extension Rewriting {
    /// The names that are to be declared outside for ``Declarations/outside``: variables and classes of the module, and a default export that has got a name.
    public var hoistedNames: [String] {
        var seen: Set<ExactText> = []
        return module.bindings.bindings(in: .module).compactMap { id in
            let binding = module.bindings[id]
            switch binding.kind {
            case .var, .let, .const, .class: break
            case .defaultExport: if names[id] == nil || isDefaultFunction { return nil }
            default: return nil
            }
            let name = names.root(of: id)
            return seen.insert(ExactText(name)).inserted ? name : nil
        }
    }

    /// The items of the module that declare functions.
    public var hoistedFunctions: [NodeID] { module.tree[module.tree.body].filter { declaredFunction(of: $0) != nil } }

    /// The function that a module item declares, exported or not.
    func declaredFunction(of item: NodeID) -> FunctionID? {
        if case .functionDeclaration(let function) = module.tree[module.tree.declaration(of: item)] { return function }
        return nil
    }

    private var isDefaultFunction: Bool {
        module.tree[module.tree.body].contains { item in
            guard case .exportDefault(let declaration) = module.tree[item] else { return false }
            if case .functionDeclaration = module.tree[declaration] { return true }
            return false
        }
    }
}
