import ArgumentParser
import Diagnostics
import Files
import Text

/// `tla-sim gallery FOLDER`
struct GalleryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery",
        abstract: "Draw every scenario of a folder, with an index page.",
        discussion: """
            Each folder in it is a topic, and has a page of its own. Scenarios that lie
            directly in it are on the index. One that cannot be read is told, and left out;
            the others are drawn. The file lessons.txt of the folder names scenarios that
            also get a page which steps through them, one a line; 'host NAME' once or
            twice, or 'bundler NAME', may follow.

            Examples:
              tla-sim gallery Scenarios -o Output
              tla-sim gallery Scenarios -o Output --check

            Exit status:
              0   the gallery is drawn, or, with --check, current
              1   with --check: a file is missing, not current, or of no scenario
              2   there is no scenario, or one that cannot be read
              64  the command line is wrong
              74  a file cannot be written
            """)

    @Argument(help: ArgumentHelp("The folder with the scenarios.", valueName: "folder"), completion: .directory)
    var source: String

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("The folder for the pictures and the index.", valueName: "folder"),
        completion: .directory)
    var output = "Output"

    @Flag(help: "Write a page that plays it beside the pictures of every scenario, and not only of those that lessons.txt names.")
    var play = false

    @OptionGroup var outputs: OutputOptions

    @OptionGroup var limits: LimitOptions

    @Flag(help: "Write nothing; fail when a file of the gallery is missing or not current.")
    var check = false

    @OptionGroup var reporting: ReportOptions

    func validate() throws { try validateFolder(output) }

    mutating func run() throws {
        guard isFolder(source) else {
            report([
                Diagnostic(
                    .file, "there is no folder \(source)",
                    suggestion: "name a folder that has scenarios; tla-sim draw draws a single one")
            ])
            return try end(ExitStatus.badInput)
        }
        let gallery = Gallery(of: source, limits, hasAllPages: play)
        guard gallery.count > 0 || !gallery.broken.isEmpty else {
            report([noScenario(in: [source])])
            return try end(ExitStatus.badInput)
        }
        var stale: [String] = []
        try writing { () throws(DiagnosticList) in
            for file in gallery.files {
                let path = Paths.joined(output, file.path)
                // A longer file is another, and one that cannot be read is not current.
                guard (try? readFile(path: path, limit: file.text.utf8.count)) != Array(file.text.utf8) else { continue }
                stale.append(path)
                if !check { try writeFile(path, file.text, as: file.form, isForced: outputs.force) }
            }
        }
        for path in stale { standardOutput.write("\(check ? "not current:" : "wrote") \(visibleText(path))\n") }
        let left = picturesLeft(by: gallery)
        for path in left { standardOutput.write("belongs to no scenario: \(visibleText(path))\n") }
        for scenario in gallery.broken { standardOutput.write("not drawn: \(visibleText(scenario.path))\n") }
        standardOutput.write(summary(gallery, stale.count))
        report(gallery.broken.flatMap(\.problems))
        if !gallery.broken.isEmpty { try end(ExitStatus.badInput) }
        try end(check && !(stale.isEmpty && left.isEmpty) ? ExitStatus.failed : 0)
    }

    private func summary(_ gallery: Gallery, _ stale: Int) -> String {
        var parts = [counted(gallery.count, "scenario"), counted(gallery.files.count, "file")]
        parts.append("\(stale) \(check ? "not current" : "written")")
        if !gallery.broken.isEmpty { parts.append("\(counted(gallery.broken.count, "scenario")) not drawn") }
        return parts.joined(separator: ", ") + "\n"
    }

    /// The pictures in the topic folders that belong to no scenario; those that a run put beside the index are nobody's business.
    private func picturesLeft(by gallery: Gallery) -> [String] {
        let current = Set(gallery.files.map(\.path))
        var found: [String] = []
        for topic in (listFolder(output) ?? []) where isFolder(Paths.joined(output, topic)) {
            for name in listFolder(Paths.joined(output, topic)) ?? [] where name.hasSuffix(".svg") || name.hasSuffix(".play.html") {
                let path = Paths.joined(topic, name)
                let isOfBroken = gallery.brokenNames.contains { path.hasPrefix("\($0).") }
                if !current.contains(path), !isOfBroken { found.append(Paths.joined(output, path)) }
            }
        }
        return found
    }
}
