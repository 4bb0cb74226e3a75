import Analysis
import Trace

/// The lanes over jobs: a column for each, and in it each stretch of running code in a place of its own.
///
/// The main axis when no virtual time passes; below a time axis it opens one crowded instant.
struct StepLayout {
    private static let widthLimit = 1400.0
    /// How wide it is where not all jobs fit anyway.
    private static let cutWidth = 900.0
    private static let columnLimit = 60
    /// How wide the column is that stands for all jobs that are left out.
    static let restWidth = 64.0
    private static let gap = 13.0

    struct Column {
        var step: Int
        var left = 0.0
        var width = 0.0
        var heading: String
        var detail: String
    }

    private struct Place {
        var row: Int
        var visit: Int
        var left, right: Double
        /// The events between which the visit ran.
        var from, to: Int
    }

    /// Who queued whom, as indices of columns.
    struct Arc {
        var from, to: Int
        /// Whether jobs without a column are between the two.
        var isIndirect: Bool
    }

    /// Characters a chip, and how wide the picture may be for that.
    private static let levels: [(limit: Int, width: Double)] = [(36, 700), (26, 800), (18, .infinity)]

    let picture: TimelinePicture
    let instant: Int64?
    var panel: TimelinePanel
    private(set) var columns: [Column] = []
    /// In the order in which they ran.
    private var places: [Place] = []
    private var placeOfVisit: [Int: Int] = [:]
    private(set) var arcs: [Arc] = []
    /// Whether jobs between the first column and the last have none.
    private(set) var skipsJobs = false
    /// Jobs with something to show that did not fit.
    private(set) var omitted = 0

    /// - Parameter instant: the only time to show; `nil` shows the whole run.
    init(_ picture: TimelinePicture, at instant: Int64?) {
        self.picture = picture
        self.instant = instant
        let timeline = picture.timeline
        let lanes = picture.shown.filter { index in
            instant == nil || timeline.lanes[index].visits.contains { $0.from.time == instant }
        }
        let (rows, nameWidth) = picture.rows(for: lanes)
        panel = TimelinePanel(rows: rows, idPart: picture.idPart + (instant == nil ? "" : "step-"))
        panel.nameX = picture.cycles.contains { $0 != nil } ? 24 : 16
        panel.plotLeft = panel.nameX + nameWidth + 26
        let empty = panel
        let visits = visits()
        let steps = shownSteps(visits.map(\.step))
        for level in Self.levels {
            reset(to: empty)
            place(visits, in: steps, limit: level.limit, width: Self.widthLimit)
            if omitted == 0, panel.plotRight - panel.plotLeft <= level.width { break }
        }
        if omitted > 0 {
            reset(to: empty)
            place(visits, in: steps, limit: Self.levels[0].limit, width: Self.cutWidth)
        }
        if let first = columns.first, let last = columns.last { skipsJobs = last.step - first.step >= columns.count }
        fillBars()
        addArrows()
        findArcs()
    }

    /// The instant at which most code ran, if that is more than a timeline can tell apart.
    static func crowdedInstant(of timeline: Timeline, lanes: [Int], atLeast least: Int = 5) -> Int64? {
        var visits: [Int64: Int] = [:]
        var jobs: [Int64: Set<Int>] = [:]
        for lane in lanes {
            for visit in timeline.lanes[lane].visits {
                visits[visit.from.time, default: 0] += 1
                jobs[visit.from.time, default: []].insert(visit.from.step)
            }
        }
        // Of equals, the earliest: the order of a dictionary must not show.
        let best = visits.filter { $0.value >= least && (jobs[$0.key]?.count ?? 0) >= min(3, least) }
            .max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best?.key
    }

    private mutating func reset(to empty: TimelinePanel) {
        panel = empty
        columns = []
        places = []
        placeOfVisit = [:]
        omitted = 0
    }

    // MARK: What is where

    private typealias Visit = (row: Int, visit: Int, from: Int, step: Int)

    /// In the order in which they ran.
    private func visits() -> [Visit] {
        var visits: [Visit] = []
        let timeline = picture.timeline
        for (row, entry) in panel.rows.enumerated() {
            for (number, visit) in timeline.lanes[entry.lane].visits.enumerated() {
                guard instant == nil || visit.from.time == instant else { continue }
                visits.append((row, number, visit.from.event, visit.from.step))
            }
        }
        return visits.sorted { $0.from < $1.from }
    }

    private mutating func place(_ visits: [Visit], in steps: [Int], limit: Int, width: Double) {
        let timeline = picture.timeline
        var rowOfLane: [Int: Int] = [:]
        for (row, entry) in panel.rows.enumerated() { rowOfLane[entry.lane] = row }
        var next = 0
        var left = panel.plotLeft - 10
        for step in steps {
            var last = next
            while last < visits.count, visits[last].step == step { last += 1 }
            if left > panel.plotLeft + width || columns.count >= Self.columnLimit {
                omitted += 1
                next = last
                continue
            }
            let job = timeline.steps[step]
            var column = Column(
                step: step, left: left, heading: heading(of: step, after: columns.last?.step),
                detail: picture.texts.describe(job.kind))
            var x = left + Self.gap
            if let row = job.lane.flatMap({ rowOfLane[$0] }), last == next {
                let text = "timer fires"
                let width = TimelinePicture.pillWidth(text)
                panel.rows[row].pills.append(
                    TimelinePanel.Pill(kind: .task, left: x, width: width, text: text, tooltip: "the timer fires"))
                x += width + Self.gap
            }
            for (row, number, _, _) in visits[next..<last] {
                let width = place(row: row, visit: number, at: x, limit: limit)
                x += width + Self.gap
            }
            let heading = max(
                TextMetrics.width(of: column.detail, size: 8), TextMetrics.width(of: column.heading, size: 9.5, isBold: true))
            column.width = max(x - left, heading + 20, 78)
            left += column.width
            columns.append(column)
            next = last
        }
        if omitted > 0 { left += Self.restWidth }
        var right = left - 10
        if instant == nil {
            // What never settles runs on past the last job.
            for row in panel.rows {
                for segment in picture.timeline.lanes[row.lane].segments where segment.to == nil {
                    let endings = picture.endings(of: segment, in: picture.timeline.lanes[row.lane])
                    let room = TimelinePanel.openWidth(picture.texts.labels(segment.kind), endings)
                    right = max(right, x(segment.from, isEnd: false) + room, left + 60)
                }
            }
        }
        panel.plotRight = max(right, panel.plotLeft + 160)
    }

    /// The first job of an instant says when that is, and the first of a task that has no column that it is another task's.
    private func heading(of step: Int, after previous: Int?) -> String {
        let steps = picture.timeline.steps
        let job = steps[step]
        var name = job.microtask == 0 ? "task" : "µ\(job.microtask)"
        if job.microtask > 0, let previous, steps[(previous + 1)..<step].contains(where: { $0.kind.isTask }) { name = "next task, " + name }
        let isFirst = job.microtask == 0 || previous.map { steps[$0].time } != job.time
        guard instant == nil, picture.timeline.timePasses, isFirst else { return name }
        return "\(name), \(duration(job.time))"
    }

    /// The jobs with a visit, and the timers and fetches that led to one.
    private func shownSteps(_ visited: [Int]) -> [Int] {
        let steps = picture.timeline.steps
        var shown = Set(visited)
        // By step: the task whose turn it is. A job is queued before it runs, so one pass finds them all.
        var task = Array(steps.indices)
        for (index, step) in steps.enumerated() where !step.kind.isTask {
            if let queuer = step.queuedBy, queuer < index { task[index] = task[queuer] }
        }
        for step in visited {
            let at = task[step]
            let top = picture.timeline.steps[at]
            guard instant == nil || top.time == instant else { continue }
            switch top.kind {
            case .timer, .fetch, .immediate: shown.insert(at)
            default: break
            }
        }
        return shown.sorted()
    }

    private mutating func place(row: Int, visit number: Int, at x: Double, limit: Int) -> Double {
        let lane = picture.timeline.lanes[panel.rows[row].lane]
        let visit = lane.visits[number]
        var pills = visit.lines.prefix(4).map { picture.pill(line: $0, limit: limit) }
        if visit.lines.count > 4 {
            let text = "+\(visit.lines.count - 4)"
            let tooltip = visit.lines.dropFirst(4).prefix(30).map { picture.trace.console[$0].text.prefix(80) }
            pills.append(
                TimelinePanel.Pill(
                    kind: .more, left: 0, width: TimelinePicture.pillWidth(text), text: text, tooltip: tooltip.joined(separator: " · ")))
        }
        if let error = visit.error { pills.append(picture.pill(error: error, limit: limit + 4)) }
        var right = x + 5
        for var pill in pills {
            pill.left = right
            right += pill.width + 4
            panel.rows[row].pills.append(pill)
        }
        right = pills.isEmpty ? x + 13 : right + 1
        panel.rows[row].runs.append(
            TimelinePanel.Run(
                left: x, right: right, look: TimelinePanel.Run.Look(visit), tooltip: picture.texts.tooltip(visit, in: lane)))
        placeOfVisit[key(row, number)] = places.count
        places.append(Place(row: row, visit: number, left: x, right: right, from: visit.from.event, to: visit.to.event))
        return right - x
    }

    /// Where the last stretch of code that is drawn ends.
    var right: Double? { places.map(\.right).max() }

    /// Where the stretch of code begins that prints this line; `nil` where it is not drawn.
    func left(ofLine line: Int) -> Double? {
        places.first { picture.timeline.lanes[panel.rows[$0.row].lane].visits[$0.visit].lines.contains(line) }?.left
    }

    private func key(_ row: Int, _ visit: Int) -> Int { row << 32 | visit }

    /// Where an event stands: at the edge of the visit that it belongs to, or after what ran before it.
    private func x(_ moment: Timeline.Moment, isEnd: Bool) -> Double {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].from <= moment.event { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return panel.plotLeft }
        let place = places[low - 1]
        if isEnd, place.from == moment.event { return place.left }
        if moment.event <= place.to { return isEnd ? place.left : place.right }
        if let column = columns.first(where: { $0.step == moment.step }), column.left > place.right { return column.left + 4 }
        return place.right
    }

    private mutating func fillBars() {
        let first = places.first?.from ?? 0
        let last = places.last?.to ?? 0
        for row in panel.rows.indices {
            let lane = picture.timeline.lanes[panel.rows[row].lane]
            for segment in lane.segments {
                // What begins after the last job drawn has no place.
                if omitted > 0, segment.from.event > last { break }
                switch segment.kind {
                case .fetch, .parse: continue
                default: break
                }
                if let instant {
                    // Only what is under way at the instant; it comes in at the left and goes out at the right.
                    guard segment.from.time <= instant, segment.to.map({ $0.time >= instant }) ?? true else { continue }
                }
                let left =
                    instant.map({ segment.from.time < $0 }) == true || segment.from.event < first
                    ? panel.plotLeft - 10 : x(segment.from, isEnd: false)
                var right = segment.to == nil ? panel.openRight : panel.plotRight + 10
                if let to = segment.to, instant.map({ to.time == $0 }) ?? true, omitted == 0 || to.event <= last {
                    right = x(to, isEnd: true)
                }
                panel.rows[row].bars.append(
                    TimelinePanel.Bar(
                        kind: segment.kind, left: left, right: right, isOpen: segment.to == nil,
                        labels: picture.texts.labels(segment.kind), tooltip: picture.texts.tooltip(segment, in: lane),
                        endings: picture.endings(of: segment, in: lane)))
            }
        }
    }

    private mutating func addArrows() {
        let timeline = picture.timeline
        var rowOfLane: [Int: Int] = [:]
        for (row, entry) in panel.rows.enumerated() { rowOfLane[entry.lane] = row }
        for wake in timeline.wakes {
            guard let from = rowOfLane[wake.fromLane], let to = rowOfLane[wake.toLane],
                let source = placeOfVisit[key(from, wake.fromVisit)], let target = placeOfVisit[key(to, wake.toVisit)]
            else { continue }
            panel.arrows.append(
                TimelinePanel.Arrow(
                    kind: wake.isFailure ? .fails : .wakes, path: .corner, fromRow: from, toRow: to, fromX: places[source].right - 4,
                    toX: places[target].left,
                    tooltip: picture.texts.tooltip(
                        wake, from: timeline.lanes[wake.fromLane], to: timeline.lanes[wake.toLane]), isCritical: picture.isCritical(wake)))
        }
        for call in timeline.imports where instant == nil || call.called.time == instant {
            guard let target = call.target, let from = rowOfLane[call.lane], let to = rowOfLane[target] else { continue }
            let visits = timeline.lanes[call.lane].visits
            let visit = visits.partitioningIndex { $0.from.event > call.called.event } - 1
            guard visit >= 0, let place = placeOfVisit[key(from, visit)] else { continue }
            let fromX = places[place].right - 4
            // A target that does nothing any more is reached where it stands.
            let reached = call.reached.flatMap { moment in
                moment.time == call.called.time || instant == nil ? x(moment, isEnd: true) : nil
            }
            panel.arrows.append(
                TimelinePanel.Arrow(
                    kind: .imports, path: .corner, fromRow: from, toRow: to, fromX: fromX,
                    toX: max(fromX + 12, reached ?? fromX + 12),
                    tooltip: picture.texts.tooltip(call, from: timeline.lanes[call.lane]), leadsToNothing: call.findsAllDone))
        }
    }

    private mutating func findArcs() {
        guard columns.count > 1 else { return }
        let steps = picture.timeline.steps
        var columnOfStep: [Int: Int] = [:]
        for (index, column) in columns.enumerated() { columnOfStep[column.step] = index }
        for (index, column) in columns.enumerated() {
            var at = column.step
            while let queuer = steps[at].queuedBy, queuer < at {
                if let source = columnOfStep[queuer] {
                    arcs.append(Arc(from: source, to: index, isIndirect: at != column.step))
                    break
                }
                at = queuer
            }
        }
    }
}

extension Array {
    /// The first index at which the condition holds, of an array in which it holds from there on; the count if nowhere.
    fileprivate func partitioningIndex(_ isLater: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isLater(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
