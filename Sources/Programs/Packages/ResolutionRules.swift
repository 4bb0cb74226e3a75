/// How a specifier is looked up.
public struct ResolutionRules: Hashable, Sendable {
    public enum Manner: Hashable, Sendable {
        /// `import`: what a URL says, and packages. https://nodejs.org/api/esm.html#resolution-algorithm-specification
        case `import`
        /// `require()`: also without the ending of a file, and folders. https://nodejs.org/api/modules.html#all-together
        case require
    }

    public var manner: Manner
    /// What `exports` and `imports` of a package.json are looked through for; `default` always counts.
    public var conditions: [String]
    /// The modules of the host, without `node:`.
    public var hostModules: [String]

    public init(_ manner: Manner, conditions: [String], hostModules: [String] = []) {
        self.manner = manner
        self.conditions = conditions
        self.hostModules = hostModules
    }

    /// What a module imports where no host is chosen.
    public static let standard = ResolutionRules(.import, conditions: ["node", "import"])
}
