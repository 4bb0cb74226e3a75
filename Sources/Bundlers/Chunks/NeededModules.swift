import Programs

/// By module: the modules that it needs to be there, as a tool sees it that leaves out imports that do nothing.
///
/// What a name comes from counts, whatever lies between; what lies between counts if evaluating it does something.
struct NeededModules: Sendable {
    private var needed: [[ModuleNumber]]
    private var hasEffects: [Bool]
    /// By module that does nothing itself: the few modules behind it that do something; `nil` where they are many, or not known.
    private var behind: [[ModuleNumber]?]

    private static let few = 16

    subscript(module: ModuleNumber) -> [ModuleNumber] { needed[Int(module)] }

    /// - Parameter shown: modules all of whose exports are used: entries, those that `import()` asks for, and those whose namespace is an object.
    init(_ chunking: ChunkingGraph, _ symbols: ProgramSymbols, shown: Set<ModuleNumber>) {
        let graph = chunking.graph
        needed = Array(repeating: [], count: graph.graph.modules.count)
        hasEffects = Array(repeating: false, count: needed.count)
        behind = Array(repeating: nil, count: needed.count)
        for module in chunking.order {
            hasEffects[Int(module)] = graph[module].analysed.hasEffects
            if !hasEffects[Int(module)] { behind[Int(module)] = lookBehind(graph[module].targets) }
        }
        for module in chunking.order {
            var necessary = InsertionOrder<ModuleNumber>()
            for symbol in symbols[module].symbols where symbol.module != module { necessary.insert(symbol.module) }
            if shown.contains(module) {
                for export in symbols.exports(of: module) where export.symbol.module != module { necessary.insert(export.symbol.module) }
            }
            needed[Int(module)] = find(graph[module].targets, necessary, graph)
        }
    }

    private func lookBehind(_ targets: [ModuleNumber]) -> [ModuleNumber]? {
        var found = InsertionOrder<ModuleNumber>()
        for target in targets {
            if hasEffects[Int(target)] {
                found.insert(target)
            } else {
                guard let further = behind[Int(target)] else { return nil }
                for module in further { found.insert(module) }
            }
            if found.elements.count > Self.few { return nil }
        }
        return found.elements
    }

    private func find(_ targets: [ModuleNumber], _ necessary: InsertionOrder<ModuleNumber>, _ graph: LinkedGraph) -> [ModuleNumber] {
        var found = InsertionOrder<ModuleNumber>()
        var isHandled: Set<ModuleNumber> = []
        var missing = necessary.elements.count
        var pending = Array(targets.reversed())
        while let next = pending.popLast() {
            guard isHandled.insert(next).inserted else { continue }
            if necessary.contains(next) || hasEffects[Int(next)] {
                if found.insert(next), necessary.contains(next) { missing -= 1 }
            } else if missing == 0, let further = behind[Int(next)] {
                for module in further { found.insert(module) }
            } else {
                pending += graph[next].targets.reversed()
            }
        }
        for next in necessary { found.insert(next) }
        return found.elements
    }
}
