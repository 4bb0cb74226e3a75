import Programs

extension LinkedGraph {
    /// The modules in depth-first post-order: what a module asks for stands before it, in the order of its text, unless that leads in a circle.
    ///
    /// Modules that are asked for by calls of `import()` come behind all others, in the order in which the calls are met.
    ///
    /// - Parameter followsCalls: whether such modules belong to it.
    func executionOrder(followsCalls: Bool = true) -> [ModuleNumber] {
        var order: [ModuleNumber] = []
        var isMet = [Bool](repeating: false, count: graph.modules.count)
        var waiting = entries
        var nextWaiting = 0
        var visits: [(module: ModuleNumber, next: Int)] = []
        while nextWaiting < waiting.count {
            let start = waiting[nextWaiting]
            nextWaiting += 1
            guard !isMet[Int(start)] else { continue }
            isMet[Int(start)] = true
            visits.append((start, 0))
            while let (module, next) = visits.last {
                let targets = self[module].targets
                guard next < targets.count else {
                    visits.removeLast()
                    order.append(module)
                    if followsCalls { waiting += self[module].calls.compactMap(\.target) }
                    continue
                }
                visits[visits.count - 1].next += 1
                guard !isMet[Int(targets[next])] else { continue }
                isMet[Int(targets[next])] = true
                visits.append((targets[next], 0))
            }
        }
        return order
    }
}
