import JavaScript
import Programs

/// The calls of `import()` that tree shaking leaves: those at the top of a module and in functions that something uses.
///
/// Functions are what a module declares at its top by `function`, or as the value of a variable that nothing assigns to. One is used if code at
/// the top of a module that is reached names it, or a function that is used does, or if it is exported to somebody who is not known.
struct LiveCalls: Sendable {
    /// By module: the nodes of calls that nothing reaches.
    private(set) var dead: [ModuleNumber: Set<NodeID>] = [:]
    /// The modules that are left.
    let reached: Set<ModuleNumber>

    /// Linear in the size of the program.
    ///
    /// - Parameter tracksNames: whether of what `import()` brings only the names count that are taken, where the text tells.
    init(_ graph: LinkedGraph, _ symbols: ProgramSymbols, order: [ModuleNumber], tracksNames: Bool) {
        guard order.contains(where: { !graph[$0].calls.isEmpty }) else {
            reached = Set(order)
            return
        }
        var walk = LiveWalk(graph, symbols, tracksNames: tracksNames)
        for entry in graph.entries { walk.show(entry) }
        walk.run()
        reached = walk.isReached
        for module in order {
            for call in graph[module].calls where !walk.live.contains(LiveWalk.Call(module: module, node: call.node)) {
                dead[module, default: []].insert(call.node)
            }
        }
    }

    func contains(_ call: NodeID, of module: ModuleNumber) -> Bool { dead[module]?.contains(call) != true }
}

private struct LiveWalk {
    struct Call: Hashable {
        var module: ModuleNumber
        var node: NodeID
    }

    private(set) var live: Set<Call> = []
    private let graph: LinkedGraph
    private let symbols: ProgramSymbols
    private let tracksNames: Bool
    /// What a call takes of its target; `nil` for all.
    private var taken: [Call: [NameID]] = [:]
    /// What a function names, and the calls in it.
    private var named: [ModuleSymbol: [ModuleSymbol]] = [:]
    private var calls: [ModuleSymbol: [(call: Call, target: ModuleNumber?)]] = [:]
    private var isUsed: Set<ModuleSymbol> = []
    private(set) var isReached: Set<ModuleNumber> = []
    private var isShown: Set<ModuleNumber> = []
    private var pendingSymbols: [ModuleSymbol] = []
    private var pendingModules: [ModuleNumber] = []

    init(_ graph: LinkedGraph, _ symbols: ProgramSymbols, tracksNames: Bool) {
        self.graph = graph
        self.tracksNames = tracksNames
        self.symbols = symbols
    }

    /// Reaches a module all of whose exports may be used.
    mutating func show(_ module: ModuleNumber) {
        reach(module)
        guard isShown.insert(module).inserted else { return }
        for export in symbols.exports(of: module) { use(export.symbol) }
    }

    mutating func run() {
        while true {
            if let module = pendingModules.popLast() {
                read(module)
            } else if let symbol = pendingSymbols.popLast() {
                if case .namespace(let module) = symbol { show(module) }
                for other in named[symbol] ?? [] { use(other) }
                for (call, target) in calls[symbol] ?? [] { keep(call, target) }
            } else {
                return
            }
        }
    }

    private mutating func reach(_ module: ModuleNumber) {
        if isReached.insert(module).inserted { pendingModules.append(module) }
    }

    private mutating func use(_ symbol: ModuleSymbol) {
        if isUsed.insert(symbol).inserted { pendingSymbols.append(symbol) }
    }

    private mutating func keep(_ call: Call, _ target: ModuleNumber?) {
        live.insert(call)
        guard let target else { return }
        guard let names = taken[call] else { return show(target) }
        reach(target)
        // Whoever waits for a namespace asks it for this.
        for export in symbols.exports(of: target) where export.name == "then" { use(export.symbol) }
        for name in names { if let symbol = symbols.symbol(name, of: target) { use(symbol) } }
    }

    private mutating func read(_ module: ModuleNumber) {
        for target in graph[module].targets { reach(target) }
        let analysed = graph[module].analysed
        let owners = owners(in: module)
        func note(_ symbol: ModuleSymbol, at node: NodeID) {
            if let owner = owners[node], owner != symbol {
                named[owner, default: []].append(symbol)
                // It may have been used before it was read.
                if isUsed.contains(owner) { use(symbol) }
            } else if owners[node] == nil {
                use(symbol)
            }
        }
        for id in analysed.bindings.bindings(in: .module) where !analysed.bindings[id].isImported {
            for reference in analysed.bindings.references(to: id) where reference.usage != .declaration {
                note(.binding(module, id), at: reference.node)
            }
        }
        for (binding, symbol) in symbols[module].imports {
            guard let symbol else { continue }
            for reference in analysed.bindings.references(to: binding) { note(symbol, at: reference.node) }
        }
        for (node, symbol) in symbols[module].members { if let symbol { note(symbol, at: node) } }
        let takenNames = tracksNames && !graph[module].calls.isEmpty ? TakenNames(analysed) : nil
        let branches = graph[module].calls.isEmpty ? nil : DeadBranches(of: analysed.tree)
        for call in graph[module].calls where branches?.contains(call.node) != true {
            let made = Call(module: module, node: call.node)
            if let names = takenNames?.names(takenBy: call.node) { taken[made] = names }
            if let owner = owners[call.node] {
                calls[owner, default: []].append((made, call.target))
                if isUsed.contains(owner) { keep(made, call.target) }
            } else {
                keep(made, call.target)
            }
        }
    }

    /// By node of a function that a module declares at its top: what the function is called.
    private func owners(in module: ModuleNumber) -> [NodeID: ModuleSymbol] {
        let analysed = graph[module].analysed
        let tree = analysed.tree
        var owners: [NodeID: ModuleSymbol] = [:]
        var pending: [(node: NodeID, owner: ModuleSymbol)] = []
        for item in tree[tree.body] {
            let declaration = tree.declaration(of: item)
            switch tree[declaration] {
            case .functionDeclaration(let function):
                if let id = analysed.bindings.binding(of: function) { pending.append((declaration, .binding(module, id))) }
            case .variables(_, let list):
                for declarator in tree[list] {
                    guard case .declarator(let target, let value) = tree[declarator], !value.isNone, case .function = tree[value],
                        let id = analysed.bindings.binding(of: target), !analysed.bindings[id].isAssigned
                    else { continue }
                    pending.append((value, .binding(module, id)))
                }
            default: break
            }
        }
        while let (node, owner) = pending.popLast() {
            owners[node] = owner
            tree.forEachChild(of: node) { pending.append(($0, owner)) }
        }
        return owners
    }
}
