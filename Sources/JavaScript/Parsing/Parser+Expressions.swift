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
        if kind == .yield, mayNameYield { lexer.token.kind = .identifier }
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
        if case .identifier = tree[target], isParenthesized(target), tree.isAnonymousFunction(value) {
            tree.parenthesizedTargets.append(target)
        }
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
        let then = try readsTypes ? parseTypedThen() : parseAssignmentAllowingIn()
        try expect(.colon, "and the other value of the conditional")
        let otherwise = try parseAssignment()
        return make(.conditional(test: test, then: then, otherwise: otherwise), from: start)
    }
}
