/// One thing that is wrong with what the user gave us, said so that they can mend it.
public struct Diagnostic: Error, Hashable, Sendable {
    /// Which door the problem was met at; decides the exit status of a command.
    public enum Kind: String, Hashable, Sendable {
        /// A file that cannot be read or written.
        case file
        /// A scenario document that breaks the format.
        case scenario
        /// JavaScript with a syntax error or early error.
        case syntax
        /// JavaScript that is valid but that the simulator leaves out.
        case unsupported
        /// A module that cannot be found, or names that do not link.
        case link
        /// A run that was stopped at one of its limits.
        case limit
        /// A command line that asks for what cannot be done.
        case usage
    }

    public var kind: Kind
    /// Where; `nil` when no place in a file is meant.
    public var location: SourceLocation?
    /// How many columns of the line the problem covers, at least 1.
    public var width: Int
    /// One sentence without a full stop at its end: what is wrong, and what was expected.
    public var message: String
    /// The path of the key in a scenario document, such as `modules.x.load`.
    public var keyPath: String?
    /// What to write instead.
    public var suggestion: String?
    /// The source line that ``location`` names, without its line break.
    public var sourceLine: String?

    public init(
        _ kind: Kind, _ message: String, at location: SourceLocation? = nil, width: Int = 1, keyPath: String? = nil,
        suggestion: String? = nil, sourceLine: String? = nil
    ) {
        self.kind = kind
        self.location = location
        self.width = max(1, width)
        self.message = message
        self.keyPath = keyPath
        self.suggestion = suggestion
        self.sourceLine = sourceLine
    }
}

/// Several problems at once; never empty.
public struct DiagnosticList: Error, Hashable, Sendable {
    public var diagnostics: [Diagnostic]
    public init(_ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty)
        self.diagnostics = diagnostics
    }
}
