import Trace

/// The module graph as a run saw it: who imports whom, in what order bodies ran, who is asynchronous and why, and which
/// chain of modules decided when the run finished.
public struct GraphModel: Sendable, Equatable {
    public enum Asynchrony: String, Sendable {
        /// The module's own body has an `await`.
        case ownAwait
        /// A module that it imports, directly or not, has one.
        case throughDependency
        case synchronous
    }

    public enum State: Sendable, Equatable {
        case completed
        /// `from` is the module whose error it is, `nil` for its own.
        case failed(error: String, from: ModuleIndex?)
        /// Began, or waited to begin, and never ended.
        case unsettled
        case neverRan
    }

    /// One for each module of the trace, by its index.
    public struct Node: Sendable, Equatable {
        public var module: ModuleIndex
        public var asynchrony: Asynchrony
        /// From 1: the place of its body among all that began.
        public var evaluationOrder: Int?
        public var state: State
        /// Virtual time spent at its own awaits, nanoseconds; for one that never went on, until the run's end.
        public var suspendedNanoseconds: Int64
        /// Whether it stood at an `await` when the run ended.
        public var isSuspendedAtEnd: Bool
        public var isEntry: Bool
        /// Whether it is on the critical path, or ran code that kept one that is from going on.
        public var isCritical: Bool
        /// Virtual time that its code took, and that it took to load, as part of the critical path; nanoseconds.
        public var criticalWorkNanoseconds: Int64
        public var criticalLoadNanoseconds: Int64
        /// Index into ``GraphModel/cycles``.
        public var cycle: Int?
        /// Whether it has no place in a picture of the graph: a request, a module of a further isolate, whose graph is that of the first, or one of the host's own
        /// that no module of the program imports.
        public var isLeftOut = false
    }

    public struct Edge: Sendable, Equatable {
        public enum Kind: String, Sendable { case `import`, deferred, dynamic }
        public var from, to: ModuleIndex
        public var kind: Kind
        /// From 1: the place among the importer's requests; for `import()`, among the run's calls.
        public var order: Int
        public var isCritical: Bool
        /// Whether both ends are in one cycle.
        public var isInCycle: Bool
        /// Whether the importer got the error of this import, or the call of `import()` rejected with it.
        public var bringsError = false
    }

    public struct Cycle: Sendable, Equatable {
        public var members: [ModuleIndex]
        /// [[CycleRoot]], where evaluation entered.
        public var root: ModuleIndex
    }

    public var nodes: [Node]
    /// By importer, in import order; then the dynamic ones in call order.
    public var edges: [Edge]
    /// Components of more than one module, or of one that imports itself; in order of their first member.
    public var cycles: [Cycle]
    public var criticalPath: CriticalPath

    /// How many modules and imports there are, without what has no place in a picture.
    public var moduleCount: Int { nodes.reduce(0) { $0 + ($1.isLeftOut ? 0 : 1) } }
    public var importCount: Int { edges.reduce(0) { $0 + (nodes[Int($1.from.rawValue)].isLeftOut ? 0 : 1) } }

    /// - Parameter timeline: that of the trace.
    init(_ trace: Trace, _ timeline: Timeline) {
        let components = GraphComponents(trace)
        let facts = GraphFacts(trace)
        cycles = []
        let cycleOfModule = Self.findCycles(trace, components, into: &cycles)
        let path = timeline.criticalPath
        criticalPath = path
        let isCritical = Set(path.modules + path.workers)
        let isEntry = Set(trace.entries)
        let asynchrony = Self.asynchrony(trace, components, facts)
        nodes = trace.modules.indices.map { index in
            Node(
                module: ModuleIndex(index), asynchrony: asynchrony[index], evaluationOrder: facts.order[index],
                state: facts.state(of: index, in: trace), suspendedNanoseconds: facts.suspended[index],
                isSuspendedAtEnd: facts.suspendedSince[index] != nil, isEntry: isEntry.contains(ModuleIndex(index)),
                isCritical: isCritical.contains(ModuleIndex(index)), criticalWorkNanoseconds: 0, criticalLoadNanoseconds: 0,
                cycle: cycleOfModule[index])
        }
        for (index, module) in trace.modules.enumerated() {
            let agent = module.agent.flatMap { trace.agents.indices.contains($0.index) ? ($0, trace.agents[$0.index].kind) : nil }
            nodes[index].isLeftOut = module.kind == .request || agent.map { $0.0.index > 0 && $0.1 == .isolate } ?? false
        }
        for stretch in path.stretches where path.isTelling {
            guard let module = stretch.module.map({ Int($0.rawValue) }) else { continue }
            switch stretch.activity {
            case .runs: nodes[module].criticalWorkNanoseconds.add(from: stretch.from, to: stretch.to)
            case .loads: nodes[module].criticalLoadNanoseconds.add(from: stretch.from, to: stretch.to)
            case .awaits, .waits: break
            }
        }
        edges = Self.findEdges(trace, components, facts, path.links)
        // What the host's own modules need among themselves is not the program's.
        let targets = Set(edges.map(\.to))
        for index in nodes.indices where trace.isHostsOwn(trace.modules[index]) && !targets.contains(ModuleIndex(index)) {
            nodes[index].isLeftOut = true
        }
        for index in edges.indices where edges[index].kind != .dynamic { edges[index].bringsError = bringsError(edges[index], facts) }
    }

    // MARK: Parts

    private func bringsError(_ edge: Edge, _ facts: GraphFacts) -> Bool {
        let importer = Int(edge.from.rawValue)
        guard case .failed(_, let source) = nodes[importer].state else { return false }
        return edge.to == (edge.kind == .deferred ? facts.failedByUseOf[importer] : source)
    }

    private static func findCycles(_ trace: Trace, _ components: GraphComponents, into cycles: inout [Cycle]) -> [Int?] {
        var sizes = Array(repeating: 0, count: components.count)
        for component in components.component { sizes[component] += 1 }
        var cycleOfComponent: [Int?] = Array(repeating: nil, count: components.count)
        var cycleOfModule: [Int?] = Array(repeating: nil, count: trace.modules.count)
        for index in trace.modules.indices {
            let module = ModuleIndex(index)
            let component = components.component[index]
            let importsItself = trace.modules[index].requests.contains { $0.module == module && $0.phase == .evaluation }
            guard sizes[component] > 1 || importsItself else { continue }
            if let cycle = cycleOfComponent[component] {
                cycles[cycle].members.append(module)
            } else {
                cycleOfComponent[component] = cycles.count
                cycles.append(Cycle(members: [module], root: trace[module].cycleRoot ?? module))
            }
            cycleOfModule[index] = cycleOfComponent[component]
        }
        return cycleOfModule
    }

    private static func asynchrony(_ trace: Trace, _ components: GraphComponents, _ facts: GraphFacts) -> [Asynchrony] {
        // A component comes after all that it imports, so one pass in its order sees every answer in time.
        var byComponent = Array(repeating: [Int](), count: components.count)
        for (index, component) in components.component.enumerated() { byComponent[component].append(index) }
        var isAsync = Array(repeating: false, count: components.count)
        for component in 0..<components.count {
            isAsync[component] = byComponent[component].contains { index in
                trace.modules[index].hasTLA
                    || trace.modules[index].requests.contains { request in
                        guard let target = request.module, request.phase == .evaluation,
                            trace.modules.indices.contains(Int(target.rawValue))
                        else { return false }
                        return isAsync[components.component[Int(target.rawValue)]]
                    }
            }
        }
        // Where modules are deferred, imports do not tell who waits: a touch runs a module without waiting, and its importer
        // waits for what awaits below it.
        let hasDeferred = trace.modules.contains { $0.requests.contains { $0.phase == .defer } }
        return trace.modules.indices.map { index in
            if trace.modules[index].hasTLA { return .ownAwait }
            if hasDeferred, facts.order[index] != nil { return facts.hasWaited[index] ? .throughDependency : .synchronous }
            return isAsync[components.component[index]] ? .throughDependency : .synchronous
        }
    }

    private static func findEdges(
        _ trace: Trace, _ components: GraphComponents, _ facts: GraphFacts, _ links: [CriticalPath.Link]
    ) -> [Edge] {
        // Each module of the path and what comes below it.
        var below: [ModuleIndex: [ModuleIndex]] = [:]
        var imported: Set<[ModuleIndex]> = []
        for link in links {
            if link.isDynamic {
                imported.insert([link.importer, link.awaited])
            } else {
                below[link.importer, default: []].append(link.awaited)
            }
        }
        var edges: [Edge] = []
        for index in trace.modules.indices {
            let from = ModuleIndex(index)
            let requests = trace.modules[index].requests
            let critical = Set((below[from] ?? []).compactMap { criticalRequest(among: requests, leadingTo: $0, in: trace) })
            for (order, request) in requests.enumerated() {
                guard let to = request.module, trace.modules.indices.contains(Int(to.rawValue)) else { continue }
                let sameComponent = components.component[index] == components.component[Int(to.rawValue)]
                edges.append(
                    Edge(
                        from: from, to: to, kind: request.phase == .defer ? .deferred : .import, order: order + 1,
                        isCritical: critical.contains(order), isInCycle: sameComponent && request.phase == .evaluation))
            }
        }
        for (order, call) in facts.calls.enumerated() {
            guard let to = call.target else { continue }
            // Of several calls for one target, the first.
            let isCritical = imported.remove([call.caller, to]) != nil
            edges.append(
                Edge(
                    from: call.caller, to: to, kind: .dynamic, order: order + 1, isCritical: isCritical, isInCycle: false,
                    bringsError: call.isRejected))
        }
        return edges
    }

    /// The place of the request by which a module waited for that one. An importer waits for a cycle's root, so a request of any member of that
    /// cycle may be the one that counts.
    private static func criticalRequest(among requests: [TraceModule.Request], leadingTo lower: ModuleIndex, in trace: Trace) -> Int? {
        requests.firstIndex { $0.module == lower && $0.phase == .evaluation }
            ?? requests.firstIndex { $0.module == lower }
            ?? requests.firstIndex { request in
                guard let to = request.module, trace.modules.indices.contains(Int(to.rawValue)) else { return false }
                return request.phase == .evaluation && trace[to].cycleRoot == lower
            }
    }
}
