import Analysis

/// What of the waiting is drawn: all where it can be read, and the circles and dead ends of more.
struct WaitSelection {
    private static let limit = 60

    /// Indices of the graph's nodes, in order.
    let nodes: [Int]
    /// Edges between those; the ends are indices into ``nodes``.
    let edges: [(from: Int, to: Int, wait: WaitGraph.Edge)]
    let omitted: Int

    init(_ graph: WaitGraph) {
        var chosen = Array(repeating: graph.nodes.count <= Self.limit, count: graph.nodes.count)
        if graph.nodes.count > Self.limit {
            var count = 0
            func add(_ indices: some Sequence<Int>, upTo limit: Int) {
                for index in indices where count < limit && !chosen[index] {
                    chosen[index] = true
                    count += 1
                }
            }
            // A circle is whole or it says nothing; of a large one, its begin.
            for cycle in graph.cycles { add(cycle, upTo: Self.limit * 2 / 3) }
            let ends = graph.nodes.indices.filter { graph.nodes[$0].isDeadEnd }
            add(ends, upTo: Self.limit * 3 / 4)
            add(graph.edges.lazy.filter { graph.nodes[$0.to].isDeadEnd }.map(\.from), upTo: Self.limit * 5 / 6)
            add(graph.nodes.indices, upTo: Self.limit)
        }
        var place: [Int: Int] = [:]
        nodes = graph.nodes.indices.filter { chosen[$0] }
        for (index, node) in nodes.enumerated() { place[node] = index }
        edges = graph.edges.compactMap { edge in
            guard let from = place[edge.from], let to = place[edge.to] else { return nil }
            return (from, to, edge)
        }
        omitted = graph.nodes.count - nodes.count
    }
}
