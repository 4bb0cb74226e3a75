import JavaScript
import Programs

/// The circles of a ``WaitGraph`` that are closed by an await: whoever is in one never ends.
///
/// What waits for a module of a static cycle waits for its [[CycleRoot]], which waits for all of the cycle. So a way round over components is enough: none
/// of them can be over first. https://tc39.es/ecma262/#sec-moduleevaluation
struct WaitCycles {
    /// An await that leads back to who awaits.
    struct Cycle {
        /// The await, and how the way goes on from what it waits for, back to where it began: into ``WaitGraph/edges``.
        var edges: [Int32]
        /// Whether no run that comes to the await goes on.
        var isCertain: Bool
    }

    private let waits: WaitGraph
    /// By await: whether something that it waits for fails, so that its promise may be rejected first.
    private let failingSites: Set<NodePlace>
    /// By await and call: the alternatives of which it needs one.
    private let alternatives: [Alternatives: [Int32]]
    private let failing: [Bool]

    private struct Alternatives: Hashable {
        var from: Int32
        var site: NodePlace
        var group: NodePlace
    }

    /// How many circles of a component are shown on the shortest way.
    private static let mostSearches = 64

    init(_ waits: WaitGraph) {
        self.waits = waits
        failing = Self.failing(waits)
        var failingSites: Set<NodePlace> = []
        var alternatives: [Alternatives: [Int32]] = [:]
        for (index, edge) in waits.edges.enumerated() {
            guard let (wait, site) = edge.wait else { continue }
            if failing[Int(edge.to)] { failingSites.insert(site) }
            guard let group = wait.group else { continue }
            alternatives[Alternatives(from: edge.from, site: site, group: group), default: []].append(Int32(index))
        }
        self.failingSites = failingSites
        self.alternatives = alternatives
    }

    /// One for each await, but where another's circle has the same awaits in it.
    ///
    /// - Parameter most: how many are looked for.
    func cycles(most: Int = .max) -> [Cycle] {
        guard waits.edges.contains(where: { $0.wait != nil }) else { return [] }
        let possible = components { !waits.isVoid[Int($0)] }
        let certain = components { isUsable($0) && !failing[Int(waits.edges[Int($0)].from)] }
        let gives = componentsThatWait(possible) { !waits.isVoid[Int($0)] }
        let givesForCertain = componentsThatWait(certain) { isUsable($0) }
        var searches: [Int32: Int] = [:]
        var shown: Set<[Int32]> = []
        var found: [Cycle] = []
        for (index, edge) in waits.edges.enumerated() where !waits.isVoid[index] {
            guard edge.wait != nil, isInside(edge, possible), gives[Int(possible.number[Int(edge.from)])],
                mayBeTaken(edge, possible)
            else { continue }
            let alternatives = others(like: edge)
            if let first = alternatives.first(where: { isInside($0, possible) }), first.to != edge.to { continue }
            let isCertain =
                isUsable(Int32(index)) && areAllInside(alternatives, certain) && isInside(edge, certain)
                && givesForCertain[Int(certain.number[Int(edge.from)])]
                && !sharesFailure(edge)
            let components = isCertain ? certain : possible
            let component = components.number[Int(edge.from)]
            searches[component, default: 0] += 1
            guard
                let back = way(
                    from: edge.to, to: edge.from, within: components, isShort: searches[component, default: 0] <= Self.mostSearches,
                    {
                        isCertain ? isUsable($0) : !waits.isVoid[Int($0)]
                    })
            else { continue }
            let all = [Int32(index)] + back
            // A circle of units that is never left is over at once: each gets nothing from the one that is still in its first stretch.
            guard all.contains(where: { waits.edges[Int($0)].isLate }) else { continue }
            let key = all.filter { waits.edges[Int($0)].wait != nil }.sorted()
            if shown.insert(key).inserted { found.append(Cycle(edges: all, isCertain: isCertain)) }
            if found.count == most { break }
        }
        return found
    }

    /// The components by the edges that are taken, without alternatives of which one leads out: it is enough.
    private func components(_ isTaken: (Int32) -> Bool) -> Components {
        var isWayOut = Array(repeating: false, count: waits.edges.count)
        var round = 0
        while true {
            let components = Components(count: waits.nodeCount) { node in
                waits.outgoing[node].compactMap { isTaken($0) && !isWayOut[Int($0)] ? waits.edges[Int($0)].to : nil }
            }
            var isStable = true
            for (index, edge) in waits.edges.enumerated() where edge.wait?.wait.group != nil && !isWayOut[index] {
                if round >= Self.mostRounds || !mayBeTaken(edge, components) {
                    isWayOut[index] = true
                    isStable = false
                }
            }
            if isStable { return components }
            round += 1
        }
    }

    /// How often alternatives are looked at again before none of them counts.
    private static let mostRounds = 8

    private func isInside(_ edge: WaitGraph.Edge, _ components: Components) -> Bool {
        components.number[Int(edge.from)] == components.number[Int(edge.to)]
            && (edge.from == edge.to || components.sizes[Int(components.number[Int(edge.from)])] > 1)
    }

    /// Whether an edge is in every run, and leads to nothing that fails.
    private func isUsable(_ index: Int32) -> Bool {
        let edge = waits.edges[Int(index)]
        return edge.isCertain && !waits.isVoid[Int(index)] && !failing[Int(edge.to)]
    }

    /// By component: whether something in it waits after it has been left once. Where nothing does, units only ask for each other while they begin.
    private func componentsThatWait(_ components: Components, _ isTaken: (Int32) -> Bool) -> [Bool] {
        var result = Array(repeating: false, count: components.sizes.count)
        for (index, edge) in waits.edges.enumerated()
        where edge.isLate && edge.wait != nil && isTaken(Int32(index)) && isInside(edge, components) {
            result[Int(components.number[Int(edge.from)])] = true
        }
        return result
    }

    /// Of alternatives, whether all of them lead back.
    private func mayBeTaken(_ edge: WaitGraph.Edge, _ components: Components) -> Bool {
        areAllInside(others(like: edge), components)
    }

    /// Whether of each alternative something leads back.
    private func areAllInside(_ alternatives: [WaitGraph.Edge], _ components: Components) -> Bool {
        let all = Set(alternatives.compactMap { $0.wait?.wait.alternative })
        let inside = Set(alternatives.filter { isInside($0, components) }.compactMap { $0.wait?.wait.alternative })
        return all == inside
    }

    /// The alternatives of which an await needs one, the edge itself among them; empty where it needs all.
    private func others(like edge: WaitGraph.Edge) -> [WaitGraph.Edge] {
        guard let (wait, site) = edge.wait, let group = wait.group else { return [] }
        return (alternatives[Alternatives(from: edge.from, site: site, group: group)] ?? []).map { waits.edges[Int($0)] }
    }

    /// Whether the same await also waits for something that fails: its promise may then be rejected first.
    private func sharesFailure(_ edge: WaitGraph.Edge) -> Bool { edge.wait.map { failingSites.contains($0.site) } ?? false }

    /// By node: whether it fails, or something that it waits for does.
    private static func failing(_ waits: WaitGraph) -> [Bool] {
        var result = waits.fails
        var pending = result.indices.filter { result[$0] }.map { Int32($0) }
        if pending.isEmpty { return result }
        var incoming: [[Int32]] = Array(repeating: [], count: waits.nodeCount)
        for edge in waits.edges { incoming[Int(edge.to)].append(edge.from) }
        while let node = pending.popLast() {
            for from in incoming[Int(node)] where !result[Int(from)] {
                result[Int(from)] = true
                pending.append(from)
            }
        }
        return result
    }

    /// The shortest way within a component, by edges; the first that is found where `isShort` is not asked for.
    private func way(
        from start: Int32, to end: Int32, within components: Components, isShort: Bool, _ isTaken: (Int32) -> Bool
    ) -> [Int32]? {
        if start == end { return [] }
        var cameBy: [Int32: Int32] = [start: -1]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let node = queue[isShort ? next : queue.count - 1]
            if isShort { next += 1 } else { queue.removeLast() }
            for index in waits.outgoing[Int(node)] where isTaken(index) {
                let to = waits.edges[Int(index)].to
                guard components.number[Int(to)] == components.number[Int(node)], cameBy[to] == nil else { continue }
                cameBy[to] = index
                if to == end {
                    var way: [Int32] = []
                    var current = end
                    while let edge = cameBy[current], edge >= 0 {
                        way.append(edge)
                        current = waits.edges[Int(edge)].from
                    }
                    return way.reversed()
                }
                queue.append(to)
            }
        }
        return nil
    }
}
