import Graphviz

/// Where the boxes and arrows of a graph go: the first of two passes, by the `dot` engine.
struct GraphLayout {
    struct Edge {
        /// Indices of boxes.
        var from, to: Int
        /// Kept short and straight where possible.
        var isHeavy = false
    }

    var width: Double
    var height: Double
    /// By box.
    var centers: [Point] = []
    /// By edge; `nil` where the engine drew none.
    var curves: [Bezier?] = []

    static let clusterMargin = 12.0
    static let clusterHead = 15.0
    /// The ranks that all edges together may span: the engine then takes a third of a second at most.
    static let spanLimit = 2_500
    /// What edges may span in all ways to lay them out that are tried, together.
    private static let spanBudget = 5_000
    /// With more boxes than that fewer ways to lay them out are tried.
    private static let closeLimit = 60

    /// Lays out from the top down; where that is wider than the page, in narrower rows, or from left to right, whichever comes nearer
    /// to it. What would not fill a page even so, since it is too much, is laid out for a large one.
    ///
    /// The time is bounded for every graph: edges over ``spanLimit``, as ``GraphThinning`` chooses them, are straight lines.
    ///
    /// - Parameter clusters: boxes that belong together; a frame is kept free around those of more than one.
    init(
        boxes: [(width: Double, height: Double)], edges: [Edge], clusters: [[Int]] = [], rankSeparation: Double = 33,
        page wanted: GraphPage
    ) throws(GraphvizError) {
        let isKept = GraphThinning(count: boxes.count, edges: edges, impliedLimit: Self.spanLimit, limit: Self.spanLimit).isKept
        let kept = edges.indices.filter { isKept[$0] }
        let graph = GraphLayoutText(boxes: boxes, edges: kept.map { edges[$0] }, clusters: clusters, rankSeparation: rankSeparation)
        let area = boxes.reduce(0) { $0 + ($1.width + GraphLayoutText.narrowGap) * ($1.height + rankSeparation) }
        let page = wanted.hasRoom(for: area) ? wanted : .large
        var best = try GraphLayout(graph, .rows)
        if best.width > page.width {
            let ranks = GraphRanks(count: boxes.count, edges: graph.edges)
            var triesLeft = Self.furtherTries(span: ranks.span(of: graph.edges))
            func use(_ direction: GraphLayoutText.Direction) throws(GraphvizError) {
                guard triesLeft > 0 else { return }
                triesLeft -= 1
                let other = try GraphLayout(graph, direction)
                if page.excess(other.width, other.height) < page.excess(best.width, best.height) { best = other }
            }
            try use(.columns)
            if page.excess(best.width, best.height) > 1 {
                let rows = GraphRows(boxes: boxes, edges: graph.edges, pageWidth: page.width, gap: GraphLayoutText.narrowGap)
                if rows.span <= Self.spanLimit { try use(.narrowRows(rows, gap: GraphLayoutText.narrowGap)) }
                // Lines that pass between boxes may still want more room than there is.
                if page.excess(best.width, best.height) > 1, rows.span <= Self.spanLimit {
                    try use(.narrowRows(rows, gap: GraphLayoutText.tightGap))
                }
                // So may the frames around cycles.
                if page.excess(best.width, best.height) > 1, !clusters.isEmpty {
                    let rows = GraphRows(
                        boxes: boxes, edges: graph.edges, pageWidth: page.width - 2 * Self.clusterHead, gap: GraphLayoutText.narrowGap)
                    if rows.span <= Self.spanLimit { try use(.narrowRows(rows, gap: GraphLayoutText.tightGap)) }
                }
                // What stands alone, one below the other, is moved aside by lines that pass it, and what a cycle leads to by its frame.
                for share in [1, 0.8] where page.excess(best.width, best.height) > 1 && boxes.count <= Self.closeLimit {
                    let frame = clusters.contains { $0.count > 1 } ? 2 * Self.clusterHead : 0
                    let rows = GraphRows(
                        boxes: boxes, edges: graph.edges, clusters: clusters, pageWidth: (page.width - frame) * share,
                        gap: GraphLayoutText.narrowGap, supportWeight: 10)
                    if rows.span <= Self.spanLimit { try use(.narrowRows(rows, gap: GraphLayoutText.tightGap)) }
                }
            }
        }
        self = best
        guard kept.count < edges.count else { return }
        curves = Array(repeating: nil, count: edges.count)
        for (index, curve) in zip(kept, best.curves) { curves[index] = curve }
        for (index, edge) in edges.enumerated() where !isKept[index] && edge.from != edge.to {
            curves[index] = straight(from: edge.from, to: edge.to, boxes)
        }
    }

    /// How many other ways to lay out edges are tried that span so much together.
    static func furtherTries(span: Int) -> Int { spanBudget / max(1, span) - 1 }

    private init(_ graph: GraphLayoutText, _ direction: GraphLayoutText.Direction) throws(GraphvizError) {
        let placed = try Coordinates(dot: graph.text(direction), engine: .dot)
        width = placed.width
        height = placed.height
        for index in graph.boxes.indices {
            let center = placed.centers["m\(index)"] ?? Coordinates.Point(x: 0, y: 0)
            centers.append(Point(x: center.x, y: center.y))
        }
        for index in graph.edges.indices {
            curves.append(placed.curves["\(index)"].map { curve in Bezier(curve.map { Point(x: $0.x, y: $0.y) }) })
        }
    }

    /// A line between the sides of two boxes.
    private func straight(from: Int, to: Int, _ boxes: [(width: Double, height: Double)]) -> Bezier {
        func side(_ index: Int, towards other: Int) -> Point {
            let (center, goal) = (centers[index], centers[other])
            let reach = max(abs(goal.x - center.x) / boxes[index].width, abs(goal.y - center.y) / boxes[index].height)
            return center.mixed(goal, reach > 0.5 ? 0.5 / reach : 1)
        }
        let (start, end) = (side(from, towards: to), side(to, towards: from))
        return Bezier([start, start.mixed(end, 1 / 3), start.mixed(end, 2 / 3), end])
    }

    /// The same, as much further right and down.
    func moved(by offset: Point) -> GraphLayout {
        func moved(_ point: Point) -> Point { Point(x: point.x + offset.x, y: point.y + offset.y) }
        var result = self
        result.centers = centers.map(moved)
        result.curves = curves.map { curve in curve.map { Bezier($0.points.map(moved)) } }
        return result
    }

    /// The frame around these boxes, with room for a label at its top.
    static func frame(around members: [Rect]) -> Rect {
        var box = members[0]
        for rect in members.dropFirst() {
            let right = max(box.right, rect.right)
            let bottom = max(box.bottom, rect.bottom)
            box.x = min(box.x, rect.x)
            box.y = min(box.y, rect.y)
            box.width = right - box.x
            box.height = bottom - box.y
        }
        box = box.inset(by: -clusterMargin)
        box.y -= clusterHead
        box.height += clusterHead
        return box
    }
}
