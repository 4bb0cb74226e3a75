import Diagnostics

/// What came of linting.
public struct LintReport: Sendable {
    /// In the order of their places: the first path's before the second's.
    public var findings: [LintFinding] = []
    /// What was left out, and comments that ignore nothing: of severity `note`.
    public var notes: [Diagnostic] = []
    /// What keeps an input, a module or a configuration from being used; nothing of it was linted then.
    public var problems: [Diagnostic] = []
    /// How many modules were linted.
    public var moduleCount = 0
    /// How many findings comments ignore.
    public var ignoredCount = 0

    public init() {}

    public var errorCount: Int { findings.count { $0.diagnostic.severity == .error } }
    public var warningCount: Int { findings.count { $0.diagnostic.severity == .warning } }
}
