import JavaScript
import Programs

/// A file of the output, before it is printed.
struct Chunk: Sendable {
    /// The name that the user gave to the group.
    var givenName: String?
    /// In the order in which they stand; none for a facade.
    var modules: [ModuleNumber]
    /// The module whose exports are those of the chunk.
    var facade: ModuleNumber?
    /// Whether the chunk exports what ``facade`` exports and nothing else.
    var isStrictFacade = false
    /// The chunks that it imports, by number, in order.
    var dependencies = InsertionOrder<Int>()
    /// What it uses of other chunks.
    var imports = InsertionOrder<ModuleSymbol>()
    /// What other chunks use of it.
    var exports = InsertionOrder<ModuleSymbol>()
    /// The names under which it exports, in the order in which they are printed.
    var exportNames: [(name: String, symbol: ModuleSymbol)] = []
    /// The first name under which it exports a symbol.
    var exportNameOf: [ModuleSymbol: String] = [:]
    /// The modules whose namespace objects are made in it.
    var namespaces: [ModuleNumber] = []
    /// The modules in it that chunks ask for with `import()`.
    var dynamicEntries: [ModuleNumber] = []
    /// What modules of it export and have from other chunks.
    var reexports: [(module: ModuleNumber, symbols: [ModuleSymbol])] = []
    var fileName = ""
}

/// The chunks of a program, and what they import of each other.
///
/// Which modules lie together is decided before. An entry, or what `import()` asks for, that has to share its chunk with names of others gets
/// a file of its own before it, a facade; for `import()` an exported namespace object will do.
struct ChunkGraph: Sendable {
    let symbols: ProgramSymbols
    let entries: [ModuleNumber]
    private(set) var chunks: [Chunk]
    /// By module: the number of its chunk; -1 for what is in none.
    private(set) var chunkOf: [Int]
    /// By module: the chunk that exports what the module exports.
    private(set) var facadeOf: [ModuleNumber: Int] = [:]
    /// The modules whose namespaces are objects.
    private var isObject: Set<ModuleNumber> = []
    private let needed: NeededModules
    private let dynamicImporters: [[ModuleNumber]]
    private let dynamicImports: [[ModuleNumber]]

    var graph: LinkedGraph { symbols.graph }

    /// - Parameter chunking: what ``ChunkPlan`` came from.
    init(_ plan: ChunkPlan, _ symbols: ProgramSymbols, _ chunking: ChunkingGraph, _ needed: NeededModules) {
        self.symbols = symbols
        self.needed = needed
        entries = symbols.graph.entries
        dynamicImporters = chunking.dynamicImporters
        dynamicImports = chunking.dynamicImports
        chunkOf = Array(repeating: -1, count: chunking.place.count)
        chunks = plan.parts.map { part in
            Chunk(givenName: part.name, modules: part.modules.sorted { chunking.place[Int($0)] < chunking.place[Int($1)] })
        }
        for (number, chunk) in chunks.enumerated() { for module in chunk.modules { chunkOf[Int(module)] = number } }
        let placed = chunking.order.filter { chunkOf[Int($0)] >= 0 }
        // What is shown whole shows the namespaces that it exports.
        let shown = symbols.graph.entries + placed.filter { !chunking.dynamicImporters[Int($0)].isEmpty }
        let exported = shown.flatMap { symbols.exports(of: $0) }.compactMap { export -> ModuleNumber? in
            if case .namespace(let module) = export.symbol { module } else { nil }
        }
        isObject = Set(symbols.namespaces(of: placed, also: exported))
        for number in chunks.indices { findDynamicEntries(of: number) }
        for number in chunks.indices { link(number) }
        let count = chunks.count
        for number in 0..<count { makeFacades(of: number) }
        for number in chunks.indices {
            nameExports(of: number)
            // What it names is there before it.
            for symbol in chunks[number].imports.elements + chunks[number].exportNames.map(\.symbol) {
                let other = chunkOf[Int(symbol.module)]
                if other >= 0, other != number { chunks[number].dependencies.insert(other) }
            }
        }
        for number in chunks.indices where chunks[number].facade != nil { hoistDependencies(of: number) }
        for module in chunking.order where isObject.contains(module) && chunkOf[Int(module)] >= 0 {
            chunks[chunkOf[Int(module)]].namespaces.append(module)
        }
        nameFiles()
    }

    private func isEntry(_ module: ModuleNumber) -> Bool { entries.contains(module) }

    private mutating func findDynamicEntries(of number: Int) {
        chunks[number].dynamicEntries = chunks[number].modules.filter { module in
            dynamicImporters[Int(module)].contains { chunkOf[Int($0)] != number && chunkOf[Int($0)] >= 0 }
        }
    }

    // MARK: Imports

    private mutating func link(_ number: Int) {
        findDependencies(of: number)
        for module in chunks[number].modules {
            for symbol in symbols[module].symbols { use(symbol, in: number) }
            if isObject.contains(module) { for export in symbols.exports(of: module) { use(export.symbol, in: number) } }
            if isObject.contains(module) || isEntry(module) || chunks[number].dynamicEntries.contains(module) {
                ensureReexports(of: module, in: number)
            }
            for target in dynamicImports[Int(module)] where chunkOf[Int(target)] == number { show(target, in: number) }
        }
    }

    /// Makes the namespace of a module of the chunk an object.
    private mutating func show(_ module: ModuleNumber, in number: Int) {
        guard isObject.insert(module).inserted else { return }
        ensureReexports(of: module, in: number)
        // It may show further namespaces.
        for export in symbols.exports(of: module) {
            if case .namespace(let inner) = export.symbol, chunkOf[Int(inner)] >= 0 { show(inner, in: chunkOf[Int(inner)]) }
        }
    }

    private mutating func use(_ symbol: ModuleSymbol, in number: Int) {
        let other = chunkOf[Int(symbol.module)]
        guard other != number, other >= 0 else { return }
        chunks[number].imports.insert(symbol)
        chunks[other].exports.insert(symbol)
    }

    /// What a module exports and has from another chunk is exported there.
    private mutating func ensureReexports(of module: ModuleNumber, in number: Int) {
        var found: [ModuleSymbol] = []
        for export in symbols.exports(of: module) {
            let other = chunkOf[Int(export.symbol.module)]
            guard other != number, other >= 0 else { continue }
            chunks[other].exports.insert(export.symbol)
            found.append(export.symbol)
        }
        if !found.isEmpty { chunks[number].reexports.append((module, found)) }
    }

    /// The chunks that a chunk imports: for each module, from the last on, what it needs and what the modules of the chunk need that it needs;
    /// what came from earlier modules stands first.
    private mutating func findDependencies(of number: Int) {
        var blocks: [[Int]] = []
        var isHandled: Set<ModuleNumber> = []
        for module in chunks[number].modules.reversed() where !isHandled.contains(module) {
            var block: [Int] = []
            var visits: [(module: ModuleNumber, next: Int)] = [(module, 0)]
            while let (current, next) = visits.last {
                let list = needed[current]
                guard next < list.count else {
                    visits.removeLast()
                    continue
                }
                visits[visits.count - 1].next += 1
                let other = chunkOf[Int(list[next])]
                if other != number {
                    if other >= 0 { block.append(other) }
                } else if isHandled.insert(list[next]).inserted {
                    visits.append((list[next], 0))
                }
            }
            blocks.append(block)
        }
        for block in blocks.reversed() { for other in block { chunks[number].dependencies.insert(other) } }
    }

    // MARK: Facades

    private mutating func makeFacades(of number: Int) {
        let entryModules = entries.filter { chunkOf[Int($0)] == number }
        var exposed = chunks[number].dynamicEntries.map { ModuleSymbol.namespace($0) }
        for module in entryModules { exposed += symbols.exports(of: module).map(\.symbol) }
        for module in chunks[number].modules where entryModules.contains(module) {
            if chunks[number].facade == nil {
                let needsStrict = !symbols.exports(of: module).isEmpty
                if !needsStrict || canBeFacade(module, of: number, exposed) {
                    chunks[number].facade = module
                    chunks[number].isStrictFacade = needsStrict
                    facadeOf[module] = number
                    continue
                }
            }
            addFacade(for: module, of: number)
        }
        for module in chunks[number].dynamicEntries {
            if chunks[number].facade == nil, canBeFacade(module, of: number, exposed) {
                chunks[number].facade = module
                chunks[number].isStrictFacade = true
                facadeOf[module] = number
            } else if chunks[number].facade == module, !chunks[number].isStrictFacade, canBeFacade(module, of: number, exposed) {
                chunks[number].isStrictFacade = true
            } else if facadeOf[module].map({ chunks[$0].isStrictFacade }) != true {
                show(module, in: number)
                chunks[number].exports.insert(.namespace(module))
            }
        }
        for (module, reexported) in chunks[number].reexports where isObject.contains(module) {
            for symbol in reexported { chunks[number].imports.insert(symbol) }
        }
    }

    /// Whether a module exports all that the chunk has to.
    private func canBeFacade(_ module: ModuleNumber, of number: Int, _ exposed: [ModuleSymbol]) -> Bool {
        let own = Set(symbols.exports(of: module).map(\.symbol))
        return chunks[number].exports.elements.allSatisfy(own.contains)
            && exposed.allSatisfy { $0 == .namespace(module) || own.contains($0) || $0.module == module }
    }

    private mutating func addFacade(for module: ModuleNumber, of number: Int) {
        var facade = Chunk(modules: [])
        facade.facade = module
        facade.isStrictFacade = true
        // What comes with the host lies in no chunk of the tool's.
        for target in needed[module] where chunkOf[Int(target)] >= 0 && !graph.graph.isOutside(target) {
            facade.dependencies.insert(chunkOf[Int(target)])
        }
        facade.dependencies.insert(number)
        for export in symbols.exports(of: module) {
            let other = chunkOf[Int(export.symbol.module)]
            if other >= 0 { chunks[other].exports.insert(export.symbol) }
        }
        if facadeOf[module] == nil { facadeOf[module] = chunks.count }
        chunks.append(facade)
    }

    /// Lets a chunk that is asked for import all that its dependencies import, so that they are fetched at once.
    private mutating func hoistDependencies(of number: Int) {
        var pending = Array(chunks[number].dependencies.elements.reversed())
        while let next = pending.popLast() {
            for other in chunks[next].dependencies where other != number && chunks[number].dependencies.insert(other) {
                pending.append(other)
            }
        }
    }

    // MARK: Names

    /// Names of exports between chunks are those of what is exported. A chunk that exports `then` would be taken for a promise.
    private mutating func nameExports(of number: Int) {
        var names = UniqueNames()
        if let facade = chunks[number].facade, chunks[number].isStrictFacade || isEntry(facade) {
            for export in symbols.exports(of: facade) {
                add(export.name, export.symbol, to: number)
                names.reserve([export.name])
            }
        }
        names.reserve(["then", "default"])
        for symbol in chunks[number].exports where chunks[number].exportNameOf[symbol] == nil {
            add(names.claim(symbols.suggestedName(of: symbol)), symbol, to: number)
        }
    }

    private mutating func add(_ name: String, _ symbol: ModuleSymbol, to number: Int) {
        chunks[number].exportNames.append((name, symbol))
        if chunks[number].exportNameOf[symbol] == nil { chunks[number].exportNameOf[symbol] = name }
    }

    private mutating func nameFiles() {
        var names = FileNames()
        // Files that people ask for come first.
        for isEntryRound in [true, false] {
            for number in chunks.indices {
                let facade = chunks[number].facade
                guard (facade.map(isEntry) ?? false) == isEntryRound else { continue }
                var stem = facade.map { Self.stem(graph[$0].name) } ?? chunks[number].givenName
                if !isEntryRound { stem = chunks[number].givenName ?? stem }
                chunks[number].fileName = names.claim(
                    (stem ?? chunks[number].modules.last.map { Self.stem(graph[$0].name) } ?? "chunk") + ".mjs")
            }
        }
    }

    private static func stem(_ name: String) -> String {
        let file = name.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map(String.init) ?? "chunk"
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
        return String(file[..<dot])
    }
}
