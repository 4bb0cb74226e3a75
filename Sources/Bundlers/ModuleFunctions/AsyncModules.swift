import Programs

/// Which modules are asynchronous: those that await, and those that import one that is, through any number of modules and around cycles.
///
/// `import()` does not hand it on, and an await that a constant condition rules out counts as none.
struct AsyncModules: Sendable {
    private let flags: AsyncFlags
    /// By module number: whether the module itself awaits.
    private let awaits: [Bool]

    /// - Complexity: linear in the number of modules and imports, and in the size of those that await.
    init(_ graph: LinkedGraph) {
        var awaits = [Bool](repeating: false, count: graph.graph.modules.count)
        for module in graph.reachable where graph[module].hasTLA {
            let analysed = graph[module].analysed
            awaits[Int(module)] = analysed.firstAwait(outside: DeadBranches(of: analysed.tree, .constants), countsLoops: true) != nil
        }
        flags = AsyncFlags.closure(graph) { awaits[Int($0)] }
        self.awaits = awaits
    }

    subscript(module: ModuleNumber) -> Bool { flags[module] }

    func awaits(_ module: ModuleNumber) -> Bool { awaits[Int(module)] }
}
