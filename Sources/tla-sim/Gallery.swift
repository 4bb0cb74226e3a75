import Analysis
import Diagnostics
import Diagrams
import Explanation
import Files
import Programs
import Simulator
import Text
import Trace

/// The gallery of a folder of scenarios: the pictures of each, a page for each topic, and an index.
///
/// A folder in it is a topic, with a page of its own. Scenarios that lie directly in it are on the index.
struct Gallery {
    struct File {
        /// Relative to the gallery's folder.
        var path: String
        var text: String

        /// What the file is, by its name.
        var form: OutputForm { path.hasSuffix(".svg") ? .svg : path.hasSuffix(".html") ? .page : .galleryPage }
    }

    private(set) var files: [File] = []
    /// How many scenarios are drawn.
    private(set) var count = 0
    /// The scenarios that could not be drawn, each with what is wrong.
    private(set) var broken: [(path: String, problems: [Diagnostic])] = []
    /// How the names of their pictures begin, relative to the gallery's folder.
    private(set) var brokenNames: [String] = []

    private let limits: LimitOptions
    private let lessons: GalleryLessons

    /// - Parameter hasAllPages: whether every scenario gets a page that plays it, and not those alone that the folder's lessons name.
    init(of source: String, _ limits: LimitOptions, hasAllPages: Bool = false) {
        self.limits = limits
        lessons = GalleryLessons(in: source, hasAll: hasAllPages)
        if !lessons.problems.isEmpty { broken.append((Paths.joined(source, GalleryLessons.fileName), lessons.problems)) }
        var unreadable: [[UInt8]] = []
        let entries = listFolder(source, skip: { unreadable.append($0) }) ?? []
        for name in unreadable {
            if let problem = unreadableName(name, in: source) { broken.append((Paths.joined(source, shownName(name)), [problem])) }
        }
        let direct = section(of: entries.map { Paths.joined(source, $0) }.filter { !isFolder($0) && isScenario($0) }, in: source, at: "")
        var topics = ""
        for topic in entries where isFolder(Paths.joined(source, topic)) {
            let found = FoundScenarios(in: [Paths.joined(source, topic)])
            for problem in found.problems { broken.append((Paths.joined(source, topic), [problem])) }
            let section = section(of: found.paths, in: Paths.joined(source, topic), at: topic)
            guard !section.rows.isEmpty else { continue }
            let page = "\(markdownAddress(topic))/README.md"
            topics += "\n## [\(markdownText(topic))](\(page))\n\n\(Self.table(section.rows))"
            files.append(File(path: "\(topic)/README.md", text: "# \(markdownText(topic))\n\(section.body)"))
        }
        let folderName = Paths.name(of: source) ?? source
        var index = "# Gallery\n\nEvery scenario of the folder \(Self.code(folderName)), drawn by `tla-sim gallery`.\n"
        if !broken.isEmpty {
            index += "\nNot drawn, as they cannot be read: \(broken.map { Self.code($0.path) }.joined(separator: ", ")).\n"
        }
        if !direct.rows.isEmpty { index += "\n\(Self.table(direct.rows))" }
        files.append(File(path: "README.md", text: index + topics + direct.body))
    }

    /// What the index and a page have of some scenarios.
    private struct Section {
        /// The rows of a table on the index.
        var rows = ""
        /// A heading with text and pictures for each.
        var body = ""
    }

    /// Runs and draws scenarios.
    ///
    /// - Parameters:
    ///   - folder: the one that they are below.
    ///   - topic: where their pictures go; empty for the index's own folder.
    private mutating func section(of paths: [String], in folder: String, at topic: String) -> Section {
        var section = Section()
        let page = topic.isEmpty ? "" : "\(markdownAddress(topic))/README.md"
        for (path, name) in zip(paths, Self.names(of: paths, in: folder)) {
            do throws(DiagnosticList) {
                let program = try limits.load(path)
                let explanation = Explanation(of: program.run(), program)
                explanation.adviseOnWaits()
                let run = explanation.analysed
                let title = markdownText(program.title)
                var text = try draw(run, program, title, name, at: topic)
                let place = Paths.joined(topic, String(path.dropFirst(Paths.joined(folder, "").count)))
                if let lesson = lessons.lesson(for: place) {
                    let file = "\(name).play.html"
                    files.append(File(path: Paths.joined(topic, file), text: try lessonPage(of: program, lesson)))
                    text += "\n[Step through it](\(markdownAddress(file))): save the page and open it in a browser.\n"
                }
                let printed = markdownText(shownLines(of: run.trace))
                section.rows += "| [\(title)](\(page)#\(markdownAddress(name))) | \(printed) | \(ending(of: run.trace)) |\n"
                section.body += text
                count += 1
            } catch {
                broken.append((path, error.diagnostics))
                brokenNames.append(Paths.joined(topic, name))
            }
        }
        return section
    }

    /// The part of a page that shows a run, whose pictures become files.
    private mutating func draw(
        _ run: AnalysedRun, _ program: Program, _ title: String, _ name: String, at topic: String
    ) throws(DiagnosticList) -> String {
        var text = "\n<a id=\"\(markdownAddress(name))\"></a>\n\n## \(title)\n\n"
        if !program.about.isEmpty { text += "\(markdownText(program.about, keepsLines: true))\n\n" }
        text += "Prints \(markdownText(shownLines(of: run.trace))); \(ending(of: run.trace)).\n"
        var pictures: [File] = []
        for view in (run.trace.hasRun ? [View.timeline] : []) + [.graph] + View.all(of: run).filter({ $0 == .waits }) {
            let file = "\(name).\(view.rawValue).svg"
            let picture = try RunPicture(of: run, view: view)
            pictures.append(File(path: Paths.joined(topic, file), text: try picture.svg()))
            guard let narrow = try picture.narrowSVG() else {
                text += "\n![\(view.heading)](\(markdownAddress(file)))\n"
                continue
            }
            let narrowFile = "\(name).\(view.rawValue).narrow.svg"
            pictures.append(File(path: Paths.joined(topic, narrowFile), text: narrow))
            text += Self.image(view.heading, markdownAddress(file), narrow: markdownAddress(narrowFile))
        }
        if let picture = try bundlersPicture(of: program) {
            let file = "\(name).bundlers.svg"
            pictures.append(File(path: Paths.joined(topic, file), text: picture))
            text += "\n![What bundlers make of it](\(markdownAddress(file)))\n"
        }
        files += pictures
        return text
    }

    /// A picture with another for telephones.
    private static func image(_ alternative: String, _ address: String, narrow: String) -> String {
        """

        <picture>
        <source media="(max-width: 600px)" srcset="\(narrow)">
        <img alt="\(alternative)" src="\(address)">
        </picture>

        """
    }

    private static func table(_ rows: String) -> String { "| scenario | prints | ends |\n|---|---|---|\n\(rows)" }

    private static func code(_ text: String) -> String { "`\(text.replacing("`", with: "'"))`" }

    /// The files' paths below their folder with `-` for `/`, so that a topic's pictures stand in one folder. Without their extensions, but
    /// where two would have the same name.
    private static func names(of paths: [String], in folder: String) -> [String] {
        func name(_ path: String, _ last: (String) -> String) -> String {
            let inner = path.dropFirst(Paths.joined(folder, "").count).split(separator: "/").map(String.init)
            return harmless((inner.dropLast() + [last(path)]).joined(separator: "-"))
        }
        let short = paths.map { name($0, baseName(of:)) }
        var counts: [String: Int] = [:]
        for name in short { counts[name, default: 0] += 1 }
        return zip(paths, short).map { path, short in
            counts[short] == 1 ? short : name(path) { Paths.name(of: $0) ?? "" }
        }
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
    case .exited(let status): "ended by process.exit(\(status)) at \(durationText(trace.duration))"
    case .running: "fulfilled at \(durationText(trace.duration)), and goes on"
    case .unsettled: "never settles"
    case .rejected(let error): "rejects at \(durationText(trace.duration)) with \(markdownText(error))"
    case .loadError(let text), .linkError(let text), .blocked(let text): "\(trace.outcome.name): \(markdownText(text))"
    }
}
