import Analysis
import ArgumentParser
import Diagnostics
import Diagrams
import Explanation
import Files
import Simulator
import Text
import Trace

/// `tla-sim run INPUT`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run it: the trace on the terminal, pictures in a folder.",
        discussion: """
            Prints the trace, and draws the module graph and the timeline as SVG.
            With another format than text it draws only when -o names a folder.

            Examples:
              tla-sim run Scenarios/hello/siblings.yaml --verbose
              tla-sim run main.mjs --all-jobs              # why that many ticks
              tla-sim run main.mjs --watch                 # again at each change
              tla-sim run main.mjs --host node --format ndjson
              tla-sim run main.mjs --format perfetto > run.json   # for https://ui.perfetto.dev

            \(ExitStatus.helpOfRuns)
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, ndjson, perfetto }

    @OptionGroup var input: InputArgument
    @OptionGroup var host: HostOption
    @OptionGroup var bundler: BundlerOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var limits: LimitOptions

    @Option(help: ArgumentHelp("The form of the trace: text, json, ndjson or perfetto.", valueName: "format"))
    var format = Format.text

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("The folder for the pictures. (default: Output)", valueName: "folder"),
        completion: .directory)
    var output: String?

    @Flag(help: "Show every event, each with its clause of ECMA-262.")
    var verbose = false

    @Flag(help: "Also show every microtask, with the place that asked for it and the rule by which there is one.")
    var allJobs = false

    @Flag(
        help:
            "In JSON also tell of fields of module records, of promises, of the calls that run, and the modules' texts: all that play shows."
    )
    var states = false

    @Flag(help: "Draw no pictures.")
    var noPictures = false

    @OptionGroup var outputs: OutputOptions
    @OptionGroup var watch: WatchOption

    @OptionGroup var reporting: ReportOptions

    func validate() throws {
        if states, format != .json, format != .ndjson { throw ValidationError("--states is for --format json and --format ndjson.") }
        if allJobs, format != .text { throw ValidationError("--all-jobs is for --format text: the other forms have every job.") }
        try watch.validate([input.path])
        try validateFolder(output, or: "use tla-sim draw, which writes one picture to standard output")
    }

    mutating func run() throws {
        try watch.runAgain([input.path])
        let program = try bundler.applied(to: input.load(limits))
        let drawsPictures = !noPictures && (format == .text || output != nil)
        var asked = RunOptions(host: host.profile, seed: try seed.checked(program, host.profile))
        asked.recordsStates = states
        var run = program.run(asked)
        let analysed = AnalysedRun(run.trace.unbundled)
        let explanation = Explanation(of: run, program, analysed: analysed)
        if states { run.trace.moduleTexts = explanation.moduleTexts }
        switch format {
        case .text:
            // When nothing could run, the problems below say all there is to say.
            if run.trace.hasRun || run.diagnostics.isEmpty { writeText(verbose ? run.trace : analysed.trace) }
            for line in run.hostLines { standardOutput.write(line) }
        case .json: run.trace.writeJSON(criticalPath: criticalPath(of: run, analysed)) { standardOutput.write($0) }
        case .ndjson: run.trace.writeNDJSON(criticalPath: criticalPath(of: run, analysed)) { standardOutput.write($0) }
        case .perfetto: standardOutput.write(traceEventFile(of: [analysed]))
        }
        standardOutput.flush()
        report(explanation.diagnostics + explanation.undetermined.map(\.diagnostic) + [run.writtenNote].compactMap(\.self))
        if format == .text, let hint = explanation.startUpHint(input: input.path, options: options) { report([hint]) }
        if drawsPictures, run.trace.hasRun {
            explanation.adviseOnWaits()
            try drawPictures(of: analysed)
        }
        try end(ExitStatus.of(run.trace.outcome, run.diagnostics))
    }

    /// What of the command line says what is run.
    private var options: [String] { host.name.map { ["--host", $0] } ?? [] }

    /// Of a bundle that of its chunks, which are the modules that the trace tells of.
    private func criticalPath(of run: Run, _ analysed: AnalysedRun) -> [CriticalStretch] {
        (run.trace.bundler == nil ? analysed : AnalysedRun(run.trace)).timeline.criticalPath.stretches
    }

    private func writeText(_ trace: Trace) {
        let options = TextOptions(isVerbose: verbose, showsAllJobs: allJobs, usesColor: reporting.color.isOn(standardOutput))
        trace.writeText(options) { standardOutput.write($0) }
    }

    private func drawPictures(of run: AnalysedRun) throws {
        let trunk = Paths.joined(output ?? "Output", outputName(of: input.path))
        var written: [String] = []
        try writing { () throws(DiagnosticList) in
            for view in View.all(of: run) {
                let path = "\(trunk).\(view.rawValue).svg"
                try writeFile(path, RunPicture(of: run, view: view).svg(), as: .svg, isForced: outputs.force)
                written.append(path)
            }
        }
        // On the terminal the pictures belong to the result; a trace for other programs stays clean.
        let stream = format == .text ? standardOutput : standardError
        for path in written { stream.write("wrote \(visibleText(path))\n") }
    }
}

extension Trace {
    /// Whether any code ran: it does not before the graph is loaded and linked.
    var hasRun: Bool {
        switch outcome {
        case .loadError, .linkError: false
        case .fulfilled, .running, .exited, .rejected, .unsettled, .blocked: true
        }
    }
}
