/// What a bare specifier names: a package, and what of it. https://nodejs.org/api/esm.html#resolution-algorithm-specification
public struct PackageName: Hashable, Sendable {
    /// `name` or `@scope/name`.
    public let name: String
    /// `.`, or `./` and a path in the package.
    public let subpath: String

    /// - Returns: `nil` for a name that no package has.
    public init?(of specifier: String) {
        let parts = specifier.split(separator: "/", omittingEmptySubsequences: false)
        let isScoped = specifier.hasPrefix("@")
        let name = parts.prefix(isScoped ? 2 : 1).joined(separator: "/")
        if name.hasPrefix(".") || name.contains("%") || name.contains("\\") || isScoped && parts.count < 2 { return nil }
        self.name = name
        subpath = "." + specifier.dropFirst(name.count)
    }
}
