import Diagnostics
import JavaScript
import Text

/// Makes assignments to exported variables tell the loader, as `_export("x", x = 1)`.
struct ExportingAssignments {
    let emit: String
    /// The names under which bindings are exported.
    let exported: [BindingID: [String]]
    let module: AnalysedModule

    private var tree: SyntaxTree { module.tree }

    init(emit: String, exported: [BindingID: [String]], module: AnalysedModule) {
        self.emit = emit
        self.exported = exported
        self.module = module
    }

    func apply(to writing: inout ModuleWriting) {
        changeItems(&writing)
        if exported.isEmpty { return }
        let parents = ParentTable(of: tree)
        var patterns: [NodeID: [BindingID]] = [:]
        var order: [NodeID] = []
        for (binding, _) in exported.sorted(by: { $0.key < $1.key }) {
            for reference in module.bindings.references(to: binding) where reference.usage != .read {
                change(reference, binding, parents, &writing) { node in
                    if patterns[node] == nil { order.append(node) }
                    patterns[node, default: []].append(binding)
                }
            }
        }
        for node in order { changePattern(node, patterns[node] ?? [], &writing) }
    }

    /// `_export("a", _export("b", value))`.
    private func wrapped(_ value: Fragment, _ binding: BindingID) -> Fragment {
        var result = value
        for name in exported[binding] ?? [] { result = "\(emit)(\(literal: name), \(result))" }
        return result
    }

    private func change(
        _ reference: Reference, _ binding: BindingID, _ parents: ParentTable, _ writing: inout ModuleWriting, pattern: (NodeID) -> Void
    ) {
        guard let parent = parents[reference.node] else { return }
        switch tree[parent] {
        case .declarator(let target, let value) where target == reference.node:
            if !value.isNone {
                writing.rewriting.replace(parent, with: wrapped("\(binding) = \(value, as: .assignment)", binding))
            }
        case .assignment(let target, _) where target == reference.node,
            .compoundAssignment(_, let target, _) where target == reference.node,
            .logicalAssignment(_, let target, _) where target == reference.node:
            writing.rewriting.replace(parent, with: wrapped("\(parent, as: .assignment)", binding), as: .member)
        case .update(_, let isPrefix, _):
            let isStatement = parents[parent].map { if case .expressionStatement = tree[$0] { true } else { false } } ?? false
            if isPrefix {
                writing.rewriting.replace(parent, with: wrapped("\(parent, as: .assignment)", binding), as: .member)
            } else if isStatement {
                writing.rewriting.replace(parent, with: wrapped("(\(parent, as: .assignment), \(binding))", binding), as: .member)
            } else {
                let fragment: Fragment = "[\(parent, as: .assignment), \(wrapped("\(binding)", binding))][0]"
                writing.rewriting.replace(parent, with: fragment, as: .member)
            }
        default:
            // A pattern: what holds it tells of all its names.
            var node = parent
            while let outer = parents[node] {
                switch tree[node] {
                case .objectPattern, .arrayPattern, .patternProperty, .patternDefault, .rest: node = outer
                case .declarator, .assignment: return pattern(node)
                default: return
                }
            }
        }
    }

    private func changePattern(_ node: NodeID, _ bindings: [BindingID], _ writing: inout ModuleWriting) {
        var calls = Fragment()
        for binding in bindings { calls.append(", \(wrapped("\(binding)", binding))") }
        if case .declarator(let target, let value) = tree[node] {
            if !value.isNone { writing.rewriting.replace(node, with: "[\(target) = \(value, as: .assignment)\(calls)]") }
        } else {
            writing.rewriting.replace(node, with: "[\(node, as: .assignment)\(calls)][0]", as: .member)
        }
    }

    /// Classes, `export default`, and names that were imported: they tell where the statement stands.
    private func changeItems(_ writing: inout ModuleWriting) {
        for item in tree[tree.body] {
            switch tree[item] {
            case .exportDefault(let value):
                switch tree[value] {
                case .functionDeclaration: break
                case .classDeclaration(let index): tell(module.bindings.binding(ofClass: index), after: value, &writing)
                default:
                    writing.rewriting.replace(item, with: "\(emit)(\"default\", \(value, as: .assignment));")
                }
            case .exportDeclaration(let declaration):
                if case .classDeclaration(let index) = tree[declaration] {
                    tell(module.bindings.binding(ofClass: index), after: declaration, &writing)
                }
            case .classDeclaration(let index): tell(module.bindings.binding(ofClass: index), after: item, &writing)
            case .exportNames(let index) where tree.exports[Int(index)].request == nil:
                var text = Fragment()
                for case .named(let local, let name, _) in tree.exports[Int(index)].specifiers {
                    guard let binding = module.bindings.moduleBinding(named: local), module.bindings[binding].isImported else { continue }
                    text.appendLine("\(emit)(\(literal: module.text(name)), \(binding));")
                }
                if !text.isEmpty { writing.rewriting.replace(item, with: text) }
            default: break
            }
        }
    }

    private func tell(_ binding: BindingID?, after node: NodeID, _ writing: inout ModuleWriting) {
        guard let binding, exported[binding] != nil else { return }
        writing.rewriting.insert("\(wrapped("\(binding)", binding));", after: node)
    }
}
