import Diagnostics

extension Parser {
    /// An Expression: assignments with commas between.
    mutating func parseExpression() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let outerAllowsIn = allowsIn
        allowsIn = true
        var expression = try parseAssignment()
        if kind == .comma { expression = try parseSequence(expression, from: start) }
        allowsIn = outerAllowsIn
        return expression
    }

    /// The rest of `first, …`.
    mutating func parseSequence(_ first: NodeID, from start: UInt32) throws(SyntaxFailure) -> NodeID {
        let mark = pending.count
        pending.append(first)
        while try consume(.comma) {
            let next = try parseAssignment()
            pending.append(next)
        }
        let list = makeList(from: mark)
        return make(.sequence(list), from: start)
    }

    /// An AssignmentExpression that cannot become a pattern.
    mutating func parseAssignment() throws(SyntaxFailure) -> NodeID {
        let outerCover = cover
        cover = CoverErrors()
        let expression = try parseAssignmentCovering()
        if !cover.isEmpty { try checkCover() }
        cover = outerCover
        return expression
    }

    mutating func parseAssignmentAllowingIn() throws(SyntaxFailure) -> NodeID {
        let outerAllowsIn = allowsIn
        allowsIn = true
        let expression = try parseAssignment()
        allowsIn = outerAllowsIn
        return expression
    }

    /// An AssignmentExpression whose object and array literals may yet become patterns; what is wrong with them if they
    /// do not is left in ``cover``.
    mutating func parseAssignmentCovering() throws(SyntaxFailure) -> NodeID {
        try enter()
        let start = tokenStart
        if kind == .yield {
            let expression = try parseYield()
            nesting -= 1
            return expression
        }
        let outerCover = cover
        cover = CoverErrors()
        arrowStart = start
        var expression = try parseConditional()
        if kind.isAssignment, expression != lastArrow { expression = try parseAssignmentRest(expression, from: start) }
        cover.merge(earlier: outerCover)
        nesting -= 1
        return expression
    }

    private mutating func parseAssignmentRest(_ target: NodeID, from start: UInt32) throws(SyntaxFailure) -> NodeID {
        let assignment = kind
        if assignment == .assign {
            try makeAssignmentTarget(target, from: start)
            cover = CoverErrors()
        } else {
            try checkSimpleTarget(target, of: "'\(shortText(lexer.token.range))'")
        }
        try advance()
        let value = try parseAssignment()
        if assignment == .assign { return make(.assignment(target: target, value: value), from: start) }
        if let operation = assignment.logicalOperator {
            return make(.logicalAssignment(operation, target: target, value: value), from: start)
        }
        return make(.compoundAssignment(assignment.binaryOperator ?? .add, target: target, value: value), from: start)
    }

    /// Throws if an expression that is no pattern holds what only a pattern may.
    mutating func checkCover() throws(SyntaxFailure) {
        if cover.initializer.start != .max {
            throw failure(
                "a default such as '{a = 1}' stands only in a pattern", at: cover.initializer, suggestion: "write ':' for a property")
        }
        if cover.duplicateProto.start != .max {
            throw failure("an object literal sets '__proto__' once, found it twice", at: cover.duplicateProto)
        }
    }

    private mutating func parseYield() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        guard context.permissions.contains(.yield) else {
            if context.isGenerator { throw failure("'yield' must not stand in the parameters of a generator", at: lexer.token.range) }
            throw misplacedYield()
        }
        context.latestSuspension = Int64(start)
        try advance()
        if lexer.token.followsLineBreak { return make(.yield(argument: .none, isDelegate: false), from: start) }
        switch kind {
        case .rightParenthesis, .rightBracket, .rightBrace, .comma, .semicolon, .colon, .in, .endOfModule:
            return make(.yield(argument: .none, isDelegate: false), from: start)
        case .star:
            try advance()
            let argument = try parseAssignment()
            return make(.yield(argument: argument, isDelegate: true), from: start)
        default:
            let argument = try parseAssignment()
            return make(.yield(argument: argument, isDelegate: false), from: start)
        }
    }

    private mutating func misplacedYield() -> SyntaxFailure {
        failure(
            "'yield' stands only in generators, and is a reserved word in modules", at: lexer.token.range,
            suggestion: "write 'function*' for the function around it")
    }

    private mutating func parseConditional() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let test = try parseBinary()
        guard kind == .question, test != lastArrow else { return test }
        try advance()
        let then = try parseAssignmentAllowingIn()
        try expect(.colon, "and the other value of the conditional")
        let otherwise = try parseAssignment()
        return make(.conditional(test: test, then: then, otherwise: otherwise), from: start)
    }

    // MARK: Binary operators

    /// Binary operators by precedence, with a stack of their own: however many follow each other, and however they
    /// bind, nothing recurses.
    private mutating func parseBinary() throws(SyntaxFailure) -> NodeID {
        var leftStart = tokenStart
        let base = operators.count
        var left = NodeID.none
        if kind == .privateName {
            try pushPrivateIn(base: base)
            leftStart = tokenStart
        }
        left = try parseUnary()
        if left == lastArrow, operators.count == base { return left }
        while true {
            let operation = kind
            let precedence = operation.binaryPrecedence
            if precedence == 0 || (operation == .in && !allowsIn) || left == lastArrow { break }
            if operation == .starStar {
                try checkExponentBase(left)
                // Powers bind to the right: the tree goes one level down with each.
                if operators.count - base > ParserLimits.nestingDepth { throw tooDeep() }
            }
            while operators.count > base, let top = operators.last,
                top.precedence > precedence || (top.precedence == precedence && operation != .starStar)
            {
                left = try reduce(left)
                leftStart = top.start
            }
            operators.append(PendingOperator(kind: operation, precedence: precedence, left: left, start: leftStart, privateName: .known(.empty)))
            try advance()
            if kind == .privateName { try pushPrivateIn(base: base) }
            leftStart = tokenStart
            left = try parseUnary()
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
        case .await: return try parseAwait()
        default: return try parsePostfix()
        }
        try enter()
        let start = tokenStart
        try advance()
        let operand = try parseUnary()
        if operation == .delete { try checkDelete(operand) }
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
