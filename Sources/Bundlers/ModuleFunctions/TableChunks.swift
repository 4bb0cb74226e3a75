import Diagnostics
import Programs

/// The files of a bundler that keeps modules in tables, and which of them each `import()` loads.
///
/// A shared module that is in no common parent is in each chunk that needs it; its table entries are alike, and the runtime runs one of them.
struct TableChunks: Sendable {
    struct Chunk: Sendable {
        var name: String
        var fileName: String
        /// In the order of their numbers.
        var modules: [ModuleNumber]
        /// Whether it is loaded by one call of `import()` and by nothing else.
        var hasOneGroup = true
    }

    /// A file for each entry, with the chunks that are there from the start.
    struct Entry: Sendable {
        var module: ModuleNumber
        var fileName: String
        var modules: [ModuleNumber]
        var imports: [Int] = []
    }

    private(set) var chunks: [Chunk] = []
    private(set) var entries: [Entry] = []
    /// The chunks that a call loads, into ``chunks``; a call that is not there has all that it needs.
    private(set) var chunksOfCall: [ChunkGroups.Call: [Int]] = [:]

    /// - Throws: what the user's groups name and the program does not have.
    init(_ request: Bundler.Request) throws(DiagnosticList) {
        let graph = request.graph
        var names = FileNames()
        guard request.isSplitting else {
            for entry in graph.entries {
                entries.append(
                    Entry(module: entry, fileName: names.claim(graph[entry].name), modules: graph.discoveryOrder(from: [entry]).sorted()))
            }
            return
        }
        let groups = ChunkGroups(graph, entries: graph.entries)
        var manual: [ModuleNumber: Int] = [:]
        var manualChunks: [Int] = []
        for (number, group) in try request.namedModules().enumerated() {
            for module in group.modules where manual[module] == nil { manual[module] = number }
            manualChunks.append(-1)
        }
        for (number, entry) in graph.entries.enumerated() {
            let own = groups.groups[number].modules.filter { manual[$0] == nil }
            entries.append(Entry(module: entry, fileName: names.claim(graph[entry].name), modules: own.sorted()))
        }
        // Chunks of the same modules are one.
        var known: [[ModuleNumber]: Int] = [:]
        var chunkOfGroup: [[Int]] = []
        for (number, group) in groups.groups.enumerated() {
            var loaded: [Int] = []
            for wanted in Set(group.modules.compactMap { manual[$0] }).sorted() {
                if manualChunks[wanted] < 0 {
                    manualChunks[wanted] = chunks.count
                    let name = request.manualChunks[wanted].name
                    chunks.append(
                        Chunk(
                            name: name, fileName: names.claim(name + ".mjs"),
                            modules: manual.filter { $0.value == wanted }.keys.sorted(), hasOneGroup: false))
                }
                loaded.append(manualChunks[wanted])
            }
            if number < entries.count {
                entries[number].imports = loaded
                chunkOfGroup.append([])
                continue
            }
            let own = group.modules.filter { manual[$0] == nil }.sorted()
            if !own.isEmpty {
                if let chunk = known[own] {
                    chunks[chunk].hasOneGroup = false
                    loaded.append(chunk)
                } else {
                    known[own] = chunks.count
                    loaded.append(chunks.count)
                    let fileName = names.claim(Self.chunkName(for: graph[group.root].name) + ".mjs")
                    chunks.append(Chunk(name: String(fileName.dropLast(4)), fileName: fileName, modules: own))
                }
            }
            chunkOfGroup.append(loaded)
        }
        for (call, group) in groups.groupOfCall where !chunkOfGroup[group].isEmpty { chunksOfCall[call] = chunkOfGroup[group] }
    }

    /// `lib_data_mjs` for `lib/data.mjs`.
    private static func chunkName(for module: String) -> String {
        let name = module.unicodeScalars.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) ? Character($0) : "_" }
        return String(name.drop { $0 == "_" })
    }
}
