import JavaScript
import Programs
import Text

/// What a module that is a function in a table imports of CommonJS, as webpack writes it.
struct CommonJSImports {
    private let graph: LinkedGraph
    private let module: LinkedGraph.Module
    private let number: ModuleNumber
    private let variables: [String]
    /// By request: the function whose `a` is the default export, where `__esModule` has a say.
    private var defaults: [Int: String] = [:]
    /// By request: the variable whose `o` is the namespace object.
    private var objects: [Int: String] = [:]
    /// By request: what stands behind the line that asks for the module.
    private(set) var lines: [Int: [String]] = [:]

    /// Names what the module imports of CommonJS.
    init(
        of number: ModuleNumber, in graph: LinkedGraph, _ variables: [String], require: String, _ writing: inout ModuleWriting
    ) {
        self.graph = graph
        self.number = number
        self.variables = variables
        module = graph[number]
        for (request, target) in module.targets.enumerated() where graph.isCommonJS(target) {
            if !module.hasNodeImports {
                let name = writing.claim(variables[request] + "_default")
                defaults[request] = name
                lines[request, default: []].append("var \(name) = \(require).n(\(variables[request]));")
            }
            let name = writing.claim(variables[request] + "_namespace")
            objects[request] = name
            lines[request, default: []].append("var \(name) = \(require).o(\(variables[request]));")
        }
        if objects.isEmpty { return }
        nameImports(in: &writing)
    }

    private func nameImports(in writing: inout ModuleWriting) {
        let (tree, bindings) = (module.analysed.tree, module.analysed.bindings)
        var parents: ParentTable?
        for entry in bindings.imports where graph.isCommonJS(module.targets[Int(entry.request.index)]) {
            let request = Int(entry.request.index)
            if let imported = entry.imported {
                if imported == .known(.default) { writing.rewriting.names[entry.binding] = defaultName(request) }
                continue
            }
            writing.rewriting.names[entry.binding] = .member(of: objects[request] ?? "", key: "o")
            // A member that is named needs no object.
            let table = parents ?? ParentTable(of: tree)
            parents = table
            for reference in bindings.references(to: entry.binding) {
                guard let parent = table[reference.node], case .member(reference.node, let name, false) = tree[parent] else { continue }
                let isCalled = table[parent].map { if case .call(parent, _, _) = tree[$0] { true } else { false } } ?? false
                let text = text(of: name, from: entry.request) ?? ""
                writing.rewriting.replace(parent, with: Fragment(isCalled ? "(0, \(text))" : text), as: .member)
            }
        }
    }

    private func defaultName(_ request: Int) -> Renaming.Name {
        defaults[request].map { .member(of: $0, key: "a") } ?? .identifier(variables[request])
    }

    /// What stands for an export of CommonJS, or without a name for all of them; `nil` where the request asks for something else.
    func text(of name: NameID?, from request: ModuleRequestID) -> String? {
        let request = Int(request.index)
        guard let object = objects[request] else { return nil }
        guard let name else { return object + ".o" }
        if name != .known(.default) { return memberText(variables[request], module.analysed.text(name)) }
        return defaults[request].map { $0 + ".a" } ?? variables[request]
    }

    /// The lines that export what `export *` finds when the module runs.
    func additions(_ parameters: [String]) -> [String] {
        guard parameters.count > 2 else { return [] }
        return module.analysed.bindings.exports.compactMap { export in
            guard case .all(let request) = export.kind, graph.exports.addsNames(module.targets[Int(request.index)]) else { return nil }
            return "\(parameters[2]).s(\(parameters[1]), \(variables[Int(request.index)]));"
        }
    }
}
