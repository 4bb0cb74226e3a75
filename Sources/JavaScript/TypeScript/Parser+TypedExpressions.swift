import Diagnostics

/// Types in expressions.
extension Parser {
    /// A place to come back to when what was tried is something else.
    struct Attempt {
        fileprivate var lexer: Lexer.Mark
        fileprivate var counts: (pending: Int, operators: Int, labels: Int, scopes: Int, blanks: Int, marks: Int)
        fileprivate var context: FunctionContext
        fileprivate var cover: CoverErrors
        fileprivate var allowsIn: Bool
        fileprivate var arrowStart: UInt32
        fileprivate var lastArrow: NodeID
        fileprivate var nesting: Int
        fileprivate var isInInferConstraint: Bool
    }

    func beginAttempt() -> Attempt {
        Attempt(
            lexer: lexer.mark,
            counts: (
                pending.count, operators.count, labels.count, privateScopes.count, erasure?.blanks.count ?? 0, erasure?.marks.count ?? 0
            ), context: context, cover: cover, allowsIn: allowsIn, arrowStart: arrowStart, lastArrow: lastArrow, nesting: nesting,
            isInInferConstraint: isInInferConstraint)
    }

    /// Goes back. Nodes that were made stay: the tree of a text with types is thrown away.
    mutating func goBack(to attempt: Attempt) {
        lexer.goBack(to: attempt.lexer)
        lexer.problem = nil
        pending.removeLast(pending.count - attempt.counts.pending)
        operators.removeLast(operators.count - attempt.counts.operators)
        labels.removeLast(labels.count - attempt.counts.labels)
        privateScopes.removeLast(privateScopes.count - attempt.counts.scopes)
        let blankCount = erasure?.blanks.count ?? 0
        let markCount = erasure?.marks.count ?? 0
        erasure?.blanks.removeLast(blankCount - attempt.counts.blanks)
        erasure?.marks.removeLast(markCount - attempt.counts.marks)
        context = attempt.context
        cover = attempt.cover
        allowsIn = attempt.allowsIn
        arrowStart = attempt.arrowStart
        lastArrow = attempt.lastArrow
        nesting = attempt.nesting
        isInInferConstraint = attempt.isInInferConstraint
    }

    // MARK: Operators

    /// `as T` and `satisfies T` behind an operand, taken out.
    mutating func eraseTypeOperators() throws(SyntaxFailure) {
        while readsTypes, kind == .identifier, !lexer.token.followsLineBreak, isWord(.as) || isWord("satisfies") {
            let start = tokenStart
            try advance()
            if kind == .const { try advance() } else { try parseType() }
            erase(from: start)
            // Without the type a line that starts so would go on with this one.
            switch kind {
            case .leftParenthesis, .leftBracket, .template, .templateHead:
                if lexer.token.followsLineBreak { erasure?.marks.append((start, UInt8(ascii: ";"))) }
            default: break
            }
        }
    }

    /// The types that a call or `new` is given, if they are that: `f<T>(x)`.
    mutating func eraseTypeArguments() throws(SyntaxFailure) -> Bool {
        guard readsTypes, kind == .less || kind == .shiftLeft else { return false }
        let start = tokenStart
        if areNoTypeArguments(start) { return false }
        let attempt = beginAttempt()
        do throws(SyntaxFailure) {
            try parseTypeArguments()
            guard lexer.bytes[Int(lexer.previousEnd) - 1] == UInt8(ascii: ">"), mayFollowTypeArguments(lexer.previousEnd) else {
                throw SyntaxFailure()
            }
        } catch {
            goBack(to: attempt)
            return false
        }
        erase(from: start)
        return true
    }

    /// Whether it is known that no types begin there: `a < b < c` is tried from its first `<`, and what fails then fails from each that was come to.
    private mutating func areNoTypeArguments(_ start: UInt32) -> Bool {
        while let known = erasure?.noTypeArguments.last, known <= start {
            erasure?.noTypeArguments.removeLast()
            if known == start { return true }
        }
        erasure?.noTypeArguments.removeAll(keepingCapacity: true)
        return false
    }

    /// Whether what stands behind `f<T>` makes it no comparison.
    private func mayFollowTypeArguments(_ end: UInt32) -> Bool {
        switch kind {
        case .leftParenthesis, .template, .templateHead: return true
        case .less, .greater, .plus, .minus, .shiftRight, .shiftRightUnsigned, .greaterOrEqual, .shiftLeft: return false
        // `a < b >= c`: the '>' was split off.
        case .assign where tokenStart == end: return false
        default: break
        }
        if lexer.token.followsLineBreak || kind.binaryPrecedence > 0 { return true }
        switch kind {
        case .identifier: return isWord(.as) || isWord("satisfies")
        case .number, .string, .bigInt, .leftBrace, .leftBracket, .not, .bitwiseNot, .increment, .decrement, .slash, .privateName,
            .function,
            .class, .new, .this, .super, .null, .true, .false, .typeof, .void, .delete, .await, .yield, .import, .escapedReservedWord:
            return false
        default: return true
        }
    }

    /// `!` behind an expression that is not null, taken out.
    mutating func eraseNonNull() throws(SyntaxFailure) -> Bool {
        guard readsTypes, kind == .not, !lexer.token.followsLineBreak else { return false }
        let start = tokenStart
        try advance()
        erase(from: start)
        return true
    }

    // MARK: Arrow functions

    /// An arrow function that starts at the next token, or `nil` where none does: its parameters are read with their types.
    ///
    /// - Parameters:
    ///   - start: where it starts, with its `async`.
    mutating func parseTypedArrow(isAsync: Bool, from start: UInt32) throws(SyntaxFailure) -> NodeID? {
        let first = tokenStart
        let before = lexer.previousEnd
        guard kind == .leftParenthesis || kind == .less, erasure?.noArrows.contains(first) == false else { return nil }
        let mayHaveResult = erasure?.noReturnTypes.contains(first) == false
        let attempt = beginAttempt()
        let head: (mark: Int, open: UInt32, close: UInt32, hasResult: Bool)
        do throws(SyntaxFailure) {
            head = try parseTypedHead(first, mayHaveResult: mayHaveResult)
            guard kind == .arrow else { throw SyntaxFailure() }
        } catch {
            goBack(to: attempt)
            erasure?.noArrows.insert(first)
            return nil
        }
        moveParentheses(head.open, head.close, first, resultEnd: head.hasResult ? lexer.previousEnd : nil, before)
        if lexer.token.followsLineBreak { throw failure("'=>' must stand on the line on which the parameters end", at: lexer.token.range) }
        let arrow = try parseArrow(parametersFrom: head.mark, isAsync: isAsync, from: start)
        if head.hasResult { erasure?.lastTypedArrow = (first, lexer.previousEnd) }
        return arrow
    }

    /// `<T>(parameters): result`.
    private mutating func parseTypedHead(_ first: UInt32, mayHaveResult: Bool) throws(SyntaxFailure) -> (
        mark: Int, open: UInt32, close: UInt32, hasResult: Bool
    ) {
        try eraseTypeParameters()
        let open = tokenStart
        let outerAllowsIn = allowsIn
        allowsIn = true
        try expect(.leftParenthesis, "to open the parameters")
        let mark = pending.count
        while kind != .rightParenthesis {
            let parameter = kind == .ellipsis ? try parseBindingRest() : try parseTypedParameter("a parameter or ')'")
            if !parameter.isNone { pending.append(parameter) }
            if kind != .rightParenthesis { try expect(.comma, "or ')' in the parameters") }
        }
        allowsIn = outerAllowsIn
        let close = tokenStart
        try advance()
        let hasResult = kind == .colon && mayHaveResult
        if hasResult { try eraseAnnotation(isResult: true) }
        return (mark, open, close, hasResult)
    }

    /// `<T>(…) => …`.
    mutating func parseGenericArrow() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        if start == arrowStart, let arrow = try parseTypedArrow(isAsync: false, from: start) { return arrow }
        throw refused(
            "The angle-bracket syntax for type assertions, `<T>expr`, is not supported in type strip mode. Instead, use the 'as' syntax: `expr as T`.",
            at: lexer.token.range, "write value as Type")
    }

    /// The first value of a conditional. Where an arrow function with a type takes the `:` that should follow, the function has no type:
    /// `a ? (b) : c => d`.
    mutating func parseTypedThen() throws(SyntaxFailure) -> NodeID {
        let attempt = beginAttempt()
        while true {
            let then = try parseAssignmentAllowingIn()
            guard kind != .colon, let arrow = erasure?.lastTypedArrow, arrow.end == lexer.previousEnd, arrow.end > 0,
                erasure?.noReturnTypes.insert(arrow.start).inserted == true
            else { return then }
            goBack(to: attempt)
        }
    }

    /// Keeps `async (`, `return (` and `) =>` on one line each, where types with line breaks stood between.
    private mutating func moveParentheses(_ open: UInt32, _ close: UInt32, _ first: UInt32, resultEnd: UInt32?, _ before: UInt32) {
        if open > first, hasLineBreak(from: first, to: open), endsLine(before) {
            erasure?.blanks.append(SourceRange(start: open, end: open + 1))
            erasure?.marks.append((first, UInt8(ascii: "(")))
        }
        if let resultEnd, hasLineBreak(from: close, to: resultEnd) {
            erasure?.blanks.append(SourceRange(start: close, end: close + 1))
            erasure?.marks.append((resultEnd - 1, UInt8(ascii: ")")))
        }
    }

    /// Whether a word ends there behind which a line break ends the statement, or the function's head.
    private func endsLine(_ end: UInt32) -> Bool {
        let bytes = lexer.bytes
        return ["async", "return", "throw", "yield"].contains { (word: String) in
            let start = Int(end) - word.utf8.count
            return start >= 0 && word.utf8.enumerated().allSatisfy { bytes[start + $0.offset] == $0.element }
        }
    }

    private func hasLineBreak(from start: UInt32, to end: UInt32) -> Bool {
        let bytes = lexer.bytes
        return (Int(start)..<Int(end)).contains { bytes[$0] == 0x0A || bytes[$0] == 0x0D }
    }

    /// A parameter with its type; none for `this`, which is taken out.
    mutating func parseTypedParameter(_ expectation: StaticString) throws(SyntaxFailure) -> NodeID {
        if readsTypes {
            let start = tokenStart
            if kind == .this {
                try advance()
                try eraseAnnotation()
                if kind == .comma {
                    // The comma goes with it.
                    let mark = lexer.mark
                    try advance()
                    erase(from: start)
                    lexer.goBack(to: mark)
                } else {
                    erase(from: start)
                }
                return .none
            }
            if isModifierWord, try peek({ $0.kind.isIdentifierName || $0.kind == .leftBrace || $0.kind == .leftBracket }) {
                throw refused(
                    "TypeScript parameter property is not supported in strip-only mode", at: lexer.token.range,
                    "declare the property in the class, and set it in the constructor: this.name = name")
            }
        }
        return try parseBindingElement(expectation)
    }

    /// What is more than types, in the words of Node.js.
    mutating func refused(_ message: String, at range: SourceRange, _ suggestion: String) -> SyntaxFailure {
        failure(message + " (ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX)", at: range, suggestion: suggestion)
    }
}
