import Programs

/// Which modules await, or import such: they, and who imports them, are over in a later job.
struct Asynchronous {
    private let isAsync: [Bool]

    subscript(module: ModuleNumber) -> Bool { isAsync[Int(module)] }

    /// - Complexity: linear in the number of modules and requests.
    init(_ graph: LintedGraph) {
        var isAsync = graph.moduleNumbers.map { graph[$0].hasTLA }
        var pending = graph.moduleNumbers.filter { graph[$0].hasTLA }
        if !pending.isEmpty {
            let importers = graph.graph.importers { $0.phase == .evaluation }
            while let module = pending.popLast() {
                for importer in importers[Int(module)] where !isAsync[Int(importer)] {
                    isAsync[Int(importer)] = true
                    pending.append(importer)
                }
            }
        }
        self.isAsync = isAsync
    }

    /// The shortest way from a module to one that awaits: the modules, itself first.
    func way(from module: ModuleNumber, _ graph: LintedGraph) -> [ModuleNumber] {
        var cameFrom: [ModuleNumber: ModuleNumber] = [module: module]
        var queue = [module]
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            if graph[current].hasTLA {
                var way = [current]
                while let last = way.last, last != module, let before = cameFrom[last] { way.append(before) }
                return way.reversed()
            }
            for request in graph[current].requests where request.phase == .evaluation {
                if let target = request.target, isAsync[Int(target)], cameFrom[target] == nil {
                    cameFrom[target] = current
                    queue.append(target)
                }
            }
        }
        return []
    }
}
