extension SyntaxTree {
    /// Calls `body` with each child of a node, in source order but for what stands in a class: its superclass, its
    /// constructor, its other members. Names, numbers and absent children are none.
    ///
    /// A child stands before its parent in ``nodes``, so that a pass from the leaves up is a plain loop.
    @inlinable public func forEachChild(of id: NodeID, _ body: (NodeID) -> Void) {
        func visit(_ child: NodeID) { if !child.isNone { body(child) } }
        func visitAll(_ list: NodeList) { for child in self[list] where !child.isNone { body(child) } }
        switch self[id] {
        case .identifier, .this, .null, .boolean, .number, .string, .regularExpression, .bigInt, .templateElement, .superMember,
            .importMeta, .newTarget,
            .empty,
            .break, .continue, .debugger, .importDeclaration, .exportNames, .privateName:
            break
        case .template(let list), .array(let list), .object(let list), .sequence(let list), .superCall(let list),
            .objectPattern(let list), .arrayPattern(let list), .block(let list), .variables(_, let list):
            visitAll(list)
        case .taggedTemplate(let child, let list), .call(let child, let list, _), .new(let child, let list),
            .switch(let child, let list), .switchCase(let child, let list):
            visit(child)
            visitAll(list)
        case .spread(let child), .unary(_, let child), .update(_, _, let child), .member(let child, _, _),
            .privateMember(let child, _, _), .superComputedMember(let child), .optionalChain(let child), .await(let child),
            .yield(let child, _), .privateIn(_, let child), .rest(let child), .expressionStatement(let child), .return(let child),
            .throw(let child), .labeled(_, let child), .exportDeclaration(let child), .exportDefault(let child),
            .classStaticBlock(let child):
            visit(child)
        case .property(let first, let second, _, _), .binary(_, let first, let second), .logical(_, let first, let second),
            .assignment(let first, let second), .compoundAssignment(_, let first, let second),
            .logicalAssignment(_, let first, let second), .computedMember(let first, let second, _),
            .importCall(let first, let second, _), .patternProperty(let first, let second, _), .patternDefault(let first, let second),
            .declarator(let first, let second), .while(let first, let second), .doWhile(let first, let second),
            .with(let first, let second),
            .classMethod(let first, let second, _, _), .classField(let first, let second, _):
            visit(first)
            visit(second)
        case .conditional(let first, let second, let third), .if(let first, let second, let third),
            .forIn(let first, let second, let third), .forOf(let first, let second, let third, _):
            visit(first)
            visit(second)
            visit(third)
        case .for(let first, let second, let third, let fourth), .try(let first, let second, let third, let fourth):
            visit(first)
            visit(second)
            visit(third)
            visit(fourth)
        case .function(let function), .functionDeclaration(let function):
            visitAll(self[function].parameters)
            visitAll(self[function].body)
        case .classExpression(let index), .classDeclaration(let index):
            let definition = classes[Int(index)]
            visit(definition.superclass)
            visit(definition.constructor)
            visitAll(definition.members)
        }
    }
}
