import Diagnostics

/// One thing that can be wrong with a graph of modules, found in their texts without running them.
public struct Rule: Sendable {
    /// Such as `import-cycle-await`; its page is docs/rules/NAME.md.
    public var name: String
    /// What it finds, in one sentence.
    public var summary: String
    /// How grave a finding is, unless a configuration says otherwise.
    public var severity: Diagnostic.Severity
    /// What its page says.
    public var page: RulePage?
    let check: @Sendable (LintedGraph) -> [LintFinding]

    init(
        _ name: String, _ summary: String, severity: Diagnostic.Severity, page: RulePage? = nil,
        check: @escaping @Sendable (LintedGraph) -> [LintFinding]
    ) {
        self.name = name
        self.summary = summary
        self.severity = severity
        self.page = page
        self.check = check
    }

    /// Every rule, in the order in which they are listed.
    public static let all: [Rule] = ofGraphs + ofModules
}
