import Analysis
import Text
import Trace

/// What of a graph is drawn: all of a small one, what matters of a large one.
struct GraphSelection {
    /// Above these a picture is not read.
    private static let moduleLimit = 500
    private static let rankLimit = 150
    /// The ranks that all imports together may span: above the first those are left out that longer ways imply, above the second the longest.
    private static let impliedSpanLimit = 1_000
    private static let spanLimit = 2_000
    /// So many modules are drawn of a larger graph.
    private static let target = 120

    /// In index order.
    let nodes: [GraphModel.Node]
    /// Edges between those, in order, one for each pair of ends and kind.
    let edges: [GraphModel.Edge]
    let omittedModules: Int
    /// Imports between modules that are drawn.
    let omittedEdges: Int
    /// Whether a longer way is drawn for each of those.
    let omitsImpliedEdgesOnly: Bool

    /// Ways over modules that are not drawn, to modules that would stand alone otherwise.
    let folds: [Fold]
    /// What those that are drawn have in common, after their number.
    let reason: String
    /// By node of ``nodes``: how many of its imports are not drawn, since the module is not or the edge is not.
    let hiddenImports: [Int]

    /// Whether all modules are drawn since there are few enough.
    let isWhole: Bool

    /// - Parameter isFolded: whether only what matters is drawn, as of a large graph, however many there are.
    init(_ model: GraphModel, _ options: DrawOptions = DrawOptions(), isFolded: Bool = false) {
        var chosen = Array(repeating: true, count: model.nodes.count)
        if !options.focus.isEmpty {
            chosen = Self.around(options.focus, model)
            reason = "around the focus"
        } else if options.cyclesOnly {
            chosen = Self.cycles(model)
            reason = "in cycles"
        } else {
            reason = "that matter most"
        }
        let mayBeFolded = options.focus.isEmpty && !options.cyclesOnly
        let isLarge = isFolded || model.nodes.count > Self.moduleLimit || Self.rankCount(model) > Self.rankLimit
        if mayBeFolded, isLarge { chosen = Self.choose(model) }
        isWhole = mayBeFolded && !isLarge
        for (index, node) in model.nodes.enumerated() where node.isLeftOut { chosen[index] = false }
        nodes = model.nodes.filter { chosen[Int($0.module.rawValue)] }
        // A hundred calls of `import()` in a loop are one arrow.
        var seen: Set<EdgeKey> = []
        let between = model.edges.filter {
            chosen[Int($0.from.rawValue)] && chosen[Int($0.to.rawValue)]
                && seen.insert(EdgeKey(from: $0.from, to: $0.to, kind: $0.kind)).inserted
        }
        let thinning = Self.thin(between, nodes)
        edges = zip(between, thinning.isKept).compactMap { $1 ? $0 : nil }
        omittedEdges = between.count - edges.count
        omitsImpliedEdgesOnly = thinning.keepsEveryWay
        // An import twice, static and dynamic, hides one module.
        var hidden: [ModuleIndex: Set<ModuleIndex>] = [:]
        for edge in model.edges where chosen[Int(edge.from.rawValue)] && !chosen[Int(edge.to.rawValue)] {
            hidden[edge.from, default: []].insert(edge.to)
        }
        for (edge, isKept) in zip(between, thinning.isKept) where !isKept { hidden[edge.from, default: []].insert(edge.to) }
        hiddenImports = nodes.map { hidden[$0.module]?.count ?? 0 }
        folds = chosen.allSatisfy { $0 } ? [] : Self.findFolds(model, chosen)
        omittedModules = model.moduleCount - nodes.count
    }

    /// How many imports between the modules drawn are left out, in words; `nil` for none.
    var omittedEdgesNote: String? {
        guard omittedEdges > 0 else { return nil }
        return "\(counted(omittedEdges, "import")) left out" + (omitsImpliedEdgesOnly ? " that longer ways imply" : "")
    }

    // MARK: Edges

    private static func rankCount(_ model: GraphModel) -> Int {
        let edges = model.edges.map { GraphLayout.Edge(from: Int($0.from.rawValue), to: Int($0.to.rawValue)) }
        return GraphRanks(count: model.nodes.count, edges: edges).count
    }

    private static func thin(_ edges: [GraphModel.Edge], _ nodes: [GraphModel.Node]) -> GraphThinning {
        var place: [ModuleIndex: Int] = [:]
        for (index, node) in nodes.enumerated() { place[node.module] = index }
        let lines = edges.map { edge in
            GraphLayout.Edge(from: place[edge.from] ?? 0, to: place[edge.to] ?? 0, isHeavy: edge.isCritical || edge.kind != .import)
        }
        return GraphThinning(count: nodes.count, edges: lines, impliedLimit: impliedSpanLimit, limit: spanLimit)
    }

    // MARK: Modules

    /// One module leads to another over some that are not drawn.
    struct Fold {
        var from, to: ModuleIndex
        /// How many modules are between them.
        var hidden: Int
    }

    /// The shortest way from a module that is drawn to each one that no drawn module imports.
    private static func findFolds(_ model: GraphModel, _ chosen: [Bool]) -> [Fold] {
        // A cycle is reached when any of its members is.
        func unit(_ module: ModuleIndex) -> Int {
            model.nodes[Int(module.rawValue)].cycle.map { model.nodes.count + $0 } ?? Int(module.rawValue)
        }
        var needs = Array(repeating: true, count: model.nodes.count + model.cycles.count)
        var below: [ModuleIndex: [ModuleIndex]] = [:]
        for edge in model.edges {
            let (from, to) = (Int(edge.from.rawValue), Int(edge.to.rawValue))
            if chosen[from], unit(edge.from) != unit(edge.to) { needs[unit(edge.to)] = false }
            if !(chosen[from] && chosen[to]) { below[edge.from, default: []].append(edge.to) }
        }
        for node in model.nodes where node.isEntry { needs[unit(node.module)] = false }
        // One walk from all that are drawn at once: whoever comes first is nearest.
        var origin: [ModuleIndex: (from: ModuleIndex, distance: Int)] = [:]
        var queue = model.nodes.filter { chosen[Int($0.module.rawValue)] }.map(\.module)
        for module in queue { origin[module] = (module, 0) }
        var folds: [Fold] = []
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            guard let (from, distance) = origin[module] else { continue }
            for target in below[module] ?? [] {
                if chosen[Int(target.rawValue)] {
                    guard needs[unit(target)], unit(from) != unit(target), distance > 0 else { continue }
                    needs[unit(target)] = false
                    folds.append(Fold(from: from, to: target, hidden: distance))
                } else if origin[target] == nil {
                    origin[target] = (from, distance + 1)
                    queue.append(target)
                }
            }
        }
        return folds
    }

    private struct EdgeKey: Hashable {
        var from, to: ModuleIndex
        var kind: GraphModel.Edge.Kind
    }

    /// The modules and what is one or two imports away, by way of the nearest first.
    private static func around(_ focus: [ModuleIndex], _ model: GraphModel) -> [Bool] {
        var chosen = Array(repeating: false, count: model.nodes.count)
        var below: [ModuleIndex: [ModuleIndex]] = [:]
        var above: [ModuleIndex: [ModuleIndex]] = [:]
        for edge in model.edges {
            below[edge.from, default: []].append(edge.to)
            above[edge.to, default: []].append(edge.from)
        }
        var count = 0
        // Two steps down and two up, and no zigzag: who shares an import has nothing to do with it otherwise.
        for neighbours in [below, above] {
            var ring = focus
            for distance in 0...2 {
                var next: [ModuleIndex] = []
                for module in ring where count < target || distance == 0 {
                    if !chosen[Int(module.rawValue)] {
                        chosen[Int(module.rawValue)] = true
                        count += 1
                    }
                    next += neighbours[module] ?? []
                }
                var seen: Set<ModuleIndex> = []
                ring = next.filter { seen.insert($0).inserted }
            }
        }
        return chosen
    }

    /// The members of cycles, those of the first cycles when there are many.
    private static func cycles(_ model: GraphModel) -> [Bool] {
        var chosen = Array(repeating: false, count: model.nodes.count)
        var count = 0
        for cycle in model.cycles {
            for member in [cycle.root] + cycle.members where count < 2 * target && !chosen[Int(member.rawValue)] {
                chosen[Int(member.rawValue)] = true
                count += 1
            }
        }
        return chosen
    }

    private static func choose(_ model: GraphModel) -> [Bool] {
        var chosen = Array(repeating: false, count: model.nodes.count)
        var count = 0
        func add(_ modules: some Sequence<ModuleIndex>, atMost limit: Int) {
            for module in modules.prefix(limit) where count < target && !chosen[Int(module.rawValue)] {
                chosen[Int(module.rawValue)] = true
                count += 1
            }
        }
        // Both ends of the critical path tell more than its middle.
        let path = model.criticalPath.modules
        add(path.count <= 40 ? path : Array(path.prefix(20) + path.suffix(20)), atMost: 40)
        add(model.criticalPath.workers, atMost: 10)
        add(model.nodes.lazy.filter(\.isEntry).map(\.module), atMost: 10)
        add(model.nodes.lazy.filter { if case .failed = $0.state { true } else { false } }.map(\.module), atMost: 20)
        add(model.nodes.lazy.filter { $0.state == .unsettled && $0.isSuspendedAtEnd }.map(\.module), atMost: 15)
        add(model.nodes.lazy.filter { $0.state == .unsettled }.map(\.module), atMost: 10)
        for cycle in model.cycles.prefix(6) {
            add([cycle.root], atMost: 1)
            add(cycle.members, atMost: 9)
        }
        let awaiting = model.nodes.filter { $0.asynchrony == .ownAwait }
            .sorted { ($1.suspendedNanoseconds, $0.module) < ($0.suspendedNanoseconds, $1.module) }
        add(awaiting.lazy.map(\.module), atMost: 25)
        // And the graph around the entries, nearest first.
        var imports: [ModuleIndex: [ModuleIndex]] = [:]
        for edge in model.edges { imports[edge.from, default: []].append(edge.to) }
        var queue = model.nodes.filter(\.isEntry).map(\.module)
        var seen = Set(queue)
        var next = 0
        while next < queue.count, queue.count < 2 * target, count < target / 2 {
            let found = imports[queue[next]] ?? []
            add(found, atMost: 10)
            queue += found.filter { seen.insert($0).inserted }
            next += 1
        }
        return chosen
    }
}
