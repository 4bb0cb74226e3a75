import Programs

extension ChunkPlan {
    /// rollup since 4.55: as before, but what was loaded is looked at again for those that await: an entry that a module with an `await` asks for
    /// still counts for what that module's chunk has, so that no chunk comes to wait for itself; and a module on a circle that
    /// such a module asks for has a chunk of its own.
    ///
    /// Read in rollup 4.62.5.
    static func rollup4(_ chunking: ChunkingGraph, _ needed: NeededModules, manual: ManualChunks) -> ChunkPlan {
        let entries = DependentEntries(
            chunking, needed, starts: chunking.entries.map { [$0] } + manual.parts.map(\.modules), manual: manual)
        var alone: [Part] = []
        var atoms = GroupsByBits()
        for module in entries.met where !manual.contains(module) {
            let isAwaited = chunking.dynamicImporters[Int(module)].contains { chunking.awaits[Int($0)] }
            if chunking.isInCycle[Int(module)], isAwaited {
                alone.append(Part(name: nil, modules: [module]))
            } else {
                atoms.add(module, to: entries.of(module))
            }
        }
        let loaded = LoadedAtoms(entries, atoms.inOrderOfKeys, chunking)
        var groups = GroupsByBits()
        for (atom, group) in atoms.inOrderOfKeys.enumerated() {
            var key = group.key
            for entry in entries.starts.indices where key.contains(entry) {
                if loaded.byAll[entry].contains(atom), !loaded.byAwaiting[entry].contains(atom) { key.remove(entry) }
            }
            for module in group.modules { groups.add(module, to: key) }
        }
        return ChunkPlan(parts: manual.parts + alone + groups.inOrderOfKeys.map { Part(name: nil, modules: $0.modules) })
    }
}

/// What is in memory when an entry is asked for; an atom is a group of modules with the same dependent entries.
private struct LoadedAtoms {
    /// By entry: what all that ask for it have loaded.
    var byAll: [BitSet]
    /// By entry: what all have loaded that ask for it and await.
    var byAwaiting: [BitSet]

    init(_ entries: DependentEntries, _ atoms: [(key: BitSet, modules: [ModuleNumber])], _ chunking: ChunkingGraph) {
        // By entry: the atoms that it needs.
        var needs = [BitSet](repeating: BitSet(atoms.count), count: entries.starts.count)
        for (atom, group) in atoms.enumerated() {
            for entry in entries.starts.indices where group.key.contains(entry) { needs[entry].insert(atom) }
        }
        var asked: Set<ModuleNumber> = []
        var awaited: Set<ModuleNumber> = []
        for list in entries.firstAsked { for entry in list { asked.formUnion(entries.starts[entry]) } }
        for list in entries.firstAwaited { for entry in list { awaited.formUnion(entries.starts[entry]) } }
        byAll = Self.loaded(needs, entries, asked, entries.firstAsked, atoms.count) { chunking.dynamicImporters[Int($0)] }
        byAwaiting = Self.loaded(needs, entries, awaited, entries.firstAwaited, atoms.count) { module in
            chunking.dynamicImporters[Int(module)].filter { chunking.awaits[Int($0)] }
        }
    }

    private static func loaded(
        _ needs: [BitSet], _ entries: DependentEntries, _ asked: Set<ModuleNumber>, _ firstAsked: [[Int]], _ atomCount: Int,
        importers: (ModuleNumber) -> [ModuleNumber]
    ) -> [BitSet] {
        // Modules that are asked for may stand in manual groups, which are entries too. The last of several entries of a module is its own.
        var entryOfModule: [ModuleNumber: Int] = [:]
        for (entry, modules) in entries.starts.enumerated() { for module in modules { entryOfModule[module] = entry } }
        let next = firstAsked.map { list in list.compactMap { entryOfModule[entries.starts[$0][0]] } }
        var askers: [Int: Set<Int>] = [:]
        var queue: [Int] = []
        for (entry, modules) in entries.starts.enumerated() where modules.contains(where: asked.contains) {
            var found: Set<Int> = []
            for module in modules {
                for importer in importers(module) {
                    for other in entries.starts.indices where entries.of(importer).contains(other) { found.insert(other) }
                }
            }
            askers[entry] = found
            queue.append(entry)
        }
        var loaded = entries.starts.indices.map { BitSet(atomCount, filled: askers[$0] != nil) }
        var head = 0
        while head < queue.count {
            let entry = queue[head]
            head += 1
            guard let from = askers.removeValue(forKey: entry) else { continue }
            var updated = loaded[entry]
            for other in from { updated &= needs[other] | loaded[other] }
            if updated == loaded[entry] { continue }
            loaded[entry] = updated
            for other in next[entry] {
                if askers[other] == nil { queue.append(other) }
                askers[other, default: []].insert(entry)
            }
        }
        return loaded
    }
}
