import Analysis
import Trace

/// A timeline as Mermaid's gantt chart: a section for each module in evaluation order, a bar for what takes time, a milestone for
/// code that runs at an instant.
///
/// Where no virtual time passes at all, the chart has an axis of steps instead. https://mermaid.js.org/syntax/gantt.html
struct MermaidGantt {
    private static let laneLimit = 60
    private static let barLimit = 40

    private let trace: Trace
    private let timeline: Timeline
    private let texts: TimelineTexts
    private let clock: MermaidClock
    private let steps: [LaneSlices]?
    private let end: Int64

    init(_ trace: Trace) {
        self.trace = trace
        timeline = Timeline(trace)
        texts = TimelineTexts(trace: trace)
        if timeline.timePasses {
            end = max(timeline.end, trace.end)
            clock = MermaidClock(end: end)
            steps = nil
        } else {
            let found = EventSteps(trace, timeline)
            steps = timeline.lanes.map { LaneSlices($0, found.clock) }
            end = found.clock.end
            clock = MermaidClock(steps: end)
        }
    }

    func text(title: String, description: String) -> String {
        var lines = MermaidLines("gantt", title: title, description: description, reserve: 200)
        lines.must("    title \(MermaidText.escaped(title, limit: 120))\(clock.remark)")
        lines.must("    dateFormat x")
        lines.must("    axisFormat \(clock.axisFormat)")
        lines.must("    todayMarker off")
        var shown = 0
        for (index, lane) in timeline.lanes.enumerated() where shown == index && index < Self.laneLimit {
            let bars = steps.map { stepBars(lane, $0[index]) } ?? timeBars(lane)
            guard !bars.isEmpty else {
                shown += 1
                continue
            }
            let more = bars.count > Self.barLimit ? ["    and \(bars.count - Self.barLimit) more :milestone, \(clock.drawn(end)), 0ms"] : []
            let section = "    section \(MermaidText.escaped(texts.name(of: lane)))"
            guard lines.add([section] + bars.prefix(Self.barLimit) + more) else { break }
            shown += 1
        }
        if shown < timeline.lanes.count {
            lines.must("    section (more)")
            lines.must("    \(counted(timeline.lanes.count - shown, "module")) left out :milestone, 0, 0ms")
        }
        return lines.text
    }

    // MARK: Bars

    private func timeBars(_ lane: Timeline.Lane) -> [String] {
        var bars: [(time: Int64, event: Int, text: String)] = []
        for segment in lane.segments {
            // At one instant there is nothing to see; a wait without end is seen all the same.
            let to = segment.to?.time ?? end
            guard to > segment.from.time || segment.to == nil else { continue }
            let (from, length) = clock.bar(from: segment.from.time, to: to)
            bars.append((segment.from.time, segment.from.event, bar(segment, from, max(1, length))))
        }
        for visit in lane.visits {
            let (from, length) = clock.bar(from: visit.from.time, to: visit.to.time)
            bars.append((visit.from.time, visit.from.event, bar(visit, from, visit.to.time > visit.from.time ? max(1, length) : 0)))
        }
        return bars.sorted { ($0.time, $0.event) < ($1.time, $1.event) }.map(\.text)
    }

    private func stepBars(_ lane: Timeline.Lane, _ slices: LaneSlices) -> [String] {
        slices.slices.map { slice in
            switch slice.source {
            case .segment(let index): bar(lane.segments[index], slice.from, slice.to - slice.from)
            case .visit(let index): bar(lane.visits[index], slice.from, slice.to - slice.from)
            }
        }
    }

    private func bar(_ segment: Timeline.Segment, _ from: Int64, _ length: Int64) -> String {
        var words = texts.labels(segment.kind)[0]
        // Grey in Mermaid's own themes.
        var tags = if case .waits = segment.kind { "done, " } else { "" }
        if segment.to == nil {
            words += ", and never goes on"
            tags = "crit, " + tags
        }
        return "    \(MermaidText.escaped(words, limit: 80)) :\(tags)\(from), \(length)ms"
    }

    private func bar(_ visit: Timeline.Visit, _ from: Int64, _ length: Int64) -> String {
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
            let printed = visit.lines.prefix(8).map { beginning(of: trace.console[$0].text, 40) }
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
        default: (nanoseconds, remark) = (86_400_000_000, " (1 s drawn is 1 day)")
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
