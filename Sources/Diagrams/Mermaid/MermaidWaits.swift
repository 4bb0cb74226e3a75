import Analysis
import Text
import Trace

/// Who waits for whom as Mermaid's flowchart: a module at its await is a stadium, one that has not begun has round corners, an async
/// function has double sides, a promise is a rectangle; the cycle is thick and red.
///
/// https://mermaid.js.org/syntax/flowchart.html
struct MermaidWaits {
    private let selection: WaitSelection
    private let texts: WaitTexts

    init(_ run: AnalysedRun) {
        selection = WaitSelection(run.waits)
        texts = WaitTexts(run)
    }

    func text(title: String, description: String) -> String {
        var lines = MermaidLines("flowchart TD", title: title, description: description, reserve: 12_000)
        let items = selection.items
        let isShown = items.enumerated().map { index, item in lines.add(["    " + box(item, index)]) }
        let edges = selection.edges.filter { isShown[$0.from] && isShown[$0.to] }
        for edge in edges { lines.must("    w\(edge.from) \(arrow(of: edge.wait)) w\(edge.to)") }
        let omitted = items.indices.reduce(selection.omitted) { sum, index in isShown[index] ? sum : sum + items[index].count }
        if omitted > 0 { lines.must("    more[\"\(counted(omitted, "more that wait", "more that wait")) left out\"]") }
        let troubled = items.indices.filter { index in
            guard isShown[index], case .node(let node) = items[index] else { return false }
            return texts.graph.nodes[node].cycle != nil || texts.graph.nodes[node].isDeadEnd
        }.map { "w\($0)" }
        if !troubled.isEmpty {
            lines.must("    classDef stuck stroke:#C62828,stroke-width:3px")
            lines.must("    class \(troubled.joined(separator: ",")) stuck")
        }
        let cycle = edges.indices.filter { edges[$0].wait.isInCycle }.map(String.init)
        if !cycle.isEmpty { lines.must("    linkStyle \(cycle.joined(separator: ",")) stroke:#C62828,stroke-width:3px") }
        return lines.text
    }

    private func box(_ item: WaitSelection.Item, _ index: Int) -> String {
        switch item {
        case .node(let node): box(texts.graph.nodes[node], index)
        case .folded(let count): "w\(index)(\"\(WaitTexts.folded(count))\")"
        }
    }

    private func box(_ node: WaitGraph.Node, _ index: Int) -> String {
        let details =
            switch node.kind {
            case .promise, .promiseBehind: node.isDeadEnd ? "<br/>nothing settles it" : ""
            case .thenFunction: "<br/>never calls back"
            case .module, .function: node.position.map { "<br/>line \($0.line)" } ?? "<br/>not begun"
            }
        let label = "\"\(MermaidText.escaped(texts.name(of: node)))\(details)\""
        switch node.kind {
        case .module where node.position == nil: return "w\(index)(\(label))"
        case .module: return "w\(index)([\(label)])"
        case .function, .thenFunction: return "w\(index)[[\(label)]]"
        case .promise, .promiseBehind: return "w\(index)[\(label)]"
        }
    }

    private func arrow(of edge: WaitGraph.Edge) -> String {
        switch edge.kind {
        case .dependency: "-->|\"imports\"|"
        case .awaits: edge.isCut ? "-->|\"awaits, cut here\"|" : "-->|\"awaits\"|"
        case .settles: "-.->|\"settles with\"|"
        }
    }
}
