import Trace

/// Who waits for whom when a run never settles: modules, async functions and promises, the cycles among them, and where to cut.
///
/// Empty for a run that settles.
public struct WaitGraph: Sendable, Equatable {
    public struct Node: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            case module(ModuleIndex)
            /// An async function of that module, which stands at an `await`; its name may be empty.
            case function(String, in: ModuleIndex)
            /// A promise: the expression that gave it, as written where it is awaited.
            case promise(String)
            /// A promise that no code awaits itself: one of those that settle another, that of this expression or one behind it.
            case promiseBehind(String)
            /// The function `then` that this module exports: `import()` took the namespace for a promise, and it never called back.
            case thenFunction(of: ModuleIndex)
        }
        public var kind: Kind
        /// Where the module or function stands; `nil` for one that has not begun, and for a promise.
        public var position: Position?
        /// Index into ``WaitGraph/cycles``.
        public var cycle: Int?
        /// Whether it waits for nothing that is there: a promise that nobody settles, or a function that never calls back.
        public var isDeadEnd = false
        /// Whether the trace does not tell what would settle it: it tells of so many promises and no more.
        public var isUntold = false
    }

    /// The first waits for the second.
    public struct Edge: Sendable, Equatable {
        public enum Kind: String, Sendable {
            /// A module has not begun: a static import of it is not done.
            case dependency
            /// Code stands at an `await`.
            case awaits
            /// A promise settles when that does.
            case settles
        }
        public var from, to: Int
        public var kind: Kind
        /// Whether both ends are in one cycle.
        public var isInCycle = false
        /// Whether this is the wait to take out: the one that closed its cycle.
        public var isCut = false
    }

    public private(set) var nodes: [Node] = []
    public private(set) var edges: [Edge] = []
    /// Cycles, each as the nodes in the order in which they wait for one another.
    public private(set) var cycles: [[Int]] = []
    /// By node: for which it waits, in the order of the edges.
    private var targets: [[Int]] = []
    private var nodeOfModule: [ModuleIndex: Int] = [:]

    /// - Parameter timeline: that of the trace.
    init(_ trace: Trace, _ timeline: Timeline) {
        guard trace.outcome == .unsettled else { return }
        var builder = WaitGraphBuilder(trace, timeline)
        builder.build()
        nodes = builder.nodes
        edges = builder.edges
        nodeOfModule = builder.nodeOfModule
        targets = Array(repeating: [], count: nodes.count)
        for edge in edges { targets[edge.from].append(edge.to) }
        findCycles(builder.closing)
        for index in nodes.indices {
            switch nodes[index].kind {
            case .promise, .promiseBehind: nodes[index].isDeadEnd = !nodes[index].isUntold
            case .thenFunction: nodes[index].isDeadEnd = true
            case .module, .function: break
            }
        }
        for edge in edges { nodes[edge.from].isDeadEnd = false }
    }

    /// The modules that this module waits for, by its own `await` or as an importer, through functions and promises; nearest first.
    public func modulesAwaited(by module: ModuleIndex) -> [ModuleIndex] {
        awaited(by: module) { if case .module(let module) = $0 { module } else { nil } }
    }

    /// The modules for whose function `then` this module's own `await` waits.
    public func thenFunctionsAwaited(by module: ModuleIndex) -> [ModuleIndex] {
        awaited(by: module) { if case .thenFunction(let module) = $0 { module } else { nil } }
    }

    /// What the module waits for, up to the next modules.
    private func awaited(by module: ModuleIndex, _ pick: (Node.Kind) -> ModuleIndex?) -> [ModuleIndex] {
        guard let start = nodeOfModule[module] else { return [] }
        var found: [ModuleIndex] = []
        var queue = [start]
        var seen: Set<Int> = [start]
        var next = 0
        while next < queue.count, found.count < 8 {
            for target in targets[queue[next]] {
                // Back at the module itself: it waits for itself.
                if let picked = pick(nodes[target].kind), !found.contains(picked) { found.append(picked) }
                if case .module = nodes[target].kind { continue }
                if seen.insert(target).inserted { queue.append(target) }
            }
            next += 1
        }
        return found
    }

    /// The pairs of modules of which the first waits for the second, directly or through promises, within a cycle.
    public var circularPairs: Set<[ModuleIndex]> {
        var pairs: Set<[ModuleIndex]> = []
        for cycle in cycles {
            let modules = cycle.compactMap { index in
                if case .module(let module) = nodes[index].kind { module } else { nil }
            }
            for (index, module) in modules.enumerated() { pairs.insert([module, modules[(index + 1) % modules.count]]) }
        }
        return pairs
    }

    // MARK: Cycles

    /// - Parameter closing: by edge, the event at which its wait began.
    private mutating func findCycles(_ closing: [Int: Int]) {
        let components = GraphComponents(targets: targets)
        var sizes = Array(repeating: 0, count: components.count)
        for component in components.component { sizes[component] += 1 }
        var cycleOfComponent: [Int: Int] = [:]
        for index in nodes.indices {
            let component = components.component[index]
            guard sizes[component] > 1 || targets[index].contains(index) else { continue }
            if cycleOfComponent[component] == nil {
                cycleOfComponent[component] = cycles.count
                cycles.append(Self.findCycle(from: index, targets, components.component))
            }
            nodes[index].cycle = cycleOfComponent[component]
        }
        for index in edges.indices {
            let from = components.component[edges[index].from]
            edges[index].isInCycle = from == components.component[edges[index].to] && cycleOfComponent[from] != nil
        }
        for cycle in cycles { markCut(of: cycle, closing) }
    }

    private static func findCycle(from start: Int, _ targets: [[Int]], _ component: [Int]) -> [Int] {
        var path: [Int] = []
        var place: [Int: Int] = [:]
        var at = start
        while place[at] == nil {
            place[at] = path.count
            path.append(at)
            guard let next = targets[at].first(where: { component[$0] == component[start] }) else { break }
            at = next
        }
        return Array(path[(place[at] ?? 0)...])
    }

    private mutating func markCut(of cycle: [Int], _ closing: [Int: Int]) {
        var next: [Int: Int] = [:]
        for (index, node) in cycle.enumerated() { next[node] = cycle[(index + 1) % cycle.count] }
        let candidates = edges.indices.filter { edges[$0].kind == .awaits && next[edges[$0].from] == edges[$0].to }
        let last = candidates.max { (closing[$0] ?? -1, $0) < (closing[$1] ?? -1, $1) }
        if let last { edges[last].isCut = true }
    }
}
