/// What a random graph is about.
public enum GraphVariant: String, Sendable, CaseIterable {
    /// Acyclic; a module prints before its await and after it.
    case simple
    /// The same, and a promise reaction of each module prints after it.
    case trailing
    /// A module may import any module.
    case cyclic
    /// Cycles and reactions.
    case both
    /// Acyclic, and some edges are calls of `import()`: awaited or not, at the top level or in a function.
    case dynamic

    /// The variant of a case: they take turns.
    public static func ofCase(_ number: Int) -> GraphVariant { allCases[number % allCases.count] }

    var hasReactions: Bool { self == .trailing || self == .both }
    var isCyclic: Bool { self == .cyclic || self == .both }
}

/// A column of the table: a variant, and how it is bundled.
public enum GraphColumn: String, Sendable, CaseIterable {
    case simple, trailing, cyclic, both
    /// Dynamic graphs with a chunk for each `import()`, or what the model has instead.
    case dynamic
    /// Dynamic graphs in one chunk.
    case oneChunk = "one chunk"

    public var variant: GraphVariant {
        switch self {
        case .simple: .simple
        case .trailing: .trailing
        case .cyclic: .cyclic
        case .both: .both
        case .dynamic, .oneChunk: .dynamic
        }
    }

    /// Whether chunks are asked for; `nil` where nothing is said.
    var isSplitting: Bool? {
        switch self {
        case .dynamic: true
        case .oneChunk: false
        default: nil
        }
    }
}
