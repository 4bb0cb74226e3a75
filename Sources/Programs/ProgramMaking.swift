import Diagnostics

/// Of what a program was made, and by whom.
public struct ProgramMaking: Sendable {
    /// A module that went into it.
    public struct Source: Sendable {
        /// The name as the user knows it.
        public var name: String
        /// The module of the program that it went into; `nil` where it went into none.
        public var module: String?
        /// What it asks for by declarations, in the order of first appearance: the specifier, the source, and whether it is deferred.
        public var requests: [(specifier: String, source: Int?, isDeferred: Bool)]
        /// Its calls of `import()` whose module is known before the run: where the call begins in ``text``, by ascending offsets, and the source.
        public var calls: [(offset: UInt32, source: Int)] = []
        /// [[HasTLA]]
        public var hasTLA: Bool
        public var isJSON: Bool
        /// Its text, of which nothing need be left in what was made; `nil` where there is none.
        public var text: SourceFile?

        public init(
            name: String, module: String?, requests: [(specifier: String, source: Int?, isDeferred: Bool)], hasTLA: Bool, isJSON: Bool,
            text: SourceFile? = nil
        ) {
            self.name = name
            self.module = module
            self.requests = requests
            self.hasTLA = hasTLA
            self.isJSON = isJSON
            self.text = text
        }
    }

    /// The name of what made it, such as a bundler's.
    public var maker: String
    /// By the number of a text; see ``SourceFile/number``.
    public var sources: [Source]
    /// The entries among the sources.
    public var entries: [Int]

    public init(maker: String, sources: [Source], entries: [Int]) {
        self.maker = maker
        self.sources = sources
        self.entries = entries
    }
}
