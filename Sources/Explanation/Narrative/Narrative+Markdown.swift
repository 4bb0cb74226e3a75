import Diagnostics
import Text
import Trace

extension Narrative {
    /// The story and the findings as a Markdown document: places are links to their lines, as GitHub has them, and clauses are links into
    /// ECMA-262. Whatever the program is called or prints shows as it is and acts as nothing.
    public func markdown(of findings: [ToldFinding]) -> String {
        var text = "# \(title.isEmpty ? "A run" : markdownEscaped(visibleText(title)))\n\n"
        text += "Host \(markdownEscaped(visibleText(host)))\(bundler.map { ", bundled by \(markdownEscaped(visibleText($0)))" } ?? "").\n"
        if !opening.isEmpty { text += "\n" + opening.map(Self.markdown).joined(separator: " ") + "\n" }
        if !steps.isEmpty { text += "\n" }
        for (index, step) in steps.enumerated() {
            if leftOut > 0, index == leftOutAfter { text += "- \(leftOutWords)\n" }
            var notes = step.clauses.map { "[\(markdownEscaped($0.operation))](\($0.url))" }
            if level == .full, let place = step.place, !step.parts.contains(.place(place)) { notes.append(Self.link(place)) }
            text +=
                "- **\(durationText(step.time))** \(Self.closed(Self.markdown(step.parts)))\(notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")\n"
        }
        if isTruncated { text += "\nThe record of the run ends here: it had more events than are kept.\n" }
        for sentence in closing { text += "\n\(Self.markdown(sentence))\n" }
        for section in Finding.Section.allCases {
            let told = findings.filter { $0.finding.section == section }
            if told.isEmpty { continue }
            text += "\n## \(section.heading)\n"
            for finding in told { text += "\n" + Self.markdown(finding) }
        }
        return text
    }

    private static func markdown(_ parts: [Part]) -> String {
        parts.map { part in if case .place(let place) = part { link(place) } else { markdownEscaped(part.text) } }.joined()
    }

    private static func link(_ place: SourceLocation) -> String {
        // Colons of a place stand between digits or behind a name, and make no link and no picture there.
        let path = place.file.split(separator: "/", omittingEmptySubsequences: false).map { addressEscaped(String($0)) }.joined(
            separator: "/")
        // Two slashes would lead to another machine.
        let address = path.hasPrefix("//") ? "/" + path.drop { $0 == "/" } : path
        return "[\(markdownEscaped(visibleText(place.text)))](\(address)#L\(place.line))"
    }

    private static func markdown(_ told: ToldFinding) -> String {
        let problem = told.finding.diagnostic
        func escaped(_ text: String) -> String { markdownEscaped(visibleText(text)) }
        var text = "\(problem.location.map { link($0) + ": " } ?? "")**\(escaped(problem.message))**\n"
        // Indented by four, text is what it is.
        if let line = problem.sourceLine, let location = problem.location {
            text += "\n    \(location.line) | \(Part.cut(line.text, to: 160))\n\n"
        }
        var items = problem.stack.map { escaped($0.text) }
        items += problem.related.map { "\(escaped($0.message)) (\(link($0.location)))" }
        if !items.isEmpty, problem.sourceLine == nil { text += "\n" }
        for item in items { text += "- \(item)\n" }
        for (index, remedy) in told.remedies.enumerated() {
            if index == 0 { text += "\n" }
            text += "\(index + 1). \(escaped(remedy.words))\(remedy.saved.map { ", which saves \(durationText($0))" } ?? "")\n"
            if let command = remedy.commandLine { text += "\n        \(visibleText(command))\n\n" }
        }
        return text
    }
}
