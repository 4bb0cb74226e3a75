import Diagnostics

extension Parser {
    // MARK: Names

    /// Whether `await` is a name here: in scripts, but for async functions and static blocks.
    private var mayNameAwait: Bool {
        tree.goal != .module && !context.permissions.contains(.await) && (context.place != .staticBlock || context.isArrow)
            && !(context.place == .parameters && context.isAsync)
    }

    /// Whether a token is `await`, perhaps spelt with an escape, as the name that it is in a script.
    func isAwaitName(_ token: Token) -> Bool {
        (token.kind == .await || (token.kind == .escapedReservedWord && token.name == .known(.await))) && mayNameAwait
    }

    /// Whether `yield` is a name here: in sloppy code, but for generators.
    var mayNameYield: Bool { lexer.isSloppy && !context.permissions.contains(.yield) && !context.isGenerator }

    /// Makes `await`, the next token, the name that it is in a script, and `yield` that of sloppy code.
    @inline(__always) mutating func takeAwaitAsName() {
        if kind == .yield, mayNameYield { lexer.token.kind = .identifier }
        if kind == .await || kind == .escapedReservedWord, isAwaitName(lexer.token) {
            lexer.token.kind = .identifier
            context.latestAwaitName = Int64(tokenStart)
        }
    }

    /// A BindingIdentifier's name.
    mutating func parseBindingName(_ expectation: StaticString) throws(SyntaxFailure) -> NameID {
        takeAwaitAsName()
        takeLetAsName()
        let token = lexer.token
        guard token.kind.isIdentifierName else { throw unexpected("expected \(expectation)") }
        try checkBindingName(token)
        lexer.partsLeft -= ParserLimits.partsOfName
        try advance()
        return token.name
    }

    /// Whether a word may be declared.
    mutating func checkBindingName(_ token: Token) throws(SyntaxFailure) {
        if token.kind != .identifier, !isAwaitName(token) { throw reservedWord(token) }
        try checkTargetName(token.name, at: token.range)
    }

    mutating func checkTargetName(_ name: NameID, at range: SourceRange) throws(SyntaxFailure) {
        if !lexer.isSloppy, name == .known(.eval) || name == .known(.arguments) {
            throw failure("'\(text(of: name))' must not be declared or assigned in a module", at: range)
        }
    }

    mutating func reservedWord(_ token: Token) -> SyntaxFailure {
        let word = text(of: token.name)
        let place = token.kind.isReservedInStrictCodeOnly ? " in modules" : ""
        return failure("'\(word)' is a reserved word\(place) and cannot be a name", at: token.range)
    }

    // MARK: Declared patterns

    /// A BindingIdentifier or BindingPattern.
    mutating func parseBindingTarget(_ expectation: StaticString) throws(SyntaxFailure) -> NodeID {
        takeAwaitAsName()
        takeLetAsName()
        if kind == .identifier {
            let token = lexer.token
            try checkTargetName(token.name, at: token.range)
            try advance()
            return make(.identifier(token.name), from: token.start)
        }
        switch kind {
        case .leftBrace: return try parseObjectBindingPattern()
        case .leftBracket: return try parseArrayBindingPattern()
        default:
            let start = tokenStart
            let name = try parseBindingName(expectation)
            return make(.identifier(name), from: start)
        }
    }

    /// A BindingElement: a target and maybe its default.
    mutating func parseBindingElement(_ expectation: StaticString) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let target = try parseBindingTarget(expectation)
        try eraseAnnotation(orMark: .question)
        guard kind == .assign else { return target }
        try advance()
        let value = try parseAssignmentAllowingIn()
        return make(.patternDefault(target: target, value: value), from: start)
    }

    private mutating func parseObjectBindingPattern() throws(SyntaxFailure) -> NodeID {
        try enter()
        let start = tokenStart
        try advance()
        let mark = pending.count
        while kind != .rightBrace {
            let elementStart = tokenStart
            if kind == .ellipsis {
                try advance()
                let nameStart = tokenStart
                let name = try parseBindingName("a name after '...'")
                let target = make(.identifier(name), from: nameStart)
                let rest = make(.rest(target), from: elementStart)
                pending.append(rest)
                if kind != .rightBrace { throw unexpected("expected '}' after the rest of a pattern, which stands last") }
                break
            }
            let word = lexer.token
            let (key, isComputed) = try parsePropertyKey()
            let target: NodeID
            if kind == .colon {
                try advance()
                target = try parseBindingElement("a name or pattern after ':'")
            } else {
                guard word.kind.isIdentifierName, !isComputed else { throw unexpected("expected ':' after the key in a pattern") }
                try checkBindingName(word)
                let identifier = make(.identifier(word.name), from: word.start)
                if kind == .assign {
                    try advance()
                    let value = try parseAssignmentAllowingIn()
                    target = make(.patternDefault(target: identifier, value: value), from: word.start)
                } else {
                    target = identifier
                }
            }
            let property = make(.patternProperty(key: key, target: target, isComputed: isComputed), from: elementStart)
            pending.append(property)
            if kind != .rightBrace { try expect(.comma, "or '}' in the pattern") }
        }
        try advance()
        nesting -= 1
        let list = makeList(from: mark)
        return make(.objectPattern(properties: list), from: start)
    }

    private mutating func parseArrayBindingPattern() throws(SyntaxFailure) -> NodeID {
        try enter()
        let start = tokenStart
        try advance()
        let mark = pending.count
        while kind != .rightBracket {
            if kind == .comma {
                try advance()
                pending.append(.none)
                continue
            }
            let element = kind == .ellipsis ? try parseBindingRest() : try parseBindingElement("a name or pattern")
            pending.append(element)
            if case .rest = tree[element], kind != .rightBracket {
                throw unexpected("expected ']' after the rest of a pattern, which stands last")
            }
            if kind != .rightBracket { try expect(.comma, "or ']' in the pattern") }
        }
        try advance()
        nesting -= 1
        let list = makeList(from: mark)
        return make(.arrayPattern(elements: list), from: start)
    }

    /// `...target` in an array pattern or a parameter list.
    mutating func parseBindingRest() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        let target = try parseBindingTarget("a name or pattern after '...'")
        try eraseAnnotation()
        if kind == .assign { throw failure("the rest of a pattern must not have a default", at: lexer.token.range) }
        return make(.rest(target), from: start)
    }

    // MARK: Expressions that become patterns

    /// Makes the left side of a plain assignment, or the head of a `for … of`, into a target.
    mutating func makeAssignmentTarget(_ node: NodeID, from start: UInt32) throws(SyntaxFailure) {
        try makePattern(node, isBinding: false)
    }

    /// Rewrites an expression as the pattern that its text turned out to be.
    ///
    /// - Parameter isBinding: whether the pattern declares, as the parameters of an arrow function do: then it holds
    ///   nothing but names.
    mutating func makePattern(_ node: NodeID, isBinding: Bool) throws(SyntaxFailure) {
        switch tree[node] {
        case .identifier(let name):
            if isBinding, isParenthesized(node) { throw failure("a parameter must not stand in parentheses", at: node) }
            try checkTargetName(name, at: tree.range(of: node))
        case .member(_, _, isOptional: false), .computedMember(_, _, isOptional: false), .privateMember(_, _, isOptional: false),
            .superMember, .superComputedMember:
            if isBinding { throw failure("expected a name or pattern as a parameter, found an expression", at: node) }
        case .object(let properties):
            if isParenthesized(node) { throw parenthesizedPattern(node) }
            try makeObjectPattern(properties, isBinding: isBinding)
            tree.nodes[Int(node.index)] = .objectPattern(properties: properties)
        case .array(let elements):
            if isParenthesized(node) { throw parenthesizedPattern(node) }
            try makeArrayPattern(elements, isBinding: isBinding)
            tree.nodes[Int(node.index)] = .arrayPattern(elements: elements)
        case .objectPattern(let list), .arrayPattern(let list):
            // The target of an inner assignment is a pattern already, though not yet known to declare.
            guard isBinding else { return }
            for index in Int(list.start)..<Int(list.start + list.count) where !tree.lists[index].isNone {
                try makePattern(tree.lists[index], isBinding: true)
            }
        case .patternProperty(_, let target, _), .patternDefault(let target, _), .rest(let target):
            try makePattern(target, isBinding: isBinding)
        default: throw invalidTarget(node, isBinding: isBinding)
        }
    }

    /// An element of a pattern: a target and maybe its default, which was read as an assignment.
    mutating func makePatternElement(_ node: NodeID, isBinding: Bool) throws(SyntaxFailure) {
        guard case .assignment(let target, let value) = tree[node], !isParenthesized(node) else {
            return try makePattern(node, isBinding: isBinding)
        }
        if isBinding { try makePattern(target, isBinding: true) }
        tree.nodes[Int(node.index)] = .patternDefault(target: target, value: value)
    }

    private mutating func makeObjectPattern(_ properties: NodeList, isBinding: Bool) throws(SyntaxFailure) {
        for index in Int(properties.start)..<Int(properties.start + properties.count) {
            let property = tree.lists[index]
            switch tree[property] {
            case .property(let key, let value, .value, let isComputed), .property(let key, let value, .shorthand, let isComputed):
                try makePatternElement(value, isBinding: isBinding)
                tree.nodes[Int(property.index)] = .patternProperty(key: key, target: value, isComputed: isComputed)
            case .spread(let target):
                if index + 1 < Int(properties.start + properties.count) {
                    throw failure("the rest of a pattern must stand last", at: property)
                }
                switch tree[target] {
                case .object, .array, .objectPattern, .arrayPattern:
                    throw failure("expected a name after '...' in an object pattern", at: target)
                default: try makePattern(target, isBinding: isBinding)
                }
                if Self.contains(spreadsBeforeComma, property) { throw commaAfterRest(property) }
                tree.nodes[Int(property.index)] = .rest(target)
            default: throw failure("a method or accessor cannot be part of a pattern", at: property)
            }
        }
    }

    private mutating func makeArrayPattern(_ elements: NodeList, isBinding: Bool) throws(SyntaxFailure) {
        for index in Int(elements.start)..<Int(elements.start + elements.count) {
            let element = tree.lists[index]
            if element.isNone { continue }
            guard case .spread(let target) = tree[element] else {
                try makePatternElement(element, isBinding: isBinding)
                continue
            }
            if index + 1 < Int(elements.start + elements.count) { throw failure("the rest of a pattern must stand last", at: element) }
            if Self.contains(spreadsBeforeComma, element) { throw commaAfterRest(element) }
            if case .assignment = tree[target] { throw failure("the rest of a pattern must not have a default", at: target) }
            try makePattern(target, isBinding: isBinding)
            tree.nodes[Int(element.index)] = .rest(target)
        }
    }

    private mutating func commaAfterRest(_ node: NodeID) -> SyntaxFailure {
        failure("the rest of a pattern must not have a ',' behind it", at: node)
    }

    private mutating func parenthesizedPattern(_ node: NodeID) -> SyntaxFailure {
        failure("a pattern must not stand in parentheses of its own", at: node)
    }

    /// The one target of `++`, `--`, `+=` and their like.
    mutating func checkSimpleTarget(_ node: NodeID, of what: String) throws(SyntaxFailure) {
        switch tree[node] {
        case .identifier(let name): try checkTargetName(name, at: tree.range(of: node))
        case .member(_, _, isOptional: false), .computedMember(_, _, isOptional: false), .privateMember(_, _, isOptional: false),
            .superMember, .superComputedMember:
            break
        default: throw failure("\(what) needs a variable or property to assign to, found \(describe(node))", at: node)
        }
    }

    private mutating func invalidTarget(_ node: NodeID, isBinding: Bool) -> SyntaxFailure {
        if isBinding { return failure("expected a name or pattern as a parameter, found \(describe(node))", at: node) }
        return failure("cannot assign to \(describe(node))", at: node)
    }

    /// An expression in words.
    func describe(_ node: NodeID) -> String {
        switch tree[node] {
        case .call, .superCall: "a call"
        case .importCall: "an import() call"
        case .importMeta: "'import.meta'"
        case .newTarget: "'new.target'"
        case .this: "'this'"
        case .number, .string, .boolean, .null, .template: "a literal"
        case .optionalChain: "an optional chain"
        case .function: "a function"
        case .await: "an 'await' expression"
        case .object: "an object literal"
        case .array: "an array literal"
        case .assignment, .compoundAssignment, .logicalAssignment: "an assignment"
        default: "an expression"
        }
    }
}
