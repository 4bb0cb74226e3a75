import ArgumentParser
import Diagnostics
import Explanation
import Simulator
import Text
import Trace

/// `tla-sim explain INPUT`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell the run as prose: who starts, why it waits, what is wrong.",
        discussion: """
            Tells what happened in the order in which it happened, each step with its
            place and the clause of ECMA-262 that acts. Then what is wrong, what is slow,
            and what a real host does not promise, each with what to change.

            Examples:
              tla-sim explain main.mjs --host node
              tla-sim explain main.mjs --level full --format json
              tla-sim explain app.yaml --format markdown > start.md

            \(ExitStatus.helpOfRuns)
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

    @OptionGroup var input: InputArgument
    @OptionGroup var host: HostOption
    @OptionGroup var bundler: BundlerOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var limits: LimitOptions

    @Option(help: ArgumentHelp("The form: text, markdown or json.", valueName: "format"))
    var format = Format.text

    @Option(help: ArgumentHelp("How much is told: brief, or full: every event, with loads and jobs.", valueName: "level"))
    var level = Narrative.Level.brief

    @OptionGroup var reporting: ReportOptions

    mutating func run() throws {
        let program = try bundler.applied(to: input.load(limits))
        let run = try program.run(RunOptions(host: host.profile, seed: seed.checked(program, host.profile)))
        let explanation = Explanation(of: run, program)
        let narrative = explanation.narrative(level)
        let findings = explanation.toldFindings(input: input.path, options: options)
        switch format {
        case .text: writeText(narrative, findings)
        case .markdown: standardOutput.write(narrative.markdown(of: findings))
        case .json: standardOutput.write(narrative.json(of: findings, explanation.trace))
        }
        try end(ExitStatus.of(run.trace.outcome, run.diagnostics))
    }

    /// What of the command line says what is run.
    private var options: [String] {
        (host.name.map { ["--host", $0] } ?? []) + (bundler.name.map { ["--bundler", $0] } ?? [])
    }

    private func writeText(_ narrative: Narrative, _ findings: [ToldFinding]) {
        let isColoured = reporting.color.isOn(standardOutput)
        standardOutput.write(narrative.text(columns: 110, usesColor: isColoured) + findings.text(isColoured: isColoured))
    }
}

extension Narrative.Level: ExpressibleByArgument {}
