import Analysis
import Graphviz
import Text
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
    let options: DrawOptions
    /// The lanes drawn, as indices into the timeline's.
    let shown: [Int]
    /// By lane: the number of its cycle.
    let cycles: [Int?]
    /// Of the runs that are drawn, each with the index of its first module.
    private let waits: [(first: Int, graph: WaitGraph)]
    /// Pairs of modules: the importer, and the one that it waited for last.
    private let criticalPairs: Set<[ModuleIndex]>
    /// Where several runs are drawn: a heading and the first lane of each. Empty for one run.
    let groups: [TimelinePanel.Group]
    /// By run: its first console line.
    let firstLines: [Int]
    /// Console lines that another run does not print, or not in this order.
    let differing: Set<Int>
    /// Whether the groups are runs, and not the agents of one.
    var showsSeveralRuns: Bool { firstLines.count > 1 }
    /// Distinguishes the ids of several runs of one picture.
    let idPart: String

    init(
        _ run: AnalysedRun, _ options: DrawOptions = DrawOptions(), differing: Set<Int> = [], idPart: String = "",
        laneLimit: Int = laneLimit
    ) {
        trace = run.trace
        self.options = options
        timeline = run.timeline
        let graph = run.graph
        texts = TimelineTexts(trace: trace)
        waits = [(0, run.waits)]
        firstLines = [0]
        self.differing = differing
        self.idPart = idPart
        let nodes = graph.nodes
        criticalPairs = Set(timeline.criticalPath.links.lazy.filter { !$0.isDynamic }.map { [$0.importer, $0.awaited] })
        shown = options.focus.isEmpty ? Self.choose(timeline, nodes, laneLimit) : Self.around(options.focus, timeline, graph)
        groups = Self.agentGroups(of: trace, timeline, shown)
        cycles = timeline.lanes.map { lane in
            lane.module.flatMap { module in
                nodes[Int(module.rawValue)].cycle.flatMap { graph.cycles[$0].members.count > 1 ? $0 : nil }
            }
        }
    }

    /// A heading above the lanes of each agent.
    private static func agentGroups(of trace: Trace, _ timeline: Timeline, _ shown: [Int]) -> [TimelinePanel.Group] {
        var groups: [TimelinePanel.Group] = []
        var latest: AgentIndex?
        for (row, lane) in shown.enumerated() {
            guard let agent = timeline.lanes[lane].module.flatMap({ trace[$0].agent }), agent != latest,
                trace.agents.indices.contains(agent.index)
            else { continue }
            latest = agent
            let known = trace.agents[agent.index]
            let parent = known.startedBy.flatMap { trace.agents.indices.contains($0.index) ? trace.agents[$0.index].name : nil }
            groups.append(
                TimelinePanel.Group(
                    firstRow: row, label: DOTText.visible(known.name), note: parent.map { "started by \(DOTText.visible($0))" } ?? ""))
        }
        return groups
    }

    /// Several runs, one below the other.
    init(_ merged: MergedRuns, parts: [TimelinePicture], labels: [String]) {
        trace = merged.trace
        timeline = merged.timeline
        texts = TimelineTexts(trace: trace)
        options = parts[0].options
        idPart = ""
        firstLines = merged.firstLine
        waits = zip(merged.firstModule, parts).map { first, part in (first, part.waits[0].graph) }
        shown = zip(merged.firstLane, parts).flatMap { first, part in part.shown.map { $0 + first } }
        var cycles: [Int?] = []
        // Cycles of two runs never have the same number.
        for part in parts { cycles += part.cycles.map { cycle in cycle.map { $0 + 1_000_000 * cycles.count } } }
        self.cycles = cycles
        func moved(_ module: ModuleIndex, _ first: Int) -> ModuleIndex { ModuleIndex(Int(module.rawValue) + first) }
        criticalPairs = Set(
            zip(merged.firstModule, parts).flatMap { first, part in part.criticalPairs.map { $0.map { moved($0, first) } } })
        differing = Set(zip(merged.firstLine, parts).flatMap { first, part in part.differing.map { $0 + first } })
        var row = 0
        groups = zip(parts, labels).map { part, label in
            defer { row += part.shown.count }
            return TimelinePanel.Group(firstRow: row, label: label, note: part.texts.outcome)
        }
    }

    /// The lanes that tell most, in their order: first the entries and the critical path, then what failed or never settled, then the
    /// longest awaits, then what waits or prints, then the rest.
    private static func choose(_ timeline: Timeline, _ nodes: [GraphModel.Node], _ laneLimit: Int) -> [Int] {
        guard timeline.lanes.count > laneLimit else { return Array(timeline.lanes.indices) }
        var decisive: [Int] = []
        var troubled: [Int] = []
        var awaiting: [(lane: Int, nanoseconds: Int64)] = []
        var waiting: [Int] = []
        var quiet: [Int] = []
        for (index, lane) in timeline.lanes.enumerated() {
            let node = lane.module.map { nodes[Int($0.rawValue)] }
            if node?.isCritical == true || node?.isEntry == true {
                decisive.append(index)
            } else if lane.ending == .failed || node?.isSuspendedAtEnd == true {
                troubled.append(index)
            } else if lane.segments.contains(where: { if case .suspended = $0.kind { true } else { false } }) {
                awaiting.append((index, node?.suspendedNanoseconds ?? 0))
            } else if lane.ending == .unsettled || lane.visits.contains(where: { !$0.lines.isEmpty }) {
                waiting.append(index)
            } else {
                quiet.append(index)
            }
        }
        awaiting.sort { ($1.nanoseconds, $0.lane) < ($0.nanoseconds, $1.lane) }
        return (decisive + troubled + awaiting.map(\.lane) + waiting + quiet).prefix(laneLimit).sorted()
    }

    /// The lanes of these modules and of those that import them or that they import.
    private static func around(_ focus: [ModuleIndex], _ timeline: Timeline, _ graph: GraphModel) -> [Int] {
        var modules = Set(focus)
        for edge in graph.edges where focus.contains(edge.from) || focus.contains(edge.to) { modules.formUnion([edge.from, edge.to]) }
        let near = timeline.lanes.indices.filter { timeline.lanes[$0].module.map(modules.contains) ?? false }
        guard near.count > laneLimit else { return near }
        // The modules themselves before their neighbours.
        let own = near.filter { timeline.lanes[$0].module.map(focus.contains) ?? false }
        return (own + near.filter { !own.contains($0) }).prefix(laneLimit).sorted()
    }

    func draw() -> (canvas: Canvas, title: String, description: String) {
        var canvas = Canvas()
        let title = trace.title.isEmpty ? "Timeline" : trace.title
        let description = RunDescription(
            trace: trace, timeline: timeline, texts: texts, hiddenLanes: timeline.lanes.count - shown.count
        ).text
        guard !shown.isEmpty else {
            header([timeline.lanes.isEmpty ? "nothing was recorded" : "nothing ran of what is in focus"], width: 0).draw(on: &canvas)
            canvas.width = max(canvas.width, 320)
            canvas.height = 64
            return (canvas, title, description)
        }
        let showsTime = options.axis == .time || (timeline.timePasses && options.axis != .steps)
        let opensInstant = showsTime && timeline.timePasses && options.axis != .time
        let time = showsTime ? TimeLayout(self) : nil
        let crowded = opensInstant ? StepLayout.crowdedInstant(of: timeline, lanes: shown, atLeast: options.axis == .both ? 1 : 5) : nil
        let steps = time == nil || crowded != nil ? StepLayout(self, at: crowded) : nil
        var notes: [String] = []
        if let time { notes.append(time.note) }
        if let crowded {
            notes.append("\(duration(crowded)) is opened below, a column per job")
        } else if steps != nil {
            notes.append(standstill + "a column per job, in the order they ran")
        }
        if let steps, options.allJobs, steps.hasDashedJobs { notes.append("dashed are jobs that run no module code") }
        if let steps, steps.skipsJobs { notes.append("jobs that run no module code are left out") }
        if let steps, steps.omitted > 0 { notes.append("\(counted(steps.omitted, "later job")) not drawn") }
        let hidden = timeline.lanes.count - shown.count
        if hidden > 0 { notes.append("\(counted(hidden, options.focus.isEmpty ? "quieter module" : "other module")) not drawn") }

        let header = header(notes, width: max(time?.width ?? 0, steps?.width ?? 0))
        header.draw(on: &canvas)
        var y = header.height
        let axisTop = y
        time?.draw(on: &canvas, top: &y)
        canvas.marks.times = time?.marks(from: axisTop, to: y) ?? []
        let opens = time.flatMap { time in crowded.map { Point(x: time.position(of: $0), y: y - 9) } }
        if crowded == nil, let time { OutputKey(picture: self, lines: time.key).draw(on: &canvas, top: &y, page: options.page) }
        steps?.draw(on: &canvas, top: &y, opens: opens)
        if crowded != nil, let time { OutputKey(picture: self, lines: time.key).draw(on: &canvas, top: &y, page: options.page) }
        Legend(timeline: canvas).draw(on: &canvas, top: &y, page: options.page)
        canvas.height = y + 4
        return (canvas, title, description)
    }

    private func header(_ notes: [String], width: Double) -> Header {
        let host = trace.host.isEmpty || !trace.isOfHost ? [] : ["host \(DOTText.visible(trace.host))"]
        let subtitle = (host + [texts.outcome] + goesOn + notes).joined(separator: " · ")
        return Header(
            title: DOTText.visible(trace.title.isEmpty ? "Timeline" : trace.title), subtitle: subtitle, width: width, page: options.page)
    }

    /// For a subtitle, where all code runs at one time.
    private var standstill: String {
        guard !timeline.timePasses, let first = trace.events.first?.time else { return "" }
        return trace.end > first ? "all code runs at \(duration(timeline.end)): " : "no time passes: "
    }

    /// For a subtitle: until when code ran that the entry did not wait for.
    private var goesOn: [String] {
        switch trace.outcome {
        case .fulfilled, .rejected: timeline.end > trace.duration ? ["code runs until \(duration(timeline.end))"] : []
        case .running: timeline.end > trace.duration ? ["drawn until \(duration(timeline.end)), the end of its start-up"] : []
        case .exited, .unsettled, .loadError, .linkError, .blocked: []
        }
    }

    // MARK: What is special

    func isCritical(_ wake: Timeline.Wake) -> Bool {
        guard !wake.isFailure, let from = timeline.lanes[wake.fromLane].module, let to = timeline.lanes[wake.toLane].module else {
            return false
        }
        return criticalPairs.contains([to, from])
    }

    /// What a stretch that never ends says at its end, the longest first.
    func endings(of segment: Timeline.Segment, in lane: Timeline.Lane) -> [String] {
        guard segment.to == nil else { return [] }
        // Stopped by a limit, or beyond the record, it may have gone on.
        if !showsSeveralRuns, case .blocked = trace.outcome { return ["still waits"] }
        if trace.isTruncated { return ["the record ends"] }
        guard let module = lane.module, let (first, graph) = waits.last(where: { $0.first <= Int(module.rawValue) }), !graph.nodes.isEmpty
        else { return [trace.mightHaveGoneOn ? "still waits" : "never settles"] }
        let awaited = graph.modulesAwaited(by: ModuleIndex(Int(module.rawValue) - first)).map { ModuleIndex(Int($0.rawValue) + first) }
        guard !awaited.isEmpty else {
            if let owner = graph.thenFunctionsAwaited(by: ModuleIndex(Int(module.rawValue) - first)).first {
                let name = TextMetrics.shortened(texts.name(ModuleIndex(Int(owner.rawValue) + first)), to: 22)
                return ["then() of \(name) never calls back", "never settles"]
            }
            if trace.mightHaveGoneOn { return ["still waits"] }
            if case .suspended = segment.kind { return ["nothing settles it", "never settles"] }
            return ["never settles"]
        }
        if awaited == [module] { return ["waits for itself", "never settles"] }
        let names = awaited.prefix(3).map { TextMetrics.shortened(texts.name($0), to: 22) }.joined(separator: ", ")
        return ["waits for \(names), for ever", "never settles"]
    }

    // MARK: Shared by both axes

    /// By console line, the event that prints it.
    var eventOfLine: [Int: Int] {
        var events: [Int: Int] = [:]
        for (index, event) in trace.events.enumerated() { if case .console(let line) = event.kind { events[Int(line)] = index } }
        return events
    }

    /// An empty row for each lane, and the width that the names take.
    func rows(for lanes: [Int]) -> (rows: [TimelinePanel.Row], nameWidth: Double) {
        var width = 40.0
        let rows = lanes.map { index in
            let lane = timeline.lanes[index]
            let full = texts.name(of: lane)
            let name = TextMetrics.shortened(groups.isEmpty ? full : texts.shortName(of: lane), to: Page.isNarrow(options.page) ? 40 : 26)
            width = max(width, TextMetrics.width(of: name, size: TextSize.name, isBold: true))
            // Of a record that ends early nobody knows.
            let neverRan = lane.ending == .neverRan && !trace.isTruncated
            let tooltip = neverRan ? "\(full) never ran" : full
            return TimelinePanel.Row(
                lane: index, name: name, fullName: tooltip, isMuted: neverRan,
                link: lane.module.flatMap { options.linkBase?.address(of: trace[$0].name) }, cycle: cycles[index])
        }
        return (rows, width)
    }

    func pillText(line: Int, limit: Int) -> String {
        // Not by colour alone.
        (differing.contains(line) ? "≠ " : "") + texts.pill(line, limit: limit)
    }

    /// - Parameter number: the place in the output, where the chip says it.
    func pill(line: Int, limit: Int, number: Int? = nil) -> TimelinePanel.Pill {
        let text = pillText(line: line, limit: limit)
        return TimelinePanel.Pill(
            kind: differing.contains(line) ? .different : texts.isError(line: line) ? .error : .output, left: 0,
            width: Self.chipWidth(text, number: number), text: text, longest: pillText(line: line, limit: Self.longestPill),
            tooltip: texts.tooltip(line: line), line: line, number: number)
    }

    /// A chip that is the place of the line in the output and no more.
    func pill(place: Int, of line: Int) -> TimelinePanel.Pill {
        var pill = pill(line: line, limit: 1, number: place)
        (pill.text, pill.longest, pill.width) = ("", nil, TimelinePanel.placeWidth(place) + 1)
        return pill
    }

    func pill(error: String, limit: Int) -> TimelinePanel.Pill {
        let text = texts.pill(error: error, limit: limit)
        return TimelinePanel.Pill(
            kind: .error, left: 0, width: Self.chipWidth(text), text: text, longest: texts.pill(error: error, limit: Self.longestPill),
            tooltip: error)
    }

    static func chipWidth(_ text: String, number: Int? = nil) -> Double {
        max(15, TextMetrics.width(of: text, size: TextSize.smallest, isBold: true) + 9) + (number.map { TimelinePanel.placeWidth($0) } ?? 0)
    }
}
