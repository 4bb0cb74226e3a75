import Hosts
import JavaScript

/// The way of Node's loader through a graph that it has not linked: `#asyncInstantiate` of `ModuleJob`, whose inner function awaits itself
/// for what a module imports. https://github.com/nodejs/node/blob/main/lib/internal/modules/esm/module_job.js
///
/// So an `import()` evaluates its module the later the deeper its graph is, whatever of the graph has been there before.
extension Machine {
    /// The graph of an `import()` is there.
    ///
    /// - Returns: false where the host does not go through it, or has done so.
    mutating func beginLinkWalk(_ id: ImportID) -> Bool {
        let target = imports[id].target
        let status = graph[target].status
        guard host.reading.walksGraph, graph[target].isJSON ? status != .evaluated : status == .new || status == .unlinked else {
            return false
        }
        if imports.linking[target.index] != nil {
            imports.linking[target.index]!.append(id)
            return true
        }
        imports.linking[target.index] = [id]
        let hops: Int32 =
            if case .inTheCall(let hopsPerLevel) = host.reading { levels(below: target) * hopsPerLevel } else { ticksOfWalk(from: target) }
        // One more until the loader goes on.
        hop(id, left: hops + 1, .walked)
        return true
    }

    /// Every call that waits for the walk goes on, each in a job of its own.
    mutating func endLinkWalk(_ id: ImportID) {
        for call in imports.linking.removeValue(forKey: imports[id].target.index) ?? [] { hop(call, left: 1, .evaluate) }
    }

    // MARK: A graph that the call has read

    /// How many modules there are one below the other, as a walk finds them that looks at none twice: one that it has seen elsewhere has
    /// nothing below it.
    private mutating func levels(below root: ModuleID) -> Int32 {
        var seen: Set<Int32> = [root.index]
        var path: [(module: ModuleID, next: Int32, levels: Int32)] = [(root, 0, 0)]
        while let top = path.last {
            guard top.next < graph[top.module].requestCount else {
                path.removeLast()
                if path.isEmpty { return top.levels + 1 }
                path[path.count - 1].levels = max(path[path.count - 1].levels, top.levels + 1)
                continue
            }
            path[path.count - 1].next += 1
            budget.steps += Self.importRequestSteps
            guard let target = requestedModule(top.module, Int(top.next)), seen.insert(target.index).inserted else { continue }
            path.append((target, 0, 0))
        }
        return 1
    }

    // MARK: A graph whose files come one by one

    /// A module on the way of a walk.
    private struct Stop {
        var module: ModuleID
        /// The stop from which the walk came; -1 for none.
        var parent: Int
        /// When the walk goes on to what the module imports, and when it is through with that.
        var leaves = 0
        var ends = 0
    }

    /// How many promise hops from now the walk ends that began when the call was made. It waits at each module until all that it imports is
    /// there, and the modules that have come in this turn bring it to its end.
    private mutating func ticksOfWalk(from root: ModuleID) -> Int32 {
        var stops = [Stop(module: root, parent: -1)]
        var seen: Set<Int32> = []
        // What came in earlier turns has been gone through.
        var tick = hasArrival(in: root) ? -4 * graph.modules.count : 0
        var arriving = [tick: [0]]
        var left = 1
        while left > 0, stop.reason == nil {
            for number in arriving.removeValue(forKey: tick) ?? [] {
                left -= 1
                let module = stops[number].module
                (stops[number].leaves, stops[number].ends) = (tick, tick)
                guard seen.insert(module.index).inserted else { continue }
                let leaves = max(tick, linkTick(of: module)) + 1
                (stops[number].leaves, stops[number].ends) = (leaves, leaves + 2)
                budget.steps += Int(graph[module].requestCount) * Self.importRequestSteps
                for request in 0..<graph[module].requestCount {
                    guard let target = requestedModule(module, Int(request)) else { continue }
                    arriving[leaves, default: []].append(stops.count)
                    stops.append(Stop(module: target, parent: number))
                    left += 1
                }
            }
            tick += 1
        }
        for number in stops.indices.dropFirst().reversed() {
            let parent = stops[number].parent
            stops[parent].ends = max(stops[parent].ends, stops[number].ends + 2)
        }
        return Int32(max(1, stops[0].ends))
    }

    /// In which tick of this turn a module has all that it imports; 0 for before it.
    private mutating func linkTick(of module: ModuleID) -> Int {
        let requests = graph[module].requestCount
        if loop.reads.hasArrived(module, turn: loop.turn) { return requests == 0 ? 2 : 7 }
        for request in 0..<requests {
            if let target = requestedModule(module, Int(request)), loop.reads.hasArrived(target, turn: loop.turn) { return 3 }
        }
        return Int.min / 2
    }

    /// Whether a module of the graph has come in this turn.
    private mutating func hasArrival(in root: ModuleID) -> Bool {
        guard loop.reads.hasArrivals(turn: loop.turn) else { return false }
        var seen: Set<Int32> = [root.index]
        var left = [root]
        while let module = left.popLast() {
            if loop.reads.hasArrived(module, turn: loop.turn) { return true }
            budget.steps += Int(graph[module].requestCount) * Self.importRequestSteps
            for request in 0..<graph[module].requestCount {
                if let target = requestedModule(module, Int(request)), seen.insert(target.index).inserted { left.append(target) }
            }
        }
        return false
    }
}

extension ReadingRule {
    fileprivate var walksGraph: Bool {
        switch self {
        case .inTheCall: true
        case .onThreads(let rule): rule.walksGraph
        case .beforehand, .inTurns: false
        }
    }
}
