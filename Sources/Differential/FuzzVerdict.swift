import Diagnostics
import Hosts
import Simulator

/// What became of the comparison of one graph.
public enum FuzzVerdict: Hashable, Sendable {
    case same
    case known(KnownDeparture)
    /// The engine did otherwise at first, and when asked again the same, though there is no timer to be late: it differs from itself.
    case unsteady
    case different(seen: FuzzResult, simulated: FuzzResult)
    /// The bundler makes nothing of it, for the reason given.
    case refused(String)
}

/// Where an engine is known to depart from ECMA-262 in a way that its host profile does not follow.
public enum KnownDeparture: String, Hashable, Sendable, CaseIterable {
    /// V8 aborts where a member is imported that ended well, of a cycle whose root then failed after an `await`: it goes on to the root as
    /// Evaluate does, and there its check allows no module that failed. By ECMA-262 the import rejects with the root's error.
    /// `Scenarios/engines/synchronous-member-of-an-errored-cycle.yaml` is the smallest graph that shows it.
    /// https://tc39.es/ecma262/#sec-moduleevaluation
    case abortsOnErroredCycle = "errored async cycle"

    /// V8 of Node.js 20 aborts where a module ends for which a member of a cycle waits that has failed meanwhile. By ECMA-262 nothing
    /// happens then. `Scenarios/engines/dependency-of-an-errored-cycle.yaml` is the smallest graph that shows it.
    /// https://tc39.es/ecma262/#sec-async-module-execution-fulfilled
    case abortsAtDependency = "dependency of an errored cycle"

    /// How V8 tells of the check that fails. The states that it allows after the first are not the same in all versions.
    private var failedCheck: String {
        switch self {
        case .abortsOnErroredCycle: "Check failed: module->status() == kLinked || "
        case .abortsAtDependency: "Check failed: module->status() == kEvaluating || "
        }
    }

    /// The departure that explains a difference, if one does: up to where the engine broke off it must have done the same.
    static func explaining(_ item: FuzzCase, seen: FuzzResult, simulated: FuzzResult) -> KnownDeparture? {
        guard case .died(let words) = seen.ending, seen.isBeginning(of: simulated), item.hasAsyncCycle, item.hasError else { return nil }
        return allCases.first { words.hasPrefix($0.failedCheck) }
    }
}

extension FuzzCase {
    /// Whether modules that import each other have an `await` among or below them.
    var hasAsyncCycle: Bool {
        modules.indices.contains { start in
            let below = reachable(from: start)
            return below.contains(start) && below.contains { modules[$0].body.contains(where: \.isAwaiting) }
        }
    }

    var hasError: Bool { modules.contains { $0.body.contains(.throwError) } }

    /// The modules that static imports lead to, itself only when it is in a cycle.
    func reachable(from start: Int) -> Set<Int> {
        var seen: Set<Int> = []
        var pending = modules[start].imports.map(\.target)
        while let next = pending.popLast() {
            if seen.insert(next).inserted { pending += modules[next].imports.map(\.target) }
        }
        return seen
    }
}

/// Compares the simulator with an engine.
public struct FuzzComparison: Sendable {
    public var engine: FuzzEngine
    public var host: HostProfile
    /// What the graphs go through first; `nil` to run them as they are.
    public var bundling: FuzzBundling?

    public init(engine: FuzzEngine, host: HostProfile, bundling: FuzzBundling? = nil) {
        self.engine = engine
        self.host = host
        self.bundling = bundling
    }

    /// What is compared with, in words: the engine, and what the graphs go through.
    public var label: String {
        guard let bundling else { return engine.engine.label }
        var words = "\(engine.engine.label) through \(bundling.bundler.name)"
        if let isSplitting = bundling.options.isSplitting { words += isSplitting ? " with splitting" : " without splitting" }
        for chunk in bundling.options.manualChunks { words += " with \(chunk.name)=\(chunk.modules.joined(separator: ","))" }
        return words
    }

    /// The verdict on each graph, in their order. Needs a thread with a large stack.
    public func verdicts(_ cases: [FuzzCase]) throws(Diagnostic) -> [FuzzVerdict] {
        let runs = cases.map { FuzzFiles($0, bundling) }
        // The engine runs while the simulator does.
        let batch = try engine.start(runs)
        let simulated = zip(cases, runs).map { $0.simulated($1, on: host) }
        var verdicts: [FuzzVerdict] = []
        for (index, seen) in try batch.finish().enumerated() {
            let refusal = runs[index].refusal.map(FuzzVerdict.refused)
            verdicts.append(refusal ?? verdict(cases[index], seen: seen, simulated: simulated[index]))
        }
        // A busy machine may fire timers late enough to change their order. What is no accident comes again, and stays when they are far
        // apart. Without timers nothing should change.
        for timeScale in [4, 16] {
            let doubtful = verdicts.indices.filter {
                verdicts[$0] != .same && runs[$0].refusal == nil && (timeScale == 4 || cases[$0].hasTimers)
            }
            if doubtful.isEmpty { break }
            for (index, seen) in zip(doubtful, try engine.start(doubtful.map { runs[$0] }, timeScale: timeScale).finish()) {
                let again = verdict(cases[index], seen: seen, simulated: simulated[index])
                verdicts[index] = again == .same && !cases[index].hasTimers ? .unsteady : again
            }
        }
        return verdicts
    }

    private func verdict(_ item: FuzzCase, seen: FuzzResult, simulated: FuzzResult) -> FuzzVerdict {
        if seen == simulated { return .same }
        if let departure = KnownDeparture.explaining(item, seen: seen, simulated: simulated) { return .known(departure) }
        return .different(seen: seen, simulated: simulated)
    }
}
