import Diagnostics
import Diagrams
import Simulator
import Trace

/// A file of the gallery.
struct GalleryFile {
    /// Relative to the gallery's folder.
    var path: String
    var text: String
}

/// The gallery of a folder of scenarios: the pictures of each, a page for each topic, and an index.
func galleryFiles(of source: String, _ limits: LimitOptions) throws(DiagnosticList) -> [GalleryFile] {
    var files: [GalleryFile] = []
    var index = "# Gallery\n\nEvery scenario of the folder `\(baseName(of: source))`, drawn by `make gallery`.\n"
    for topic in (listFolder(source) ?? []) where isFolder(joined(source, topic)) {
        var page = "# \(topic)\n"
        var rows = ""
        for path in scenarioPaths(in: [joined(source, topic)]) {
            let program = try Program.load(path: path, limits: limits.settings, allowOutside: limits.allowOutside)
            let trace = program.run().trace
            let name = galleryName(of: path, in: joined(source, topic))
            let title = markdownText(program.title)
            rows += "| [\(title)](\(topic)/README.md#\(name)) | \(markdownText(shownLines(of: trace))) | \(ending(of: trace)) |\n"
            page += "\n<a id=\"\(name)\"></a>\n\n## \(title)\n\n"
            if !program.about.isEmpty { page += "\(markdownText(program.about, keepsLines: true))\n\n" }
            page += "Prints \(markdownText(shownLines(of: trace))); \(ending(of: trace)).\n"
            for view in (trace.hasRun ? [View.timeline] : []) + [.graph] + View.all(of: trace).filter({ $0 == .waits }) {
                let file = "\(name).\(view.rawValue).svg"
                files.append(GalleryFile(path: "\(topic)/\(file)", text: try picture(of: trace, view: view, format: .svg)))
                page += "\n![\(view.heading)](\(file))\n"
            }
        }
        guard !rows.isEmpty else { continue }
        index += "\n## [\(topic)](\(topic)/README.md)\n\n| scenario | prints | ends |\n|---|---|---|\n\(rows)"
        files.append(GalleryFile(path: "\(topic)/README.md", text: page))
    }
    files.append(GalleryFile(path: "README.md", text: index))
    return files
}

extension View {
    fileprivate var heading: String {
        switch self {
        case .timeline: "Timeline"
        case .graph: "Module graph"
        case .waits: "Who waits for whom"
        }
    }
}

/// The file's path below its topic with `-` for `/`, so that a topic's pictures stand in one folder.
private func galleryName(of path: String, in topic: String) -> String {
    let inner = path.dropFirst(topic.count + 1).split(separator: "/").map(String.init)
    return harmless((inner.dropLast() + [baseName(of: path)]).joined(separator: "-"))
}

private func shownLines(of trace: Trace) -> String {
    let shown = trace.console.prefix(12).map { $0.text }
    if shown.isEmpty { return "nothing" }
    return shown.joined(separator: ", ") + (trace.console.count > shown.count ? ", …" : "")
}

private func ending(of trace: Trace) -> String {
    switch trace.outcome {
    case .fulfilled: "fulfilled at \(durationText(trace.duration))"
    case .unsettled: "never settles"
    case .rejected(let error): "rejects at \(durationText(trace.duration)) with \(markdownText(error))"
    case .loadError(let text), .linkError(let text), .blocked(let text): "\(trace.outcome.name): \(markdownText(text))"
    }
}

/// The text with the characters escaped that mean something in Markdown or end a cell of a table.
private func markdownText(_ text: String, keepsLines: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#": result += "\\\(scalar)"
        case "\n": result += keepsLines ? "\n" : " "
        default: result += visibleText(String(scalar))
        }
    }
    while result.last == "\n" || result.last == " " { result.removeLast() }
    return result
}
