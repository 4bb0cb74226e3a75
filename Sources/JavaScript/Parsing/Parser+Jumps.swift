import Diagnostics
import Text

extension Parser {
    mutating func parseReturn() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        guard context.permissions.contains(.return) else {
            if context.place == .staticBlock {
                throw failure(
                    "'return' must not stand in a static block", at: lexer.token.range,
                    suggestion: "a static block runs to its end: put what follows into an 'if', or leave a labelled block with 'break'")
            }
            throw failure(
                "'return' stands only in a function", at: lexer.token.range,
                suggestion: "a module runs to its end: put what follows into an 'if', or all of it into a function")
        }
        try advance()
        let argument = endsStatement ? NodeID.none : try parseExpression()
        try consumeSemicolon(after: "the returned value")
        return make(.return(argument), from: start)
    }

    private var endsStatement: Bool {
        kind == .semicolon || kind == .rightBrace || kind == .endOfModule || lexer.token.followsLineBreak
    }

    mutating func parseThrow() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        if lexer.token.followsLineBreak {
            throw failure("expected what to throw on the line of 'throw'", at: SourceRange(start: start, end: lexer.previousEnd))
        }
        let argument = try parseExpression()
        try consumeSemicolon(after: "the thrown value")
        return make(.throw(argument), from: start)
    }

    mutating func parseJump() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        let keyword = lexer.token
        let isContinue = kind == .continue
        try advance()
        var label: NameID?
        takeLetAsName()
        if kind == .identifier, !lexer.token.followsLineBreak {
            let name = lexer.token.name
            label = name
            guard let target = labels[context.labelBase...].last(where: { $0.name == name }) else {
                let near = nearestName(to: text(of: name), among: labels[context.labelBase...].map { text(of: $0.name) })
                throw failure(
                    "there is no label '\(text(of: name))' around this '\(keyword.kind)'", at: lexer.token.range,
                    suggestion: near.map { "did you mean '\($0)'?" })
            }
            if isContinue, !target.isLoop {
                throw failure("'continue' needs the label of a loop, and '\(text(of: name))' is none", at: lexer.token.range)
            }
            try advance()
        } else if isContinue, context.loopDepth == 0 {
            throw failure("'continue' stands only in a loop", at: keyword.range)
        } else if !isContinue, context.loopDepth == 0, context.switchDepth == 0 {
            throw failure("'break' without a label stands only in a loop or a 'switch'", at: keyword.range)
        }
        try consumeSemicolon(after: "the jump")
        return make(isContinue ? .continue(label: label) : .break(label: label), from: start)
    }

    /// Whether a colon follows the name that is the next token.
    mutating func isLabel() throws(SyntaxFailure) -> Bool {
        guard lexer.mayBeLabel else { return false }
        let mark = lexer.mark
        try advance()
        defer { lexer.goBack(to: mark) }
        return kind == .colon
    }

    /// `name:` and the statement after it.
    mutating func parseLabeled() throws(SyntaxFailure) -> NodeID {
        let word = lexer.token
        try advance()
        if labels[context.labelBase...].contains(where: { $0.name == word.name }) {
            throw failure("the label '\(text(of: word.name))' stands around itself", at: word.range)
        }
        try advance()
        // Labels that stand directly before this one name the same statement.
        var index = labels.count - 1
        while index >= context.labelBase, labels[index].statementStart == word.start {
            labels[index].statementStart = tokenStart
            index -= 1
        }
        labels.append(Label(name: word.name, statementStart: tokenStart, isLoop: false))
        if kind == .for || kind == .while || kind == .do {
            index = labels.count - 1
            while index >= context.labelBase, labels[index].statementStart == tokenStart {
                labels[index].isLoop = true
                index -= 1
            }
        }
        if kind == .function, !lexer.isSloppy { throw failure("a function declaration must not have a label", at: lexer.token.range) }
        mayDeclareFunction = true
        let body = try parseStatement()
        labels.removeLast()
        return make(.labeled(word.name, body), from: word.start)
    }
}
