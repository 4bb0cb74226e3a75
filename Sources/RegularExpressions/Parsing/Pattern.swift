/// A node of a ``Pattern``: an index.
struct PatternNodeID: Equatable, Sendable {
    var index: Int32
}

/// A parsed pattern: nodes in one array, children before their parents.
struct Pattern: Sendable {
    enum Node: Sendable {
        case empty
        /// A code unit, or with u and v a code point. One that is folded is compared by what Canonicalize makes of it, and is that already.
        case character(UInt32, isFolded: Bool)
        /// Index into ``sets``. One that is folded holds what Canonicalize makes of its members.
        case set(Int32, isFolded: Bool)
        /// `.`
        case dot(matchesAll: Bool)
        case sequence(List)
        /// Alternatives, in the order in which they are tried.
        case choice(List)
        case capture(Int32, PatternNodeID)
        case look(PatternNodeID, isBehind: Bool, isNegative: Bool)
        /// The groups of that number or name, of which at most one takes part in a match: index into ``references``.
        case backreference(Int32, isFolded: Bool)
        case lineStart(isMultiline: Bool)
        case lineEnd(isMultiline: Bool)
        case wordBoundary(isNegative: Bool, isFolded: Bool)
        case repeated(PatternNodeID, Int32)
    }

    struct List: Sendable {
        var start: Int32
        var count: Int32
    }

    /// What a quantifier says, and which captures stand in what it repeats.
    struct Quantifier: Sendable {
        static let unlimited = Int32.max
        var least: Int32
        var most: Int32
        var isLazy: Bool
        var firstCapture: Int32
        var endCapture: Int32
    }

    var nodes: [Node] = []
    var children: [PatternNodeID] = []
    var sets: [CodePointSet] = []
    var quantifiers: [Quantifier] = []
    var references: [[Int32]] = []
    /// Named groups in the order in which they stand, with their numbers: those of one name stand together at the first.
    var names: [(name: [UInt16], groups: [Int32])] = []
    /// Groups that capture, without the whole.
    var captureCount: Int32 = 0
    var root = PatternNodeID(index: 0)

    subscript(id: PatternNodeID) -> Node { nodes[Int(id.index)] }
    subscript(list: List) -> ArraySlice<PatternNodeID> { children[Int(list.start)..<Int(list.start + list.count)] }
}
