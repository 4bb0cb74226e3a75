import Analysis
import Graphviz
import Text
import Trace

/// Who waits for whom when nothing goes on: modules, async functions and promises, the cycle, and where to cut it.
struct WaitPicture {
    private static let left = 20.0

    private let trace: Trace
    private let selection: WaitSelection
    private let texts: WaitTexts
    private let boxes: [WaitNodeBox]
    private let layout: GraphLayout

    /// `nil` for a run in which nothing waits.
    init?(_ run: AnalysedRun, _ options: DrawOptions = DrawOptions()) throws(GraphvizError) {
        let graph = run.waits
        guard !graph.nodes.isEmpty else { return nil }
        trace = run.trace
        selection = WaitSelection(graph)
        texts = WaitTexts(trace: trace, graph: graph)
        boxes = selection.items.map { [texts] item in
            switch item {
            case .node(let node): WaitNodeBox(node, texts: texts, linkBase: options.linkBase)
            case .folded(let count): WaitNodeBox(folded: count)
            }
        }
        let edges = selection.edges.map { edge in GraphLayout.Edge(from: edge.from, to: edge.to, isHeavy: edge.wait.isInCycle) }
        layout = try GraphLayout(boxes: boxes.map(\.size), edges: edges, rankSeparation: 44)
    }

    func draw() -> (canvas: Canvas, title: String, description: String) {
        var canvas = Canvas()
        let title = "Who waits for whom: \(trace.title.isEmpty ? "modules" : trace.title)"
        canvas.width = layout.width + 2 * Self.left
        var notes = ["Who waits for whom", TimelineTexts(trace: trace).outcome, texts.summary]
        if selection.omitted > 0 { notes.append("\(counted(selection.omitted, "more that wait", "more that wait")) not drawn") }
        let header = Header(title: DOTText.visible(trace.title), subtitle: notes.joined(separator: " · "), width: canvas.width)
        header.draw(on: &canvas)
        let top = header.height - 2
        let layout = layout.moved(by: Point(x: max(Self.left, (canvas.width - layout.width) / 2), y: top))
        let rects = zip(layout.centers, boxes).map { Rect(center: $0, width: $1.size.width, height: $1.size.height) }
        var marks = GraphMarks(boxes: rects, curves: layout.curves)
        for (index, edge) in selection.edges.enumerated() { draw(edge.wait, index, layout.curves[index], on: &canvas) }
        for (index, box) in boxes.enumerated() { box.draw(on: &canvas, center: layout.centers[index], number: index + 1) }
        for (index, edge) in selection.edges.enumerated() where edge.wait.isCut {
            drawCut(index, layout.curves[index], &marks, on: &canvas)
        }
        var y = top + layout.height + 16
        drawAdvice(on: &canvas, y: &y)
        legend().draw(on: &canvas, top: &y)
        canvas.height = y + 4
        return (canvas, title, texts.description)
    }

    private func draw(_ edge: WaitGraph.Edge, _ index: Int, _ curve: Bezier?, on canvas: inout Canvas) {
        guard let curve else { return }
        var style = Canvas.Curve(points: curve.points, stroke: .edge, width: 1.2, arrow: 0.65)
        switch edge.kind {
        case .dependency: break
        case .awaits: (style.stroke, style.width) = (.run, 1.5)
        case .settles: style.isDashed = true
        }
        if edge.isInCycle { (style.stroke, style.width) = (.error, 2.4) }
        style.name = Canvas.Name(
            id: "wait-\(index + 1)", kind: edge.kind.rawValue + (edge.isInCycle ? " in-cycle" : ""), tooltip: texts.words(for: edge))
        canvas.draw(style)
    }

    /// At the edge that closed the cycle, or beside it where it has no room.
    private func drawCut(_ index: Int, _ curve: Bezier?, _ marks: inout GraphMarks, on canvas: inout Canvas) {
        let font = Canvas.Font(size: 8.5, isBold: true)
        let text = "cut here"
        let width = TextMetrics.width(of: text, font) + 12
        guard let curve,
            let center = marks.place(on: index, curve: curve, width: width, height: 14, mayCross: true, isCentered: true)
        else { return }
        canvas.box(
            Rect(center: center, width: width, height: 14), fill: .errorFill, stroke: .error, width: 1.1, isRounded: true,
            label: Canvas.Label(text: text, font: font, paint: .error), name: Canvas.Name(id: "cut-\(index + 1)", kind: "cut"))
    }

    private func drawAdvice(on canvas: inout Canvas, y: inout Double) {
        for line in texts.advice.prefix(3) {
            let font = Canvas.Font(size: 9.5)
            for part in TextMetrics.wrapped(line, width: max(canvas.width - 40, 520), lines: 2, font) {
                canvas.text(part, x: 16, y: y, size: 9.5, name: Canvas.Name(kind: "advice"))
                canvas.width = max(canvas.width, TextMetrics.width(of: part, font) + 32)
                y += 14
            }
        }
        y += 5
    }

    private func legend() -> Legend {
        var legend = Legend()
        let nodes = selection.items.compactMap { if case .node(let node) = $0 { texts.graph.nodes[node] } else { nil } }
        let edges = selection.edges.map(\.wait)
        func has(_ condition: (WaitGraph.Node.Kind) -> Bool) -> Bool { nodes.contains { condition($0.kind) } }
        legend.add(
            .box(fill: .suspended, stroke: .run, isDashed: false), "module at its await",
            if: nodes.contains { if case .module = $0.kind { $0.position != nil } else { false } })
        legend.add(
            .box(fill: .waits, stroke: .plainEdge, isDashed: true), "module that has not begun",
            if: nodes.contains { if case .module = $0.kind { $0.position == nil } else { false } })
        legend.add(
            .box(fill: .plain, stroke: .run, isDashed: false), "async function at its await",
            if: has { if case .function = $0 { true } else { false } })
        legend.add(
            .box(fill: .plain, stroke: .error, isDashed: false), "exported then(), called by import()",
            if: has { if case .thenFunction = $0 { true } else { false } })
        legend.add(.square(fill: .lane, stroke: .muted), "promise", if: nodes.contains(where: \.isPromise))
        legend.add(.arrow(.edge, width: 1.2, isDashed: false), "waits for its import", if: edges.contains { $0.kind == .dependency })
        legend.add(.arrow(.run, width: 1.5, isDashed: false), "awaits", if: edges.contains { $0.kind == .awaits && !$0.isInCycle })
        legend.add(.arrow(.edge, width: 1.2, isDashed: true), "settles when that does", if: edges.contains { $0.kind == .settles })
        legend.add(.arrow(.error, width: 2.4, isDashed: false), "the cycle", if: edges.contains(where: \.isInCycle))
        return legend
    }
}
