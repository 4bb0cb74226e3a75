import Diagnostics
import Text

extension LintReport {
    /// The report as workflow commands, which GitHub Actions shows beside the lines that they are about.
    /// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    public var gitHubCommands: String {
        let annotations =
            findings.map { finding in
                var lines = [finding.diagnostic.message]
                lines += finding.diagnostic.related.map { "note: \($0.message) (\($0.location.text))" }
                lines += ([finding.diagnostic.suggestion].compactMap(\.self) + finding.diagnostic.alternatives).map { "help: \($0)" }
                if let command = finding.commandText { lines.append("see: \(command)") }
                return Self.command(finding.diagnostic, title: "\(finding.rule) (\(finding.certainty))", lines)
            }
            + notes.map { note in
                Self.command(note, title: "tla-sim lint", [note.message] + note.related.map { "\($0.message) (\($0.location.text))" })
            }
        return annotations.joined()
    }

    private static func command(_ diagnostic: Diagnostic, title: String, _ lines: [String]) -> String {
        let name =
            switch diagnostic.severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        var properties: [String] = []
        if let location = diagnostic.location {
            properties = [
                "file=\(property(location.file))", "line=\(location.line)", "col=\(location.column)",
                "endColumn=\(location.column + diagnostic.width)",
            ]
        }
        properties.append("title=\(property(title))")
        return "::\(name) \(properties.joined(separator: ","))::\(lines.map { data(visibleText($0)) }.joined(separator: "%0A"))\n"
    }

    /// What stands behind the `::`.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    /// The value of a property, which also ends at a colon or a comma. A name is given as it is, so that the file is found; what acts on a terminal
    /// is written out.
    private static func property(_ text: String) -> String {
        data(visibleText(text)).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
