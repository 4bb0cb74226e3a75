/// What a picture's colours, marks and arrows mean.
struct Legend {
    enum Mark {
        /// A module's box in the graph.
        case box(fill: Paint, stroke: Paint, isDashed: Bool)
        /// A promise's box.
        case square(fill: Paint, stroke: Paint)
        case circle(fill: Paint, stroke: Paint?, text: Paint)
        /// A stretch of a lane.
        case bar(Paint, isDashed: Bool)
        /// Running code in a lane.
        case tick(fill: Paint, stroke: Paint?)
        case pill
        /// A console line that another run does not print there.
        case different
        /// A count of what is left out.
        case more
        /// Words on a bar that never ends.
        case tag
        /// A task on the axis.
        case dot
        case line
        case arrow(Paint, width: Double, isDashed: Bool)
    }

    private static let markWidth = 20.0

    private var entries: [(mark: Mark, text: String)] = []

    /// Adds an entry where the picture uses the mark.
    mutating func add(_ mark: Mark, _ text: String, if isUsed: Bool) {
        if isUsed { entries.append((mark, text)) }
    }

    /// Draws the entries from left to right, in as many lines as it takes.
    func draw(on canvas: inout Canvas, top: inout Double) {
        let left = 16.0
        var x = left
        var y = top + 9
        for (mark, text) in entries {
            let width = Self.markWidth + 5 + TextMetrics.width(of: text, size: 8.5) + 11
            if x > left, x + width > max(canvas.width, 460) {
                x = left
                y += 17
            }
            draw(mark, at: Point(x: x, y: y), on: &canvas)
            canvas.text(text, x: x + Self.markWidth + 5, y: y, size: 8.5, paint: .muted, name: Canvas.Name(kind: "legend"))
            x += width
            canvas.width = max(canvas.width, x)
        }
        top = y + 14
    }

    private func draw(_ mark: Mark, at point: Point, on canvas: inout Canvas) {
        let center = Point(x: point.x + Self.markWidth / 2, y: point.y)
        switch mark {
        case .box(let fill, let stroke, let isDashed):
            canvas.box(
                Rect(center: center, width: 19, height: 12), fill: fill, stroke: stroke, width: 1.1, isDashed: isDashed,
                isRounded: true)
        case .square(let fill, let stroke):
            canvas.box(Rect(center: center, width: 19, height: 12), fill: fill, stroke: stroke, width: 1.1)
        case .circle(let fill, let stroke, let text):
            canvas.draw(
                Canvas.Shape(
                    rect: Rect(center: center, width: 13, height: 13), style: Canvas.Style(fill: fill, stroke: stroke, width: 0.9),
                    label: Canvas.Label(text: "n", font: Canvas.Font(size: 7.5), paint: text), isEllipse: true))
        case .bar(let paint, let isDashed):
            canvas.box(
                Rect(center: center, width: 18, height: 10), fill: paint, stroke: isDashed ? .run : nil, width: 0.9,
                isDashed: isDashed)
        case .tick(let fill, let stroke):
            canvas.box(Rect(center: center, width: 7, height: 13), fill: fill, stroke: stroke, width: 1.1)
        case .pill:
            canvas.box(
                Rect(center: center, width: 17, height: 12), fill: .paper, stroke: .run, width: 0.9, isRounded: true,
                label: Canvas.Label(text: "A", font: Canvas.Font(size: 7.5, isBold: true), paint: .run))
        case .different:
            canvas.box(
                Rect(center: center, width: 17, height: 12), fill: .task, stroke: .wake, width: 0.9, isRounded: true,
                label: Canvas.Label(text: "≠", font: Canvas.Font(size: 7.5, isBold: true), paint: .taskText))
        case .more:
            canvas.box(
                Rect(center: center, width: 19, height: 12), fill: .paper, stroke: .muted, width: 0.9, isRounded: true,
                label: Canvas.Label(text: "+n", font: Canvas.Font(size: 7.5, isBold: true), paint: .muted))
        case .tag:
            canvas.box(Rect(center: center, width: 17, height: 11), fill: .errorFill, stroke: .error, width: 0.9, isRounded: true)
        case .dot:
            canvas.draw(
                Canvas.Shape(
                    rect: Rect(center: center, width: 5.5, height: 5.5), style: Canvas.Style(fill: .task, stroke: .taskText, width: 0.9),
                    isEllipse: true))
        case .line: canvas.box(Rect(center: center, width: 2.2, height: 12), fill: .cycle)
        case .arrow(let paint, let width, let isDashed):
            canvas.line(
                from: point, to: Point(x: point.x + Self.markWidth - 1, y: point.y), stroke: paint, width: width, isDashed: isDashed,
                arrow: 0.55)
        }
    }
}
