extension SyntaxTree {
    /// Whether two trees that were parsed with one name table say the same: equal in everything but where it stands.
    ///
    /// Nodes are made in the order of the text, and parentheses, semicolons and layout make none, so that equal programs
    /// have equal arrays.
    public func hasSameShape(as other: SyntaxTree) -> Bool {
        nodes == other.nodes && lists == other.lists && body == other.body && hasTLA == other.hasTLA
            && usesImportMeta == other.usesImportMeta && parenthesizedTargets == other.parenthesizedTargets
            && numbers.elementsEqual(other.numbers) { $0.bitPattern == $1.bitPattern }
            && functions.elementsEqual(other.functions) { $0.isSame(as: $1) }
            && classes.elementsEqual(other.classes) { $0.isSame(as: $1) }
            && imports.elementsEqual(other.imports) { $0.isSame(as: $1) }
            && exports.elementsEqual(other.exports) { $0.isSame(as: $1) }
            && requests.elementsEqual(other.requests) {
                $0.specifier == $1.specifier && $0.attributes == $1.attributes && $0.phase == $1.phase
            }
    }
}

extension SyntaxTree.Function {
    fileprivate func isSame(as other: Self) -> Bool {
        name == other.name && parameters == other.parameters && body == other.body && flags == other.flags
    }
}

extension SyntaxTree.Class {
    fileprivate func isSame(as other: Self) -> Bool {
        name == other.name && superclass == other.superclass && constructor == other.constructor && members == other.members
    }
}

extension SyntaxTree.ImportDeclaration {
    fileprivate func isSame(as other: Self) -> Bool {
        request == other.request && hasClause == other.hasClause
            && specifiers.elementsEqual(other.specifiers) {
                switch ($0, $1) {
                case (.named(let imported, let local, _), .named(let otherImported, let otherLocal, _)):
                    imported == otherImported && local == otherLocal
                case (.namespace(let local, _), .namespace(let otherLocal, _)): local == otherLocal
                default: false
                }
            }
    }
}

extension SyntaxTree.ExportDeclaration {
    fileprivate func isSame(as other: Self) -> Bool {
        request == other.request
            && specifiers.elementsEqual(other.specifiers) {
                switch ($0, $1) {
                case (.named(let local, let exported, _), .named(let otherLocal, let otherExported, _)):
                    local == otherLocal && exported == otherExported
                case (.all(let exported, _), .all(let otherExported, _)): exported == otherExported
                default: false
                }
            }
    }
}
