import Programs

/// Modules divided among files by the entries that lead to them: what the same entries need lies together. An entry is what the user names, and what
/// `import()` asks for.
struct EntryChunks: Sendable {
    struct Chunk: Sendable {
        /// The entries that need it, by their number.
        var bits: BitSet
        /// The entry that the file stands for.
        var entry: ModuleNumber?
        /// The name that the user gave it.
        var name: String?
        /// In no order yet.
        var modules: [ModuleNumber] = []
        /// Whether the functions of the tool's own lie in it.
        var hasRuntime = false

        /// Whether nothing is in it, and it stands for nothing.
        var isEmpty: Bool { entry == nil && modules.isEmpty && !hasRuntime }
    }

    /// The user's entries, and then what `import()` asks for.
    let entryPoints: [ModuleNumber]
    /// In the order of their bits, as bytes of eight entries each.
    private(set) var chunks: [Chunk] = []
    /// By module: the number of its chunk; -1 for what no entry leads to.
    private(set) var chunkOf: [Int]
    /// By module: the chunk that stands for it.
    private(set) var chunkOfEntry: [ModuleNumber: Int] = [:]
    /// By module: how many imports lie between it and the nearest entry.
    private(set) var distance: [Int]
    /// By module: the entries that lead to it.
    private(set) var bits: [BitSet]

    /// - Parameters:
    ///   - dynamicEntries: what `import()` asks for, in the order in which the tool numbers it.
    ///   - manual: modules that the user put together; they lie in chunks of their own behind all others.
    ///   - usesRuntime: whether a module needs functions of the tool's own that lie where all find them.
    init(
        _ graph: LinkedGraph, dynamicEntries: [ModuleNumber], manual: ManualChunks? = nil,
        usesRuntime: (ModuleNumber) -> Bool = { _ in false }
    ) {
        var known: Set<ModuleNumber> = []
        entryPoints = (graph.entries + dynamicEntries).filter { known.insert($0).inserted }
        let count = graph.graph.modules.count
        chunkOf = [Int](repeating: -1, count: count)
        distance = [Int](repeating: Int.max, count: count)
        bits = [BitSet](repeating: BitSet(entryPoints.count), count: count)
        for (number, entry) in entryPoints.enumerated() { mark(number, entry, graph) }
        measure(graph)
        divide(graph, manual, graph.reachable.filter(usesRuntime))
    }

    private mutating func mark(_ number: Int, _ entry: ModuleNumber, _ graph: LinkedGraph) {
        bits[Int(entry)].insert(number)
        var pending = [entry]
        while let module = pending.popLast() {
            for target in graph.needs(of: module) where !bits[Int(target)].contains(number) {
                bits[Int(target)].insert(number)
                pending.append(target)
            }
        }
    }

    private mutating func measure(_ graph: LinkedGraph) {
        var pending = entryPoints
        for entry in entryPoints { distance[Int(entry)] = 0 }
        var next = 0
        while next < pending.count {
            let module = pending[next]
            next += 1
            for target in graph.needs(of: module) where distance[Int(target)] == Int.max {
                distance[Int(target)] = distance[Int(module)] + 1
                pending.append(target)
            }
        }
    }

    private mutating func divide(_ graph: LinkedGraph, _ manual: ManualChunks?, _ users: [ModuleNumber]) {
        var index: [BitSet: Int] = [:]
        var found: [Chunk] = []
        for (number, entry) in entryPoints.enumerated() {
            var own = BitSet(entryPoints.count)
            own.insert(number)
            index[own] = found.count
            found.append(Chunk(bits: own, entry: entry))
        }
        for module in graph.reachable where distance[Int(module)] != Int.max {
            if let manual, manual.contains(module) { continue }
            let key = bits[Int(module)]
            let number = index[key] ?? found.count
            if number == found.count {
                index[key] = number
                found.append(Chunk(bits: key))
            }
            found[number].modules.append(module)
        }
        if !users.isEmpty {
            let key = users.reduce(BitSet(entryPoints.count)) { $0 | bits[Int($1)] }
            let number = index[key] ?? found.count
            if number == found.count { found.append(Chunk(bits: key)) }
            found[number].hasRuntime = true
        }
        chunks = found.sorted { $0.bits.precedes($1.bits) }
        for part in manual?.parts ?? [] {
            let modules = part.modules.filter { distance[Int($0)] != Int.max }
            if modules.isEmpty { continue }
            var all = BitSet(entryPoints.count)
            for module in modules { all = all | bits[Int(module)] }
            chunks.append(Chunk(bits: all, name: part.name, modules: modules))
        }
        for (number, chunk) in chunks.enumerated() {
            for module in chunk.modules { chunkOf[Int(module)] = number }
            if let entry = chunk.entry { chunkOfEntry[entry] = number }
        }
    }
}

extension BitSet {
    /// The order of the bits as bytes, the first eight in the first. Both have as many words.
    fileprivate func precedes(_ other: BitSet) -> Bool {
        for (own, others) in zip(words, other.words) where own != others { return own.byteSwapped < others.byteSwapped }
        return false
    }
}
