import Diagnostics

/// What a token is.
///
/// The keywords stand last, in the order of ``WellKnownName``'s reserved words.
enum TokenKind: UInt8 {
    case endOfModule
    case identifier
    /// A reserved word written with an escape: fit for a property name and for nothing else.
    case escapedReservedWord
    /// `#name`.
    case privateName
    case number
    /// ``Token/name`` is the pattern and ``Token/raw`` the flags.
    case regularExpression
    /// ``Token/name`` is its text without `_` and `n`.
    case bigInt
    case string
    /// A whole template without substitution.
    case template
    /// The text of a template up to its first `${`.
    case templateHead

    case leftBrace, rightBrace, leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case semicolon, comma, colon, dot, ellipsis, question, questionDot, arrow
    case increment, decrement, not, bitwiseNot

    // Binary operators; `instanceof` and `in` are keywords.
    case plus, minus, star, slash, percent, starStar
    case ampersand, bar, caret, shiftLeft, shiftRight, shiftRightUnsigned
    case equalEqual, notEqual, equalEqualEqual, notEqualEqual, less, lessOrEqual, greater, greaterOrEqual
    case ampersandAmpersand, barBar, questionQuestion

    case assign
    case plusAssign, minusAssign, starAssign, slashAssign, percentAssign, starStarAssign
    case ampersandAssign, barAssign, caretAssign, shiftLeftAssign, shiftRightAssign, shiftRightUnsignedAssign
    case ampersandAmpersandAssign, barBarAssign, questionQuestionAssign

    case `break`, `case`, `catch`, `class`, const, `continue`, debugger, `default`, delete, `do`, `else`, `enum`, export
    case extends, `false`, finally, `for`, function, `if`, `import`, `in`, instanceof, new, null, `return`, `super`
    case `switch`, this, `throw`, `true`, `try`, typeof, `var`, void, `while`, with
    case yield, `await`, `let`, `static`, implements, interface, `package`, `private`, protected, `public`

    /// The keyword that a name spells, or ``identifier``.
    @inline(__always) static func word(_ name: NameID) -> TokenKind {
        let first = UInt32(WellKnownName.break.rawValue)
        let last = UInt32(WellKnownName.public.rawValue)
        guard name.index >= first, name.index <= last else { return .identifier }
        return TokenKind(rawValue: TokenKind.break.rawValue + UInt8(truncatingIfNeeded: name.index - first)) ?? .identifier
    }

    @inline(__always) var isKeyword: Bool { rawValue >= TokenKind.break.rawValue }

    /// Whether the token is an IdentifierName: fit to stand after a dot.
    @inline(__always) var isIdentifierName: Bool { self == .identifier || self == .escapedReservedWord || isKeyword }

    /// Of these words those that sloppy code can have as names with no look at what is around them.
    var isNameInSloppyCode: Bool { rawValue >= TokenKind.static.rawValue }

    /// A word that sloppy scripts may use as a name and modules may not.
    var isReservedInStrictCodeOnly: Bool { rawValue >= TokenKind.yield.rawValue }
}

/// The token the parser stands before.
struct Token {
    var kind: TokenKind
    /// Whether a line ends between the token before and this one.
    var followsLineBreak = false
    /// For a word: it has an escape. For a template: an escape in it is invalid, so that it has no cooked text.
    var hasEscape = false
    var start: UInt32
    var end: UInt32
    /// A word's name, a string's value, a template's cooked text.
    var name: NameID = .known(.empty)
    /// A template's raw text.
    var raw: NameID = .known(.empty)
    var number: Double = 0

    var range: SourceRange { SourceRange(start: start, end: end) }
}

extension TokenKind {
    /// How tightly a binary operator binds, from 1; 0 for what is none.
    var binaryPrecedence: UInt8 {
        switch self {
        case .questionQuestion, .barBar: 1
        case .ampersandAmpersand: 2
        case .bar: 3
        case .caret: 4
        case .ampersand: 5
        case .equalEqual, .notEqual, .equalEqualEqual, .notEqualEqual: 6
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .instanceof, .in: 7
        case .shiftLeft, .shiftRight, .shiftRightUnsigned: 8
        case .plus, .minus: 9
        case .star, .slash, .percent: 10
        case .starStar: 11
        default: 0
        }
    }

    static let relationalPrecedence: UInt8 = 7

    var binaryOperator: BinaryOperator? {
        switch self {
        case .plus, .plusAssign: .add
        case .minus, .minusAssign: .subtract
        case .star, .starAssign: .multiply
        case .slash, .slashAssign: .divide
        case .percent, .percentAssign: .remainder
        case .starStar, .starStarAssign: .exponent
        case .ampersand, .ampersandAssign: .bitwiseAnd
        case .bar, .barAssign: .bitwiseOr
        case .caret, .caretAssign: .bitwiseXor
        case .shiftLeft, .shiftLeftAssign: .shiftLeft
        case .shiftRight, .shiftRightAssign: .shiftRight
        case .shiftRightUnsigned, .shiftRightUnsignedAssign: .shiftRightUnsigned
        case .equalEqual: .equal
        case .notEqual: .notEqual
        case .equalEqualEqual: .strictEqual
        case .notEqualEqual: .strictNotEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .instanceof: .instanceof
        case .in: .in
        default: nil
        }
    }

    var logicalOperator: LogicalOperator? {
        switch self {
        case .ampersandAmpersand, .ampersandAmpersandAssign: .and
        case .barBar, .barBarAssign: .or
        case .questionQuestion, .questionQuestionAssign: .coalesce
        default: nil
        }
    }

    var isAssignment: Bool {
        rawValue >= TokenKind.assign.rawValue && rawValue <= TokenKind.questionQuestionAssign.rawValue
    }

    /// How an expected token is named in a message.
    var quoted: String {
        switch self {
        case .leftBrace: "'{'"
        case .rightBrace: "'}'"
        case .leftParenthesis: "'('"
        case .rightParenthesis: "')'"
        case .leftBracket: "'['"
        case .rightBracket: "']'"
        case .semicolon: "';'"
        case .comma: "','"
        case .colon: "':'"
        case .assign: "'='"
        case .arrow: "'=>'"
        case .dot: "'.'"
        case .star: "'*'"
        default: "'\(self)'"
        }
    }
}
