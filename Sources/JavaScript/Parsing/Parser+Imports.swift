import Diagnostics

extension Parser {
    /// `import` and everything up to its semicolon. https://tc39.es/ecma262/#sec-imports
    mutating func parseImportDeclaration() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        if let types = try parseTypeImport(from: start) { return types }
        var specifiers: [SyntaxTree.ImportDeclaration.Specifier] = []
        var phase = ImportPhase.evaluation
        var hasClause = false
        var phaseRange = SourceRange(start: 0, end: 0)
        if kind != .string {
            hasClause = true
            let word = lexer.token.range
            phase = try parseImportPhase()
            if phase != .evaluation { phaseRange = word }
            try parseImportClause(&specifiers, phase: phase)
            guard isWord(.from) else { throw unexpected("expected 'from' and the module's specifier", suggestion: phaseHint(specifiers)) }
            try advance()
        }
        let request = try parseFromClause(phase: phase)
        try consumeSemicolon(after: "the import")
        let index = UInt32(tree.imports.count)
        tree.imports.append(
            .init(
                specifiers: specifiers, request: request, specifierRange: specifierRange, hasClause: hasClause, phaseRange: phaseRange))
        return make(.importDeclaration(index), from: start)
    }

    /// `defer` and `source` are phases when what follows cannot go on after a default import of that name.
    private mutating func parseImportPhase() throws(SyntaxFailure) -> ImportPhase {
        if isWord(.defer) {
            let mark = lexer.mark
            try advance()
            if kind == .star { return .defer }
            lexer.goBack(to: mark)
        } else if isWord(.source) {
            let mark = lexer.mark
            try advance()
            if kind == .identifier {
                // `import source from "x"` imports the default under the name source; `import source from from "x"`
                // imports the source under the name from.
                let isFrom = isWord(.from)
                let nameMark = lexer.mark
                if !isFrom { return .source }
                try advance()
                let isSecondFrom = isWord(.from)
                if isSecondFrom {
                    lexer.goBack(to: nameMark)
                    return .source
                }
            }
            lexer.goBack(to: mark)
        }
        return .evaluation
    }

    /// What to write when `defer` or `source` was read as a default import, because what follows is nothing of a phase.
    private func phaseHint(_ specifiers: [SyntaxTree.ImportDeclaration.Specifier]) -> String? {
        guard specifiers.count == 1, case .named(.known(.default), let local, _) = specifiers[0],
            kind == .identifier || kind == .leftBrace || kind == .star
        else { return nil }
        if local == .known(.defer) { return "import defer takes the whole namespace: import defer * as name from …" }
        return local == .known(.source) ? "import source takes one name: import source name from …" : nil
    }

    private mutating func parseImportClause(
        _ specifiers: inout [SyntaxTree.ImportDeclaration.Specifier], phase: ImportPhase
    ) throws(SyntaxFailure) {
        if kind == .identifier {
            let range = lexer.token.range
            let local = try parseBindingName("a name for the default import")
            specifiers.append(.named(imported: .known(.default), local: local, at: range))
            if phase == .source { return }
            guard try consume(.comma) else { return }
            guard kind == .star || kind == .leftBrace else { throw unexpected("expected '*' or '{' after the default import") }
        }
        switch kind {
        case .star:
            let start = tokenStart
            try advance()
            guard isWord(.as) else { throw unexpected("expected 'as' and a name after '*'") }
            try advance()
            let local = try parseBindingName("a name for the namespace")
            specifiers.append(.namespace(local: local, at: SourceRange(start: start, end: lexer.previousEnd)))
        case .leftBrace:
            try advance()
            while kind != .rightBrace {
                if try eraseTypeSpecifier() { continue }
                specifiers.append(try parseImportSpecifier())
                if kind != .rightBrace { try expect(.comma, "or '}' in the list of imports") }
            }
            try advance()
        default:
            throw unexpected("expected a name, '*', '{' or a module's specifier after 'import'")
        }
    }

    private mutating func parseImportSpecifier() throws(SyntaxFailure) -> SyntaxTree.ImportDeclaration.Specifier {
        let start = tokenStart
        let first = lexer.token
        guard first.kind.isIdentifierName || first.kind == .string else { throw unexpected("expected a name to import") }
        if first.kind == .string { try checkModuleExportName() }
        try advance()
        if isWord(.as) {
            try advance()
            let local = try parseBindingName("a name after 'as'")
            return .named(imported: first.name, local: local, at: SourceRange(start: start, end: lexer.previousEnd))
        }
        if first.kind == .string { throw unexpected("expected 'as' and a name after the string") }
        try checkBindingName(first)
        return .named(imported: first.name, local: first.name, at: first.range)
    }

    /// The specifier and `with {…}`, and the request they make.
    mutating func parseFromClause(phase: ImportPhase) throws(SyntaxFailure) -> ModuleRequestID {
        guard kind == .string else { throw unexpected("expected the module's specifier, a string") }
        let specifier = lexer.token.name
        let range = lexer.token.range
        specifierRange = range
        try advance()
        var attributes: [ModuleRequest.Attribute] = []
        if kind == .with || (lexer.acceptsAll && isAssertWord) {
            try advance()
            attributes = try parseImportAttributes()
        } else if isAssertWord {
            throw failure("import assertions are obsolete", at: lexer.token.range, suggestion: "write 'with' instead of 'assert'")
        }
        return request(specifier, attributes: attributes, phase: phase, range: range)
    }

    /// Whether the next token is the word by which import attributes once began.
    private var isAssertWord: Bool { kind == .identifier && !lexer.token.followsLineBreak && text(of: lexer.token.name) == "assert" }

    private mutating func parseImportAttributes() throws(SyntaxFailure) -> [ModuleRequest.Attribute] {
        var attributes: [ModuleRequest.Attribute] = []
        var keys: Set<NameID> = []
        try expect(.leftBrace, "to open the import attributes")
        while kind != .rightBrace {
            let key = lexer.token
            guard key.kind.isIdentifierName || key.kind == .string else { throw unexpected("expected the name of an import attribute") }
            if !keys.insert(key.name).inserted {
                throw failure("the import attribute '\(text(of: key.name))' stands twice", at: key.range)
            }
            try advance()
            try expect(.colon, "after the name of an import attribute")
            guard kind == .string else { throw unexpected("expected a string as the value of an import attribute") }
            attributes.append(.init(key: key.name, value: lexer.token.name))
            try advance()
            if kind != .rightBrace { try expect(.comma, "or '}' in the import attributes") }
        }
        try advance()
        if attributes.count > 1 {
            let names = lexer.names
            attributes.sort {
                names.pointee.codeUnits(of: $0.key).lexicographicallyPrecedes(names.pointee.codeUnits(of: $1.key))
            }
        }
        return attributes
    }

    /// The request of that specifier, attributes and phase: the earlier one if there is one.
    /// https://tc39.es/ecma262/#sec-ModuleRequestsEqual
    private mutating func request(
        _ specifier: NameID, attributes: [ModuleRequest.Attribute], phase: ImportPhase, range: SourceRange
    ) -> ModuleRequestID {
        let id = ModuleRequestID(UInt32(tree.requests.count))
        if tree.requests.count < 16 {
            for (index, request) in tree.requests.enumerated()
            where request.specifier == specifier && request.phase == phase && request.attributes == attributes {
                return ModuleRequestID(UInt32(index))
            }
        } else {
            if requestIDs.isEmpty {
                for (index, request) in tree.requests.enumerated() {
                    let key = ModuleRequestKey(specifier: request.specifier, attributes: request.attributes, phase: request.phase)
                    requestIDs[key] = ModuleRequestID(UInt32(index))
                }
            }
            let key = ModuleRequestKey(specifier: specifier, attributes: attributes, phase: phase)
            if let known = requestIDs[key] { return known }
            requestIDs[key] = id
        }
        tree.requests.append(ModuleRequest(specifier: specifier, attributes: attributes, phase: phase, range: range))
        return id
    }
}
