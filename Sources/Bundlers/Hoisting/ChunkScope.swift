import JavaScript
import Programs
import Text

/// The one scope that the modules of a chunk are put into: what everything at its top is called.
///
/// Making it names things; printing is up to whoever asks for ``rewriting(of:declarations:reserving:)``, so that modules can stand bare in the chunk, or
/// in functions of their own with their names outside.
struct ChunkScope: Sendable {
    let symbols: ProgramSymbols
    /// In the order in which they stand.
    let modules: [ModuleNumber]
    private(set) var unique: UniqueNames
    /// What stands for a symbol in this chunk.
    private var names: [ModuleSymbol: Renaming.Name] = [:]

    /// - Parameters:
    ///   - modules: the modules of the chunk.
    ///   - namespaces: the modules of the chunk whose namespace objects are made in it.
    ///   - imported: what comes from other chunks under names of its own.
    ///   - reserved: names at the top of the chunk that stand there already, such as those of wrappers; they come first.
    init(
        _ symbols: ProgramSymbols, modules: [ModuleNumber], namespaces: [ModuleNumber] = [], imported: [ModuleSymbol] = [],
        reserved: [String] = []
    ) {
        self.symbols = symbols
        self.modules = modules
        unique = symbols.style.numbersNames ? UniqueNames(separator: "", first: 2) : UniqueNames()
        unique.reserve(symbols.style.reserved)
        unique.reserve(reserved)
        for module in modules { unique.reserve(symbols.graph[module].analysed.bindings.freeNames) }
        for symbol in imported { add(symbol) }
        for module in symbols.style.namesLastFirst ? modules.reversed() : modules { addBindings(of: module) }
        for module in namespaces { add(.namespace(module)) }
    }

    private mutating func addBindings(of module: ModuleNumber) {
        if symbols.graph.isCommonJS(module) { return }
        let bindings = symbols.graph[module].analysed.bindings
        for target in symbols.graph[module].targets where symbols.graph.isCommonJS(target) { add(.imported(target, by: module)) }
        for id in bindings.bindings(in: .module) where !bindings[id].isImported {
            if bindings[id].kind == .defaultExport, symbols.isUnited(id, of: module) { continue }
            add(.binding(module, id))
        }
    }

    // MARK: Names

    /// Gives a symbol a name of its own, near to what its author called it.
    private mutating func add(_ symbol: ModuleSymbol) {
        let key = key(symbol)
        if names[key] == nil { names[key] = .identifier(unique.claim(symbols.suggestedName(of: symbol))) }
    }

    /// Takes a name at the top of the chunk: that, or one like it.
    mutating func claim(_ name: String) -> String { unique.claim(name) }

    /// Makes a symbol of another chunk a member of what that chunk exports.
    mutating func set(_ symbol: ModuleSymbol, to name: Renaming.Name) { names[key(symbol)] = name }

    /// What stands for a symbol; `nil` for what the chunk has not.
    func name(of symbol: ModuleSymbol) -> Renaming.Name? {
        switch symbol {
        case .binding, .namespace, .imported: return names[key(symbol)]
        case .member(let name, _, _), .added(let name, _):
            guard case .identifier(let owner)? = names[symbol.owner] else { return nil }
            return .member(of: owner, key: symbols.graph[symbol.module].analysed.text(name))
        }
    }

    /// Bindings that must have one name are one here.
    private func key(_ symbol: ModuleSymbol) -> ModuleSymbol {
        guard case .binding(let module, let id) = symbol else { return symbol }
        return .binding(module, symbols.graph[module].analysed.bindings[id].namesake)
    }

    /// The text that stands for a symbol: a name, or a member of one.
    func text(of symbol: ModuleSymbol) -> String {
        switch name(of: symbol) {
        case .identifier(let name): name
        case .member(let object, let key):
            UniqueNames.isIdentifierName(key) ? "\(object).\(key)" : "\(object)[\(jsonStringLiteral(key))]"
        case nil: "undefined"
        }
    }

    // MARK: Modules

    /// A module with the names of the chunk; imports and exports are left out.
    ///
    /// - Parameters:
    ///   - declarations: where the module's bindings are declared; by itself as the tool has it in one scope.
    ///   - reserved: names of the chunk that text made by hand uses inside the module, beside those of the symbols that it uses.
    func rewriting(
        of module: ModuleNumber, declarations: Rewriting.Declarations? = nil, reserving reserved: [String] = []
    ) -> Rewriting {
        let analysed = symbols.graph[module].analysed
        var rewriting = Rewriting(of: analysed)
        (rewriting.omitsImports, rewriting.omitsExports) = (true, true)
        rewriting.declarations = declarations ?? symbols.style.declarations
        for id in analysed.bindings.bindings(in: .module) where !analysed.bindings[id].isImported {
            if let name = name(of: .binding(module, id)) { rewriting.names[id] = name }
        }
        let uses = symbols[module]
        for (binding, symbol) in uses.imports {
            rewriting.names[binding] = symbol.map { name(of: $0) ?? .identifier("undefined") } ?? .identifier("undefined")
        }
        var called: Set<NodeID>?
        for (node, symbol) in uses.members {
            guard let symbol, let name = name(of: symbol) else {
                rewriting.replace(node, with: "void 0", as: .unary)
                continue
            }
            switch name {
            case .identifier(let text):
                rewriting.names.reserve([text])
                rewriting.replace(node, with: Fragment(text), as: .member)
            case .member(let object, _):
                rewriting.names.reserve([object])
                // It is called without a `this`, as a name is.
                called = called ?? analysed.tree.calledNodes
                let isCalled = called?.contains(node) ?? false
                rewriting.replace(node, with: Fragment(isCalled ? "(0, \(text(of: symbol)))" : text(of: symbol)), as: .member)
            }
        }
        rewriting.names.reserve(reserved)
        // What stands for `import()` names these.
        let targets = symbols.graph.calledModules(of: module)
        if !targets.isEmpty { rewriting.names.reserve(symbols.style.reserved + targets.compactMap { name(of: .namespace($0))?.root }) }
        rewriting.replaceTopLevelThis()
        if symbols.style.dropsDeadBranches { rewriting.remove(DeadBranches(of: analysed.tree)) }
        replaceDefault(in: &rewriting, of: module)
        rewriting.names.settle()
        return rewriting
    }
}

extension Renaming.Name {
    /// The identifier that its text begins with.
    var root: String {
        switch self {
        case .identifier(let name): name
        case .member(let object, _): object
        }
    }
}

extension ChunkScope {
    /// `export default`: one that declares nothing is left out, and its value may be a variable's.
    private func replaceDefault(in rewriting: inout Rewriting, of module: ModuleNumber) {
        let tree = rewriting.module.tree
        guard let item = tree.defaultExport, case .exportDefault(let value) = tree[item] else { return }
        if symbols.unitedDefault(of: module) { return rewriting.remove(item) }
        guard symbols.style.declaresDefaultAsVariable, rewriting.declarations == .inPlace,
            let binding = rewriting.module.bindings.moduleBinding(named: .known(.starDefault)),
            case .identifier(let name)? = name(of: .binding(module, binding))
        else { return }
        switch tree[value] {
        case .functionDeclaration, .classDeclaration: break
        default: rewriting.replace(item, with: "var \(name) = \(value, as: .assignment);")
        }
    }
}

extension ProgramSymbols {
    /// What a symbol would be called if nothing else had the name.
    func suggestedName(of symbol: ModuleSymbol) -> String {
        let module = symbol.module
        lazy var file = UniqueNames.identifier(for: graph[module].name)
        switch symbol {
        case .namespace: return namesByImport[symbol] ?? style.namespaceName(file)
        case .binding(_, let id):
            let binding = graph[module].analysed.bindings[id]
            guard binding.kind == .defaultExport else { return binding.name }
            return namesByImport[symbol] ?? style.defaultName(file)
        case .imported(let target, _), .member(_, let target, _): return "import_" + UniqueNames.identifier(for: graph[target].name)
        case .added(let name, _): return graph[module].analysed.text(name)
        }
    }

    func unitedDefault(of module: ModuleNumber) -> Bool {
        graph[module].analysed.bindings.moduleBinding(named: .known(.starDefault)).map { isUnited($0, of: module) } ?? false
    }
}

extension SyntaxTree {
    /// The item that has `export default`.
    fileprivate var defaultExport: NodeID? {
        self[body].first { if case .exportDefault = self[$0] { true } else { false } }
    }

    /// What calls and tagged templates call.
    fileprivate var calledNodes: Set<NodeID> {
        var called: Set<NodeID> = []
        for node in nodes {
            switch node {
            case .call(let callee, _, _), .taggedTemplate(let callee, _): called.insert(callee)
            default: break
            }
        }
        return called
    }
}

extension Rewriting {
    /// `this` at the top level of a module is `undefined`, and elsewhere it may not be.
    mutating func replaceTopLevelThis() {
        guard module.tree.usesImportMeta else { return }
        let tree = module.tree
        // Nodes stand behind their children: from the last on, each knows what stands around it.
        var isInFunction = [Bool](repeating: false, count: tree.nodes.count)
        for index in tree.nodes.indices.reversed() {
            let node = NodeID(UInt32(index))
            if case .this = tree.nodes[index], !isInFunction[index] { replace(node, with: "void 0", as: .unary) }
            var opens = isInFunction[index]
            switch tree.nodes[index] {
            case .function(let function), .functionDeclaration(let function): opens = opens || !tree[function].flags.contains(.isArrow)
            default: break
            }
            if opens { tree.forEachChild(of: node) { isInFunction[Int($0.index)] = true } }
        }
    }
}
