import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let floatingAsync = Rule(
        "floating-async", "A call at the top level of an async function that nobody awaits and whose failure nobody hears",
        severity: .warning,
        page: .floatingAsync
    ) { graph in
        var called = CalledFunctions(graph)
        return graph.forEachModule { number, _ in
            guard let view = called.view(of: number) else { return [] }
            var rule = FloatingAsync(graph: graph, number: number, view: view)
            return LooseExpressions(view).roots.compactMap { rule.finding(at: $0, &called) }
        }
    }
}

private struct FloatingAsync {
    let graph: LintedGraph
    let number: ModuleNumber
    let view: TreeView

    mutating func finding(at call: NodeID, _ called: inout CalledFunctions) -> LintFinding? {
        guard case .call(let callee, _, _) = view.tree[call] else { return nil }
        let name: String
        var declared: RelatedPlace?
        var isCertain = false
        if let builtin = builtin(callee) {
            name = builtin
            isCertain = builtin == "Promise.reject()"
        } else if let function = called.function(of: callee, in: number), let home = called.view(of: function.module),
            let id = home.functionID(function.node)
        {
            let flags = home.tree[id].flags
            guard flags.contains(.isAsync), !flags.contains(.isGenerator), !hearsItself(id, home) else { return nil }
            if case .function = view.tree[callee] {
                name = "the async function that is called here"
            } else {
                name = "\(view.text(callee, limit: 40))()"
                declared = graph.related(
                    "it is async", at: home.tree[id].nameRange.end > 0 ? home.tree[id].nameRange : home.range(function.node),
                    in: function.module)
            }
        } else {
            return nil
        }
        // Of a function that is called where it stands, the head is enough.
        let range = view.range(call)
        var diagnostic = graph.diagnostic(
            "nobody hears when \(name) \(isCertain ? "rejects" : "fails"): its promise is not awaited, and has no handler",
            at: declared == nil && !isCertain ? SourceRange(start: range.start, end: min(range.end, range.start + 8)) : range, in: number,
            suggestion: "await it, or say what happens then: .catch((error) => …)")
        diagnostic.alternatives = [
            "where its failure may end the process, as on Node.js, say so: // tla-sim-ignore-next-line floating-async: the reason"
        ]
        if let declared { diagnostic.related.append(declared) }
        if let handler = view.catchingTry(around: call) {
            diagnostic.related.append(graph.related("this 'catch' hears only what is awaited", at: view.range(handler), in: number))
        }
        return LintFinding(
            rule: "floating-async", isCertain: isCertain, diagnostic, command: graph.input(for: number).map { ["explain", $0] } ?? [])
    }

    /// What the host or the language has, and always gives a promise.
    private func builtin(_ callee: NodeID) -> String? {
        switch view.tree[callee] {
        case .identifier(let name):
            return view.module.text(name) == "fetch" && view.bindings.binding(of: callee) == nil ? "fetch()" : nil
        case .member(let object, let name, _):
            guard case .identifier(let owner) = view.tree[object], view.bindings.binding(of: object) == nil,
                view.module.text(owner) == "Promise",
                view.module.text(name) == "reject"
            else { return nil }
            return "Promise.reject()"
        default: return nil
        }
    }

    /// Whether the whole body is a `try` that catches, and its `catch` throws nothing that one can see.
    private func hearsItself(_ id: FunctionID, _ home: TreeView) -> Bool {
        let body = home.tree[home.tree[id].body].filter { if case .functionDeclaration = home.tree[$0] { false } else { true } }
        guard body.count == 1, case .try(_, _, let handler, let finalizer) = home.tree[body[0]], !handler.isNone else { return false }
        var throwsAgain = false
        for part in [handler, finalizer] where !part.isNone {
            home.forEachNode(in: part) { node in
                if case .throw = home.tree[node] { throwsAgain = true }
                return !throwsAgain
            }
        }
        return !throwsAgain
    }
}
