import Analysis
import Graphviz
import Trace

/// The timeline: lanes over time, over jobs, or both.
struct TimelinePicture {
    /// More lanes than this are not read any more.
    static let laneLimit = 60
    /// No chip shows more characters than this, however wide its lane.
    private static let longestPill = 60

    let trace: Trace
    let timeline: Timeline
    let texts: TimelineTexts
    /// The lanes drawn, as indices into the timeline's.
    let shown: [Int]
    /// By lane: the number of its cycle.
    let cycles: [Int?]

    init(_ trace: Trace) {
        self.trace = trace
        timeline = Timeline(trace)
        texts = TimelineTexts(trace: trace)
        let graph = GraphModel(trace)
        let nodes = graph.nodes
        shown = Self.choose(timeline, nodes)
        cycles = timeline.lanes.map { lane in
            lane.module.flatMap { module in
                nodes[Int(module.rawValue)].cycle.flatMap { graph.cycles[$0].members.count > 1 ? $0 : nil }
            }
        }
    }

    /// The lanes that tell most, in their order: first what failed or never settled, what awaits, the critical path and
    /// the entries; then what waits or prints; then the rest.
    private static func choose(_ timeline: Timeline, _ nodes: [GraphModel.Node]) -> [Int] {
        guard timeline.lanes.count > laneLimit else { return Array(timeline.lanes.indices) }
        var ranks: [[Int]] = [[], [], []]
        for (index, lane) in timeline.lanes.enumerated() {
            let node = lane.module.map { nodes[Int($0.rawValue)] }
            let awaits = lane.segments.contains { if case .suspended = $0.kind { true } else { false } }
            if awaits || lane.ending == .failed || node?.isCritical == true || node?.isEntry == true {
                ranks[0].append(index)
            } else if lane.ending == .unsettled || lane.visits.contains(where: { !$0.lines.isEmpty }) {
                ranks[1].append(index)
            } else {
                ranks[2].append(index)
            }
        }
        return ranks.joined().prefix(laneLimit).sorted()
    }

    func draw() -> (canvas: Canvas, title: String, description: String) {
        var canvas = Canvas()
        let title = trace.title.isEmpty ? "Timeline" : trace.title
        let description = RunDescription(trace: trace, timeline: timeline, texts: texts).text
        guard !shown.isEmpty else {
            header(["nothing was recorded"], width: 0).draw(on: &canvas)
            canvas.width = max(canvas.width, 320)
            canvas.height = 64
            return (canvas, title, description)
        }
        let time = timeline.timePasses ? TimeLayout(self) : nil
        let crowded = timeline.timePasses ? StepLayout.crowdedInstant(of: timeline, lanes: shown) : nil
        let steps = time == nil || crowded != nil ? StepLayout(self, at: crowded) : nil
        var notes: [String] = []
        if let time { notes.append(time.note) }
        if let crowded {
            notes.append("\(duration(crowded)) is opened below, a column per job")
        } else if steps != nil {
            notes.append("no time passes: a column per job, in the order they ran")
        }
        if let steps, steps.skipsJobs { notes.append("jobs that run no module code are left out") }
        if let steps, steps.omitted > 0 { notes.append("\(counted(steps.omitted, "later job")) not drawn") }
        let hidden = timeline.lanes.count - shown.count
        if hidden > 0 { notes.append("\(counted(hidden, "quieter module")) not drawn") }

        let header = header(notes, width: max(time?.width ?? 0, steps?.width ?? 0))
        header.draw(on: &canvas)
        var y = header.height
        time?.draw(on: &canvas, top: &y)
        let opens = time.flatMap { time in crowded.map { Point(x: time.position(of: $0), y: y - 9) } }
        steps?.draw(on: &canvas, top: &y, opens: opens)
        Legend(timeline: canvas).draw(on: &canvas, top: &y)
        canvas.height = y + 4
        return (canvas, title, description)
    }

    private func header(_ notes: [String], width: Double) -> Header {
        let host = trace.host.isEmpty || trace.host == "spec" ? [] : ["host \(DOTText.visible(trace.host))"]
        let subtitle = (host + [texts.outcome] + notes).joined(separator: " · ")
        return Header(title: DOTText.visible(trace.title.isEmpty ? "Timeline" : trace.title), subtitle: subtitle, width: width)
    }

    // MARK: Shared by both axes

    /// An empty row for each lane, and the width that the names take.
    func rows(for lanes: [Int]) -> (rows: [TimelinePanel.Row], nameWidth: Double) {
        var width = 40.0
        let rows = lanes.map { index in
            let lane = timeline.lanes[index]
            let full = texts.name(of: lane)
            let name = TextMetrics.shortened(full, to: 26)
            width = max(width, TextMetrics.width(of: name, size: 10.5, isBold: true))
            let tooltip = lane.ending == .neverRan ? "\(full) never ran" : full
            return TimelinePanel.Row(
                lane: index, name: name, fullName: tooltip, isMuted: lane.ending == .neverRan, cycle: cycles[index])
        }
        return (rows, width)
    }

    func pill(line: Int, limit: Int) -> TimelinePanel.Pill {
        let (text, isError) = texts.pill(line, limit: limit)
        return TimelinePanel.Pill(
            kind: isError ? .error : .output, left: 0, width: Self.pillWidth(text), text: text,
            longest: texts.pill(line, limit: Self.longestPill).text, tooltip: texts.tooltip(line: line))
    }

    func pill(error: String, limit: Int) -> TimelinePanel.Pill {
        let text = DOTText.visible(error)
        func cut(_ limit: Int) -> String { "✕ " + (text.count > limit ? text.prefix(limit - 1) + "…" : text) }
        let shown = cut(limit)
        return TimelinePanel.Pill(
            kind: .error, left: 0, width: Self.pillWidth(shown), text: shown, longest: cut(Self.longestPill), tooltip: error)
    }

    static func pillWidth(_ text: String) -> Double {
        max(15, TextMetrics.width(of: text, size: 8.5, isBold: true) + 9)
    }
}
