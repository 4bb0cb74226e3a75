import JavaScript
import Programs

/// What dividing modules among chunks looks at: the order in which they run, and which of them need which.
struct ChunkingGraph: Sendable {
    let graph: LinkedGraph
    let entries: [ModuleNumber]
    /// All modules, in the order in which the tool takes them to run.
    private(set) var order: [ModuleNumber]
    /// By module: its place in ``order``.
    let place: [Int]
    /// By module: whether the walk found it on a circle.
    let isInCycle: [Bool]
    /// By module: the modules that its `import()` asks for, each once.
    private(set) var dynamicImports: [[ModuleNumber]]
    /// By module: those that ask for it with `import()`, in the order in which they run.
    private(set) var dynamicImporters: [[ModuleNumber]]
    /// By module: whether it has an `await` at its top level.
    let awaits: [Bool]

    /// - Parameter runsAwaitedFirst: whether what a module that awaits asks for with `import()` is taken to run before it.
    init(_ graph: LinkedGraph, runsAwaitedFirst: Bool) {
        self.graph = graph
        entries = graph.entries
        let count = graph.graph.modules.count
        var dynamicImports = [[ModuleNumber]](repeating: [], count: count)
        var awaits = [Bool](repeating: false, count: count)
        for module in graph.reachable {
            awaits[Int(module)] = graph[module].analysed.firstAwait() != nil
            var targets = InsertionOrder<ModuleNumber>()
            for call in graph[module].calls { if let target = call.target { targets.insert(target) } }
            dynamicImports[Int(module)] = targets.elements
        }
        var walk = Walk(count: count)
        for module in graph.entries { walk.waiting.append(module) }
        walk.run { module in
            let calls = dynamicImports[Int(module)]
            let isFirst = runsAwaitedFirst && awaits[Int(module)]
            return (graph[module].targets + (isFirst ? calls : []), isFirst ? [] : calls)
        }
        (order, isInCycle) = (walk.order, walk.isInCycle)
        var place = [Int](repeating: Int.max, count: count)
        for (index, module) in order.enumerated() { place[Int(module)] = index }
        self.place = place
        self.awaits = awaits
        self.dynamicImports = dynamicImports
        dynamicImporters = Self.importers(order, dynamicImports)
    }

    private static func importers(_ order: [ModuleNumber], _ dynamicImports: [[ModuleNumber]]) -> [[ModuleNumber]] {
        var importers = [[ModuleNumber]](repeating: [], count: dynamicImports.count)
        for module in order { for target in dynamicImports[Int(module)] { importers[Int(target)].append(module) } }
        return importers
    }

    /// The graph without the calls that tree shaking leaves out, and without what only they led to. The order stays as it is: it was settled before.
    func keeping(_ live: LiveCalls) -> ChunkingGraph {
        if live.dead.isEmpty { return self }
        var kept = self
        kept.order = order.filter(live.reached.contains)
        for module in order where live.dead[module] != nil {
            var targets = InsertionOrder<ModuleNumber>()
            for call in graph[module].calls where live.contains(call.node, of: module) {
                if let target = call.target { targets.insert(target) }
            }
            kept.dynamicImports[Int(module)] = targets.elements
        }
        kept.dynamicImporters = Self.importers(kept.order, kept.dynamicImports)
        return kept
    }

    /// The walk, with a stack of its own.
    private struct Walk {
        private struct Visit {
            var module: ModuleNumber
            var now: [ModuleNumber]
            var later: [ModuleNumber]
            var next = 0
            /// The highest place on the stack that an import from it, or from what it led to, goes back to.
            var lowest = Int.max
        }

        var order: [ModuleNumber] = []
        var isInCycle: [Bool]
        /// Where walks start, one after another; it grows.
        var waiting: [ModuleNumber] = []
        /// By module: its place on the stack; -1 before it is met, -2 when it is done with.
        private var depth: [Int]
        private var visits: [Visit] = []

        init(count: Int) {
            isInCycle = [Bool](repeating: false, count: count)
            depth = [Int](repeating: -1, count: count)
        }

        mutating func run(_ targets: (ModuleNumber) -> (now: [ModuleNumber], later: [ModuleNumber])) {
            var next = 0
            while next < waiting.count {
                let start = waiting[next]
                next += 1
                if depth[Int(start)] != -1 { continue }
                enter(start, targets)
                while let visit = visits.last {
                    guard visit.next < visit.now.count else {
                        leave()
                        continue
                    }
                    visits[visits.count - 1].next += 1
                    let target = visit.now[visit.next]
                    switch depth[Int(target)] {
                    case -1: enter(target, targets)
                    case -2: break
                    case let back: visits[visits.count - 1].lowest = min(visits[visits.count - 1].lowest, back)
                    }
                }
            }
        }

        private mutating func enter(_ module: ModuleNumber, _ targets: (ModuleNumber) -> (now: [ModuleNumber], later: [ModuleNumber])) {
            depth[Int(module)] = visits.count
            let (now, later) = targets(module)
            visits.append(Visit(module: module, now: now, later: later))
        }

        private mutating func leave() {
            let visit = visits.removeLast()
            depth[Int(visit.module)] = -2
            if visit.lowest <= visits.count { isInCycle[Int(visit.module)] = true }
            if visit.lowest < visits.count { visits[visits.count - 1].lowest = min(visits[visits.count - 1].lowest, visit.lowest) }
            order.append(visit.module)
            waiting += visit.later
        }
    }
}
