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
    /// The findings as text for a terminal, the notes, and a line that counts.
    public func text(isColoured: Bool = false) -> String {
        findings.map { $0.text(isColoured: isColoured) }.joined() + notes.map { $0.text(isColoured: isColoured) }.joined() + summary + "\n"
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
