import Diagnostics
import JavaScript
import Programs
import Text

extension Bundler {
    /// The proposal's own account of what a module with imports does, as code.
    static let promiseAll = Bundler(
        name: "promise-all", tool: "the proposal's desugaring",
        rule: "each module exports a promise of its body, which waits for Promise.all of its imports' promises",
        evidence: "the text of the proposal", splitsByDefault: nil, formats: [.esm]
    ) { request throws(DiagnosticList) in
        let graph = request.graph
        let desugaring = PromiseDesugaring(graph: graph)
        var output = Output()
        for number in graph.reachable {
            let module = graph[number]
            let source = module.isJSON ? module.source : desugaring.text(of: number).printed(as: module.fileName)
            output.files.append(Bundle.File(name: module.fileName, source: source, modules: [number], isJSON: module.isJSON))
        }
        output.entries = graph.entries.map { graph[$0].fileName }
        return output
    }
}

/// Writes modules so that each exports a promise of its end.
///
/// What a module declares stands outside of its body, so that functions are there before it runs, as they are natively. A module that comes before one
/// that it imports, in a cycle, reads a promise that is not there yet, and fails: the text has no more to say.
private struct PromiseDesugaring {
    let graph: LinkedGraph
    /// The name under which modules export their promises.
    private let promise: String

    init(graph: LinkedGraph) {
        self.graph = graph
        var names = UniqueNames()
        for number in graph.reachable {
            let module = graph[number].analysed
            names.reserve(module.bindings.exports.compactMap { $0.exported.map(module.text) })
        }
        promise = names.claim("promise")
    }

    func text(of number: ModuleNumber) -> Fragment {
        let module = graph[number]
        let analysed = module.analysed
        var writing = ModuleWriting(module: analysed)
        writing.rewriting.declarations = .outside
        let own = writing.claim("promise")
        let waited = module.targets.indices.filter { !graph[module.targets[$0]].isJSON }
        let promises = waited.map { writing.claim("\(UniqueNames.identifier(for: graph[module.targets[$0]].name))_promise") }
        writing.nameDefaultExport("default_export")
        for call in module.calls {
            guard let target = call.target else { continue }
            let load = "import(\(specifier(of: target, in: module)))"
            let wait = graph[target].isJSON ? "" : ".then((module) => module.\(promise).then(() => module))"
            writing.rewriting.replace(call.node, with: Fragment(load + wait), as: .member)
        }
        writing.settle()

        var text = Fragment()
        for (request, name) in zip(waited, promises) {
            let line: Fragment = "import { \(promise) as \(name) } from \(specifier(of: module.targets[request], in: module));"
            text.appendLine(writing.standing(line, forRequest: request))
        }
        for declaration in analysed.tree.imports { text.appendLine(importLine(declaration, module)) }
        for declaration in analysed.tree.exports where declaration.request != nil { text.appendLine(exportLine(declaration, module)) }
        let names = writing.rewriting.hoistedNames
        if !names.isEmpty { text.appendLine("let \(names.joined(separator: ", "));") }
        text.appendLine("\(statements: writing.rewriting.hoistedFunctions, of: writing.rewriting)")
        text.appendLine(
            promises.isEmpty
                ? "const \(own) = (async () => {" : "const \(own) = Promise.all([\(promises.joined(separator: ", "))]).then(async () => {")
        text.appendLine("  \(writing.rewriting)")
        text.appendLine(promises.isEmpty ? "})();" : "});")
        var exports: [String] = []
        for export in analysed.bindings.exports {
            guard let name = export.exported else { continue }
            if case .local(let binding) = export.kind { exports.append(item(writing.text(of: binding), as: analysed.text(name))) }
        }
        for declaration in analysed.tree.exports where declaration.request == nil {
            for case .named(let local, let exported, _) in declaration.specifiers {
                guard let binding = analysed.bindings.moduleBinding(named: local), analysed.bindings[binding].isImported else { continue }
                exports.append(item(writing.text(of: binding), as: analysed.text(exported)))
            }
        }
        exports.append(item(own, as: promise))
        text.appendLine("export { \(exports.joined(separator: ", ")) };")
        return text
    }

    private func specifier(of target: ModuleNumber, in module: LinkedGraph.Module) -> String {
        jsonStringLiteral(graph.specifier(of: target, from: module.fileName))
    }

    private func item(_ local: String, as exported: String) -> String {
        local == exported ? local : "\(local) as \(exportedName(exported))"
    }

    private func exportedName(_ name: String) -> String { isIdentifierName(name) ? name : jsonStringLiteral(name) }

    private func origin(_ request: ModuleRequestID, _ module: LinkedGraph.Module) -> String {
        let target = module.targets[Int(request.index)]
        return specifier(of: target, in: module) + (graph[target].isJSON ? " with { type: \"json\" }" : "")
    }

    private func importLine(_ declaration: SyntaxTree.ImportDeclaration, _ module: LinkedGraph.Module) -> Fragment {
        let text = module.analysed.text
        var named: [String] = []
        var namespace: String?
        for specifier in declaration.specifiers {
            switch specifier {
            case .named(let imported, let local, _):
                named.append(
                    text(imported) == text(local) ? text(local) : "\(exportedName(text(imported))) as \(text(local))")
            case .namespace(let local, _): namespace = text(local)
            }
        }
        let from = origin(declaration.request, module)
        var lines = Fragment()
        if !named.isEmpty { lines.appendLine("import { \(named.joined(separator: ", ")) } from \(from);") }
        if let namespace { lines.appendLine("import * as \(namespace) from \(from);") }
        return lines
    }

    private func exportLine(_ declaration: SyntaxTree.ExportDeclaration, _ module: LinkedGraph.Module) -> Fragment {
        guard let request = declaration.request else { return Fragment() }
        let text = module.analysed.text
        let from = origin(request, module)
        var named: [String] = []
        var lines = Fragment()
        for specifier in declaration.specifiers {
            switch specifier {
            case .named(let local, let exported, _):
                named.append("\(exportedName(text(local))) as \(exportedName(text(exported)))")
            case .all(let exported?, _): lines.appendLine("export * as \(exportedName(text(exported))) from \(from);")
            case .all(nil, _): lines.appendLine("export * from \(from);")
            }
        }
        if !named.isEmpty { lines.appendLine("export { \(named.joined(separator: ", ")) } from \(from);") }
        return lines
    }
}
