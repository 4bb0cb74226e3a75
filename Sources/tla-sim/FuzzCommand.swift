import ArgumentParser
import Diagnostics
import Differential
import Engines
import Files
import Simulator
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// `tla-sim fuzz --against node`
struct FuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Compare random module graphs with a real engine, and shrink what differs.",
        discussion: """
            The same seed gives the same cases. A difference is made as small as it
            goes and saved as a scenario, which expects what the engine did. The
            families: \(FuzzFamily.allCases.map(\.rawValue).joined(separator: ", "))
            (deferred only where the engine has `import defer`).

            Each graph's modules are all loaded before it runs, and what is compared
            with is the host profile of the engine. The graphs run for real; the engine
            is told to let them read their own files only, and not to write.

            Example:
              tla-sim fuzz --against node --cases 5000 --seed 1
              tla-sim fuzz --against node --cases 100000 --shard 3/16 -o found --resume

            Exit status:
              0   no difference, or only such as are known and named
              1   a difference that is not known
              64  the command line is wrong
              69  the engine is not there, or cannot be run
              74  a result cannot be written
            """)

    @Option(help: ArgumentHelp("node, deno, or the path of one.", valueName: "engine"), completion: .list(["node", "deno"]))
    var against: String

    @Option(help: ArgumentHelp("How many cases the whole run has.", valueName: "count"))
    var cases = 1_000

    @Option(help: ArgumentHelp("What the random numbers begin with.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Begin no more cases after so many seconds.", valueName: "seconds"))
    var time: Int?

    @Option(help: ArgumentHelp("Only the K-th of N parts of the run; the parts together are the whole.", valueName: "K/N"))
    var shard: String?

    @Option(help: ArgumentHelp("Only these families, with commas between them.", valueName: "names"))
    var families: String?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Where differences are saved, and with --resume how far the run is.", valueName: "folder"),
        completion: .directory)
    var output = "fuzz-differences"

    @OptionGroup var outputs: OutputOptions

    @Flag(help: "Go on where a run with the same options stopped.")
    var resume = false

    @Flag(help: "Let the graphs do in the engine all that you may.")
    var trust = false

    @OptionGroup var reporting: ReportOptions

    func validate() throws {
        try validateFolder(output)
        if cases < 1 { throw ValidationError("--cases takes a positive number.") }
        if let time, time < 1 { throw ValidationError("--time takes a positive number of seconds.") }
        if shard != nil, shardNumbers == nil {
            throw ValidationError("--shard takes a part and how many there are, such as 1/4, and not '\(shard ?? "")'.")
        }
        for name in familyNames where FuzzFamily(rawValue: name) == nil {
            let known = FuzzFamily.allCases.map(\.rawValue)
            let hint =
                nearestName(to: name, among: known).map { "Did you mean '\($0)'?" }
                ?? "Please provide one of them: \(known.joined(separator: ", "))."
            throw ValidationError("There is no family '\(name)'. \(hint)")
        }
        if families != nil, familyNames.isEmpty { throw ValidationError("--families names no family.") }
    }

    private var familyNames: [String] { families?.split(separator: ",").map(String.init) ?? [] }

    private var shardNumbers: (Int, Int)? {
        guard let parts = shard?.split(separator: "/", omittingEmptySubsequences: false), parts.count == 2 else { return nil }
        guard let part = Int(parts[0]), let count = Int(parts[1]), part >= 1, count >= part else { return nil }
        return (part, count)
    }

    mutating func run() throws {
        var status: Int32 = 0
        do throws(Diagnostic) {
            status = try compare(FuzzEngine.find(against, rights: trust ? .user : .ownFolder) { report([$0]) })
        } catch {
            report([error])
            status = error.kind == .usage ? 64 : ExitStatus.noEngine
        }
        try end(status)
    }

    /// - Returns: the status to end with.
    private func compare(_ engine: FuzzEngine) throws(Diagnostic) -> Int32 {
        let host = try engine.engine.profile()
        let plan = plan(for: engine)
        var fuzz = FuzzRun(plan: plan, comparison: FuzzComparison(engine: engine, host: host), state: try readState(plan, engine))
        let deadline = time.map { secondsNow() + $0 }
        let progress = FuzzProgress(total: plan.count)
        standardOutput.write("against \(engine.engine.label), as host \(host.name)\n")
        standardOutput.flush()
        progress.show(fuzz.state)
        while !fuzz.isDone {
            if let deadline, secondsNow() >= deadline { break }
            let before = fuzz.state
            let found = try fuzz.advance { progress.show("shrinking case \($0)") }
            progress.clear()
            for kind in KnownDeparture.allCases {
                for number in (fuzz.state.known[kind] ?? []).dropFirst(before.known[kind]?.count ?? 0) {
                    standardOutput.write("case \(number) differs as is known: \(kind.rawValue)\n")
                }
            }
            for number in fuzz.state.unsteady.dropFirst(before.unsteady.count) {
                standardOutput.write("case \(number) was the same only when run again: the engine itself does not decide it\n")
            }
            for difference in found where !save(difference, plan, fuzz.comparison) { return ExitStatus.cannotWrite }
            if resume || !found.isEmpty, !write(statePath, fuzz.state.text(of: plan, engine: engine.engine.label), as: .fuzzState) {
                return ExitStatus.cannotWrite
            }
            progress.show(fuzz.state)
        }
        progress.clear()
        standardOutput.write(fuzz.state.summary + (fuzz.isDone ? "\n" : " (stopped by --time, of \(plan.count))\n"))
        return fuzz.state.different.isEmpty ? 0 : ExitStatus.failed
    }

    private func plan(for engine: FuzzEngine) -> FuzzPlan {
        var chosen = familyNames.compactMap(FuzzFamily.init)
        if chosen.isEmpty { chosen = FuzzFamily.allCases.filter { $0 != .deferred || engine.hasDeferredImports } }
        let (part, count) = shardNumbers ?? (1, 1)
        return FuzzPlan(seed: seed, caseCount: cases, families: chosen, shard: part, shardCount: count)
    }

    private func save(_ difference: FuzzDifference, _ plan: FuzzPlan, _ comparison: FuzzComparison) -> Bool {
        let path = joined(output, "seed-\(plan.seed)-case-\(difference.number).yaml")
        let size = difference.smallest
        standardOutput.write(
            "case \(difference.number) (\(size.family.rawValue)) differs; \(counted(size.moduleCount, "module")), \(counted(size.statementCount, "statement")): \(path)\n"
        )
        standardOutput.flush()
        return write(path, difference.scenarioText(plan: plan, comparison: comparison), as: .foundCase)
    }

    // MARK: Files

    private var statePath: String { joined(output, shard.map { "state-\($0.replacing("/", with: "-of-")).txt" } ?? "state.txt") }

    /// How far the run is that is gone on with.
    ///
    /// - Throws: that the file belongs to another run, whose progress must not be written over.
    private func readState(_ plan: FuzzPlan, _ engine: FuzzEngine) throws(Diagnostic) -> FuzzState {
        guard resume, let text = try? readText(path: statePath) else { return FuzzState() }
        if let state = FuzzState(text: text, plan: plan, engine: engine.engine.label) { return state }
        throw Diagnostic(
            .usage, "\(statePath) tells of a run with other options or another engine, or is damaged",
            suggestion: "give the options of that run, another folder with -o, or remove the file to begin anew")
    }

    private func write(_ path: String, _ text: String, as form: OutputForm) -> Bool {
        do {
            try writeFile(path, text, as: form, isForced: outputs.force)
            return true
        } catch {
            report(error.diagnostics)
            return false
        }
    }

    private func secondsNow() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int(now.tv_sec)
    }
}

/// A bar on a terminal; nothing where standard error goes elsewhere.
private struct FuzzProgress {
    let total: Int

    func show(_ state: FuzzState) {
        let width = 30
        let filled = total == 0 ? width : Int(Double(state.done) / Double(total) * Double(width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        show("\(bar) \(state.done) of \(total), \(state.different.count) different")
    }

    func show(_ text: String) {
        guard standardError.isTerminal else { return }
        standardError.write("\r\u{1B}[K\(text)")
        standardError.flush()
    }

    func clear() {
        guard standardError.isTerminal else { return }
        standardError.write("\r\u{1B}[K")
        standardError.flush()
    }
}
