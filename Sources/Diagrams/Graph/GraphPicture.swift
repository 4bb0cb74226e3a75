import Analysis
import Graphviz
import Text
import Trace

/// The module graph: who imports whom, in what order, who is asynchronous and why.
struct GraphPicture {
    private var left: Double { GraphPage.margin(on: page) }

    private let trace: Trace
    private let model: GraphModel
    private let selection: GraphSelection
    private let boxes: [GraphNodeBox]
    private let layout: GraphLayout
    /// By cycle of the model: its members, as indices into the selection's nodes.
    private let members: [[Int]]
    private let circularPairs: Set<[ModuleIndex]>
    private let page: Double

    init(_ run: AnalysedRun, _ options: DrawOptions = DrawOptions()) throws(GraphvizError) {
        let (trace, model) = (run.trace, run.graph)
        var placed = try Placed(GraphSelection(model, options), model, trace, options)
        if placed.isTooLarge { placed = try Placed(GraphSelection(model, options, isFolded: true), model, trace, options) }
        self.trace = trace
        self.model = model
        page = options.page
        (selection, boxes, layout, members) = (placed.selection, placed.boxes, placed.layout, placed.members)
        circularPairs = run.waits.circularPairs
    }

    /// What is drawn, and where.
    private struct Placed {
        let selection: GraphSelection
        let boxes: [GraphNodeBox]
        let layout: GraphLayout
        var members: [[Int]]

        init(_ selection: GraphSelection, _ model: GraphModel, _ trace: Trace, _ options: DrawOptions) throws(GraphvizError) {
            self.selection = selection
            let hidden = selection.hiddenImports
            let isNarrow = Page.isNarrow(options.page)
            boxes = selection.nodes.enumerated().map {
                GraphNodeBox($1, in: trace, hiddenImports: hidden[$0], linkBase: options.linkBase, isNarrow: isNarrow)
            }
            members = Array(repeating: [], count: model.cycles.count)
            var place: [ModuleIndex: Int] = [:]
            for (index, node) in selection.nodes.enumerated() {
                place[node.module] = index
                if let cycle = node.cycle { members[cycle].append(index) }
            }
            let edges = selection.edges.map { edge in
                GraphLayout.Edge(from: place[edge.from] ?? 0, to: place[edge.to] ?? 0, isHeavy: edge.isCritical)
            }
            let folds = selection.folds.map { fold in GraphLayout.Edge(from: place[fold.from] ?? 0, to: place[fold.to] ?? 0) }
            layout = try GraphLayout(boxes: boxes.map(\.size), edges: edges + folds, clusters: members, page: GraphPage(options))
        }

        /// Whether nobody would find anything in it, and less can be drawn.
        var isTooLarge: Bool { selection.isWhole && max(layout.width, layout.height) > GraphPage.limit }
    }

    /// Whether no module is drawn.
    var isEmpty: Bool { selection.nodes.isEmpty }

    func draw() -> (canvas: Canvas, title: String, description: String) {
        var canvas = Canvas()
        let title = "Module graph: \(trace.title.isEmpty ? "modules" : trace.title)"
        canvas.width = layout.width + 2 * left
        let header = Header(title: DOTText.visible(trace.title), subtitle: subtitle, width: canvas.width, page: page)
        header.draw(on: &canvas)
        let top = header.height - 2
        // A graph narrower than its title stands below the middle of it.
        let layout = layout.moved(by: Point(x: max(left, (canvas.width - layout.width) / 2), y: top))
        let (centers, curves) = (layout.centers, layout.curves)
        let rects = zip(centers, boxes).map { Rect(center: $0, width: $1.size.width, height: $1.size.height) }
        var marks = GraphMarks(boxes: rects, curves: curves)

        let frames = GraphCycleFrame.all(of: model, members, in: trace, rects, &marks)
        for frame in frames { frame.draw(on: &canvas) }
        for (index, edge) in selection.edges.enumerated() { draw(edge, index, curves[index], on: &canvas) }
        for (index, fold) in selection.folds.enumerated() { draw(fold, index, curves[selection.edges.count + index], on: &canvas) }
        for frame in frames { frame.drawLabel(on: &canvas) }
        let started = started
        for (index, box) in boxes.enumerated() {
            canvas.since = started[selection.nodes[index].module]
            box.draw(on: &canvas, center: centers[index], number: index + 1)
            canvas.since = nil
            canvas.boxes[selection.nodes[index].module] = rects[index]
            canvas.marks.modules[selection.nodes[index].module] = "module-\(index + 1)"
        }
        drawMarks(curves, &marks, on: &canvas)

        var y = top + layout.height + 18
        Legend(graph: canvas, unended: trace.wordsForUnended).draw(on: &canvas, top: &y, page: page)
        canvas.height = y + 4
        return (canvas, title, GraphDescription(trace: trace, model: model, selection: selection).text)
    }

    /// By module the event at which its body begins.
    private var started: [ModuleIndex: Int] {
        var started: [ModuleIndex: Int] = [:]
        for (index, event) in trace.events.enumerated() {
            if case .started = event.kind, let module = event.module, started[module] == nil { started[module] = index }
        }
        return started
    }

    private var subtitle: String {
        var parts = [
            "Module graph", "\(counted(model.moduleCount, "module")), \(counted(model.importCount, "import"))",
            TimelineTexts(trace: trace).outcome,
        ]
        if selection.omittedModules > 0 {
            parts.append("drawn: \(selection.nodes.count) \(selection.reason), \(selection.omittedModules) left out")
        }
        if let note = selection.omittedEdgesNote { parts.append(note) }
        return parts.joined(separator: " · ")
    }

    // MARK: Edges

    private func draw(_ edge: GraphModel.Edge, _ index: Int, _ curve: Bezier?, on canvas: inout Canvas) {
        guard let curve else { return }
        let from = trace[edge.from].name
        let to = trace[edge.to].name
        let look = GraphEdgeLook(edge, isCircular: isCircular(edge))
        let words =
            switch edge.kind {
            case .import: "\(from) imports \(to), import \(edge.order)"
            case .deferred: "\(from) imports \(to) when it is first used, import \(edge.order)"
            case .dynamic: "\(from) calls import() of \(to)"
            }
        let name = Canvas.Name(
            id: "edge-\(index + 1)", kind: "\(edge.kind.rawValue) \(look.kind)",
            tooltip: words + (look == .inCycle ? ", and waits in a cycle" : ""))
        canvas.draw(Canvas.Curve(points: curve.points, stroke: look.stroke(edge.kind), name: name))
    }

    private func draw(_ fold: GraphSelection.Fold, _ index: Int, _ curve: Bezier?, on canvas: inout Canvas) {
        guard let curve else { return }
        let words = "\(trace[fold.from].name) leads to \(trace[fold.to].name) over \(counted(fold.hidden, "module")) not drawn"
        canvas.draw(
            Canvas.Curve(
                points: curve.points, stroke: .fold,
                name: Canvas.Name(id: "fold-\(index + 1)", kind: "fold", tooltip: words)))
    }

    /// Whether the importer waits for this import, and the import for the importer.
    private func isCircular(_ edge: GraphModel.Edge) -> Bool {
        guard !circularPairs.isEmpty, edge.kind != .deferred else { return false }
        return circularPairs.contains([edge.from, edge.to]) || circularPairs.contains([edge.from, trace[edge.to].cycleRoot ?? edge.to])
    }

    /// Import order on the edges; `import()` and `defer` as words.
    private func drawMarks(_ curves: [Bezier?], _ marks: inout GraphMarks, on canvas: inout Canvas) {
        guard selection.edges.count <= 400 else { return }
        let strokes = selection.edges.map { GraphEdgeLook($0, isCircular: isCircular($0)).stroke($0.kind) }
        for (stroke, curve) in zip(strokes, curves) {
            if let curve, let cross = Canvas.Curve(points: curve.points, stroke: stroke).cross { marks.take(cross) }
        }
        for (index, edge) in selection.edges.enumerated() {
            guard let curve = curves[index] else { continue }
            let stroke = strokes[index].paint
            switch edge.kind {
            case .import:
                let text = "\(edge.order)"
                let width = max(14, TextMetrics.width(of: text, size: TextSize.smallest) + 6)
                guard let center = marks.place(on: index, curve: curve, width: width, height: 14, mayCross: true) else { continue }
                var style = Canvas.Style.importOrder
                style.stroke = stroke
                canvas.ellipse(
                    Rect(center: center, width: width, height: 14), style,
                    label: Canvas.Label(text: text, font: Canvas.Font(size: TextSize.smallest), paint: .ink),
                    name: Canvas.Name(kind: "import-order"))
            case .dynamic, .deferred:
                let text = edge.kind == .dynamic ? "import()" : "defer"
                let width = TextMetrics.width(of: text, size: TextSize.smallest, isMonospace: true) + 9
                guard let center = marks.place(on: index, curve: curve, width: width, height: 14, mayCross: false, isCentered: true)
                else { continue }
                canvas.box(
                    Rect(center: center, width: width, height: 14), fill: .paper, stroke: stroke, width: 0.9, isRounded: true,
                    label: Canvas.Label(text: text, font: Canvas.Font(size: TextSize.smallest, isMonospace: true), paint: stroke.asText),
                    name: Canvas.Name(kind: "mark"))
            }
        }
    }
}

extension Paint {
    /// The shade in which small text of this colour can be read.
    fileprivate var asText: Paint {
        switch self {
        case .dynamic: .dynamicText
        case .wake: .taskText
        default: self
        }
    }
}
