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
    /// How many errors and warnings are not among the ``findings``, since there are so many of their rule.
    public var untoldErrorCount = 0
    public var untoldWarningCount = 0
    /// So many findings of one rule are told: nobody reads more, and each takes its room in every report.
    static let limitOfRule = 1_000

    public init() {}

    public var errorCount: Int { findings.count { $0.diagnostic.severity == .error } + untoldErrorCount }
    public var warningCount: Int { findings.count { $0.diagnostic.severity == .warning } + untoldWarningCount }
}
