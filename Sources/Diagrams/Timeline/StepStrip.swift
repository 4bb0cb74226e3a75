import Algorithms
import Analysis
import Trace

/// A part of an axis of steps: columns, and the lanes below them.
struct StepStrip {
    /// Who queued whom, as indices of columns; from the left edge where that job stands in a strip above.
    struct Arc {
        var from: Int?
        var to: Int
        /// Whether jobs without a column are between the two.
        var isIndirect: Bool
    }

    var columns: [StepPlan.Column]
    var panel: TimelinePanel
    var arcs: [Arc] = []
    /// How many later jobs have no column; of the last strip alone.
    var omitted = 0
    fileprivate(set) var places: [StepPlan.Place]
    /// Where the last stretch of code ends.
    var right: Double? { panel.rows.flatMap(\.runs).map(\.right).filter { $0 <= panel.plotRight }.max() }

    /// Where the stretch of code stands that prints this line; `nil` where it is not drawn.
    func left(ofLine line: Int) -> Double? { places.first { $0.piece.lines.contains(line) }?.left }
}

/// Makes the strips of a plan: their lanes, with bars, running code and arrows.
struct StepStrips {
    private(set) var strips: [StepStrip] = []

    private let picture: TimelinePicture
    private let instant: Int64?
    private let omitted: Int
    /// The lanes of all strips.
    private let rows: [TimelinePanel.Row]
    /// By strip and lane.
    private var boxes: [[Int: [Box]]] = []

    /// Running code as it is drawn.
    private struct Box {
        var visit: Int
        var left, right: Double
    }

    /// Where something is.
    private typealias Spot = (strip: Int, x: Double)

    init(_ plan: StepPlan, _ picture: TimelinePicture, _ panel: TimelinePanel, instant: Int64?) {
        self.picture = picture
        self.instant = instant
        omitted = plan.omitted
        rows = panel.rows
        for strip in plan.strips {
            var panel = panel
            panel.plotRight = max(strip.right - 10 + (strip.right == plan.strips.last?.right ? rest(plan) : 0), panel.plotLeft + 160)
            strips.append(StepStrip(columns: strip.columns, panel: panel, places: strip.places))
        }
        strips[strips.count - 1].omitted = omitted
        for index in strips.indices { strips[index].panel.idPart += index == 0 ? "" : "strip\(index + 1)-" }
        findBoxes()
        makeRoomForEnds()
        if strips.count > 1 {
            let right = strips.map(\.panel.plotRight).max() ?? 0
            for index in strips.indices { strips[index].panel.plotRight = right }
        }
        fillRows()
        addArrows()
        findArcs()
        if strips.count > 1 { for index in strips.indices { keepLanes(of: index) } }
    }

    private func rest(_ plan: StepPlan) -> Double { plan.omitted > 0 ? StepPlan.restWidth : 0 }

    private func lane(_ row: Int) -> Timeline.Lane { picture.timeline.lanes[rows[row].lane] }

    // MARK: Running code

    /// Code of a body goes on while what it calls runs: its box reaches over that. A callback is seen only by what it prints.
    private mutating func findBoxes() {
        boxes = Array(repeating: [:], count: strips.count)
        var spots: [[Int]: (first: Spot, last: Spot)] = [:]
        for (index, strip) in strips.enumerated() {
            for place in strip.places {
                guard let visit = place.piece.visit else { continue }
                let key = [place.piece.row, visit]
                if isCallback(place.piece) {
                    boxes[index][place.piece.row, default: []].append(Box(visit: visit, left: place.left, right: place.right))
                } else if spots[key] == nil {
                    spots[key] = ((index, place.left), (index, place.right))
                } else {
                    spots[key]?.last = (index, place.right)
                }
            }
        }
        for (index, strip) in strips.enumerated() {
            for place in strip.places {
                for (row, visit) in callers(of: place.piece) {
                    guard let spot = spots[[row, visit]], (spot.last.strip, spot.last.x) < (index, place.right + 3) else { continue }
                    spots[[row, visit]]?.last = (index, place.right + 3)
                }
            }
        }
        for (key, spot) in spots.sorted(by: { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }) {
            for index in spot.first.strip...spot.last.strip {
                let panel = strips[index].panel
                let left = index == spot.first.strip ? spot.first.x : panel.plotLeft - 10
                // Out of the strip where it goes on in the next.
                let right = index == spot.last.strip ? spot.last.x : .infinity
                boxes[index][key[0], default: []].append(Box(visit: key[1], left: left, right: right))
            }
        }
    }

    private func isCallback(_ piece: StepPiece) -> Bool {
        guard let visit = piece.visit else { return false }
        return lane(piece.row).visits[visit].kind == .callback
    }

    /// The bodies in the midst of which the piece ran: of each lane the visit that began before it, in its job, and ended after it.
    private func callers(of piece: StepPiece) -> [(row: Int, visit: Int)] {
        rows.indices.compactMap { row in
            guard row != piece.row, let visit = lane(row).visits.lastIndex(startingBefore: piece.event) else { return nil }
            let other = lane(row).visits[visit]
            return other.kind != .callback && other.from.step == piece.step && other.to.event > piece.event ? (row, visit) : nil
        }
    }

    // MARK: Where events are

    /// Where a moment of a lane stands: at the edge of the code of that lane that it belongs to, or after what ran before it.
    private func spot(_ moment: Timeline.Moment, of row: Int, isEnd: Bool) -> Spot? {
        if let visit = lane(row).visits.lastIndex(startingBefore: moment.event + 1) {
            let own = lane(row).visits[visit]
            if isEnd, own.from.event == moment.event { return box(of: visit, in: row, isEnd: false).map { ($0.strip, $0.box.left) } }
            if moment.event <= own.to.event, own.kind != .callback, let found = box(of: visit, in: row, isEnd: true) {
                return (found.strip, isEnd ? found.box.left : found.box.right)
            }
        }
        for index in strips.indices.reversed() {
            guard let place = strips[index].places.last(where: { $0.piece.event <= moment.event }) else { continue }
            if let column = strips[index].columns.first(where: { $0.step == moment.step }), column.left > place.right {
                return (index, column.left + 4)
            }
            if isEnd, place.piece.event == moment.event { return (index, place.left) }
            return (index, place.right)
        }
        return nil
    }

    /// The box of a visit: where it begins, or where it ends.
    private func box(of visit: Int, in row: Int, isEnd: Bool) -> (strip: Int, box: Box)? {
        for index in isEnd ? strips.indices.reversed() : Array(strips.indices) {
            let own = (boxes[index][row] ?? []).filter { $0.visit == visit }
            if let box = isEnd ? own.last : own.first { return (index, box) }
        }
        return nil
    }

    // MARK: Bars

    /// What never settles runs on past the last job.
    private mutating func makeRoomForEnds() {
        guard instant == nil, let last = strips.indices.last else { return }
        let limit = max(picture.options.page - TimelinePanel.margin, strips[last].panel.plotRight)
        for row in rows.indices {
            for segment in lane(row).segments where segment.to == nil {
                let endings = picture.endings(of: segment, in: lane(row))
                let room = TimelinePanel.openWidth(picture.texts.labels(segment.kind), endings)
                let from = spot(segment.from, of: row, isEnd: false).map { $0.strip == last ? $0.x : nil } ?? nil
                let wanted = max((from ?? strips[last].panel.plotLeft) + room, strips[last].panel.plotRight + 60)
                strips[last].panel.plotRight = max(strips[last].panel.plotRight, min(limit, wanted))
            }
        }
    }

    private mutating func fillRows() {
        let last = strips.last?.places.last?.piece.event ?? 0
        for row in rows.indices {
            for index in strips.indices {
                for place in strips[index].places where place.piece.row == row { strips[index].panel.rows[row].pills += place.pills }
                let visits = lane(row).visits
                let edge = strips[index].panel.plotRight + 10
                strips[index].panel.rows[row].runs = (boxes[index][row] ?? []).map { box in
                    TimelinePanel.Run(
                        left: box.left, right: min(box.right, edge), look: TimelinePanel.Run.Look(visits[box.visit]),
                        tooltip: picture.texts.tooltip(visits[box.visit], in: lane(row)), since: visits[box.visit].from.event)
                }
            }
            for segment in lane(row).segments {
                // What begins after the last job drawn has no place.
                if omitted > 0, segment.from.event > last { break }
                if segment.kind == .fetch || segment.kind == .parse { continue }
                add(segment, in: row, until: omitted > 0 ? last : .max)
            }
        }
    }

    private mutating func add(_ segment: Timeline.Segment, in row: Int, until last: Int) {
        // Of an instant only what is under way at it; it comes in at the left and goes out at the right.
        if let instant { guard segment.from.time <= instant, segment.to.map({ $0.time >= instant }) ?? true else { return } }
        let isEarlier = instant.map { segment.from.time < $0 } ?? false
        let from = isEarlier ? nil : spot(segment.from, of: row, isEnd: false)
        var to: Spot?
        if let end = segment.to, instant.map({ end.time == $0 }) ?? true, end.event <= last { to = spot(end, of: row, isEnd: true) }
        guard let end = strips.indices.last else { return }
        let first = from?.strip ?? 0
        for index in first...max(first, to?.strip ?? end) {
            let panel = strips[index].panel
            let isOpen = segment.to == nil && index == end
            let left = index == from?.strip ? from?.x ?? 0 : panel.plotLeft - 10
            let right = index == to?.strip ? to?.x ?? 0 : isOpen ? panel.openRight : panel.plotRight + 10
            strips[index].panel.rows[row].bars.append(
                TimelinePanel.Bar(
                    kind: segment.kind, left: left, right: right, isOpen: isOpen, labels: picture.texts.labels(segment.kind),
                    tooltip: picture.texts.tooltip(segment, in: lane(row)),
                    endings: isOpen ? picture.endings(of: segment, in: lane(row)) : [], since: segment.from.event,
                    until: segment.to?.event))
        }
    }

    // MARK: Arrows

    private mutating func addArrows() {
        let timeline = picture.timeline
        var rowOfLane: [Int: Int] = [:]
        for (row, entry) in rows.enumerated() { rowOfLane[entry.lane] = row }
        for wake in timeline.wakes {
            guard let from = rowOfLane[wake.fromLane], let to = rowOfLane[wake.toLane],
                let source = box(of: wake.fromVisit, in: from, isEnd: true), let target = box(of: wake.toVisit, in: to, isEnd: false)
            else { continue }
            let panel = strips[target.strip].panel
            strips[target.strip].panel.arrows.append(
                TimelinePanel.Arrow(
                    kind: wake.isFailure ? .fails : .wakes, path: .corner, fromRow: from, toRow: to,
                    fromX: source.strip == target.strip ? source.box.right - 4 : panel.plotLeft - 6, toX: target.box.left,
                    tooltip: picture.texts.tooltip(
                        wake, from: timeline.lanes[wake.fromLane], to: timeline.lanes[wake.toLane]), isCritical: picture.isCritical(wake),
                    since: timeline.lanes[wake.toLane].visits[wake.toVisit].from.event))
        }
        for call in timeline.imports where instant == nil || call.called.time == instant {
            guard let target = call.target, let from = rowOfLane[call.lane], let to = rowOfLane[target],
                let visit = timeline.lanes[call.lane].visits.lastIndex(startingBefore: call.called.event + 1),
                let source = box(of: visit, in: from, isEnd: true)
            else { continue }
            // A target that does nothing any more is reached where it stands.
            let reached = call.reached.flatMap { moment in
                moment.time == call.called.time || instant == nil ? spot(moment, of: to, isEnd: true) : nil
            }
            let strip = max(source.strip, reached?.strip ?? source.strip)
            let fromX = strip == source.strip ? source.box.right - 4 : strips[strip].panel.plotLeft - 6
            strips[strip].panel.arrows.append(
                TimelinePanel.Arrow(
                    kind: .imports, path: .corner, fromRow: from, toRow: to, fromX: fromX, toX: max(fromX + 12, reached?.x ?? fromX + 12),
                    tooltip: picture.texts.tooltip(call, from: timeline.lanes[call.lane]), leadsToNothing: call.findsAllDone,
                    since: call.called.event))
        }
    }

    private mutating func findArcs() {
        let steps = picture.timeline.steps
        var columnOfStep: [Int: (strip: Int, column: Int)] = [:]
        for (index, strip) in strips.enumerated() {
            for (number, column) in strip.columns.enumerated() {
                // A column that goes on from the strip above was queued there.
                guard columnOfStep[column.step] == nil else {
                    columnOfStep[column.step] = (index, number)
                    continue
                }
                columnOfStep[column.step] = (index, number)
                var at = column.step
                while let queuer = steps[at].queuedBy, queuer < at {
                    if let source = columnOfStep[queuer] {
                        strips[index].arcs.append(
                            StepStrip.Arc(from: source.strip == index ? source.column : nil, to: number, isIndirect: at != column.step))
                        break
                    }
                    at = queuer
                }
            }
        }
    }

    // MARK: Lanes

    /// Of several strips each has the lanes in which something happens there, and the last those that never ran or go on.
    private mutating func keepLanes(of index: Int) {
        let panel = strips[index].panel
        let ends = Set(panel.arrows.flatMap { [$0.fromRow, $0.toRow] })
        let isLast = index == strips.count - 1
        let kept = rows.indices.filter { row in
            !panel.rows[row].runs.isEmpty || !panel.rows[row].pills.isEmpty || ends.contains(row)
                || (isLast && (panel.rows[row].bars.contains(where: \.isOpen) || lane(row).visits.isEmpty))
        }
        // Where only jobs run that run no code of a module, something has to stand below them.
        if kept.isEmpty { return }
        var place: [Int: Int] = [:]
        for (new, old) in kept.enumerated() { place[old] = new }
        strips[index].panel.rows = kept.map { panel.rows[$0] }
        strips[index].panel.arrows = panel.arrows.compactMap { arrow in
            guard let from = place[arrow.fromRow], let to = place[arrow.toRow] else { return nil }
            var arrow = arrow
            (arrow.fromRow, arrow.toRow) = (from, to)
            return arrow
        }
    }
}

extension [Timeline.Visit] {
    /// The last that begins before the event.
    fileprivate func lastIndex(startingBefore event: Int) -> Int? {
        let index = partitioningIndex { $0.from.event >= event }
        return index > 0 ? index - 1 : nil
    }
}
