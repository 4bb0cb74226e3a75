import Analysis
import Trace

/// The lanes over jobs: a column for each, and in it each stretch of running code in a place of its own.
///
/// The main axis when no virtual time passes; below a time axis it opens one crowded instant. What has no room on a page goes on in another
/// strip below the first.
struct StepLayout {
    private static let columnLimit = 60
    /// How long all strips may be together, in points; and how long they are where that is too little anyway.
    private static let lengthLimit = 2_200.0
    /// The same where every job has a column.
    private static let allJobsFactor = 4
    private static let cutLength = 1_200.0
    /// Characters a chip. The later are for what has no room in one strip otherwise.
    private static let characterLimits = [36, 26, 18]

    let picture: TimelinePicture
    let instant: Int64?
    private(set) var strips: [StepStrip] = []
    /// Whether jobs between the first column and the last have none.
    private(set) var skipsJobs = false
    /// Whether there are columns of jobs that run no code of a module.
    var hasDashedJobs: Bool { strips.contains { strip in strip.columns.contains { !$0.runsCode } } }
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
        var panel = TimelinePanel(rows: rows, idPart: picture.idPart + (instant == nil ? "" : "step-"))
        panel.eventOfLine = picture.eventOfLine
        panel.placeNames(of: nameWidth, beside: picture.cycles.contains { $0 != nil }, on: picture.options.page)
        let pieces = Self.pieces(of: picture, lanes, at: instant)
        var plan = StepPlan(picture, panel, instant: instant)
        let factor = picture.options.allJobs ? Self.allJobsFactor : 1
        for limit in Self.characterLimits {
            plan = StepPlan(picture, panel, instant: instant)
            plan.place(pieces, limit: limit, length: Self.lengthLimit * Double(factor), columns: Self.columnLimit * factor)
            if plan.omitted == 0, plan.strips.count == 1 { break }
        }
        // Where a page is too narrow anyway, words tell more than a strip less.
        if plan.strips.count > 1 || plan.omitted > 0 {
            plan = StepPlan(picture, panel, instant: instant)
            plan.place(
                pieces, limit: Self.characterLimits[1], length: Self.lengthLimit * Double(factor), columns: Self.columnLimit * factor)
        }
        if plan.omitted > 0 {
            plan = StepPlan(picture, panel, instant: instant)
            plan.place(pieces, limit: Self.characterLimits[1], length: Self.cutLength * Double(factor), columns: Self.columnLimit * factor)
        }
        omitted = plan.omitted
        if let first = plan.strips.first?.columns.first, let last = plan.strips.last?.columns.last {
            let count = Set(plan.strips.flatMap(\.columns).map(\.step)).count
            skipsJobs = last.step - first.step >= count
        }
        strips = StepStrips(plan, picture, panel, instant: instant).strips
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

    /// What is drawn: code that runs, and the timers, fetches and the like that led to some and let none run at once.
    private static func pieces(of picture: TimelinePicture, _ lanes: [Int], at instant: Int64?) -> [StepPiece] {
        let timeline = picture.timeline
        var pieces = StepPiece.all(of: timeline, lanes: lanes, at: instant, eventOfLine: picture.eventOfLine)
        let visited = Set(pieces.map(\.step))
        // By step: the task whose turn it is. A job is queued before it runs, so one pass finds them all.
        let steps = timeline.steps
        var task = Array(steps.indices)
        for (index, step) in steps.enumerated() where !step.kind.isTask {
            if let queuer = step.queuedBy, queuer < index { task[index] = task[queuer] }
        }
        var rowOfLane: [Int: Int] = [:]
        for (row, lane) in lanes.enumerated() { rowOfLane[lane] = row }
        for at in Set(visited.map { task[$0] }).subtracting(visited).sorted() {
            guard instant == nil || steps[at].time == instant else { continue }
            switch steps[at].kind {
            case .timer, .fetch, .immediate:
                let row = steps[at].lane.flatMap { rowOfLane[$0] }
                pieces.append(StepPiece(row: row ?? -1, visit: nil, step: at, event: steps[at].firstEvent))
            default: break
            }
        }
        if picture.options.allJobs {
            let shown = Set(pieces.map(\.step))
            for index in steps.indices where !shown.contains(index) && (instant == nil || steps[index].time == instant) {
                pieces.append(StepPiece(row: -1, visit: nil, step: index, event: steps[index].firstEvent))
            }
        }
        return pieces.sorted { ($0.step, $0.event) < ($1.step, $1.event) }
    }

    /// Shows where a run parts from the others: before the code that prints that line, or else after all code.
    mutating func markParting(atLine line: Int, _ words: String) {
        for index in strips.indices {
            if let left = strips[index].left(ofLine: line) {
                strips[index].panel.parting = Parting(x: left - 3, words: words)
                return
            }
        }
        guard let last = strips.indices.last, line >= picture.trace.console.count else { return }
        strips[last].panel.parting = Parting(x: (strips[last].right ?? strips[last].panel.plotLeft) + 6, words: words)
    }
}
