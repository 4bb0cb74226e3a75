/// Which edges are kept where all of them would be too many to lay out and to read.
///
/// The time that the `dot` engine takes grows with the places that edges take in the ranks that they pass, and not with the number
/// of boxes: 60 modules that import one another in every way that makes no cycle have 35,990 of those, and take 24 s. So their sum
/// is what is bounded.
struct GraphThinning {
    /// By edge.
    private(set) var isKept: [Bool]
    /// Whether every way over edges that are left out is also one over edges that are kept.
    private(set) var keepsEveryWay = true

    /// - Parameters:
    ///   - impliedLimit: if all edges together span more ranks, those are left out that longer ways imply.
    ///   - limit: if the others still span more, the longest are left out, though for each box one that leads to it stays.
    init(count: Int, edges: [GraphLayout.Edge], impliedLimit: Int, limit: Int) {
        isKept = Array(repeating: true, count: edges.count)
        let ranks = GraphRanks(count: count, edges: edges)
        guard ranks.span(of: edges) > impliedLimit else { return }
        leaveOutImplied(edges, ranks)
        leaveOutCircular(edges, ranks)
        let kept = edges.indices.filter { isKept[$0] }
        let thinned = GraphRanks(count: count, edges: kept.map { edges[$0] })
        guard thinned.span(of: kept.map { edges[$0] }) > limit else { return }
        keepsEveryWay = false
        leaveOutLongest(edges, kept, thinned, limit)
    }

    /// Leaves out each edge between whose ends there is a longer way: the transitive reduction of those that close no cycle.
    private mutating func leaveOutImplied(_ edges: [GraphLayout.Edge], _ ranks: GraphRanks) {
        let words = (ranks.ranks.count + 63) / 64
        var outgoing = Array(repeating: [Int](), count: ranks.ranks.count)
        for (index, edge) in edges.enumerated() where !ranks.closesCycle[index] { outgoing[edge.from].append(index) }
        // By box, a bit for each box that it leads to.
        var reached = Array(repeating: UInt64(0), count: words * ranks.ranks.count)
        for box in ranks.order.reversed() {
            // By the nearest first, so that what others lead to is known when its turn comes.
            let byRank = outgoing[box].sorted { (ranks.ranks[edges[$0].to], $0) < (ranks.ranks[edges[$1].to], $1) }
            let own = box * words
            var direct: Set<Int> = []
            for edge in byRank {
                let target = edges[edge].to
                let isReached = reached[own + target / 64] & (1 << UInt64(target % 64)) != 0
                // A second edge with the same ends is not implied by the first.
                if isReached, !direct.contains(target) {
                    if !edges[edge].isHeavy { isKept[edge] = false }
                    continue
                }
                direct.insert(target)
                for word in 0..<words { reached[own + word] |= reached[target * words + word] }
                reached[own + target / 64] |= 1 << UInt64(target % 64)
            }
        }
    }

    /// Of the edges that close cycles keeps so many that every box of a cycle still leads to every other.
    ///
    /// As in Tarjan's algorithm, each box must lead to one that came before it in the walk, over those that came after it.
    private mutating func leaveOutCircular(_ edges: [GraphLayout.Edge], _ ranks: GraphRanks) {
        let component = Self.components(edges, ranks)
        var outgoing = Array(repeating: [Int](), count: ranks.ranks.count)
        for (index, edge) in edges.enumerated() where component[edge.from] == component[edge.to] { outgoing[edge.from].append(index) }
        var isNeeded: Set<Int> = []
        // By box: how far back those after it lead, over edges that are kept, and over any, and by which.
        var kept = ranks.preorder
        var best: [(place: Int, edge: Int)?] = Array(repeating: nil, count: ranks.ranks.count)
        // The order of the walk's ends is that of the ranks backwards.
        for box in ranks.order.reversed() {
            for edge in outgoing[box] {
                let target = edges[edge].to
                if ranks.closesCycle[edge] {
                    if ranks.preorder[target] < best[box]?.place ?? ranks.preorder[box] { best[box] = (ranks.preorder[target], edge) }
                } else if ranks.arrival[target] == edge {
                    kept[box] = min(kept[box], kept[target])
                    if let below = best[target], below.place < best[box]?.place ?? ranks.preorder[box] { best[box] = below }
                } else {
                    kept[box] = min(kept[box], ranks.preorder[target])
                }
            }
            if kept[box] == ranks.preorder[box], let (place, edge) = best[box] {
                isNeeded.insert(edge)
                kept[box] = place
            }
        }
        for (index, edge) in edges.enumerated() where ranks.closesCycle[index] && edge.from != edge.to && !edge.isHeavy {
            isKept[index] = isNeeded.contains(index)
        }
    }

    /// By box: the number of the cycle that it is in, or one of its own.
    private static func components(_ edges: [GraphLayout.Edge], _ ranks: GraphRanks) -> [Int] {
        // Against the edges, from the boxes whose walk ended last: Kosaraju's algorithm.
        var incoming = Array(repeating: [Int](), count: ranks.ranks.count)
        for edge in edges { incoming[edge.to].append(edge.from) }
        var component = Array(repeating: -1, count: ranks.ranks.count)
        for (number, start) in ranks.order.enumerated() where component[start] < 0 {
            var stack = [start]
            component[start] = number
            while let box = stack.popLast() {
                for source in incoming[box] where component[source] < 0 {
                    component[source] = number
                    stack.append(source)
                }
            }
        }
        return component
    }

    /// Keeps a shortest edge to each box; then the shortest of the heavy ones and of the others, as long as they fit.
    private mutating func leaveOutLongest(_ edges: [GraphLayout.Edge], _ kept: [Int], _ ranks: GraphRanks, _ limit: Int) {
        var isArrival = Array(repeating: false, count: edges.count)
        var hasArrival = Array(repeating: false, count: ranks.ranks.count)
        for edge in kept where !hasArrival[edges[edge].to] && ranks.ranks[edges[edge].to] == ranks.ranks[edges[edge].from] + 1 {
            isArrival[edge] = true
            hasArrival[edges[edge].to] = true
        }
        func importance(_ edge: Int) -> (Int, Int, Int) {
            (isArrival[edge] ? 0 : edges[edge].isHeavy ? 1 : 2, ranks.span(of: edges[edge]), edge)
        }
        var sum = 0
        for edge in kept.sorted(by: { importance($0) < importance($1) }) {
            sum += ranks.span(of: edges[edge])
            if sum > limit { isKept[edge] = false }
        }
    }
}
