extension Parser {
    mutating func parseLoopBody() throws(SyntaxFailure) -> NodeID {
        context.loopDepth += 1
        let body = try parseStatement()
        context.loopDepth -= 1
        return body
    }

    mutating func parseWhile() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        try expect(.leftParenthesis, "after 'while'")
        let test = try parseExpression()
        try expect(.rightParenthesis, "to close the condition")
        let body = try parseLoopBody()
        return make(.while(test: test, body: body), from: start)
    }

    mutating func parseDoWhile() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        let body = try parseLoopBody()
        guard kind == .while else { throw unexpected("expected 'while' after the body of 'do'") }
        try advance()
        try expect(.leftParenthesis, "after 'while'")
        let test = try parseExpression()
        try expect(.rightParenthesis, "to close the condition")
        // A semicolon is always inserted here.
        _ = try consume(.semicolon)
        return make(.doWhile(body: body, test: test), from: start)
    }

    /// All forms of `for`. https://tc39.es/ecma262/#sec-for-statement
    mutating func parseFor() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        var isAwait = false
        if kind == .await {
            let range = lexer.token.range
            guard context.permissions.contains(.await) else { throw misplacedAwait() }
            try advance()
            isAwait = true
            noteAwait(range)
        }
        try expect(.leftParenthesis, "after 'for'")
        let outerAllowsIn = allowsIn
        switch kind {
        case .semicolon where !isAwait:
            return try parseForRest(initial: .none, from: start)
        case .let where lexer.isSloppy:
            if try isLetDeclaration() { return try parseForVariables(.let, at: tokenStart, from: start, isAwait: isAwait) }
        case .var, .let, .const:
            let keyword: VariableKind = kind == .var ? .var : kind == .let ? .let : .const
            return try parseForVariables(keyword, at: tokenStart, from: start, isAwait: isAwait)
        case .identifier, .await:
            let declarationStart = tokenStart
            if let keyword = try advanceToUsing(inFor: true) {
                return try parseForVariables(keyword, at: declarationStart, from: start, isAwait: isAwait)
            }
        default: break
        }
        let first = lexer.token
        let isAsyncWord = isWord(.async)
        let outerCover = cover
        cover = CoverErrors()
        allowsIn = false
        let left = try parseForHead()
        allowsIn = outerAllowsIn
        let headEnd = lexer.previousEnd
        let isOf = isWord(.of)
        if isOf || (kind == .in && !isAwait) {
            if isOf, !isAwait, isAsyncWord, first.end == headEnd {
                throw failure("a 'for' loop must not start with 'async of'", at: first.range, suggestion: "put 'async' in parentheses")
            }
            try makeAssignmentTarget(left, from: first.start)
            cover = outerCover
            return isOf ? try parseForOf(left: left, from: start, isAwait: isAwait) : try parseForIn(left: left, from: start)
        }
        if kind == .identifier, !lexer.token.followsLineBreak { throw missingSemicolon(after: "the start of the head of 'for'") }
        if isAwait { throw unexpected("expected 'of' in the head of 'for await'") }
        try checkCover()
        cover = outerCover
        return try parseForRest(initial: left, from: start)
    }

    /// The expression at the head: a target of `in` or `of`, or the first of the three.
    private mutating func parseForHead() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let first = try parseAssignmentCovering()
        guard kind == .comma else { return first }
        try checkCover()
        return try parseSequence(first, from: start)
    }

    private mutating func parseForVariables(
        _ variableKind: VariableKind, at declarationStart: UInt32, from start: UInt32, isAwait: Bool
    ) throws(SyntaxFailure) -> NodeID {
        try advance()
        let outerAllowsIn = allowsIn
        allowsIn = false
        let mark = pending.count
        var unfinished: (target: NodeID, end: UInt32)?
        var hasInitializer = false
        repeat {
            let targetStart = tokenStart
            try refuseLetAsName(variableKind)
            let target = try parseBindingTarget("a name to declare")
            if variableKind.isUsing { try checkUsingTarget(target) }
            try eraseAnnotation()
            var value = NodeID.none
            if kind == .assign {
                try advance()
                value = try parseAssignment()
                hasInitializer = true
            } else if unfinished == nil {
                unfinished = (target, lexer.previousEnd)
            }
            let declarator = make(.declarator(target: target, value: value), from: targetStart)
            pending.append(declarator)
            // Only the three-part form may go on without values; for it they are asked for below.
            if kind == .comma, let missing = unfinished { try checkForInitializer(missing.target, variableKind) }
        } while try consume(.comma)
        allowsIn = outerAllowsIn
        let count = pending.count - mark
        let list = makeList(from: mark)
        let declaration = make(.variables(variableKind, list), from: declarationStart)
        let isOf = isWord(.of)
        if isOf || (kind == .in && !isAwait) {
            let word = isOf ? "of" : "in"
            if !isOf, variableKind.isUsing {
                throw failure("a 'using' declaration must not stand in a 'for … in' loop", at: declaration)
            }
            if count > 1 { throw failure("a 'for … \(word)' loop declares one name or pattern, found \(count)", at: declaration) }
            if hasInitializer, isOf || !mayInitialize(list, variableKind) {
                throw failure("what a 'for … \(word)' loop declares must not have a value", at: declaration)
            }
            return isOf ? try parseForOf(left: declaration, from: start, isAwait: isAwait) : try parseForIn(left: declaration, from: start)
        }
        if isAwait { throw unexpected("expected 'of' in the head of 'for await'") }
        if let unfinished { try checkForInitializer(unfinished.target, variableKind) }
        return try parseForRest(initial: declaration, from: start)
    }

    /// Whether a `for … in` loop may give what it declares a value first. https://tc39.es/ecma262/#sec-initializers-in-forin-statement-heads
    private func mayInitialize(_ declarators: NodeList, _ variableKind: VariableKind) -> Bool {
        guard lexer.isSloppy, variableKind == .var, let first = tree[declarators].first, case .declarator(let target, _) = tree[first]
        else {
            return false
        }
        if case .identifier = tree[target] { return true }
        return false
    }

    private mutating func checkForInitializer(_ target: NodeID, _ variableKind: VariableKind) throws(SyntaxFailure) {
        if case .identifier(let name) = tree[target] {
            if variableKind == .const || variableKind.isUsing {
                throw unexpected("expected '=' and a value for the constant '\(text(of: name))'")
            }
        } else {
            throw unexpected("expected '=' and a value to take apart, or 'of'")
        }
    }

    private mutating func parseForRest(initial: NodeID, from start: UInt32) throws(SyntaxFailure) -> NodeID {
        try expect(.semicolon, "or 'of' in the head of 'for'")
        let test = kind == .semicolon ? NodeID.none : try parseExpression()
        try expect(.semicolon, "after the condition of 'for'")
        let update = kind == .rightParenthesis ? NodeID.none : try parseExpression()
        try expect(.rightParenthesis, "to close the head of 'for'")
        let body = try parseLoopBody()
        return make(.for(initial: initial, test: test, update: update, body: body), from: start)
    }

    private mutating func parseForIn(left: NodeID, from start: UInt32) throws(SyntaxFailure) -> NodeID {
        try advance()
        let right = try parseExpression()
        try expect(.rightParenthesis, "to close the head of 'for'")
        let body = try parseLoopBody()
        return make(.forIn(left: left, right: right, body: body), from: start)
    }

    private mutating func parseForOf(left: NodeID, from start: UInt32, isAwait: Bool) throws(SyntaxFailure) -> NodeID {
        try advance()
        let right = try parseAssignment()
        try expect(.rightParenthesis, "to close the head of 'for'")
        let body = try parseLoopBody()
        return make(.forOf(left: left, right: right, body: body, isAwait: isAwait), from: start)
    }
}
