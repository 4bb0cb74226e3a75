extension SyntaxTree {
    /// Whether code only looks whether an expression has a value, or does without one: `if (hook)`, `typeof hook`, `hook ?? other`.
    ///
    /// - Parameter parent: what is around the expression.
    public func isAsked(_ node: NodeID, by parent: NodeID) -> Bool {
        switch self[parent] {
        case .logical(_, node, _), .conditional(node, _, _), .if(node, _, _), .while(node, _), .doWhile(_, node), .for(_, node, _, _),
            .switch(node, _), .unary(.not, node), .unary(.typeof, node), .unary(.void, node), .unary(.delete, node),
            .logicalAssignment(_, node, _), .patternDefault(node, _), .optionalChain(node):
            return true
        case .binary(let operation, _, _):
            return [.equal, .notEqual, .strictEqual, .strictNotEqual, .instanceof, .in].contains(operation)
        case .member(node, _, isOptional: true), .computedMember(node, _, isOptional: true), .privateMember(node, _, isOptional: true),
            .call(node, _, isOptional: true):
            return true
        default: return false
        }
    }
}
