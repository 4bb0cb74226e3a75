import Programs

/// Which modules lie together.
struct ChunkPlan: Sendable {
    struct Part: Sendable {
        /// The name that the user gave it.
        var name: String?
        var modules: [ModuleNumber]
    }

    var parts: [Part]
}

/// Modules that the user put together, with all that they import and that no other group has.
struct ManualChunks: Sendable {
    private(set) var parts: [ChunkPlan.Part] = []
    /// By module: the group; -1 for none.
    private(set) var part: [Int]

    init(_ named: [(name: String, modules: [ModuleNumber])], _ graph: LinkedGraph) {
        part = Array(repeating: -1, count: graph.graph.modules.count)
        var index: [String: Int] = [:]
        for (name, modules) in named {
            for module in modules where index[name] == nil || part[Int(module)] < 0 {
                if index[name] == nil {
                    index[name] = parts.count
                    parts.append(ChunkPlan.Part(name: name, modules: []))
                }
                if let number = index[name], part[Int(module)] < 0 { part[Int(module)] = number }
            }
        }
        // What was named itself is nobody's dependency.
        let named = part
        for number in parts.indices {
            var pending = named.indices.filter { named[$0] == number }.map { ModuleNumber($0) }
            var seen = Set(pending)
            var next = 0
            while next < pending.count {
                let module = pending[next]
                next += 1
                part[Int(module)] = number
                parts[number].modules.append(module)
                for target in graph[module].targets where part[Int(target)] < 0 && seen.insert(target).inserted { pending.append(target) }
            }
        }
    }

    func contains(_ module: ModuleNumber) -> Bool { part[Int(module)] >= 0 }
}
