import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let thenExport = Rule(
        "then-export", "An export that is called 'then', which makes import() call it and do as it says", severity: .error,
        page: .thenExport
    ) { graph in
        var names = ImportedNames(graph)
        return graph.forEachModule { number, module in
            let then = module.bindings.exports.filter { $0.exported == .known(.then) }
            if then.isEmpty { return [] }
            let view = TreeView(module)
            return then.compactMap { finding(for: $0, graph, number, view, &names) }
        }
    }

    private static func finding(
        for export: ExportEntry, _ graph: LintedGraph, _ number: ModuleNumber, _ view: TreeView, _ names: inout ImportedNames
    ) -> LintFinding? {
        var isCertain = false
        var isClass = false
        var range = export.range
        switch export.kind {
        case .local(let binding):
            // Of a declaration its name.
            let name = view.bindings[binding].range
            if name.start >= range.start, name.end <= range.end { range = name }
            switch isFunction(binding, graph, number) {
            case true?: isCertain = true
            case false?: return nil
            case nil: break
            }
            isClass = isCertain && self.isClass(binding, graph, number)
        case .indirect(let request, let imported):
            if let target = names.target(of: request, in: number),
                let (home, binding) = names.export(view.module.text(imported), of: target)
            {
                switch isFunction(binding, graph, home) {
                case true?: isCertain = true
                case false?: return nil
                case nil: break
                }
                isClass = isCertain && self.isClass(binding, graph, home)
            }
        // A namespace is no function, and `export *` is told where the name is declared.
        case .namespace, .all: return nil
        }
        let callers = graph.moduleNumbers.lazy.flatMap { importer in
            graph[importer].calls.lazy.filter { $0.target == number }.map { (importer, $0) }
        }
        var diagnostic = graph.diagnostic(
            isClass
                ? "the module exports 'then', a class: import() of it calls that without 'new', which a class refuses, and is rejected with a TypeError"
                : "the module exports 'then'\(isCertain ? ", a function" : ""): import() of it calls that with two functions, and waits until one is called",
            at: range, in: number, suggestion: "give it another name, or export an object that has it")
        for (importer, call) in callers.prefix(3) {
            diagnostic.related.append(graph.related("this import() calls it", at: call.range, in: importer))
        }
        return LintFinding(
            rule: "then-export", isCertain: isCertain, diagnostic, command: graph.input(for: number).map { ["explain", $0] } ?? [])
    }

    private static func isClass(_ binding: BindingID, _ graph: LintedGraph, _ module: ModuleNumber) -> Bool {
        guard let analysed = graph.analysed(module) else { return false }
        if analysed.bindings[binding].kind == .class { return true }
        return analysed.tree.nodes.contains { node in
            guard case .declarator(let target, let value) = node, !value.isNone, case .identifier = analysed.tree[target],
                analysed.bindings.binding(of: target) == binding, case .classExpression = analysed.tree[value]
            else { return false }
            return true
        }
    }

    /// Whether a binding's value can be called; `nil` where the text does not tell.
    private static func isFunction(_ binding: BindingID, _ graph: LintedGraph, _ module: ModuleNumber) -> Bool? {
        guard let analysed = graph.analysed(module) else { return nil }
        let declared = analysed.bindings[binding]
        if declared.kind == .function || declared.kind == .class { return true }
        if declared.isAssigned || declared.isImported { return nil }
        for case .declarator(let target, let value) in analysed.tree.nodes {
            guard case .identifier = analysed.tree[target], analysed.bindings.binding(of: target) == binding, !value.isNone else {
                continue
            }
            switch analysed.tree[value] {
            case .function, .classExpression: return true
            case .string, .number, .boolean, .null, .template, .array, .object, .regularExpression, .opaqueLiteral: return false
            default: return nil
            }
        }
        return nil
    }
}
