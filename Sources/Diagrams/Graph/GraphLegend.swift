import Analysis

/// What the graph's fills, circles and arrows mean: an entry for each that it uses.
struct GraphLegend {
    private enum Mark {
        case box(Paint, Paint, isDashed: Bool)
        case circle(fill: Paint, stroke: Paint?, text: Paint)
        case arrow(Paint, width: Double, isDashed: Bool)
    }

    private var entries: [(mark: Mark, text: String)] = []

    init(_ selection: GraphSelection, _ model: GraphModel) {
        let nodes = selection.nodes
        let edges = selection.edges
        if nodes.contains(where: { $0.asynchrony == .ownAwait }) {
            entries.append((.box(.suspended, .run, isDashed: false), "has a top-level await"))
        }
        if nodes.contains(where: { $0.asynchrony == .throughDependency }) {
            entries.append((.box(.dependent, .dependentEdge, isDashed: false), "async through a dependency"))
        }
        if nodes.contains(where: { $0.asynchrony == .synchronous }) {
            entries.append((.box(.plain, .plainEdge, isDashed: false), "synchronous"))
        }
        if nodes.contains(where: { $0.state == .unsettled }) {
            entries.append((.box(.plain, .error, isDashed: true), "never settles"))
        }
        if nodes.contains(where: { if case .failed = $0.state { true } else { false } }) {
            entries.append((.box(.plain, .error, isDashed: false), "fails"))
        }
        if nodes.contains(where: { $0.evaluationOrder != nil }) {
            entries.append((.circle(fill: .badge, stroke: nil, text: .badgeText), "evaluation order"))
        }
        if edges.contains(where: { $0.kind == .import }), edges.count <= 400 {
            entries.append((.circle(fill: .paper, stroke: .edge, text: .ink), "import order"))
        }
        if edges.contains(where: \.isCritical) { entries.append((.arrow(.wake, width: 2.2, isDashed: false), "critical path")) }
        if edges.contains(where: { $0.isInCycle }) { entries.append((.arrow(.cycle, width: 1.2, isDashed: false), "import in a cycle")) }
        if edges.contains(where: { $0.kind == .dynamic }) { entries.append((.arrow(.dynamic, width: 1.3, isDashed: true), "import()")) }
        if edges.contains(where: { $0.kind == .deferred }) {
            entries.append((.arrow(.edge, width: 1.1, isDashed: true), "import defer"))
        }
    }

    func draw(on canvas: inout Canvas, top: inout Double) {
        let left = 16.0
        var x = left
        var y = top + 8
        for (mark, text) in entries {
            let width = 26 + TextMetrics.width(of: text, size: 8.5) + 10
            if x > left, x + width > max(canvas.width, 420) {
                x = left
                y += 17
            }
            draw(mark, at: Point(x: x, y: y), on: &canvas)
            canvas.text(text, x: x + 25, y: y, size: 8.5, paint: .muted, name: Canvas.Name(kind: "legend"))
            x += width
            canvas.width = max(canvas.width, x)
        }
        top = y + 14
    }

    private func draw(_ mark: Mark, at point: Point, on canvas: inout Canvas) {
        switch mark {
        case .box(let fill, let stroke, let isDashed):
            canvas.box(
                Rect(x: point.x, y: point.y - 6, width: 19, height: 12), fill: fill, stroke: stroke, width: 1.1, isDashed: isDashed,
                isRounded: true)
        case .circle(let fill, let stroke, let text):
            canvas.draw(
                Canvas.Shape(
                    rect: Rect(x: point.x + 3, y: point.y - 6.5, width: 13, height: 13),
                    style: Canvas.Style(fill: fill, stroke: stroke, width: 0.9),
                    label: Canvas.Label(text: "n", font: Canvas.Font(size: 7.5), paint: text), isEllipse: true))
        case .arrow(let paint, let width, let isDashed):
            canvas.line(
                from: point, to: Point(x: point.x + 20, y: point.y), stroke: paint, width: width, isDashed: isDashed, arrow: 0.6)
        }
    }
}
