import Diagnostics

extension Parser {
    /// Puts an operator on the stack, behind those that do not bind more tightly.
    private mutating func push(
        _ operation: TokenKind, _ precedence: UInt8, _ operand: NodeID, from start: UInt32, base: Int
    ) throws(SyntaxFailure) {
        var left = operand
        var leftStart = start
        while operators.count > base, let top = operators.last,
            top.precedence > precedence || (top.precedence == precedence && operation != .starStar)
        {
            left = try reduce(left)
            leftStart = top.start
        }
        operators.append(
            PendingOperator(kind: operation, precedence: precedence, left: left, start: leftStart, privateName: .known(.empty)))
    }

    /// Binary operators by precedence, with a stack of their own: however many follow each other, and however they
    /// bind, nothing recurses.
    mutating func parseBinary() throws(SyntaxFailure) -> NodeID {
        var leftStart = tokenStart
        let base = operators.count
        var left = NodeID.none
        if kind == .privateName {
            try pushPrivateIn(base: base)
            leftStart = tokenStart
        }
        left = try parseUnary()
        if readsTypes { try eraseTypeOperators() }
        if left == lastArrow, operators.count == base { return left }
        while true {
            let operation = kind
            let precedence = operation.binaryPrecedence
            if precedence == 0 || (operation == .in && !allowsIn) || left == lastArrow { break }
            if operation == .starStar {
                try checkExponentBase(left)
                // Powers bind to the right: the tree goes one level down with each.
                if operators.count - base > nestingLimit { throw tooDeep() }
            }
            try push(operation, precedence, left, from: leftStart, base: base)
            try advance()
            if kind == .privateName { try pushPrivateIn(base: base) }
            leftStart = tokenStart
            left = try parseUnary()
            if readsTypes { try eraseTypeOperators() }
        }
        while operators.count > base { left = try reduce(left) }
        return left
    }

    /// `#name in`, whose right side follows.
    private mutating func pushPrivateIn(base: Int) throws(SyntaxFailure) {
        let name = lexer.token
        try advance()
        guard kind == .in, allowsIn else { throw failure("a private name stands only after '.' or before 'in'", at: name.range) }
        if operators.count > base, let top = operators.last, top.precedence >= TokenKind.relationalPrecedence {
            throw failure("a private name before 'in' must not be an operand of an operator that binds tighter", at: name.range)
        }
        try usePrivateName(name)
        operators.append(
            PendingOperator(
                kind: .in, precedence: TokenKind.relationalPrecedence, left: .none, start: name.start, privateName: name.name))
        try advance()
    }

    /// Gives the topmost operator its right operand.
    private mutating func reduce(_ right: NodeID) throws(SyntaxFailure) -> NodeID {
        let top = operators.removeLast()
        chainLinks += 1
        if top.left.isNone { return make(.privateIn(name: top.privateName, object: right), from: top.start) }
        if let operation = top.kind.logicalOperator {
            try checkMixing(operation, top.left)
            try checkMixing(operation, right)
            return make(.logical(operation, top.left, right), from: top.start)
        }
        return make(.binary(top.kind.binaryOperator ?? .add, top.left, right), from: top.start)
    }

    private mutating func checkMixing(_ operation: LogicalOperator, _ operand: NodeID) throws(SyntaxFailure) {
        guard case .logical(let inner, _, _) = tree[operand], (inner == .coalesce) != (operation == .coalesce),
            !isParenthesized(operand)
        else { return }
        throw failure(
            "'??' must not be mixed with '||' or '&&' without parentheses", at: operand, suggestion: "put parentheses around this part")
    }

    private mutating func checkExponentBase(_ left: NodeID) throws(SyntaxFailure) {
        switch tree[left] {
        case .unary, .await:
            if isParenthesized(left) { return }
            throw failure(
                "an operator such as '-' must not stand before the base of '**'", at: left,
                suggestion: "put parentheses around the base or the whole power")
        default: return
        }
    }

    // MARK: Unary operators

    private mutating func parseUnary() throws(SyntaxFailure) -> NodeID {
        let operation: UnaryOperator
        switch kind {
        case .not: operation = .not
        case .minus: operation = .minus
        case .plus: operation = .plus
        case .bitwiseNot: operation = .bitwiseNot
        case .typeof: operation = .typeof
        case .void: operation = .void
        case .delete: operation = .delete
        case .increment, .decrement: return try parsePrefixUpdate()
        case .await, .escapedReservedWord:
            takeAwaitAsName()
            return kind == .await ? try parseAwait() : try parsePostfix()
        default: return try parsePostfix()
        }
        try enter()
        let start = tokenStart
        try advance()
        let operand = try parseUnary()
        if operation == .delete, !lexer.isSloppy { try checkDelete(operand) }
        nesting -= 1
        return make(.unary(operation, operand), from: start)
    }

    private mutating func checkDelete(_ operand: NodeID) throws(SyntaxFailure) {
        var target = operand
        if case .optionalChain(let inner) = tree[target] { target = inner }
        switch tree[target] {
        case .identifier: throw failure("'delete' must not be given a name in a module, only a property", at: operand)
        case .privateMember: throw failure("a private member cannot be deleted", at: operand)
        default: return
        }
    }

    private mutating func parseAwait() throws(SyntaxFailure) -> NodeID {
        guard context.permissions.contains(.await) else { throw misplacedAwait() }
        try enter()
        let start = tokenStart
        noteAwait(lexer.token.range)
        try advance()
        let operand = try parseUnary()
        nesting -= 1
        return make(.await(operand), from: start)
    }

    private mutating func parsePrefixUpdate() throws(SyntaxFailure) -> NodeID {
        try enter()
        let start = tokenStart
        let operation: UpdateOperator = kind == .increment ? .increment : .decrement
        try advance()
        let target = try parseUnary()
        try checkSimpleTarget(target, of: operation == .increment ? "'++'" : "'--'")
        nesting -= 1
        return make(.update(operation, isPrefix: true, target), from: start)
    }

    private mutating func parsePostfix() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let operand = try parseLeftHandSide()
        guard kind == .increment || kind == .decrement, !lexer.token.followsLineBreak, operand != lastArrow else { return operand }
        let operation: UpdateOperator = kind == .increment ? .increment : .decrement
        try checkSimpleTarget(operand, of: operation == .increment ? "'++'" : "'--'")
        try advance()
        return make(.update(operation, isPrefix: false, operand), from: start)
    }
}
