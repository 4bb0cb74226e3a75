extension RandomGraph {
    /// Without what the entry does not lead to.
    var trimmed: RandomGraph { keeping(zip(modules.indices, isReachable).filter(\.1).map(\.0)) }

    /// Graphs that are a little smaller, what takes most away first. Each has fewer modules, or as many and fewer edges, or as many of both and fewer
    /// statements, or simpler calls: taking the first that serves, again and again, comes to an end.
    var smaller: [RandomGraph] {
        let rest = modules.indices.dropLast()
        var result: [RandomGraph] = []
        var width = rest.count / 2
        while width > 1 {
            for start in stride(from: 0, to: rest.count, by: width) {
                result.append(keeping(modules.indices.filter { $0 == entry || !(start..<start + width).contains($0) }))
            }
            width /= 2
        }
        for index in rest { result.append(keeping(modules.indices.filter { $0 != index })) }
        for index in rest { result.append(bypassing(index)) }
        for index in rest { result.append(keeping(rest.filter { $0 != index } + [index])) }
        for index in modules.indices {
            for position in modules[index].imports.indices { result.append(changing(index) { $0.imports.remove(at: position) }) }
            for position in modules[index].calls.indices { result.append(changing(index) { $0.calls.remove(at: position) }) }
        }
        for index in modules.indices where modules[index].reacts { result.append(changing(index) { $0.reacts = false }) }
        for index in modules.indices where modules[index].awaits { result.append(changing(index) { $0.awaits = false }) }
        for index in modules.indices {
            for (position, call) in modules[index].calls.enumerated() {
                switch call.form {
                case .awaitedFunction: result.append(changing(index) { $0.calls[position].form = .awaited })
                case .looseFunction: result.append(changing(index) { $0.calls[position].form = .loose })
                case .awaited, .loose: break
                }
            }
        }
        return result
    }

    private func changing(_ index: Int, _ change: (inout Module) -> Void) -> RandomGraph {
        var result = self
        change(&result.modules[index])
        return result
    }

    /// The same with fewer modules or another order; `kept` lists the old places, the entry's last.
    private func keeping(_ kept: [Int]) -> RandomGraph {
        var places = [Int?](repeating: nil, count: modules.count)
        for (place, index) in kept.enumerated() { places[index] = place }
        return RandomGraph(
            modules: kept.map { index in
                var module = modules[index]
                module.imports = module.imports.compactMap { places[$0] }
                module.calls = module.calls.compactMap { call in places[call.target].map { Call(target: $0, form: call.form) } }
                return module
            })
    }

    /// Without a module whose importers import what it imports instead.
    private func bypassing(_ index: Int) -> RandomGraph {
        let below = modules[index].imports.filter { $0 != index }
        var result = self
        for importer in modules.indices {
            guard let position = modules[importer].imports.firstIndex(of: index) else { continue }
            let added = below.filter { !modules[importer].imports.contains($0) }
            result.modules[importer].imports.replaceSubrange(position...position, with: added)
        }
        return result.keeping(modules.indices.filter { $0 != index })
    }
}
