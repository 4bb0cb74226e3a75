import Analysis

/// A strip of lanes with its bars, ticks, pills and arrows at exact x positions, whichever axis gave them.
struct TimelinePanel {
    static let laneHeight = 30.0
    static let laneGap = 4.0
    static let barHeight = 17.0
    static let tickWidth = 7.0
    static let tickHeight = 22.0

    /// A stretch in which a module runs no code.
    struct Bar {
        var kind: Timeline.Segment.Kind
        var left, right: Double
        /// Whether it never ended.
        var isOpen: Bool
        /// Longer and shorter ways to say the same.
        var labels: [String]
        var tooltip: String
    }

    /// Running code: a tick for no time, a bar for some.
    struct Run {
        enum Look { case runs, fails, notLoaded, notLinked }
        var left, right: Double
        var look: Look
        var tooltip: String
    }

    struct Pill {
        enum Kind { case output, error, more, task }
        var kind: Kind
        var left, width: Double
        var text: String
        /// What it says where there is room; `nil` when that is all.
        var longest: String?
        var tooltip: String
    }

    struct Row {
        /// Index into ``Timeline/lanes``.
        var lane: Int
        var name: String
        var fullName: String
        var isMuted = false
        /// Lanes of the same cycle have the same number.
        var cycle: Int?
        var bars: [Bar] = []
        var runs: [Run] = []
        var pills: [Pill] = []
    }

    struct Arrow {
        enum Kind { case wakes, imports, fails }
        enum Path {
            /// Down or up the same instant, past the ticks on their left.
            case bulge
            /// Out of a bar's end, along the rows between, into a bar's start.
            case corner
        }
        var kind: Kind
        var path: Path
        var fromRow, toRow: Int
        var fromX, toX: Double
        var tooltip: String
    }

    var rows: [Row] = []
    var arrows: [Arrow] = []
    var nameX = 16.0
    var plotLeft = 0.0
    var plotRight = 0.0
    /// Distinguishes the ids of two panels of one picture.
    var idPart: String

    var height: Double { Double(rows.count) * (Self.laneHeight + Self.laneGap) - Self.laneGap }

    func centerY(_ row: Int, top: Double) -> Double {
        top + Double(row) * (Self.laneHeight + Self.laneGap) + Self.laneHeight / 2
    }

    /// How far to the left of the ticks an arrow over so many rows swings.
    static func bulge(over rows: Int) -> Double { 10 + 7 * Double(min(abs(rows), 6)) }

    /// The room that a bar that never ends asks for: its label, and the words at its end.
    static func openWidth(_ labels: [String]) -> Double {
        min(150, TextMetrics.width(of: labels.first ?? "", size: 8.5)) + 104
    }

    // MARK: Drawing

    func draw(on canvas: inout Canvas, top: Double, grid: [Double]) {
        drawLanes(on: &canvas, top: top)
        for x in grid {
            let rect = Rect(x: x - 0.4, y: top - 4, width: 0.8, height: height + 8)
            canvas.box(rect, fill: .rule, name: Canvas.Name(kind: "grid"))
        }
        for row in rows.indices { drawBars(of: row, on: &canvas, top: top) }
        for index in arrows.indices { draw(arrow: index, on: &canvas, top: top) }
        for row in rows.indices {
            drawRuns(of: row, on: &canvas, top: top)
            drawPills(of: row, on: &canvas, top: top)
        }
    }

    private func drawLanes(on canvas: inout Canvas, top: Double) {
        for (index, row) in rows.enumerated() {
            let y = centerY(index, top: top)
            let rect = Rect(
                x: plotLeft - 10, y: y - Self.laneHeight / 2, width: plotRight - plotLeft + 20, height: Self.laneHeight)
            canvas.box(rect, fill: .lane, name: Canvas.Name(id: "\(idPart)lane-\(index + 1)", kind: "lane"))
            canvas.text(
                row.name, x: nameX, y: y, size: 10.5, isBold: true, paint: row.isMuted ? .muted : .ink,
                name: Canvas.Name(id: "\(idPart)name-\(index + 1)", kind: "name", tooltip: row.fullName))
            guard let cycle = row.cycle else { continue }
            // One line along all neighbours of a cycle.
            let joinsNext = index + 1 < rows.count && rows[index + 1].cycle == cycle
            let height = joinsNext ? Self.laneHeight + Self.laneGap : Self.laneHeight
            let line = Rect(x: nameX - 8, y: rect.y, width: 2.2, height: height)
            canvas.box(line, fill: .cycle, name: Canvas.Name(kind: "cycle"))
        }
    }

    private func drawBars(of index: Int, on canvas: inout Canvas, top: Double) {
        let y = centerY(index, top: top)
        for (number, bar) in rows[index].bars.enumerated() where bar.right > bar.left {
            let rect = Rect(x: bar.left, y: y - Self.barHeight / 2, width: bar.right - bar.left, height: Self.barHeight)
            let name = Canvas.Name(id: "\(idPart)bar-\(index + 1)-\(number + 1)", kind: bar.kind.word, tooltip: bar.tooltip)
            let text: Paint
            switch bar.kind {
            case .fetch:
                canvas.box(rect, fill: .fetch, name: name)
                text = .fetchText
            case .parse:
                canvas.box(rect, fill: .parse, name: name)
                text = .ink
            case .suspended:
                canvas.box(rect, fill: .suspended, stroke: .run, width: 0.9, isDashed: true, name: name)
                text = .suspendedText
            case .waits:
                canvas.box(rect, fill: .waits, name: name)
                text = .waitsText
            }
            drawLabel(of: bar, row: index, paint: text, y: y, on: &canvas)
        }
    }

    /// Puts the label where nothing else is: into the widest free part of its bar, in the longest form that fits.
    private func drawLabel(of bar: Bar, row: Int, paint: Paint, y: Double, on canvas: inout Canvas) {
        var taken: [(Double, Double)] = []
        for run in rows[row].runs { taken.append((run.left, run.right)) }
        for pill in rows[row].pills { taken.append((pill.left, pill.left + pill.width)) }
        for arrow in arrows { if let span = space(of: arrow, in: row) { taken.append(span) } }
        taken.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        // A bar that never ends says so at its end, in words of its own.
        var room = (left: bar.left, right: bar.right)
        if bar.isOpen {
            let text = "never settles"
            let width = TextMetrics.width(of: text, size: 8.5, isBold: true) + 12
            let x = bar.right - width - 4
            if x > bar.left + 4, !taken.contains(where: { $0.0 < x + width && $0.1 > x }) {
                let pill = Rect(x: x, y: y - 6.5, width: width, height: 13)
                canvas.box(
                    pill, fill: .errorFill, stroke: .error, width: 0.9, isRounded: true,
                    label: Canvas.Label(text: text, font: Canvas.Font(size: 8.5, isBold: true), paint: .error),
                    name: Canvas.Name(kind: "never"))
                room.right = x
            }
        }
        var widest = (left: room.left, right: room.left)
        var from = room.left
        for span in taken + [(room.right, room.right)] where span.1 > room.left {
            let to = min(span.0, room.right)
            if to - from > widest.right - widest.left { widest = (from, to) }
            from = max(from, span.1)
        }
        let font = Canvas.Font(size: 8.5)
        let width = widest.right - widest.left - 8
        guard let shortest = bar.labels.last else { return }
        let text = bar.labels.first { TextMetrics.width(of: $0, font) <= width } ?? TextMetrics.fit(shortest, width: width, font)
        guard let text else { return }
        // Cut to a stump, a label says less than the legend does.
        guard text.count >= min(6, shortest.count) else { return }
        canvas.text(
            text, x: (widest.left + widest.right) / 2, y: y, size: 8.5, paint: paint, alignment: .center,
            name: Canvas.Name(kind: "label"))
    }

    private func drawRuns(of index: Int, on canvas: inout Canvas, top: Double) {
        let y = centerY(index, top: top)
        for (number, run) in rows[index].runs.enumerated() {
            let rect = Rect(x: run.left, y: y - Self.tickHeight / 2, width: run.right - run.left, height: Self.tickHeight)
            let look: (fill: Paint, stroke: Paint?, word: String) =
                switch run.look {
                case .runs: (.run, nil, "runs")
                case .fails: (.error, nil, "failed")
                case .notLoaded: (.errorFill, .error, "not-loaded")
                case .notLinked: (.errorFill, .error, "not-linked")
                }
            canvas.box(
                rect, fill: look.fill, stroke: look.stroke, width: 1.1,
                name: Canvas.Name(id: "\(idPart)run-\(index + 1)-\(number + 1)", kind: look.word, tooltip: run.tooltip))
        }
    }

    private func drawPills(of index: Int, on canvas: inout Canvas, top: Double) {
        let y = centerY(index, top: top)
        for (number, pill) in rows[index].pills.enumerated() {
            let rect = Rect(x: pill.left, y: y - 7.5, width: pill.width, height: 15)
            var name = Canvas.Name(id: "\(idPart)pill-\(index + 1)-\(number + 1)", kind: "output", tooltip: pill.tooltip)
            var fill = Paint.paper
            var stroke: Paint? = .run
            var paint = Paint.run
            switch pill.kind {
            case .output: break
            case .error:
                (fill, stroke, paint) = (.errorFill, .error, .error)
                name.kind = "error"
            case .more:
                (stroke, paint) = (.muted, .muted)
                name.kind = "more"
            case .task:
                (fill, stroke, paint) = (.task, nil, .taskText)
                name.kind = "task"
            }
            let font = Canvas.Font(size: 8.5, isBold: pill.kind != .task)
            canvas.box(
                rect, fill: fill, stroke: stroke, width: 0.9, isRounded: true,
                label: Canvas.Label(text: pill.text, font: font, paint: paint), name: name)
        }
    }

    // MARK: Arrows

    private func draw(arrow index: Int, on canvas: inout Canvas, top: Double) {
        let arrow = arrows[index]
        guard arrow.fromRow != arrow.toRow else { return }
        let from = centerY(arrow.fromRow, top: top)
        let to = centerY(arrow.toRow, top: top)
        let down = to > from ? 1.0 : -1.0
        let isDashed = arrow.kind == .imports
        let look: (paint: Paint, word: String) =
            switch arrow.kind {
            case .wakes: (.wake, "wakes")
            case .imports: (.dynamic, "imports")
            case .fails: (.error, "fails")
            }
        var curve = Canvas.Curve(
            points: [], stroke: look.paint, width: 1.3, isDashed: isDashed, arrow: 0.5,
            name: Canvas.Name(id: "\(idPart)arrow-\(index + 1)", kind: look.word, tooltip: arrow.tooltip))
        switch arrow.path {
        case .bulge where isStraight(arrow):
            let start = Point(x: arrow.fromX, y: from + down * Self.tickHeight / 2)
            let end = Point(x: arrow.fromX, y: to - down * Self.tickHeight / 2)
            canvas.line(from: start, to: end, stroke: curve.stroke, width: 1.3, isDashed: isDashed, arrow: 0.5, name: curve.name)
            return
        case _ where isLate(arrow): curve.points = corridor(arrow, from: from, to: to)
        case .bulge:
            let left = arrow.fromX - Self.tickWidth / 2
            // The curve goes three quarters of the way to its handles.
            let reach = left - Self.bulge(over: arrow.toRow - arrow.fromRow) * 4 / 3
            curve.points = [
                Point(x: left, y: from + down * 3), Point(x: reach, y: from + down * 3), Point(x: reach, y: to),
                Point(x: arrow.toX - Self.tickWidth / 2, y: to),
            ]
        case .corner:
            let start = Point(x: arrow.fromX, y: from + down * Self.tickHeight / 2)
            let radius = min(9, arrow.toX - arrow.fromX)
            let turn = Point(x: arrow.fromX, y: to - down * radius)
            let out = Point(x: arrow.fromX + radius, y: to)
            let end = Point(x: arrow.toX, y: to)
            let bend = radius * 0.45
            curve.points =
                [start, start.mixed(turn, 1 / 3), start.mixed(turn, 2 / 3), turn]
                + [Point(x: turn.x, y: to - down * bend), Point(x: turn.x + bend, y: to), out]
                + [out.mixed(end, 1 / 3), out.mixed(end, 2 / 3), end]
        }
        canvas.draw(curve)
    }

    /// Whether the arrow ends so far to the right that it must go round what stands in the target's row.
    private func isLate(_ arrow: Arrow) -> Bool {
        arrow.toX - arrow.fromX > (arrow.path == .bulge ? 14 : 34) && !(arrow.path == .corner && arrow.kind == .wakes)
    }

    /// Past the rows between, then through the gap before the target's row, and into it from there.
    private func corridor(_ arrow: Arrow, from: Double, to: Double) -> [Point] {
        let down = to > from ? 1.0 : -1.0
        let gap = to - down * (Self.laneHeight + Self.laneGap) / 2
        var path = Polyline(start: Point(x: arrow.fromX, y: from + down * Self.tickHeight / 2))
        if arrow.path == .bulge, abs(arrow.toRow - arrow.fromRow) > 1 {
            // Left of the ticks of the same instant.
            let first = from + down * (Self.laneHeight + Self.laneGap) / 2
            path.line(to: Point(x: arrow.fromX, y: first))
            path.line(to: Point(x: arrow.fromX - 11, y: first))
            path.line(to: Point(x: arrow.fromX - 11, y: gap))
        } else {
            path.line(to: Point(x: arrow.fromX, y: gap))
        }
        let end = arrow.path == .bulge ? arrow.toX : arrow.toX + 5
        path.line(to: Point(x: end, y: gap))
        path.line(to: Point(x: end, y: to - down * Self.tickHeight / 2))
        return path.rounded(radius: 4)
    }

    private func isStraight(_ arrow: Arrow) -> Bool {
        abs(arrow.fromRow - arrow.toRow) == 1 && arrow.kind != .imports && abs(arrow.fromX - arrow.toX) < 0.5
    }

    /// The stretch of a row that an arrow passes through.
    func space(of arrow: Arrow, in row: Int) -> (Double, Double)? {
        let rows = min(arrow.fromRow, arrow.toRow)...max(arrow.fromRow, arrow.toRow)
        guard rows.contains(row) else { return nil }
        if isLate(arrow) {
            // It leaves and reaches its rows at the ticks.
            if row == arrow.fromRow || row == arrow.toRow { return nil }
            return arrow.path == .bulge ? (arrow.fromX - 15, arrow.fromX) : (arrow.fromX - 4, arrow.fromX + 4)
        }
        switch arrow.path {
        case .bulge:
            if isStraight(arrow) { return (arrow.fromX - 4, arrow.fromX + 4) }
            let reach = Self.bulge(over: arrow.toRow - arrow.fromRow)
            return (arrow.fromX - Self.tickWidth / 2 - reach - 4, row == arrow.toRow ? arrow.toX : arrow.fromX)
        case .corner:
            if row == arrow.fromRow { return nil }
            return (arrow.fromX - 4, row == arrow.toRow ? arrow.toX : arrow.fromX + 4)
        }
    }
}

extension TimelinePanel.Run.Look {
    init(_ visit: Timeline.Visit) {
        switch visit.kind {
        case .loadError: self = .notLoaded
        case .linkError: self = .notLinked
        case .start, .resume, .callback, .inheritedError: self = visit.error == nil ? .runs : .fails
        }
    }
}

extension Point {
    func mixed(_ other: Point, _ part: Double) -> Point {
        Point(x: x + (other.x - x) * part, y: y + (other.y - y) * part)
    }
}

extension Timeline.Segment.Kind {
    /// For style sheets.
    var word: String {
        switch self {
        case .fetch: "fetch"
        case .parse: "parse"
        case .suspended: "suspended"
        case .waits: "waits"
        }
    }
}
