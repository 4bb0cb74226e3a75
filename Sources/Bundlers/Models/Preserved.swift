import Diagnostics
import JavaScript
import Programs
import Text

extension Bundler {
    /// No bundler: what the specification says of the program as it is.
    static let native = Bundler(
        name: "native", tool: "no bundler", rule: "modules stay modules: the order of ECMA-262",
        evidence: "the program itself", splitsByDefault: nil, formats: [.esm], make: preserved)

    /// TypeScript's compiler with `--module esnext`.
    static let tsc = Bundler(
        name: "tsc", tool: "TypeScript 4.8 with --module esnext", rule: "modules stay modules, each compiled by itself",
        evidence: "measured with TypeScript 4.8 on Node.js 24", splitsByDefault: nil, formats: [.esm], make: preserved)

    /// Each module a file of its own with its own text, in which specifiers name the files.
    private static func preserved(_ request: Request) throws(DiagnosticList) -> Output {
        let graph = request.graph
        var output = Output()
        output.files = graph.reachable.map { module in
            let linked = graph[module]
            return Bundle.File(
                name: linked.fileName, source: preservedText(of: module, in: graph), modules: [module], isJSON: linked.isJSON)
        }
        output.entries = graph.entries.map { graph[$0].fileName }
        return output
    }

    private static func preservedText(of number: ModuleNumber, in graph: LinkedGraph) -> SourceFile {
        let module = graph[number]
        let text = graph.graph[number]
        var edits = SpecifierEdits()
        func change(_ specifier: String, at range: SourceRange, to target: ModuleNumber) {
            let wanted = graph.specifier(of: target, from: module.fileName)
            if ExactText(wanted) != ExactText(specifier) { edits.replace(range, by: jsonStringLiteral(wanted)) }
        }
        for declaration in text.declarations {
            let request = text.requests[declaration.request]
            if let target = request.target { change(request.specifier, at: declaration.range, to: target) }
        }
        for call in text.calls {
            if let target = call.target, let specifier = call.specifier { change(specifier, at: call.specifierRange, to: target) }
        }
        return edits.file(of: text.source, named: module.fileName)
    }
}
