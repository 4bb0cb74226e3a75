/// What a bundler is asked for beside its input.
public struct BundleOptions: Hashable, Sendable {
    /// A group that the user makes: a chunk and the modules that go into it.
    public struct ManualChunk: Hashable, Sendable {
        public var name: String
        /// The names of modules, as the user knows them.
        public var modules: [String]

        public init(name: String, modules: [String]) {
            self.name = name
            self.modules = modules
        }
    }

    /// Whether `import()` and shared modules make chunks; `nil` for what the bundler does when nobody says.
    public var isSplitting: Bool?
    public var manualChunks: [ManualChunk] = []
    /// The form of the output; `nil` for modules, or for what the model has instead of them.
    public var format: BundleFormat?

    public init() {}
}

/// The form of a bundler's output.
public enum BundleFormat: String, Hashable, Sendable, CaseIterable {
    /// ECMAScript modules.
    case esm
    /// CommonJS: `require` and `module.exports`.
    case cjs
    /// One script, a function called at once.
    case iife
    /// One script that is also CommonJS and AMD.
    case umd
    /// `System.register`.
    case system
}
