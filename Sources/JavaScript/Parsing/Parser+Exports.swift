import Diagnostics

extension Parser {
    /// `export` and everything up to its semicolon. https://tc39.es/ecma262/#sec-exports
    mutating func parseExport() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        if let types = try parseTypeExport(from: start) { return types }
        switch kind {
        case .star: return try parseExportAll(from: start)
        case .leftBrace: return try parseExportNames(from: start)
        case .default: return try parseExportDefault(from: start)
        case .var, .let, .const, .function, .class: break
        case .identifier where isWord(.async): break
        default: throw unexpected("expected a declaration, 'default', '{' or '*' after 'export'")
        }
        let declaration: NodeID
        if kind == .var {
            declaration = try parseVariableStatement(.var)
        } else if kind == .identifier {
            let mark = lexer.mark
            try advance()
            guard kind == .function, !lexer.token.followsLineBreak else {
                throw unexpected("expected 'function' on the same line after 'export async'")
            }
            lexer.goBack(to: mark)
            declaration = try parseStatementListItem()
        } else {
            declaration = try parseStatementListItem()
        }
        // The head of a function without a body.
        if readsTypes, case .empty = tree[declaration] { return eraseAgain(declaration, from: start) }
        try exportBoundNames(of: declaration)
        return make(.exportDeclaration(declaration), from: start)
    }

    private mutating func parseExportAll(from start: UInt32) throws(SyntaxFailure) -> NodeID {
        let star = lexer.token.range
        try advance()
        var exported: NameID?
        var range = star
        if isWord(.as) {
            try advance()
            let token = try parseModuleExportName()
            exported = token.name
            range.end = token.end
            try addExport(token.name, at: token.range)
        }
        guard isWord(.from) else { throw unexpected("expected 'from' and the module's specifier") }
        try advance()
        let request = try parseFromClause(phase: .evaluation)
        try consumeSemicolon(after: "the export")
        return makeExport([.all(exported: exported, at: range)], request: request, from: start)
    }

    private mutating func parseExportNames(from start: UInt32) throws(SyntaxFailure) -> NodeID {
        try advance()
        var specifiers: [SyntaxTree.ExportDeclaration.Specifier] = []
        // What only `from` allows before an `as`: strings and reserved words.
        var firstForeign: Token?
        while kind != .rightBrace {
            if try eraseTypeSpecifier() { continue }
            let local = try parseModuleExportName()
            if local.kind != .identifier, firstForeign == nil { firstForeign = local }
            var exported = local
            if isWord(.as) {
                try advance()
                exported = try parseModuleExportName()
            }
            try addExport(exported.name, at: exported.range)
            specifiers.append(
                .named(local: local.name, exported: exported.name, at: SourceRange(start: local.start, end: exported.end)))
            if kind != .rightBrace { try expect(.comma, "or '}' in the list of exports") }
        }
        try advance()
        var request: ModuleRequestID?
        if isWord(.from) {
            try advance()
            request = try parseFromClause(phase: .evaluation)
        } else if let firstForeign {
            if firstForeign.kind == .string {
                throw failure("a string names an export only with 'from', found no 'from'", at: firstForeign.range)
            }
            try checkBindingName(firstForeign)
        }
        try consumeSemicolon(after: "the export")
        return makeExport(specifiers, request: request, from: start)
    }

    private mutating func parseExportDefault(from start: UInt32) throws(SyntaxFailure) -> NodeID {
        let range = lexer.token.range
        try addExport(.known(.default), at: range)
        try advance()
        let value: NodeID
        if readsTypes {
            if let types = try parseTypeDefault(from: start) { return types }
        }
        if kind == .function {
            value = try parseFunctionDeclaration(allowsNoName: true)
        } else if kind == .class {
            value = try parseClass(isDeclaration: true, allowsNoName: true)
        } else if isWord(.async), try isAsyncFunction() {
            value = try parseFunctionDeclaration(allowsNoName: true)
        } else {
            value = try parseAssignment()
            try consumeSemicolon(after: "the default export")
        }
        if readsTypes, case .empty = tree[value] { return eraseAgain(value, from: start) }
        return make(.exportDefault(value), from: start)
    }

    private mutating func makeExport(
        _ specifiers: [SyntaxTree.ExportDeclaration.Specifier], request: ModuleRequestID?, from start: UInt32
    ) -> NodeID {
        let index = UInt32(tree.exports.count)
        tree.exports.append(.init(specifiers: specifiers, request: request, specifierRange: request == nil ? nil : specifierRange))
        return make(.exportNames(index), from: start)
    }

    /// A ModuleExportName: any word, or a string.
    private mutating func parseModuleExportName() throws(SyntaxFailure) -> Token {
        let token = lexer.token
        guard token.kind.isIdentifierName || token.kind == .string else { throw unexpected("expected the name of an export") }
        if token.kind == .string { try checkModuleExportName() }
        try advance()
        return token
    }

    /// The string at hand must be well-formed Unicode.
    mutating func checkModuleExportName() throws(SyntaxFailure) {
        var isAfterHigh = false
        for unit in lexer.names.pointee.codeUnits(of: lexer.token.name) {
            let isLow = unit & 0xFC00 == 0xDC00
            if isLow != isAfterHigh { throw loneSurrogate() }
            isAfterHigh = unit & 0xFC00 == 0xD800
        }
        if isAfterHigh { throw loneSurrogate() }
    }

    private mutating func loneSurrogate() -> SyntaxFailure {
        failure("the name of an export must not hold half a surrogate pair", at: lexer.token.range)
    }

    mutating func addExport(_ name: NameID, at range: SourceRange) throws(SyntaxFailure) {
        // Types and heads of functions share names; what is exported twice is found when the types are gone.
        if readsTypes { return }
        if !exportedNames.insert(name) {
            throw failure("'\(text(of: name))' is exported twice", at: range, suggestion: "leave one of the exports out")
        }
    }

    private mutating func exportBoundNames(of declaration: NodeID) throws(SyntaxFailure) {
        switch tree[declaration] {
        case .variables(_, let declarators):
            for index in 0..<Int(declarators.count) {
                let declarator = tree.lists[Int(declarators.start) + index]
                if case .declarator(let target, _) = tree[declarator] { try exportNames(in: target) }
            }
        case .functionDeclaration(let id):
            if let name = tree[id].name { try addExport(name, at: tree.range(of: declaration)) }
        case .classDeclaration(let index):
            if let name = tree.classes[Int(index)].name { try addExport(name, at: tree.range(of: declaration)) }
        default: break
        }
    }

    private mutating func exportNames(in pattern: NodeID) throws(SyntaxFailure) {
        if pattern.isNone { return }
        switch tree[pattern] {
        case .identifier(let name): try addExport(name, at: tree.range(of: pattern))
        case .objectPattern(let list), .arrayPattern(let list):
            for index in 0..<Int(list.count) { try exportNames(in: tree.lists[Int(list.start) + index]) }
        case .patternProperty(_, let target, _), .patternDefault(let target, _), .rest(let target): try exportNames(in: target)
        default: break
        }
    }
}
