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
            var declaration = item
            switch tree[item] {
            case .exportDeclaration(let inner), .exportDefault(let inner): declaration = inner
            default: break
            }
            switch tree[declaration] {
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

extension Rewriting {
    /// Leaves out what an `if` does that has a literal as its condition and does not do it; variables that it declares stay.
    mutating func dropDeadBranches() {
        let tree = module.tree
        for node in tree.nodes {
            guard case .if(let test, let then, let otherwise) = node, case .boolean(let flag) = tree[test] else { continue }
            let dead = flag ? otherwise : then
            if dead.isNone { continue }
            let names = declaredVariables(in: dead)
            replace(dead, with: Fragment(names.isEmpty ? "{}" : "{ var \(names.joined(separator: ", ")); }"))
        }
    }

    /// The variables that a `var` in a statement declares, but not in the functions in it.
    private func declaredVariables(in statement: NodeID) -> [String] {
        let tree = module.tree
        var found: [String] = []
        var seen: Set<ExactText> = []
        var pending = [statement]
        while let node = pending.popLast() {
            switch tree[node] {
            case .function, .functionDeclaration, .classDeclaration, .classExpression: continue
            case .variables(.var, let list):
                for declarator in tree[list] {
                    guard case .declarator(let target, _) = tree[declarator] else { continue }
                    tree.forEachTarget(in: target) { name in
                        guard let binding = module.bindings.binding(of: name),
                            declarations != .outside || module.bindings[binding].scope != .module
                        else { return }
                        let text = names.root(of: binding)
                        if seen.insert(ExactText(text)).inserted { found.append(text) }
                    }
                }
            default: break
            }
            tree.forEachChild(of: node) { pending.append($0) }
        }
        return found
    }
}
