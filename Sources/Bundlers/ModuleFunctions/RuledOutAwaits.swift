import JavaScript

/// What a bundler sees of the awaits of a module that leaves out what a constant condition rules out, such as `if (false) await x`: they make no module
/// asynchronous.
struct RuledOutAwaits {
    /// Whether an await at the top level is left.
    private(set) var awaits = false
    /// The statements and expressions that are ruled out.
    private(set) var nodes: [NodeID] = []

    private let tree: SyntaxTree

    /// - Complexity: linear in the size of the tree.
    init(_ tree: SyntaxTree) {
        self.tree = tree
        guard tree.hasTLA else { return }
        var pending = Array(tree[tree.body])
        while let node = pending.popLast() {
            switch tree[node] {
            case .function, .functionDeclaration: continue
            case .await: awaits = true
            case .forOf(_, _, _, isAwait: true): awaits = true
            default: break
            }
            let dead = deadChild(of: node)
            if let dead { nodes.append(dead) }
            tree.forEachChild(of: node) { if $0 != dead { pending.append($0) } }
        }
    }

    private func deadChild(of node: NodeID) -> NodeID? {
        switch tree[node] {
        case .if(let test, let then, let otherwise), .conditional(let test, let then, let otherwise):
            guard let isTrue = truth(of: test) else { return nil }
            let dead = isTrue ? otherwise : then
            return dead.isNone ? nil : dead
        case .logical(.and, let first, let second): return truth(of: first) == false ? second : nil
        case .logical(.or, let first, let second): return truth(of: first) == true ? second : nil
        default: return nil
        }
    }

    /// Whether an expression is true, where a constant tells.
    private func truth(of node: NodeID) -> Bool? {
        switch tree[node] {
        case .boolean(let value): value
        case .null: false
        case .number(let index): tree.numbers[Int(index)] != 0 && !tree.numbers[Int(index)].isNaN
        case .unary(.not, let operand): truth(of: operand).map { !$0 }
        case .unary(.void, let operand): truth(of: operand) == nil ? nil : false
        default: nil
        }
    }

    /// Takes out what is ruled out; the variables of a `var` in it stay.
    func remove(from rewriting: inout Rewriting) {
        for node in nodes {
            switch tree[node] {
            case .variables, .functionDeclaration, .classDeclaration, .expressionStatement, .block, .empty, .if, .for, .forIn, .forOf,
                .while,
                .doWhile, .return, .break, .continue, .throw, .try, .switch, .labeled, .debugger:
                let names = variables(in: node, rewriting.module)
                rewriting.replace(node, with: Fragment(names.isEmpty ? "{}" : "{ var \(names.joined(separator: ", ")); }"))
            default: rewriting.replace(node, with: "undefined", as: .member)
            }
        }
    }

    private func variables(in node: NodeID, _ module: AnalysedModule) -> [String] {
        var names: [String] = []
        var pending = [node]
        while let node = pending.popLast() {
            if case .variables(.var, let declarators) = tree[node] {
                for declarator in tree[declarators] {
                    guard case .declarator(let target, _) = tree[declarator] else { continue }
                    tree.forEachTarget(in: target) { if case .identifier(let name) = tree[$0] { names.append(module.text(name)) } }
                }
            }
            switch tree[node] {
            case .function, .functionDeclaration: continue
            default: tree.forEachChild(of: node) { pending.append($0) }
            }
        }
        return names
    }
}
