extension Lexer {
    /// Everything that is neither a plain word nor starts with a digit.
    mutating func readSymbol(_ first: UInt8) throws(SyntaxFailure) {
        let second = byte(at: position + 1)
        switch first {
        case 0x28: take(.leftParenthesis, 1)
        case 0x29: take(.rightParenthesis, 1)
        case 0x7B: take(.leftBrace, 1)
        case 0x7D: take(.rightBrace, 1)
        case 0x5B: take(.leftBracket, 1)
        case 0x5D: take(.rightBracket, 1)
        case 0x3B: take(.semicolon, 1)
        case 0x2C: take(.comma, 1)
        case 0x3A: take(.colon, 1)
        case 0x7E: take(.bitwiseNot, 1)
        case 0x22, 0x27: try readString(quote: first)
        case 0x60: try readTemplate()
        case 0x2E:
            if second >= 0x30 && second <= 0x39 {
                try readNumber()
            } else if second == 0x2E && byte(at: position + 2) == 0x2E {
                take(.ellipsis, 3)
            } else {
                take(.dot, 1)
            }
        case 0x3D:
            if second == 0x3E {
                take(.arrow, 2)
            } else if second == 0x3D {
                if byte(at: position + 2) == 0x3D { take(.equalEqualEqual, 3) } else { take(.equalEqual, 2) }
            } else {
                take(.assign, 1)
            }
        case 0x3F: readQuestion(second)
        case 0x21:
            if second == 0x3D {
                if byte(at: position + 2) == 0x3D { take(.notEqualEqual, 3) } else { take(.notEqual, 2) }
            } else {
                take(.not, 1)
            }
        case 0x2B:
            if second == 0x2B { take(.increment, 2) } else if second == 0x3D { take(.plusAssign, 2) } else { take(.plus, 1) }
        case 0x2D:
            if second == 0x2D { take(.decrement, 2) } else if second == 0x3D { take(.minusAssign, 2) } else { take(.minus, 1) }
        case 0x2A: readDoubled(first, .star, .starAssign, .starStar, .starStarAssign)
        case 0x26: readDoubled(first, .ampersand, .ampersandAssign, .ampersandAmpersand, .ampersandAmpersandAssign)
        case 0x7C: readDoubled(first, .bar, .barAssign, .barBar, .barBarAssign)
        case 0x2F: if second == 0x3D { take(.slashAssign, 2) } else { take(.slash, 1) }
        case 0x25: if second == 0x3D { take(.percentAssign, 2) } else { take(.percent, 1) }
        case 0x5E: if second == 0x3D { take(.caretAssign, 2) } else { take(.caret, 1) }
        case 0x3C:
            if second == 0x3D {
                take(.lessOrEqual, 2)
            } else if second == 0x3C {
                if byte(at: position + 2) == 0x3D { take(.shiftLeftAssign, 3) } else { take(.shiftLeft, 2) }
            } else {
                take(.less, 1)
            }
        case 0x3E: readGreater(second)
        case 0x23: try readPrivateName()
        case 0x5C: try readUnusualWord()
        default:
            if first >= 0x80 {
                try readUnusualWord()
            } else {
                throw strangeCharacter(UInt32(first), length: 1)
            }
        }
    }

    @inline(__always) private mutating func take(_ kind: TokenKind, _ length: Int) {
        token.kind = kind
        position += length
    }

    /// `*`, `*=`, `**`, `**=` and their like.
    private mutating func readDoubled(
        _ first: UInt8, _ single: TokenKind, _ singleAssign: TokenKind, _ double: TokenKind, _ doubleAssign: TokenKind
    ) {
        let second = byte(at: position + 1)
        if second == 0x3D {
            take(singleAssign, 2)
        } else if second == first {
            if byte(at: position + 2) == 0x3D { take(doubleAssign, 3) } else { take(double, 2) }
        } else {
            take(single, 1)
        }
    }

    private mutating func readQuestion(_ second: UInt8) {
        let third = byte(at: position + 2)
        if second == 0x3F {
            if third == 0x3D { take(.questionQuestionAssign, 3) } else { take(.questionQuestion, 2) }
        } else if second == 0x2E && !(third >= 0x30 && third <= 0x39) {
            // `a?.5:b` is a conditional.
            take(.questionDot, 2)
        } else {
            take(.question, 1)
        }
    }

    private mutating func readGreater(_ second: UInt8) {
        let third = byte(at: position + 2)
        if second == 0x3D {
            take(.greaterOrEqual, 2)
        } else if second != 0x3E {
            take(.greater, 1)
        } else if third == 0x3D {
            take(.shiftRightAssign, 3)
        } else if third != 0x3E {
            take(.shiftRight, 2)
        } else if byte(at: position + 3) == 0x3D {
            take(.shiftRightUnsignedAssign, 4)
        } else {
            take(.shiftRightUnsigned, 3)
        }
    }

    private mutating func readPrivateName() throws(SyntaxFailure) {
        let next = byte(at: position + 1)
        guard Self.isIdentifierStart(next) || next == 0x5C || next >= 0x80 else {
            let hint = next == 0x21 ? ": '#!' stands only at the very start of a module" : ": expected a private name after it"
            throw failure("'#' means nothing here" + hint, from: position, to: position + 1)
        }
        position += 1
        if Self.isIdentifierStart(next) { try readWord(hash: NameTable.emptyHash) } else { try readUnusualWord() }
        token.kind = .privateName
    }
}
