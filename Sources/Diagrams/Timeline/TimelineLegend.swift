import Analysis

/// What the timeline's colours and arrows mean: an entry for each that it uses.
struct TimelineLegend {
    private enum Mark {
        case bar(Paint, isDashed: Bool)
        case run(Paint)
        case pill
        case line
        case arrow(Paint, isDashed: Bool)
    }

    private var entries: [(mark: Mark, text: String)] = []

    init(_ picture: TimelinePicture, showsQueuing: Bool) {
        let lanes = picture.shown.map { picture.timeline.lanes[$0] }
        let segments = lanes.flatMap { $0.segments }
        let visits = lanes.flatMap { $0.visits }
        let showsLoading = picture.timeline.timePasses
        if showsLoading, segments.contains(where: { $0.kind == .fetch }) { entries.append((.bar(.fetch, isDashed: false), "fetch")) }
        if showsLoading, segments.contains(where: { $0.kind == .parse }) { entries.append((.bar(.parse, isDashed: false), "parse")) }
        if visits.contains(where: { $0.error == nil }) { entries.append((.run(.run), "runs code")) }
        if visits.contains(where: { $0.error != nil }) { entries.append((.run(.error), "fails")) }
        if segments.contains(where: { $0.kind.word == "suspended" }) {
            entries.append((.bar(.suspended, isDashed: true), "suspended at its await"))
        }
        if segments.contains(where: { $0.kind.word == "waits" }) {
            entries.append((.bar(.waits, isDashed: false), "waits for a dependency"))
        }
        if picture.shown.contains(where: { picture.cycles[$0] != nil }) { entries.append((.line, "cycle")) }
        if visits.contains(where: { !$0.lines.isEmpty }) { entries.append((.pill, "console output")) }
        if picture.timeline.wakes.contains(where: \.isFailure) {
            entries.append((.arrow(.error, isDashed: false), "error goes to importer"))
        }
        if picture.timeline.wakes.contains(where: { !$0.isFailure }) {
            entries.append((.arrow(.wake, isDashed: false), "completion wakes importer"))
        }
        if picture.timeline.imports.contains(where: { $0.target != nil }) {
            entries.append((.arrow(.dynamic, isDashed: true), "import()"))
        }
        if showsQueuing { entries.append((.arrow(.edge, isDashed: false), "queues a job")) }
    }

    func draw(on canvas: inout Canvas, top: inout Double) {
        let left = 16.0
        var x = left
        var y = top + 10
        for (mark, text) in entries {
            let width = 24 + TextMetrics.width(of: text, size: 8.5) + 14
            if x > left, x + width > max(canvas.width, 480) {
                x = left
                y += 17
            }
            draw(mark, at: Point(x: x, y: y), on: &canvas)
            canvas.text(text, x: x + 23, y: y, size: 8.5, paint: .muted, name: Canvas.Name(kind: "legend"))
            x += width
            canvas.width = max(canvas.width, x)
        }
        top = y + 14
    }

    private func draw(_ mark: Mark, at point: Point, on canvas: inout Canvas) {
        let swatch = Rect(x: point.x, y: point.y - 5, width: 17, height: 10)
        switch mark {
        case .bar(let paint, let isDashed):
            canvas.box(swatch, fill: paint, stroke: isDashed ? .run : nil, width: 0.9, isDashed: isDashed)
        case .run(let paint): canvas.box(Rect(center: swatch.center, width: 7, height: 13), fill: paint)
        case .pill:
            canvas.box(
                Rect(x: point.x, y: point.y - 6, width: 17, height: 12), fill: .paper, stroke: .run, width: 0.9, isRounded: true,
                label: Canvas.Label(text: "A", font: Canvas.Font(size: 7.5, isBold: true), paint: .run))
        case .line: canvas.box(Rect(x: point.x + 7, y: point.y - 6, width: 2.2, height: 12), fill: .cycle)
        case .arrow(let paint, let isDashed):
            canvas.line(
                from: point, to: Point(x: point.x + 17, y: point.y), stroke: paint, width: 1.3, isDashed: isDashed, arrow: 0.5)
        }
    }
}
