import Diagnostics
import Programs

extension Bundler {
    /// No bundler: what the specification says of the program as it is.
    static let native = Bundler(
        name: "native", tool: "no bundler", rule: "modules stay modules: the order of ECMA-262",
        evidence: "the program itself", splitsByDefault: nil, formats: [.esm], make: preserved)

    /// TypeScript's compiler with `--module esnext`.
    static let tsc = Bundler(
        name: "tsc", tool: "TypeScript 4.8 with --module esnext", rule: "modules stay modules, each compiled by itself",
        evidence: "measured with TypeScript 4.8 on Node.js 24", splitsByDefault: nil, formats: [.esm], make: preserved)

    /// Each module a file of its own, under its own name and with its own text.
    private static func preserved(_ request: Request) throws(DiagnosticList) -> Output {
        let graph = request.graph
        var output = Output()
        output.files = graph.reachable.map { module in
            let linked = graph[module]
            return Bundle.File(name: linked.fileName, source: linked.source, modules: [module], isJSON: linked.isJSON)
        }
        output.entries = graph.entries.map { graph[$0].fileName }
        return output
    }
}
