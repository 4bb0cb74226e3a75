extension SyntaxTree {
    /// What a link of a chain stands on: the left operand of `a + b`, the object of `a.b`, the callee of `a()`; none for any other node.
    ///
    /// A chain of such links reads as a list, however long it is, and its tree goes down with each. What goes through all of a tree goes along a chain
    /// by this, and recurses for none of its links.
    func base(ofLink node: NodeID) -> NodeID {
        switch self[node] {
        case .binary(_, let left, _), .logical(_, let left, _): left
        case .member(let object, _, _), .computedMember(let object, _, _), .privateMember(let object, _, _): object
        case .call(let callee, _, _), .taggedTemplate(let callee, _): callee
        default: .none
        }
    }

    /// Whether a link calls what it stands on, so that a member there is the receiver's.
    func callsBase(_ link: NodeID) -> Bool {
        switch self[link] {
        case .call, .taggedTemplate: true
        default: false
        }
    }
}
