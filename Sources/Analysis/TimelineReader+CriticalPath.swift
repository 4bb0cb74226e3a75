import Trace

/// The chain of modules that decided when the run ended.
extension TimelineReader {
    private typealias Await = (from: Int, to: Int)

    /// Walks down from the entry that ended last. What a module waited for before it began comes before what its body waited for.
    func criticalSteps() -> [Timeline.CriticalStep] {
        // What never ends, or was stopped, has no path that decided its end.
        if case .blocked = trace.outcome { return [] }
        let entries = trace.entries.filter { states.indices.contains(Int($0.rawValue)) }
        guard let last = entries.max(by: { end(of: $0) < end(of: $1) }), end(of: last) < .max else { return [] }
        var callsOf: [ModuleIndex: [Timeline.ImportCall]] = [:]
        for call in imports { callsOf[ModuleIndex(call.lane), default: []].append(call) }
        var steps: [Timeline.CriticalStep] = []
        var seen: Set<ModuleIndex> = [last]
        var stack = [last]
        while let module = stack.popLast() {
            for imported in awaitedImports(of: module, callsOf[module] ?? []) where seen.insert(imported).inserted {
                steps.append(Timeline.CriticalStep(importer: module, awaited: imported, isDynamic: true))
                stack.append(imported)
            }
            if let dependency = states[Int(module.rawValue)].awaitedLast, seen.insert(dependency).inserted {
                steps.append(Timeline.CriticalStep(importer: module, awaited: dependency, isDynamic: false))
                stack.append(dependency)
            }
        }
        return steps
    }

    /// The event at which the module ended, and the largest number for one that never did.
    private func end(of module: ModuleIndex) -> Int { states[Int(module.rawValue)].ended ?? .max }

    /// The targets of `import()` for which the module's awaits stood, the last first: of each await the one that settled last in it.
    private func awaitedImports(of module: ModuleIndex, _ calls: [Timeline.ImportCall]) -> [ModuleIndex] {
        guard !calls.isEmpty else { return [] }
        let awaits = awaits(of: module)
        var latest: [(target: ModuleIndex, settled: Int)?] = Array(repeating: nil, count: awaits.count)
        for call in calls {
            guard let target = call.target, let settled = call.settled?.event, let place = lastAwait(before: settled, in: awaits),
                settled < awaits[place].to
            else { continue }
            // A target that had ended before did not keep anyone waiting.
            guard let end = states[target].ended, end > awaits[place].from, settled > latest[place]?.settled ?? -1 else { continue }
            latest[place] = (ModuleIndex(target), settled)
        }
        return latest.reversed().compactMap { $0?.target }
    }

    /// Between which events the module stood at its own awaits: at those that took time, in order; where none did, at the last.
    private func awaits(of module: ModuleIndex) -> [Await] {
        let ended = lanes[Int(module.rawValue)].segments.filter { segment in
            if case .suspended = segment.kind { segment.to != nil } else { false }
        }
        let long = ended.filter { $0.to.map(\.time) != $0.from.time }
        return (long.isEmpty ? Array(ended.suffix(1)) : long).map { ($0.from.event, $0.to?.event ?? .max) }
    }

    /// The await that began last before the event.
    private func lastAwait(before event: Int, in awaits: [Await]) -> Int? {
        var (low, high) = (0, awaits.count)
        while low < high {
            let middle = (low + high) / 2
            if awaits[middle].from < event { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
