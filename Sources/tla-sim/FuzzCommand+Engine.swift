import Diagnostics
import Differential
import Engines
import Files
import Simulator
import Text

/// `--against`: random graphs in a real engine, and in the simulator.
extension FuzzCommand {
    /// - Returns: the status to end with.
    func compare(withEngine name: String) -> Int32 {
        do throws(Diagnostic) {
            return try compare(FuzzEngine.find(name, rights: trust ? .user : .ownFolder) { report([$0]) })
        } catch {
            report([error])
            return error.kind == .usage ? ExitStatus.usage : ExitStatus.noEngine
        }
    }

    private func compare(_ engine: FuzzEngine) throws(Diagnostic) -> Int32 {
        let host = try engine.engine.profile().loaded
        let plan = plan(for: engine)
        let comparison = FuzzComparison(
            engine: engine, host: host, bundling: bundling.bundler.map { FuzzBundling($0, bundling.chunks.options) })
        let state: FuzzState
        do throws(Diagnostic) {
            state = try readState(plan, comparison)
        } catch {
            report([error])
            return error.kind == .usage ? ExitStatus.usage : ExitStatus.badInput
        }
        var fuzz = FuzzRun(plan: plan, comparison: comparison, state: state)
        let deadline = time.map { Clock.now + Double($0) }
        let progress = FuzzProgress(total: plan.count)
        standardOutput.write("against \(comparison.label), as host \(host.name)\n")
        standardOutput.flush()
        progress.show(fuzz.state)
        while !fuzz.isDone {
            if let deadline, Clock.now >= deadline { break }
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
            if resume || !found.isEmpty, !write(statePath, fuzz.state.text(of: plan, engine: comparison.label), as: .fuzzState) {
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
        return FuzzPlan(seed: seed ?? 1, caseCount: cases ?? 1_000, families: chosen, shard: shard ?? .whole)
    }

    private func save(_ difference: FuzzDifference, _ plan: FuzzPlan, _ comparison: FuzzComparison) -> Bool {
        let path = Paths.joined(folder, "seed-\(plan.seed)-case-\(difference.number).yaml")
        let size = difference.smallest
        standardOutput.write(
            "case \(difference.number) (\(size.family.rawValue)) differs; \(counted(size.moduleCount, "module")), \(counted(size.statementCount, "statement")): \(visibleText(path))\n"
        )
        standardOutput.flush()
        return write(path, difference.scenarioText(plan: plan, comparison: comparison), as: .foundCase)
    }

    // MARK: Files

    private var folder: String { output ?? "fuzz-differences" }

    private var statePath: String { Paths.joined(folder, shard.map { "state-\($0.part)-of-\($0.count).txt" } ?? "state.txt") }

    /// The largest state that is read, in bytes: some million differences.
    private static let stateLimit = 64 << 20

    /// How far the run is that is gone on with.
    ///
    /// - Throws: that the file belongs to another run, or cannot be read: progress that is in it must not be written over.
    private func readState(_ plan: FuzzPlan, _ comparison: FuzzComparison) throws(Diagnostic) -> FuzzState {
        guard resume, let bytes = try readFileIfThere(path: statePath, limit: Self.stateLimit) else { return FuzzState() }
        let text = String(decoding: bytes, as: UTF8.self)
        if let state = FuzzState(text: text, plan: plan, engine: comparison.label) { return state }
        throw Diagnostic(
            .usage, "\(visibleText(statePath)) tells of a run with other options or another engine, or is damaged",
            suggestion: "give the options of that run, another folder with -o, or remove the file to begin anew")
    }
}
