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
    var index = "# Gallery\n\nEvery scenario of the folder `\(baseName(of: source).replacing("`", with: "'"))`, drawn by `make gallery`.\n"
    for topic in (listFolder(source) ?? []) where isFolder(joined(source, topic)) {
        var page = "# \(markdownText(topic))\n"
        var rows = ""
        let folder = markdownAddress(topic)
        let paths = scenarioPaths(in: [joined(source, topic)])
        let names = galleryNames(of: paths, in: joined(source, topic))
        for (path, name) in zip(paths, names) {
            let program = try readProgram(path: path, limits)
            let trace = program.run().trace
            let title = markdownText(program.title)
            let link = "\(folder)/README.md#\(markdownAddress(name))"
            rows += "| [\(title)](\(link)) | \(markdownText(shownLines(of: trace))) | \(ending(of: trace)) |\n"
            page += "\n<a id=\"\(markdownAddress(name))\"></a>\n\n## \(title)\n\n"
            if !program.about.isEmpty { page += "\(markdownText(program.about, keepsLines: true))\n\n" }
            page += "Prints \(markdownText(shownLines(of: trace))); \(ending(of: trace)).\n"
            for view in (trace.hasRun ? [View.timeline] : []) + [.graph] + View.all(of: trace).filter({ $0 == .waits }) {
                let file = "\(name).\(view.rawValue).svg"
                files.append(GalleryFile(path: "\(topic)/\(file)", text: try picture(of: trace, view: view)))
                page += "\n![\(view.heading)](\(markdownAddress(file)))\n"
            }
        }
        guard !rows.isEmpty else { continue }
        index += "\n## [\(markdownText(topic))](\(folder)/README.md)\n\n| scenario | prints | ends |\n|---|---|---|\n\(rows)"
        files.append(GalleryFile(path: "\(topic)/README.md", text: page))
    }
    files.append(GalleryFile(path: "README.md", text: index))
    return files
}

/// The files' paths below their topic with `-` for `/`, so that a topic's pictures stand in one folder. Without their extensions, but where
/// two would have the same name.
private func galleryNames(of paths: [String], in topic: String) -> [String] {
    func name(_ path: String, _ last: (String) -> String) -> String {
        let inner = path.dropFirst(topic.count + 1).split(separator: "/").map(String.init)
        return harmless((inner.dropLast() + [last(path)]).joined(separator: "-"))
    }
    let short = paths.map { name($0, baseName(of:)) }
    var counts: [String: Int] = [:]
    for name in short { counts[name, default: 0] += 1 }
    return zip(paths, short).map { path, short in
        counts[short] == 1 ? short : name(path) { String($0.split(separator: "/").last ?? "") }
    }
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
