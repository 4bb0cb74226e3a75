import ArgumentParser
import Bundlers
import Diagnostics
import Files
import Hosts
import Lint
import Text
import Threads

/// `tla-sim lint PATH…`
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Find what can go wrong with modules, without running them.",
        discussion: """
            A folder stands for every .mjs, .js, .cjs, .ts, .mts and .cts file in it and
            below it, but for those of node_modules and of folders whose names begin with
            a dot.
            Files that a bundler wrote are as good as others.

            Rules: \(Rule.all.map(\.name).joined(separator: ", ")).

            A tla-sim.yaml in the folder of a path or above it says which modules are
            started, on which hosts, through which bundlers, and which rules count.

            Examples:
              tla-sim lint src dist
              tla-sim lint . --format sarif -o lint.sarif
              tla-sim lint --explain \(Rule.all.first?.name ?? "RULE")

            Exit status:
              0   nothing is found that the command fails on
              1   something is
              2   a path, an entry or the configuration cannot be used, or a module is
                  too much for the parser
              64  the command line is wrong
              74  the report cannot be written
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github, junit }

    enum Level: String, ExpressibleByArgument, CaseIterable { case error, warning }

    @Argument(
        help: ArgumentHelp("Folders, modules (.mjs, .js, .cjs, .ts, .mts, .cts), and scenarios.", valueName: "path"),
        completion: .file(extensions: ["mjs", "js", "cjs", "ts", "mts", "yaml", "yml", "json"]))
    var paths: [String] = []

    @Option(
        help: ArgumentHelp("Look for these only, whatever the configuration says.", valueName: "rule,rule"),
        completion: .list(Rule.all.map(\.name)))
    var rules: String?

    @Option(help: ArgumentHelp("The form of the report: text, json, sarif, github or junit.", valueName: "format"))
    var format = Format.text

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Write the report to a file.", valueName: "file"), completion: .file())
    var output: String?

    @OptionGroup var outputs: OutputOptions
    @OptionGroup var watch: WatchOption

    @Option(
        help: ArgumentHelp("The configuration. Without it the nearest tla-sim.yaml.", valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(help: ArgumentHelp("End with 1 on errors only (error), or on warnings too (warning).", valueName: "severity"))
    var failOn = Level.error

    @Option(
        help: ArgumentHelp("Say what a rule finds, why, and what to write; nothing is linted.", valueName: "rule"),
        completion: .list(Rule.all.map(\.name)))
    var explain: String?

    @Option(
        name: .customLong("host"), parsing: .singleValue,
        help: ArgumentHelp(
            "A host that the modules run on: \(Rule.knownNames.hosts.joined(separator: ", ")). May be given several times.",
            valueName: "name"),
        completion: .list(Rule.knownNames.hosts))
    var hosts: [String] = []

    @Option(
        name: .customLong("bundler"), parsing: .singleValue,
        help: ArgumentHelp(
            "A bundler that they go through, as tla-sim bundlers lists them, and maybe the form of its output: rollup:cjs. "
                + "May be given several times.", valueName: "name"),
        completion: .list(Bundler.all.map(\.name)))
    var bundlers: [String] = []

    @Option(
        name: .customLong("entry"), parsing: .singleValue,
        help: ArgumentHelp(
            "A module that the host starts with. May be given several times. Without it what the configuration, package.json or index.html names, or those that nobody imports.",
            valueName: "file"),
        completion: .file(extensions: ["mjs", "js", "cjs"]))
    var entries: [String] = []

    @OptionGroup var limits: ReadingLimitOptions

    @Flag(help: "Also read modules outside the folder that is linted.")
    var allowOutside = false

    @Flag(name: .shortAndLong, help: "Do not tell what was left out, nor count.")
    var quiet = false

    @OptionGroup var reporting: ReportOptions

    func validate() throws {
        if let explain { try Self.require(explain, among: Rule.all.map(\.name), "rule") }
        for rule in chosenRules ?? [] { try Self.require(rule, among: Rule.all.map(\.name), "rule") }
        for host in hosts { try Self.require(host, among: Rule.knownNames.hosts, "host") }
        for name in bundlers { try Self.require(name, among: Rule.knownNames.bundlers, "bundler") }
        if paths.isEmpty, explain == nil { throw ValidationError("Name a folder, modules or scenarios to lint, such as src.") }
        if let chosenRules, chosenRules.isEmpty {
            throw ValidationError("--rules takes names of rules, such as \(Rule.all.first?.name ?? "").")
        }
        try validateStandardInput()
    }

    private func validateStandardInput() throws {
        guard paths.contains(standardStreamName) else { return }
        throw ValidationError("lint takes files and folders: what is on standard input has no folder that its imports start from.")
    }

    private var chosenRules: [String]? { rules.map(listedNames) }

    private static func require(_ name: String, among known: [String], _ what: String) throws {
        if !known.contains(name) { throw unknownName(name, of: what, among: known) }
    }

    mutating func run() throws {
        if let explain, let rule = Rule.all.first(where: { $0.name == explain }) {
            standardOutput.write(rule.explanation)
            return try end(0)
        }
        // What modules import lies in their folders, or is not read.
        try watch.runAgain(paths.map { isFolder($0) ? $0 : Paths.openableFolder(of: $0) } + (config.map { [$0] } ?? []))
        var request = LintRequest(paths: paths)
        request.entries = entries
        request.hosts = hosts
        request.bundlers = bundlers
        request.rules = chosenRules
        request.configuration = config
        request.allowsOutside = allowOutside
        request.limits = limits.settings
        request.threads = min(64, processorCount)
        var result = lint(request)
        if quiet { result.notes = [] }
        try write(result)
        report(result.problems)
        let fails = result.errorCount > 0 || (failOn == .warning && result.warningCount > 0)
        try end(!result.problems.isEmpty ? ExitStatus.badInput : fails ? ExitStatus.failed : 0)
    }

    private func write(_ result: LintReport) throws {
        if let output, output != standardStreamName {
            let text = text(of: result, isColoured: false)
            return try writing { () throws(DiagnosticList) in try writeFile(output, text, as: .lintReport, isForced: outputs.force) }
        }
        // Of inputs that cannot be used there is nothing to count.
        if format == .text, !result.problems.isEmpty, result.moduleCount == 0 { return }
        standardOutput.write(text(of: result, isColoured: reporting.color.isOn(standardOutput)))
    }

    private func text(of result: LintReport, isColoured: Bool) -> String {
        switch format {
        case .text:
            quiet
                ? result.findings.map { $0.text(isColoured: isColoured) }.joined()
                : result.text(isColoured: isColoured)
        case .json: result.json.text() + "\n"
        case .sarif: result.sarif(version: Release.version).text(isIndented: true) + "\n"
        case .github: result.gitHubCommands
        case .junit: result.junit(failingOn: failOn == .error ? .error : .warning)
        }
    }
}
