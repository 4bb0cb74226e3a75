import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let floatingImport = Rule(
        "floating-import", "An import() at the top level that nobody awaits and whose failure nobody hears", severity: .warning,
        page: .floatingImport
    ) { graph in
        graph.forEachModule(where: \.hasImportCall) { number, module in
            let view = TreeView(module)
            return LooseExpressions(view).roots.compactMap { call in
                guard case .importCall(let specifier, _, _) = view.tree[call] else { return nil }
                var diagnostic = graph.diagnostic(
                    "nobody hears when import(\(view.text(specifier, limit: 40))) fails: it is not awaited, and has no handler",
                    at: view.range(call),
                    in: number, suggestion: "await it, or say what happens then: .catch((error) => …)")
                diagnostic.alternatives = [
                    "where its failure may end the process, as on Node.js, say so: // tla-sim-ignore-next-line floating-import: the reason"
                ]
                if let handler = view.catchingTry(around: call) {
                    diagnostic.related = [graph.related("this 'catch' hears only what is awaited", at: view.range(handler), in: number)]
                }
                return LintFinding(
                    rule: "floating-import", isCertain: false, diagnostic, command: graph.input(for: number).map { ["explain", $0] } ?? [])
            }
        }
    }
}
