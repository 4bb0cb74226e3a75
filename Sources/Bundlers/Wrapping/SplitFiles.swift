import JavaScript
import Programs
import Text

/// The files of a program that is divided among them by its entries, each with what it imports of the others.
struct SplitFiles {
    private let graph: LinkedGraph
    private let symbols: ProgramSymbols
    private let style: WrapStyle
    private let plan: WrapPlan
    private let chunks: EntryChunks
    private let names: [String]
    private var orders: [FileOrder] = []
    private var files: [WrappedFile] = []
    /// By chunk: the functions of the tool's own that it needs; empty where each file has them.
    private var parts: [RuntimeParts] = []
    /// The chunk where they lie.
    private var runtime: Int?
    /// By chunk: what its file takes of others, by the number of the chunk that has it.
    private var imports: [[Int: InsertionOrder<ModuleSymbol>]] = []
    /// By chunk: what others take of it, with the names of their own.
    private var exports: [InsertionOrder<ModuleSymbol>]
    /// By chunk: the other chunks that its file imports, in order.
    private var dependencies: [[Int]] = []
    /// By chunk: the functions of other chunks that its modules call.
    private var functions: [InsertionOrder<ModuleNumber>]
    /// The wrapped modules that other files than their own run.
    private var calledFromOutside: Set<ModuleNumber> = []

    /// By chunk of an entry: the number of the entry.
    private var entryNumbers: [Int: Int] = [:]

    /// How a tool orders the imports between files.
    enum ImportOrder {
        /// By the numbers of the chunks.
        case byNumber
        /// As a walk from the file's own modules is first done with a module of each. Modules stand in a file as a walk from all entries is done
        /// with them.
        case byWalk
        /// In the order in which the tool takes modules to run, by module. Files are imported for what the modules import, and not for what the entry leads to.
        case byExecution(place: [Int])
    }

    /// Files as esbuild makes them: modules are numbered as a walk in depth is done with them, and no more are wrapped than have to be.
    init(_ symbols: ProgramSymbols, _ style: WrapStyle, _ plan: WrapPlan, importOrder: ImportOrder) {
        let graph = symbols.graph
        let order = graph.depthFirstOrder(from: graph.entries)
        var place = [Int](repeating: 0, count: graph.graph.modules.count)
        for (index, module) in order.enumerated() { place[Int(module)] = index }
        let called = Set(order.flatMap { graph.calledModules(of: $0) })
        let needed = Set(Self.namespaces(symbols, plan, of: order))
        let isThere = graph.hasCommonJS || !needed.isEmpty
        let chunks = EntryChunks(graph, dynamicEntries: order.filter(called.contains)) { module in
            if style.countsExports, isThere, !plan.isCommonJS(module), !symbols.exports(of: module).isEmpty { return true }
            return !RuntimeParts.of([module], graph, style, plan, namespaces: needed).isEmpty
        }
        self.init(symbols, style, plan, chunks, stablePlace: place, importOrder: importOrder)
    }

    /// - Parameter stablePlace: by module: the number that decides between modules that are as far from an entry.
    init(
        _ symbols: ProgramSymbols, _ style: WrapStyle, _ plan: WrapPlan, _ chunks: EntryChunks, stablePlace: [Int], importOrder: ImportOrder
    ) {
        graph = symbols.graph
        self.symbols = symbols
        self.style = style
        self.plan = plan
        self.chunks = chunks
        names = Self.fileNames(chunks, symbols.graph)
        for (bit, entry) in chunks.entryPoints.enumerated() { if let number = chunks.chunkOfEntry[entry] { entryNumbers[number] = bit } }
        exports = Array(repeating: InsertionOrder(), count: chunks.chunks.count)
        functions = Array(repeating: InsertionOrder(), count: chunks.chunks.count)
        var walked = [Int](repeating: 0, count: graph.graph.modules.count)
        if case .byWalk = importOrder {
            let order = graph.depthFirstOrder(
                from: graph.entries + graph.discoveryOrder(from: graph.entries).filter { chunks.chunkOfEntry[$0] != nil },
                followsCalls: false)
            for (index, module) in order.enumerated() { walked[Int(module)] = index }
        }
        for number in chunks.chunks.indices {
            switch importOrder {
            case .byExecution(let place): orders.append(order(of: number, by: place))
            case .byNumber: orders.append(order(of: number, stablePlace))
            case .byWalk: orders.append(graph.hasCommonJS ? walkedOrder(of: number) : order(of: number, by: walked))
            }
        }
        let namespaces = Self.namespaces(symbols, plan, of: chunks.chunks.flatMap(\.modules))
        if style.sharesRuntime {
            let made = Set(namespaces)
            parts = chunks.chunks.map { RuntimeParts.of($0.modules, graph, style, plan, namespaces: made) }
            runtime = chunks.chunks.firstIndex(where: \.hasRuntime)
        }
        for number in chunks.chunks.indices { link(number, namespaces.filter { chunks.chunkOf[Int($0)] == number }) }
        for number in chunks.chunks.indices { dependencies.append(dependencies(of: number, importOrder, stablePlace)) }
        let names = names
        for number in chunks.chunks.indices {
            var context = WrappedFile.Context()
            context.namespaces = namespaces
            context.imported = imports[number].keys.sorted().flatMap { imports[number][$0]?.elements ?? [] }
            context.calling = functions[number].elements
            context.sharesRuntime = style.sharesRuntime
            context.fileOfCall = { target in chunks.chunkOfEntry[target].map { Self.path(from: names[number], to: names[$0]) } }
            files.append(WrappedFile(symbols, style, plan, orders[number], context))
            calledFromOutside.formUnion(functions[number])
        }
    }

    /// The modules whose namespace objects are made.
    private static func namespaces(_ symbols: ProgramSymbols, _ plan: WrapPlan, of modules: [ModuleNumber]) -> [ModuleNumber] {
        let required = modules.flatMap { symbols.graph[$0].requires.map(\.target) }.filter { !plan.isCommonJS($0) }
        return symbols.namespaces(of: modules, also: required)
    }

    private func order(of number: Int, by place: [Int]) -> FileOrder {
        FileOrder(graph, plan, modules: chunks.chunks[number].modules.sorted { place[Int($0)] < place[Int($1)] })
    }

    /// The order of a walk from all entries, in which CommonJS is run between the parts of its importers.
    private func walkedOrder(of number: Int) -> FileOrder {
        let starts = graph.entries + graph.discoveryOrder(from: graph.entries).filter { chunks.chunkOfEntry[$0] != nil }
        return FileOrder(
            graph, plan, from: starts, followsCalls: false, contains: { _ in true }, holds: { chunks.chunkOf[Int($0)] == number })
    }

    private func order(of number: Int, _ place: [Int]) -> FileOrder {
        // What lies in another file does not lead back: the entries that need it are more.
        FileOrder(graph, plan, from: starts(of: number, place), followsCalls: false) { chunks.chunkOf[Int($0)] == number }
    }

    /// The modules of a chunk, the nearest to an entry first.
    private func starts(of number: Int, _ place: [Int]) -> [ModuleNumber] {
        chunks.chunks[number].modules.sorted {
            (chunks.distance[Int($0)], place[Int($0)]) < (chunks.distance[Int($1)], place[Int($1)])
        }
    }

    // MARK: Imports between files

    private mutating func link(_ number: Int, _ namespaces: [ModuleNumber]) {
        imports.append([:])
        let chunk = chunks.chunks[number]
        var used = symbols.symbols(usedBy: orders[number].modules, making: namespaces)
        if let entry = chunk.entry {
            used += symbols.exports(of: entry).map(\.symbol)
            if plan.isWrapped(entry), chunks.chunkOf[Int(entry)] != number { functions[number].insert(entry) }
        }
        for symbol in used {
            let owner = symbol.owner
            let other = chunks.chunkOf[Int(owner.module)]
            guard other >= 0, other != number else { continue }
            imports[number][other, default: InsertionOrder()].insert(owner)
            exports[other].insert(owner)
        }
        for module in orders[number].modules {
            for statement in graph.importStatements(of: module) where plan.isWrapped(statement.target) {
                if chunks.chunkOf[Int(statement.target)] != number { functions[number].insert(statement.target) }
            }
            for target in graph[module].requires.map(\.target) where chunks.chunkOf[Int(target)] != number {
                functions[number].insert(target)
                if plan.isCommonJS(target) { continue }
                imports[number][chunks.chunkOf[Int(target)], default: InsertionOrder()].insert(.namespace(target))
                exports[chunks.chunkOf[Int(target)]].insert(.namespace(target))
            }
        }
        if let runtime, runtime != number, !parts[number].isEmpty, imports[number][runtime] == nil {
            imports[number][runtime] = InsertionOrder()
        }
        for module in functions[number] where imports[number][chunks.chunkOf[Int(module)]] == nil {
            imports[number][chunks.chunkOf[Int(module)]] = InsertionOrder()
        }
    }

    private func dependencies(of number: Int, _ order: ImportOrder, _ stablePlace: [Int]) -> [Int] {
        let chunk = chunks.chunks[number]
        var found = Set(imports[number].keys)
        if case .byExecution = order {
            for module in orders[number].modules { for target in graph[module].targets { found.insert(chunks.chunkOf[Int(target)]) } }
            if let entry = chunk.entry { found.insert(chunks.chunkOf[Int(entry)]) }
            found.remove(number)
        } else if let bit = entryNumbers[number] {
            for other in chunks.chunks.indices where other != number && chunks.chunks[other].bits.contains(bit) && !isEmpty(other) {
                found.insert(other)
            }
        }
        switch order {
        case .byNumber: return found.sorted()
        case .byExecution(let place):
            // A file is where its entry is, and one without an entry where its first module is.
            func first(_ number: Int) -> Int {
                let chunk = chunks.chunks[number]
                if let entry = chunk.entry { return place[Int(entry)] }
                return chunk.modules.lazy.map { place[Int($0)] }.min() ?? Int.max
            }
            let places = Dictionary(uniqueKeysWithValues: found.map { ($0, first($0)) })
            return found.sorted { (places[$0] ?? 0, $0) < (places[$1] ?? 0, $1) }
        case .byWalk:
            // A file that only stands for what lies in another one imports as esbuild's do.
            guard !chunk.modules.isEmpty else { return found.sorted() }
            var sorted: [Int] = []
            for module in graph.depthFirstOrder(from: chunk.entry.map { [$0] } ?? starts(of: number, stablePlace), followsCalls: false)
            where found.remove(chunks.chunkOf[Int(module)]) != nil {
                sorted.append(chunks.chunkOf[Int(module)])
            }
            return sorted + found.sorted()
        }
    }

    // MARK: Files

    var output: [Bundle.File] { chunks.chunks.indices.filter { !isEmpty($0) }.map(file) }

    /// The files that are run.
    var entries: [String] { graph.entries.compactMap { chunks.chunkOfEntry[$0].map { names[$0] } } }

    private func isEmpty(_ number: Int) -> Bool { chunks.chunks[number].isEmpty }

    private func file(_ number: Int) -> Bundle.File {
        let chunk = chunks.chunks[number]
        let file = files[number]
        var text = Fragment()
        for other in dependencies[number] { text.appendLine(Fragment(importLine(number, other))) }
        func add(_ part: Fragment) {
            if part.isEmpty { return }
            if !text.isEmpty { text.append("\n") }
            text.appendLine(part)
        }
        add(file.runtime)
        if number == runtime { add(parts.reduce(into: RuntimeParts()) { $0.formUnion($1) }.text(style)) }
        add(file.modules())
        if let entry = chunk.entry {
            if plan.isWrapped(entry), !plan.isCommonJS(entry) { add(Fragment("\(file.run(entry));")) }
            add(file.exports(of: entry))
        }
        let shared =
            exports[number].elements.map { file.scope.text(of: $0) }
            + file.order.wrapped.filter(calledFromOutside.contains).map { file.function($0) } + sharedRuntime(number)
        if !shared.isEmpty { add(Fragment("export { \(shared.joined(separator: ", ")) };")) }
        return Bundle.File(name: names[number], source: text.printed(as: names[number]), modules: file.order.modules)
    }

    /// The functions of the tool's own that other files take of a file.
    private func sharedRuntime(_ number: Int) -> [String] {
        guard number == runtime else { return [] }
        return parts.indices.filter { $0 != number }.reduce(into: RuntimeParts()) { $0.formUnion(parts[$1]) }.names(style)
    }

    private func importLine(_ number: Int, _ other: Int) -> String {
        let path = jsonStringLiteral(Self.path(from: names[number], to: names[other]))
        var list = (imports[number][other]?.elements ?? []).map { symbol in
            (files[other].scope.text(of: symbol), files[number].scope.text(of: symbol))
        }
        list += functions[number].elements.filter { chunks.chunkOf[Int($0)] == other }.map {
            (files[other].function($0), files[number].function($0))
        }
        if other == runtime { list += parts[number].names(style).map { ($0, $0) } }
        if list.isEmpty { return "import \(path);" }
        let specifiers = list.map { ExactText($0.0) == ExactText($0.1) ? $0.0 : "\($0.0) as \($0.1)" }
        return "import { \(specifiers.joined(separator: ", ")) } from \(path);"
    }

    // MARK: Names

    private static func fileNames(_ chunks: EntryChunks, _ graph: LinkedGraph) -> [String] {
        var fresh = FileNames()
        var names = [String](repeating: "", count: chunks.chunks.count)
        // The user's own entries keep their names.
        for entry in chunks.entryPoints {
            guard let number = chunks.chunkOfEntry[entry] else { continue }
            names[number] = fresh.claim(
                graph[entry].isJSON || graph[entry].isCommonJS ? graph[entry].fileName + ".mjs" : graph[entry].fileName)
        }
        for (number, chunk) in chunks.chunks.enumerated() where chunk.entry == nil {
            names[number] = fresh.claim("\(chunk.name ?? "chunk").mjs")
        }
        return names
    }

    /// A specifier by which a file finds another, both named from one folder.
    private static func path(from file: String, to other: String) -> String {
        let depth = file.utf8.count { $0 == 0x2F }
        return depth == 0 ? "./" + other : String(repeating: "../", count: depth) + other
    }
}
