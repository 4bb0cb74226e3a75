import Programs

extension ChunkPlan {
    /// rollup up to 4.0: modules with the same dependent entries lie together, where an entry that `import()` asks for does not count for what has been
    /// loaded by everything that may ask for it. Nobody looks whether that was awaited: the importer may lie in a chunk that waits for the asked-for one.
    ///
    /// Read in rollup 3.15.
    static func rollup3(_ chunking: ChunkingGraph, _ needed: NeededModules, manual: ManualChunks) -> ChunkPlan {
        let entries = DependentEntries(chunking, needed, starts: chunking.entries.map { [$0] }, manual: nil)
        let starts = entries.starts.map { $0[0] }
        let staticCount = chunking.entries.count
        // By entry: the entries whose modules may ask for it.
        let askers = starts.indices.map { index -> [Int] in
            guard index >= staticCount else { return [] }
            var found: [Int] = []
            var seen: Set<Int> = []
            for importer in chunking.dynamicImporters[Int(starts[index])] {
                for entry in starts.indices where entries.of(importer).contains(entry) && seen.insert(entry).inserted {
                    found.append(entry)
                }
            }
            return found
        }
        var assigned: [ModuleNumber: BitSet] = [:]
        var met: [ModuleNumber] = []
        for (index, entry) in starts.enumerated() where !manual.contains(entry) {
            var pending = [entry]
            var seen: Set<ModuleNumber> = [entry]
            var next = 0
            while next < pending.count {
                let module = pending[next]
                next += 1
                if assigned[module] == nil {
                    assigned[module] = BitSet(starts.count)
                    met.append(module)
                }
                if index >= staticCount, isLoaded(entries.of(module), askers: askers, of: index, staticCount) { continue }
                assigned[module]?.insert(index)
                for target in needed[module] where !manual.contains(target) && seen.insert(target).inserted { pending.append(target) }
            }
        }
        var groups = GroupsByBits()
        for module in met { if let key = assigned[module] { groups.add(module, to: key) } }
        return ChunkPlan(parts: manual.parts + groups.groups.map { Part(name: nil, modules: $0.modules) })
    }

    /// Whether a module with those dependent entries has been loaded when an entry is asked for. With more than three askers nobody looks.
    private static func isLoaded(_ containedIn: BitSet, askers: [[Int]], of entry: Int, _ staticCount: Int) -> Bool {
        if askers[entry].count > 3 { return false }
        var pending = askers[entry]
        var seen = Set(pending)
        var next = 0
        while next < pending.count {
            let asker = pending[next]
            next += 1
            if containedIn.contains(asker) { continue }
            if asker < staticCount || askers[asker].count > 3 { return false }
            for outer in askers[asker] where seen.insert(outer).inserted { pending.append(outer) }
        }
        return true
    }
}

/// By module: the entries that lead to it by static imports; entries are those of the program, manual chunks, and what `import()` asks for.
struct DependentEntries: Sendable {
    /// By number: the modules that an entry starts with.
    private(set) var starts: [[ModuleNumber]]
    /// Modules in the order in which they were met.
    private(set) var met: [ModuleNumber] = []
    /// By entry: the entries that it was the first to ask for with `import()`.
    private(set) var firstAsked: [[Int]] = []
    /// By entry, the same, where a module that awaits asks.
    private(set) var firstAwaited: [[Int]] = []
    private var sets: [BitSet]

    func of(_ module: ModuleNumber) -> BitSet { sets[Int(module)] }

    /// - Parameter manual: manual groups, all of whose modules are there where one is; `nil` where that is not looked at.
    init(_ chunking: ChunkingGraph, _ needed: NeededModules, starts: [[ModuleNumber]], manual: ManualChunks?) {
        let count = chunking.graph.graph.modules.count
        self.starts = starts
        sets = Array(repeating: BitSet(starts.count), count: count)
        var isMet = [Bool](repeating: false, count: count)
        var isEntry = Set(chunking.entries)
        var mark = [Int](repeating: -1, count: count)
        var entry = 0
        while entry < self.starts.count {
            var asked: [Int] = []
            var awaited: [Int] = []
            var pending = self.starts[entry]
            for module in pending { mark[Int(module)] = entry }
            var parts: Set<Int> = []
            func add(_ module: ModuleNumber) {
                if mark[Int(module)] == entry { return }
                mark[Int(module)] = entry
                pending.append(module)
            }
            var next = 0
            while next < pending.count {
                let module = pending[next]
                next += 1
                if !isMet[Int(module)] {
                    isMet[Int(module)] = true
                    met.append(module)
                }
                sets[Int(module)].insert(entry)
                if let manual, manual.contains(module), parts.insert(manual.part[Int(module)]).inserted {
                    for member in manual.parts[manual.part[Int(module)]].modules { add(member) }
                }
                for target in needed[module] { add(target) }
                for target in chunking.dynamicImports[Int(module)] where isEntry.insert(target).inserted {
                    asked.append(self.starts.count)
                    if chunking.dynamicImporters[Int(target)].contains(where: { chunking.awaits[Int($0)] && mark[Int($0)] == entry }) {
                        awaited.append(self.starts.count)
                    }
                    self.starts.append([target])
                }
            }
            firstAsked.append(asked)
            firstAwaited.append(awaited)
            entry += 1
        }
    }
}
