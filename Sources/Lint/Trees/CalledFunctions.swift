import JavaScript
import Programs

/// A function of the graph: the module, and the node there.
struct GraphFunction: Hashable {
    var module: ModuleNumber
    var node: NodeID
}

/// Finds the functions that calls call, as far as the text tells: those that are declared, or are the value of a constant, in this module or another.
struct CalledFunctions {
    let graph: LintedGraph
    private(set) var names: ImportedNames
    private var views: [ModuleNumber: TreeView] = [:]
    /// By module: the function that each binding stands for.
    private var functions: [ModuleNumber: [BindingID: NodeID]] = [:]

    init(_ graph: LintedGraph) {
        self.graph = graph
        names = ImportedNames(graph)
    }

    mutating func view(of module: ModuleNumber) -> TreeView? {
        if let known = views[module] { return known }
        guard let analysed = graph.analysed(module) else { return nil }
        let view = TreeView(analysed)
        views[module] = view
        return view
    }

    /// The function that an expression in a place of a call is.
    mutating func function(of callee: NodeID, in module: ModuleNumber) -> GraphFunction? {
        guard let view = view(of: module) else { return nil }
        switch view.tree[callee] {
        case .function: return GraphFunction(module: module, node: callee)
        case .identifier:
            guard let binding = view.bindings.binding(of: callee), let (home, declared) = names.declaration(of: binding, in: module) else {
                return nil
            }
            if let known = function(declaredBy: declared, in: home) { return known }
            // A parameter that stands for a function of a name where nothing is given.
            guard view.bindings[binding].kind == .parameter, let value = view.defaults[binding], case .identifier = view.tree[value],
                view.bindings.binding(of: value) != binding, let named = view.bindings.binding(of: value),
                let (home, declared) = names.declaration(of: named, in: module)
            else { return nil }
            return function(declaredBy: declared, in: home)
        case .member(let object, let name, _):
            // A function of a namespace.
            guard case .identifier = view.tree[object], let binding = view.bindings.binding(of: object),
                let target = names.namespace(of: binding, in: module),
                let (home, declared) = names.export(view.module.text(name), of: target)
            else { return nil }
            return function(declaredBy: declared, in: home)
        case .optionalChain(let inner): return function(of: inner, in: module)
        default: return nil
        }
    }

    /// The values of a class's fields, which `new` of it evaluates in its constructor's place.
    mutating func fieldValues(ofClass callee: NodeID, in module: ModuleNumber) -> [GraphFunction] {
        guard let view = view(of: module), case .identifier = view.tree[callee], let binding = view.bindings.binding(of: callee),
            let (home, declared) = names.declaration(of: binding, in: module), let owner = self.view(of: home)
        else { return [] }
        let number = owner.tree.nodes.lazy.compactMap { node -> UInt32? in
            guard case .classDeclaration(let number) = node, owner.bindings.binding(ofClass: number) == declared else { return nil }
            return number
        }.first
        guard let number else { return [] }
        return owner.tree[owner.tree.classes[Int(number)].members].compactMap { member in
            guard case .classField(_, let value, let flags) = owner.tree[member], !flags.contains(.isStatic), !value.isNone else {
                return nil
            }
            return GraphFunction(module: home, node: value)
        }
    }

    /// Whether a function calls what it is given in a place, by the name of that parameter.
    mutating func calls(_ function: GraphFunction, parameter index: Int) -> Bool {
        guard let view = view(of: function.module), let id = view.functionID(function.node) else { return false }
        let parameters = view.tree[view.tree[id].parameters]
        guard parameters.count > index, let parameter = parameters.dropFirst(index).first, case .identifier = view.tree[parameter],
            let binding = view.bindings.binding(of: parameter)
        else { return false }
        return view.tree.nodes.contains { node in
            guard case .call(let callee, _, _) = node, case .identifier = view.tree[callee] else { return false }
            return view.bindings.binding(of: callee) == binding
        }
    }

    private mutating func function(declaredBy binding: BindingID, in module: ModuleNumber) -> GraphFunction? {
        if functions[module] == nil, let view = view(of: module) { functions[module] = Self.functions(of: view) }
        return functions[module]?[binding].map { GraphFunction(module: module, node: $0) }
    }

    /// What function declarations, and constants and variables that nothing else assigns to, stand for. A class stands for its constructor.
    private static func functions(of view: TreeView) -> [BindingID: NodeID] {
        var result: [BindingID: NodeID] = [:]
        for (index, node) in view.tree.nodes.enumerated() {
            switch node {
            case .functionDeclaration(let id):
                if let binding = view.bindings.binding(of: id), !view.bindings[binding].isAssigned {
                    result[binding] = NodeID(UInt32(index))
                }
            case .declarator(let target, let value):
                guard !value.isNone, case .identifier = view.tree[target], case .function = view.tree[value],
                    let binding = view.bindings.binding(of: target), !view.bindings[binding].isAssigned
                else { continue }
                result[binding] = value
            case .patternDefault(let target, let value):
                // What a parameter is where nothing is given. A call of it is certain for nobody.
                if case .identifier = view.tree[target], case .function = view.tree[value], let binding = view.bindings.binding(of: target)
                {
                    result[binding] = value
                }
            case .exportDefault(let value):
                if case .function = view.tree[value], let binding = view.bindings.moduleDefault { result[binding] = value }
            case .classDeclaration(let number):
                let constructor = view.tree.classes[Int(number)].constructor
                if !constructor.isNone, let binding = view.bindings.binding(ofClass: number) { result[binding] = constructor }
            default: break
            }
        }
        return result
    }
}

extension Bindings {
    /// The binding of an `export default` that declares no name.
    fileprivate var moduleDefault: BindingID? { ids.first { self[$0].kind == .defaultExport } }
}

extension CalledFunctions {
    /// The import that a binding comes from.
    mutating func importEntry(of binding: BindingID, in module: ModuleNumber) -> ImportEntry? { names.entry(of: binding, in: module) }

    /// Whether a binding is a name that a module outside of the graph exports.
    mutating func isImported(_ binding: BindingID, as name: String, from specifier: String, in module: ModuleNumber) -> Bool {
        guard let analysed = graph.analysed(module), analysed.bindings[binding].isImported,
            let entry = names.entry(of: binding, in: module),
            let imported = entry.imported
        else { return false }
        return analysed.text(imported) == name && graph[module].requests[Int(entry.request.index)].specifier == specifier
    }
}
