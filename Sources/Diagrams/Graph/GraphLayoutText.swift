/// A graph as the DOT text that the `dot` engine lays out: boxes of fixed size, cycles as clusters, no text to measure.
struct GraphLayoutText {
    enum Direction {
        /// From the top down, each box below all that lead to it.
        case rows
        /// The same, with boxes further down that had no room.
        case narrowRows(GraphRows, gap: Double)
        /// From left to right.
        case columns
    }

    let boxes: [(width: Double, height: Double)]
    let edges: [GraphLayout.Edge]
    let clusters: [[Int]]
    /// Points between two rows.
    let rankSeparation: Double

    /// Points between two boxes of a row.
    private static let gap = 24.5
    static let narrowGap = 15.0
    static let tightGap = 8.0
    /// Points between two columns, and between the boxes of one.
    private static let columnSeparation = 64.0
    private static let columnGap = 15.0

    func text(_ direction: Direction) -> String {
        var text = "digraph g {\n  graph [\(settings(direction))];\n"
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
            text += "  subgraph cluster_\(number) {\n    graph [margin=\(fixed(GraphLayout.clusterMargin)), label=\"-\", fontsize=10];\n"
            for member in members { write(member, indent: "    ") }
            text += "  }\n"
        }
        for (index, edge) in edges.enumerated() {
            var attributes = ["key=\(index)"] + (edge.isHeavy ? ["weight=3"] : [])
            if case .narrowRows(let rows, _) = direction, rows.minimumLengths[index] > 1 {
                attributes.append("minlen=\(rows.minimumLengths[index])")
            }
            text += "  m\(edge.from) -> m\(edge.to)[\(attributes.joined(separator: ", "))];\n"
        }
        if case .narrowRows(let rows, _) = direction {
            let weight = rows.supportWeight == 1 ? "" : ", weight=\(rows.supportWeight)"
            for support in rows.supports {
                text += "  m\(support.from) -> m\(support.to) [style=invis, minlen=\(support.length)\(weight)];\n"
            }
        }
        return text + "}\n"
    }

    private func settings(_ direction: Direction) -> String {
        let (gap, separation, prefix) =
            switch direction {
            case .rows: (Self.gap, rankSeparation, "")
            case .narrowRows(_, let gap): (gap, rankSeparation, "")
            case .columns: (Self.columnGap, Self.columnSeparation, "rankdir=LR, ")
            }
        var settings = "\(prefix)nodesep=\(fixed(gap / 72)), ranksep=\(fixed(separation / 72))"
        // What costs time is edges across ranks.
        let span =
            switch direction {
            case .rows, .columns: GraphRanks(count: boxes.count, edges: edges).span(of: edges)
            case .narrowRows(let rows, _): rows.span
            }
        let size = max(boxes.count, edges.count * 2 / 5)
        if size > 400 || span > 1_000 {
            settings += ", nslimit=0.2, nslimit1=0.2, mclimit=0.1, splines=line"
        } else if size > 200 {
            settings += ", nslimit=0.5, nslimit1=0.5, mclimit=0.2"
        }
        return settings
    }
}
