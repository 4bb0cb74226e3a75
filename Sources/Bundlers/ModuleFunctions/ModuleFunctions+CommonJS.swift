import JavaScript
import Programs
import Text

/// CommonJS modules as functions in a table.
extension ModuleFunctions {
    /// The function of a module that is CommonJS, with the parameters that such a module has.
    func commonJSFunction(of number: ModuleNumber) -> Fragment {
        let module = graph[number]
        let analysed = module.analysed
        var writing = ModuleWriting(module: analysed)
        let require = writing.claim(style.parameters.last ?? "")
        let parameters = ["module", "exports", require]
        writing.reserve("Promise")
        replaceCalls(of: number, parameters, &writing.rewriting)
        for call in module.requires {
            writing.rewriting.replace(call.node, with: Fragment(style.request(id(of: call.target), parameters)), as: .member)
        }
        if style.tellsFileNames { nameTypes(module, &writing.rewriting) }
        writing.settle()
        var text: Fragment = "  \(key(id(of: number))): function (\(parameters.joined(separator: ", "))) {"
        if module.isCommonJS {
            if module.asksHost { text.appendLine("    var require = \(require).host;") }
            text.appendLine("    \(statements: analysed.commonJSStatements, of: writing.rewriting)")
        } else if let item = analysed.tree[analysed.tree.body].first, case .exportDefault(let value) = analysed.tree[item] {
            text.appendLine("    module.exports = \(value, of: writing.rewriting, as: .assignment);")
        }
        text.appendLine("  },")
        return text
    }

    /// Whether any module asks the host for what is not in the table.
    var usesHostRequire: Bool { graph.reachable.contains { graph[$0].asksHost } }

    /// Says `"string"` for `typeof __filename`, as webpack does; the variable itself is left to the host.
    private func nameTypes(_ module: LinkedGraph.Module, _ rewriting: inout Rewriting) {
        let tree = module.analysed.tree
        let uses = ["__filename", "__dirname"].flatMap(module.analysed.commonJSUses)
        if uses.isEmpty { return }
        let parents = ParentTable(of: tree)
        for node in uses {
            guard let parent = parents[node], case .unary(.typeof, node) = tree[parent] else { continue }
            rewriting.replace(parent, with: "\"string\"", as: .member)
        }
    }
}
