import Analysis
import Text
import Trace

/// A timeline as Mermaid's gantt chart: a section for each module in evaluation order, a bar for what takes time, a milestone for
/// code that runs at an instant. Of several runs one after the other, each after a section that tells how it ended.
///
/// Where no virtual time passes at all, the chart has an axis of steps instead. https://mermaid.js.org/syntax/gantt.html
struct MermaidGantt {
    private static let laneLimit = 60
    private static let barLimit = 40

    private let parts: [Part]
    private let clock: MermaidClock
    private let end: Int64
    private let comparison: Comparison?

    /// One run of the chart.
    private struct Part {
        /// What tells it from the others; `nil` where it is the only one.
        let label: String?
        let trace: Trace
        let timeline: Timeline
        let texts: TimelineTexts
        /// On an axis of steps.
        var steps: (events: EventSteps, lanes: [LaneSlices])?
        /// Console lines that another run does not print, or not in this order.
        var differing: Set<Int> = []

        /// The last step at which something begins, or ends that has an end.
        var lastStep: Int64 {
            var last: Int64 = 0
            for (lane, slices) in zip(timeline.lanes, steps?.lanes ?? []) {
                for slice in slices.slices {
                    if case .segment(let index) = slice.source, lane.segments[index].to == nil {
                        last = max(last, slice.from)
                    } else {
                        last = max(last, slice.to)
                    }
                }
            }
            return last
        }

        init(_ run: AnalysedRun, label: String?) {
            self.label = label
            trace = run.trace
            timeline = run.timeline
            texts = TimelineTexts(trace: trace)
        }
    }

    init(_ run: AnalysedRun) { self.init([Part(run, label: nil)], nil) }

    init(_ runs: [ComparedRun]) {
        let comparison = Comparison(runs.map(\.trace))
        let labels = ComparisonTexts(runs: runs, comparison: comparison).labels
        let parts = zip(runs, labels).enumerated().map { index, run in
            var part = Part(run.0.run, label: run.1)
            let shared = comparison.runs[index].isShared
            part.differing = Set(shared.indices.filter { !shared[$0] })
            return part
        }
        self.init(parts, comparison)
    }

    private init(_ parts: [Part], _ comparison: Comparison?) {
        var parts = parts
        self.comparison = comparison
        if parts.contains(where: \.timeline.timePasses) {
            end = parts.reduce(0) { max($0, $1.timeline.end, $1.trace.end) }
            clock = MermaidClock(end: end)
        } else {
            for index in parts.indices {
                let found = EventSteps(parts[index].trace, parts[index].timeline)
                parts[index].steps = (found, parts[index].timeline.lanes.map { LaneSlices($0, found.clock) })
            }
            // A timer that makes nothing run may end the run later.
            end = parts.reduce(0) { max($0, $1.lastStep) } + 1
            clock = MermaidClock(steps: end)
        }
        self.parts = parts
    }

    func text(title: String, description: String) -> String {
        var lines = MermaidLines("gantt", title: title, description: description, reserve: 400)
        lines.must("    title \(MermaidText.escaped(title, limit: 120))\(clock.remark)")
        lines.must("    dateFormat x")
        lines.must("    axisFormat \(clock.axisFormat)")
        lines.must("    todayMarker off")
        var left = 0
        for part in parts {
            if let label = part.label { _ = lines.add(heading(of: part, label)) }
            left += add(part, to: &lines)
        }
        if left > 0 {
            lines.must("    section (more)")
            lines.must("    \(counted(left, "module")) left out :milestone, 0, 0ms")
        }
        return lines.text
    }

    /// How a run ended, and where it parts from the others.
    private func heading(of part: Part, _ label: String) -> [String] {
        let length = part.steps == nil ? clock.drawn(part.trace.duration) : part.lastStep
        var lines = [
            "    section \(MermaidText.escaped(label))",
            "    \(MermaidText.escaped(part.texts.outcome, limit: 80)) :done, 0, \(max(0, length))ms",
        ]
        if let line = comparison?.firstDifferentLine {
            let isPrinted = line < part.trace.console.count
            let time = part.steps.map { steps in
                isPrinted ? steps.events.eventOfLine[line].map { steps.events.clock[$0] } ?? 0 : part.lastStep
            }
            let at = time ?? clock.drawn(isPrinted ? part.trace.console[line].time : part.trace.duration)
            lines.append("    \(isPrinted ? "line \(line + 1) differs" : "prints no line \(line + 1)") :crit, milestone, \(at), 0ms")
        }
        return lines
    }

    /// - Returns: how many of its lanes found no room.
    private func add(_ part: Part, to lines: inout MermaidLines) -> Int {
        let limit = max(10, Self.laneLimit / parts.count)
        for (index, lane) in part.timeline.lanes.enumerated() {
            guard index < limit else { return part.timeline.lanes.count - index }
            let bars = part.steps.map { stepBars(lane, $0.lanes[index], part) } ?? timeBars(lane, part)
            guard !bars.isEmpty else { continue }
            let more = bars.count > Self.barLimit ? ["    and \(bars.count - Self.barLimit) more :milestone, \(clock.drawn(end)), 0ms"] : []
            let run = part.label.map { MermaidText.escaped($0, limit: 24) + " · " } ?? ""
            let section = "    section \(run)\(MermaidText.escaped(part.texts.name(of: lane)))"
            guard lines.add([section] + bars.prefix(Self.barLimit) + more) else { return part.timeline.lanes.count - index }
        }
        return 0
    }

    // MARK: Bars

    private func timeBars(_ lane: Timeline.Lane, _ part: Part) -> [String] {
        var bars: [(time: Int64, event: Int, text: String)] = []
        for segment in lane.segments {
            // At one instant there is nothing to see; a wait without end is seen all the same.
            let to = segment.to?.time ?? end
            guard to > segment.from.time || segment.to == nil else { continue }
            let (from, length) = clock.bar(from: segment.from.time, to: to)
            bars.append((segment.from.time, segment.from.event, bar(segment, from, max(1, length), part)))
        }
        for visit in lane.visits {
            let (from, length) = clock.bar(from: visit.from.time, to: visit.to.time)
            bars.append((visit.from.time, visit.from.event, bar(visit, from, visit.to.time > visit.from.time ? max(1, length) : 0, part)))
        }
        return bars.sorted { ($0.time, $0.event) < ($1.time, $1.event) }.map(\.text)
    }

    private func stepBars(_ lane: Timeline.Lane, _ slices: LaneSlices, _ part: Part) -> [String] {
        slices.slices.map { slice in
            switch slice.source {
            case .segment(let index): bar(lane.segments[index], slice.from, min(slice.to, end) - slice.from, part)
            case .visit(let index): bar(lane.visits[index], slice.from, min(slice.to, end) - slice.from, part)
            }
        }
    }

    private func bar(_ segment: Timeline.Segment, _ from: Int64, _ length: Int64, _ part: Part) -> String {
        var words = part.texts.labels(segment.kind)[0]
        // Grey in Mermaid's own themes.
        var tags = if case .waits = segment.kind { "done, " } else { "" }
        if segment.to == nil {
            words += ", \(part.texts.trace.wordsForStanding)"
            tags = "crit, " + tags
        }
        return "    \(MermaidText.escaped(words, limit: 80)) :\(tags)\(from), \(length)ms"
    }

    private func bar(_ visit: Timeline.Visit, _ from: Int64, _ length: Int64, _ part: Part) -> String {
        var words =
            switch visit.kind {
            case .start: "runs"
            case .resume: "goes on"
            case .callback: "callback"
            case .inheritedError: "fails with a dependency"
            case .loadError: "does not load"
            case .linkError: "does not link"
            }
        if !visit.lines.isEmpty {
            let printed = visit.lines.prefix(8).map { line in
                (part.differing.contains(line) ? "≠ " : "") + beginning(of: part.trace.console[line].text, 40)
            }
            words += ", prints \(printed.joined(separator: ", "))\(visit.lines.count > 8 ? ", …" : "")"
        }
        if let error = visit.error { words += " – \(beginning(of: error, 60))" }
        let tags = (visit.error == nil ? "active, " : "crit, ") + (length == 0 ? "milestone, " : "")
        return "    \(MermaidText.escaped(words, limit: 110)) :\(tags)\(from), \(length)ms"
    }
}

/// How a gantt chart's clock shows virtual time. Its axis knows seconds and their thousandths, whatever the viewer's time zone; so a
/// minute is never reached, and a short run is drawn slower.
private struct MermaidClock {
    /// Of a millisecond that is drawn.
    private let nanoseconds: Int64
    let remark: String
    let axisFormat: String

    init(end: Int64) {
        let minute: Int64 = 60_000_000_000
        switch end {
        case ..<10_000: (nanoseconds, remark) = (1, " (1 ms drawn is 1 ns)")
        case ..<10_000_000: (nanoseconds, remark) = (1_000, " (1 ms drawn is 1 µs)")
        case ..<minute: (nanoseconds, remark) = (1_000_000, "")
        case ..<(60 * minute): (nanoseconds, remark) = (60_000_000, " (1 s drawn is 1 minute)")
        case ..<(3_600 * minute): (nanoseconds, remark) = (3_600_000_000, " (1 s drawn is 1 hour)")
        case ..<(86_400 * minute): (nanoseconds, remark) = (86_400_000_000, " (1 s drawn is 1 day)")
        case ..<(365 * 86_400 * minute): (nanoseconds, remark) = (365 * 86_400_000_000, " (1 s drawn is 365 days)")
        default: (nanoseconds, remark) = (3_650 * 86_400_000_000, " (1 s drawn is 3650 days)")
        }
        axisFormat = end / nanoseconds < 1_000 ? "%L ms" : "%-S.%L s"
    }

    init(steps: Int64) {
        nanoseconds = 1
        remark = " (no time passes, 1 ms drawn is 1 step)"
        axisFormat = steps < 1_000 ? "%L" : "%-S.%L"
    }

    func drawn(_ time: Int64) -> Int64 { max(0, time / nanoseconds) }

    func bar(from: Int64, to: Int64) -> (from: Int64, length: Int64) {
        let from = drawn(from)
        return (from, max(0, drawn(to) - from))
    }
}
