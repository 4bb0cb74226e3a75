import JavaScript
import Programs

/// Who waits for whom before its evaluation is over: modules for what they import, and for what they await at their top level.
///
/// Nodes are the modules by their numbers, and after them the units of bundles; see ``Unit``.
struct WaitGraph {
    struct Edge {
        enum Kind {
            /// A static import: into ``StaticGraph/Module/requests``.
            case request(Int)
            /// A module of a table asks for another.
            case require(NodePlace)
            /// An await at the top level.
            case wait(Wait, site: NodePlace)
        }

        var from: Int32
        var to: Int32
        var kind: Kind
        var isCertain: Bool
        /// Whether it is begun only after the code that begins it has been left once. Asking for a unit that is still in its first stretch gives nothing to
        /// wait for.
        var isLate: Bool

        var wait: (wait: Wait, site: NodePlace)? { if case .wait(let wait, let site) = kind { (wait, site) } else { nil } }
    }

    let reader: CodeReader
    private(set) var nodeCount: Int
    private(set) var edges: [Edge] = []
    /// By node: into ``edges``.
    private(set) var outgoing: [[Int32]]
    /// By node: whether its own code ends with an error, or its names do not link, in every run.
    private(set) var fails: [Bool]
    /// By edge: whether there is nothing to wait for, since what is asked for is asking itself.
    private(set) var isVoid: [Bool] = []

    var graph: LintedGraph { reader.graph }
    var moduleCount: Int { graph.graph.modules.count }

    init(_ reader: CodeReader) {
        self.reader = reader
        nodeCount = reader.graph.graph.modules.count
        outgoing = Array(repeating: [], count: nodeCount)
        fails = Array(repeating: false, count: nodeCount)
        if graph.moduleNumbers.contains(where: hasAwaitingTable) { for module in graph.moduleNumbers { reader.findTables(in: module) } }
        growNodes()
        addImports()
        addAwaits()
        addUnits()
        if edges.contains(where: { $0.wait != nil }) { findFailures() }
        settleStarts()
    }

    private mutating func add(_ edge: Edge) {
        outgoing[Int(edge.from)].append(Int32(edges.count))
        edges.append(edge)
    }

    private mutating func addImports() {
        for module in graph.moduleNumbers {
            for (index, request) in graph[module].requests.enumerated() {
                guard let target = request.target, request.phase != .source, Int(target) < moduleCount else { continue }
                add(
                    Edge(from: module, to: target, kind: .request(index), isCertain: request.phase == .evaluation, isLate: true))
            }
        }
    }

    // MARK: Awaits

    private mutating func addAwaits() {
        let isRelevant = modulesToRead()
        for module in graph.moduleNumbers where isRelevant[Int(module)] {
            guard let tree = reader.tree(module) else { continue }
            let walk = BodyWalk(of: tree.body, in: tree, by: reader, of: module)
            addWaits(of: walk.sites, from: module, in: module)
        }
    }

    private mutating func addWaits(of sites: [BodySite], from node: Int32, in module: ModuleNumber) {
        for site in sites where site.kind != .return {
            var waits = site.kind == .await ? reader.waits(of: site.operand, in: module) : reader.waits(ofIteration: site, in: module)
            reader.settle(&waits, of: site, in: module)
            for wait in waits {
                let to: Int32
                switch wait.target {
                case .module(let target): to = target
                case .unit(let unit): to = Int32(moduleCount + unit)
                case .value, .list, .call, .reach, .specifier: continue
                }
                growNodes()
                add(
                    Edge(
                        from: node, to: to, kind: .wait(wait, site: NodePlace(module: module, node: site.node)),
                        isCertain: wait.isCertain && site.isCertain, isLate: wait.isLate || site.isLate || to < moduleCount))
            }
        }
    }

    private mutating func growNodes() {
        let count = moduleCount + reader.units.count
        guard count > nodeCount else { return }
        outgoing += Array(repeating: [], count: count - nodeCount)
        fails += Array(repeating: false, count: count - nodeCount)
        nodeCount = count
    }

    /// Reads the units that are asked for, and those that they ask for.
    private mutating func addUnits() {
        var next = 0
        while next < reader.units.count {
            growNodes()
            let unit = reader.units[next]
            let node = Int32(moduleCount + next)
            next += 1
            guard let tree = reader.tree(unit.body.module) else { continue }
            if unit.requires == nil {
                let function = tree[unit.body.function]
                guard function.flags.contains(.isAsync) else { continue }
                let walk = BodyWalk(of: function.body, in: tree, by: reader, of: unit.body.module)
                addWaits(of: walk.sites, from: node, in: unit.body.module)
            } else {
                let (body, requires) = reader.tableBody(of: unit)
                growNodes()
                for (required, place) in requires {
                    add(
                        Edge(
                            from: node, to: Int32(moduleCount + required), kind: .require(place), isCertain: !unit.isAmbiguous,
                            isLate: false))
                }
                if let body, let tree = reader.tree(body.module) {
                    let walk = BodyWalk(of: tree[body.function].body, in: tree, by: reader, of: body.module, ignoresGuards: true)
                    addWaits(of: walk.sites, from: node, in: body.module)
                }
            }
        }
        growNodes()
    }

    /// Whether a file may be a table of modules with one that awaits.
    private func hasAwaitingTable(_ module: ModuleNumber) -> Bool {
        guard let code = graph.analysed(module) else { return false }
        return code.tree.functions.contains { $0.flags.contains(.isAsync) } && code.tree.functions.count > 1 && code.tree.hasCallOfA(code)
    }

    // MARK: Starts

    /// Finds the edges of units that lead to one that is still in its first stretch: asking for that gives nothing to wait for.
    ///
    /// Units are started in the order in which they are asked for, as far as that can be told; where it cannot, an edge is not certain.
    private mutating func settleStarts() {
        isVoid = Array(repeating: false, count: edges.count)
        guard nodeCount > moduleCount else { return }
        let first = Components(count: nodeCount) { node in
            node < moduleCount ? [] : outgoing[node].compactMap { edges[Int($0)].isLate ? nil : edges[Int($0)].to }
        }
        for index in edges.indices where !edges[index].isLate && Int(edges[index].from) >= moduleCount {
            if first.number[Int(edges[index].from)] == first.number[Int(edges[index].to)] { edges[index].isCertain = false }
        }
        var starts: [Int32] = []
        for module in graph.moduleNumbers {
            starts += reader.startedUnits(in: module).map { Int32(moduleCount + $0) }
            starts += outgoing[Int(module)].map { edges[Int($0)].to }.filter { Int($0) >= moduleCount }
        }
        var isAskedFor = Array(repeating: false, count: nodeCount)
        for edge in edges { isAskedFor[Int(edge.to)] = true }
        starts += (Int32(moduleCount)..<Int32(nodeCount)).filter { !isAskedFor[Int($0)] }
        starts += Int32(moduleCount)..<Int32(nodeCount)
        var isBegun = Array(repeating: false, count: nodeCount)
        var isInFirst = isBegun
        var next = 0
        while next < starts.count {
            var visits: [(node: Int32, next: Int)] = []
            func enter(_ node: Int32) {
                isBegun[Int(node)] = true
                isInFirst[Int(node)] = true
                visits.append((node, 0))
            }
            if !isBegun[Int(starts[next])] { enter(starts[next]) }
            next += 1
            while let visit = visits.last {
                guard visit.next < outgoing[Int(visit.node)].count else {
                    isInFirst[Int(visit.node)] = false
                    visits.removeLast()
                    continue
                }
                visits[visits.count - 1].next += 1
                let index = Int(outgoing[Int(visit.node)][visit.next])
                let to = edges[index].to
                if Int(to) < moduleCount { continue }
                if edges[index].isLate {
                    if !isBegun[Int(to)] { starts.append(to) }
                } else if isInFirst[Int(to)] {
                    isVoid[index] = true
                } else if !isBegun[Int(to)] {
                    enter(to)
                }
            }
        }
    }

    // MARK: What fails

    /// Looks at what awaits lead to: a module that throws, or does not link, ends the wait for it.
    private mutating func findFailures() {
        var isSeen = Array(repeating: false, count: nodeCount)
        var pending = edges.filter { $0.wait != nil }.map(\.to)
        while let node = pending.popLast() {
            guard !isSeen[Int(node)] else { continue }
            isSeen[Int(node)] = true
            if Int(node) < moduleCount { fails[Int(node)] = reader.failsForCertain(node) }
            pending += outgoing[Int(node)].map { edges[Int($0)].to }
        }
    }

    // MARK: What is worth reading

    /// By module: whether an await of its top level may lead back to it.
    ///
    /// That is so only where there is a way round by imports and calls of `import()`, wherever those stand in a module; and where functions run once.
    private func modulesToRead() -> [Bool] {
        let modules = graph.graph.modules
        var anywhere = !reader.unitOfKey.isEmpty
        // What a specifier means that is not known may be every module.
        let wild = Int32(modules.count)
        var callsItself = Array(repeating: false, count: modules.count)
        let components = Components(count: modules.count + 1) { node in
            if node == modules.count { return (0..<wild).map { $0 } }
            var targets: [Int32] = modules[node].requests.compactMap(\.target)
            var isWild = false
            for call in modules[node].calls {
                if let target = call.target { targets.append(target) } else if call.specifier == nil { isWild = true }
            }
            if targets.contains(Int32(node)) { callsItself[node] = true }
            if isWild { targets.append(wild) }
            return targets
        }
        for module in graph.moduleNumbers where modules[Int(module)].hasTLA || mayBeShared(module) {
            if reader.mayHaveOnceFunctions(module) { anywhere = true }
        }
        return graph.moduleNumbers.map { module in
            modules[Int(module)].hasTLA
                && (anywhere || callsItself[Int(module)] || components.sizes[Int(components.number[Int(module)])] > 1)
        }
    }

    /// Whether a file may be a chunk that others take their helpers from.
    private func mayBeShared(_ module: ModuleNumber) -> Bool { !(graph.analysed(module)?.bindings.exports.isEmpty ?? true) }
}

extension SyntaxTree {
    /// Whether there is a call `x.a(y, async …)`, by which webpack's output begins a module that awaits.
    fileprivate func hasCallOfA(_ code: AnalysedModule) -> Bool {
        nodes.contains { node in
            guard case .call(let callee, let arguments, _) = node, arguments.count >= 2, case .member(_, let name, _) = self[callee] else {
                return false
            }
            return code.names.length(of: name) == 1 && code.text(name) == "a"
        }
    }
}
