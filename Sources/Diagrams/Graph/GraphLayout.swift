import Analysis
import Graphviz
import Trace

/// Where the boxes and arrows of a module graph go: the first of two passes, by the `dot` engine.
struct GraphLayout {
    var width: Double
    var height: Double
    /// By node of the selection.
    var centers: [Point] = []
    /// By edge of the selection; `nil` where the engine drew none.
    var curves: [Bezier?] = []

    static let clusterMargin = 12.0
    static let clusterHead = 15.0

    init(_ selection: GraphSelection, sizes: [(width: Double, height: Double)], model: GraphModel) throws(GraphvizError) {
        let text = try render(Self.dot(selection, sizes, model), engine: .dot, format: .plain)
        let plain = try PlainLayout(parsing: text)
        width = plain.width
        height = plain.height
        for node in selection.nodes {
            let center = plain.centers["m\(node.module.rawValue)"] ?? PlainLayout.Point(x: 0, y: 0)
            centers.append(Point(x: center.x, y: center.y))
        }
        // Parallel edges come in the order in which they were written.
        var byEnds: [String: [Bezier]] = [:]
        for edge in plain.edges.reversed() where edge.points.count % 3 == 1 {
            byEnds["\(edge.tail) \(edge.head)", default: []].append(Bezier(edge.points.map { Point(x: $0.x, y: $0.y) }))
        }
        for edge in selection.edges { curves.append(byEnds["m\(edge.from.rawValue) m\(edge.to.rawValue)"]?.popLast()) }
    }

    /// Boxes of fixed size, cycles as clusters, no text to measure.
    private static func dot(
        _ selection: GraphSelection, _ sizes: [(width: Double, height: Double)], _ model: GraphModel
    ) -> String {
        // What costs time is edges across ranks: a dense graph counts as a larger one.
        let size = max(selection.nodes.count, selection.edges.count * 2 / 5)
        var settings = "nodesep=0.34, ranksep=0.46"
        if size > 200 { settings += ", nslimit=0.5, nslimit1=0.5, mclimit=0.2" }
        if size > 500 { settings += ", splines=line" }
        var text = "digraph g {\n  graph [\(settings)];\n"
        text += "  node [shape=box, fixedsize=true, label=\"\"];\n  edge [arrowhead=none];\n"
        func write(_ index: Int, indent: String) {
            let node = selection.nodes[index]
            text += "\(indent)m\(node.module.rawValue) [width=\(fixed(sizes[index].width / 72, digits: 4)), "
            text += "height=\(fixed(sizes[index].height / 72, digits: 4))];\n"
        }
        var members: [Int: [Int]] = [:]
        for (index, node) in selection.nodes.enumerated() {
            if let cycle = node.cycle { members[cycle, default: []].append(index) } else { write(index, indent: "  ") }
        }
        for cycle in model.cycles.indices {
            guard let members = members[cycle] else { continue }
            guard members.count > 1 else {
                write(members[0], indent: "  ")
                continue
            }
            // The label takes the room that ours will need.
            text += "  subgraph cluster_\(cycle) {\n    graph [margin=\(fixed(clusterMargin)), label=\"-\", fontsize=10];\n"
            for member in members { write(member, indent: "    ") }
            text += "  }\n"
        }
        for edge in selection.edges {
            text += "  m\(edge.from.rawValue) -> m\(edge.to.rawValue)\(edge.isCritical ? " [weight=3]" : "");\n"
        }
        return text + "}\n"
    }
}
