import Programs

/// Which modules are asynchronous: those that await, and those that import one that is, through any number of modules and around cycles.
///
/// `import()` does not hand it on, and an await that a constant condition rules out counts as none.
struct AsyncModules: Sendable {
    private var isAsync: [Bool]
    /// By module number: whether the module itself awaits.
    private var awaits: [Bool]

    /// - Complexity: linear in the number of modules and imports, and in the size of those that await.
    init(_ graph: LinkedGraph) {
        isAsync = Array(repeating: false, count: graph.graph.modules.count)
        awaits = isAsync
        var importers = [[ModuleNumber]](repeating: [], count: isAsync.count)
        var pending: [ModuleNumber] = []
        for number in graph.reachable {
            let module = graph[number]
            for target in module.targets { importers[Int(target)].append(number) }
            let dead = DeadBranches(of: module.analysed.tree, .constants)
            if module.analysed.firstAwait(outside: dead, countsLoops: true) != nil {
                (isAsync[Int(number)], awaits[Int(number)]) = (true, true)
                pending.append(number)
            }
        }
        while let number = pending.popLast() {
            for importer in importers[Int(number)] where !isAsync[Int(importer)] {
                isAsync[Int(importer)] = true
                pending.append(importer)
            }
        }
    }

    subscript(module: ModuleNumber) -> Bool { isAsync[Int(module)] }

    func awaits(_ module: ModuleNumber) -> Bool { awaits[Int(module)] }
}
