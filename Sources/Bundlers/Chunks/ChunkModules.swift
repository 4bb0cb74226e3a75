import JavaScript
import Programs
import Text

/// Prints chunks as modules.
struct ModuleChunks: Sendable {
    let chunks: ChunkGraph
    /// The modules whose namespace objects are used before they have run.
    private let early: Set<ModuleNumber>

    init(_ chunks: ChunkGraph, _ chunking: ChunkingGraph) {
        self.chunks = chunks
        var early: Set<ModuleNumber> = []
        for module in chunking.order {
            for case .namespace(let target) in chunks.symbols[module].symbols
            where chunking.place[Int(module)] <= chunking.place[Int(target)] {
                early.insert(target)
            }
        }
        self.early = early
    }

    /// All files, those of entries first.
    var files: [Bundle.File] {
        chunks.chunks.indices.map { number in
            let chunk = chunks.chunks[number]
            return Bundle.File(name: chunk.fileName, source: text(of: number).printed(as: chunk.fileName), modules: chunk.modules)
        }
    }

    /// The files that are run, in order.
    var entries: [String] { chunks.entries.compactMap { chunks.facadeOf[$0] }.map { chunks.chunks[$0].fileName } }

    private func text(of number: Int) -> Fragment {
        let chunk = chunks.chunks[number]
        let scope = ChunkScope(chunks.symbols, modules: chunk.modules, namespaces: chunk.namespaces, imported: chunk.imports.elements)
        var text = Fragment()
        for line in importLines(of: number, scope) { text.appendLine(Fragment(line)) }
        text.appendLine(body(of: number, scope, call: nativeCall))
        var exported: [String] = []
        for (name, symbol) in chunk.exportNames where chunks.chunkOf[Int(symbol.module)] == number {
            exported.append(Self.specifier(scope.text(of: symbol), name))
        }
        if !exported.isEmpty { text.appendLine(Fragment("export { \(exported.joined(separator: ", ")) };")) }
        return text
    }

    /// The modules of a chunk and the namespace objects.
    ///
    /// - Parameter call: what asks for another file, and for a name that it exports; by itself `import()`.
    func body(
        of number: Int, _ scope: ChunkScope, call: (_ file: Int, _ name: String?) -> String
    ) -> Fragment {
        let chunk = chunks.chunks[number]
        return scope.concatenation(namespaces: chunk.namespaces, early: early) { module, rewriting in
            for made in chunks.graph[module].calls {
                // One that is never reached may lead nowhere.
                guard let target = made.target, chunks.chunkOf[Int(target)] >= 0 else { continue }
                rewriting.replace(made.node, with: importCall(of: target, in: number, scope, call), as: .member)
            }
        }
    }

    /// `import()` of a module.
    private func importCall(
        of target: ModuleNumber, in number: Int, _ scope: ChunkScope, _ call: (_ file: Int, _ name: String?) -> String
    ) -> Fragment {
        let home = chunks.chunkOf[Int(target)]
        if home == number { return Fragment("Promise.resolve().then(function () { return \(scope.text(of: .namespace(target))); })") }
        let file = chunks.facadeOf[target] ?? home
        let isStrict = chunks.facadeOf[target].map { chunks.chunks[$0].isStrictFacade } ?? false
        return Fragment(call(file, isStrict ? nil : chunks.chunks[home].exportNameOf[.namespace(target)]))
    }

    private func nativeCall(_ file: Int, _ name: String?) -> String {
        let call = "import(\(Self.path(chunks.chunks[file].fileName)))"
        return name.map { "\(call).then(function (n) { return n.\($0); })" } ?? call
    }

    private func importLines(of number: Int, _ scope: ChunkScope) -> [String] {
        let chunk = chunks.chunks[number]
        var imported: [Int: [String]] = [:]
        for symbol in chunk.imports {
            let other = chunks.chunkOf[Int(symbol.module)]
            guard let name = chunks.chunks[other].exportNameOf[symbol] else { continue }
            imported[other, default: []].append(Self.specifier(Self.exported(name), scope.text(of: symbol), isImport: true))
        }
        var reexported: [Int: [String]] = [:]
        for (name, symbol) in chunk.exportNames {
            let other = chunks.chunkOf[Int(symbol.module)]
            guard other != number, other >= 0, let there = chunks.chunks[other].exportNameOf[symbol] else { continue }
            reexported[other, default: []].append(Self.specifier(Self.exported(there), name))
        }
        return chunk.dependencies.flatMap { other -> [String] in
            let path = Self.path(chunks.chunks[other].fileName)
            var lines: [String] = []
            if let names = imported[other] { lines.append("import { \(names.joined(separator: ", ")) } from \(path);") }
            if let names = reexported[other] { lines.append("export { \(names.joined(separator: ", ")) } from \(path);") }
            return lines.isEmpty ? ["import \(path);"] : lines
        }
    }

    // MARK: Words

    /// `local as name`, or the one name that both are.
    private static func specifier(_ first: String, _ second: String, isImport: Bool = false) -> String {
        let second = isImport ? second : exported(second)
        return first == second ? first : "\(first) as \(second)"
    }

    private static func exported(_ name: String) -> String { UniqueNames.isIdentifierName(name) ? name : jsonStringLiteral(name) }

    static func path(_ file: String) -> String { jsonStringLiteral("./" + file) }
}
