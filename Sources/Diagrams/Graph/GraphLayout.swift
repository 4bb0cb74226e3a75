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

    /// - Parameter clusters: boxes that belong together; a frame is kept free around those of more than one.
    init(
        boxes: [(width: Double, height: Double)], edges: [Edge], clusters: [[Int]] = [], rankSeparation: Double = 33
    ) throws(GraphvizError) {
        let text = try render(Self.dot(boxes, edges, clusters, rankSeparation), engine: .dot, format: .plain)
        let plain = try PlainLayout(parsing: text)
        width = plain.width
        height = plain.height
        for index in boxes.indices {
            let center = plain.centers["m\(index)"] ?? PlainLayout.Point(x: 0, y: 0)
            centers.append(Point(x: center.x, y: center.y))
        }
        // Parallel edges come in the order in which they were written.
        var byEnds: [String: [Bezier]] = [:]
        for edge in plain.edges.reversed() where edge.points.count % 3 == 1 {
            byEnds["\(edge.tail) \(edge.head)", default: []].append(Bezier(edge.points.map { Point(x: $0.x, y: $0.y) }))
        }
        for edge in edges { curves.append(byEnds["m\(edge.from) m\(edge.to)"]?.popLast()) }
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

    /// Boxes of fixed size, cycles as clusters, no text to measure.
    private static func dot(
        _ boxes: [(width: Double, height: Double)], _ edges: [Edge], _ clusters: [[Int]], _ rankSeparation: Double
    ) -> String {
        // What costs time is edges across ranks: a dense graph counts as a larger one.
        let size = max(boxes.count, edges.count * 2 / 5)
        var settings = "nodesep=0.34, ranksep=\(fixed(rankSeparation / 72))"
        if size > 200 { settings += ", nslimit=0.5, nslimit1=0.5, mclimit=0.2" }
        if size > 500 { settings += ", splines=line" }
        var text = "digraph g {\n  graph [\(settings)];\n"
        text += "  node [shape=box, fixedsize=true, label=\"\"];\n  edge [arrowhead=none];\n"
        func write(_ index: Int, indent: String) {
            text += "\(indent)m\(index) [width=\(fixed(boxes[index].width / 72, digits: 4)), "
            text += "height=\(fixed(boxes[index].height / 72, digits: 4))];\n"
        }
        var isMember = Array(repeating: false, count: boxes.count)
        for member in clusters.joined() { isMember[member] = true }
        for index in boxes.indices where !isMember[index] { write(index, indent: "  ") }
        for (number, members) in clusters.enumerated() where !members.isEmpty {
            guard members.count > 1 else {
                write(members[0], indent: "  ")
                continue
            }
            // The label takes the room that ours will need.
            text += "  subgraph cluster_\(number) {\n    graph [margin=\(fixed(clusterMargin)), label=\"-\", fontsize=10];\n"
            for member in members { write(member, indent: "    ") }
            text += "  }\n"
        }
        for edge in edges { text += "  m\(edge.from) -> m\(edge.to)\(edge.isHeavy ? " [weight=3]" : "");\n" }
        return text + "}\n"
    }
}
