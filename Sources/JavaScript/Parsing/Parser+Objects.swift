import Diagnostics

extension Parser {
    /// What stands before the key of a method or accessor.
    struct MethodModifiers {
        var kind = PropertyKind.method
        var functionFlags: SyntaxTree.FunctionFlags = []
        /// `get`, `set` or `async` that turned out to be the key itself.
        var bareWord: Token?
        /// Whether there is any modifier, so that a `(` must follow the key.
        var isSpecial: Bool { !functionFlags.isEmpty }
    }

    /// `get`, `set`, `async`, `*`, as far as they are modifiers here.
    mutating func parseMethodModifiers(isClass: Bool) throws(SyntaxFailure) -> MethodModifiers {
        var modifiers = MethodModifiers()
        if kind == .identifier, !lexer.token.hasEscape {
            let word = lexer.token
            let isAsync = word.name == .known(.async)
            guard isAsync || word.name == .known(.get) || word.name == .known(.set) else { return modifiers }
            try advance()
            let isKey: Bool =
                switch kind {
                case .leftParenthesis, .assign, .semicolon, .rightBrace, .comma, .colon, .endOfModule: true
                case .less, .question, .not: readsTypes
                // A field named get or set may end with its line only where no key can follow, so it is none here; async
                // must have its method on the same line.
                default: isAsync ? lexer.token.followsLineBreak : kind == .star
                }
            if isKey {
                modifiers.bareWord = word
                return modifiers
            }
            if isAsync {
                modifiers.functionFlags.insert(.isAsync)
            } else if word.name == .known(.get) {
                modifiers.kind = .getter
                modifiers.functionFlags.insert(.isGetter)
                return modifiers
            } else {
                modifiers.kind = .setter
                modifiers.functionFlags.insert(.isSetter)
                return modifiers
            }
        }
        if try consume(.star) { modifiers.functionFlags.insert(.isGenerator) }
        return modifiers
    }

    /// A PropertyName.
    mutating func parsePropertyKey() throws(SyntaxFailure) -> (key: NodeID, isComputed: Bool) {
        let token = lexer.token
        switch token.kind {
        case .number:
            try advance()
            return (makeNumber(token.number, from: token.start), false)
        case .string: break
        case .bigInt:
            // The key is the number's text.
            let text = lexer.names.pointee.intern(try decimalText(ofBigInt: token))
            try advance()
            return (make(.string(text), from: token.start), false)
        case .leftBracket:
            try advance()
            let key = try parseAssignmentAllowingIn()
            try expect(.rightBracket, "to close the computed key")
            return (key, true)
        case .privateName: throw failure("a private name stands only in a class", at: token.range)
        default: if !token.kind.isIdentifierName { throw unexpected("expected a property name") }
        }
        try advance()
        return (make(.string(token.name), from: token.start), false)
    }

    /// The key that a word just stepped over is.
    mutating func makeKey(_ word: Token) -> NodeID {
        let id = make(.string(word.name), from: word.start)
        tree.ranges[Int(id.index)].end = word.end
        return id
    }

    mutating func makeNumber(_ value: Double, from start: UInt32) -> NodeID {
        let index = UInt32(tree.numbers.count)
        tree.numbers.append(value)
        return make(.number(index), from: start)
    }

    /// An ObjectLiteral, which may yet become a pattern.
    mutating func parseObject() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        let outerAllowsIn = allowsIn
        allowsIn = true
        let mark = pending.count
        var hasProto = false
        while kind != .rightBrace {
            let property: NodeID
            if kind == .ellipsis {
                property = try parseSpread()
                if kind == .comma { spreadsBeforeComma.append(property) }
            } else {
                property = try parseProperty(hasProto: &hasProto)
            }
            pending.append(property)
            if kind != .rightBrace { try expect(.comma, "or '}' in the object literal") }
        }
        try advance()
        allowsIn = outerAllowsIn
        let list = makeList(from: mark)
        return make(.object(properties: list), from: start)
    }

    /// `...expression`, which may yet become a rest element.
    mutating func parseSpread() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        let value = try parseAssignmentCovering()
        return make(.spread(value), from: start)
    }

    private mutating func parseProperty(hasProto: inout Bool) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let modifiers = try parseMethodModifiers(isClass: false)
        var keyToken = lexer.token
        let key: NodeID
        var isComputed = false
        if let word = modifiers.bareWord {
            keyToken = word
            key = makeKey(word)
        } else {
            (key, isComputed) = try parsePropertyKey()
        }
        if isStartOfParameters || modifiers.isSpecial {
            let id = try parseFunctionRest(
                name: nil, flags: modifiers.functionFlags.union(.isMethod), permissions: [.superProperty, .newTarget, .arguments],
                from: start)
            let value = make(.function(id), from: start)
            return make(.property(key: key, value: value, kind: modifiers.kind, isComputed: isComputed), from: start)
        }
        if try consume(.colon) {
            if !isComputed, case .string(.known(.proto)) = tree[key] {
                if hasProto, cover.duplicateProto.start == .max { cover.duplicateProto = keyToken.range }
                hasProto = true
            }
            let value = try parseAssignmentCovering()
            return make(.property(key: key, value: value, kind: .value, isComputed: isComputed), from: start)
        }
        guard !isComputed, keyToken.kind.isIdentifierName else { throw unexpected("expected ':' after the key") }
        if keyToken.kind != .identifier {
            let isName = isAwaitName(keyToken) || keyToken.kind == .yield && mayNameYield || keyToken.kind == .let && lexer.isSloppy
            guard isName else { throw reservedWord(keyToken) }
            context.latestAwaitName = Int64(keyToken.start)
        }
        var value = try makeReference(keyToken)
        if kind == .assign {
            // Right only if the whole literal becomes a pattern.
            if cover.initializer.start == .max { cover.initializer = lexer.token.range }
            try checkTargetName(keyToken.name, at: keyToken.range)
            try advance()
            let initializer = try parseAssignment()
            value = make(.patternDefault(target: value, value: initializer), from: start)
        }
        return make(.property(key: key, value: value, kind: .shorthand, isComputed: false), from: start)
    }

    /// An ArrayLiteral, which may yet become a pattern.
    mutating func parseArray() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        let outerAllowsIn = allowsIn
        allowsIn = true
        let mark = pending.count
        while kind != .rightBracket {
            if kind == .comma {
                try advance()
                pending.append(.none)
                continue
            }
            let element: NodeID
            if kind == .ellipsis {
                element = try parseSpread()
                if kind == .comma { spreadsBeforeComma.append(element) }
            } else {
                element = try parseAssignmentCovering()
            }
            pending.append(element)
            if kind != .rightBracket { try expect(.comma, "or ']' in the array literal") }
        }
        try advance()
        allowsIn = outerAllowsIn
        let list = makeList(from: mark)
        return make(.array(elements: list), from: start)
    }
}
