import Diagnostics

extension Parser {
    /// Whether `async`, the next token, starts an async function.
    mutating func isAsyncFunction() throws(SyntaxFailure) -> Bool {
        let mark = lexer.mark
        try advance()
        let isFunction = kind == .function && !lexer.token.followsLineBreak
        lexer.goBack(to: mark)
        return isFunction
    }

    mutating func parseFunctionDeclaration(allowsNoName: Bool) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let id = try parseFunctionAfterStart(start, needsName: !allowsNoName)
        if readsTypes, try eraseHead() { return erased(from: start) }
        return make(.functionDeclaration(id), from: start)
    }

    mutating func parseFunctionExpression() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let id = try parseFunctionAfterStart(start, needsName: false)
        return make(.function(id), from: start)
    }

    /// `async`, `function`, `*`, the name, and the rest.
    private mutating func parseFunctionAfterStart(_ start: UInt32, needsName: Bool) throws(SyntaxFailure) -> FunctionID {
        var flags: SyntaxTree.FunctionFlags = []
        if kind == .identifier {
            flags.insert(.isAsync)
            try advance()
        }
        try advance()
        if try consume(.star) { flags.insert(.isGenerator) }
        var name: NameID?
        let nameRange = lexer.token.range
        if needsName {
            name = try parseBindingName("a name for the function, or '('")
        } else if kind != .leftParenthesis, !readsTypes || kind != .less {
            name = try parseExpressionName(flags)
        }
        let id = try parseFunctionRest(name: name, flags: flags, permissions: [.newTarget, .arguments], from: start)
        if name != nil { tree.functions[Int(id.index)].nameRange = nameRange }
        return id
    }

    /// The name of a function expression: whether it may be `await` follows from what the function is, and not from what is around it.
    private mutating func parseExpressionName(_ flags: SyntaxTree.FunctionFlags) throws(SyntaxFailure) -> NameID {
        let outer = context
        context = FunctionContext(permissions: flags.contains(.isAsync) ? .await : [], place: .function)
        context.isGenerator = flags.contains(.isGenerator)
        let name = try parseBindingName("a name for the function, or '('")
        context = outer
        return name
    }

    /// Parameters and body of any function but an arrow function.
    mutating func parseFunctionRest(
        name: NameID?, flags: SyntaxTree.FunctionFlags, permissions: FunctionContext.Permissions, from start: UInt32
    ) throws(SyntaxFailure) -> FunctionID {
        try enter()
        let outer = context
        let outerAllowsIn = allowsIn
        let outerIsSloppy = lexer.isSloppy
        allowsIn = true
        context = FunctionContext(permissions: permissions, place: .parameters)
        context.isAsync = flags.contains(.isAsync)
        context.isGenerator = flags.contains(.isGenerator)
        context.labelBase = labels.count
        try eraseTypeParameters()
        let (parameters, isSimple) = try parseParameters(flags)
        try eraseAnnotation(isResult: true)
        context.place = .function
        context.permissions.insert(.return)
        if context.isAsync { context.permissions.insert(.await) }
        if context.isGenerator { context.permissions.insert(.yield) }
        let open = tokenStart
        let lacksBody = readsTypes && kind != .leftBrace
        var body = NodeList.empty
        if !lacksBody {
            try expect(.leftBrace, "to open the body of the function")
            body = try parseFunctionBody(hasSimpleParameters: isSimple, openedAt: open)
            latestBodyStart = open
        }
        erasure?.lacksBody = lacksBody
        var flags = flags
        if context.latestArguments >= 0 { flags.insert(.usesArguments) }
        if context.latestThis >= 0 { flags.insert(.usesThis) }
        if outerIsSloppy, !lexer.isSloppy { try checkStrictNames(name, parameters, at: start) }
        if lexer.isSloppy { flags.insert(.isSloppy) }
        lexer.isSloppy = outerIsSloppy
        context = outer
        allowsIn = outerAllowsIn
        nesting -= 1
        return makeFunction(name: name, parameters: parameters, body: body, flags: flags, from: start)
    }

    mutating func makeFunction(
        name: NameID?, parameters: NodeList, body: NodeList, flags: SyntaxTree.FunctionFlags, from start: UInt32
    ) -> FunctionID {
        let id = FunctionID(UInt32(tree.functions.count))
        lexer.partsLeft -= ParserLimits.partsOfFunction
        tree.functions.append(
            .init(
                name: name, parameters: parameters, body: body, flags: flags,
                range: SourceRange(start: start, end: lexer.previousEnd)))
        return id
    }

    private mutating func parseParameters(_ flags: SyntaxTree.FunctionFlags) throws(SyntaxFailure) -> (NodeList, isSimple: Bool) {
        let open = lexer.token.range
        try expect(.leftParenthesis, "to open the parameters")
        let mark = pending.count
        var isSimple = true
        while kind != .rightParenthesis {
            if kind == .ellipsis {
                if flags.contains(.isSetter) { throw failure("a setter's parameter must not be a rest parameter", at: lexer.token.range) }
                let rest = try parseBindingRest()
                pending.append(rest)
                isSimple = false
                if kind != .rightParenthesis { throw unexpected("expected ')' after the rest parameter, which stands last") }
                break
            }
            let parameter = try parseTypedParameter("a parameter or ')'")
            if !parameter.isNone {
                if case .identifier = tree[parameter] {} else { isSimple = false }
                pending.append(parameter)
            }
            if kind != .rightParenthesis { try expect(.comma, "or ')' in the parameters") }
        }
        let count = pending.count - mark
        let range = SourceRange(start: open.start, end: lexer.token.end)
        if flags.contains(.isGetter), count != 0 { throw failure("a getter has no parameters, found \(count)", at: range) }
        if flags.contains(.isSetter), count != 1 { throw failure("a setter has one parameter, found \(count)", at: range) }
        try advance()
        return (makeList(from: mark), isSimple)
    }

    /// The body after its `{`, to its `}`.
    mutating func parseFunctionBody(hasSimpleParameters: Bool, openedAt open: UInt32) throws(SyntaxFailure) -> NodeList {
        let mark = pending.count
        var isInPrologue = true
        let outerProblem = usingProblem
        usingProblem = nil
        defer { usingProblem = outerProblem }
        while kind != .rightBrace {
            if kind == .endOfModule { throw unclosedBrace("to close the body of the function", openedAt: open) }
            let first = lexer.token
            let item = try parseStatementListItem()
            if isInPrologue {
                isInPrologue = try takeDirective(item, first)
                if isInPrologue, !hasSimpleParameters, shortText(first.range).dropFirst().dropLast() == "use strict" {
                    throw failure(
                        "'use strict' must not stand in a function whose parameters have defaults or patterns", at: first.range,
                        suggestion: "leave it out: modules are always strict")
                }
            }
            pending.append(item)
        }
        try advance()
        return makeList(from: mark)
    }

    /// Takes a statement of a directive prologue: `'use strict'` makes what follows strict. https://tc39.es/ecma262/#directive-prologue
    ///
    /// - Parameter first: the token that the statement begins with.
    /// - Returns: whether the statement is a directive.
    mutating func takeDirective(_ statement: NodeID, _ first: Token) throws(SyntaxFailure) -> Bool {
        guard first.kind == .string, case .expressionStatement(let expression) = tree[statement], case .string = tree[expression] else {
            return false
        }
        if lexer.isSloppy, shortText(first.range).dropFirst().dropLast() == "use strict" {
            lexer.isSloppy = false
            try lexer.readAgain()
        }
        return true
    }

    // MARK: Arrow functions

    /// Body of an arrow function; the next token is its `=>`, and the elements of ``pending`` from `mark` on are its
    /// parameters, still expressions.
    mutating func parseArrow(parametersFrom mark: Int, isAsync: Bool, from start: UInt32) throws(SyntaxFailure) -> NodeID {
        if lexer.token.followsLineBreak {
            throw failure("'=>' must stand on the line on which the parameters end", at: lexer.token.range)
        }
        if context.latestSuspension >= Int64(start) {
            let position = UInt32(context.latestSuspension)
            throw failure(
                "the parameters of an arrow function must not hold 'await' or 'yield'", at: SourceRange(start: position, end: position + 5))
        }
        if isAsync, context.latestAwaitName >= Int64(start) {
            let position = UInt32(context.latestAwaitName)
            throw failure(
                "the parameters of an async arrow function must not hold 'await'", at: SourceRange(start: position, end: position + 5))
        }
        var isSimple = true
        for index in mark..<pending.count {
            let parameter = pending[index]
            if case .rest = tree[parameter] {
                try makePattern(parameter, isBinding: true)
            } else {
                try makePatternElement(parameter, isBinding: true)
            }
            if case .identifier = tree[parameter] {} else { isSimple = false }
        }
        try enter()
        let parameters = makeList(from: mark)
        let outer = context
        context = FunctionContext(permissions: outer.permissions.intersection(.inherited), place: outer.place)
        context.permissions.insert(.return)
        context.isAsync = isAsync
        context.isArrow = true
        if isAsync { context.permissions.insert(.await) }
        if context.place == .module || context.place == .parameters { context.place = .function }
        context.labelBase = labels.count
        // What the parameters use counts for the arrow function too.
        if outer.latestThis >= Int64(start) { context.latestThis = outer.latestThis }
        if outer.latestArguments >= Int64(start) { context.latestArguments = outer.latestArguments }
        try advance()
        var flags: SyntaxTree.FunctionFlags = .isArrow
        if isAsync { flags.insert(.isAsync) }
        let outerIsSloppy = lexer.isSloppy
        defer { lexer.isSloppy = outerIsSloppy }
        let body: NodeList
        if kind == .leftBrace {
            let outerAllowsIn = allowsIn
            allowsIn = true
            let open = tokenStart
            try advance()
            body = try parseFunctionBody(hasSimpleParameters: isSimple, openedAt: open)
            allowsIn = outerAllowsIn
        } else {
            flags.insert(.hasExpressionBody)
            let bodyStart = tokenStart
            let value = try parseAssignment()
            let result = make(.return(value), from: bodyStart)
            let bodyMark = pending.count
            pending.append(result)
            body = makeList(from: bodyMark)
        }
        let usesThis = context.latestThis >= 0
        let usesArguments = context.latestArguments >= 0
        if usesThis { flags.insert(.usesThis) }
        if usesArguments { flags.insert(.usesArguments) }
        if lexer.isSloppy { flags.insert(.isSloppy) }
        context = outer
        if usesThis { context.latestThis = Int64(start) }
        if usesArguments { context.latestArguments = Int64(start) }
        nesting -= 1
        let id = makeFunction(name: nil, parameters: parameters, body: body, flags: flags, from: start)
        let arrow = make(.function(id), from: start)
        lastArrow = arrow
        return arrow
    }

    // MARK: Suspension

    mutating func noteAwait(_ range: SourceRange) {
        context.latestSuspension = Int64(range.start)
        if context.place == .module {
            tree.hasTLA = true
            if tree.firstAwait == nil { tree.firstAwait = range }
        }
    }

    /// `await` where it cannot be.
    mutating func misplacedAwait() -> SyntaxFailure { misplacedAwait(at: lexer.token.range) }

    mutating func misplacedAwait(at range: SourceRange) -> SyntaxFailure {
        switch context.place {
        case .parameters: return failure("'await' must not stand in the parameters of a function", at: range)
        case .staticBlock where !context.isArrow: return failure("'await' must not stand in a static block", at: range)
        case .fieldInitializer where !context.isArrow: return failure("'await' must not stand in the value of a field", at: range)
        case .module, .function, .staticBlock, .fieldInitializer:
            return failure(
                "'await' stands only in async functions and at the top level of a module", at: range,
                suggestion: wayToModule.map { "\($0), or put it into an async function" } ?? "write 'async' before the function around it")
        }
    }
}
