import Diagnostics

extension Parser {
    /// The names that the function around a CommonJS module has as parameters. https://nodejs.org/api/modules.html#the-module-wrapper
    private static let wrapperParameters = ["exports", "require", "module", "__filename", "__dirname"]

    /// Makes the whole text the body of a function, which is the default export of a module that has nothing else: so it runs when a host calls it.
    /// Of a CommonJS module `return`, `this` and `arguments` are a function's; what `eval` runs has those of its surroundings, as an arrow function does.
    mutating func wrapBody() {
        let body = tree.body
        let start = SourceRange(start: 0, end: 0)
        let mark = pending.count
        for name in tree.goal == .commonJS ? Self.wrapperParameters : [] {
            pending.append(make(.identifier(lexer.names.pointee.intern(name)), at: start))
        }
        var flags: SyntaxTree.FunctionFlags = []
        if context.latestThis >= 0 { flags.insert(.usesThis) }
        if context.latestArguments >= 0 { flags.insert(.usesArguments) }
        if lexer.isSloppy { flags.insert(.isSloppy) }
        if tree.goal == .eval { flags.insert(.isArrow) }
        let whole = SourceRange(start: 0, end: UInt32(tree.source.bytes.count))
        let function = FunctionID(UInt32(tree.functions.count))
        let parameters = makeList(from: mark)
        tree.functions.append(.init(name: nil, parameters: parameters, body: body, flags: flags, range: whole))
        exportOnly(function, at: whole)
    }

    /// Makes a function the default export of a module that has nothing else.
    private mutating func exportOnly(_ function: FunctionID, at whole: SourceRange) {
        let mark = pending.count
        pending.append(make(.exportDefault(make(.functionDeclaration(function), at: whole)), at: whole))
        tree.body = makeList(from: mark)
    }

    /// A text that is one function expression, and nothing else. Its name is the function's, and no binding.
    mutating func parseWholeFunction(bodyStart: UInt32) throws(SyntaxFailure) {
        let node = try parseFunctionExpression()
        guard case .function(let function) = tree[node] else { return }
        guard latestBodyStart == bodyStart else {
            let start = min(latestBodyStart, bodyStart)
            throw failure("a parameter must not end the list of parameters", at: SourceRange(start: start, end: start + 1))
        }
        guard kind == .endOfModule else { throw unexpected("expected the end of the function's text") }
        tree.functions[Int(function.index)].name = nil
        exportOnly(function, at: tree.functions[Int(function.index)].range)
    }

    /// https://tc39.es/ecma262/#sec-with-statement
    mutating func parseWith() throws(SyntaxFailure) -> NodeID {
        guard lexer.isSloppy else {
            throw failure(
                "'with' statements are not allowed in \(tree.goal == .module ? "modules" : "strict code")", at: lexer.token.range)
        }
        let start = tokenStart
        guard withDepth < ParserLimits.withDepth else {
            throw failure("the code nests too deeply: more than \(ParserLimits.withDepth) 'with' in each other", at: lexer.token.range)
        }
        tree.hasWith = true
        try advance()
        try expect(.leftParenthesis, "after 'with'")
        let object = try parseExpression()
        try expect(.rightParenthesis, "to close the object")
        withDepth += 1
        defer { withDepth -= 1 }
        let body = try parseStatement()
        return make(.with(object: object, body: body), from: start)
    }

    private mutating func make(_ node: Node, at range: SourceRange) -> NodeID {
        tree.nodes.append(node)
        tree.ranges.append(range)
        return NodeID(UInt32(tree.nodes.count - 1))
    }

    /// The names that a function was given before its body turned out to be strict.
    mutating func checkStrictNames(_ name: NameID?, _ parameters: NodeList, at start: UInt32) throws(SyntaxFailure) {
        if let name, isReservedInStrictCode(name) {
            throw failure(
                "'\(text(of: name))' must not name a function that is strict", at: SourceRange(start: start, end: start + 8))
        }
        var found: SourceRange?
        var targets: [NodeID] = []
        for parameter in tree[parameters] { tree.forEachTarget(in: parameter) { targets.append($0) } }
        for target in targets {
            guard found == nil, case .identifier(let name) = tree[target], isReservedInStrictCode(name) else { continue }
            found = tree.range(of: target)
        }
        if let found { throw failure("'\(shortText(found))' must not be a parameter of a function that is strict", at: found) }
    }

    private func isReservedInStrictCode(_ name: NameID) -> Bool {
        name == .known(.eval) || name == .known(.arguments) || TokenKind.word(name).isReservedInStrictCodeOnly
    }

    /// A function that sloppy code declares directly under an `if` counts as if braces were around it.
    /// https://tc39.es/ecma262/#sec-functiondeclarations-in-ifstatement-statement-clauses
    mutating func parseFunctionAsStatement() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let mark = pending.count
        let declaration = try parseFunctionDeclaration(allowsNoName: false)
        pending.append(declaration)
        return make(.block(makeList(from: mark)), from: start)
    }

    // MARK: let

    /// Whether `let`, the next token, begins a declaration: in sloppy code it is a name where none follows.
    /// https://tc39.es/ecma262/#sec-let-and-const-declarations
    mutating func isLetDeclaration(asStatement: Bool = false) throws(SyntaxFailure) -> Bool {
        guard lexer.isSloppy else { return true }
        let mark = lexer.mark
        try advance()
        defer { lexer.goBack(to: mark) }
        if kind == .leftBracket { return true }
        // A statement alone cannot declare, so that what follows in another line is another statement.
        if asStatement, lexer.token.followsLineBreak { return false }
        return kind == .leftBrace || (kind.isIdentifierName && kind != .in && kind != .instanceof)
    }

    /// `let` is a name in sloppy code, but for what `let` and its like declare.
    @inline(__always) mutating func takeLetAsName() {
        if kind == .let, lexer.isSloppy { lexer.token.kind = .identifier }
    }

    /// A statement that begins with `let`, which is a name in it.
    mutating func parseLetStatement() throws(SyntaxFailure) -> NodeID {
        if try isLabel() { return try parseLabeled() }
        if try isLetDeclaration(asStatement: true) { throw misplacedDeclaration() }
        return try parseExpressionStatement()
    }
}
