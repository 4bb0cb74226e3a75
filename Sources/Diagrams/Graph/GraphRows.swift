/// Rows for the boxes of a graph none of which is wider than a page, where that can be: what has no room in its row goes to one below.
///
/// After Coffman and Graham's layering, with the places of the edges that pass a row counted too.
struct GraphRows {
    /// By edge: how many rows it must go down at least, for the boxes to come where they belong.
    private(set) var minimumLengths: [Int]
    /// Edges that are not drawn, with the rows that each goes down: what no edge leads to comes by them to its row.
    private(set) var supports: [(from: Int, to: Int, length: Int)] = []
    /// How much those are to be short and straight, where an edge that is drawn is as 1.
    private(set) var supportWeight: Int
    /// The rows that all edges together span.
    private(set) var span: Int

    /// So many rows are looked at for room.
    private static let reach = 12

    /// - Parameter clusters: boxes with a frame around them, beside which nothing is to stand that they lead to.
    init(
        boxes: [(width: Double, height: Double)], edges: [GraphLayout.Edge], clusters: [[Int]] = [], pageWidth: Double, gap: Double,
        supportWeight: Int = 1
    ) {
        self.supportWeight = supportWeight
        let ways = clusters.reduce(edges) { Self.below($1, $0) }
        let ranks = GraphRanks(count: boxes.count, edges: ways)
        var incoming = Array(repeating: [Int](), count: boxes.count)
        for (index, way) in ways.enumerated() where !ranks.closesCycle[index] { incoming[way.to].append(way.from) }
        var used: [Double] = []
        var rows = Array(repeating: 0, count: boxes.count)
        let order = boxes.indices.sorted { (ranks.ranks[$0], $0) < (ranks.ranks[$1], $1) }
        for box in order {
            let first = incoming[box].reduce(0) { max($0, rows[$1] + 1) }
            while used.count < first + Self.reach { used.append(0) }
            let width = boxes[box].width + gap
            let choices = first..<(first + Self.reach)
            let row = choices.first { used[$0] + width <= pageWidth } ?? choices.min { used[$0] < used[$1] } ?? first
            rows[box] = row
            used[row] += width
            for source in incoming[box] {
                for passed in (rows[source] + 1)..<max(row, rows[source] + 1) { used[passed] += gap }
            }
        }
        // Each hangs below one of the row before, so that no support passes a row.
        let free = Dictionary(grouping: order.filter { incoming[$0].isEmpty }) { rows[$0] }
        var above = (row: 0, boxes: free[0] ?? [])
        for row in free.keys.sorted() where row > 0 {
            let boxes = free[row] ?? []
            for (index, box) in boxes.enumerated() { supports.append((above.boxes[index % above.boxes.count], box, row - above.row)) }
            above = (row, boxes)
        }
        // One that closes a cycle leads up.
        minimumLengths = edges.map { max(1, rows[$0.to] - rows[$0.from]) }
        span = edges.reduce(supports.reduce(0) { $0 + $1.length }) { $0 + max(1, abs(rows[$1.to] - rows[$1.from])) }
    }
    /// The edges, without those that lead back into a cluster of several, and with one from each of its boxes to what it leads to.
    private static func below(_ cluster: [Int], _ edges: [GraphLayout.Edge]) -> [GraphLayout.Edge] {
        guard cluster.count > 1 else { return edges }
        let members = Set(cluster)
        var outgoing: [Int: [Int]] = [:]
        for edge in edges { outgoing[edge.from, default: []].append(edge.to) }
        var reached = members
        var stack = cluster
        while let box = stack.popLast() {
            for target in outgoing[box] ?? [] where reached.insert(target).inserted { stack.append(target) }
        }
        let kept = edges.filter { !members.contains($0.to) || members.contains($0.from) || !reached.contains($0.from) }
        let targets = Set(edges.filter { members.contains($0.from) && !members.contains($0.to) }.map(\.to)).sorted()
        return kept + targets.flatMap { target in cluster.map { GraphLayout.Edge(from: $0, to: target) } }
    }
}
