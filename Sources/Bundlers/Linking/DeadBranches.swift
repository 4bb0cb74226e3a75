import JavaScript

/// The parts of a module that a constant condition rules out: bundlers leave them out, and an await or an `import()` in them counts for nothing.
struct DeadBranches: Sendable {
    /// Which conditions a bundler takes for constant.
    enum Conditions: Sendable {
        /// `true` and `false`, as the test of an `if`.
        case literals
        /// Beside these `null`, numbers, and `!` and `void` before such; the tests of `?:`, `&&` and `||` too.
        case constants
    }

    /// Statements and expressions that are ruled out; one may stand in another.
    private(set) var nodes: [NodeID] = []
    /// By node: whether it stands in one of them; empty while there are none.
    private var isDead: [Bool] = []

    /// - Complexity: linear in the size of the tree.
    init(of tree: SyntaxTree, _ conditions: Conditions = .literals) {
        for node in tree.nodes {
            guard let dead = Self.deadChild(of: node, in: tree, conditions), !dead.isNone else { continue }
            nodes.append(dead)
            if isDead.isEmpty { isDead = Array(repeating: false, count: tree.nodes.count) }
            isDead[Int(dead.index)] = true
        }
        // Nodes stand behind their children.
        for index in isDead.indices.reversed() where isDead[index] {
            tree.forEachChild(of: NodeID(UInt32(index))) { isDead[Int($0.index)] = true }
        }
    }

    /// Whether a node stands in what is ruled out.
    func contains(_ node: NodeID) -> Bool { !isDead.isEmpty && isDead[Int(node.index)] }

    private static func deadChild(of node: Node, in tree: SyntaxTree, _ conditions: Conditions) -> NodeID? {
        switch node {
        case .if(let test, let then, let otherwise):
            return truth(of: test, in: tree, conditions).map { $0 ? otherwise : then }
        case .conditional(let test, let then, let otherwise) where conditions == .constants:
            return truth(of: test, in: tree, conditions).map { $0 ? otherwise : then }
        case .logical(.and, let first, let second) where conditions == .constants:
            return truth(of: first, in: tree, conditions) == false ? second : nil
        case .logical(.or, let first, let second) where conditions == .constants:
            return truth(of: first, in: tree, conditions) == true ? second : nil
        default: return nil
        }
    }

    /// Whether an expression is true, where a constant tells.
    private static func truth(of node: NodeID, in tree: SyntaxTree, _ conditions: Conditions) -> Bool? {
        if case .boolean(let value) = tree[node] { return value }
        guard conditions == .constants else { return nil }
        // An even number of `!` changes nothing.
        var (node, isNegated) = (node, false)
        while case .unary(.not, let operand) = tree[node] { (node, isNegated) = (operand, !isNegated) }
        let value: Bool
        switch tree[node] {
        case .boolean(let flag): value = flag
        case .null: value = false
        case .number(let index): value = tree.numbers[Int(index)] != 0 && !tree.numbers[Int(index)].isNaN
        case .unary(.void, let operand):
            switch tree[operand] {
            case .boolean, .null, .number: value = false
            default: return nil
            }
        default: return nil
        }
        return value != isNegated
    }
}

extension Rewriting {
    /// Leaves out what is ruled out; the variables that a `var` in it declares stay.
    mutating func remove(_ dead: DeadBranches) {
        for node in dead.nodes {
            switch module.tree[node] {
            case .variables, .functionDeclaration, .classDeclaration, .expressionStatement, .block, .empty, .if, .for, .forIn, .forOf,
                .while,
                .doWhile, .return, .break, .continue, .throw, .try, .switch, .labeled, .debugger:
                var text: Fragment = ""
                for binding in variables(in: node) {
                    text.append(text.isEmpty ? "{ var " : ", ")
                    text.append("\(binding)")
                }
                if text.isEmpty { text = "{}" } else { text.append("; }") }
                replace(node, with: text)
            default: replace(node, with: "void 0", as: .unary)
            }
        }
    }

    /// The variables that a `var` in a statement declares, but not in the functions in it, and that are declared where it stands.
    private func variables(in statement: NodeID) -> [BindingID] {
        let tree = module.tree
        var found: [BindingID] = []
        var seen: Set<BindingID> = []
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
                        if seen.insert(binding).inserted { found.append(binding) }
                    }
                }
            default: break
            }
            tree.forEachChild(of: node) { pending.append($0) }
        }
        return found
    }
}
