import Analysis
import ArgumentParser
import Bundlers
import Diagnostics
import Diagrams
import Explanation
import Hosts
import Player
import Programs
import Simulator
import Text
import Trace

/// `tla-sim play INPUT`
struct PlayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Write a page that steps through the run, both ways.",
        discussion: """
            One HTML file that needs nothing else: it opens from disk and asks for nothing
            from anywhere. Two hosts, two inputs, two bundlers, or a bundler and the
            modules as they are, are two runs beside each other. An input may be a trace
            that was saved by tla-sim run INPUT --states --format json.

            Examples:
              tla-sim play Scenarios/hello/siblings.yaml -o siblings.html
              tla-sim play main.mjs --host node --host deno -o hosts.html
              tla-sim play main.mjs --bundler rollup -o bundled.html
              tla-sim play before.mjs after.mjs -o change.html

            \(ExitStatus.helpOfShowing)
            """)

    @OptionGroup var input: InputArgument

    @Argument(help: ArgumentHelp("An input to play beside the first.", valueName: "other"), completion: .file())
    var other: String?

    @Option(
        name: .customLong("host"), parsing: .singleValue,
        help: ArgumentHelp(
            "The host: \(HostProfile.all.map(\.name).joined(separator: ", ")). Twice for two runs. Without it the scenario's own, or spec.",
            valueName: "name"), completion: .list(HostProfile.all.map(\.name)))
    var hosts: [String] = []

    @Option(
        name: .customLong("bundler"), parsing: .singleValue,
        help: ArgumentHelp(
            "Take what a bundler makes of the program; tla-sim bundlers lists them. Twice for two bundles; once beside the modules as they are.",
            valueName: "name"), completion: .list(Bundler.all.map(\.name)))
    var bundlers: [String] = []

    @Flag(help: "With --bundler once: play the bundle alone.")
    var alone = false

    @OptionGroup var seed: SeedOption
    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    @Option(help: ArgumentHelp("What keeps two runs together: time or step.", valueName: "time|step"))
    var lock = PlayerPage.Lock.time

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The file to write; - and nothing are standard output.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var output: String?

    @OptionGroup var outputs: OutputOptions

    func validate() throws {
        for name in hosts where HostProfile.named(name) == nil { throw HostOption.unknown(name) }
        for name in bundlers where Bundler.named(name) == nil { throw BundlerOption.unknown(name) }
        guard hosts.count <= 2, bundlers.count <= 2 else { throw ValidationError("A page plays two runs at most.") }
        if hosts.count == 2, bundlers.count == 2 || (bundlers.count == 1 && !alone) {
            throw ValidationError("Two hosts are two runs already: write one host, or one bundler with --alone.")
        }
        if other != nil, hosts.count > 1 || bundlers.count > 1 || (bundlers.count == 1 && !alone) {
            throw ValidationError("Two inputs are two runs already: write one host at most, and one bundler with --alone.")
        }
        if alone, bundlers.count != 1 { throw ValidationError("--alone is for one --bundler.") }
    }

    mutating func run() throws {
        var problems: [Diagnostic] = []
        var runs: [PlayerRun] = []
        var steps: SharedSteps?
        for plan in plans {
            let played = try play(plan, &steps)
            problems += played.problems
            runs.append(played.run)
        }
        let page = PlayerPage(title: runs[0].trace.title, about: runs[0].trace.about, runs: runs, lock: lock)
        try writing { () throws(DiagnosticList) in
            try writeFile(output ?? standardStreamName, page.html, as: .page, isForced: outputs.force)
        }
        report(problems)
        try end(ExitStatus.isOutsideSubset(problems) ? ExitStatus.badInput : 0)
    }

    /// One run that is asked for.
    private struct Plan {
        var path: String
        var host: String?
        var bundler: String?
        var label: String
    }

    private var plans: [Plan] {
        if let other {
            let (host, bundler) = (hosts.first, bundlers.first)
            return [input.path, other].map { Plan(path: $0, host: host, bundler: bundler, label: $0) }
        }
        let (path, host, bundler) = (input.path, hosts.first, bundlers.first)
        if hosts.count == 2 { return hosts.map { Plan(path: path, host: $0, bundler: bundler, label: $0) } }
        if bundlers.count == 2 { return bundlers.map { Plan(path: path, host: host, bundler: $0, label: $0) } }
        if let bundler, !alone {
            return [
                Plan(path: path, host: host, bundler: nil, label: "modules"),
                Plan(path: path, host: host, bundler: bundler, label: bundler),
            ]
        }
        return [Plan(path: path, host: host, bundler: bundler, label: "")]
    }

    private func play(_ plan: Plan, _ steps: inout SharedSteps?) throws -> (run: PlayerRun, problems: [Diagnostic]) {
        if let trace = try savedTrace(at: plan.path) {
            try refuseRunning(plan.path, host: plan.host, bundler: plan.bundler, seed, limits)
            return (playerRun(of: trace, label: plan.label.isEmpty ? trace.host : plan.label), [])
        }
        var argument = input
        argument.path = plan.path
        var program = try argument.load(limits)
        if let bundler = plan.bundler.flatMap(Bundler.named) { program = try bundle(program, with: bundler, BundleOptions()).program }
        let host = plan.host.flatMap(HostProfile.named)
        var options = RunOptions(host: host, seed: try seed.checked(program, host))
        options.recordsStates = true
        var shared = steps ?? SharedSteps(program)
        guard let run = shared.run(program, options) else {
            report([program.problem(ofTooMuch: "not both runs are played")])
            throw ExitCode(ExitStatus.failed)
        }
        steps = shared
        try endUnlessDrawable(run)
        let label = plan.label.isEmpty ? run.trace.host : plan.label
        return (playerRun(of: run, program, label: label), run.diagnostics)
    }
}

extension PlayerPage.Lock: ExpressibleByArgument {}

/// A run with its texts and pictures, as a page plays it.
func playerRun(of run: Run, _ program: Program, label: String) -> PlayerRun {
    let explanation = Explanation(of: run, program)
    return playerRun(
        of: explanation.analysed, texts: explanation.moduleTexts, bundler: run.trace.bundler, label: label)
}

/// The same of a trace that was saved.
func playerRun(of trace: Trace, label: String) -> PlayerRun {
    playerRun(of: AnalysedRun(trace.unbundled), texts: trace.moduleTexts, bundler: trace.bundler, label: label)
}

private func playerRun(of run: AnalysedRun, texts: [TraceText?], bundler: String?, label: String) -> PlayerRun {
    func picture(_ view: View) -> PlayerPicture? {
        var options = DrawOptions()
        options.idPrefix = "\(idPart(of: label))-\(view.rawValue)"
        return try? PlayerPicture(draw(run, view: view, options: options))
    }
    return PlayerRun(
        label: label, trace: run.trace, sources: texts, graph: picture(.graph), timeline: picture(.timeline), bundler: bundler)
}

/// Two runs of a page have ids of their own.
private func idPart(of label: String) -> String { "play-" + textDigest(label.utf8).prefix(6) }
