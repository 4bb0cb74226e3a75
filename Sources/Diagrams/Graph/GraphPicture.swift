import Analysis
import Graphviz
import Text
import Trace

/// The module graph: who imports whom, in what order, who is asynchronous and why.
struct GraphPicture {
    private static let left = 20.0

    private let trace: Trace
    private let model: GraphModel
    private let selection: GraphSelection
    private let boxes: [GraphNodeBox]
    private let layout: GraphLayout
    /// By cycle of the model: its members, as indices into the selection's nodes.
    private let members: [[Int]]
    private let circularPairs: Set<[ModuleIndex]>

    init(_ run: AnalysedRun, _ options: DrawOptions = DrawOptions()) throws(GraphvizError) {
        let (trace, model) = (run.trace, run.graph)
        var placed = try Placed(GraphSelection(model, options), model, trace, options)
        if placed.isTooLarge { placed = try Placed(GraphSelection(model, options, isFolded: true), model, trace, options) }
        self.trace = trace
        self.model = model
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
            boxes = selection.nodes.enumerated().map { GraphNodeBox($1, in: trace, hiddenImports: hidden[$0], linkBase: options.linkBase) }
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
            layout = try GraphLayout(boxes: boxes.map(\.size), edges: edges + folds, clusters: members)
        }

        /// Whether nobody would find anything in it, and less can be drawn.
        var isTooLarge: Bool { selection.isWhole && max(layout.width, layout.height) > GraphPage.limit }
    }

    /// Whether no module is drawn.
    var isEmpty: Bool { selection.nodes.isEmpty }

    func draw() -> (canvas: Canvas, title: String, description: String) {
        var canvas = Canvas()
        let title = "Module graph: \(trace.title.isEmpty ? "modules" : trace.title)"
        canvas.width = layout.width + 2 * Self.left
        let header = Header(title: DOTText.visible(trace.title), subtitle: subtitle, width: canvas.width)
        header.draw(on: &canvas)
        let top = header.height - 2
        // A graph narrower than its title stands below the middle of it.
        let layout = layout.moved(by: Point(x: max(Self.left, (canvas.width - layout.width) / 2), y: top))
        let (centers, curves) = (layout.centers, layout.curves)
        let rects = zip(centers, boxes).map { Rect(center: $0, width: $1.size.width, height: $1.size.height) }
        var marks = GraphMarks(boxes: rects, curves: curves)

        let frames = GraphCycleFrame.all(of: model, members, in: trace, rects, &marks)
        for frame in frames { frame.draw(on: &canvas) }
        for (index, edge) in selection.edges.enumerated() { draw(edge, index, curves[index], on: &canvas) }
        for (index, fold) in selection.folds.enumerated() { draw(fold, index, curves[selection.edges.count + index], on: &canvas) }
        for frame in frames { frame.drawLabel(on: &canvas) }
        for (index, box) in boxes.enumerated() { box.draw(on: &canvas, center: centers[index], number: index + 1) }
        drawMarks(curves, &marks, on: &canvas)

        var y = top + layout.height + 18
        legend.draw(on: &canvas, top: &y)
        canvas.height = y + 4
        return (canvas, title, GraphDescription(trace: trace, model: model, selection: selection).text)
    }

    private var subtitle: String {
        var parts = [
            "Module graph", "\(counted(model.nodes.count, "module")), \(counted(model.edges.count, "import"))",
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
        var style = Canvas.Curve(points: curve.points, stroke: .edge, width: 1.1, arrow: 0.65)
        let words: String
        switch edge.kind {
        case .import:
            words = "\(from) imports \(to), import \(edge.order)"
            if edge.isInCycle { (style.stroke, style.width) = (.cycle, 1.2) }
        case .deferred:
            words = "\(from) imports \(to) when it is first used, import \(edge.order)"
            style.isDashed = true
        case .dynamic:
            words = "\(from) calls import() of \(to)"
            (style.stroke, style.width, style.isDashed) = (.dynamic, 1.3, true)
        }
        if edge.isCritical { (style.stroke, style.width) = (.wake, 2.2) }
        if edge.bringsError { (style.stroke, style.width) = (.error, 1.8) }
        if isCircular(edge) { (style.stroke, style.width) = (.error, 2.4) }
        let more = (edge.isCritical ? " critical" : "") + (isCircular(edge) ? " in-cycle" : "") + (edge.bringsError ? " error-path" : "")
        style.name = Canvas.Name(
            id: "edge-\(index + 1)", kind: edge.kind.rawValue + more, tooltip: words + (isCircular(edge) ? ", and waits in a cycle" : ""))
        canvas.draw(style)
    }

    private func draw(_ fold: GraphSelection.Fold, _ index: Int, _ curve: Bezier?, on canvas: inout Canvas) {
        guard let curve else { return }
        let words = "\(trace[fold.from].name) leads to \(trace[fold.to].name) over \(counted(fold.hidden, "module")) not drawn"
        canvas.draw(
            Canvas.Curve(
                points: curve.points, stroke: .muted, width: 0.9, isDashed: true, arrow: 0.5,
                name: Canvas.Name(id: "fold-\(index + 1)", kind: "fold", tooltip: words)))
    }

    private var legend: Legend {
        let cycle = selection.edges.filter(isCircular)
        // What is red has no other colour.
        let plain = selection.edges.filter { !$0.bringsError && !isCircular($0) }
        return Legend(
            selection, unended: trace.wordsForUnended, cycle: cycle.isEmpty ? nil : cycle.allSatisfy { $0.kind == .dynamic },
            hasCritical: plain.contains(where: \.isCritical) || selection.nodes.contains { $0.isCritical && !$0.isTroubled },
            hasDynamic: plain.contains { $0.kind == .dynamic && !$0.isCritical },
            hasCycleImport: plain.contains { $0.isInCycle && !$0.isCritical }, hasErrorPath: selection.edges.contains(where: \.bringsError),
            hasHidden: boxes.contains { $0.hiddenImports > 0 }, hasFolds: !selection.folds.isEmpty)
    }

    /// Whether the importer waits for this import, and the import for the importer.
    private func isCircular(_ edge: GraphModel.Edge) -> Bool {
        guard !circularPairs.isEmpty, edge.kind != .deferred else { return false }
        return circularPairs.contains([edge.from, edge.to]) || circularPairs.contains([edge.from, trace[edge.to].cycleRoot ?? edge.to])
    }

    /// Import order on the edges; `import()` and `defer` as words.
    private func drawMarks(_ curves: [Bezier?], _ marks: inout GraphMarks, on canvas: inout Canvas) {
        guard selection.edges.count <= 400 else { return }
        for (index, edge) in selection.edges.enumerated() {
            guard let curve = curves[index] else { continue }
            let stroke: Paint =
                edge.bringsError || isCircular(edge)
                ? .error : edge.isCritical ? .wake : edge.kind == .dynamic ? .dynamic : edge.isInCycle ? .cycle : .edge
            switch edge.kind {
            case .import:
                let text = "\(edge.order)"
                let width = max(13, TextMetrics.width(of: text, size: 7.5) + 5)
                guard let center = marks.place(on: index, curve: curve, width: width, height: 13, mayCross: true) else { continue }
                canvas.draw(
                    Canvas.Shape(
                        rect: Rect(center: center, width: width, height: 13),
                        style: Canvas.Style(fill: .paper, stroke: stroke, width: 0.9),
                        label: Canvas.Label(text: text, font: Canvas.Font(size: 7.5), paint: .ink), isEllipse: true,
                        name: Canvas.Name(kind: "import-order")))
            case .dynamic, .deferred:
                let text = edge.kind == .dynamic ? "import()" : "defer"
                let width = TextMetrics.width(of: text, size: 8, isMonospace: true) + 9
                guard let center = marks.place(on: index, curve: curve, width: width, height: 13, mayCross: false, isCentered: true)
                else { continue }
                canvas.box(
                    Rect(center: center, width: width, height: 13), fill: .paper, stroke: stroke, width: 0.9, isRounded: true,
                    label: Canvas.Label(text: text, font: Canvas.Font(size: 8, isMonospace: true), paint: stroke.asText),
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
