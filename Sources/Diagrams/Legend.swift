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
        /// Where a stretch could have ended.
        case due
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
        /// The end of an arrow that leads to nothing more to do.
        case ring

        fileprivate var width: Double {
            switch self {
            case .box, .square, .more: 19
            case .bar, .due: 18
            case .pill, .different, .tag: 17
            case .circle: 13
            case .tick: 7
            case .ring: 7
            case .dot: 6
            case .line: 3
            case .arrow: 20
            }
        }
    }

    private static let left = 16.0
    private static let textSize = 8.5
    private static let markGap = 5.0
    private static let entryGap = 12.0
    private static let lineHeight = 17.0

    private var entries: [(mark: Mark, text: String)] = []

    /// Adds an entry where the picture uses the mark.
    mutating func add(_ mark: Mark, _ text: String, if isUsed: Bool) {
        if isUsed { entries.append((mark, text)) }
    }

    /// Draws the entries from left to right, in as few lines as it takes, and these of about the same length.
    func draw(on canvas: inout Canvas, top: inout Double) {
        let room = max(canvas.width, 460) - Self.left
        let widths = entries.map { Self.width(of: $0) }
        let count = Self.lines(of: widths, within: room).count
        // The narrowest room that needs no more lines leaves no lone entry in the last.
        var narrow = room
        if count > 1 { while narrow > room / 4, Self.lines(of: widths, within: narrow - 8).count == count { narrow -= 8 } }
        var y = top + 9
        for line in Self.lines(of: widths, within: narrow) {
            var x = Self.left
            for index in line {
                let (mark, text) = entries[index]
                draw(mark, at: Point(x: x, y: y), on: &canvas)
                x += mark.width + Self.markGap
                canvas.text(text, x: x, y: y, size: Self.textSize, paint: .muted, name: Canvas.Name(kind: "legend"))
                x += widths[index] - mark.width - Self.markGap
                canvas.width = max(canvas.width, x)
            }
            y += Self.lineHeight
        }
        top = y - 3
    }

    private static func width(of entry: (mark: Mark, text: String)) -> Double {
        entry.mark.width + markGap + TextMetrics.width(of: entry.text, size: textSize) + entryGap
    }

    /// The entries in lines, each as long as it may be.
    private static func lines(of widths: [Double], within room: Double) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var used = 0.0
        for (index, width) in widths.enumerated() {
            if index > start, used + width > room {
                lines.append(start..<index)
                (start, used) = (index, 0)
            }
            used += width
        }
        return start < widths.count ? lines + [start..<widths.count] : lines
    }

    private func draw(_ mark: Mark, at point: Point, on canvas: inout Canvas) {
        let center = Point(x: point.x + mark.width / 2, y: point.y)
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
        case .due:
            canvas.box(Rect(center: center, width: 18, height: 10), fill: .suspended, stroke: .run, width: 0.9, isDashed: true)
            canvas.box(Rect(center: center, width: 1.4, height: 10), fill: .taskText)
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
        case .ring:
            canvas.draw(
                Canvas.Shape(
                    rect: Rect(center: center, width: 6.5, height: 6.5), style: Canvas.Style(fill: .paper, stroke: .dynamic, width: 1.2),
                    isEllipse: true))
        case .line: canvas.box(Rect(center: center, width: 2.2, height: 12), fill: .cycle)
        case .arrow(let paint, let width, let isDashed):
            canvas.line(
                from: point, to: Point(x: point.x + mark.width - 1, y: point.y), stroke: paint, width: width, isDashed: isDashed,
                arrow: 0.55)
        }
    }
}
