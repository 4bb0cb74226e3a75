import Diagnostics

/// A declaration that code can see.
public struct VisibleDeclaration: Hashable, Sendable {
    public var name: String
    /// Where the name stands in its declaration.
    public var range: SourceRange
}

/// The declarations that an identifier can see, the innermost first, without those that another of the same name hides.
///
/// For error messages: it parses and analyses the module again, which running code has no need to keep.
///
/// - Parameter offset: where the identifier stands. Where there is none, the module's own declarations are given.
/// - Returns: nothing for a module with a syntax error, and for one that is too large to be parsed twice.
public func visibleDeclarations(in source: SourceFile, at offset: UInt32) -> [VisibleDeclaration] {
    var names = NameTable()
    var analysis = ScopeAnalysis()
    do throws(Diagnostic) {
        analysis.tree = try parseModule(source, names: &names, parts: ParserLimits.partsForWords)
        try analysis.analyse(names: &names)
    } catch {
        return []
    }
    var scope = analysis.scopeOfReference(at: offset) ?? ScopeID(index: 0)
    var found: [VisibleDeclaration] = []
    var seen: Set<NameID> = []
    while scope != .none {
        let record = analysis.scopes[Int(scope.index)]
        var inScope: [VisibleDeclaration] = []
        var variable = record.firstVariable
        while variable != .none {
            let entry = analysis[variable]
            variable = entry.next
            switch entry.kind {
            case .implicit, .privateName: continue
            default: if seen.insert(entry.name).inserted { inScope.append(.init(name: names.string(entry.name), range: entry.range)) }
            }
        }
        // The newest stands first in a scope's list.
        found += inScope.reversed()
        scope = record.parent
    }
    return found
}
