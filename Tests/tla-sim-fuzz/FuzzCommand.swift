import ArgumentParser
import Foundation
import Fuzzing

@main
struct FuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tla-sim-fuzz",
        abstract: "Gives tla-sim inputs that nobody wrote, and keeps those that break it.",
        discussion: """
            The targets are \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")); CONTRIBUTING.md tells of them.

            Examples:
              tla-sim-fuzz run --time 60
              tla-sim-fuzz replay parser Tests/FuzzingTests/Crashers/parser/name
            """,
        subcommands: [RunCommand.self, ReplayCommand.self, ShowCommand.self, GrowthCommand.self, WorkerCommand.self])
}

extension FuzzTarget: ExpressibleByArgument {}

/// `tla-sim-fuzz run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Fuzz the targets one after another; 1 when something was found.")

    @Argument(help: "The targets; all of them when none is named.")
    var targets: [FuzzTarget] = []

    @Option(help: "How many seconds it may take, all targets together.")
    var time = 60

    @Option(help: "How many processes at once. (default: one a core)")
    var jobs: Int?

    @Option(help: "Where random numbers start: the same seed gives the same inputs. (default: from the clock)")
    var seed: UInt64?

    @Option(help: ArgumentHelp("Where failing inputs are kept.", valueName: "folder"))
    var keep = "Tests/FuzzingTests/Crashers"

    @Option(help: ArgumentHelp("Where libFuzzer's corpus grows.", valueName: "folder"))
    var work = ".build-fuzz/work"

    @Option(help: ArgumentHelp("The scenarios to start from.", valueName: "folder"))
    var scenarios = "Scenarios"

    @Flag(help: "Use our own mutations alone, even where libFuzzer is there.")
    var withoutLibFuzzer = false

    func run() throws {
        let start = seed ?? UInt64(Date().timeIntervalSince1970)
        let chosen = targets.isEmpty ? FuzzTarget.allCases : targets
        let jobs = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        let usesLibFuzzer = LibFuzzer.isThere && !withoutLibFuzzer
        say(
            "seed \(start), \(jobs) \(jobs == 1 ? "process" : "processes"), \(time) s, "
                + (usesLibFuzzer ? "libFuzzer with our mutations" : "our mutations"))
        var total = 0
        var seconds = 0.0
        var found: [String] = []
        for target in chosen {
            var supervisor = try Supervisor(
                target: target, seconds: Double(time) / Double(chosen.count), jobs: jobs, seed: start, keep: keep,
                work: work + "/" + target.rawValue, scenarios: scenarios, usesLibFuzzer: usesLibFuzzer)
            try supervisor.run()
            total += supervisor.inputs
            seconds += supervisor.elapsed
            found += supervisor.found
            say("\(target.rawValue): \(summary(supervisor.inputs, supervisor.elapsed)), \(supervisor.found.count) found")
        }
        say("in all: \(summary(total, seconds)), \(found.count) found")
        for path in found { say("  \(path)") }
        if !found.isEmpty { throw ExitCode(1) }
    }

    private func summary(_ inputs: Int, _ seconds: Double) -> String {
        "\(inputs) inputs in \(Int(seconds.rounded())) s, \(Int(Double(inputs) / max(seconds, 0.001))) a second"
    }
}

/// `tla-sim-fuzz replay`
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Give the target the input of a file; 1 when it shows a fault, a signal when it crashes.")

    @Argument var target: FuzzTarget
    @Argument var files: [String]

    func run() throws {
        limitMemory()
        var hasFailed = false
        for file in files {
            let input = try Corpus.contents(file)
            let verdict = try judged { try judge(input, target, isThorough: true) }
            if let verdict {
                hasFailed = true
                say("\(file): \(verdict)")
            }
        }
        if hasFailed { throw ExitCode(1) }
    }
}

/// `tla-sim-fuzz show`
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the inputs that a seed gives, as our own mutations make them.")

    @Argument var target: FuzzTarget
    @Option var seed: UInt64
    @Option(help: "The number of the first.") var from = 0
    @Option var count = 1
    @Option var scenarios = "Scenarios"

    func run() throws {
        let seeds = try Corpus.seeds(for: target, scenarios: scenarios)
        for number in from..<(from + count) {
            var mutator = Mutator(seed: OwnFuzzer.seed(seed, number), others: seeds)
            FileHandle.standardOutput.write(Data(mutator.input(for: target)))
        }
    }
}
