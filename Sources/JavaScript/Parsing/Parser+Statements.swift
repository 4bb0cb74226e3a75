import Diagnostics

extension Parser {
    /// A ModuleItem. https://tc39.es/ecma262/#prod-ModuleItem
    mutating func parseModuleItem() throws(SyntaxFailure) -> NodeID {
        if readsTypes { noteItem() }
        switch kind {
        case .import:
            let mark = lexer.mark
            try advance()
            let isExpression = kind == .leftParenthesis || kind == .dot
            lexer.goBack(to: mark)
            return isExpression ? try parseStatement() : try parseImportDeclaration()
        case .export: return try parseExport()
        default: return try parseStatementListItem()
        }
    }

    /// A StatementListItem: a declaration or a statement.
    mutating func parseStatementListItem() throws(SyntaxFailure) -> NodeID {
        if readsTypes {
            noteItem()
            if let statement = try parseTypedItem() { return statement }
        }
        switch kind {
        case .let: return try isLetDeclaration() ? parseLexicalDeclaration(.let) : parseStatement()
        case .const: return try parseLexicalDeclaration(.const)
        case .class: return try parseClass(isDeclaration: true, allowsNoName: false)
        case .function: return try parseFunctionDeclaration(allowsNoName: false)
        case .identifier where isWord(.async):
            return try isAsyncFunction() ? try parseFunctionDeclaration(allowsNoName: false) : try parseStatement()
        case .identifier, .await:
            if let declaration = try parseUsing() { return declaration }
            return try parseStatement()
        default: return try parseStatement()
        }
    }

    /// A Statement, where a declaration may stand only in a list.
    mutating func parseStatement() throws(SyntaxFailure) -> NodeID {
        try enter()
        let statement = try readsTypes ? parseTypedStatement() : parseStatementOfKind()
        nesting -= 1
        return statement
    }

    mutating func parseStatementOfKind() throws(SyntaxFailure) -> NodeID {
        takeAwaitAsName()
        let start = tokenStart
        let mayDeclareFunction = mayDeclareFunction
        self.mayDeclareFunction = false
        switch kind {
        case .leftBrace: return try parseBlock("to open the block")
        case .semicolon:
            try advance()
            return make(.empty, from: start)
        case .var: return try parseVariableStatement(.var)
        case .if: return try parseIf()
        case .for: return try parseFor()
        case .while: return try parseWhile()
        case .do: return try parseDoWhile()
        case .continue, .break: return try parseJump()
        case .return: return try parseReturn()
        case .throw: return try parseThrow()
        case .try: return try parseTry()
        case .switch: return try parseSwitch()
        case .debugger:
            try advance()
            try consumeSemicolon(after: "'debugger'")
            return make(.debugger, from: start)
        case .with: return try parseWith()
        case .function where lexer.isSloppy && mayDeclareFunction: return try parseFunctionAsStatement()
        case .let where lexer.isSloppy: return try parseLetStatement()
        case .let, .const, .class, .function: throw misplacedDeclaration()
        case .import:
            let mark = lexer.mark
            try advance()
            let isExpression = kind == .leftParenthesis || kind == .dot
            lexer.goBack(to: mark)
            if !isExpression {
                throw misplacedModuleItem("'import' declarations stand", insteadInFunction: " In a function, write import(…)")
            }
            return try parseExpressionStatement()
        case .export:
            throw misplacedModuleItem("'export' stands")
        case .else: throw failure("an 'else' without its 'if'", at: lexer.token.range)
        case .case, .default: throw failure("'\(kind)' stands only directly in a 'switch'", at: lexer.token.range)
        case .catch, .finally: throw failure("a '\(kind)' without its 'try'", at: lexer.token.range)
        case .identifier:
            if isWord(.async), try isAsyncFunction() { throw misplacedDeclaration() }
            if try isLabel() { return try parseLabeled() }
            return try parseExpressionStatement()
        default: return try parseExpressionStatement()
        }
    }

    mutating func misplacedDeclaration() -> SyntaxFailure {
        let what = kind == .function || kind == .identifier ? "a function" : kind == .class ? "a class" : "'\(kind)'"
        return failure(
            "\(what) must not be declared directly under a statement such as 'if' or a loop", at: lexer.token.range,
            suggestion: "put braces around the declaration")
    }

    mutating func parseExpressionStatement() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let expression = try parseExpression()
        try consumeSemicolon(after: "the expression")
        return make(.expressionStatement(expression), from: start)
    }

    mutating func parseBlock(_ purpose: StaticString) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try expect(.leftBrace, purpose)
        let statements = try parseStatementsToBrace("to close the block", openedAt: start)
        return make(.block(statements), from: start)
    }

    /// Statements and the `}` behind them.
    mutating func parseStatementsToBrace(_ purpose: StaticString, openedAt open: UInt32) throws(SyntaxFailure) -> NodeList {
        let mark = pending.count
        let outerProblem = usingProblem
        usingProblem = nil
        while kind != .rightBrace {
            if kind == .endOfModule { throw unclosedBrace(purpose, openedAt: open) }
            let item = try parseStatementListItem()
            pending.append(item)
        }
        usingProblem = outerProblem
        try advance()
        return makeList(from: mark)
    }

    // MARK: Variables

    /// - Parameter start: where the declaration begins, if not at the word at hand.
    private mutating func parseLexicalDeclaration(_ kind: VariableKind, from start: UInt32? = nil) throws(SyntaxFailure) -> NodeID {
        try enter()
        let declaration = try parseVariableStatement(kind, from: start)
        nesting -= 1
        return declaration
    }

    /// `using name = value` or `await using name = value`; `nil` where none starts. https://tc39.es/ecma262/#prod-UsingDeclaration
    private mutating func parseUsing() throws(SyntaxFailure) -> NodeID? {
        let start = tokenStart
        guard let kind = try advanceToUsing(inFor: false) else { return nil }
        if let place = usingProblem {
            throw failure(
                "a 'using' declaration must not stand \(place)", at: SourceRange(start: start, end: lexer.token.end),
                suggestion: "put braces around the statements whose end is to dispose of it")
        }
        return try parseLexicalDeclaration(kind, from: start)
    }

    /// Goes to the word `using` of a declaration; where none starts, nothing moves.
    ///
    /// - Parameter inFor: whether it would stand in the head of a `for`, where `using of` begins with a variable of that name.
    mutating func advanceToUsing(inFor: Bool) throws(SyntaxFailure) -> VariableKind? {
        guard kind == .await || isWord("using") else { return nil }
        let mark = lexer.mark
        let first = lexer.token.range
        let isAwait = kind == .await
        if isAwait {
            guard context.permissions.contains(.await) else { return nil }
            try advance()
        }
        if isWord("using"), !lexer.token.followsLineBreak || !isAwait {
            let word = lexer.mark
            try advance()
            var isDeclaration = (kind == .identifier || isAwaitName(lexer.token)) && !lexer.token.followsLineBreak
            if isDeclaration, inFor, !isAwait, isWord(.of) {
                try advance()
                isDeclaration = kind == .assign
            }
            if isDeclaration {
                lexer.goBack(to: word)
                if isAwait { noteAwait(first) }
                if tree.firstUsing == nil { tree.firstUsing = first }
                return isAwait ? .awaitUsing : .using
            }
        }
        lexer.goBack(to: mark)
        return nil
    }

    /// - Parameter start: where the declaration begins, if not at the word at hand.
    mutating func parseVariableStatement(_ kind: VariableKind, from start: UInt32? = nil) throws(SyntaxFailure) -> NodeID {
        let start = start ?? tokenStart
        try advance()
        let mark = pending.count
        repeat {
            let declarator = try parseDeclarator(kind)
            pending.append(declarator)
        } while try consume(.comma)
        try consumeSemicolon(after: "the declaration")
        let list = makeList(from: mark)
        return make(.variables(kind, list), from: start)
    }

    /// No `let`, `const` or `using` declares `let`, which sloppy code may have as a name.
    mutating func refuseLetAsName(_ variableKind: VariableKind) throws(SyntaxFailure) {
        guard kind == .let, lexer.isSloppy, variableKind != .var else { return }
        throw failure("'let' must not be the name of what is declared here", at: lexer.token.range)
    }

    private mutating func parseDeclarator(_ variableKind: VariableKind) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try refuseLetAsName(variableKind)
        let target = try parseBindingTarget("a name to declare")
        if variableKind.isUsing { try checkUsingTarget(target) }
        try eraseAnnotation(orMark: .not)
        var value = NodeID.none
        if kind == .assign {
            try advance()
            value = try parseAssignment()
        } else {
            try checkMissingInitializer(target, variableKind)
        }
        return make(.declarator(target: target, value: value), from: start)
    }

    mutating func checkUsingTarget(_ target: NodeID) throws(SyntaxFailure) {
        if case .identifier = tree[target] { return }
        throw failure(
            "a 'using' declaration takes nothing apart", at: target, suggestion: "give the whole value a name, and take it apart after that"
        )
    }

    private mutating func checkMissingInitializer(_ target: NodeID, _ variableKind: VariableKind) throws(SyntaxFailure) {
        if case .identifier(let name) = tree[target] {
            if variableKind == .const || variableKind.isUsing {
                throw unexpected("expected '=' and a value for the constant '\(text(of: name))'")
            }
        } else {
            throw unexpected("expected '=' and a value to take apart")
        }
    }

    // MARK: Branches

    /// An `if`, and every `else if` behind it: such a chain reads as a list and may be as long, so that nothing recurses.
    private mutating func parseIf() throws(SyntaxFailure) -> NodeID {
        var heads: [(start: UInt32, test: NodeID, then: NodeID)] = []
        var otherwise = NodeID.none
        repeat {
            let start = tokenStart
            try advance()
            let test = try parseParenthesizedExpression("after 'if'")
            mayDeclareFunction = true
            let then = try parseStatement()
            heads.append((start, test, then))
            guard try consume(.else) else { break }
            mayDeclareFunction = true
            if kind != .if { otherwise = try parseStatement() }
        } while otherwise.isNone
        for head in heads.reversed() {
            otherwise = make(.if(test: head.test, then: head.then, otherwise: otherwise), from: head.start)
        }
        return otherwise
    }

    private mutating func parseParenthesizedExpression(_ purpose: StaticString) throws(SyntaxFailure) -> NodeID {
        try expect(.leftParenthesis, purpose)
        let expression = try parseExpression()
        try expect(.rightParenthesis, "to close the condition")
        return expression
    }

    private mutating func parseSwitch() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        let subject = try parseParenthesizedExpression("after 'switch'")
        let open = tokenStart
        try expect(.leftBrace, "to open the cases")
        context.switchDepth += 1
        let mark = pending.count
        let outerProblem = usingProblem
        usingProblem = "directly in a 'switch'"
        defer { usingProblem = outerProblem }
        var hasDefault = false
        while kind != .rightBrace {
            let caseStart = tokenStart
            var test = NodeID.none
            if kind == .case {
                try advance()
                test = try parseExpression()
                try expect(.colon, "after the case")
            } else if kind == .default {
                if hasDefault { throw failure("a second 'default' in one 'switch'", at: lexer.token.range) }
                hasDefault = true
                try advance()
                try expect(.colon, "after 'default'")
            } else {
                throw unexpected("expected 'case', 'default' or '}'")
            }
            let bodyMark = pending.count
            while kind != .case, kind != .default, kind != .rightBrace {
                if kind == .endOfModule { throw unclosedBrace("to close the 'switch'", openedAt: open) }
                let item = try parseStatementListItem()
                pending.append(item)
            }
            let body = makeList(from: bodyMark)
            let node = make(.switchCase(test: test, body: body), from: caseStart)
            pending.append(node)
        }
        try advance()
        context.switchDepth -= 1
        let cases = makeList(from: mark)
        return make(.switch(subject: subject, cases: cases), from: start)
    }

    private mutating func parseTry() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        let block = try parseBlock("after 'try'")
        var parameter = NodeID.none
        var handler = NodeID.none
        var finalizer = NodeID.none
        if try consume(.catch) {
            if try consume(.leftParenthesis) {
                parameter = try parseBindingTarget("a name for the error")
                try eraseAnnotation()
                try expect(.rightParenthesis, "after the name for the error")
            }
            handler = try parseBlock("after 'catch'")
        }
        if try consume(.finally) { finalizer = try parseBlock("after 'finally'") }
        if handler.isNone, finalizer.isNone { throw unexpected("expected 'catch' or 'finally' after the 'try' block") }
        return make(.try(block: block, parameter: parameter, handler: handler, finalizer: finalizer), from: start)
    }
}
