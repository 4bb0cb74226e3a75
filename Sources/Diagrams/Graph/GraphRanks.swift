/// The ranks that a layered drawing gives its boxes: how many edges the longest way to each has, without those that close
/// a cycle.
struct GraphRanks {
    /// By box.
    private(set) var ranks: [Int]
    /// By edge: whether it leads back to a box on the walk's way to its tail.
    private(set) var closesCycle: [Bool]
    /// Each box before those that its edges lead to, but for those that close a cycle.
    private(set) var order: [Int] = []
    /// By box: its place in the walk, which takes the edges of a box in their order.
    private(set) var preorder: [Int]
    /// By box: the edge over which the walk came.
    private(set) var arrival: [Int?]

    init(count: Int, edges: [GraphLayout.Edge]) {
        ranks = Array(repeating: 0, count: count)
        closesCycle = Array(repeating: false, count: edges.count)
        preorder = Array(repeating: 0, count: count)
        arrival = Array(repeating: nil, count: count)
        var outgoing = Array(repeating: [Int](), count: count)
        var isTarget = Array(repeating: false, count: count)
        for (index, edge) in edges.enumerated() {
            outgoing[edge.from].append(index)
            if edge.from != edge.to { isTarget[edge.to] = true }
        }
        let starts = (0..<count).filter { !isTarget[$0] } + (0..<count).filter { isTarget[$0] }
        walk(from: starts, outgoing, edges)
        for box in order {
            for edge in outgoing[box] where !closesCycle[edge] {
                ranks[edges[edge].to] = max(ranks[edges[edge].to], ranks[box] + 1)
            }
        }
    }

    /// Depth first, with a stack of its own: ways may be long.
    private mutating func walk(from starts: [Int], _ outgoing: [[Int]], _ edges: [GraphLayout.Edge]) {
        enum State { case new, open, closed }
        var state = Array(repeating: State.new, count: ranks.count)
        var visited = 0
        var finished: [Int] = []
        for start in starts where state[start] == .new {
            var stack: [(box: Int, next: Int)] = []
            func open(_ box: Int) {
                state[box] = .open
                preorder[box] = visited
                visited += 1
                stack.append((box, 0))
            }
            open(start)
            while let (box, next) = stack.last {
                guard next < outgoing[box].count else {
                    state[box] = .closed
                    finished.append(box)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let edge = outgoing[box][next]
                let target = edges[edge].to
                closesCycle[edge] = state[target] == .open
                if state[target] == .new {
                    arrival[target] = edge
                    open(target)
                }
            }
        }
        order = finished.reversed()
    }

    /// How many ranks there are.
    var count: Int { (ranks.max() ?? -1) + 1 }

    /// How many ranks an edge spans, 1 at least: a layout keeps a place free in every one that it passes.
    func span(of edge: GraphLayout.Edge) -> Int { max(1, abs(ranks[edge.to] - ranks[edge.from])) }

    /// How many ranks these edges span together.
    func span(of edges: some Sequence<GraphLayout.Edge>) -> Int { edges.reduce(0) { $0 + span(of: $1) } }
}
