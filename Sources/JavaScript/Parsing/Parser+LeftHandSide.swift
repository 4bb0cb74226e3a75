import Diagnostics

extension Parser {
    /// A LeftHandSideExpression: members, calls, `new`, templates with tag, optional chains.
    mutating func parseLeftHandSide() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let head: NodeID
        switch kind {
        case .new: head = try parseNew()
        case .super: head = try parseSuper()
        case .import: head = try parseImportExpression(isConstructed: false)
        default:
            head = try parsePrimary()
            if head == lastArrow { return head }
        }
        switch kind {
        case .dot, .leftParenthesis, .leftBracket, .questionDot, .template, .templateHead:
            return try parseSuffixes(head, from: start, allowsCalls: true)
        case .less where readsTypes, .shiftLeft where readsTypes, .not where readsTypes:
            return try parseSuffixes(head, from: start, allowsCalls: true)
        default: return head
        }
    }

    /// Members, calls and templates behind an expression, one after another.
    private mutating func parseSuffixes(_ head: NodeID, from start: UInt32, allowsCalls: Bool) throws(SyntaxFailure) -> NodeID {
        // A literal with something behind is no pattern any more.
        if !cover.isEmpty { try checkCover() }
        var node = head
        var isChain = false
        while true {
            if readsTypes {
                if try eraseNonNull() { continue }
                if try eraseTypeArguments() { continue }
            }
            var isOptional = false
            var suffix = kind
            if suffix == .questionDot {
                isOptional = true
                isChain = true
                suffix = try parseQuestionDot(allowsCalls: allowsCalls)
            } else if suffix == .dot {
                try advance()
            }
            switch suffix {
            case .dot: node = try parseMemberName(node, isOptional: isOptional, from: start)
            case .leftBracket:
                try advance()
                let key = try parseExpression()
                try expect(.rightBracket, "to close the property")
                node = makeMember(node, key, isOptional: isOptional, from: start)
            case .leftParenthesis:
                if !allowsCalls { return node }
                if !isOptional { noteCall(of: node) }
                let arguments = try parseArguments()
                node = makeCall(of: node, arguments, isOptional: isOptional, from: start)
            case .template, .templateHead:
                if isChain { throw templateInChain() }
                node = try parseTaggedTemplate(node, from: start)
            default: return isChain ? makeChain(node, from: start) : node
            }
            chainLinks += 1
        }
    }

    /// `?.`
    ///
    /// - Returns: the kind of what comes behind it.
    private mutating func parseQuestionDot(allowsCalls: Bool) throws(SyntaxFailure) -> TokenKind {
        if !allowsCalls { throw failure("'new' must not be given an optional chain", at: lexer.token.range) }
        try advance()
        if readsTypes, kind == .less || kind == .shiftLeft {
            let typesStart = tokenStart
            try parseTypeArguments()
            erase(from: typesStart)
        }
        if kind == .template || kind == .templateHead { throw templateInChain() }
        return kind == .leftParenthesis || kind == .leftBracket ? kind : .dot
    }

    // The functions that go round by themselves keep their frames small: no node is put together in them.

    private mutating func makeMember(_ object: NodeID, _ key: NodeID, isOptional: Bool, from start: UInt32) -> NodeID {
        make(.computedMember(object: object, key: key, isOptional: isOptional), from: start)
    }

    private mutating func makeCall(of callee: NodeID, _ arguments: NodeList, isOptional: Bool, from start: UInt32) -> NodeID {
        make(.call(callee: callee, arguments: arguments, isOptional: isOptional), from: start)
    }

    private mutating func makeChain(_ node: NodeID, from start: UInt32) -> NodeID { make(.optionalChain(node), from: start) }

    private mutating func makeSpread(_ value: NodeID, from start: UInt32) -> NodeID { make(.spread(value), from: start) }

    /// Whether the call runs a text that sees what is declared around it. https://tc39.es/ecma262/#sec-function-calls-runtime-semantics-evaluation
    private mutating func noteCall(of callee: NodeID) {
        if case .identifier(.known(.eval)) = tree[callee] { tree.callsEval = true }
    }

    private mutating func parseTaggedTemplate(_ tag: NodeID, from start: UInt32) throws(SyntaxFailure) -> NodeID {
        let elements = try parseTemplateElements(isTagged: true)
        return make(.taggedTemplate(tag: tag, elements: elements), from: start)
    }

    private mutating func templateInChain() -> SyntaxFailure {
        failure("a template must not be the tail of an optional chain", at: lexer.token.range)
    }

    /// The name after `.` or `?.`.
    private mutating func parseMemberName(_ object: NodeID, isOptional: Bool, from start: UInt32) throws(SyntaxFailure) -> NodeID {
        let token = lexer.token
        if token.kind == .privateName {
            try usePrivateName(token)
            try advance()
            return make(.privateMember(object: object, name: token.name, isOptional: isOptional), from: start)
        }
        guard token.kind.isIdentifierName else { throw unexpected("expected a property name after '\(isOptional ? "?." : ".")'") }
        try advance()
        return make(.member(object: object, name: token.name, isOptional: isOptional), from: start)
    }

    /// Arguments with their parentheses.
    private mutating func parseArguments() throws(SyntaxFailure) -> NodeList {
        try advance()
        let outerAllowsIn = allowsIn
        allowsIn = true
        let mark = pending.count
        while kind != .rightParenthesis {
            let argument: NodeID
            if kind == .ellipsis {
                let start = tokenStart
                try advance()
                let value = try parseAssignment()
                argument = makeSpread(value, from: start)
            } else {
                argument = try parseAssignment()
            }
            pending.append(argument)
            if kind == .comma {
                try advance()
            } else if kind != .rightParenthesis {
                throw unexpected("expected ')' to close the arguments, or ','")
            }
        }
        try advance()
        allowsIn = outerAllowsIn
        return makeList(from: mark)
    }

    private mutating func parseNew() throws(SyntaxFailure) -> NodeID {
        try enter()
        let start = tokenStart
        try advance()
        if kind == .dot {
            try advance()
            guard isWord(.target) else { throw unexpected("expected 'target' after 'new.'") }
            try advance()
            guard context.permissions.contains(.newTarget) else {
                throw failure("'new.target' stands only in a function", at: SourceRange(start: start, end: lexer.previousEnd))
            }
            context.latestThis = Int64(start)
            nesting -= 1
            return make(.newTarget, from: start)
        }
        let calleeStart = tokenStart
        var callee: NodeID
        switch kind {
        case .new: callee = try parseNew()
        case .super: callee = try parseSuper()
        case .import: callee = try parseImportExpression(isConstructed: true)
        default:
            takeAwaitAsName()
            callee = try parsePrimary()
        }
        callee = try parseSuffixes(callee, from: calleeStart, allowsCalls: false)
        let arguments = kind == .leftParenthesis ? try parseArguments() : NodeList.empty
        nesting -= 1
        return make(.new(callee: callee, arguments: arguments), from: start)
    }

    private mutating func parseSuper() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let word = lexer.token.range
        try advance()
        switch kind {
        case .leftParenthesis:
            guard context.permissions.contains(.superCall) else {
                throw failure("'super(…)' stands only in the constructor of a class that extends another", at: word)
            }
            context.latestThis = Int64(start)
            let arguments = try parseArguments()
            return make(.superCall(arguments: arguments), from: start)
        case .dot, .leftBracket:
            guard context.permissions.contains(.superProperty) else {
                throw failure("'super' stands only in methods", at: word)
            }
            context.latestThis = Int64(start)
            if try consume(.leftBracket) {
                let key = try parseExpression()
                try expect(.rightBracket, "to close the property")
                return make(.superComputedMember(key: key), from: start)
            }
            try advance()
            let token = lexer.token
            guard token.kind.isIdentifierName else { throw unexpected("expected a property name after 'super.'") }
            try advance()
            return make(.superMember(name: token.name), from: start)
        default: throw unexpected("expected '(', '.' or '[' after 'super'")
        }
    }

    /// `import.meta`, `import(…)`, `import.defer(…)`, `import.source(…)`, `import.sync(…)`. What does not go round by itself stands in functions of its
    /// own, which keeps the frame small.
    private mutating func parseImportExpression(isConstructed: Bool) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        var phase = ImportPhase.evaluation
        let meta = try parseImportHead(isConstructed: isConstructed, &phase)
        if !meta.isNone { return meta }
        let specifier = try parseAssignmentAllowingIn()
        var options = NodeID.none
        if try isBeforeImportOptions(phase) {
            options = try parseAssignmentAllowingIn()
            _ = try consume(.comma)
        }
        return try endImport(specifier, options, phase, from: start)
    }

    /// What stands before the specifier of an `import()`.
    ///
    /// - Returns: `import.meta`; none for a call.
    private mutating func parseImportHead(isConstructed: Bool, _ phase: inout ImportPhase) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        if try consume(.dot) {
            if isWord(.meta) {
                if tree.goal != .module { throw failure("'import.meta' stands only in modules", at: lexer.token.range) }
                try advance()
                tree.usesImportMeta = true
                return make(.importMeta, from: start)
            }
            let isSync = isWord("sync")
            guard isWord(.defer) || isWord(.source) || isSync else {
                throw unexpected("expected 'meta', 'defer' or 'source' after 'import.'")
            }
            phase = isSync ? .sync : isWord(.defer) ? .defer : .source
            if isSync, tree.importSyncRange == nil { tree.importSyncRange = SourceRange(start: start, end: lexer.token.end) }
            try advance()
        }
        guard kind == .leftParenthesis else {
            if phase == .evaluation { throw unexpected("expected '(' after 'import'") }
            // What follows may stand lines below, and have nothing to do with it.
            throw failure(
                "expected '(' after 'import.\(phase)', found \(describeToken())", at: SourceRange(start: start, end: lexer.previousEnd),
                suggestion: "it is no value, only a call: import.\(phase)(specifier)")
        }
        if isConstructed { throw failure("import() cannot be constructed with 'new'", at: SourceRange(start: start, end: lexer.token.end)) }
        try advance()
        if kind == .rightParenthesis { throw failure("import() needs a specifier, found ')'", at: lexer.token.range) }
        if kind == .ellipsis { throw failure("import() must not be given a spread", at: lexer.token.range) }
        return .none
    }

    /// Steps over the comma behind the specifier of an `import()`, and tells whether options follow.
    private mutating func isBeforeImportOptions(_ phase: ImportPhase) throws(SyntaxFailure) -> Bool {
        guard try consume(.comma), kind != .rightParenthesis else { return false }
        if kind == .ellipsis { throw failure("import() must not be given a spread", at: lexer.token.range) }
        if phase != .evaluation { throw unexpected("expected ')': import.\(phase)() has one argument") }
        return true
    }

    private mutating func endImport(
        _ specifier: NodeID, _ options: NodeID, _ phase: ImportPhase, from start: UInt32
    ) throws(SyntaxFailure) -> NodeID {
        guard kind == .rightParenthesis else { throw unexpected("expected ')' to close import(), which has at most two arguments") }
        try advance()
        return make(.importCall(specifier: specifier, options: options, phase: phase), from: start)
    }
}
