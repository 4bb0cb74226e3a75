import Diagnostics

/// One place at which a rule is broken.
public struct LintFinding: Sendable {
    /// The rule's name.
    public var rule: String
    /// Whether it goes wrong in every run that comes to the place; otherwise control or values decide that.
    public var isCertain: Bool
    /// What is wrong, where, the way to it as related places, and what to write instead.
    public var diagnostic: Diagnostic
    /// The command that shows it happen, where it can be simulated: the words after `tla-sim`.
    public var command: [String]

    public init(rule: String, isCertain: Bool, _ diagnostic: Diagnostic, command: [String] = []) {
        self.rule = rule
        self.isCertain = isCertain
        self.diagnostic = diagnostic
        self.command = command
    }
}
