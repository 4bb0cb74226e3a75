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
        /// Where it could have ended but for other code, with words for that.
        var due: (x: Double, words: String, tooltip: String)?
        /// For one that never ended: longer and shorter ways to say what it waits for.
        var endings: [String] = []
        /// Whether thin ticks stand all over it, so that its label needs a ground of its own.
        var isTicked = false
        /// The events at which it begins and ends; `nil` for one that never ends.
        var since = 0
        var until: Int?
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
        /// The event at which it begins.
        var since = 0
    }

    struct Pill {
        enum Kind { case output, different, error, more, task }
        var kind: Kind
        var left, width: Double
        var text: String
        /// What it says where there is room; `nil` when that is all.
        var longest: String?
        var tooltip: String
        /// The line of output that it shows, an index into ``Trace/console``.
        var line: Int?
        /// The place of that in the output, from 1, where the order of the lanes tells another.
        var number: Int?
        /// Where what printed it stands: what hangs on one place is read lane by lane.
        var anchor = 0.0
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
        /// Where the critical path leads along the lane, below bars or below the higher boxes of running code.
        ///
        /// `since` is the event at which that stretch of it is over.
        var critical: [(left: Double, right: Double, isWork: Bool, since: Int)] = []
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
        /// The event since which it is so.
        var since = 0
    }

    var rows: [Row] = []
    var arrows: [Arrow] = []
    var groups: [Group] = []
    /// Of one of several runs in panels of their own: where it parts from the others.
    var parting: Parting?
    /// By console line, the event that prints it.
    var eventOfLine: [Int: Int] = [:]

    /// Right of the plot.
    static let margin = 26.0

    /// Whether the name of a lane stands above it, and not to its left.
    var namesAbove = false
    var nameX = 16.0
    var plotLeft = 0.0
    var plotRight = 0.0
    /// Where bars go that never end: out of the picture.
    var openRight: Double { plotRight + Self.margin }
    /// Distinguishes the ids of two panels of one picture.
    var idPart: String

    var height: Double { Double(rows.count) * pitch - Self.laneGap + Double(groups.count) * groupHead }

    /// From one lane to the next.
    private var pitch: Double { Self.laneHeight + Self.laneGap + nameHeight }

    /// The room above the middle of a lane for its name.
    var nameHeight: Double { namesAbove ? 13 : 0 }

    /// The room above the lanes of each run: for its heading, and for the words that say where it parts.
    var groupHead: Double { groups.contains { $0.parting != nil } ? 40 : 24 }

    func centerY(_ row: Int, top: Double) -> Double {
        let heads = Double(groups.count { $0.firstRow <= row }) * groupHead
        return top + Double(row) * pitch + nameHeight + Self.laneHeight / 2 + heads
    }

    /// Puts the names, of which the widest is so wide, to the left of the lanes, or above them on a narrow page.
    mutating func placeNames(of width: Double, beside hasCycles: Bool, on page: Double) {
        namesAbove = Page.isNarrow(page)
        nameX = hasCycles ? 24 : 16
        plotLeft = namesAbove ? nameX + 10 : nameX + width + 26
    }

    /// How far to the left of the ticks an arrow over so many rows swings.
    static func bulge(over rows: Int) -> Double { 10 + 7 * Double(min(abs(rows), 6)) }

    /// The room that a bar that never ends asks for: its label, and the words at its end.
    static func openWidth(_ labels: [String], _ endings: [String]) -> Double {
        min(150, TextMetrics.width(of: labels.first ?? "", size: TextSize.smallest)) + 24
            + min(210, TextMetrics.width(of: endings.first ?? "", size: TextSize.smallest, isBold: true) + 12)
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
        for row in rows.indices { drawName(of: row, on: &canvas, top: top) }
        for row in rows.indices {
            drawRuns(of: row, on: &canvas, top: top)
            drawTickedLabels(of: row, on: &canvas, top: top)
            drawPills(of: row, on: &canvas, top: top)
        }
    }

    private func drawLanes(on canvas: inout Canvas, top: Double) {
        for (index, row) in rows.enumerated() {
            let height = Self.laneHeight + nameHeight
            let rect = Rect(
                x: plotLeft - 10, y: centerY(index, top: top) - Self.laneHeight / 2 - nameHeight, width: plotRight - plotLeft + 20,
                height: height)
            canvas.box(rect, fill: .lane, name: Canvas.Name(id: "\(idPart)lane-\(index + 1)", kind: "lane"))
            guard let cycle = row.cycle else { continue }
            // One line along all neighbours of a cycle.
            let joinsNext = index + 1 < rows.count && rows[index + 1].cycle == cycle
            let line = Rect(x: nameX - 8, y: rect.y, width: 2.2, height: joinsNext ? height + Self.laneGap : height)
            canvas.box(line, .cycleLine, name: Canvas.Name(kind: "cycle"))
        }
    }

    /// Over the lane on a ground of its own, since arrows pass there; to the left of it as it is.
    private func drawName(of index: Int, on canvas: inout Canvas, top: Double) {
        let row = rows[index]
        let center = centerY(index, top: top)
        let y = namesAbove ? center - Self.laneHeight / 2 - nameHeight / 2 + 2 : center
        if namesAbove {
            let width = TextMetrics.width(of: row.name, size: TextSize.name, isBold: true) + 4
            canvas.box(Rect(x: nameX, y: y - 6.5, width: width, height: 13), fill: .lane, name: Canvas.Name(kind: "name-ground"))
        }
        canvas.text(
            row.name, x: nameX + (namesAbove ? 2 : 0), y: y, size: TextSize.name, isBold: true, paint: row.isMuted ? .muted : .ink,
            name: Canvas.Name(id: "\(idPart)name-\(index + 1)", kind: "name", tooltip: row.fullName, link: row.link))
    }

    private func drawRuns(of index: Int, on canvas: inout Canvas, top: Double) {
        let y = centerY(index, top: top)
        defer { canvas.since = nil }
        for (number, run) in rows[index].runs.enumerated() {
            canvas.since = run.since
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
            // A chip that stands on it says that it fails.
            let hasChip = rows[index].pills.contains { $0.left < run.left + Self.tickWidth && $0.left + $0.width > run.left }
            if run.look == .fails, !hasChip { Self.drawCross(in: rect, on: &canvas) }
        }
        for part in rows[index].critical {
            canvas.since = part.since
            let height = part.isWork ? Self.tickHeight : Self.barHeight
            let line = Rect(x: part.left, y: y + height / 2 + 0.5, width: part.right - part.left, height: 2.6)
            canvas.box(line, .criticalBand, name: Canvas.Name(kind: "critical"))
        }
    }

    private func draw(_ rect: Rect, _ look: Run.Look, _ name: Canvas.Name, on canvas: inout Canvas) {
        var name = name
        name.kind = look.word
        canvas.box(rect, look.style, name: name)
    }

    /// At the left end of running code that fails, as wide as a tick.
    static func drawCross(in rect: Rect, on canvas: inout Canvas) {
        let center = Point(x: rect.x + tickWidth / 2, y: rect.center.y)
        let stroke = Canvas.Stroke(paint: .runText, width: 1.3)
        for slope in [1.0, -1.0] {
            canvas.line(
                from: Point(x: center.x - 2.1, y: center.y - 2.1 * slope), to: Point(x: center.x + 2.1, y: center.y + 2.1 * slope), stroke,
                name: Canvas.Name(kind: "cross"))
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

    var style: Canvas.Style {
        switch self {
        case .runs: .runs
        case .fails: .failed
        case .notLoaded, .notLinked: .notLoaded
        }
    }

    /// For style sheets.
    var word: String {
        switch self {
        case .runs: "runs"
        case .fails: "failed"
        case .notLoaded: "not-loaded"
        case .notLinked: "not-linked"
        }
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
