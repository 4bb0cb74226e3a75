/// Why a package, or something in it, cannot be had. https://nodejs.org/api/errors.html#nodejs-error-codes
public struct PackageProblem: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// No folder of that name lies in a `node_modules`.
        case missingPackage
        /// The package has no such file.
        case missingFile
        /// The file that `main` names is not there, and no index either.
        case missingMain
        case isFolder
        /// `exports` has nothing for the subpath.
        case notExported
        /// `imports` has nothing for `#name`.
        case importNotDefined
        /// What `exports` or `imports` leads to is no path in the package.
        case invalidTarget
        /// A name that no package has.
        case invalidSpecifier
        /// `#` and `#/…`, which no `imports` can have.
        case invalidImport
        /// A part of a subpath that leads out of the package, or of its folders.
        case invalidSubpath
        /// A package.json that is no JSON object.
        case invalidConfiguration
    }

    public var kind: Kind
    /// The specifier, or the name in it that is meant.
    public var specifier: String
    /// The package.json that decides, or the file that is not there; empty where there is none.
    public var path = ""
    /// The subpath as `exports` has it: `.`, `./x`; the name of an `imports` entry.
    public var subpath = ""
    /// What stands in the package.json, as JSON.
    public var target = ""
    /// `exports` or `imports`.
    public var field = ""

    init(_ kind: Kind, _ specifier: String, path: String = "", subpath: String = "", target: String = "", field: String = "") {
        self.kind = kind
        self.specifier = specifier
        self.path = path
        self.subpath = subpath
        self.target = target
        self.field = field
    }
}
