import JavaScript
import Text

/// What bun makes outside of the function of a wrapped module, since making it needs nothing of the module: constants, functions, and classes of
/// such. A variable then has its value before the module runs.
struct MovableParts {
    /// The declarators that leave the function.
    private(set) var declarators: [NodeID] = []
    /// `var a = 1, b = 2;`
    private(set) var initialisers = Fragment()
    /// The names that the initialisers declare.
    private(set) var names: [String] = []
    /// The items that leave it whole.
    private(set) var items: [NodeID] = []

    init(in rewriting: Rewriting) {
        let tree = rewriting.module.tree
        var parts = Fragment()
        for item in tree[tree.body] {
            let declaration = tree.declaration(of: item)
            switch tree[declaration] {
            case .variables(let kind, _) where kind.isUsing: continue
            case .variables(_, let list):
                for declarator in tree[list] {
                    guard case .declarator(let target, let value) = tree[declarator], !value.isNone, rewriting.module.canMove(value),
                        case .identifier = tree[target], let binding = rewriting.module.bindings.binding(of: target)
                    else { continue }
                    declarators.append(declarator)
                    names.append(rewriting.names.root(of: binding))
                    parts.append(parts.isEmpty ? "var " : ", ")
                    parts.append("\(target, of: rewriting) = \(value, of: rewriting, as: .assignment)")
                }
            case .classDeclaration(let index): if rewriting.module.canMoveClass(index) { items.append(item) }
            default:
                guard case .exportDefault = tree[item], rewriting.module.isExpression(declaration), rewriting.module.canMove(declaration)
                else { continue }
                items.append(item)
            }
        }
        if parts.isEmpty { return }
        parts.append(";")
        initialisers = parts
    }
}

extension AnalysedModule {
    fileprivate func isExpression(_ node: NodeID) -> Bool {
        switch tree[node] {
        case .functionDeclaration, .classDeclaration: false
        default: true
        }
    }

    fileprivate func canMove(_ value: NodeID) -> Bool {
        switch tree[value] {
        case .null, .boolean, .number, .string, .function, .importMeta: return true
        case .identifier(let name): return bindings.binding(of: value) == nil && text(name) == "undefined"
        case .template(let elements): return elements.count == 1
        case .classExpression(let index): return canMoveClass(index)
        case .unary(.minus, let operand), .unary(.not, let operand), .unary(.void, let operand):
            return if case .number = tree[operand] { true } else { false }
        default: return false
        }
    }

    fileprivate func canMoveClass(_ index: UInt32) -> Bool {
        let definition = tree.classes[Int(index)]
        guard definition.superclass.isNone else { return false }
        return tree[definition.members].allSatisfy { member in
            switch tree[member] {
            case .classMethod(_, _, _, let flags): !flags.contains(.isComputed)
            case .classField(_, let value, let flags):
                !flags.contains(.isComputed) && (!flags.contains(.isStatic) || value.isNone || canMoveInitialiser(value))
            default: false
            }
        }
    }

    private func canMoveInitialiser(_ value: NodeID) -> Bool {
        guard case .function(let function) = tree[value], let statement = tree[tree[function].body].first,
            case .return(let result) = tree[statement]
        else { return false }
        return canMove(result)
    }
}
