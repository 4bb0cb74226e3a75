import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let floatingImport = Rule(
        "floating-import", "An import() at the top level that nobody awaits and whose failure nobody hears", severity: .warning,
        page: .floatingImport
    ) { graph in
        var called = CalledFunctions(graph)
        var rule = FloatingImports(graph: graph)
        for number in graph.moduleNumbers {
            if let view = called.view(of: number) { rule.look(in: view.tree.body, of: number, view, way: nil, &called) }
        }
        return rule.findings
    }
}

/// Follows the calls of a top level whose promises nobody takes to the `import()`s in them.
private struct FloatingImports {
    let graph: LintedGraph
    private(set) var findings: [LintFinding] = []
    /// Each function is looked at once.
    private var visited: Set<GraphFunction> = []
    private var depth = 0
    /// How many functions in each other are followed.
    private static let deepest = 100

    /// The call of the top level that leads to a function.
    struct Way {
        var call: NodeID
        var module: ModuleNumber
        var view: TreeView
    }

    init(graph: LintedGraph) { self.graph = graph }

    /// Looks at what a body evaluates and nobody takes.
    mutating func look(in body: NodeList, of module: ModuleNumber, _ view: TreeView, way: Way?, _ called: inout CalledFunctions) {
        for root in LooseExpressions(view, in: body).roots { follow(root, of: module, view, way: way, &called) }
    }

    private mutating func follow(_ root: NodeID, of module: ModuleNumber, _ view: TreeView, way: Way?, _ called: inout CalledFunctions) {
        switch view.tree[root] {
        case .importCall(let specifier, _, _): report(root, specifier, of: module, view, way)
        case .call(let callee, _, _):
            guard depth < Self.deepest, let function = called.function(of: callee, in: module), visited.insert(function).inserted,
                let home = called.view(of: function.module), let id = home.functionID(function.node)
            else { return }
            let flags = home.tree[id].flags
            // That an async function fails is another rule's; what it leaves loose itself is not.
            if flags.contains(.isGenerator) { return }
            depth += 1
            defer { depth -= 1 }
            let next = way ?? Way(call: root, module: module, view: view)
            let body = home.tree[id].body
            if !flags.contains(.isAsync) {
                for statement in home.tree[body] {
                    guard case .return(let value) = home.tree[statement], !value.isNone else { continue }
                    switch home.tree[value] {
                    case .importCall, .call: follow(value, of: function.module, home, way: next, &called)
                    default: break
                    }
                }
            }
            look(in: body, of: function.module, home, way: next, &called)
        default: break
        }
    }

    private mutating func report(_ call: NodeID, _ specifier: NodeID, of module: ModuleNumber, _ view: TreeView, _ way: Way?) {
        var diagnostic = graph.diagnostic(
            "nobody hears when import(\(view.text(specifier, limit: 40))) fails: it is not awaited, and has no handler",
            at: view.range(call), in: module, suggestion: "await it, or say what happens then: .catch((error) => …)")
        diagnostic.alternatives = [
            "where its failure may end the process, as on Node.js, say so: // tla-sim-ignore-next-line floating-import: the reason"
        ]
        if let way {
            diagnostic.related.append(
                graph.related(
                    "the top level comes to it by this call, whose result nobody takes", at: way.view.range(way.call), in: way.module))
        }
        if let handler = view.catchingTry(around: call) ?? way.flatMap({ $0.view.catchingTry(around: $0.call) }) {
            let home = view.catchingTry(around: call) == nil ? way : nil
            diagnostic.related.append(
                graph.related(
                    "this 'catch' hears only what is awaited", at: (home?.view ?? view).range(handler), in: home?.module ?? module))
        }
        let start = way?.module ?? module
        findings.append(
            LintFinding(
                rule: "floating-import", isCertain: false, diagnostic, command: graph.input(for: start).map { ["explain", $0] } ?? []))
    }
}
