import Diagnostics
import NodeModules
import Programs

/// What an export cannot stand for.
extension ExportedProgram {
    /// Why plain modules in a folder would not do what the program does; `nil` where they do.
    static func hindrance(of graph: StaticGraph) -> Diagnostic? {
        let program = graph.program
        func refusal(_ what: String) -> Diagnostic {
            Diagnostic(
                .unsupported, "an export holds modules, and \(what)",
                suggestion: "run it with tla-sim; an engine that is to be compared needs the program as its own files")
        }
        if program.page != nil { return refusal("this is a page") }
        if program.host?.isServing ?? false { return refusal("this program answers requests") }
        if let proposal = program.proposals.first { return refusal("this program needs \(proposal.rawValue), which is only proposed") }
        if program.checkpointsBetweenModules {
            return refusal("this program has microtask checkpoints between its modules, as no engine has")
        }
        if !program.preloads.isEmpty { return refusal("this program has preloads") }
        if !program.isOnDisk, let package = graph.modules.first(where: { $0.kind == .json && ("/" + $0.name).hasSuffix("/package.json") }) {
            return refusal("'\(package.name)' makes packages of its folders")
        }
        for module in graph.modules where module.isRead {
            if module.isCommonJS { return refusal("'\(module.name)' is CommonJS") }
            if module.isWasm { return refusal("'\(module.name)' is a WebAssembly module that is only described") }
            for request in module.requests {
                if request.target == nil || request.specifier.hasPrefix("node:"), let name = NodeModules.name(in: request.specifier),
                    NodeModules.loadsFiles(name)
                {
                    return refusal("'\(module.name)' loads files by node:\(name)")
                }
            }
        }
        return nil
    }
}
