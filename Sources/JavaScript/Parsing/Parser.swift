import Algorithms
import Diagnostics
import Text

/// Parses the text of one module. https://tc39.es/ecma262/#sec-parsemodule
///
/// All early errors are found but those that need the module's declarations: names declared twice and exported names
/// that are not declared belong to the scope analysis. Linear in the length of the text.
///
/// - Parameters:
///   - source: the module's text, UTF-8.
///   - names: the table that identifiers, strings and specifiers are interned into.
///   - nesting: how deep brackets, blocks, functions and operators may nest; each level takes stack.
///   - parts: how many words and signs it may have.
///   - language: how much of the language is taken.
/// - Returns: the tree.
/// - Throws: the first ``Diagnostic``: `.syntax` for a syntax or early error, `.unsupported` for a feature of the
///   language that is not in the subset.
public func parseModule(
    _ source: SourceFile, names: inout NameTable, nesting: Int = ParserLimits.nestingDepth, parts: Int = ParserLimits.parts,
    accepting language: AcceptedLanguage = .subset
) throws(Diagnostic) -> SyntaxTree {
    var room = ParserRoom()
    try parse(source, names: &names, room: &room, nesting: nesting, parts: parts, accepting: language)
    return room.tree
}

/// Parses the text of a CommonJS module, for a look at it: the body of a function, in which `import()` may stand.
///
/// - Throws: as ``parseModule(_:names:nesting:accepting:)``.
public func parseCommonJS(
    _ source: SourceFile, names: inout NameTable, nesting: Int = ParserLimits.nestingDepth
) throws(Diagnostic) -> SyntaxTree {
    var room = ParserRoom()
    try parse(
        source, goal: .script(isStrict: false), names: &names, room: &room, nesting: nesting, accepting: .all, isFunctionBody: true)
    return room.tree
}

/// Parses a CommonJS module as a module that has nothing but a function around its text, with the parameters that hosts give it, as its default export.
///
/// - Throws: as ``parseModule(_:names:nesting:accepting:)``.
public func parseCommonJSFunction(
    _ source: SourceFile, names: inout NameTable, nesting: Int = ParserLimits.nestingDepth
) throws(Diagnostic) -> SyntaxTree {
    var room = ParserRoom()
    try parse(source, goal: .commonJS, names: &names, room: &room, nesting: nesting)
    return room.tree
}

/// Parses the text of a script and finds all its early errors. https://tc39.es/ecma262/#sec-parse-script
///
/// - Parameter isStrict: whether strict mode rules though the script does not ask for it.
/// - Throws: as ``parseModule(_:names:)``, and also the errors that are about names.
public func parseScript(_ source: SourceFile, isStrict: Bool = false, names: inout NameTable) throws(Diagnostic) -> SyntaxTree {
    var room = ParserRoom()
    try parse(source, goal: .script(isStrict: isStrict), names: &names, room: &room)
    var analysis = ScopeAnalysis()
    analysis.tree = room.tree
    try analysis.analyse(names: &names)
    return room.tree
}

/// The arrays that a parse fills, which the next parse may fill again.
struct ParserRoom {
    /// After a parse: its tree.
    var tree = SyntaxTree(source: SourceFile(name: "", bytes: []))
    var pending: [NodeID] = []
    var exportedNames = NameSet()
}

/// Parses a module, or a script, into the tree of `room`.
func parse(
    _ source: SourceFile, goal: SourceGoal = .module, names: inout NameTable, room: inout ParserRoom,
    nesting: Int = ParserLimits.nestingDepth, parts: Int = ParserLimits.parts, accepting language: AcceptedLanguage = .subset,
    isFunctionBody: Bool = false,
    surroundings: EvalSurroundings? = nil
) throws(Diagnostic) {
    guard source.bytes.count <= ParserLimits.sourceBytes else {
        let limit = ParserLimits.sourceBytes / 1_000_000
        throw Diagnostic(.syntax, "a module must not be larger than \(limit) MB", at: source.location(at: 0))
    }
    // An empty text has no address to read from.
    let bytes = source.bytes.isEmpty ? [0x0A] : source.bytes
    let problem: Diagnostic? = withUnsafeMutablePointer(to: &names) { names in
        bytes.withUnsafeBufferPointer { bytes in
            var parser = Parser(
                source: source, goal: goal, bytes: bytes, names: names, room: &room, nestingLimit: nesting, surroundings: surroundings)
            parser.lexer.acceptsAll = language == .all
            parser.lexer.partsLeft = parts
            if isFunctionBody { parser.context = .commonJS }
            defer { parser.exchange(&room) }
            do throws(SyntaxFailure) {
                try parser.parseBody()
                return nil
            } catch {
                return parser.diagnostic()
            }
        }
    }
    if let problem { throw problem }
}

/// How much of a module the parser takes on.
public enum ParserLimits {
    /// How large a module may be. Offsets take 32 bits, and a tree takes some ten times its text.
    public static let sourceBytes = 100_000_000
    /// How many words, signs and literals a module may have: each may become a node of its tree, and that takes some 70 bytes with its code.
    /// Real code has one for every four bytes when it is minified.
    public static let parts = 5_000_000
    /// The same for a module that is parsed once more for what is said of a run: of one that has more, less is said.
    public static let partsForWords = 750_000
    /// What a function or a class counts for beside its tokens: its scopes and its code take more than a node.
    static let partsOfFunction = 8
    /// What a name that is declared counts for beside its token: it is looked up in a table, and so is each use of it.
    static let partsOfName = 4
    /// What is said of a module that has more.
    static let partsMessage = "a module must not be larger than \(parts) words and signs"
    /// How deep brackets, blocks, functions and operators that stand before their operand may nest: each level is a few
    /// frames of the parser's own stack. All of them together take some 5 MB of stack in a debug build, and a tenth of
    /// that in a release build.
    public static let nestingDepth = 300
    /// What is said of a module that nests deeper than it may.
    public static func nestingMessage(_ depth: Int) -> String { "the code nests too deeply: more than \(counted(depth, "level"))" }
    /// How many `with`, and how many functions with an `eval`, may stand in each other: every name inside looks into the objects of all.
    public static let withDepth = 16
    /// How many nodes may lie on the way from the module to the deepest one. Chains such as `a + b + c` or
    /// `a.b().c()` do not nest in the text and yet make the tree deep, one or two nodes a link; those of code from text count for one.
    public static let treeDepth = 2_000

    /// What is said of a decorator, which no engine takes yet either.
    public static let decoratorsMessage = "decorators are not in tla-sim's subset"

    /// Whether a problem is that a module passes one of these limits, and not that something is wrong with it.
    public static func isPassed(by problem: Diagnostic) -> Bool {
        problem.kind == .syntax
            && (problem.message.contains("nests too deeply") || problem.message.hasPrefix("a module must not be larger"))
    }
}

/// A recursive-descent parser of modules. https://tc39.es/ecma262/#sec-ecmascript-language-scripts-and-modules
///
/// What may turn out to be a pattern is parsed as an expression and rewritten in place when an `=` or `=>` follows
/// (ECMA-262 calls these cover grammars), so that no text is read twice and time stays linear.
struct Parser: ~Copyable {
    var lexer: Lexer
    var tree: SyntaxTree
    var context: FunctionContext
    /// The grammar's [In] parameter: false in the head of a `for`, where `in` is the loop's.
    var allowsIn = true
    /// Errors of an expression that is none if it becomes a pattern.
    var cover = CoverErrors()
    /// Where an arrow function may start: at the start of an AssignmentExpression only.
    var arrowStart = UInt32.max
    /// The arrow function parsed last: no operator may follow it.
    var lastArrow = NodeID.none
    var nesting = 0
    /// How many `with` are around.
    var withDepth = 0
    /// How deep ``nesting`` may become.
    let nestingLimit: Int
    /// How many left-associative links the module has; only where there are many is the tree's depth looked at.
    var chainLinks = 0

    /// Children of unfinished nodes, a stack.
    var pending: [NodeID] = []
    var operators: [PendingOperator] = []
    /// Expressions that stand in parentheses, ascending.
    var parenthesized: [NodeID] = []
    /// Spread elements of array literals with a comma behind, ascending: no pattern has that.
    var spreadsBeforeComma: [NodeID] = []
    var labels: [Label] = []
    var privateScopes: [PrivateScope] = []
    var exportedNames = NameSet()
    /// Where the specifier of the last `from` stands.
    var specifierRange = SourceRange(start: 0, end: 0)
    var requestIDs: [ModuleRequestKey: ModuleRequestID] = [:]
    /// Whether the next statement may be a function that sloppy code declares without braces around it.
    var mayDeclareFunction = false
    /// Where the body of the function opens that ended last.
    var latestBodyStart: UInt32 = 0
    /// Why no `using` declaration may stand here, if none may: what follows "must not stand".
    var usingProblem: StaticString?
    /// Whether a TypeScript module is read, with its types.
    var readsTypes = false
    /// Where types stand, while they are read; `nil` in JavaScript.
    var erasure: TypeErasure?
    /// Whether an `extends` in a type belongs to what is around it.
    var isInInferConstraint = false

    init(
        source: SourceFile, goal: SourceGoal, bytes: UnsafeBufferPointer<UInt8>, names: UnsafeMutablePointer<NameTable>,
        room: inout ParserRoom, nestingLimit: Int, surroundings: EvalSurroundings? = nil
    ) {
        self.nestingLimit = nestingLimit
        lexer = Lexer(bytes: bytes, names: names)
        tree = SyntaxTree(source: source)
        switch goal {
        case .module: context = .module
        case .script, .function: context = .script
        case .commonJS: context = .commonJS
        case .eval: context = surroundings?.context ?? .eval
        }
        lexer.takesHTMLComments = goal != .module
        switch goal {
        case .module: lexer.isSloppy = false
        case .script(let isStrict): lexer.isSloppy = !isStrict
        case .commonJS, .function, .eval: lexer.isSloppy = surroundings?.isStrict != true
        }
        room.tree.reset(source: source, goal: goal)
        room.tree.surroundings = surroundings
        room.pending.clear()
        room.exportedNames.clear()
        exchange(&room)
        guard tree.nodes.capacity == 0 else { return }
        // Start-up code has about a node for every six bytes; the tree of a large text may as well grow.
        let guess = min(bytes.count / 5 + 8, 4096)
        tree.nodes.reserveCapacity(guess)
        tree.ranges.reserveCapacity(guess)
        tree.lists.reserveCapacity(guess / 2)
        pending.reserveCapacity(32)
    }

    /// Exchanges the arrays of a room for the parser's own.
    mutating func exchange(_ room: inout ParserRoom) {
        swap(&tree, &room.tree)
        swap(&pending, &room.pending)
        swap(&exportedNames, &room.exportedNames)
    }

    /// A Module or Script: its items to the end of the text.
    mutating func parseBody() throws(SyntaxFailure) {
        try lexer.skipHashbang()
        try lexer.advance()
        if case .function(let bodyStart) = tree.goal { return try parseWholeFunction(bodyStart: bodyStart) }
        let mark = pending.count
        var isInPrologue = lexer.isSloppy
        if tree.goal.isScript || tree.goal == .eval { usingProblem = "at the top level of a script" }
        while kind != .endOfModule {
            let first = lexer.token
            let item = tree.goal == .module ? try parseModuleItem() : try parseStatementListItem()
            if isInPrologue { isInPrologue = try takeDirective(item, first) }
            pending.append(item)
        }
        tree.body = makeList(from: mark)
        if tree.goal.isScript { tree.goal = .script(isStrict: !lexer.isSloppy) }
        if tree.goal == .commonJS || tree.goal == .eval { wrapBody() }
        if context.latestThis >= 0 { tree.usesImportMeta = true }
        tree.parenthesizedTargets.sort { $0.index < $1.index }
        if chainLinks > ParserLimits.treeDepth / 8 { try checkTreeDepth() }
    }

    // MARK: Tokens

    var kind: TokenKind { @inline(__always) get { lexer.token.kind } }
    var tokenStart: UInt32 { @inline(__always) get { lexer.token.start } }

    @inline(__always) mutating func advance() throws(SyntaxFailure) { try lexer.advance() }

    /// Steps over a token if it is the next one.
    @inline(__always) mutating func consume(_ expected: TokenKind) throws(SyntaxFailure) -> Bool {
        guard kind == expected else { return false }
        try lexer.advance()
        return true
    }

    /// Steps over a token that must be the next one; `purpose` goes on with the message, as in "to close the block".
    @inline(__always) mutating func expect(_ expected: TokenKind, _ purpose: StaticString) throws(SyntaxFailure) {
        guard kind == expected else { throw unexpected("expected \(expected.quoted) \(purpose)") }
        try lexer.advance()
    }

    /// Whether the next token is this word, which is a keyword in some places only, without an escape.
    @inline(__always) func isWord(_ name: WellKnownName) -> Bool {
        kind == .identifier && lexer.token.name == name.id && !lexer.token.hasEscape
    }

    /// The same for a word that has no number of its own, as those of TypeScript.
    func isWord(_ spelling: StaticString) -> Bool {
        guard kind == .identifier, !lexer.token.hasEscape, Int(lexer.token.end - lexer.token.start) == spelling.utf8CodeUnitCount else {
            return false
        }
        let start = lexer.bytes + Int(lexer.token.start)
        return (0..<spelling.utf8CodeUnitCount).allSatisfy { start[$0] == spelling.utf8Start[$0] }
    }

    /// Automatic semicolon insertion. https://tc39.es/ecma262/#sec-automatic-semicolon-insertion
    @inline(__always) mutating func consumeSemicolon(after what: StaticString) throws(SyntaxFailure) {
        if kind == .semicolon { return try lexer.advance() }
        if kind == .rightBrace || kind == .endOfModule || lexer.token.followsLineBreak { return }
        throw missingSemicolon(after: what)
    }

    // MARK: Nodes

    /// Appends a node whose text runs from `start` to the end of the token just stepped over.
    @inline(__always) mutating func make(_ node: Node, from start: UInt32) -> NodeID {
        let id = NodeID(UInt32(truncatingIfNeeded: tree.nodes.count))
        tree.nodes.append(node)
        tree.ranges.append(SourceRange(start: start, end: lexer.previousEnd))
        return id
    }

    /// Takes the children from a mark of ``pending`` on as a list.
    @inline(__always) mutating func makeList(from mark: Int) -> NodeList {
        let count = pending.count - mark
        if count == 0 { return .empty }
        let list = NodeList(start: UInt32(truncatingIfNeeded: tree.lists.count), count: UInt32(truncatingIfNeeded: count))
        for index in mark..<pending.count { tree.lists.append(pending[index]) }
        pending.removeLast(count)
        return list
    }

    func isParenthesized(_ id: NodeID) -> Bool {
        parenthesized.isEmpty ? false : Self.contains(parenthesized, id)
    }

    /// Binary search in an ascending array.
    static func contains(_ ids: [NodeID], _ id: NodeID) -> Bool {
        let index = ids.partitioningIndex { $0.index >= id.index }
        return index < ids.count && ids[index] == id
    }

    // MARK: Depth

    /// Goes one level deeper; every recursion of the parser passes through here. A failure ends the parse, so the way
    /// back is a plain `nesting -= 1`.
    @inline(__always) mutating func enter() throws(SyntaxFailure) {
        nesting += 1
        if nesting > nestingLimit { throw tooDeep() }
    }
}
