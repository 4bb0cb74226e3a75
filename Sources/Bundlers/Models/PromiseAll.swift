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
        writing.reserve("Promise")
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
        let lines = ImportLines(module: analysed)
        for declaration in analysed.tree.imports where !declaration.specifiers.isEmpty {
            text.appendLine(lines.text(of: declaration, from: origin(declaration.request, module)))
        }
        for declaration in analysed.tree.exports {
            if let request = declaration.request { text.appendLine(lines.text(of: declaration, from: origin(request, module))) }
        }
        let names = writing.rewriting.hoistedNames
        if !names.isEmpty { text.appendLine("let \(names.joined(separator: ", "));") }
        text.appendLine("\(statements: writing.rewriting.hoistedFunctions, of: writing.rewriting)")
        text.appendLine(
            promises.isEmpty
                ? "const \(own) = (async () => {" : "const \(own) = Promise.all([\(promises.joined(separator: ", "))]).then(async () => {")
        text.appendLine("  \(writing.rewriting)")
        text.appendLine(promises.isEmpty ? "})();" : "});")
        let exports = lines.exports(writing) + [ImportLines.item(own, as: promise)]
        text.appendLine("export { \(exports.joined(separator: ", ")) };")
        return text
    }

    private func specifier(of target: ModuleNumber, in module: LinkedGraph.Module) -> String {
        jsonStringLiteral(graph.specifier(of: target, from: module.fileName))
    }

    private func origin(_ request: ModuleRequestID, _ module: LinkedGraph.Module) -> String {
        let target = module.targets[Int(request.index)]
        return specifier(of: target, in: module) + (graph[target].isJSON ? " with { type: \"json\" }" : "")
    }
}
