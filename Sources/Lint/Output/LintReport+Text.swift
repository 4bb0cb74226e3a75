import Diagnostics
import Text

extension LintFinding {
    /// The finding as text for a terminal: as a diagnostic, and below it the rule, how sure it is, and the command that shows it.
    public func text(isColoured: Bool = false) -> String {
        func styled(_ text: String) -> String { isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
        var text = diagnostic.text(isColoured: isColoured)
        text += styled("  rule: ") + "\(rule), \(certainty)\n"
        if let commandText { text += styled("  see: ") + visibleText(commandText) + "\n" }
        return text
    }
}

extension LintReport {
    /// So many warnings of one rule are shown beside those of others.
    private static let shownOfRule = 5

    /// The findings as text for a terminal, the gravest first, the notes, and a line that counts.
    public func text(isColoured: Bool = false) -> String {
        let (shown, left) = shownFindings()
        return shown.map { $0.text(isColoured: isColoured) }.joined() + left.map { $0 + "\n" }.joined()
            + notes.map { $0.text(isColoured: isColoured) }.joined() + summary + "\n"
    }

    /// What only takes time, or is hard to read: behind what fails or hangs.
    private static let mildRules: Set<String> = ["nested-await", "serial-awaits"]

    /// Errors before warnings, what fails or hangs before what is only slow or hard to read, and what is certain before what is possible, each in
    /// the order of places. Of a rule with many warnings the first
    /// are shown, where there are findings of others, which it would bury; and what is said of those left out.
    func shownFindings() -> (findings: [LintFinding], left: [String]) {
        let ranked = (0...5).flatMap { rank in findings.filter { finding in rank == self.rank(finding) } }
        guard Set(findings.map(\.rule)).count > 1 else { return (ranked, []) }
        var counts: [String: Int] = [:]
        var rules: [String] = []
        let shown = ranked.filter { finding in
            if finding.diagnostic.severity == .error { return true }
            if counts[finding.rule] == nil { rules.append(finding.rule) }
            counts[finding.rule, default: 0] += 1
            return counts[finding.rule, default: 0] <= Self.shownOfRule
        }
        let left = rules.compactMap { rule in
            let more = (counts[rule] ?? 0) - Self.shownOfRule
            return more > 0 ? "\(rule): \(more) more, left out beside the others; --rules \(rule) shows them" : nil
        }
        return (shown, left)
    }

    private func rank(_ finding: LintFinding) -> Int {
        let gravity = finding.diagnostic.severity == .error ? 0 : Self.mildRules.contains(finding.rule) ? 4 : 2
        return gravity + (finding.isCertain ? 0 : 1)
    }

    /// `2 errors, 1 warning in 120 modules`
    public var summary: String {
        var parts: [String] = []
        if errorCount > 0 { parts.append(counted(errorCount, "error")) }
        if warningCount > 0 { parts.append(counted(warningCount, "warning")) }
        let found = parts.isEmpty ? "nothing found" : parts.joined(separator: ", ")
        return "\(found) in \(counted(moduleCount, "module"))"
            + (ignoredCount > 0 ? "; \(counted(ignoredCount, "finding")) ignored by comments" : "")
    }
}
