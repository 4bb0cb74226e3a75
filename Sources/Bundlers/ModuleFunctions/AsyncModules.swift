import Programs

/// Which modules are asynchronous: those that await, and those that import one that is, through any number of modules and around cycles.
///
/// `import()` does not hand it on.
struct AsyncModules: Sendable {
    private var isAsync: [Bool]

    /// - Complexity: linear in the number of modules and imports.
    init(_ graph: LinkedGraph) {
        isAsync = Array(repeating: false, count: graph.graph.modules.count)
        var importers = [[ModuleNumber]](repeating: [], count: isAsync.count)
        var pending: [ModuleNumber] = []
        for number in graph.reachable {
            let module = graph[number]
            for target in module.targets { importers[Int(target)].append(number) }
            if module.hasTLA {
                isAsync[Int(number)] = true
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
}
