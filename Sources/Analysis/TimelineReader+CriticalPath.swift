import Algorithms
import Trace

/// What decided when the run ended.
extension TimelineReader {
    private typealias Await = (from: Int, to: Int)

    func criticalPath(_ work: WorkPeriods) -> CriticalPath {
        // What never ends, or was stopped, has no path that decided its end.
        if case .blocked = trace.outcome { return CriticalPath() }
        let entries = trace.entries.filter { states.indices.contains(Int($0.rawValue)) }
        guard let last = entries.max(by: { end(of: $0) < end(of: $1) }), end(of: last) < .max else { return CriticalPath() }
        var suspensions: [Int: Int] = [:]
        for lane in lanes {
            for segment in lane.segments {
                if case .suspended = segment.kind, let to = segment.to { suspensions[to.event] = segment.from.event }
            }
        }
        let chain = CriticalChain(to: end(of: last), of: trace, steps, suspensions, work)
        return CriticalPath(entry: last, stretches: chain.stretches.reversed(), links: links(of: chain, from: last))
    }

    /// Walks down from the entry that ended last. What a module waited for before it began comes before what its body waited for, and what was
    /// loaded comes last.
    private func links(of chain: CriticalChain, from entry: ModuleIndex) -> [CriticalPath.Link] {
        var callsOf: [ModuleIndex: [Timeline.ImportCall]] = [:]
        for call in imports { callsOf[ModuleIndex(call.lane), default: []].append(call) }
        var links: [CriticalPath.Link] = []
        var linked: Set<[ModuleIndex]> = []
        func link(_ importer: ModuleIndex, _ awaited: ModuleIndex, isDynamic: Bool) {
            guard linked.insert([importer, awaited]).inserted else { return }
            links.append(CriticalPath.Link(importer: importer, awaited: awaited, isDynamic: isDynamic))
        }
        var seen: Set<ModuleIndex> = [entry]
        var stack = [entry]
        while let module = stack.popLast() {
            let calls = (callsOf[module] ?? []).filter { call in call.settled.map { chain.contains($0.event) } ?? false }
            for imported in awaitedImports(of: module, calls) where seen.insert(imported).inserted {
                link(module, imported, isDynamic: true)
                stack.append(imported)
            }
            if let dependency = states[Int(module.rawValue)].awaitedLast, chain.contains(begin(of: module)),
                seen.insert(dependency).inserted
            {
                link(module, dependency, isDynamic: false)
                stack.append(dependency)
            }
        }
        // What was loaded first is nearest to the entry.
        for module in chain.loads.reversed() {
            guard let importer = states[Int(module.rawValue)].referrer, importer != module else { continue }
            let isRequested = trace[importer].requests.contains { $0.module == module }
            link(importer, module, isDynamic: !isRequested)
        }
        return links
    }

    /// The event at which the module ended, and the largest number for one that never did.
    private func end(of module: ModuleIndex) -> Int { states[Int(module.rawValue)].ended ?? .max }

    /// The event at which the body of the module began, or at which it ended without.
    private func begin(of module: ModuleIndex) -> Int {
        lanes[Int(module.rawValue)].visits.first { $0.kind == .start }?.from.event ?? end(of: module)
    }

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
        let index = awaits.partitioningIndex { $0.from >= event }
        return index > 0 ? index - 1 : nil
    }
}
