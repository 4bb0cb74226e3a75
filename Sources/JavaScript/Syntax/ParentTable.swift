/// The parent of every node of a tree, which the tree itself does not keep.
public struct ParentTable: Sendable {
    private var parents: [NodeID]

    /// - Complexity: linear in the size of the tree.
    public init(of tree: SyntaxTree) {
        parents = Array(repeating: .none, count: tree.nodes.count)
        for index in tree.nodes.indices {
            let parent = NodeID(UInt32(index))
            tree.forEachChild(of: parent) { parents[Int($0.index)] = parent }
        }
    }

    /// The node around a node; `nil` for the items of the module.
    public subscript(id: NodeID) -> NodeID? {
        let parent = parents[Int(id.index)]
        return parent.isNone ? nil : parent
    }
}
