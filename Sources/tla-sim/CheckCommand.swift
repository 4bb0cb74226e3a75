import Analysis
import ArgumentParser
import Diagnostics
import Text

/// `tla-sim check PATH…`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Run scenarios and compare with what they expect.",
        discussion: """
            A folder stands for every .yaml and .yml file in it and below it. A scenario
            that expects something of bundlers is bundled by each, and the output runs.

            Examples:
              tla-sim check Scenarios --junit report.xml
              tla-sim check Scenarios/promises --bundler webpack   # its output, by the same expectations

            Exit status:
              0   every scenario is as it expects
              1   a scenario is not as it expects
              2   a scenario cannot be read, or there is none
              64  the command line is wrong
              74  the report cannot be written
            """)

    @Argument(
        help: ArgumentHelp("Scenarios, or folders of scenarios; - is standard input.", valueName: "path"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var paths: [String]

    @Option(
        help: ArgumentHelp("Also write the report as JUnit XML; - is standard output.", valueName: "file"),
        completion: .file(extensions: ["xml"]))
    var junit: String?

    @OptionGroup var outputs: OutputOptions
    @OptionGroup var watch: WatchOption

    @OptionGroup var bundling: BundlerOption

    @OptionGroup var limits: LimitOptions

    @Flag(name: .shortAndLong, help: "Name only the scenarios that fail.")
    var quiet = false

    @OptionGroup var reporting: ReportOptions

    /// Where the results are told: not amid a report that goes to standard output.
    private var messages: StandardStream { junit == standardStreamName ? standardError : standardOutput }

    func validate() throws { try watch.validate(paths) }

    mutating func run() throws {
        try watch.runAgain(paths)
        var results: [CheckResult] = []
        let found = FoundScenarios(in: paths)
        report(found.problems)
        for path in found.paths {
            let ofScenario = checkScenario(path: path, limits, bundler: bundling)
            let namesHost = Set(ofScenario.map(\.host)).count > 1
            for result in ofScenario { show(result, namesHost: namesHost) }
            results += ofScenario
        }
        func count(_ status: CheckResult.Status) -> Int { results.count { $0.status == status } }
        let failed = count(.failed) + count(.error)
        let silent = count(.withoutExpectations)
        messages.write("\(count(.passed)) passed, \(failed) failed\(silent > 0 ? ", \(silent) expect nothing" : "")\n")
        if let junit {
            try writing { () throws(DiagnosticList) in try writeFile(junit, junitXML(results), as: .junit, isForced: outputs.force) }
        }
        if results.isEmpty, found.problems.isEmpty {
            report([noScenario(in: paths)])
        }
        try end(count(.error) > 0 || results.isEmpty || !found.problems.isEmpty ? ExitStatus.badInput : failed > 0 ? ExitStatus.failed : 0)
    }

    private func show(_ result: CheckResult, namesHost: Bool) {
        let bundled = result.bundler.map { " bundled by \(visibleText($0))" } ?? ""
        let name = visibleText(result.file) + (namesHost ? " on \(visibleText(result.host))" : "") + bundled
        switch result.status {
        case .passed: if !quiet { messages.write("ok    \(name)\n") }
        case .withoutExpectations: if !quiet { messages.write("-     \(name)  (expects nothing)\n") }
        case .failed, .error:
            let isColoured = reporting.color.isOn(messages)
            messages.write("FAIL  \(name)  (\(visibleText(result.title)))\n")
            for problem in result.problems { messages.write(indented(problem.text(isColoured: isColoured))) }
            for failure in result.report?.failures ?? [] { messages.write(indented(failure.text(isColoured: isColoured))) }
            messages.flush()
            // A program reads the same as objects; a person has read it already.
            if DiagnosticsForm.chosen == .json { report(result.problems + (result.report?.failures ?? []).map(\.diagnostic)) }
        }
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n").map { "      \($0)\n" }.joined()
    }
}
