import Analysis
import ArgumentParser
import Diagnostics
import Diagrams
import Explanation
import Files
import Simulator
import Text
import Trace

/// `tla-sim draw INPUT`
struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw one picture of the run, or of several.",
        discussion: """
            Views:
              timeline  what each module did, and when
              graph     the modules and their imports
              waits     who waits for whom, in a run that never settles
              compare   several runs on one axis: inputs, or hosts of one input

            Examples:
              tla-sim draw Scenarios/hello/siblings.yaml --view graph -o graph.svg
              tla-sim draw main.mjs --view timeline --axis steps --focus lib/db.mjs
              tla-sim draw main.mjs --axis steps --all-jobs -o ticks.svg
              tla-sim draw main.mjs --view compare --host node --host deno
              tla-sim draw main.mjs -o run.json   # for https://ui.perfetto.dev
              tla-sim draw saved.json --view graph   # a trace of tla-sim run

            \(PictureFormat.help)

            \(ExitStatus.helpOfShowing)
            """)

    @OptionGroup var input: InputArgument

    @Argument(help: ArgumentHelp("More inputs to compare with the first.", valueName: "more"), completion: .file())
    var others: [String] = []

    @OptionGroup var hosts: HostsOption
    @OptionGroup var bundler: BundlerOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    @Option(help: ArgumentHelp("What to draw: timeline, graph, waits or compare.", valueName: "view"))
    var view = PictureView.timeline

    @Option(help: ArgumentHelp("The form of the file, as above; without it by the ending of the file, or svg.", valueName: "format"))
    var format: PictureFormat?

    @OptionGroup var look: LookOptions
    @OptionGroup var moments: FrameOptions

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("The file to write; - and nothing are standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @OptionGroup var outputs: OutputOptions
    @OptionGroup var watch: WatchOption

    /// The form of the file. ``validate()`` has found that there is one.
    private var chosenFormat: PictureFormat { (try? PictureFormat.chosen(format, output: output)) ?? .svg }

    func validate() throws {
        try PictureFormat.chosen(format, output: output).validate(for: view, look)
        try look.validate(for: view)
        try watch.validate([input.path] + others)
        try moments.validate(for: view, PictureFormat.chosen(format, output: output), output: output)
        if view == .compare {
            try hosts.validate(forInputs: 1 + others.count)
        } else {
            if let other = others.first {
                throw ValidationError("Unexpected argument '\(other)': only --view compare takes several inputs. Write --view compare.")
            }
            if hosts.names.count > 1 { throw ValidationError("Only --view compare takes several hosts. Write --view compare.") }
        }
    }

    mutating func run() throws {
        try watch.runAgain([input.path] + others)
        switch view {
        case .compare: try compare()
        case .timeline: try draw(.timeline)
        case .graph: try draw(.graph)
        case .waits: try draw(.waits)
        }
    }

    private func draw(_ view: View) throws {
        if let trace = try savedTrace(at: input.path) { return try draw(view, of: trace) }
        let program = try bundler.applied(to: input.load(limits))
        let host = hosts.profiles.first ?? nil
        var asked = RunOptions(host: host, seed: try seed.checked(program, host))
        // The steps are those of the page that plays the run.
        asked.recordsStates = !moments.isEmpty
        let run = program.run(asked)
        try endUnlessDrawable(run)
        let explanation = Explanation(of: run, program)
        if view == .waits { explanation.adviseOnWaits() }
        try write(explanation.analysed, view)
        // What was drawn stops where the program left the subset.
        report(run.diagnostics)
        try end(ExitStatus.isOutsideSubset(run.diagnostics) ? ExitStatus.badInput : 0)
    }

    /// Draws a run that was saved.
    private func draw(_ view: View, of trace: Trace) throws {
        try refuseRunning(input.path, host: hosts.names.first, bundler: bundler.name, seed, limits)
        try write(AnalysedRun(trace.unbundled), view)
        try end(0)
    }

    private func write(_ run: AnalysedRun, _ view: View) throws {
        let options = try look.options(for: run.trace)
        if let folder = moments.frames { return try writeFrames(of: run, view, options, into: folder) }
        let step = try moments.chosenStep(of: run.trace)
        try write(view.rawValue) { () throws(DrawingError) in
            if let step {
                var maker = FrameMaker(try Diagrams.draw(run, view: view, options: options), of: run.trace)
                return try maker.frame(at: step).svg()
            }
            if moments.animate {
                let events = run.trace.events
                return try Diagrams.draw(run, view: view, options: options).animatedSVG {
                    events.indices.contains($0) ? events[$0].time : 0
                }
            }
            return try text(of: run, view: view, format: chosenFormat, input: input.path, options: options)
        }
    }

    /// A file for each step at which something new is seen, by the number of the step.
    private func writeFrames(of run: AnalysedRun, _ view: View, _ options: DrawOptions, into folder: String) throws {
        var written = 0
        do {
            var maker = FrameMaker(try Diagrams.draw(run, view: view, options: options), of: run.trace)
            let steps = maker.visibleSteps
            guard steps.count <= FrameOptions.fileLimit else {
                throw ValidationError(
                    "That would be \(steps.count) files, and \(FrameOptions.fileLimit) are written at most. Write --focus or --step.")
            }
            for step in steps {
                let svg = try maker.frame(at: step).svg()
                let path = Paths.joined(folder, "\(outputName(of: input.path)).\(view.rawValue).\(zeroFilled(String(step), to: 4)).svg")
                try writing { () throws(DiagnosticList) in try writeFile(path, svg, as: .svg, isForced: outputs.force) }
                written += 1
            }
        } catch let error as DrawingError {
            report([undrawable(view.rawValue, error)])
            return try end(error.isEmpty ? ExitStatus.failed : ExitStatus.cannotWrite)
        }
        standardOutput.write("wrote \(counted(written, "frame")) into \(visibleText(folder))\n")
    }

    private func compare() throws {
        var traces: [Trace] = []
        var problems: [Diagnostic] = []
        var steps: SharedSteps?
        let pairs = hosts.pairs(with: [input.path] + others)
        for (path, host) in pairs {
            if let trace = try savedTrace(at: path) {
                try refuseRunning(path, host: host?.name, bundler: bundler.name, seed, limits)
                traces.append(trace.unbundled)
                continue
            }
            var argument = input
            argument.path = path
            let program = try bundler.applied(to: argument.load(limits))
            var shared = steps ?? SharedSteps(program)
            guard let run = shared.run(program, RunOptions(host: host, seed: try seed.checked(program, host))) else {
                report([program.problem(ofTooMuch: "not all runs are drawn")])
                return try end(ExitStatus.failed)
            }
            steps = shared
            try endUnlessDrawable(run)
            traces.append(run.trace.unbundled)
            problems += run.diagnostics
        }
        let options = try look.options(for: traces[0])
        let compared = comparedRuns(traces, of: pairs.map(\.path))
        try write("comparison") { () throws(DrawingError) in
            try text(comparing: compared, format: chosenFormat, input: input.path, options: options)
        }
        report(problems)
        try end(ExitStatus.isOutsideSubset(problems) ? ExitStatus.badInput : 0)
    }

    /// Draws and writes. Where the picture would show nothing, that is said, and nothing is written.
    private func write(_ what: String, _ draw: () throws(DrawingError) -> String) throws {
        let text: String
        do throws(DrawingError) {
            text = try draw()
        } catch {
            report([undrawable(what, error)])
            return try end(error.isEmpty ? ExitStatus.failed : ExitStatus.cannotWrite)
        }
        try writing { () throws(DiagnosticList) in
            try writeFile(output ?? standardStreamName, text, as: chosenFormat.outputForm, isForced: outputs.force)
        }
    }
}
