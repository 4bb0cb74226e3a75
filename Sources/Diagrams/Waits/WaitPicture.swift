import Analysis
import Graphviz
import Text
import Trace

/// Who waits for whom when nothing goes on: modules, async functions and promises, the cycle, and where to cut it.
struct WaitPicture {
    private var left: Double { GraphPage.margin(on: page) }

    private let trace: Trace
    private let selection: WaitSelection
    private let texts: WaitTexts
    private let boxes: [WaitNodeBox]
    private let layout: GraphLayout
    private let page: Double

    /// `nil` for a run in which nothing waits.
    init?(_ run: AnalysedRun, _ options: DrawOptions = DrawOptions()) throws(GraphvizError) {
        let graph = run.waits
        guard !graph.nodes.isEmpty else { return nil }
        trace = run.trace
        selection = WaitSelection(graph)
        texts = WaitTexts(run)
        page = options.page
        let isNarrow = Page.isNarrow(page)
        boxes = selection.items.map { [texts] item in
            switch item {
            case .node(let node): WaitNodeBox(node, texts: texts, linkBase: options.linkBase, isNarrow: isNarrow)
            case .folded(let count): WaitNodeBox(folded: count)
            }
        }
        let edges = selection.edges.map { edge in GraphLayout.Edge(from: edge.from, to: edge.to, isHeavy: edge.wait.isInCycle) }
        layout = try GraphLayout(boxes: boxes.map(\.size), edges: edges, rankSeparation: 44, page: GraphPage(options))
    }

    func draw() -> (canvas: Canvas, title: String, description: String) {
        var canvas = Canvas()
        let title = "Who waits for whom: \(trace.title.isEmpty ? "modules" : trace.title)"
        canvas.width = layout.width + 2 * left
        var notes = ["Who waits for whom", TimelineTexts(trace: trace).outcome, texts.summary]
        if selection.omitted > 0 { notes.append("\(counted(selection.omitted, "more that wait", "more that wait")) not drawn") }
        let header = Header(title: DOTText.visible(trace.title), subtitle: notes.joined(separator: " · "), width: canvas.width, page: page)
        header.draw(on: &canvas)
        let top = header.height - 2
        let layout = layout.moved(by: Point(x: max(left, (canvas.width - layout.width) / 2), y: top))
        let rects = zip(layout.centers, boxes).map { Rect(center: $0, width: $1.size.width, height: $1.size.height) }
        var marks = GraphMarks(boxes: rects, curves: layout.curves)
        for (index, edge) in selection.edges.enumerated() { draw(edge.wait, index, layout.curves[index], on: &canvas) }
        for (index, box) in boxes.enumerated() { box.draw(on: &canvas, center: layout.centers[index], number: index + 1) }
        for (index, edge) in selection.edges.enumerated() where edge.wait.isCut {
            drawCut(index, layout.curves[index], &marks, on: &canvas)
        }
        var y = top + layout.height + 16
        drawAdvice(on: &canvas, y: &y)
        Legend(waits: canvas).draw(on: &canvas, top: &y, page: page)
        canvas.height = y + 4
        return (canvas, title, texts.description)
    }

    private func draw(_ edge: WaitGraph.Edge, _ index: Int, _ curve: Bezier?, on canvas: inout Canvas) {
        guard let curve else { return }
        let stroke: Canvas.Stroke =
            switch edge.kind {
            case .dependency: .dependency
            case .awaits: .awaits
            case .settles: .settles
            }
        let name = Canvas.Name(
            id: "wait-\(index + 1)", kind: edge.isInCycle ? "\(edge.kind.rawValue)-there in-cycle" : edge.kind.rawValue,
            tooltip: texts.words(for: edge))
        canvas.draw(Canvas.Curve(points: curve.points, stroke: edge.isInCycle ? stroke.circular : stroke, name: name))
    }

    /// At the edge that closed the cycle, or beside it where it has no room.
    private func drawCut(_ index: Int, _ curve: Bezier?, _ marks: inout GraphMarks, on canvas: inout Canvas) {
        let font = Canvas.Font(size: TextSize.smallest, isBold: true)
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
        for line in texts.advice.prefix(4) {
            let font = Canvas.Font(size: TextSize.subtitle)
            let room = min(max(canvas.width, 552), page) - 32
            for part in TextMetrics.wrapped(line, width: room, lines: Page.isNarrow(page) ? 5 : 2, font) {
                canvas.text(part, x: 16, y: y, size: TextSize.subtitle, name: Canvas.Name(kind: "advice"))
                canvas.width = max(canvas.width, TextMetrics.width(of: part, font) + 32)
                y += 14
            }
        }
        y += 5
    }
}
