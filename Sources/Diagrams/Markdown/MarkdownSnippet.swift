import Analysis
import Text
import Trace

/// A run as a piece of Markdown: a link to its SVG with the text alternative, the run in words, and folded below them the console
/// lines as a table and the same picture as Mermaid. It ends with a line break.
///
/// The words are those of the picture's `<desc>`.
///
/// - Parameter picture: the name of the SVG, in the folder of the document.
/// - Throws: when the picture that it tells of cannot be drawn.
public func markdownSnippet(_ run: AnalysedRun, view: View, picture: String) throws(DrawingError) -> String {
    let drawing = try draw(run, view: view)
    let trace = run.trace
    return snippet(
        of: drawing, view.heading, picture, table: trace.console.isEmpty ? nil : consoleTable([(nil, trace)]),
        mermaid: mermaid(run, view: view, as: drawing))
}

/// The same for several runs: their picture, in which the console lines of each are in the table one below the other.
///
/// - Parameters:
///   - runs: two or more.
///   - picture: the name of the SVG, in the folder of the document.
public func markdownComparison(of runs: [ComparedRun], picture: String) throws(DrawingError) -> String {
    let drawing = try drawComparison(of: runs)
    let labels = ComparisonTexts(runs: runs, comparison: Comparison(runs.map(\.trace))).labels
    let isSilent = runs.allSatisfy(\.trace.console.isEmpty)
    return snippet(
        of: drawing, "Comparison", picture, table: isSilent ? nil : consoleTable(zip(labels, runs).map { ($0, $1.trace) }),
        mermaid: mermaidComparison(of: runs, as: drawing))
}

extension View {
    /// What a document calls a picture of this view.
    public var heading: String {
        switch self {
        case .timeline: "Timeline"
        case .graph: "Module graph"
        case .waits: "Who waits for whom"
        }
    }
}

private func snippet(of drawing: Drawing, _ kind: String, _ picture: String, table: String?, mermaid: String) -> String {
    // Whoever listens to a page hears all of an alternative at once; the words below have the rest.
    let title = drawing.title.hasPrefix(kind) ? drawing.title : "\(kind): \(drawing.title)"
    let alternative = MarkdownText.escaped("\(title). \(drawing.description)", limit: 300)
    var text = "![\(alternative)](\(MarkdownText.address(picture)))\n\n"
    text += "**\(kind) in words.** \(MarkdownText.escaped(drawing.description))\n"
    if let table { text += folded("Console output", table) }
    return text + folded("The same as Mermaid", "```mermaid\n\(mermaid)```\n")
}

private let lineLimit = 100

/// - Parameter runs: each with what tells it from the others; `nil` where it is the only one.
private func consoleTable(_ runs: [(label: String?, trace: Trace)]) -> String {
    let hasLabels = runs.contains { $0.label != nil }
    var table = (hasLabels ? "| run " : "") + "| time | module | method | text |\n" + (hasLabels ? "|---" : "") + "|---:|---|---|---|\n"
    var rest = 0
    for (label, trace) in runs {
        for line in trace.console.prefix(lineLimit) {
            let module = line.module.flatMap { trace.modules.indices.contains(Int($0.rawValue)) ? trace[$0].name : nil } ?? ""
            let cells = [
                duration(line.time), MarkdownText.escaped(module, limit: 100), MarkdownText.escaped(line.method, limit: 40),
                MarkdownText.escaped(line.text, limit: 200),
            ]
            let run = label.map { [MarkdownText.escaped($0, limit: 60)] } ?? []
            table += "| \((run + cells).joined(separator: " | ")) |\n"
        }
        rest += max(0, trace.console.count - lineLimit)
    }
    return rest > 0 ? table + "\nand \(counted(rest, "line")) more\n" : table
}

private func folded(_ summary: String, _ body: String) -> String {
    "\n<details>\n<summary>\(summary)</summary>\n\n\(body)\n</details>\n"
}
