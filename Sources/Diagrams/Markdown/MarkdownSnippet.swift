import Trace

/// A run as a piece of Markdown: a link to its SVG with the text alternative, the run in words, and folded below them the console
/// lines as a table and the same picture as Mermaid. It ends with a line break.
///
/// The words are those of the picture's `<desc>`.
///
/// - Parameter picture: the name of the SVG, in the folder of the document.
/// - Throws: when the picture that it tells of cannot be drawn.
public func markdownSnippet(_ trace: Trace, view: View, picture: String) throws(DrawingError) -> String {
    let drawing = try draw(trace, view: view)
    let kind = view == .graph ? "Module graph" : "Timeline"
    // Whoever listens to a page hears all of an alternative at once; the words below have the rest.
    let alternative = MarkdownText.escaped("\(kind): \(drawing.title). \(drawing.description)", limit: 300)
    var text = "![\(alternative)](\(MarkdownText.address(picture)))\n\n"
    text += "**\(kind) in words.** \(MarkdownText.escaped(drawing.description))\n"
    if !trace.console.isEmpty { text += folded("Console output", consoleTable(trace)) }
    text += folded("The same as Mermaid", "```mermaid\n\(mermaid(trace, view: view, as: drawing))```\n")
    return text
}

private let lineLimit = 100

private func consoleTable(_ trace: Trace) -> String {
    var table = "| time | module | method | text |\n|---:|---|---|---|\n"
    for line in trace.console.prefix(lineLimit) {
        let module = line.module.flatMap { trace.modules.indices.contains(Int($0.rawValue)) ? trace[$0].name : nil } ?? ""
        let cells = [
            duration(line.time), MarkdownText.escaped(module, limit: 100), MarkdownText.escaped(line.method, limit: 40),
            MarkdownText.escaped(line.text, limit: 200),
        ]
        table += "| \(cells.joined(separator: " | ")) |\n"
    }
    let rest = trace.console.count - lineLimit
    return rest > 0 ? table + "\nand \(counted(rest, "line")) more\n" : table
}

private func folded(_ summary: String, _ body: String) -> String {
    "\n<details>\n<summary>\(summary)</summary>\n\n\(body)\n</details>\n"
}
