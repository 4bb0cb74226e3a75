import ArgumentParser
import Diagnostics
import Files
import Scenario
import Simulator
import Trace

/// `tla-sim gallery FOLDER`
struct GalleryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery",
        abstract: "Draw every scenario of a folder, with an index page.",
        discussion: """
            Example:
              tla-sim gallery Scenarios -o Output
              tla-sim gallery Scenarios -o Output --check

            \(ExitStatus.help)
            """)

    @Argument(help: ArgumentHelp("The folder with the scenarios, a folder a topic.", valueName: "folder"), completion: .directory)
    var source: String

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("The folder for the pictures and the index.", valueName: "folder"),
        completion: .directory)
    var output = "Output"

    @OptionGroup var limits: LimitOptions

    @Flag(help: "Write nothing; fail when a file of the gallery is missing or not current.")
    var check = false

    @OptionGroup var reporting: ReportOptions

    mutating func run() throws {
        let files: [GalleryFile]
        do {
            files = try galleryFiles(of: source, limits)
        } catch {
            report(error.diagnostics)
            return try end(ExitStatus.of(error.diagnostics))
        }
        var stale: [String] = []
        try writing { () throws(DiagnosticList) in
            for file in files {
                let path = joined(output, file.path)
                guard (try? readFile(path: path, limit: Int(Limit.source.range.upperBound))) != Array(file.text.utf8) else { continue }
                stale.append(path)
                if !check { try writeFile(path, file.text) }
            }
        }
        let current = Set(files.map { joined(output, $0.path) })
        let left = picturesBelow(output).filter { !current.contains($0) }
        for path in stale { standardOutput.write("\(check ? "not current:" : "wrote") \(visibleText(path))\n") }
        for path in left { standardOutput.write("belongs to no scenario: \(visibleText(path))\n") }
        standardOutput.write("\(files.count) files, \(stale.count) \(check ? "not current" : "written")\n")
        try end(check && !(stale.isEmpty && left.isEmpty) ? ExitStatus.failed : 0)
    }

    /// The pictures in the topic folders; those that a run put beside the index are nobody's business.
    private func picturesBelow(_ folder: String) -> [String] {
        (listFolder(folder) ?? []).filter { isFolder(joined(folder, $0)) }.flatMap { topic in
            (listFolder(joined(folder, topic)) ?? []).filter { $0.hasSuffix(".svg") }.map { joined(joined(folder, topic), $0) }
        }
    }
}
