import Diagnostics

extension Parser {
    /// A PrimaryExpression, or an arrow function where one may start.
    mutating func parsePrimary() throws(SyntaxFailure) -> NodeID {
        let token = lexer.token
        switch token.kind {
        case .identifier: return try parseIdentifier(token)
        case .number:
            try advance()
            return makeNumber(token.number, from: token.start)
        case .string:
            try advance()
            return make(.string(token.name), from: token.start)
        case .template, .templateHead:
            let elements = try parseTemplateElements(isTagged: false)
            return make(.template(elements: elements), from: token.start)
        case .this:
            try advance()
            context.latestThis = Int64(token.start)
            return make(.this, from: token.start)
        case .null:
            try advance()
            return make(.null, from: token.start)
        case .true, .false:
            try advance()
            return make(.boolean(token.kind == .true), from: token.start)
        case .leftParenthesis: return try parseParenthesized()
        case .less where readsTypes: return try parseGenericArrow()
        case .leftBracket: return try parseArray()
        case .leftBrace: return try parseObject()
        case .function: return try parseFunctionExpression()
        case .class: return try parseClass(isDeclaration: false, allowsNoName: true)
        case .slash, .slashAssign:
            try lexer.readRegularExpression()
            let literal = lexer.token
            try advance()
            return make(.regularExpression(pattern: literal.name, flags: literal.raw), from: token.start)
        case .bigInt:
            try advance()
            return make(.bigInt(token.name), from: token.start)
        case .privateName: throw failure("a private name stands only after '.' or before 'in'", at: token.range)
        case .await: throw misplacedAwait()
        case .yield where mayNameYield, .let where lexer.isSloppy: return try parseIdentifier(token)
        case .yield, .let, .static, .implements, .interface, .package, .private, .protected, .public, .enum, .escapedReservedWord:
            throw reservedWord(token)
        default: throw unexpected("expected an expression")
        }
    }

    /// A reference to a name, just stepped over.
    mutating func makeReference(_ token: Token) throws(SyntaxFailure) -> NodeID {
        if token.name == .known(.arguments) {
            guard context.permissions.contains(.arguments) else {
                let place = context.place == .staticBlock ? "a static block" : "the value of a field"
                throw failure("'arguments' must not stand in \(place)", at: token.range)
            }
            context.latestArguments = Int64(token.start)
        }
        return make(.identifier(token.name), from: token.start)
    }

    /// An identifier that was stepped over a while ago.
    private mutating func makeIdentifier(_ token: Token) -> NodeID {
        let id = make(.identifier(token.name), from: token.start)
        tree.ranges[Int(id.index)].end = token.end
        return id
    }

    private mutating func parseIdentifier(_ token: Token) throws(SyntaxFailure) -> NodeID {
        let canBeArrow = token.start == arrowStart
        try advance()
        let isAsync = token.name == .known(.async) && !token.hasEscape
        // A line break before the arguments of a call means nothing; before the parameters of an arrow function it is an error.
        if readsTypes, isAsync, canBeArrow, let arrow = try parseTypedArrow(isAsync: true, from: token.start) { return arrow }
        if isAsync, canBeArrow, kind == .leftParenthesis { return try parseAsyncCallOrArrow(token) }
        if isAsync, !lexer.token.followsLineBreak {
            if kind == .function {
                lexer.goBack(to: .init(position: Int(token.end), token: token, previousEnd: token.start))
                return try parseFunctionExpression()
            }
            if canBeArrow, kind.isIdentifierName, kind == .identifier || kind.isReservedInStrictCodeOnly {
                return try parseAsyncArrowOfOneName(token)
            }
        }
        guard kind == .arrow, canBeArrow else { return try makeReference(token) }
        // Not a reference: `arguments` as a parameter is another error.
        let parameter = make(.identifier(token.name), from: token.start)
        let mark = pending.count
        pending.append(parameter)
        return try parseArrow(parametersFrom: mark, isAsync: false, from: token.start)
    }

    /// `async name => …`; the next token is the name.
    private mutating func parseAsyncArrowOfOneName(_ async: Token) throws(SyntaxFailure) -> NodeID {
        let word = lexer.token
        let afterAsync = lexer.mark
        try advance()
        guard kind == .arrow else {
            // The next token has been read already, so that the node's end is not the last token's.
            lexer.goBack(to: afterAsync)
            return makeIdentifier(async)
        }
        try checkBindingName(word)
        let parameter = make(.identifier(word.name), from: word.start)
        let mark = pending.count
        pending.append(parameter)
        return try parseArrow(parametersFrom: mark, isAsync: true, from: async.start)
    }

    /// `async (…)`: the arguments of a call, or the parameters of an async arrow function.
    private mutating func parseAsyncCallOrArrow(_ async: Token) throws(SyntaxFailure) -> NodeID {
        let (outerCover, outerAllowsIn) = (cover, allowsIn)
        let isAfterLineBreak = lexer.token.followsLineBreak
        cover = CoverErrors()
        allowsIn = true
        try advance()
        let mark = pending.count
        while kind != .rightParenthesis {
            let argument = kind == .ellipsis ? try parseSpread() : try parseAssignmentCovering()
            pending.append(argument)
            if kind == .comma {
                if case .spread = tree[argument] { spreadsBeforeComma.append(argument) }
                try advance()
            } else if kind != .rightParenthesis {
                throw unexpected("expected ')' to close the arguments, or ','")
            }
        }
        try advance()
        allowsIn = outerAllowsIn
        if kind == .arrow, !isAfterLineBreak, !lexer.token.followsLineBreak {
            cover = outerCover
            try makeRestParameter(from: mark)
            return try parseArrow(parametersFrom: mark, isAsync: true, from: async.start)
        }
        try checkCover()
        cover = outerCover
        let arguments = makeList(from: mark)
        let callee = makeIdentifier(async)
        return make(.call(callee: callee, arguments: arguments, isOptional: false), from: async.start)
    }

    /// Makes the last argument of what looked like a call a rest parameter, if it is a spread.
    private mutating func makeRestParameter(from mark: Int) throws(SyntaxFailure) {
        for index in mark..<pending.count {
            guard case .spread(let target) = tree[pending[index]] else { continue }
            if index + 1 < pending.count || Self.contains(spreadsBeforeComma, pending[index]) {
                throw failure("the rest parameter stands last, without a ',' behind it", at: pending[index])
            }
            if case .assignment = tree[target] { throw failure("the rest of a pattern must not have a default", at: target) }
            try makePattern(target, isBinding: true)
            tree.nodes[Int(pending[index].index)] = .rest(target)
        }
    }

    /// An expression in parentheses, or the parameters of an arrow function.
    private mutating func parseParenthesized() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let canBeArrow = start == arrowStart
        if readsTypes, canBeArrow, let arrow = try parseTypedArrow(isAsync: false, from: start) { return arrow }
        let (outerCover, outerAllowsIn) = (cover, allowsIn)
        cover = CoverErrors()
        allowsIn = true
        try advance()
        let innerStart = tokenStart
        let mark = pending.count
        // What only parameters may have: nothing at all, a rest parameter, a comma at the end.
        var isParametersOnly = kind == .rightParenthesis
        while kind != .rightParenthesis {
            if kind == .ellipsis, canBeArrow {
                let rest = try parseBindingRest()
                pending.append(rest)
                isParametersOnly = true
                if kind != .rightParenthesis { throw unexpected("expected ')' after the rest parameter, which stands last") }
                break
            }
            let element = try parseAssignmentCovering()
            pending.append(element)
            if kind == .comma {
                try advance()
                isParametersOnly = kind == .rightParenthesis
            } else if kind != .rightParenthesis {
                throw unexpected("expected ')'")
            }
        }
        let innerEnd = lexer.previousEnd
        try advance()
        allowsIn = outerAllowsIn
        if kind == .arrow, canBeArrow {
            cover = outerCover
            return try parseArrow(parametersFrom: mark, isAsync: false, from: start)
        }
        if isParametersOnly {
            throw unexpected(
                canBeArrow ? "expected '=>' after the parameters of an arrow function" : "expected an expression in the parentheses")
        }
        try checkCover()
        cover = outerCover
        let node: NodeID
        if pending.count == mark + 1, let only = pending.popLast() {
            node = only
        } else {
            let list = makeList(from: mark)
            node = make(.sequence(list), from: innerStart)
            tree.ranges[Int(node.index)].end = innerEnd
        }
        parenthesized.append(node)
        lastArrow = .none
        return node
    }

    /// The elements of a template from its first text to its last; the next token is the first text.
    mutating func parseTemplateElements(isTagged: Bool) throws(SyntaxFailure) -> NodeList {
        let mark = pending.count
        while true {
            let text = lexer.token
            if text.hasEscape, !isTagged { throw failure("an escape in the template is not valid", at: text.range) }
            try advance()
            let element = make(.templateElement(cooked: text.hasEscape ? nil : text.name, raw: text.raw), from: text.start)
            pending.append(element)
            if text.kind == .template { break }
            let expression = try parseExpression()
            pending.append(expression)
            guard kind == .rightBrace else { throw unexpected("expected '}' to close the substitution in the template") }
            try lexer.continueTemplate()
        }
        return makeList(from: mark)
    }
}
