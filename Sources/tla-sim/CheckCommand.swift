import ArgumentParser
import Diagnostics
import Trace

/// `tla-sim check PATH…`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Run scenarios and compare with what they expect.",
        discussion: """
            A folder stands for every .yaml and .yml file in it and below it.

            Example:
              tla-sim check Scenarios --junit report.xml

            \(ExitStatus.help)
            """)

    @Argument(
        help: ArgumentHelp("Scenarios, or folders of scenarios.", valueName: "path"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var paths: [String]

    @Option(help: ArgumentHelp("Also write the report as JUnit XML.", valueName: "file"), completion: .file(extensions: ["xml"]))
    var junit: String?

    @Flag(name: .shortAndLong, help: "Name only the scenarios that fail.")
    var quiet = false

    mutating func run() throws {
        var results: [CheckedScenario] = []
        for path in scenarioPaths(in: paths) {
            let result = checkScenario(path: path)
            show(result)
            results.append(result)
        }
        let failed = results.count { !$0.isPassed }
        standardOutput.write("\(results.count - failed) passed, \(failed) failed\n")
        if let junit { try writing { () throws(DiagnosticList) in try writeFile(junit, junitText(of: results)) } }
        let hasBadInput = results.contains { !$0.diagnostics.isEmpty }
        if results.isEmpty { standardError.write("error: there is no scenario in \(paths.map(visibleText).joined(separator: ", "))\n") }
        try end(hasBadInput || results.isEmpty ? ExitStatus.badInput : failed > 0 ? ExitStatus.failed : 0)
    }

    private func show(_ result: CheckedScenario) {
        if result.isPassed {
            if !quiet { standardOutput.write("ok    \(visibleText(result.path))\n") }
            return
        }
        standardOutput.write("FAIL  \(visibleText(result.path)): \(visibleText(result.title))\n")
        for failure in result.failures { standardOutput.write(indented(failure)) }
        for diagnostic in result.diagnostics { standardOutput.write(indented(describe(diagnostic))) }
        standardOutput.flush()
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "      \($0)" }
            .joined(separator: "\n") + (text.hasSuffix("\n") ? "" : "\n")
    }
}

/// The scenario files that the paths stand for: a file itself, for a folder every scenario below it, by name.
func scenarioPaths(in paths: [String]) -> [String] {
    var result: [String] = []
    for path in paths {
        guard isFolder(path) else {
            result.append(path)
            continue
        }
        for name in listFolder(path) ?? [] {
            let inner = joined(path, name)
            if isFolder(inner) {
                result += scenarioPaths(in: [inner])
            } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                result.append(inner)
            }
        }
    }
    return result
}
