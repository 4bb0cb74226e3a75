import Diagnostics

extension Parser {
    /// A ModuleItem. https://tc39.es/ecma262/#prod-ModuleItem
    mutating func parseModuleItem() throws(SyntaxFailure) -> NodeID {
        switch kind {
        case .import:
            let mark = lexer.mark
            try advance()
            let isExpression = kind == .leftParenthesis || kind == .dot
            lexer.goBack(to: mark)
            return isExpression ? try parseStatement() : try parseImportDeclaration()
        case .export: return try parseExport()
        default: return try parseStatementListItem()
        }
    }

    // MARK: Import

    private mutating func parseImportDeclaration() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
        var specifiers: [SyntaxTree.ImportDeclaration.Specifier] = []
        var phase = ImportPhase.evaluation
        var hasClause = false
        if kind != .string {
            hasClause = true
            phase = try parseImportPhase()
            try parseImportClause(&specifiers, phase: phase)
            guard isWord(.from) else { throw unexpected("expected 'from' and the module's specifier") }
            try advance()
        }
        let request = try parseFromClause(phase: phase)
        try consumeSemicolon(after: "the import")
        let index = UInt32(tree.imports.count)
        tree.imports.append(.init(specifiers: specifiers, request: request, hasClause: hasClause))
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
    private mutating func parseFromClause(phase: ImportPhase) throws(SyntaxFailure) -> ModuleRequestID {
        guard kind == .string else { throw unexpected("expected the module's specifier, a string") }
        let specifier = lexer.token.name
        let range = lexer.token.range
        try advance()
        var attributes: [ModuleRequest.Attribute] = []
        if kind == .with {
            try advance()
            attributes = try parseImportAttributes()
        } else if kind == .identifier, !lexer.token.followsLineBreak, text(of: lexer.token.name) == "assert" {
            throw failure("import assertions are obsolete", at: lexer.token.range, suggestion: "write 'with' instead of 'assert'")
        }
        return request(specifier, attributes: attributes, phase: phase, range: range)
    }

    private mutating func parseImportAttributes() throws(SyntaxFailure) -> [ModuleRequest.Attribute] {
        var attributes: [ModuleRequest.Attribute] = []
        try expect(.leftBrace, "to open the import attributes")
        while kind != .rightBrace {
            let key = lexer.token
            guard key.kind.isIdentifierName || key.kind == .string else { throw unexpected("expected the name of an import attribute") }
            if attributes.contains(where: { $0.key == key.name }) {
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

    // MARK: Export

    private mutating func parseExport() throws(SyntaxFailure) -> NodeID {
        let start = tokenStart
        try advance()
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
        return make(.exportDefault(value), from: start)
    }

    private mutating func makeExport(
        _ specifiers: [SyntaxTree.ExportDeclaration.Specifier], request: ModuleRequestID?, from start: UInt32
    ) -> NodeID {
        let index = UInt32(tree.exports.count)
        tree.exports.append(.init(specifiers: specifiers, request: request))
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
    private mutating func checkModuleExportName() throws(SyntaxFailure) {
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
