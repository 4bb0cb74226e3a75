import Diagnostics

/// A module that can be read and printed anew: its tree, what its names mean, and the table that the names are in.
///
/// **Which table.** A module carries the table that its ``NameID``s belong to, so that parts of several modules can be printed into one
/// text, whatever tables they were parsed with. An ID says nothing beside another module: between modules a name is a `String`. Analyse
/// modules that belong together with ``all(_:nesting:)``, which gives them one table; a module analysed alone has one of its own, some ten kilobytes.
///
/// It never changes, so that many rewritings can share it.
public final class AnalysedModule: Sendable {
    public let tree: SyntaxTree
    public let names: NameTable
    public let bindings: Bindings

    private init(tree: SyntaxTree, names: NameTable, bindings: Bindings) {
        self.tree = tree
        self.names = names
        self.bindings = bindings
    }

    /// Parses and analyses a module.
    ///
    /// - Parameters:
    ///   - nesting: as for ``parseModule(_:names:nesting:parts:accepting:)``.
    ///   - parts: likewise.
    /// - Throws: the first syntax or early error.
    public convenience init(
        _ source: SourceFile, nesting: Int = ParserLimits.nestingDepth, parts: Int = ParserLimits.parts
    ) throws(Diagnostic) {
        var names = NameTable()
        let (tree, bindings) = try Self.analyse(source, names: &names, nesting: nesting, parts: parts)
        self.init(tree: tree, names: names, bindings: bindings)
    }

    /// Parses and analyses modules, with one table for all their names.
    ///
    /// - Throws: the first syntax or early error of the first module that has one.
    public static func all(
        _ sources: some Sequence<SourceFile>, nesting: Int = ParserLimits.nestingDepth
    ) throws(Diagnostic) -> [AnalysedModule] {
        var names = NameTable()
        var parts: [(tree: SyntaxTree, bindings: Bindings)] = []
        for source in sources { parts.append(try analyse(source, names: &names, nesting: nesting)) }
        // Not before: a table that a module holds on to would be copied for the next.
        return parts.map { AnalysedModule(tree: $0.tree, names: names, bindings: $0.bindings) }
    }

    /// Analyses modules that were parsed with one table before.
    ///
    /// - Throws: the first early error of the first module that has one.
    public static func all(_ trees: some Sequence<SyntaxTree>, names: inout NameTable) throws(Diagnostic) -> [AnalysedModule] {
        var parts: [(tree: SyntaxTree, bindings: Bindings)] = []
        for tree in trees { parts.append((tree, try bindings(of: tree, names: &names))) }
        let names = names
        return parts.map { AnalysedModule(tree: $0.tree, names: names, bindings: $0.bindings) }
    }

    /// Parses and analyses texts for a look at them, with one table for all their names. What is analysed so is not run or printed anew: see
    /// ``AcceptedLanguage/all``.
    ///
    /// - Returns: for each text the module, or the first error.
    public static func looking(
        at sources: some Sequence<(source: SourceFile, isCommonJS: Bool)>, nesting: Int = ParserLimits.nestingDepth
    ) -> [Result<AnalysedModule, Diagnostic>] {
        var names = NameTable()
        var parts: [Result<(tree: SyntaxTree, bindings: Bindings), Diagnostic>] = []
        for (source, isCommonJS) in sources {
            do throws(Diagnostic) {
                let tree =
                    isCommonJS
                    ? try parseCommonJS(source, names: &names, nesting: nesting)
                    : try parseModule(source, names: &names, nesting: nesting, accepting: .all)
                parts.append(.success((tree, try bindings(of: tree, names: &names))))
            } catch {
                parts.append(.failure(error))
            }
        }
        let finished = names
        return parts.map { part in part.map { AnalysedModule(tree: $0.tree, names: finished, bindings: $0.bindings) } }
    }

    private static func analyse(
        _ source: SourceFile, names: inout NameTable, nesting: Int, parts: Int = ParserLimits.parts
    ) throws(Diagnostic) -> (SyntaxTree, Bindings) {
        let tree = try parseModule(source, names: &names, nesting: nesting, parts: parts)
        return (tree, try bindings(of: tree, names: &names))
    }

    private static func bindings(of tree: SyntaxTree, names: inout NameTable) throws(Diagnostic) -> Bindings {
        var analysis = ScopeAnalysis()
        analysis.tree = tree
        try analysis.analyse(names: &names)
        return Bindings(analysis, names: names)
    }

    public var source: SourceFile { tree.source }

    /// The text of a name.
    public func text(_ name: NameID) -> String { names.string(name) }
}
