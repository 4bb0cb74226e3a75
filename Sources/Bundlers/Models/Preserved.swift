import Diagnostics
import JavaScript
import Programs
import Text

extension Bundler {
    /// No bundler: what the specification says of the program as it is.
    static let native = Bundler(
        name: "native", tool: "no bundler", rule: "modules stay modules: the order of ECMA-262",
        evidence: "the program itself", splitsByDefault: nil, formats: [.esm], takesCommonJS: true, takesUsing: true,
        make: preserved)

    /// TypeScript's compiler with `--module esnext`.
    static let tsc = Bundler(
        name: "tsc", tool: "TypeScript 4.8 with --module esnext", rule: "modules stay modules, each compiled by itself",
        evidence: "measured with TypeScript 4.8 on Node.js 24", splitsByDefault: nil, formats: [.esm], takesCommonJS: true,
        takesUsing: true,
        make: preserved)

    /// Each module a file of its own with its own text, in which specifiers name the files.
    private static func preserved(_ request: Request) throws(DiagnosticList) -> Output {
        let graph = request.graph
        var output = Output()
        var names = FileNames()
        output.files = graph.reachable.map { module in
            let linked = graph[module]
            return Bundle.File(
                name: names.claim(linked.name, ending: graph.graph[module].fileEnding), source: preservedText(of: module, in: graph),
                modules: [module], isJSON: linked.isJSON, isCommonJS: linked.isCommonJS)
        }
        // What no text names may still be what a run asks for.
        let reached = Set(graph.reachable)
        for (number, module) in graph.graph.modules.enumerated() where module.isRead && !reached.contains(ModuleNumber(number)) {
            let name = names.claim(module.name, ending: module.fileEnding)
            let source = preservedText(of: module, in: graph, named: name)
            output.files.append(
                Bundle.File(name: name, source: source, modules: [], isJSON: module.kind == .json, isCommonJS: module.isCommonJS))
        }
        output.entries = graph.entries.map { graph[$0].fileName }
        return output
    }

    private static func preservedText(of number: ModuleNumber, in graph: LinkedGraph) -> SourceFile {
        preservedText(of: graph.graph[number], in: graph, named: graph[number].fileName)
    }

    private static func preservedText(of module: StaticGraph.Module, in graph: LinkedGraph, named name: String) -> SourceFile {
        var edits = SpecifierEdits()
        func change(_ specifier: String, at range: SourceRange, to target: ModuleNumber) {
            guard graph.isLinked(target) else { return }
            let wanted = graph.specifier(of: target, from: name)
            if ExactText(wanted) != ExactText(specifier) { edits.replace(range, by: jsonStringLiteral(wanted)) }
        }
        for declaration in module.declarations {
            let request = module.requests[declaration.request]
            if let target = request.target { change(request.specifier, at: declaration.range, to: target) }
        }
        for call in module.calls {
            if let target = call.target, let specifier = call.specifier { change(specifier, at: call.specifierRange, to: target) }
        }
        for call in module.requires {
            if let target = call.target { change(call.specifier, at: call.specifierRange, to: target) }
        }
        return edits.file(of: module.source, named: name)
    }
}
