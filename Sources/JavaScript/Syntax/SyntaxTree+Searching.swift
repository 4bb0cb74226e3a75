extension SyntaxTree {
    /// Whether code that runs with a node, and not when a function in it is called, holds a node of a kind.
    ///
    /// - Complexity: linear in the text below the node.
    public func holds(_ root: NodeID, where isWanted: (Node) -> Bool) -> Bool { holds([root], where: isWanted) }

    /// The same for any of several nodes.
    public func holds(_ roots: [NodeID], where isWanted: (Node) -> Bool) -> Bool {
        var pending = roots
        while let node = pending.popLast() {
            if node.isNone { continue }
            if isWanted(self[node]) { return true }
            switch self[node] {
            case .function, .functionDeclaration: continue
            default: forEachChild(of: node) { pending.append($0) }
            }
        }
        return false
    }
}
