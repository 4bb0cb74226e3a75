import Diagnostics

/// What the tokens of a piece of JavaScript tell of it.
///
/// Enough to put an expression into a module safely; the parser judges the rest with the whole module. Where a token is none, the scan ends: the
/// whole does not parse there either.
public struct SourceScan: Sendable {
    /// Why the piece cannot stand by itself, to be put after what it is: "has no ')' for a '('"; `nil` when it can.
    public private(set) var problem: String?
    /// Where in the piece, in bytes.
    public private(set) var problemOffset = 0
    /// Only blanks and comments.
    public private(set) var isEmpty = true
    /// A `;` outside brackets.
    public private(set) var hasTopLevelSemicolon = false
    /// A comma outside brackets.
    public private(set) var hasTopLevelComma = false
    /// A single name, literal, call or member access: what a prefix operator takes without parentheses.
    public private(set) var isSimple = true
    /// A `//` comment runs to the end.
    public private(set) var endsInLineComment = false
    /// The keyword `await` stands in it.
    public private(set) var mentionsAwait = false
    /// A line break lies inside a template or after a backslash in a string, so that indentation would be content.
    public private(set) var hasMultilineString = false

    /// The brackets that are open, of which a template's `${` is one, and where they stand.
    private var open: [(kind: TokenKind, offset: UInt32)] = []

    /// Scans pieces with one table for their names, which takes longer to make than most pieces to scan.
    public struct Scanner: Sendable {
        private var names = NameTable()

        public init() {}

        /// Linear in the length of the text.
        public mutating func scan(_ text: String) -> SourceScan {
            var scan = SourceScan()
            // An empty text has no address to read from.
            var text = text.isEmpty ? "\n" : text
            withUnsafeMutablePointer(to: &names) { names in
                text.withUTF8 { bytes in
                    var lexer = Lexer(bytes: bytes, names: names)
                    do throws(SyntaxFailure) {
                        while try scan.take(&lexer) {}
                    } catch {
                        scan.fail(lexer)
                    }
                }
            }
            if scan.problem == nil, let last = scan.open.last {
                scan.fail("has no \(closing(last.kind)) for a \(opening(last.kind))", last.offset)
            }
            if scan.isEmpty { scan.isSimple = false }
            return scan
        }
    }

    /// - Returns: whether more follows.
    private mutating func take(_ lexer: inout Lexer) throws(SyntaxFailure) -> Bool {
        let previous = lexer.token.kind
        try lexer.advance()
        if lexer.token.kind == .rightBrace, open.last?.kind == .templateHead {
            open.removeLast()
            try lexer.continueTemplate()
        }
        let token = lexer.token
        // A blank or a comment behind the first token.
        if open.isEmpty, !isEmpty, token.start > lexer.previousEnd { isSimple = false }
        guard token.kind != .endOfModule else {
            endsInLineComment = lexer.lineCommentEnd == lexer.count
            return false
        }
        isEmpty = false
        switch token.kind {
        case .leftParenthesis, .leftBracket:
            open.append((token.kind, token.start))
        case .leftBrace:
            if open.isEmpty { isSimple = false }
            open.append((token.kind, token.start))
        case .rightParenthesis, .rightBracket, .rightBrace:
            guard let last = open.popLast(), closing(last.kind) == token.kind.quoted else {
                fail("closes a \(token.kind.quoted) that it does not open", token.start)
                return false
            }
        case .template, .string:
            noteLineBreaks(token, lexer)
        case .templateHead:
            noteLineBreaks(token, lexer)
            open.append((token.kind, token.end - 2))
        case .semicolon where open.isEmpty:
            hasTopLevelSemicolon = true
            isSimple = false
        case .comma where open.isEmpty:
            hasTopLevelComma = true
            isSimple = false
        case .dot, .number, .privateName: break
        default:
            if token.kind == .await, previous != .dot, previous != .questionDot { mentionsAwait = true }
            if !token.kind.isIdentifierName, open.isEmpty { isSimple = false }
        }
        return true
    }

    private mutating func noteLineBreaks(_ token: Token, _ lexer: borrowing Lexer) {
        for index in Int(token.start)..<Int(token.end) where lexer.bytes[index] == 0x0A || lexer.bytes[index] == 0x0D {
            hasMultilineString = true
            return
        }
    }

    private mutating func fail(_ problem: String, _ offset: UInt32) {
        self.problem = problem
        problemOffset = Int(offset)
    }

    /// What is not closed would swallow what stands after the piece; any other wrong token is left to the parser.
    private mutating func fail(_ lexer: borrowing Lexer) {
        isEmpty = false
        isSimple = false
        open = []
        guard let start = lexer.problem?.range.start else { return }
        switch lexer.byte(at: Int(start)) {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): fail("has a string without an end", start)
        case UInt8(ascii: "`"), UInt8(ascii: "}"): fail("has a template without an end", start)
        case UInt8(ascii: "/"): fail("has a comment without an end", start)
        default: break
        }
    }
}

private func opening(_ kind: TokenKind) -> String { kind == .templateHead ? "'${'" : kind.quoted }

private func closing(_ kind: TokenKind) -> String {
    switch kind {
    case .leftParenthesis: TokenKind.rightParenthesis.quoted
    case .leftBracket: TokenKind.rightBracket.quoted
    default: TokenKind.rightBrace.quoted
    }
}
