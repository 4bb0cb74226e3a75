import Analysis

/// What of the waiting is drawn: all where it can be read; of more, stretches of many that wait in a row are folded, and then the cycles and
/// dead ends come first.
struct WaitSelection {
    private static let limit = 60
    /// What stays on either side of a folded stretch.
    private static let kept = 2

    enum Item {
        /// Of the graph's nodes that one.
        case node(Int)
        /// So many that wait in a row, each for the next.
        case folded(Int)

        /// How many nodes of the graph it stands for.
        var count: Int { if case .folded(let count) = self { count } else { 1 } }
    }

    let items: [Item]
    /// Edges between those; the ends are indices into ``items``.
    let edges: [(from: Int, to: Int, wait: WaitGraph.Edge)]
    /// How many are neither drawn nor folded.
    let omitted: Int

    init(_ graph: WaitGraph) {
        let stretches = graph.nodes.count > Self.limit ? Self.stretches(of: graph) : []
        var items: [Item] = []
        var itemOfNode: [Int] = Array(repeating: -1, count: graph.nodes.count)
        var stretchOfNode: [Int: Int] = [:]
        for (number, stretch) in stretches.enumerated() { for node in stretch { stretchOfNode[node] = number } }
        for node in graph.nodes.indices where itemOfNode[node] < 0 {
            guard let stretch = stretchOfNode[node].map({ stretches[$0] }) else {
                itemOfNode[node] = items.count
                items.append(.node(node))
                continue
            }
            for member in stretch { itemOfNode[member] = items.count }
            items.append(.folded(stretch.count))
        }
        let chosen = Self.choice(of: items, itemOfNode, in: graph)
        var place: [Int: Int] = [:]
        for (index, item) in chosen.enumerated() { place[item] = index }
        self.items = chosen.map { items[$0] }
        edges = graph.edges.compactMap { edge in
            let (from, to) = (itemOfNode[edge.from], itemOfNode[edge.to])
            // Within a folded stretch nothing is drawn; a node may wait for itself.
            if from == to, case .folded = items[from] { return nil }
            guard let from = place[from], let to = place[to] else { return nil }
            return (from, to, edge)
        }
        omitted = graph.nodes.count - self.items.reduce(0) { $0 + $1.count }
    }

    /// The stretches of nodes that have one who waits for them and one for whom they wait, less what stays at their ends. What tells most
    /// is in none: where to cut a cycle, and what nothing settles.
    private static func stretches(of graph: WaitGraph) -> [[Int]] {
        var targets = Array(repeating: [Int](), count: graph.nodes.count)
        var sources = targets
        var isPlain = graph.nodes.map { !$0.isDeadEnd }
        for edge in graph.edges {
            targets[edge.from].append(edge.to)
            sources[edge.to].append(edge.from)
            if edge.isCut { (isPlain[edge.from], isPlain[edge.to]) = (false, false) }
        }
        for node in graph.nodes.indices where targets[node].count != 1 || sources[node].count != 1 { isPlain[node] = false }
        var stretches: [[Int]] = []
        for start in graph.nodes.indices where isPlain[start] && !isPlain[sources[start][0]] {
            var stretch: [Int] = []
            var node = start
            while isPlain[node] {
                stretch.append(node)
                node = targets[node][0]
            }
            let middle = Array(stretch.dropFirst(kept).dropLast(kept))
            if middle.count > kept { stretches.append(middle) }
        }
        return stretches
    }

    /// Which items are drawn, in order.
    private static func choice(of items: [Item], _ itemOfNode: [Int], in graph: WaitGraph) -> [Int] {
        guard items.count > limit else { return Array(items.indices) }
        var chosen = Array(repeating: false, count: items.count)
        var count = 0
        func add(_ nodes: some Sequence<Int>, upTo limit: Int) {
            for node in nodes where count < limit && !chosen[itemOfNode[node]] {
                chosen[itemOfNode[node]] = true
                count += 1
            }
        }
        add(graph.edges.lazy.filter(\.isCut).flatMap { [$0.from, $0.to] }, upTo: limit / 3)
        // A cycle is whole or it says nothing; of a large one, its begin.
        for cycle in graph.cycles { add(cycle, upTo: limit * 2 / 3) }
        add(graph.nodes.indices.lazy.filter { graph.nodes[$0].isDeadEnd }, upTo: limit * 3 / 4)
        add(graph.edges.lazy.filter { graph.nodes[$0.to].isDeadEnd }.map(\.from), upTo: limit * 5 / 6)
        add(graph.nodes.indices, upTo: limit)
        return items.indices.filter { chosen[$0] }
    }
}
