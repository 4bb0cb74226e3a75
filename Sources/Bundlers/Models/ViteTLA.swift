import Diagnostics
import Files
import JavaScript
import Programs
import Text

extension Bundler {
    /// vite-plugin-top-level-await, over the chunks that rollup made.
    static let viteTLA = Bundler(
        name: "vite-tla", tool: "vite-plugin-top-level-await 1.6 over rollup 4",
        rule: "a chunk that awaits, and all that import it, run in an async function that waits for the imports' __tla",
        evidence: "read in vite-plugin-top-level-await 1.6.0", splitsByDefault: true, formats: [.esm]
    ) { request throws(DiagnosticList) in
        var output = try rollup.make(request)
        var chunks: [TLAChunk?] = []
        do throws(Diagnostic) {
            for file in output.files { chunks.append(file.isJSON ? nil : TLAChunk(file, try AnalysedModule(file.source))) }
        } catch {
            throw DiagnosticList([request.graph.program.located(error)])
        }
        let plugin = TLAPlugin(chunks)
        for index in output.files.indices where plugin.isChanged(index) {
            output.files[index].source = plugin.text(of: index).printed(as: output.files[index].name)
        }
        return output
    }
}

/// A finished chunk as the plugin looks at it.
private struct TLAChunk {
    let name: String
    let module: AnalysedModule
    let hasImportCall: Bool

    init(_ file: Bundle.File, _ module: AnalysedModule) {
        name = file.name
        self.module = module
        hasImportCall = module.tree.nodes.contains { if case .importCall = $0 { true } else { false } }
    }

    /// The file that a specifier names; `nil` for what is no path.
    func path(of specifier: String) -> String? {
        guard specifier.hasPrefix("./") || specifier.hasPrefix("../") else { return nil }
        return Paths.normalized(specifier, from: Paths.folder(of: name), top: .isOpen)
    }

    func path(of request: ModuleRequestID) -> String? { path(of: module.text(module.tree.requests[Int(request.index)].specifier)) }
}

/// Which chunks are changed, and how.
private struct TLAPlugin {
    private let chunks: [TLAChunk?]
    private var numbers: [String: Int] = [:]
    private var isImported: [Bool]
    private var changes: [Bool]

    /// A chunk is changed for an await or an `import()`; what imports it only for an await, there or further on.
    init(_ chunks: [TLAChunk?]) {
        self.chunks = chunks
        isImported = Array(repeating: false, count: chunks.count)
        changes = chunks.map { chunk in chunk.map { $0.module.tree.hasTLA || $0.hasImportCall } ?? false }
        for (number, chunk) in chunks.enumerated() { if let chunk { numbers[chunk.name] = number } }
        var importers = [[Int]](repeating: [], count: chunks.count)
        for (number, chunk) in chunks.enumerated() {
            guard let chunk else { continue }
            for request in chunk.module.tree.requests.indices {
                guard let path = chunk.path(of: ModuleRequestID(UInt32(request))), let target = numbers[path] else { continue }
                importers[target].append(number)
                isImported[target] = true
            }
        }
        var isTainted = chunks.map { $0?.module.tree.hasTLA ?? false }
        var pending = isTainted.indices.filter { isTainted[$0] }
        while let number = pending.popLast() {
            for importer in importers[number] where !isTainted[importer] {
                (isTainted[importer], changes[importer]) = (true, true)
                pending.append(importer)
            }
        }
    }

    func isChanged(_ number: Int) -> Bool { changes[number] }

    private func isChanged(_ path: String?) -> Bool { path.flatMap { numbers[$0] }.map { changes[$0] } ?? false }

    func text(of number: Int) -> Fragment {
        guard let chunk = chunks[number] else { return Fragment() }
        let module = chunk.module
        var writing = ModuleWriting(module: module)
        writing.nameDefaultExport("default_export")
        let lines = ImportLines(module: module)
        var text = Fragment()
        var promises: [String] = []
        for declaration in module.tree.imports {
            var others: [String] = []
            if isChanged(chunk.path(of: declaration.request)) {
                promises.append(writing.claim("__tla_\(promises.count)"))
                others = ["__tla as \(promises[promises.count - 1])"]
            }
            text.appendLine(lines.text(of: declaration, from: origin(declaration.request, module), others: others))
        }
        for declaration in module.tree.exports {
            guard let request = declaration.request else { continue }
            if isChanged(chunk.path(of: request)) {
                promises.append(writing.claim("__tla_\(promises.count)"))
                text.appendLine("import { __tla as \(promises[promises.count - 1]) } from \(origin(request, module));")
            }
            text.appendLine(lines.text(of: declaration, from: origin(request, module)))
        }
        let own = writing.claim("__tla")
        changeImportCalls(of: chunk, &writing)
        let exported = ExportedLocals(module)
        exported.assign(&writing)
        writing.settle()
        let names = exported.bindings.map { writing.text(of: $0) }
        if !names.isEmpty { text.appendLine("let \(names.joined(separator: ", "));") }
        let exports = lines.exports(writing)
        let isExporting = !exports.isEmpty || isImported[number]
        let begin = isExporting ? "let \(own) = " : ""
        if promises.isEmpty {
            text.appendLine("\(begin)(async () => {")
        } else {
            text.appendLine("\(begin)Promise.all([")
            for promise in promises { text.appendLine("  (() => { try { return \(promise); } catch {} })(),") }
            text.appendLine("]).then(async () => {")
        }
        text.appendLine("  \(writing.rewriting)")
        text.appendLine(promises.isEmpty ? "})();" : "});")
        if isExporting {
            text.appendLine("export { \((exports + [ImportLines.item(own, as: "__tla")]).joined(separator: ", ")) };")
        }
        return text
    }

    private func origin(_ request: ModuleRequestID, _ module: AnalysedModule) -> String {
        let request = module.tree.requests[Int(request.index)]
        let attributes = request.attributes.map {
            "\(ImportLines.name(module.text($0.key))): \(jsonStringLiteral(module.text($0.value)))"
        }
        return jsonStringLiteral(module.text(request.specifier))
            + (attributes.isEmpty ? "" : " with { \(attributes.joined(separator: ", ")) }")
    }

    /// Every `import()` but of a chunk that stays as it is waits for what the chunk exports as its promise.
    private func changeImportCalls(of chunk: TLAChunk, _ writing: inout ModuleWriting) {
        for (index, node) in chunk.module.tree.nodes.enumerated() {
            guard case .importCall(let specifier, _, _) = node else { continue }
            if case .string(let name) = chunk.module.tree[specifier], let path = chunk.path(of: chunk.module.text(name)), !isChanged(path) {
                continue
            }
            let call = NodeID(UInt32(index))
            writing.rewriting.replace(call, with: "\(call).then(async (m) => { await m.__tla; return m; })", as: .member)
        }
    }
}

/// What a chunk declares and exports: it is declared outside of the function, and assigned where it was declared; functions too.
private struct ExportedLocals {
    private let module: AnalysedModule
    private(set) var bindings: [BindingID] = []

    init(_ module: AnalysedModule) {
        self.module = module
        var seen: Set<BindingID> = []
        for export in module.bindings.exports {
            if case .local(let binding) = export.kind, seen.insert(binding).inserted { bindings.append(binding) }
        }
    }

    func assign(_ writing: inout ModuleWriting) {
        let exported = Set(bindings)
        for item in module.tree[module.tree.body] {
            let declaration = module.tree.declaration(of: item)
            switch module.tree[declaration] {
            case .variables(let kind, let declarators): assign(kind, declarators, item, exported, &writing)
            case .functionDeclaration(let function):
                guard let binding = module.bindings.binding(of: function), exported.contains(binding) else { continue }
                writing.rewriting.replace(item, with: "\(binding) = \(declaration);")
            case .classDeclaration(let index):
                guard let binding = module.bindings.binding(ofClass: index), exported.contains(binding) else { continue }
                writing.rewriting.replace(item, with: "\(binding) = \(declaration);")
            default:
                guard case .exportDefault(let value) = module.tree[item],
                    let binding = module.bindings.moduleBinding(named: .known(.starDefault))
                else { continue }
                writing.rewriting.replace(item, with: "\(binding) = \(value, as: .assignment);")
            }
        }
    }

    private func assign(
        _ kind: VariableKind, _ declarators: NodeList, _ item: NodeID, _ exported: Set<BindingID>, _ writing: inout ModuleWriting
    ) {
        let tree = module.tree
        var names: [BindingID] = []
        for declarator in tree[declarators] {
            guard case .declarator(let target, _) = tree[declarator] else { continue }
            tree.forEachTarget(in: target) { node in if let binding = module.bindings.binding(of: node) { names.append(binding) } }
        }
        guard names.contains(where: exported.contains) else { return }
        var text = Fragment()
        let others = names.filter { !exported.contains($0) }
        if !others.isEmpty {
            var line: Fragment = "let "
            for (index, binding) in others.enumerated() { line.append(index == 0 ? "\(binding)" : ", \(binding)") }
            line.append(";")
            text.appendLine(line)
        }
        for declarator in tree[declarators] {
            guard case .declarator(let target, let value) = tree[declarator], !value.isNone else { continue }
            if case .objectPattern = tree[target] {
                text.appendLine("(\(target) = \(value, as: .assignment));")
            } else {
                text.appendLine("\(target) = \(value, as: .assignment);")
            }
        }
        writing.rewriting.replace(item, with: text)
    }
}
