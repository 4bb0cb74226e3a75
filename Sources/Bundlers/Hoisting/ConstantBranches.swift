import JavaScript

/// The branches of `if` statements whose test is a constant: what is never run, and what takes the statement's place.
struct ConstantBranches: Sendable {
    /// The statements, and the branch that is left; `nil` for none.
    private(set) var statements: [(node: NodeID, kept: NodeID?)] = []
    /// By node: whether it stands in a branch that is left out; empty while there are none.
    private var isDead: [Bool] = []

    /// Linear in the size of the tree where there is such a statement.
    ///
    /// A branch with a `var`, a function or a class in it stays, as its names may be used elsewhere.
    init(of tree: SyntaxTree) {
        for index in tree.nodes.indices {
            guard case .if(let test, let then, let otherwise) = tree.nodes[index], case .boolean(let value) = tree[test] else { continue }
            let (kept, dropped) = value ? (then, otherwise) : (otherwise, then)
            if !dropped.isNone, Self.declares(dropped, in: tree) { continue }
            statements.append((NodeID(UInt32(index)), kept.isNone ? nil : kept))
            if isDead.isEmpty { isDead = Array(repeating: false, count: tree.nodes.count) }
            if !dropped.isNone { isDead[Int(dropped.index)] = true }
        }
        if isDead.isEmpty { return }
        for index in tree.nodes.indices.reversed() where isDead[index] {
            tree.forEachChild(of: NodeID(UInt32(index))) { isDead[Int($0.index)] = true }
        }
    }

    func contains(_ node: NodeID) -> Bool { !isDead.isEmpty && isDead[Int(node.index)] }

    private static func declares(_ branch: NodeID, in tree: SyntaxTree) -> Bool {
        var pending = [branch]
        while let node = pending.popLast() {
            switch tree[node] {
            case .variables(.var, _), .functionDeclaration, .classDeclaration: return true
            case .function, .classExpression: continue
            default: tree.forEachChild(of: node) { pending.append($0) }
            }
        }
        return false
    }
}
