import ArgumentParser
import Diagnostics
import Diagrams
import Simulator
import Trace

/// `tla-sim draw INPUT`
struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw one picture of the run.",
        discussion: """
            Example:
              tla-sim draw Scenarios/hello/siblings.yaml --view graph -o graph.svg
              tla-sim draw main.mjs --format perfetto -o run.json   # https://ui.perfetto.dev

            \(PictureFormat.help)

            \(ExitStatus.help)
            """)

    @OptionGroup var input: InputArgument
    @OptionGroup var host: HostOption
    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    @Option(help: ArgumentHelp("What to draw: graph or timeline.", valueName: "view"))
    var view = View.timeline

    @Option(help: ArgumentHelp("The form of the file, as above.", valueName: "format"))
    var format = PictureFormat.svg

    @Option(help: ArgumentHelp("auto follows the viewer; light and dark are for viewers that cannot.", valueName: "theme"))
    var theme = Theme.auto

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("The file to write; without it standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    func validate() throws {
        try format.validate(for: view.rawValue)
    }

    mutating func run() throws {
        let program = try input.load(limits)
        let run = program.run(RunOptions(host: host.profile))
        guard run.trace.canBeDrawn else {
            let nothing = Diagnostic(.link, "nothing ran: \(run.trace.outcome.detail ?? "")")
            report(run.diagnostics.isEmpty ? [nothing] : run.diagnostics)
            return try end(ExitStatus.of(run.trace.outcome, run.diagnostics))
        }
        try writing { () throws(DiagnosticList) in
            var text = try textForm(format, of: run.trace, view: view, input: input.path)
            if text == nil { text = try picture(of: run.trace, view: view, format: format, theme: theme) }
            if let output { try writeFile(output, text ?? "", sparing: input.path) } else { standardOutput.write(text ?? "") }
        }
        // What was drawn stops where the program left the subset.
        report(run.diagnostics)
        try end(ExitStatus.isOutsideSubset(run.diagnostics) ? ExitStatus.badInput : 0)
    }
}

extension View: ExpressibleByArgument {}
extension Theme: ExpressibleByArgument {}
