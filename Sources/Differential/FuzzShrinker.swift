/// Makes a graph smaller as long as it shows the same.
public enum FuzzShrinker {
    /// How many smaller graphs are tried at a time; an engine runs them in one process.
    private static let waveSize = 32

    /// The smallest graph found, of which no piece can be taken away.
    ///
    /// - Parameter differs: whether each of the graphs still shows what is looked for.
    public static func shrink<Failure: Error>(
        _ start: FuzzCase, differs: ([FuzzCase]) throws(Failure) -> [Bool]
    ) throws(Failure) -> FuzzCase {
        try shrink(start, smaller: { $0.smaller }, differs: differs)
    }

    /// The same for graphs of any kind.
    ///
    /// - Parameter smaller: graphs that are a little smaller, what takes most away first. Going from one to the next must come to an end.
    public static func shrink<Graph, Failure: Error>(
        _ start: Graph, smaller: (Graph) -> [Graph], differs: ([Graph]) throws(Failure) -> [Bool]
    ) throws(Failure) -> Graph {
        var best = start
        search: while true {
            var candidates = smaller(best)[...]
            while !candidates.isEmpty {
                let wave = Array(candidates.prefix(waveSize))
                candidates = candidates.dropFirst(waveSize)
                let answers = try differs(wave)
                if let found = answers.firstIndex(of: true) {
                    best = wave[found]
                    continue search
                }
            }
            return best
        }
    }
}

extension FuzzCase {
    /// Graphs that are a little smaller, what takes most away first. Each has fewer modules, or as many and fewer imports, or as many of both
    /// and a shorter body: taking the first that serves, again and again, comes to an end.
    var smaller: [FuzzCase] {
        var result: [FuzzCase] = []
        var size = (modules.count - 1) / 2
        while size > 1 {
            for start in stride(from: 1, to: modules.count, by: size) {
                result.append(removing(modules: Set(start..<min(start + size, modules.count))))
            }
            size /= 2
        }
        for index in modules.indices.dropFirst() { result.append(removing(modules: [index])) }
        for index in modules.indices.dropFirst() { if let spliced = bypassing(index) { result.append(spliced) } }
        for index in modules.indices.dropFirst() { result.append(beginning(with: index)) }
        for index in modules.indices {
            for position in modules[index].imports.indices {
                var next = self
                next.modules[index].imports.remove(at: position)
                result.append(next)
            }
        }
        for index in modules.indices where modules[index].body.count > 1 {
            var next = self
            next.modules[index].body = []
            result.append(next)
        }
        for index in modules.indices {
            for position in modules[index].body.indices.reversed() {
                var next = self
                next.modules[index].body.remove(at: position)
                result.append(next)
            }
        }
        for index in modules.indices {
            for position in modules[index].imports.indices where modules[index].imports[position].form != .bare {
                var next = self
                next.modules[index].imports[position].form = .bare
                result.append(next)
            }
            for (position, statement) in modules[index].body.enumerated() {
                for simpler in statement.simpler {
                    var next = self
                    next.modules[index].body[position] = simpler
                    result.append(next)
                }
            }
        }
        return result
    }

    /// Without these modules, and without what names them.
    func removing(modules gone: Set<Int>) -> FuzzCase {
        let kept = modules.indices.filter { !gone.contains($0) }
        return renumbered(kept)
    }

    /// The same with another order or fewer modules; `kept` lists the old places, the entry's first.
    private func renumbered(_ kept: [Int]) -> FuzzCase {
        var places: [Int: Int] = [:]
        for (place, index) in kept.enumerated() { places[index] = place }
        var result = self
        result.modules = kept.map { index in
            var module = modules[index]
            module.imports = module.imports.compactMap { item in places[item.target].map { FuzzImport(target: $0, form: item.form) } }
            module.body = module.body.compactMap { statement in statement.renumbered { places[$0] } }
            return module
        }
        return result
    }

    /// Without a module whose importers import what it imports instead.
    private func bypassing(_ index: Int) -> FuzzCase? {
        let below = modules[index].imports.map(\.target).filter { $0 != index }
        guard !below.isEmpty else { return nil }
        var next = self
        for importer in modules.indices {
            guard let position = modules[importer].imports.firstIndex(where: { $0.target == index }) else { continue }
            let present = Set(modules[importer].imports.map(\.target))
            let added = below.filter { !present.contains($0) }.map { FuzzImport(target: $0, form: .bare) }
            next.modules[importer].imports.replaceSubrange(position...position, with: added)
        }
        return next.removing(modules: [index])
    }

    /// Without the entry, another module in its place.
    private func beginning(with entry: Int) -> FuzzCase {
        renumbered([entry] + modules.indices.dropFirst().filter { $0 != entry })
    }
}
