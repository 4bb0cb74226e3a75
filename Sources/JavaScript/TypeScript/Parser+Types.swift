import Diagnostics

/// Types. They leave no nodes: the parser steps over them.
extension Parser {
    /// Takes out what stands from a place to the end of the token just stepped over.
    mutating func erase(from start: UInt32) { erasure?.blanks.append(SourceRange(start: start, end: lexer.previousEnd)) }

    /// What the token after the next is like, without stepping there.
    mutating func peek<Result>(_ look: (borrowing Parser) -> Result) throws(SyntaxFailure) -> Result {
        let mark = lexer.mark
        try advance()
        let result = look(self)
        lexer.goBack(to: mark)
        return result
    }

    // MARK: Annotations

    /// `: type`, if it stands here, taken out; with a `?` or `!` before it, where one may stand.
    mutating func eraseAnnotation(orMark mark: TokenKind? = nil, isResult: Bool = false) throws(SyntaxFailure) {
        guard readsTypes else { return }
        let start = tokenStart
        var isThere = false
        if let mark, kind == mark {
            try advance()
            isThere = true
        }
        if kind == .colon {
            try advance()
            if isResult { try parseResultType() } else { try parseType() }
            isThere = true
        }
        if isThere { erase(from: start) }
    }

    /// `<T>` after the name of a declaration, taken out.
    mutating func eraseTypeParameters() throws(SyntaxFailure) {
        guard readsTypes, kind == .less else { return }
        let start = tokenStart
        try parseTypeParameters()
        erase(from: start)
    }

    mutating func parseTypeParameters() throws(SyntaxFailure) {
        try advance()
        while kind != .greater {
            while kind == .const || kind == .in || isWord("in") || isWord("out") {
                if kind != .const, kind != .in,
                    try peek({ $0.kind == .comma || $0.kind == .greater || $0.kind == .extends || $0.kind == .assign })
                {
                    break
                }
                try advance()
            }
            guard kind.isIdentifierName else { throw unexpected("expected a type parameter") }
            try advance()
            if try consume(.extends) { try parseType() }
            if try consume(.assign) { try parseType() }
            if kind != .comma { break }
            try advance()
        }
        try closeAngle()
    }

    /// `<A, B>`.
    mutating func parseTypeArguments() throws(SyntaxFailure) {
        let start = tokenStart
        do throws(SyntaxFailure) {
            if kind == .shiftLeft { try splitToken() } else { try advance() }
            try parseTypeArgumentsRest()
        } catch {
            // Whoever tries another reading need not try this one again.
            erasure?.noTypeArguments.append(start)
            throw error
        }
    }

    private mutating func parseTypeArgumentsRest() throws(SyntaxFailure) {
        while kind != .greater {
            try parseType()
            if kind != .comma { break }
            try advance()
        }
        try closeAngle()
    }

    /// Steps over a `>`, which may be the start of a longer token.
    mutating func closeAngle() throws(SyntaxFailure) {
        switch kind {
        case .greater: try advance()
        case .shiftRight, .shiftRightUnsigned, .greaterOrEqual, .shiftRightAssign, .shiftRightUnsignedAssign: try splitToken()
        default: throw unexpected("expected '>' to close the types")
        }
    }

    /// Takes one character of a token, and reads what is left of it.
    private mutating func splitToken() throws(SyntaxFailure) {
        lexer.position = Int(lexer.token.start) + 1
        lexer.token.end = lexer.token.start + 1
        try advance()
    }

    // MARK: Types

    mutating func parseType() throws(SyntaxFailure) {
        try enter()
        if try isFunctionType() {
            try parseFunctionType()
        } else {
            try parseUnionType()
            if kind == .extends, !lexer.token.followsLineBreak, !isInInferConstraint {
                try advance()
                let outer = isInInferConstraint
                isInInferConstraint = true
                try parseType()
                isInInferConstraint = outer
                try expect(.question, "and the type if it does")
                try parseTypeAnew()
                try expect(.colon, "and the type if it does not")
                try parseTypeAnew()
            }
        }
        nesting -= 1
    }

    /// A type in which a conditional may stand, whatever is around.
    private mutating func parseTypeAnew() throws(SyntaxFailure) {
        let outer = isInInferConstraint
        isInInferConstraint = false
        try parseType()
        isInInferConstraint = outer
    }

    /// The type of a function's result: also `x is T` and `asserts x`.
    mutating func parseResultType() throws(SyntaxFailure) {
        if isWord("asserts") {
            let isAssertion = try peek {
                ($0.kind.isIdentifierName || $0.kind == .this) && !$0.lexer.token.followsLineBreak && !$0.isWord("is")
            }
            if isAssertion {
                try advance()
                try advance()
                if isWord("is"), !lexer.token.followsLineBreak {
                    try advance()
                    try parseType()
                }
                return
            }
        }
        if kind == .identifier || kind == .this {
            let isPredicate = try peek { $0.isWord("is") && !$0.lexer.token.followsLineBreak }
            if isPredicate {
                try advance()
                try advance()
            }
        }
        try parseType()
    }

    private mutating func parseUnionType() throws(SyntaxFailure) {
        _ = try consume(.bar)
        repeat {
            _ = try consume(.ampersand)
            repeat { try parseTypeOperator() } while try consume(.ampersand)
        } while try consume(.bar)
    }

    private mutating func parseTypeOperator() throws(SyntaxFailure) {
        if isWord("keyof") || isWord("unique") || isWord("readonly") {
            if try peek({ $0.startsType && !$0.lexer.token.followsLineBreak }) {
                try enter()
                try advance()
                try parseTypeOperator()
                nesting -= 1
                return
            }
        }
        if isWord("infer"), try peek({ $0.kind.isIdentifierName && !$0.lexer.token.followsLineBreak }) {
            try advance()
            try advance()
            if kind == .extends {
                // A constraint, unless a '?' follows: then the conditional is this one's.
                let mark = lexer.mark
                try advance()
                let outer = isInInferConstraint
                isInInferConstraint = true
                try parseType()
                isInInferConstraint = outer
                if kind == .question, !outer { lexer.goBack(to: mark) }
            }
            return
        }
        if try isFunctionType() { return try parseType() }
        try parsePostfixType()
    }

    /// Whether a type may start with the next token.
    private var startsType: Bool {
        switch kind {
        case .identifier, .string, .number, .bigInt, .template, .templateHead, .leftBrace, .leftBracket, .leftParenthesis, .minus,
            .typeof,
            .import, .this, .null, .void, .true, .false, .new, .less:
            true
        default: false
        }
    }

    private mutating func parsePostfixType() throws(SyntaxFailure) {
        try parsePrimaryType()
        while kind == .leftBracket, !lexer.token.followsLineBreak {
            try advance()
            if kind != .rightBracket { try parseTypeAnew() }
            try expect(.rightBracket, "to close the type")
        }
    }

    private mutating func parsePrimaryType() throws(SyntaxFailure) {
        switch kind {
        case .string, .number, .bigInt, .template, .this, .null, .void, .true, .false: try advance()
        case .minus:
            try advance()
            guard kind == .number || kind == .bigInt else { throw unexpected("expected a number") }
            try advance()
        case .templateHead:
            while kind == .templateHead {
                try advance()
                try parseTypeAnew()
                guard kind == .rightBrace else { throw unexpected("expected '}' to close the type in the template") }
                try lexer.continueTemplate()
            }
            try advance()
        case .typeof:
            try advance()
            if kind == .import { return try parseImportType() }
            try parseEntityName()
        case .import: try parseImportType()
        case .leftBrace: try parseObjectType()
        case .leftBracket: try parseTupleType()
        case .leftParenthesis:
            try advance()
            try parseTypeAnew()
            try expect(.rightParenthesis, "to close the type")
        case .identifier: try parseEntityName()
        default: throw unexpected("expected a type")
        }
    }

    /// `a.b.C<D>`.
    private mutating func parseEntityName() throws(SyntaxFailure) {
        guard kind.isIdentifierName else { throw unexpected("expected a name") }
        try advance()
        try parseEntityRest()
    }

    private mutating func parseEntityRest() throws(SyntaxFailure) {
        while kind == .dot {
            try advance()
            guard kind.isIdentifierName || kind == .privateName else { throw unexpected("expected a name after '.'") }
            try advance()
        }
        if kind == .less || kind == .shiftLeft, !lexer.token.followsLineBreak {
            let outer = isInInferConstraint
            isInInferConstraint = false
            try parseTypeArguments()
            isInInferConstraint = outer
        }
    }

    private mutating func parseImportType() throws(SyntaxFailure) {
        try advance()
        try expect(.leftParenthesis, "after 'import'")
        try parseTypeAnew()
        if try consume(.comma), kind == .leftBrace { try skipBraces() }
        _ = try consume(.comma)
        try expect(.rightParenthesis, "to close the import")
        try parseEntityRest()
    }

    private mutating func parseTupleType() throws(SyntaxFailure) {
        let outer = isInInferConstraint
        isInInferConstraint = false
        try advance()
        while kind != .rightBracket {
            _ = try consume(.ellipsis)
            if kind.isIdentifierName {
                let isLabel = try peek { $0.kind == .colon || $0.kind == .question }
                if isLabel {
                    let mark = lexer.mark
                    try advance()
                    _ = try consume(.question)
                    // `a?` alone is an optional type.
                    if kind == .colon { try advance() } else { lexer.goBack(to: mark) }
                }
            }
            try parseType()
            _ = try consume(.question)
            if kind != .rightBracket { try expect(.comma, "or ']' in the types") }
        }
        try advance()
        isInInferConstraint = outer
    }

    // MARK: Functions

    private mutating func isFunctionType() throws(SyntaxFailure) -> Bool {
        switch kind {
        case .new, .less: return true
        case .identifier: return isWord("abstract") ? try peek { $0.kind == .new } : false
        case .leftParenthesis: break
        default: return false
        }
        let mark = lexer.mark
        defer { lexer.goBack(to: mark) }
        try advance()
        if kind == .rightParenthesis || kind == .ellipsis { return true }
        if kind.isIdentifierName {
            try advance()
        } else if kind == .leftBrace || kind == .leftBracket {
            try skipBraces()
        } else {
            return false
        }
        switch kind {
        case .colon, .comma, .question, .assign: return true
        case .rightParenthesis:
            try advance()
            return kind == .arrow
        default: return false
        }
    }

    private mutating func parseFunctionType() throws(SyntaxFailure) {
        let outer = isInInferConstraint
        isInInferConstraint = false
        if isWord("abstract") { try advance() }
        _ = try consume(.new)
        if kind == .less { try parseTypeParameters() }
        try parseSignatureParameters()
        try expect(.arrow, "and the type of the result")
        isInInferConstraint = outer
        try parseResultType()
    }

    /// The parameters of a type, which have no values.
    mutating func parseSignatureParameters() throws(SyntaxFailure) {
        try expect(.leftParenthesis, "to open the parameters")
        while kind != .rightParenthesis {
            _ = try consume(.ellipsis)
            if kind == .leftBrace || kind == .leftBracket {
                try skipBraces()
            } else {
                guard kind.isIdentifierName else { throw unexpected("expected a parameter") }
                try advance()
            }
            _ = try consume(.question)
            if try consume(.colon) { try parseType() }
            if kind != .rightParenthesis { try expect(.comma, "or ')' in the parameters") }
        }
        try advance()
    }

    // MARK: Objects

    /// `{ … }` of an interface or a type.
    mutating func parseObjectType() throws(SyntaxFailure) {
        let outer = isInInferConstraint
        isInInferConstraint = false
        try advance()
        while kind != .rightBrace {
            try parseTypeMember()
            if kind == .comma || kind == .semicolon {
                try advance()
            } else if kind != .rightBrace, !lexer.token.followsLineBreak {
                throw unexpected("expected ';', ',' or '}' in the type")
            }
        }
        try advance()
        isInInferConstraint = outer
    }

    private mutating func parseTypeMember() throws(SyntaxFailure) {
        if kind == .plus || kind == .minus { try advance() }
        for word in ["readonly", "get", "set"] as [StaticString] where isWord(word) {
            if try peek({
                $0.kind.isIdentifierName || $0.kind == .string || $0.kind == .number || $0.kind == .leftBracket || $0.kind == .privateName
            }) {
                try advance()
            }
        }
        switch kind {
        case .leftParenthesis, .less: return try parseSignature()
        case .new:
            if try peek({ $0.kind == .leftParenthesis || $0.kind == .less }) {
                try advance()
                return try parseSignature()
            }
            try advance()
        case .leftBracket:
            try advance()
            if kind.isIdentifierName, try peek({ $0.kind == .in || $0.kind == .colon }) {
                try advance()
                try advance()
                try parseType()
                if isWord("as") {
                    try advance()
                    try parseType()
                }
            } else {
                _ = try parseAssignmentAllowingIn()
            }
            try expect(.rightBracket, "to close the key")
        case .string, .number, .privateName: try advance()
        default:
            guard kind.isIdentifierName else { throw unexpected("expected a member of the type") }
            try advance()
        }
        if kind == .plus || kind == .minus { try advance() }
        _ = try consume(.question)
        if kind == .leftParenthesis || kind == .less { return try parseSignature() }
        if try consume(.colon) { try parseType() }
    }

    private mutating func parseSignature() throws(SyntaxFailure) {
        if kind == .less { try parseTypeParameters() }
        try parseSignatureParameters()
        if try consume(.colon) { try parseResultType() }
    }

    /// Steps over brackets and all that is in them.
    mutating func skipBraces() throws(SyntaxFailure) {
        var closers: [TokenKind?] = []
        repeat {
            switch kind {
            case .leftBrace: closers.append(.rightBrace)
            case .leftBracket: closers.append(.rightBracket)
            case .leftParenthesis: closers.append(.rightParenthesis)
            // A substitution, which goes on with its template.
            case .templateHead: closers.append(nil)
            case .rightBrace where closers.last == .some(nil):
                try lexer.continueTemplate()
                if kind != .templateHead { closers.removeLast() }
            case .rightBrace, .rightBracket, .rightParenthesis:
                guard closers.last == .some(kind) else { throw unexpected("expected the end of what is open") }
                closers.removeLast()
            case .endOfModule: throw unexpected("expected the end of what is open")
            default: break
            }
            try advance()
        } while !closers.isEmpty
    }
}
