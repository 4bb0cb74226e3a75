import Trace

/// Who waits for whom when a run never settles: modules, async functions and promises, the cycles among them, and where to cut.
///
/// A run that a limit stopped may have such a cycle too, beside an interval that goes on. Empty for one without, and for a run that settles.
public struct WaitGraph: Sendable, Equatable {
    public struct Node: Sendable, Equatable {
        public enum Kind: Sendable, Hashable {
            case module(ModuleIndex)
            /// An async function of that module, which stands at an `await`; its name may be empty.
            case function(String, in: ModuleIndex)
            /// A promise: the expression that gave it, as written where it is awaited or made.
            case promise(String)
            /// A promise of which nobody knows where it was made: one of those that settle another, that of this expression or one behind it.
            case promiseBehind(String)
            /// The function `then` that this module exports: `import()` took the namespace for a promise, and it never called back.
            case thenFunction(of: ModuleIndex)
        }
        public var kind: Kind
        /// Where the module or function stands; `nil` for one that has not begun, and for a promise.
        public var position: Position?
        /// What the module or function awaits there, as written.
        public var awaits = ""
        /// Whether it stands at an import, in the place of which a bundler put an `await`: its body has not begun.
        public var standsAtImport = false
        /// When the module or function began: a greater number is later; -1 for one that has not, and where that is not known.
        public var start: Int32 = -1
        /// Of a module that stands at an `await`: whether it goes on with the value.
        public var usesValue: Bool?
        /// Of a promise.
        public var promise: PromiseNumber?
        /// The call that made the promise, where that is known.
        public var origin: PendingPromise.Origin?
        /// Whether it is the promise of an `import()`.
        public var isImport = false
        /// Index into ``WaitGraph/cycles``.
        public var cycle: Int?
        /// Whether it waits for nothing that is there: a promise that nobody settles, or a function that never calls back.
        public var isDeadEnd = false
        /// Whether the trace does not tell what would settle it: it tells of so many promises and no more.
        public var isUntold = false

        /// Whether one of several is enough to settle it.
        fileprivate var isSettledByAny: Bool {
            guard let expression = origin?.expression else { return false }
            return expression.hasPrefix("Promise.race(") || expression.hasPrefix("Promise.any(")
        }

        /// Whether it was made with a function that settles it, which anybody may call who has that.
        fileprivate var hasOwnResolver: Bool {
            guard let expression = origin?.expression else { return false }
            return expression.hasPrefix("new Promise") || expression.hasPrefix("Promise.withResolvers")
        }

        /// The module whose code it is; `nil` for a promise.
        public var module: ModuleIndex? {
            switch kind {
            case .module(let module), .function(_, let module): module
            case .promise, .promiseBehind, .thenFunction: nil
            }
        }
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
        /// Of a dependency: the import.
        public var request: TraceModule.Request?
        /// Whether both ends are in one cycle.
        public var isInCycle = false
        /// Whether this is the wait to take out: the await of a module that closed its cycle, or of a function where the cycle has no module's.
        public var isCut = false
    }

    public private(set) var nodes: [Node] = []
    public private(set) var edges: [Edge] = []
    /// Cycles, one for each knot of nodes that wait for one another: the nodes in the order in which they wait, beginning with the one whose wait
    /// is to be taken out.
    public private(set) var cycles: [[Int]] = []
    /// By node: its edges, in order.
    private var edgesOfNode: [[Int]] = []
    private var nodeOfModule: [ModuleIndex: Int] = [:]

    /// - Parameters:
    ///   - timeline: that of the trace.
    ///   - keepsOpenEnds: whether a run that a limit stopped has a graph without cycles too. Of such a run nobody knows what could still settle a
    ///     promise: it has no dead ends.
    ///   - keepsAllFunctions: whether async functions for which no module waits are in it.
    package init(
        _ trace: Trace, _ timeline: @autoclosure () -> Timeline, keepsOpenEnds: Bool = false, keepsAllFunctions: Bool = false
    ) {
        var isStopped = false
        if case .blocked = trace.outcome { isStopped = !trace.pendingWaits.isEmpty }
        guard trace.outcome == .unsettled || isStopped else { return }
        var builder = WaitGraphBuilder(trace, timeline)
        builder.build(withAllFunctions: keepsAllFunctions)
        nodes = builder.nodes
        edges = builder.edges
        nodeOfModule = builder.nodeOfModule
        edgesOfNode = Array(repeating: [], count: nodes.count)
        for (index, edge) in edges.enumerated() { edgesOfNode[edge.from].append(index) }
        findCycles(builder.closing, among: isStopped ? stuckNodes() : nil)
        if isStopped {
            if cycles.isEmpty, !keepsOpenEnds { self = WaitGraph() }
            return
        }
        for index in nodes.indices {
            switch nodes[index].kind {
            case .promise, .promiseBehind: nodes[index].isDeadEnd = !nodes[index].isUntold
            case .thenFunction: nodes[index].isDeadEnd = true
            case .module, .function: break
            }
        }
        for edge in edges { nodes[edge.from].isDeadEnd = false }
    }

    /// The waits of a node.
    public func waits(of node: Int) -> some Sequence<Edge> { edgesOfNode[node].lazy.map { edges[$0] } }

    /// The first wait of a node for another.
    public func edge(from: Int, to: Int) -> Edge? { edgesOfNode[from].lazy.map { edges[$0] }.first { $0.to == to } }

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
            for edge in edgesOfNode[queue[next]] {
                let target = edges[edge].to
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

    private init() {}

    /// By node: whether it waits for a cycle whatever else happens, as far as nothing fails.
    ///
    /// A promise that several others settle, as Promise.race does, is free as long as one of them is. One that was made with its own resolving
    /// function is too: whatever goes on may call that.
    private func stuckNodes() -> [Bool] {
        var isFree = nodes.map { node in
            switch node.kind {
            case .module, .function: false
            case .promise, .promiseBehind: node.isUntold || node.hasOwnResolver
            case .thenFunction: true
            }
        }
        var comings = [[Int]](repeating: [], count: nodes.count)
        for edge in edges { comings[edge.to].append(edge.from) }
        // How many of a node's waits hold it.
        var holding = edgesOfNode.map(\.count)
        var queue = nodes.indices.filter { isFree[$0] || holding[$0] == 0 }
        for node in queue { isFree[node] = true }
        while let node = queue.popLast() {
            for waiting in comings[node] where !isFree[waiting] {
                holding[waiting] -= 1
                if holding[waiting] > 0, !nodes[waiting].isSettledByAny { continue }
                isFree[waiting] = true
                queue.append(waiting)
            }
        }
        return isFree.map { !$0 }
    }

    /// - Parameters:
    ///   - closing: by edge, when its wait began: a greater number is later.
    ///   - candidates: by node, whether it may be part of a cycle; `nil` where all may.
    private mutating func findCycles(_ closing: [Int: Int], among candidates: [Bool]?) {
        let isEligible = { (edge: Edge) in candidates.map { $0[edge.from] && $0[edge.to] } ?? true }
        let components = GraphComponents(targets: edgesOfNode.map { $0.filter { isEligible(edges[$0]) }.map { edges[$0].to } })
        var hasCycle = Array(repeating: false, count: components.count)
        // By component: the wait that began last.
        var last = Array(repeating: -1, count: components.count)
        for (index, edge) in edges.enumerated() {
            let component = components.component[edge.from]
            guard component == components.component[edge.to], isEligible(edge) else { continue }
            hasCycle[component] = true
            edges[index].isInCycle = true
            guard edge.kind == .awaits else { continue }
            let known = last[component]
            if known < 0 || (closing[known] ?? -1, known) < (closing[index] ?? -1, index) { last[component] = index }
        }
        var search = CycleSearch(count: nodes.count)
        var cycleOfComponent = Array(repeating: -1, count: components.count)
        for index in nodes.indices {
            let component = components.component[index]
            guard hasCycle[component] else { continue }
            if cycleOfComponent[component] < 0 {
                cycleOfComponent[component] = cycles.count
                let edge =
                    last[component] >= 0 ? last[component] : edgesOfNode[index].first { edges[$0].isInCycle } ?? edgesOfNode[index][0]
                let way = search.way(from: edges[edge].to, to: edges[edge].from) { node, visit in
                    for edge in edgesOfNode[node] where edges[edge].isInCycle { visit(edges[edge].to) }
                }
                cycles.append([edges[edge].from] + way.dropLast())
                beginWithCut(cycles.count - 1)
            }
            nodes[index].cycle = cycleOfComponent[component]
        }
    }

    /// Marks the wait to take out, and lets the cycle begin with it. It closed the cycle, which is to wait for what had begun before; where a function
    /// waits so, it is the `await` of the module on whose behalf that is done.
    private mutating func beginWithCut(_ number: Int) {
        var cycle = cycles[number]
        // Code that stands at an await, by its place in the cycle.
        let standing = cycle.indices.filter {
            nodes[cycle[$0]].position != nil && nodes[cycle[$0]].module != nil && !nodes[cycle[$0]].standsAtImport
        }
        let back = standing.enumerated().filter { place, index in
            let next = standing[(place + 1) % standing.count]
            let (own, other) = (nodes[cycle[index]].start, nodes[cycle[next]].start)
            return own >= 0 && other >= 0 && other <= own
        }.map(\.element)
        if let last = back.max(by: { nodes[cycle[$0]].start < nodes[cycle[$1]].start }) { cycle = Array(cycle[last...] + cycle[..<last]) }
        if case .function = nodes[cycle[0]].kind,
            let module = cycle.lastIndex(where: {
                if case .module = nodes[$0].kind { nodes[$0].position != nil && !nodes[$0].standsAtImport } else { false }
            })
        {
            cycle = Array(cycle[module...] + cycle[..<module])
        }
        cycles[number] = cycle
        guard let cut = edgesOfNode[cycle[0]].first(where: { edges[$0].to == cycle[1 % cycle.count] && edges[$0].kind == .awaits }) else {
            return
        }
        edges[cut].isCut = true
    }
}

/// Looks for shortest ways, one after another.
private struct CycleSearch {
    /// By node: the node before it, -1 where it was not met.
    private var before: [Int]

    init(count: Int) { before = Array(repeating: -1, count: count) }

    /// - Returns: the nodes on the way, both ends among them; `to` alone where it begins there.
    mutating func way(from start: Int, to goal: Int, _ next: (Int, (Int) -> Void) -> Void) -> [Int] {
        var queue = [start]
        before[start] = start
        var place = 0
        while place < queue.count, before[goal] < 0 {
            let node = queue[place]
            place += 1
            next(node) { target in
                guard before[target] < 0 else { return }
                before[target] = node
                queue.append(target)
            }
        }
        var way = [goal]
        while let node = way.last, node != start, before[node] >= 0 { way.append(before[node]) }
        for node in queue { before[node] = -1 }
        return way.reversed()
    }
}
