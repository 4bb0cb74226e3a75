import Diagnostics

/// Declarations of types, and of what other code declares.
extension Parser {
    /// Whether the next token is a word that stands before a member of a class or a parameter.
    var isModifierWord: Bool {
        switch kind {
        case .public, .private, .protected: true
        case .identifier: isWord("readonly") || isWord("override")
        default: false
        }
    }

    /// A statement that is TypeScript's alone, taken out; `nil` where none starts.
    ///
    /// - Parameter start: where it starts, with an `export` before it.
    mutating func parseTypeStatement(from start: UInt32) throws(SyntaxFailure) -> NodeID? {
        guard readsTypes else { return nil }
        switch kind {
        case .interface:
            guard try peek({ $0.kind == .identifier && !$0.lexer.token.followsLineBreak }) else { return nil }
            try parseInterface()
        case .enum: throw refusedEnum()
        case .const:
            guard try peek({ $0.kind == .enum }) else { return nil }
            throw refusedEnum()
        case .identifier:
            if isWord(.type) {
                guard try peek({ $0.kind == .identifier && !$0.lexer.token.followsLineBreak }) else { return nil }
                try parseTypeAlias()
            } else if isWord("declare") {
                guard try startsAmbient() else { return nil }
                try advance()
                try parseAmbient()
            } else if isWord("namespace") || isWord(.module) {
                let isModule = isWord(.module)
                // A `namespace` may have its name on the next line.
                let isOne = try peek { parser in
                    let isName = parser.kind == .identifier || (isModule && parser.kind == .string)
                    return isName && !(isModule && parser.lexer.token.followsLineBreak)
                }
                guard isOne else { return nil }
                if isModule { throw refusedModule() }
                try parseNamespace()
            } else {
                return nil
            }
        default: return nil
        }
        return erased(from: start)
    }

    /// Leaves an empty statement where types stood.
    mutating func erased(from start: UInt32) -> NodeID {
        erase(from: start)
        keepLinesApart(start)
        return make(.empty, from: start)
    }

    /// The same with what stands before.
    mutating func eraseAgain(_ statement: NodeID, from start: UInt32) -> NodeID {
        erase(from: start)
        return statement
    }

    /// Notes where the token before a statement ends.
    mutating func noteItem() {
        let (start, end) = (tokenStart, lexer.previousEnd)
        if erasure?.endsBefore[start] == nil { erasure?.endsBefore[start] = end }
    }

    /// A statement in a list: one of types, a class with `abstract` before it, or `nil`.
    mutating func parseTypedItem() throws(SyntaxFailure) -> NodeID? {
        if isWord("abstract"), try peek({ $0.kind == .class && !$0.lexer.token.followsLineBreak }) {
            try eraseWord()
            return try parseClass(isDeclaration: true, allowsNoName: false)
        }
        return try parseTypeStatement(from: tokenStart)
    }

    private mutating func eraseWord() throws(SyntaxFailure) {
        let start = tokenStart
        try advance()
        erase(from: start)
    }

    /// A statement under another, such as `if`, which must not be without one.
    mutating func parseTypedStatement() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        guard let types = try parseTypeStatement(from: start) else { return try parseStatementOfKind() }
        erasure?.marks.append((start, UInt8(ascii: ";")))
        return types
    }

    /// `export default interface` and `export default abstract class`, behind the `default`; `nil` for others.
    mutating func parseTypeDefault(from start: UInt32) throws(SyntaxFailure) -> NodeID? {
        if kind == .enum { throw refusedEnum() }
        if kind == .interface, try peek({ $0.kind == .identifier && !$0.lexer.token.followsLineBreak }) {
            try parseInterface()
            return erased(from: start)
        }
        if isWord("abstract"), try peek({ $0.kind == .class && !$0.lexer.token.followsLineBreak }) { try eraseWord() }
        return nil
    }

    /// The head of a function whose body stands elsewhere, to its end; false if the function that was parsed last has a body.
    mutating func eraseHead() throws(SyntaxFailure) -> Bool {
        guard erasure?.lacksBody ?? false else { return false }
        erasure?.lacksBody = false
        try consumeSemicolon(after: "the head of the function")
        return true
    }

    /// Where the next line starts with what could go on with the line before, and that has no semicolon, one is put between.
    private mutating func keepLinesApart(_ start: UInt32) {
        guard lexer.token.followsLineBreak, let before = erasure?.endsBefore[start], before > 0,
            lexer.bytes[Int(before) - 1] != UInt8(ascii: ";")
        else {
            return
        }
        switch kind {
        case .leftParenthesis, .leftBracket, .template, .templateHead, .plus, .minus, .slash, .slashAssign, .bigInt:
            erasure?.marks.append((start, UInt8(ascii: ";")))
        default: break
        }
    }

    private mutating func parseInterface() throws(SyntaxFailure) {
        try advance()
        try advance()
        if kind == .less { try parseTypeParameters() }
        if try consume(.extends) {
            repeat { try parseType() } while try consume(.comma)
        }
        guard kind == .leftBrace else { throw unexpected("expected '{' to open the interface") }
        try parseObjectType()
    }

    private mutating func parseTypeAlias() throws(SyntaxFailure) {
        try advance()
        try advance()
        if kind == .less { try parseTypeParameters() }
        try expect(.assign, "and the type")
        try parseType()
        try consumeSemicolon(after: "the type")
    }

    private mutating func refusedEnum() -> SyntaxFailure {
        refused(
            "TypeScript enum is not supported in strip-only mode", at: lexer.token.range,
            "write an object, const Name = { A: 0, B: 1 } as const, and type Name = (typeof Name)[keyof typeof Name]")
    }

    private mutating func refusedModule() -> SyntaxFailure {
        refused("`module` keyword is not supported. Use `namespace` instead.", at: lexer.token.range, "write a module of its own")
    }

    /// Whether what comes next in a namespace is a type, or another namespace: of anything else, if only `;`, Node.js says that there are values.
    private mutating func startsTypesOfNamespace() throws(SyntaxFailure) -> Bool {
        let mark = lexer.mark
        defer { lexer.goBack(to: mark) }
        _ = try consume(.export)
        if isWord("declare") { try advance() }
        if isWord(.type) {
            try advance()
            return kind != .leftBrace && kind != .star
        }
        return kind == .interface || isWord("namespace") || isWord(.module) || isWord("global")
    }

    /// A namespace, which is nothing but types as long as there are no others in it.
    private mutating func parseNamespace() throws(SyntaxFailure) {
        let word = lexer.token.range
        try enter()
        try advance()
        repeat {
            guard kind.isIdentifierName else { throw unexpected("expected a name") }
            try advance()
        } while try consume(.dot)
        try expect(.leftBrace, "to open the namespace")
        let outer = (context, exportedNames)
        while kind != .rightBrace {
            if kind == .endOfModule { throw unexpected("expected '}' to close the namespace") }
            let isTypes = try startsTypesOfNamespace()
            let item = try parseModuleItem()
            guard isTypes, case .empty = tree[item] else {
                throw refused(
                    "TypeScript namespace declaration is not supported in strip-only mode", at: word,
                    "put what is in it into a module of its own, and import * as a name")
            }
        }
        (context, exportedNames) = outer
        try advance()
        nesting -= 1
    }

    // MARK: Ambient declarations

    /// Whether `declare` stands before a declaration.
    private mutating func startsAmbient() throws(SyntaxFailure) -> Bool {
        try peek { parser in
            switch parser.kind {
            case .var, .let, .const, .function, .class, .enum, .interface: true
            case .identifier:
                parser.isWord(.type) || parser.isWord("namespace") || parser.isWord(.module) || parser.isWord("global")
                    || parser.isWord("abstract") || parser.isWord("using")
            default: false
            }
        }
    }

    /// What stands behind `declare`: a declaration without values.
    private mutating func parseAmbient() throws(SyntaxFailure) {
        switch kind {
        case .interface: return try parseInterface()
        case .function:
            try advance()
            _ = try consume(.star)
            guard kind.isIdentifierName else { throw unexpected("expected a name for the function") }
            try advance()
            if kind == .less { try parseTypeParameters() }
            try parseSignatureParameters()
            if try consume(.colon) { try parseResultType() }
            return try consumeSemicolon(after: "the function")
        case .class: return try parseAmbientClass()
        case .enum: return try parseAmbientEnum()
        case .var, .let, .const:
            let isConst = kind == .const
            try advance()
            if isConst, kind == .enum { return try parseAmbientEnum() }
            repeat {
                if kind == .leftBrace || kind == .leftBracket {
                    try skipBraces()
                } else {
                    guard kind.isIdentifierName else { throw unexpected("expected a name to declare") }
                    try advance()
                }
                if try consume(.colon) { try parseType() }
                if try consume(.assign) { _ = try parseAssignment() }
            } while try consume(.comma)
            return try consumeSemicolon(after: "the declaration")
        default: break
        }
        if isWord(.type) { return try parseTypeAlias() }
        if isWord("abstract") {
            try advance()
            guard kind == .class else { throw unexpected("expected 'class'") }
            return try parseAmbientClass()
        }
        // A namespace, a module, or what is global.
        if isWord(.module), try peek({ $0.kind != .string }) { throw refusedModule() }
        let isGlobal = isWord("global")
        try advance()
        if !isGlobal {
            if kind == .string {
                try advance()
            } else {
                repeat {
                    guard kind.isIdentifierName else { throw unexpected("expected a name") }
                    try advance()
                } while try consume(.dot)
            }
        }
        if kind == .leftBrace { return try skipBraces() }
        try consumeSemicolon(after: "the module")
    }

    private mutating func parseAmbientClass() throws(SyntaxFailure) {
        let marks = erasure?.marks
        _ = try parseClass(isDeclaration: true, allowsNoName: true)
        // All of it is taken out, and so is what would keep its members apart.
        if let marks { erasure?.marks = marks }
    }

    private mutating func parseAmbientEnum() throws(SyntaxFailure) {
        try advance()
        guard kind.isIdentifierName else { throw unexpected("expected a name for the enum") }
        try advance()
        guard kind == .leftBrace else { throw unexpected("expected '{' to open the enum") }
        try skipBraces()
    }

    // MARK: Imports and exports

    /// `import type …` and `import name = …`, behind the `import`; `nil` where it is a plain import.
    mutating func parseTypeImport(from start: UInt32) throws(SyntaxFailure) -> NodeID? {
        guard readsTypes else { return nil }
        if kind == .identifier, try peek({ $0.kind == .assign }) { throw refusedImport(start) }
        guard isWord(.type) else { return nil }
        let mark = lexer.mark
        try advance()
        let isTypeOnly: Bool
        switch kind {
        case .leftBrace, .star: isTypeOnly = true
        case .identifier: isTypeOnly = isWord(.from) ? try peek { $0.isWord(.from) || $0.kind == .assign } : true
        default: isTypeOnly = false
        }
        guard isTypeOnly else {
            lexer.goBack(to: mark)
            return nil
        }
        if kind == .identifier {
            try advance()
            if try consume(.assign) {
                _ = try parseLeftHandSide()
                try consumeSemicolon(after: "the import")
                return erased(from: start)
            }
            _ = try consume(.comma)
        }
        if try consume(.star) {
            guard isWord(.as) else { throw unexpected("expected 'as' and a name after '*'") }
            try advance()
            guard kind.isIdentifierName else { throw unexpected("expected a name for the namespace") }
            try advance()
        } else if kind == .leftBrace {
            try skipBraces()
        }
        guard isWord(.from) else { throw unexpected("expected 'from' and the module's specifier") }
        try advance()
        try skipFromClause()
        return erased(from: start)
    }

    private mutating func skipFromClause() throws(SyntaxFailure) {
        guard kind == .string else { throw unexpected("expected the module's specifier, a string") }
        try advance()
        if kind == .with, !lexer.token.followsLineBreak {
            try advance()
            try skipBraces()
        }
        try consumeSemicolon(after: "the import")
    }

    private mutating func refusedImport(_ start: UInt32) -> SyntaxFailure {
        refused(
            "TypeScript import equals declaration is not supported in strip-only mode", at: SourceRange(start: start, end: lexer.token.end),
            "write import name from '…', or const name = …")
    }

    /// `export type`, `export declare` and their like, behind the `export`; `nil` where it is a plain export.
    mutating func parseTypeExport(from start: UInt32) throws(SyntaxFailure) -> NodeID? {
        guard readsTypes else { return nil }
        if kind == .assign {
            throw refused(
                "TypeScript export assignment is not supported in strip-only mode", at: lexer.token.range, "write export default …")
        }
        if kind == .import { throw refusedImport(start) }
        if isWord(.type), try peek({ $0.kind == .leftBrace || $0.kind == .star }) {
            try advance()
            if try consume(.star) {
                if isWord(.as) {
                    try advance()
                    try advance()
                }
            } else {
                try skipBraces()
            }
            if isWord(.from) {
                try advance()
                try skipFromClause()
            } else {
                try consumeSemicolon(after: "the export")
            }
            return erased(from: start)
        }
        if isWord("abstract"), try peek({ $0.kind == .class && !$0.lexer.token.followsLineBreak }) {
            try eraseWord()
            return nil
        }
        return try parseTypeStatement(from: start)
    }

    /// A specifier `type name` in the braces of an import or export, taken out with the comma behind it.
    ///
    /// `type` itself may be the name, also as in `type as name`; `type as as name` is the type `as`.
    mutating func eraseTypeSpecifier() throws(SyntaxFailure) -> Bool {
        guard readsTypes, isWord(.type) else { return false }
        let start = tokenStart
        let mark = lexer.mark
        try advance()
        func isEnd(_ kind: TokenKind) -> Bool { kind == .comma || kind == .rightBrace }
        var isType = kind.isIdentifierName || kind == .string
        if isType, isWord(.as) {
            try advance()
            if isEnd(kind) {
                // `type as`: the type is called `as`.
            } else if isWord(.as) {
                // `type as as` is `type` under the name `as`; with another name behind it the type `as`.
                try advance()
                isType = !isEnd(kind)
                if isType { try advance() }
            } else {
                isType = false
            }
        } else if isType {
            try advance()
            if isWord(.as) {
                try advance()
                try advance()
            }
        }
        guard isType else {
            lexer.goBack(to: mark)
            return false
        }
        guard isEnd(kind) else { throw unexpected("expected ',' or '}'") }
        _ = try consume(.comma)
        erase(from: start)
        return true
    }

    // MARK: Classes

    /// The types behind a superclass, and what a class implements.
    mutating func eraseHeritage() throws(SyntaxFailure) {
        if kind == .less || kind == .shiftLeft {
            let start = tokenStart
            try parseTypeArguments()
            erase(from: start)
        }
        if kind == .implements {
            let start = tokenStart
            try advance()
            repeat { try parseType() } while try consume(.comma)
            erase(from: start)
        }
    }

    /// A member of a class, with its modifiers; none for what only types know.
    mutating func parseTypedMember(isDerived: Bool, constructor: inout NodeID) throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        erasure?.modifierStart = nil
        erasure?.isTypeOnlyMember = false
        erasure?.lacksBody = false
        let hasModifiers = try eraseModifiers()
        if try eraseIndexSignature(from: start) { return .none }
        if hasModifiers { try keepMembersApart() }
        if kind == .static {
            let mark = lexer.mark
            try advance()
            while isModifierWord { try advance() }
            if kind == .leftBracket, try eraseIndexSignature(from: start) { return .none }
            lexer.goBack(to: mark)
        }
        let known = constructor
        let member = try parseClassMember(isDerived: isDerived, constructor: &constructor)
        let isTypeOnly = erasure?.isTypeOnlyMember ?? false
        if try eraseHead() || isTypeOnly {
            constructor = known
            erase(from: start)
            return .none
        }
        return member
    }

    /// The same behind `static`.
    mutating func eraseModifiers(hasStatic: Bool) throws(SyntaxFailure) {
        if try eraseModifiers(), !hasStatic { try keepMembersApart() }
    }

    /// `?` behind the name of a method, taken out.
    mutating func eraseOptionalMark() throws(SyntaxFailure) {
        guard kind == .question, try peek({ $0.kind == .leftParenthesis || $0.kind == .less }) else { return }
        let start = tokenStart
        try advance()
        erase(from: start)
    }

    /// The type behind the name of a field, taken out. Where the name would be a modifier of what comes next, such as `get`, a `;` takes the place of the
    /// type's colon.
    mutating func eraseFieldType(isNamedAsModifier: Bool) throws(SyntaxFailure) {
        guard readsTypes else { return }
        var colon: UInt32? = kind == .colon ? tokenStart : nil
        if kind == .question || kind == .not { colon = try peek { $0.kind == .colon ? $0.tokenStart : nil } }
        try eraseAnnotation(orMark: kind == .not ? .not : .question)
        guard isNamedAsModifier, let colon, kind != .assign, erasure?.isTypeOnlyMember == false else { return }
        erasure?.marks.append((colon, UInt8(ascii: ";")))
    }

    /// Steps over the word `accessor` before the name of a field, which stays.
    mutating func skipAccessorWord() throws(SyntaxFailure) -> Bool {
        guard isWord("accessor") else { return false }
        let isModifier = try peek { parser in
            guard !parser.lexer.token.followsLineBreak else { return false }
            switch parser.kind {
            case .leftBracket, .string, .number, .bigInt, .privateName: return true
            default: return parser.kind.isIdentifierName
            }
        }
        if isModifier { try advance() }
        return isModifier
    }

    /// Words such as `private` and `readonly` before a member, taken out; whether there are any.
    private mutating func eraseModifiers() throws(SyntaxFailure) -> Bool {
        var isThere = false
        while isModifierWord || isWord("declare") || isWord("abstract") {
            let mayFollow = try peek { parser in
                guard !parser.lexer.token.followsLineBreak else { return false }
                switch parser.kind {
                case .leftBracket, .star, .string, .number, .bigInt, .privateName: return true
                default: return parser.kind.isIdentifierName
                }
            }
            guard mayFollow else { break }
            if isWord("declare") || isWord("abstract") { erasure?.isTypeOnlyMember = true }
            let start = tokenStart
            if erasure?.modifierStart == nil { erasure?.modifierStart = start }
            try eraseWord()
            isThere = true
        }
        return isThere
    }

    /// Where a member starts with what could go on with the member before, a `;` takes the place of its modifiers.
    private mutating func keepMembersApart() throws(SyntaxFailure) {
        guard let start = erasure?.modifierStart, erasure?.isTypeOnlyMember == false else { return }
        erasure?.modifierStart = nil
        var goesOn = [.leftBracket, .star, .in, .instanceof].contains(kind)
        if isWord(.async) || isWord(.get) || isWord(.set) { goesOn = try peek { $0.kind == .leftBracket || $0.kind == .star } }
        if goesOn { erasure?.marks.append((start, UInt8(ascii: ";"))) }
    }

    /// `[key: string]: T`, taken out; false where a computed key stands.
    mutating func eraseIndexSignature(from start: UInt32) throws(SyntaxFailure) -> Bool {
        guard readsTypes, kind == .leftBracket else { return false }
        let mark = lexer.mark
        try advance()
        guard kind.isIdentifierName, try peek({ $0.kind == .colon }) else {
            lexer.goBack(to: mark)
            return false
        }
        try advance()
        try advance()
        try parseType()
        try expect(.rightBracket, "to close the key")
        if try consume(.colon) { try parseType() }
        try consumeSemicolon(after: "the signature")
        erase(from: start)
        return true
    }
}
