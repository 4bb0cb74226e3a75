import Diagnostics

extension Parser {
    /// A ClassDeclaration or ClassExpression. https://tc39.es/ecma262/#sec-class-definitions
    mutating func parseClass(isDeclaration: Bool, allowsNoName: Bool) throws(SyntaxFailure) -> NodeID {
        try enter()
        let start = tokenStart
        // All parts of a class are strict code.
        let outerIsSloppy = lexer.isSloppy
        lexer.isSloppy = false
        try advance()
        var name: NameID?
        let nameRange = lexer.token.range
        if kind != .leftBrace, kind != .extends, !readsTypes || (kind != .less && kind != .implements) {
            name = try parseBindingName("a name for the class, 'extends' or '{'")
        } else if isDeclaration, !allowsNoName {
            throw unexpected("expected a name for the class")
        }
        try eraseTypeParameters()
        var superclass = NodeID.none
        if try consume(.extends) {
            let outerCover = cover
            cover = CoverErrors()
            superclass = try parseLeftHandSide()
            try checkCover()
            cover = outerCover
        }
        if readsTypes { try eraseHeritage() }
        let open = tokenStart
        try expect(.leftBrace, "to open the body of the class")
        privateScopes.append(PrivateScope())
        var constructor = NodeID.none
        let mark = pending.count
        while kind != .rightBrace {
            if try consume(.semicolon) { continue }
            if kind == .endOfModule { throw unclosedBrace("to close the class", openedAt: open) }
            let member =
                try readsTypes
                ? parseTypedMember(isDerived: !superclass.isNone, constructor: &constructor)
                : parseClassMember(isDerived: !superclass.isNone, constructor: &constructor)
            if !member.isNone { pending.append(member) }
        }
        lexer.isSloppy = outerIsSloppy
        try advance()
        let members = makeList(from: mark)
        try closePrivateScope()
        let index = UInt32(tree.classes.count)
        lexer.partsLeft -= ParserLimits.partsOfFunction
        tree.classes.append(
            .init(
                name: name, superclass: superclass, constructor: constructor, members: members,
                range: SourceRange(start: start, end: lexer.previousEnd)))
        if name != nil { tree.classes[Int(index)].nameRange = nameRange }
        nesting -= 1
        return make(isDeclaration ? .classDeclaration(index) : .classExpression(index), from: start)
    }

    /// A ClassElement; none for the constructor, which is handed back beside.
    mutating func parseClassMember(isDerived: Bool, constructor: inout NodeID) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        var flags: ClassMemberFlags = []
        if kind == .static {
            let word = lexer.token
            try advance()
            if kind == .leftBrace { return try parseStaticBlock(from: start) }
            if isEndOfMemberName { return try parseField(named: word, flags: [], from: start) }
            if isStartOfParameters { return try parseMethodMember(named: word, flags: [], from: start) }
            flags.insert(.isStatic)
        }
        var isAccessorField = false
        if readsTypes {
            try eraseModifiers(hasStatic: flags.contains(.isStatic))
            isAccessorField = try skipAccessorWord()
        }
        let methodStart = tokenStart
        let modifiers = try parseMethodModifiers(isClass: true)
        if let word = modifiers.bareWord {
            if readsTypes { try eraseOptionalMark() }
            if isStartOfParameters { return try parseMethodMember(named: word, flags: flags, from: start, methodStart: methodStart) }
            return try parseField(named: word, flags: flags, from: start, isAccessor: isAccessorField)
        }
        let keyToken = lexer.token
        var key: NodeID
        if kind == .privateName {
            if keyToken.name == .known(.constructor) { throw failure("a private name must not be '#constructor'", at: keyToken.range) }
            try advance()
            key = make(.privateName(keyToken.name), from: keyToken.start)
        } else {
            let (node, isComputed) = try parsePropertyKey()
            key = node
            if isComputed { flags.insert(.isComputed) }
        }
        if readsTypes { try eraseOptionalMark() }
        let isMethod = isStartOfParameters || modifiers.isSpecial
        if keyToken.kind == .privateName {
            try declarePrivateName(keyToken, half: modifiers.kind, isStatic: flags.contains(.isStatic))
        }
        let fixedName: NameID? = if !flags.contains(.isComputed), case .string(let name) = tree[key] { name } else { nil }
        if flags.contains(.isStatic), fixedName == .known(.prototype) {
            throw failure("a static member of a class must not be named 'prototype'", at: keyToken.range)
        }
        guard isMethod else {
            return try parseFieldRest(
                key: key, name: fixedName, flags: flags, at: keyToken.range, from: start,
                isNamedAsModifier: keyToken.kind == .static && !isAccessorField)
        }
        var functionFlags = modifiers.functionFlags.union(.isMethod)
        var permissions: FunctionContext.Permissions = [.superProperty, .newTarget, .arguments]
        if fixedName == .known(.constructor), !flags.contains(.isStatic) {
            if modifiers.isSpecial { throw failure("a constructor must not be a getter, setter, generator or async", at: keyToken.range) }
            if !constructor.isNone, !readsTypes { throw failure("a class has one constructor, found a second", at: keyToken.range) }
            functionFlags.insert(.isClassConstructor)
            if isDerived {
                functionFlags.insert(.isDerivedConstructor)
                permissions.insert(.superCall)
            }
            let id = try parseFunctionRest(name: nil, flags: functionFlags, permissions: permissions, from: methodStart)
            constructor = make(.function(id), from: methodStart)
            return .none
        }
        let id = try parseFunctionRest(name: nil, flags: functionFlags, permissions: permissions, from: methodStart)
        let value = make(.function(id), from: methodStart)
        return make(.classMethod(key: key, value: value, kind: modifiers.kind, flags: flags), from: start)
    }

    private var isEndOfMemberName: Bool {
        kind == .assign || kind == .semicolon || kind == .rightBrace
            || (readsTypes && (kind == .colon || kind == .question || kind == .not))
    }

    /// Whether the parameters of a method start, or its types.
    var isStartOfParameters: Bool { kind == .leftParenthesis || (readsTypes && kind == .less) }

    /// A method named by a word that might have been a modifier, such as `static() {}`.
    private mutating func parseMethodMember(
        named word: Token, flags: ClassMemberFlags, from start: UInt32, methodStart: UInt32? = nil
    ) throws(SyntaxFailure) -> NodeID {
        let key = makeKey(word)
        let methodStart = methodStart ?? start
        let id = try parseFunctionRest(
            name: nil, flags: .isMethod, permissions: [.superProperty, .newTarget, .arguments], from: methodStart)
        let value = make(.function(id), from: methodStart)
        return make(.classMethod(key: key, value: value, kind: .method, flags: flags), from: start)
    }

    /// A field named by a word that might have been a modifier, such as `get = 1`.
    private mutating func parseField(
        named word: Token, flags: ClassMemberFlags, from start: UInt32, isAccessor: Bool = false
    ) throws(SyntaxFailure) -> NodeID {
        let key = makeKey(word)
        let isModifier = word.kind == .static || word.name == .known(.get) || word.name == .known(.set)
        return try parseFieldRest(
            key: key, name: word.name, flags: flags, at: word.range, from: start, isNamedAsModifier: isModifier && !isAccessor)
    }

    private mutating func parseFieldRest(
        key: NodeID, name: NameID?, flags: ClassMemberFlags, at range: SourceRange, from start: UInt32, isNamedAsModifier: Bool
    ) throws(SyntaxFailure) -> NodeID {
        try eraseFieldType(isNamedAsModifier: isNamedAsModifier)
        if name == .known(.constructor) { throw failure("a field must not be named 'constructor'", at: range) }
        var value = NodeID.none
        if try consume(.assign) {
            let valueStart = tokenStart
            let (outer, outerAllowsIn) = (context, allowsIn)
            context = FunctionContext(permissions: [.superProperty, .newTarget], place: .fieldInitializer)
            context.labelBase = labels.count
            allowsIn = true
            let expression = try parseAssignment()
            let result = make(.return(expression), from: valueStart)
            var functionFlags: SyntaxTree.FunctionFlags = [.isMethod, .isFieldInitializer]
            if context.latestThis >= 0 { functionFlags.insert(.usesThis) }
            (context, allowsIn) = (outer, outerAllowsIn)
            let mark = pending.count
            pending.append(result)
            let body = makeList(from: mark)
            let id = makeFunction(name: nil, parameters: .empty, body: body, flags: functionFlags, from: valueStart)
            value = make(.function(id), from: valueStart)
        }
        try consumeSemicolon(after: "the field")
        return make(.classField(key: key, value: value, flags: flags), from: start)
    }

    private mutating func parseStaticBlock(from start: UInt32) throws(SyntaxFailure) -> NodeID {
        let open = tokenStart
        try advance()
        let (outer, outerAllowsIn) = (context, allowsIn)
        context = FunctionContext(permissions: [.superProperty, .newTarget], place: .staticBlock)
        context.labelBase = labels.count
        allowsIn = true
        let body = try parseStatementsToBrace("to close the static block", openedAt: open)
        var flags: SyntaxTree.FunctionFlags = [.isMethod, .isStaticBlock]
        if context.latestThis >= 0 { flags.insert(.usesThis) }
        (context, allowsIn) = (outer, outerAllowsIn)
        let id = makeFunction(name: nil, parameters: .empty, body: body, flags: flags, from: start)
        let function = make(.function(id), from: start)
        return make(.classStaticBlock(function), from: start)
    }

    // MARK: Private names

    private mutating func declarePrivateName(_ token: Token, half: PropertyKind, isStatic: Bool) throws(SyntaxFailure) {
        let scope = privateScopes.count - 1
        let otherHalf: PropertyKind? = half == .getter ? .setter : half == .setter ? .getter : nil
        guard let earlier = privateScopes[scope].declarations[token.name] else {
            privateScopes[scope].declarations[token.name] = .init(name: token.name, missingHalf: otherHalf, isStatic: isStatic)
            return
        }
        if readsTypes { return }
        guard earlier.missingHalf == half, earlier.isStatic == isStatic else {
            throw failure("the private name '#\(text(of: token.name))' is declared twice", at: token.range)
        }
        privateScopes[scope].declarations[token.name]?.missingHalf = nil
    }

    mutating func usePrivateName(_ token: Token) throws(SyntaxFailure) {
        if privateScopes.isEmpty { return try checkPrivateNameAround(token.name, at: token.range) }
        privateScopes[privateScopes.count - 1].uses.append(.init(name: token.name, range: token.range))
    }

    /// What the class does not declare, a class around it must.
    private mutating func closePrivateScope() throws(SyntaxFailure) {
        guard let scope = privateScopes.popLast() else { return }
        for use in scope.uses where scope.declarations[use.name] == nil {
            if privateScopes.isEmpty {
                try checkPrivateNameAround(use.name, at: use.range)
            } else {
                privateScopes[privateScopes.count - 1].uses.append(use)
            }
        }
    }

    /// A private name that no class of the text declares: one around a direct `eval` may.
    private mutating func checkPrivateNameAround(_ name: NameID, at range: SourceRange) throws(SyntaxFailure) {
        let binding = lexer.names.pointee.internPrivate(name)
        if tree.surroundings?.levels.contains(where: { $0.bindings.contains { $0.name == binding } }) == true { return }
        throw failure("the private name '#\(text(of: name))' is not declared in a class around it", at: range)
    }
}
