/// Rows for the boxes of a graph none of which is wider than a page, where that can be: what has no room in its row goes to one below.
///
/// After Coffman and Graham's layering, with the places of the edges that pass a row counted too.
struct GraphRows {
    /// By edge: how many rows it must go down at least, for the boxes to come where they belong.
    private(set) var minimumLengths: [Int]
    /// The rows that all edges together span.
    private(set) var span: Int

    /// So many rows are looked at for room.
    private static let reach = 12

    init(boxes: [(width: Double, height: Double)], edges: [GraphLayout.Edge], pageWidth: Double, gap: Double) {
        let ranks = GraphRanks(count: boxes.count, edges: edges)
        var incoming = Array(repeating: [Int](), count: boxes.count)
        for (index, edge) in edges.enumerated() where !ranks.closesCircle[index] { incoming[edge.to].append(edge.from) }
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
        minimumLengths = edges.indices.map { edge in
            ranks.closesCircle[edge] ? 1 : max(1, rows[edges[edge].to] - rows[edges[edge].from])
        }
        span = edges.reduce(0) { $0 + max(1, abs(rows[$1.to] - rows[$1.from])) }
    }
}
