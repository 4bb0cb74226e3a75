import Diagnostics
import JavaScript
import Programs
import Text

/// Writes modules as calls of `System.register`, as TypeScript does: variables and functions stand outside of what runs, imported names are members
/// of what setters are given, and each assignment to a variable that is exported tells the loader.
struct SystemModules {
    let graph: LinkedGraph
    private let ids: [ModuleNumber: String]

    init(graph: LinkedGraph) {
        self.graph = graph
        var taken: Set<ExactText> = []
        var ids: [ModuleNumber: String] = [:]
        for module in graph.reachable {
            let name = graph[module].name
            var id = name.hasPrefix(".") || name.contains("://") ? name : "./\(name)"
            while !taken.insert(ExactText(id)).inserted { id += "?" }
            ids[module] = id
        }
        self.ids = ids
    }

    func id(of module: ModuleNumber) -> String { ids[module] ?? "" }

    /// - Parameter system: what the loader is called.
    func registration(of number: ModuleNumber, system: String) -> Fragment {
        let module = graph[number]
        let bindings = module.analysed.bindings
        var writing = ModuleWriting(module: module.analysed)
        writing.rewriting.declarations = .outside
        writing.reserve("Object")
        let (emit, context) = (writing.claim("_export"), writing.claim("_context"))
        let imported = writing.claim("imported")
        let variables = module.targets.map { writing.claim("\(UniqueNames.identifier(for: graph[$0].name))_1") }
        writing.nameImports(variables, defaultExport: hasDefaultDeclaration(module) ? "default_1" : nil)
        for call in module.calls {
            if let target = call.target {
                writing.rewriting.replace(call.node, with: "\(context).import(\(literal: id(of: target)))", as: .member)
            }
        }
        writing.replaceURL(with: graph.program.url(of: graph.graph[number].key))
        var exported: [BindingID: [String]] = [:]
        for export in bindings.exports {
            if case .local(let binding) = export.kind, let name = export.exported {
                exported[binding, default: []].append(module.analysed.text(name))
            }
        }
        let exporting = ExportingAssignments(emit: emit, exported: exported, module: module.analysed)
        exporting.apply(to: &writing)
        writing.settle()

        var text: Fragment = "\(system).register(\(literal: id(of: number)), ["
        text.append(Fragment(module.targets.map { jsonStringLiteral(id(of: $0)) }.joined(separator: ", ")))
        text.append("], (\(emit), \(context)) => {")
        var outside = writing.rewriting.hoistedNames
        outside += variables
        if !outside.isEmpty { text.appendLine("  var \(outside.joined(separator: ", "));") }
        text.appendLine("  \(statements: writing.rewriting.hoistedFunctions, of: writing.rewriting)")
        for (binding, names) in exported.sorted(by: { $0.key < $1.key }) where isFunction(binding, module.analysed) {
            for name in names { text.appendLine("  \(emit)(\(jsonStringLiteral(name)), \(writing.text(of: binding)));") }
        }
        text.appendLine("  return {")
        text.appendLine(variables.isEmpty ? "    setters: []," : "    setters: [")
        for (index, variable) in variables.enumerated() {
            let lines = ["\(variable) = \(imported);"] + reexports(ModuleRequestID(UInt32(index)), of: module, emit, imported)
            if lines.count == 1 {
                text.appendLine("      (\(imported)) => { \(lines[0]) },")
            } else {
                text.appendLine("      (\(imported)) => {")
                for line in lines { text.appendLine("        \(line)") }
                text.appendLine("      },")
            }
        }
        if !variables.isEmpty { text.appendLine("    ],") }
        text.appendLine("    \(module.hasTLA ? "async " : "")execute() {")
        text.appendLine("      \(writing.rewriting)")
        text.appendLine("    },")
        text.appendLine("  };")
        text.appendLine("});")
        return text
    }

    /// Whether an `export default` declares a function or class that has no name.
    private func hasDefaultDeclaration(_ module: LinkedGraph.Module) -> Bool {
        let tree = module.analysed.tree
        return tree[tree.body].contains { item in
            guard case .exportDefault(let value) = tree[item] else { return false }
            switch tree[value] {
            case .functionDeclaration, .classDeclaration: return true
            default: return false
            }
        }
    }

    private func isFunction(_ binding: BindingID, _ module: AnalysedModule) -> Bool {
        switch module.bindings[binding].kind {
        case .function: true
        case .defaultExport:
            module.tree[module.tree.body].contains { item in
                guard case .exportDefault(let value) = module.tree[item], case .functionDeclaration = module.tree[value] else {
                    return false
                }
                return true
            }
        default: false
        }
    }

    /// What a setter exports again, by `export … from`.
    private func reexports(_ request: ModuleRequestID, of module: LinkedGraph.Module, _ emit: String, _ imported: String) -> [String] {
        let tree = module.analysed.tree
        var lines: [String] = []
        for declaration in tree.exports where declaration.request == request {
            for specifier in declaration.specifiers {
                switch specifier {
                case .named(let local, let exported, _):
                    let value = memberText(imported, module.analysed.text(local))
                    lines.append("\(emit)(\(jsonStringLiteral(module.analysed.text(exported))), \(value));")
                case .all(let exported?, _): lines.append("\(emit)(\(jsonStringLiteral(module.analysed.text(exported))), \(imported));")
                case .all(nil, _):
                    let own = module.analysed.bindings.exports.compactMap(\.exported).filter { $0 != .known(.default) }
                    let list = (["default"] + own.map(module.analysed.text)).map(jsonStringLiteral).joined(separator: ", ")
                    lines.append(
                        "\(emit)(Object.fromEntries(Object.entries(\(imported)).filter(([name]) => ![\(list)].includes(name))));")
                }
            }
        }
        return lines
    }
}
