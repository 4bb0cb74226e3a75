/// What a picture's marks and arrows mean: samples in the looks that the picture uses, and words.
struct Legend {
    enum Mark {
        /// A module's box.
        case box(Canvas.Style)
        /// The box of a module that says how long it stood at its own await.
        case awaitBox(Canvas.Style)
        case circle(Canvas.Style, text: Paint)
        /// A stretch of a lane.
        case bar(Canvas.Style)
        /// Where a stretch could have ended.
        case due
        /// Running code in a lane.
        case tick(Canvas.Style, isCrossed: Bool)
        /// A line of output.
        case chip(TimelinePanel.Pill.Kind, String)
        /// The place of a chip in the output.
        case place
        /// A task on the axis.
        case dot
        /// At the lanes of a cycle.
        case line(Canvas.Style)
        /// Below what took the time of the critical path, and at its arrows.
        case path(isBelow: Bool, Canvas.Stroke?)
        case arrow(Canvas.Stroke)
        /// Over the columns of two jobs.
        case arc(Canvas.Stroke)
        /// The end of an arrow that leads to nothing more to do.
        case ring

        fileprivate var width: Double {
            switch self {
            case .box: 19
            case .awaitBox: 24
            case .bar, .due: 18
            case .chip(_, let text): max(17, TimelinePicture.chipWidth(text))
            case .circle: 14
            case .place: 14
            case .tick: TimelinePanel.tickWidth
            case .ring: 7
            case .dot: 6
            case .line: 3
            case .arrow: 22
            case .arc: 18
            case .path(let isBelow, let stroke): (isBelow ? 18 : 0) + (isBelow && stroke != nil ? 4 : 0) + (stroke == nil ? 0 : 22)
            }
        }
    }

    private struct Entry {
        var mark: Mark
        /// The kind of the marks that it explains.
        var kind: String
        var text: String
        var width: Double { mark.width + Legend.markGap + TextMetrics.width(of: text, size: TextSize.smallest) + Legend.entryGap }
    }

    private static let left = 16.0
    private static let markGap = 5.0
    private static let entryGap = 12.0
    private static let lineHeight = 17.0

    private var entries: [Entry] = []

    /// Adds an entry where the picture has the mark.
    mutating func add(_ mark: Mark, _ kind: String, _ text: String, if isUsed: Bool) {
        if isUsed { entries.append(Entry(mark: mark, kind: kind, text: text)) }
    }

    /// Draws the entries from left to right, in as few lines as it takes, and these of about the same length.
    ///
    /// - Parameter page: the width that it must not pass.
    func draw(on canvas: inout Canvas, top: inout Double, page: Double) {
        let room = min(max(canvas.width, 460), page) - 2 * Self.left
        let widths = entries.map(\.width)
        let count = Self.lines(of: widths, within: room).count
        // The narrowest room that needs no more lines leaves no lone entry in the last.
        var narrow = room
        if count > 1 { while narrow > room / 4, Self.lines(of: widths, within: narrow - 8).count == count { narrow -= 8 } }
        var y = top + 9
        for line in Self.lines(of: widths, within: narrow) {
            var x = Self.left
            for entry in entries[line] {
                draw(entry.mark, Canvas.Name(kind: "legend-mark", explains: entry.kind), at: Point(x: x, y: y), on: &canvas)
                let end = x + entry.width
                x += entry.mark.width + Self.markGap
                canvas.text(entry.text, x: x, y: y, size: TextSize.smallest, paint: .muted, name: Canvas.Name(kind: "legend"))
                x = end
                canvas.width = max(canvas.width, end - Self.entryGap + Self.left)
            }
            y += Self.lineHeight
        }
        top = y - 3
    }

    /// The entries in lines, each as long as it may be.
    private static func lines(of widths: [Double], within room: Double) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var used = 0.0
        for (index, width) in widths.enumerated() {
            // Behind the last of a line there need be no gap.
            if index > start, used + width - entryGap > room {
                lines.append(start..<index)
                (start, used) = (index, 0)
            }
            used += width
        }
        return start < widths.count ? lines + [start..<widths.count] : lines
    }

    private func draw(_ mark: Mark, _ name: Canvas.Name, at point: Point, on canvas: inout Canvas) {
        let center = Point(x: point.x + mark.width / 2, y: point.y)
        func rect(_ width: Double, _ height: Double) -> Rect { Rect(center: center, width: width, height: height) }
        switch mark {
        case .box(let style): canvas.box(rect(19, 12), style, name: name)
        case .awaitBox(let style):
            canvas.box(rect(24, 12), style, name: name)
            canvas.box(Rect(x: center.x + 1, y: center.y - 3, width: 8, height: 6), .awaitPill, name: Canvas.Name(kind: "legend-part"))
        case .circle(let style, let text):
            let label = Canvas.Label(text: "n", font: Canvas.Font(size: TextSize.smallest), paint: text)
            canvas.ellipse(rect(14, 14), style, label: label, name: name)
        case .bar(let style): canvas.box(rect(18, 10), style, name: name)
        case .due:
            canvas.box(rect(18, 10), .suspendedBar, name: Canvas.Name(kind: "legend-part"))
            canvas.box(rect(1.4, 12), .dueLine, name: name)
        case .tick(let style, let isCrossed):
            canvas.box(rect(TimelinePanel.tickWidth, 14), style, name: name)
            if isCrossed { TimelinePanel.drawCross(in: rect(TimelinePanel.tickWidth, 14), on: &canvas) }
        case .chip(let kind, let text):
            let font = Canvas.Font(size: TextSize.smallest, isBold: true)
            canvas.box(rect(mark.width, 13), kind.style, label: Canvas.Label(text: text, font: font, paint: kind.textPaint), name: name)
        case .place:
            let label = Canvas.Label(text: "n", font: Canvas.Font(size: TextSize.smallest), paint: .badgeText)
            canvas.ellipse(rect(14, 13), .badge, label: label, name: name)
        case .dot: canvas.ellipse(rect(5.5, 5.5), .taskDot, name: name)
        case .ring: canvas.ellipse(rect(6.5, 6.5), .ring, name: name)
        case .line(let style): canvas.box(rect(2.2, 12), style, name: name)
        case .path(let isBelow, let stroke):
            if isBelow { canvas.box(Rect(x: point.x, y: point.y - 1.3, width: 18, height: 2.6), .criticalBand, name: name) }
            guard let stroke else { return }
            let right = point.x + mark.width
            var arrowName = name
            arrowName.explains = "critical-wake"
            canvas.line(from: Point(x: right - 22, y: point.y), to: Point(x: right - 1, y: point.y), stroke, name: arrowName)
        case .arrow(let stroke):
            canvas.line(from: point, to: Point(x: point.x + mark.width - 1, y: point.y), stroke, name: name)
        case .arc(let stroke):
            let (left, right) = (point.x + 1, point.x + mark.width - 2)
            let (low, high) = (point.y + 5, point.y - 8)
            canvas.draw(
                Canvas.Curve(
                    points: [Point(x: left, y: low), Point(x: left, y: high), Point(x: right, y: high), Point(x: right, y: low)],
                    stroke: stroke, name: name))
        }
    }
}
