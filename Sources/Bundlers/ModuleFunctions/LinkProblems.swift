import Diagnostics
import JavaScript
import Programs
import Text

/// What is asked for and nobody exports, in webpack's words.
struct LinkProblems {
    let graph: LinkedGraph

    /// - Throws: the names that are used, or exported again, and that nobody exports; and `import defer`, which needs a setting.
    func check() throws(DiagnosticList) {
        var problems: [Diagnostic] = []
        for number in graph.reachable { find(in: number, &problems) }
        if !problems.isEmpty { throw DiagnosticList(problems.map { graph.program.located($0) }) }
    }

    private func find(in number: ModuleNumber, _ problems: inout [Diagnostic]) {
        let module = graph[number]
        let bindings = module.analysed.bindings
        func note(_ name: NameID, _ request: ModuleRequestID, _ role: String, at range: SourceRange) {
            let target = module.targets[Int(request.index)]
            guard case .missing = graph.exports.resolve(name, of: target) else { return }
            let specifier = module.analysed.text(module.analysed.tree.requests[Int(request.index)].specifier)
            let others = graph.exports.names(of: target).map(module.analysed.text)
            problems.append(
                module.source.diagnostic(
                    .link,
                    "export '\(module.analysed.text(name))' (\(role)) was not found in '\(specifier)' "
                        + (others.isEmpty ? "(module has no exports)" : "(possible exports: \(others.joined(separator: ", ")))"), at: range))
        }
        for request in module.analysed.tree.requests where request.phase == .defer {
            problems.append(
                module.source.diagnostic(
                    .link, "'import defer' is not taken without experiments.deferImport", at: request.range,
                    suggestion: "import the module without 'defer'"))
        }
        for entry in bindings.imports {
            guard let imported = entry.imported, let use = bindings.references(to: entry.binding).first(where: { _ in true }) else { continue }
            note(imported, entry.request, "imported as '\(bindings[entry.binding].name)'", at: module.analysed.tree.range(of: use.node))
        }
        for export in bindings.exports {
            guard case .indirect(let request, let imported) = export.kind, let name = export.exported else { continue }
            note(imported, request, "reexported as '\(module.analysed.text(name))'", at: export.range)
        }
    }
}
