import Trace

/// Several runs as one trace and one timeline, so that they can be drawn on one axis: the lanes of the first, then those of the second.
public struct MergedRuns: Sendable {
    /// Modules, console lines and texts of all runs, one after the other; of the events only the first.
    public private(set) var trace: Trace
    public private(set) var timeline: Timeline
    /// By run: where its modules, its console lines and its lanes begin.
    public private(set) var firstModule: [Int] = []
    public private(set) var firstLine: [Int] = []
    public private(set) var firstLane: [Int] = []

    /// - Parameter runs: one or more.
    public init(_ runs: [AnalysedRun]) {
        let first = runs[0].trace
        trace = Trace(title: first.title, host: first.host)
        trace.isOfHost = first.isOfHost
        trace.about = first.about
        trace.events = Array(first.events.prefix(1))
        trace.outcome = first.outcome
        timeline = Timeline(trace)
        timeline.lanes = []
        timeline.steps = []
        timeline.criticalPath = CriticalPath()
        for run in runs { add(run.trace, run.timeline) }
    }

    private mutating func add(_ other: Trace, _ part: Timeline) {
        let shift = Shift(
            modules: Int32(trace.modules.count), texts: Int32(trace.texts.count), lines: trace.console.count,
            lanes: timeline.lanes.count, steps: timeline.steps.count)
        firstModule.append(trace.modules.count)
        firstLine.append(trace.console.count)
        firstLane.append(timeline.lanes.count)
        trace.modules += other.modules.map { shift.moved($0) }
        trace.texts += other.texts
        trace.console += other.console.map { line in
            var line = line
            line.module = line.module.map(shift.moved)
            return line
        }
        trace.duration = max(trace.duration, other.duration)
        trace.end = max(trace.end, other.end)
        timeline.lanes += part.lanes.map { shift.moved($0) }
        timeline.steps += part.steps.map { shift.moved($0) }
        timeline.wakes += part.wakes.map { wake in
            var wake = wake
            wake.fromLane += shift.lanes
            wake.toLane += shift.lanes
            return wake
        }
        timeline.imports += part.imports.map { shift.moved($0) }
        // What is not drawn of one run alone is not drawn of several.
        if part.criticalPath.isTelling { timeline.criticalPath.stretches += part.criticalPath.stretches.map { shift.moved($0) } }
        timeline.criticalPath.links += part.criticalPath.links.map { shift.moved($0) }
        timeline.timePasses = timeline.timePasses || part.timePasses
        timeline.end = max(timeline.end, part.end)
    }
}

/// How far the indices of a run are moved among those of all.
private struct Shift {
    var modules: Int32
    var texts: Int32
    var lines: Int
    var lanes: Int
    var steps: Int

    func moved(_ module: ModuleIndex) -> ModuleIndex { ModuleIndex(rawValue: module.rawValue + modules) }
    func moved(_ text: TextIndex) -> TextIndex { TextIndex(rawValue: text.rawValue + texts) }
    func moved(_ moment: Timeline.Moment) -> Timeline.Moment {
        Timeline.Moment(time: moment.time, step: moment.step + steps, event: moment.event)
    }

    func moved(_ module: TraceModule) -> TraceModule {
        var module = module
        module.cycleRoot = module.cycleRoot.map(moved)
        for index in module.requests.indices { module.requests[index].module = module.requests[index].module.map(moved) }
        return module
    }

    func moved(_ lane: Timeline.Lane) -> Timeline.Lane {
        var lane = lane
        lane.module = lane.module.map(moved)
        for index in lane.segments.indices {
            lane.segments[index].from = moved(lane.segments[index].from)
            lane.segments[index].to = lane.segments[index].to.map(moved)
            if case .waits(let awaited) = lane.segments[index].kind { lane.segments[index].kind = .waits(awaited.map(moved)) }
        }
        for index in lane.visits.indices {
            lane.visits[index].from = moved(lane.visits[index].from)
            lane.visits[index].to = moved(lane.visits[index].to)
            lane.visits[index].lines = lane.visits[index].lines.map { $0 + lines }
        }
        return lane
    }

    func moved(_ call: Timeline.ImportCall) -> Timeline.ImportCall {
        var call = call
        call.lane += lanes
        call.target = call.target.map { $0 + lanes }
        call.called = moved(call.called)
        call.reached = call.reached.map(moved)
        call.settled = call.settled.map(moved)
        return call
    }

    func moved(_ stretch: CriticalStretch) -> CriticalStretch {
        var stretch = stretch
        stretch.module = stretch.module.map(moved)
        return stretch
    }

    func moved(_ link: CriticalPath.Link) -> CriticalPath.Link {
        CriticalPath.Link(importer: moved(link.importer), awaited: moved(link.awaited), isDynamic: link.isDynamic)
    }

    func moved(_ step: Timeline.Step) -> Timeline.Step {
        var step = step
        step.queuedBy = step.queuedBy.map { $0 + steps }
        step.lane = step.lane.map { $0 + lanes }
        step.kind = moved(step.kind)
        return step
    }

    private func moved(_ kind: JobKind) -> JobKind {
        switch kind {
        case .moduleLoaded(let module): .moduleLoaded(module.map(moved))
        case .request(let module): .request(module.map(moved))
        case .resumeModule(let module): .resumeModule(moved(module))
        case .moduleFulfilled(let module): .moduleFulfilled(moved(module))
        case .moduleRejected(let module): .moduleRejected(moved(module))
        case .resumeFunction(let name): .resumeFunction(name: moved(name))
        case .reaction(let name): .reaction(name: moved(name))
        case .pageTask(let name): .pageTask(name: moved(name))
        default: kind
        }
    }
}
