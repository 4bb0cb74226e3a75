import Diagnostics
import Simulator

/// What became of the comparison of one graph.
public enum FuzzVerdict: Hashable, Sendable {
    case same
    case known(KnownDeparture)
    case different(seen: FuzzResult, simulated: FuzzResult)
}

/// Where an engine is known to depart from ECMA-262 in a way that its host profile does not follow.
public enum KnownDeparture: String, Hashable, Sendable, CaseIterable {
    /// V8 aborts where a member is imported that ended well, of a cycle whose root then failed after an `await`: it goes on to the root as
    /// Evaluate does, and there its check allows no module that failed ("Check failed: module->status() == kLinked || …"). By ECMA-262 the
    /// import rejects with the root's error. `Scenarios/engines/synchronous-member-of-an-errored-cycle.yaml` is the smallest graph that shows it.
    /// https://tc39.es/ecma262/#sec-moduleevaluation
    case abortsOnErroredCycle = "errored async cycle"

    /// The departure that explains a difference, if one does.
    static func explaining(_ item: FuzzCase, seen: FuzzResult, simulated: FuzzResult) -> KnownDeparture? {
        guard case .died(let words) = seen.ending, words.contains("Fatal error") || words.contains("Check failed") else { return nil }
        return item.hasAsyncCycle && item.hasError ? .abortsOnErroredCycle : nil
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

    public init(engine: FuzzEngine, host: HostProfile) {
        self.engine = engine
        self.host = host
    }

    /// The verdict on each graph, in their order. Needs a thread with a large stack.
    public func verdicts(_ cases: [FuzzCase]) throws(Diagnostic) -> [FuzzVerdict] {
        // The engine runs while the simulator does.
        let batch = try engine.start(cases)
        let simulated = cases.map { $0.simulated(on: host) }
        var verdicts: [FuzzVerdict] = []
        for (index, seen) in try batch.finish().enumerated() {
            verdicts.append(verdict(cases[index], seen: seen, simulated: simulated[index]))
        }
        // A busy machine may fire timers late enough to change their order. What is no accident comes again, and stays when they are far
        // apart.
        for timeScale in [4, 16] {
            let doubtful = verdicts.indices.filter { verdicts[$0] != .same && (timeScale == 4 || cases[$0].hasTimers) }
            if doubtful.isEmpty { break }
            for (index, seen) in zip(doubtful, try engine.run(doubtful.map { cases[$0] }, timeScale: timeScale)) {
                verdicts[index] = verdict(cases[index], seen: seen, simulated: simulated[index])
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
