import Diagnostics

/// Says that parsing stopped; what is wrong stands in ``Lexer/problem``.
///
/// Empty, so that the many functions that pass it on need no room for it on the stack.
struct SyntaxFailure: Error {}

/// Splits a module's bytes into tokens, one at a time, as the parser asks for them.
/// https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar
///
/// The parser knows what the grammar's goal symbol is: where an expression starts a `/` is a regular expression
/// (``readRegularExpression()``), and a `}` that closes a substitution goes on with the template
/// (``continueTemplate()``).
struct Lexer: ~Copyable {
    struct Problem {
        var kind: Diagnostic.Kind
        var message: String
        var range: SourceRange
        var suggestion: String?
    }

    let bytes: UnsafePointer<UInt8>
    let count: Int
    /// Just past ``token``.
    var position = 0
    var token = Token(kind: .endOfModule, start: 0, end: 0)
    /// The end of the token before ``token``.
    var previousEnd: UInt32 = 0
    let names: UnsafeMutablePointer<NameTable>
    /// The text of a name or string with escapes, while it is read.
    var units: [UInt16] = []
    var rawUnits: [UInt16] = []
    var problem: Problem?
    /// Where the last `//` comment ends; 0 when there was none.
    var lineCommentEnd = 0
    /// Whether what is taken may be more than the simulator runs.
    var acceptsAll = false
    /// Whether the code is sloppy: words that only strict code reserves are names, and octal numbers and escapes are taken.
    var isSloppy = false
    /// How many tokens may follow, less what heavy parts of the tree weigh: see ``ParserLimits/parts``.
    var partsLeft = ParserLimits.parts
    /// Whether the text is no module: then `<!--`, and `-->` where a line begins, start comments.
    var takesHTMLComments = false

    init(bytes: UnsafeBufferPointer<UInt8>, names: UnsafeMutablePointer<NameTable>) {
        self.bytes = bytes.baseAddress!
        self.count = bytes.count
        self.names = names
    }

    /// A place to come back to after looking ahead.
    struct Mark {
        var position: Int
        var token: Token
        var previousEnd: UInt32
    }

    var mark: Mark { Mark(position: position, token: token, previousEnd: previousEnd) }

    mutating func goBack(to mark: Mark) {
        position = mark.position
        token = mark.token
        previousEnd = mark.previousEnd
    }

    /// The byte at an offset, or 0 past the end.
    @inline(__always) func byte(at offset: Int) -> UInt8 { offset < count ? bytes[offset] : 0 }

    /// Notes what is wrong and gives what to throw.
    mutating func failure(
        _ message: String, at range: SourceRange, kind: Diagnostic.Kind = .syntax, suggestion: String? = nil
    ) -> SyntaxFailure {
        if problem == nil { problem = Problem(kind: kind, message: message, range: range, suggestion: suggestion) }
        return SyntaxFailure()
    }

    mutating func failure(_ message: String, from start: Int, to end: Int, suggestion: String? = nil) -> SyntaxFailure {
        failure(message, at: SourceRange(start: UInt32(start), end: UInt32(min(end, count))), suggestion: suggestion)
    }

    /// Reads the next token.
    mutating func advance() throws(SyntaxFailure) {
        previousEnd = token.end
        token.followsLineBreak = false
        token.hasEscape = false
        try skipBlanks()
        token.start = UInt32(truncatingIfNeeded: position)
        guard position < count else {
            token.kind = .endOfModule
            token.end = token.start
            return
        }
        let byte = bytes[position]
        if Self.isIdentifierStart(byte) {
            try readWord(hash: NameTable.emptyHash)
        } else if byte >= 0x30 && byte <= 0x39 {
            try readNumber()
        } else {
            try readSymbol(byte)
        }
        token.end = UInt32(truncatingIfNeeded: position)
        partsLeft -= 1
        if partsLeft < 0 { throw tooManyParts() }
    }

    private mutating func tooManyParts() -> SyntaxFailure {
        failure(ParserLimits.partsMessage, at: token.range, suggestion: "split it into several modules")
    }

    /// Reads the token anew that has been read ahead, as strict code, when what stands before it says so.
    mutating func readAgain() throws(SyntaxFailure) {
        let (before, followsLineBreak) = (previousEnd, token.followsLineBreak)
        position = Int(token.start)
        try advance()
        (previousEnd, token.followsLineBreak) = (before, followsLineBreak)
    }

    /// White space, line terminators and comments.
    private mutating func skipBlanks() throws(SyntaxFailure) {
        var index = position
        while index < count {
            let byte = bytes[index]
            if byte == 0x20 || byte == 0x09 {
                index += 1
            } else if byte == 0x0A || byte == 0x0D {
                token.followsLineBreak = true
                index += 1
            } else if byte == 0x2F {
                let next = self.byte(at: index + 1)
                if next == 0x2F {
                    index = try endOfLine(after: index + 2)
                    lineCommentEnd = index
                } else if next == 0x2A {
                    index = try endOfBlockComment(from: index)
                } else {
                    break
                }
            } else if byte == 0x0B || byte == 0x0C {
                index += 1
            } else if byte >= 0x80 {
                let (scalar, length) = try decodeScalar(at: index)
                if scalar == 0x2028 || scalar == 0x2029 {
                    token.followsLineBreak = true
                } else if !Self.isWhiteSpace(scalar) {
                    break
                }
                index += length
            } else if byte == 0x3C || byte == 0x2D, takesHTMLComments, startsHTMLComment(at: index) {
                index = try endOfLine(after: index + 3)
            } else {
                break
            }
        }
        position = index
    }

    /// Whether a colon may stand behind the token, by a look at the next byte alone.
    var mayBeLabel: Bool {
        var index = position
        while index < count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        switch byte(at: index) {
        case 0x3A, 0x2F, 0x0A...0x0D, 0x80...0xFF: return true
        default: return false
        }
    }

    /// Skips `#!…` at the very start of the module.
    mutating func skipHashbang() throws(SyntaxFailure) {
        if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        if byte(at: position) == 0x23, byte(at: position + 1) == 0x21 { position = try endOfLine(after: position + 2) }
    }

    mutating func endOfLine(after start: Int) throws(SyntaxFailure) -> Int {
        var index = start
        while index < count, bytes[index] != 0x0A, bytes[index] != 0x0D {
            if bytes[index] < 0x80 {
                index += 1
            } else {
                let (scalar, length) = try decodeScalar(at: index)
                if scalar == 0x2028 || scalar == 0x2029 { break }
                index += length
            }
        }
        return index
    }

    private mutating func endOfBlockComment(from start: Int) throws(SyntaxFailure) -> Int {
        var index = start + 2
        while index < count {
            let byte = bytes[index]
            if byte == 0x2A, self.byte(at: index + 1) == 0x2F { return index + 2 }
            if byte < 0x80 {
                if byte == 0x0A || byte == 0x0D { token.followsLineBreak = true }
                index += 1
            } else {
                let (scalar, length) = try decodeScalar(at: index)
                if scalar == 0x2028 || scalar == 0x2029 { token.followsLineBreak = true }
                index += length
            }
        }
        throw failure("a comment is not closed: expected '*/' before the end of the module", from: start, to: start + 2)
    }
}
