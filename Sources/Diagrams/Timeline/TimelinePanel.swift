import Analysis

/// A strip of lanes with its bars, ticks, pills and arrows at exact x positions, whichever axis gave them.
struct TimelinePanel {
    static let laneHeight = 30.0
    static let laneGap = 4.0
    static let barHeight = 17.0
    static let tickWidth = 7.0
    static let tickHeight = 22.0
    static let thinTickWidth = 1.3
    /// Of two instants nearer than this only the first has a thin tick.
    static let thinTickSpacing = 2.6

    /// A stretch in which a module runs no code.
    struct Bar {
        var kind: Timeline.Segment.Kind
        var left, right: Double
        /// Whether it never ended.
        var isOpen: Bool
        /// Longer and shorter ways to say the same.
        var labels: [String]
        var tooltip: String
        /// Whether the run ended as late as it did since this took so long.
        var isCritical = false
        /// Where it could have ended but for other code, with words for that.
        var due: (x: Double, words: String, tooltip: String)?
        /// For one that never ended: longer and shorter ways to say what it waits for.
        var endings: [String] = []
        /// Whether thin ticks stand all over it, so that its label needs a ground of its own.
        var isTicked = false
    }

    /// Running code: a tick for no time, a bar for some.
    struct Run {
        enum Look { case runs, fails, notLoaded, notLinked }
        var left, right: Double
        var look: Look
        var tooltip: String
        /// Where instants are nearer to each other than a tick is wide: the middle of each, for thin ticks that leave the time between
        /// them free.
        var instants: [(x: Double, look: Look, tooltip: String)] = []
    }

    struct Pill {
        enum Kind { case output, different, error, more, task }
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
        var link: String?
        /// Lanes of the same cycle have the same number.
        var cycle: Int?
        var bars: [Bar] = []
        var runs: [Run] = []
        /// Where running code is part of the critical path.
        var criticalWork: [(left: Double, right: Double)] = []
        var pills: [Pill] = []
    }

    /// Several runs in one panel: a heading above the lanes of each.
    struct Group {
        var firstRow: Int
        var label: String
        /// How the run ended.
        var note: String
        /// Where the run parts from the others, and the words for it.
        var parting: Parting?
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
        var isCritical = false
        /// For an `import()` of a module that does nothing more after it.
        var leadsToNothing = false
    }

    var rows: [Row] = []
    var arrows: [Arrow] = []
    var groups: [Group] = []
    /// Of one of several runs in panels of their own: where it parts from the others.
    var parting: Parting?
    var nameX = 16.0
    var plotLeft = 0.0
    var plotRight = 0.0
    /// Where bars go that never end: out of the picture.
    var openRight: Double { plotRight + 26 }
    /// Distinguishes the ids of two panels of one picture.
    var idPart: String

    var height: Double {
        Double(rows.count) * (Self.laneHeight + Self.laneGap) - Self.laneGap + Double(groups.count) * groupHead
    }

    /// The room above the lanes of each run: for its heading, and for the words that say where it parts.
    var groupHead: Double { groups.contains { $0.parting != nil } ? 40 : 24 }

    func centerY(_ row: Int, top: Double) -> Double {
        let heads = Double(groups.count { $0.firstRow <= row }) * groupHead
        return top + Double(row) * (Self.laneHeight + Self.laneGap) + Self.laneHeight / 2 + heads
    }

    /// How far to the left of the ticks an arrow over so many rows swings.
    static func bulge(over rows: Int) -> Double { 10 + 7 * Double(min(abs(rows), 6)) }

    /// The room that a bar that never ends asks for: its label, and the words at its end.
    static func openWidth(_ labels: [String], _ endings: [String]) -> Double {
        min(150, TextMetrics.width(of: labels.first ?? "", size: 8.5)) + 24
            + min(210, TextMetrics.width(of: endings.first ?? "", size: 8.5, isBold: true) + 12)
    }

    // MARK: Drawing

    func draw(on canvas: inout Canvas, top: Double, grid: [Double]) {
        drawLanes(on: &canvas, top: top)
        for span in gridSpans(top: top) {
            for x in grid {
                let rect = Rect(x: x - 0.4, y: span.from - 4, width: 0.8, height: span.to - span.from + 8)
                canvas.box(rect, fill: .rule, name: Canvas.Name(kind: "grid"))
            }
        }
        drawGroups(on: &canvas, top: top)
        for row in rows.indices { drawBars(of: row, on: &canvas, top: top) }
        for index in arrows.indices { draw(arrow: index, on: &canvas, top: top) }
        for row in rows.indices {
            drawRuns(of: row, on: &canvas, top: top)
            drawTickedLabels(of: row, on: &canvas, top: top)
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
                name: Canvas.Name(id: "\(idPart)name-\(index + 1)", kind: "name", tooltip: row.fullName, link: row.link))
            guard let cycle = row.cycle else { continue }
            // One line along all neighbours of a cycle.
            let joinsNext = index + 1 < rows.count && rows[index + 1].cycle == cycle
            let height = joinsNext ? Self.laneHeight + Self.laneGap : Self.laneHeight
            let line = Rect(x: nameX - 8, y: rect.y, width: 2.2, height: height)
            canvas.box(line, fill: .cycle, name: Canvas.Name(kind: "cycle"))
        }
    }

    private func drawRuns(of index: Int, on canvas: inout Canvas, top: Double) {
        let y = centerY(index, top: top)
        for (number, run) in rows[index].runs.enumerated() {
            let rect = Rect(x: run.left, y: y - Self.tickHeight / 2, width: run.right - run.left, height: Self.tickHeight)
            let id = "\(idPart)run-\(index + 1)-\(number + 1)"
            guard run.instants.isEmpty else {
                for (place, instant) in run.instants.enumerated() {
                    let tick = Rect(center: Point(x: instant.x, y: y), width: Self.thinTickWidth, height: Self.tickHeight)
                    draw(tick, instant.look, Canvas.Name(id: "\(id)-\(place + 1)", tooltip: instant.tooltip), on: &canvas)
                }
                continue
            }
            draw(rect, run.look, Canvas.Name(id: id, tooltip: run.tooltip), on: &canvas)
        }
        for work in rows[index].criticalWork {
            let line = Rect(x: work.left, y: y + Self.tickHeight / 2 + 0.5, width: work.right - work.left, height: 2.6)
            canvas.box(line, fill: .wake, name: Canvas.Name(kind: "critical"))
        }
    }

    private func draw(_ rect: Rect, _ look: Run.Look, _ name: Canvas.Name, on canvas: inout Canvas) {
        let style: (fill: Paint, stroke: Paint?, word: String) =
            switch look {
            case .runs: (.run, nil, "runs")
            case .fails: (.error, nil, "failed")
            case .notLoaded: (.errorFill, .error, "not-loaded")
            case .notLinked: (.errorFill, .error, "not-linked")
            }
        var name = name
        name.kind = style.word
        canvas.box(rect, fill: style.fill, stroke: style.stroke, width: 1.1, name: name)
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
            case .different:
                (fill, stroke, paint) = (.task, .wake, .taskText)
                name.kind = "different"
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
