import Algorithms
import Analysis
import Text
import Trace

/// The events of one run in a trace file.
struct TraceEventRun {
    private let trace: Trace
    private let timeline: Timeline
    private let texts: TimelineTexts
    private let steps: EventSteps
    private let lanes: [LaneSlices]
    private let process: Int
    private let jobThread: Int
    /// `nil` where nothing decided the end.
    private let pathThread: Int?
    /// By lane.
    private let threads: [Int]
    private var found: [TraceEvent] = []

    /// Metadata first, then by time.
    var events: [JSONValue] { metadata + found.map { $0.json(process: process) } }

    init(_ run: AnalysedRun, process: Int, numbers: inout TraceEventNumbers) {
        trace = run.trace
        self.process = process
        timeline = run.timeline
        texts = TimelineTexts(trace: trace)
        steps = EventSteps(trace, timeline)
        let clock = steps.clock
        lanes = timeline.lanes.map { LaneSlices($0, clock) }
        jobThread = numbers.thread()
        pathThread = timeline.criticalPath.stretches.isEmpty ? nil : numbers.thread()
        var threads: [Int] = []
        for _ in timeline.lanes { threads.append(numbers.thread()) }
        self.threads = threads
        addJobs()
        addCriticalPath()
        for lane in timeline.lanes.indices { addLane(lane) }
        addLoads()
        for wake in timeline.wakes { add(wake, numbers: &numbers) }
        for call in timeline.imports { add(call, numbers: &numbers) }
        // Equal ones stay in the order in which they were found.
        found = found.enumerated().sorted { one, other in
            one.element.comesBefore(other.element) || (!other.element.comesBefore(one.element) && one.offset < other.offset)
        }.map(\.element)
    }

    private var metadata: [JSONValue] {
        let title = "\(beginning(of: trace.title, 200)) (host \(trace.host))"
        var events = [
            TraceEvent.metadata("process_name", process: process, JSONValue.Member("name", .string(title))),
            TraceEvent.metadata("process_labels", process: process, JSONValue.Member("labels", .string(texts.outcome))),
            TraceEvent.metadata("process_sort_index", process: process, JSONValue.Member("sort_index", .integer(process))),
        ]
        let heads = [(jobThread, "jobs")] + (pathThread.map { [($0, "critical path")] } ?? [])
        let modules = zip(threads, timeline.lanes.map { beginning(of: texts.name(of: $0), 200) })
        for (place, (thread, name)) in (heads + modules).enumerated() {
            events.append(TraceEvent.metadata("thread_name", process: process, thread: thread, JSONValue.Member("name", .string(name))))
            events.append(
                TraceEvent.metadata("thread_sort_index", process: process, thread: thread, JSONValue.Member("sort_index", .integer(place))))
        }
        return events
    }

    // MARK: Slices

    private mutating func addJobs() {
        for (index, step) in timeline.steps.enumerated() where steps.jobs.indices.contains(index) {
            let (from, to) = steps.jobs[index]
            var arguments = [
                time(step.time), JSONValue.Member("job", .integer(step.job.rawValue)),
                JSONValue.Member("kind", .string(step.kind.isTask ? "task" : "microtask \(step.microtask)")),
            ]
            if let queuer = step.queuedBy, timeline.steps.indices.contains(queuer) {
                arguments.append(JSONValue.Member("queuedBy", .integer(timeline.steps[queuer].job.rawValue)))
            }
            found.append(
                TraceEvent(
                    name: texts.describe(step.kind), category: "job", kind: .slice(duration: to - from), time: from, thread: jobThread,
                    arguments: arguments))
        }
    }

    private mutating func addCriticalPath() {
        guard let pathThread else { return }
        let length = timeline.criticalPath.stretches.length
        for stretch in timeline.criticalPath.stretches {
            let (from, to) = (steps.clock[stretch.firstEvent], steps.clock[stretch.lastEvent])
            guard from < to else { continue }
            let share = (stretch.tenThousandths(of: length) + 50) / 100
            found.append(
                TraceEvent(
                    name: beginning(of: texts.words(for: stretch), 200), category: "critical", kind: .slice(duration: to - from),
                    time: from, thread: pathThread,
                    arguments: [
                        time(stretch.from), JSONValue.Member("duration", .string(durationText(span(from: stretch.from, to: stretch.to)))),
                        JSONValue.Member("module", stretch.module.map { .string(trace[$0].name) } ?? .null),
                        JSONValue.Member("activity", .string(stretch.activity.rawValue)),
                        JSONValue.Member("share", .string("\(share) %")),
                    ]))
        }
    }

    private mutating func addLane(_ index: Int) {
        let lane = timeline.lanes[index]
        for slice in lanes[index].slices {
            switch slice.source {
            case .segment(let number): add(slice, lane.segments[number], in: lane, thread: threads[index])
            case .visit(let number):
                add(slice, lane.visits[number], thread: threads[index])
                for line in lane.visits[number].lines { add(line: line, thread: threads[index]) }
            }
        }
    }

    private mutating func add(_ slice: LaneSlices.Slice, _ segment: Timeline.Segment, in lane: Timeline.Lane, thread: Int) {
        var arguments = [time(segment.from.time)]
        if let end = segment.to {
            arguments.append(JSONValue.Member("duration", .string(durationText(end.time - segment.from.time))))
        } else {
            arguments.append(JSONValue.Member("settled", .bool(false)))
        }
        var name = texts.labels(segment.kind)[0]
        if segment.to == nil { name += trace.mightHaveGoneOn ? " (has not gone on)" : " (never goes on)" }
        arguments.append(JSONValue.Member("text", .string(beginning(of: texts.tooltip(segment, in: lane), 2_000))))
        let category =
            switch segment.kind {
            case .fetch: "fetch"
            case .parse: "parse"
            case .suspended: "suspended"
            case .waits: "waits"
            }
        found.append(
            TraceEvent(
                name: beginning(of: name, 200), category: category, kind: .slice(duration: slice.to - slice.from), time: slice.from,
                thread: thread,
                arguments: arguments))
    }

    private mutating func add(_ slice: LaneSlices.Slice, _ visit: Timeline.Visit, thread: Int) {
        var arguments = [time(visit.from.time)]
        if visit.to.time > visit.from.time {
            arguments.append(JSONValue.Member("duration", .string(durationText(visit.to.time - visit.from.time))))
        }
        if let error = visit.error { arguments.append(JSONValue.Member("error", .string(beginning(of: error, 2_000)))) }
        let name =
            switch visit.kind {
            case .start: visit.error == nil ? "runs" : "runs, and fails"
            case .resume: visit.error == nil ? "goes on" : "goes on, and fails"
            case .callback: "callback"
            case .inheritedError: "fails with a dependency"
            case .loadError: "does not load"
            case .linkError: "does not link"
            }
        found.append(
            TraceEvent(
                name: name, category: visit.error == nil ? "runs" : "runs,error", kind: .slice(duration: slice.to - slice.from),
                time: slice.from,
                thread: thread, arguments: arguments))
    }

    // MARK: Instants

    private mutating func add(line index: Int, thread: Int) {
        guard let event = steps.eventOfLine[index] else { return }
        let line = trace.console[index]
        found.append(
            TraceEvent(
                name: "console.\(beginning(of: line.method, 40)): \(beginning(of: line.text, 160))", category: "console", kind: .instant,
                time: steps.clock[event], thread: thread,
                arguments: [time(line.time), JSONValue.Member("text", .string(beginning(of: line.text, 2_000)))]))
    }

    /// The modules that arrived at once; a fetch that takes time is a slice.
    private mutating func addLoads() {
        for (lane, event) in steps.loads {
            found.append(
                TraceEvent(
                    name: "loaded", category: "fetch", kind: .instant, time: steps.clock[event], thread: threads[lane],
                    arguments: [time(trace.events[event].time)]))
        }
    }

    // MARK: Arrows

    private mutating func add(_ wake: Timeline.Wake, numbers: inout TraceEventNumbers) {
        guard lanes.indices.contains(wake.fromLane), lanes.indices.contains(wake.toLane),
            lanes[wake.fromLane].visits.indices.contains(wake.fromVisit), lanes[wake.toLane].visits.indices.contains(wake.toVisit)
        else { return }
        let source = lanes[wake.fromLane].visits[wake.fromVisit]
        let target = lanes[wake.toLane].visits[wake.toVisit]
        addFlow(
            wake.isFailure ? "fails with it" : "wakes", "wake", from: (wake.fromLane, source.from), to: (wake.toLane, target.from),
            numbers: &numbers)
    }

    private mutating func add(_ call: Timeline.ImportCall, numbers: inout TraceEventNumbers) {
        guard lanes.indices.contains(call.lane) else { return }
        let called = steps.clock[call.called.event]
        found.append(
            TraceEvent(
                name: "import(\"\(beginning(of: call.specifier, 160))\")", category: "import", kind: .instant, time: called,
                thread: threads[call.lane],
                arguments: [
                    time(call.called.time),
                    JSONValue.Member("settled", call.settled.map { .string(durationText($0.time)) } ?? .bool(false)),
                ]))
        guard let target = call.target, lanes.indices.contains(target), let reached = call.reached else { return }
        // Only what the call itself began has a bar to point at.
        let begin = steps.clock[reached.event]
        guard let bar = Self.last(atOrBefore: called, in: lanes[call.lane].visits), called <= bar.to,
            lanes[target].hasBegin(at: begin)
        else { return }
        addFlow("import()", "import", from: (call.lane, bar.from), to: (target, begin), numbers: &numbers)
    }

    /// - Parameters:
    ///   - from: where a bar begins. Viewers draw the arrow from its end.
    ///   - to: where another begins.
    private mutating func addFlow(
        _ name: String, _ category: String, from: (lane: Int, time: Int64), to: (lane: Int, time: Int64), numbers: inout TraceEventNumbers
    ) {
        guard from.time <= to.time else { return }
        let number = numbers.flow()
        found.append(TraceEvent(name: name, category: category, kind: .flowStart(number), time: from.time, thread: threads[from.lane]))
        found.append(TraceEvent(name: name, category: category, kind: .flowEnd(number), time: to.time, thread: threads[to.lane]))
    }

    /// Visits come in the order in which they began.
    private static func last(atOrBefore time: Int64, in visits: [LaneSlices.Slice]) -> LaneSlices.Slice? {
        let index = visits.partitioningIndex { $0.from > time }
        return index > 0 ? visits[index - 1] : nil
    }

    private func time(_ nanoseconds: Int64) -> JSONValue.Member { JSONValue.Member("time", .string(durationText(nanoseconds))) }
}
