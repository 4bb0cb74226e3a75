import Diagnostics

/// Turns the texts of modules into code, one after another.
///
/// It keeps the room that one module's tree and analysis took for the next: a start-up of ten thousand small modules
/// would otherwise spend a quarter of its time asking for memory and giving it back.
public struct ModuleCompiler {
    private var room = ParserRoom()
    private var compiler = Compiler()

    public init() {}

    /// Parses and compiles a module, or a script.
    ///
    /// A script is compiled as a module that imports and exports nothing. Deviations: it is strict, and its variables and functions are
    /// no properties of the global object unless it ``declaresGlobals``.
    ///
    /// - Parameters:
    ///   - source: the text, UTF-8.
    ///   - goal: what the text is.
    ///   - surroundings: what is around the call that is given the text; `nil` for all but direct calls of `eval`.
    ///   - declaresGlobals: whether what a script declares at its top is there for all that runs after it, as on a page. With it a text of the goal
    ///     `eval` is a script too, one that may be sloppy.
    ///   - names: the table that identifiers, strings and specifiers are interned into.
    ///   - store: where the code goes; indices that were given out before stay valid.
    ///   - nesting: how deep brackets, blocks, functions and operators may nest.
    ///   - transpiles: whether a transpiler prints the module anew before it runs.
    ///   - check: looks at the tree before it is compiled, and may refuse it.
    /// - Returns: the module's place in ``CodeStore/modules``.
    /// - Throws: the first ``Diagnostic``, as ``parseModule(_:names:)`` has it, or an early error that is about names, such as a second declaration.
    public mutating func compile(
        _ source: SourceFile, goal: SourceGoal = .module, surroundings: EvalSurroundings? = nil, declaresGlobals: Bool = false,
        names: inout NameTable,
        into store: inout CodeStore, nesting: Int = ParserLimits.nestingDepth, transpiles: Bool = false,
        check: (borrowing SyntaxTree, borrowing NameTable) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> UnitID {
        try parse(source, goal: goal, names: &names, room: &room, nesting: nesting, surroundings: surroundings)
        room.tree.declaresGlobals = declaresGlobals
        try check(room.tree, names)
        if transpiles { room.tree.transpile(names) }
        return try compiler.compile(&room.tree, names: &names, into: &store)
    }
}

extension Array {
    /// Removes all elements and keeps the room they took, unless it is so much that keeping it is a waste.
    mutating func clear() {
        if isEmpty { return }
        if count > 1 << 16 { self = [] } else { removeAll(keepingCapacity: true) }
    }

    /// Makes it an array of equal elements.
    mutating func fill(_ element: Element, count newCount: Int) {
        clear()
        append(contentsOf: repeatElement(element, count: newCount))
    }
}
