import Analysis
import Trace

/// What stands in the lanes of a time axis, once the axis is known.
extension TimeLayout {
    func x(_ time: Int64) -> Double { start + scale.position(of: time) }

    mutating func fillRows() {
        for row in panel.rows.indices {
            let lane = picture.timeline.lanes[panel.rows[row].lane]
            panel.rows[row].bars = bars(of: lane)
            panel.rows[row].runs = runs(of: lane)
        }
        guard picture.timeline.criticalPath.isTelling else { return }
        var rowOfModule: [ModuleIndex: Int] = [:]
        for row in panel.rows.indices {
            if let module = picture.timeline.lanes[panel.rows[row].lane].module { rowOfModule[module] = row }
        }
        for stretch in picture.timeline.criticalPath.stretches {
            guard let row = stretch.module.flatMap({ rowOfModule[$0] }) else { continue }
            panel.rows[row].critical.append((x(stretch.from), x(stretch.to), stretch.activity == .runs, stretch.lastEvent))
        }
    }

    private func bars(of lane: Timeline.Lane) -> [TimelinePanel.Bar] {
        let half = TimelinePanel.tickWidth / 2
        var bars: [TimelinePanel.Bar] = []
        var short = ShortAwaits()
        for segment in lane.segments {
            let (left, right) = (x(segment.from.time), segment.to.map { x($0.time) } ?? panel.openRight)
            // Awaits so short that the ticks at their ends would hide them are one bar, if they follow each other.
            if case .suspended(let expression) = segment.kind, let to = segment.to, right - left <= 2 * half {
                guard to.time > segment.from.time else { continue }
                if short.follows(left, within: 2 * half) {
                    short.add(segment, expression, right: right)
                } else {
                    bars += short.bar(in: self, lane)
                    short = ShortAwaits(segment, expression, left: left, right: right)
                }
                continue
            }
            bars += short.bar(in: self, lane)
            short = ShortAwaits()
            guard right - left > half else { continue }
            bars.append(
                TimelinePanel.Bar(
                    kind: segment.kind, left: left, right: right, isOpen: segment.to == nil, labels: picture.texts.labels(segment.kind),
                    tooltip: picture.texts.tooltip(segment, in: lane),
                    due: segment.due.map { (x($0), "due \(duration($0))", picture.texts.due(segment, $0)) },
                    endings: picture.endings(of: segment, in: lane), since: segment.from.event, until: segment.to?.event))
        }
        return bars + short.bar(in: self, lane)
    }

    private func runs(of lane: Timeline.Lane) -> [TimelinePanel.Run] {
        let half = TimelinePanel.tickWidth / 2
        var runs: [TimelinePanel.Run] = []
        /// The last visit put into the last run.
        var latest: (time: Int64, x: Double, isInstant: Bool)?
        for visit in lane.visits {
            let from = x(visit.from.time)
            let left = from - half
            let right = max(x(visit.to.time) + (visit.from.time == visit.to.time ? half : 0), left + 2 * half)
            let look = TimelinePanel.Run.Look(visit)
            let tooltip = picture.texts.tooltip(visit, in: lane)
            let isInstant = x(visit.to.time) - from < half
            defer { latest = (visit.to.time, from, isInstant) }
            guard let last = runs.indices.last, let before = latest, left < runs[last].right - 0.5 else {
                runs.append(TimelinePanel.Run(left: left, right: right, look: look, tooltip: tooltip, since: visit.from.event))
                continue
            }
            // Two jobs that take time are two bars.
            if !isInstant, !before.isInstant, right - runs[last].right > 3 {
                runs.append(
                    TimelinePanel.Run(left: runs[last].right + 1, right: right, look: look, tooltip: tooltip, since: visit.from.event))
                continue
            }
            // Side by side they would look like one long piece of work.
            if isInstant, before.isInstant, visit.from.time > before.time, from - before.x > 0.01 {
                if runs[last].instants.isEmpty { runs[last].instants = [(before.x, runs[last].look, runs[last].tooltip)] }
                runs[last].add(instant: from, look, tooltip)
                runs[last].right = right
                continue
            }
            // Ticks of one instant are one tick.
            runs[last].right = max(runs[last].right, right)
            if look != .runs { runs[last].look = look }
            if runs[last].tooltip.utf8.count < 400 { runs[last].tooltip += "; \(tooltip)" }
            if let tick = runs[last].instants.indices.last, look != .runs { runs[last].instants[tick].look = look }
        }
        return runs
    }

    mutating func addArrows() {
        var rowOfLane: [Int: Int] = [:]
        for (row, lane) in picture.shown.enumerated() { rowOfLane[lane] = row }
        let timeline = picture.timeline
        for wake in timeline.wakes {
            guard let from = rowOfLane[wake.fromLane], let to = rowOfLane[wake.toLane] else { continue }
            let source = timeline.lanes[wake.fromLane]
            let target = timeline.lanes[wake.toLane]
            panel.arrows.append(
                TimelinePanel.Arrow(
                    kind: wake.isFailure ? .fails : .wakes, path: .bulge, fromRow: from, toRow: to,
                    fromX: x(source.visits[wake.fromVisit].to.time),
                    toX: x(target.visits[wake.toVisit].from.time),
                    tooltip: picture.texts.tooltip(wake, from: source, to: target), isCritical: picture.isCritical(wake),
                    since: target.visits[wake.toVisit].from.event))
        }
        var seen: Set<[Int]> = []
        for call in timeline.imports {
            guard let target = call.target, let from = rowOfLane[call.lane], let to = rowOfLane[target] else { continue }
            let fromX = x(call.called.time)
            // Calls of a loop would draw one arrow many times.
            guard seen.insert([from, to, Int(fromX / 4)]).inserted else { continue }
            let reached = call.reached.map { x($0.time) } ?? fromX
            panel.arrows.append(
                TimelinePanel.Arrow(
                    kind: .imports, path: .bulge, fromRow: from, toRow: to, fromX: fromX, toX: max(fromX, reached),
                    tooltip: picture.texts.tooltip(call, from: timeline.lanes[call.lane]), leadsToNothing: call.findsAllDone,
                    since: call.called.event))
        }
    }
}

/// Awaits that follow each other, each too short to be seen: one bar for all of them.
private struct ShortAwaits {
    private var first, last: Timeline.Segment?
    private var expression: String?
    private var left = 0.0
    private var right = 0.0
    private var count = 0

    init() {}

    init(_ segment: Timeline.Segment, _ expression: String, left: Double, right: Double) {
        (first, last, self.expression, self.left, self.right, count) = (segment, segment, expression, left, right, 1)
    }

    /// Whether one that begins there goes on with these.
    func follows(_ left: Double, within room: Double) -> Bool { count > 0 && left - right <= room }

    mutating func add(_ segment: Timeline.Segment, _ expression: String, right: Double) {
        if self.expression != expression { self.expression = nil }
        last = segment
        self.right = right
        count += 1
    }

    /// The bar, if there is something to see of it.
    func bar(in layout: TimeLayout, _ lane: Timeline.Lane) -> [TimelinePanel.Bar] {
        guard let first, let last, let to = last.to, right - left > TimelinePanel.tickWidth / 2 else { return [] }
        let texts = layout.picture.texts
        var span = first
        span.kind = .suspended(expression: expression ?? "")
        span.to = to
        var labels = texts.labels(span.kind)
        var tooltip = texts.tooltip(span, in: lane)
        if count > 1 {
            labels = ["\(count) times \(labels[0])", "\(count) awaits", "awaits"]
            tooltip += ", \(count) times"
        }
        return [
            TimelinePanel.Bar(
                kind: span.kind, left: left, right: right, isOpen: false, labels: labels, tooltip: tooltip,
                isTicked: count > 1, since: first.from.event, until: to.event)
        ]
    }
}

extension TimelinePanel.Run {
    /// One more instant, unless the one before is so near that both could not be told apart.
    mutating func add(instant x: Double, _ look: Look, _ tooltip: String) {
        guard let last = instants.last, x - last.x < TimelinePanel.thinTickSpacing else {
            instants.append((x, look, tooltip))
            return
        }
        if look != .runs { instants[instants.count - 1].look = look }
    }
}
