import Algorithms
import Trace

/// Follows the jobs of a run back from its end, each to what let it run.
///
/// Time passes in few ways: a job's code takes it, or a job waits. Of one that waited, the last that it waited for decided: the timer, the
/// load or the request that it stands for, or other code that was still running when that was due. A microtask waits for the job that queued
/// it. So there is one way back, whatever promises, callbacks and imports it leads over.
struct CriticalChain {
    /// The last first.
    private(set) var stretches: [CriticalStretch] = []
    /// The events that led to the end, job by job; the last first.
    private(set) var ranges: [ClosedRange<Int>] = []
    /// The modules whose loading it waited for; the last first.
    private(set) var loads: [ModuleIndex] = []

    private let trace: Trace
    private let steps: [Timeline.Step]
    private let work: WorkPeriods
    /// By the event at which a body went on: that at which it stopped.
    private let suspensions: [Int: Int]
    /// Up to where the way is known: what is before it comes next.
    private var cursor: (time: Int64, event: Int)
    /// The body that goes on next, seen from there, and the event at which it had stopped.
    private var resumed: (module: ModuleIndex, suspension: Int)?

    /// - Parameters:
    ///   - end: the event at which the entry ended that ended last.
    ///   - steps: the jobs of the trace.
    init(to end: Int, of trace: Trace, _ steps: [Timeline.Step], _ suspensions: [Int: Int], _ work: WorkPeriods) {
        self.trace = trace
        self.steps = steps
        self.suspensions = suspensions
        self.work = work
        cursor = (trace.events[end].time, end)
        var next: Int? = end
        while let event = next {
            let step = step(of: event)
            pass(step, from: event)
            next = cause(of: step)
        }
        let first = trace.events[0]
        if cursor.time > first.time { wait(since: (first.time, 0), for: nil) }
    }

    /// Whether the event led to the end.
    func contains(_ event: Int) -> Bool {
        let index = ranges.partitioningIndex { $0.lowerBound <= event }
        return index < ranges.count && ranges[index].contains(event)
    }

    private func step(of event: Int) -> Int {
        steps.partitioningIndex { $0.firstEvent > event } - 1
    }

    // MARK: Within a job

    private mutating func pass(_ step: Int, from event: Int) {
        let first = steps[step].firstEvent
        ranges.append(first...event)
        for index in stride(from: event, through: first, by: -1) {
            let event = trace.events[index]
            if let module = event.module, let suspension = suspensions[index] { resumed = (module, suspension) }
            takeUntold(until: event.time, at: index)
            takeWork(at: index, downTo: .min)
        }
    }

    /// The code that took time up to this event.
    private mutating func takeWork(at index: Int, downTo limit: Int64) {
        guard case .busy(let nanoseconds) = trace.events[index].kind, nanoseconds > 0 else { return }
        let (from, isTooEarly) = trace.events[index].time.subtractingReportingOverflow(nanoseconds)
        add(.runs, trace.events[index].module, since: (isTooEarly ? limit : max(from, limit), max(0, index - 1)))
    }

    /// Time that passed within a job, though no code is said to have taken it: a trace from elsewhere may have that.
    private mutating func takeUntold(until time: Int64, at index: Int) {
        guard cursor.time > time, index + 1 < trace.events.count else { return }
        switch trace.events[index + 1].kind {
        case .loaded, .parsed: load(of: trace.events[index + 1].module, since: (time, index))
        default: wait(since: (time, index), for: trace.events[index].module)
        }
    }

    // MARK: Between jobs

    /// Adds what was between the job and the event that let it run, and gives that event; `nil` where there is none.
    private mutating func cause(of step: Int) -> Int? {
        let job = steps[step]
        guard let queued = origin(of: step), queued < job.firstEvent else { return nil }
        let since = trace.events[queued].time
        let isLate = job.ready.map { $0 < cursor.time } ?? true
        if isLate, let begin = work.begin(until: cursor.time), begin >= trace.events[0].time {
            // Even had it been ready at once, that code would have run.
            guard let ready = job.ready, ready <= begin else { return takeWork(before: job.firstEvent, since: begin) }
            _ = takeWork(before: job.firstEvent, since: ready)
        }
        if case .moduleLoaded(let module) = job.kind {
            load(of: module, since: (since, queued))
        } else {
            wait(since: (since, queued), for: trace.events[queued].module)
        }
        return queued
    }

    /// The event that let the job come about, at once or in time.
    private func origin(of step: Int) -> Int? {
        switch steps[step].kind {
        case .finishLoadingImports where steps[step].queuedAt == nil:
            // The host takes such imports together, once the files are there.
            let arrival = steps[..<step].lastIndex { earlier in if case .moduleLoaded = earlier.kind { true } else { false } }
            return arrival.map { steps[$0 + 1].firstEvent - 1 }
        case .moduleLoaded(let module):
            guard let queued = steps[step].queuedAt, case .pageTask = steps[self.step(of: queued)].kind else { break }
            // Steps of the network, with those of others between them: all of the module's own loading, since it was asked for.
            return loadStart(of: module, before: queued) ?? queued
        default: break
        }
        return steps[step].queuedAt
    }

    private func loadStart(of module: ModuleIndex?, before event: Int) -> Int? {
        trace.events[..<event].lastIndex { candidate in
            if case .loadStarted = candidate.kind { candidate.module == module } else { false }
        }
    }

    /// Adds the code that ran before an event, back to that time, and gives the event of the first.
    private mutating func takeWork(before event: Int, since time: Int64) -> Int? {
        var index = event - 1
        while index >= 0, cursor.time > time {
            takeWork(at: index, downTo: time)
            if cursor.time <= time { return index }
            index -= 1
        }
        return nil
    }

    private mutating func load(of module: ModuleIndex?, since: (time: Int64, event: Int)) {
        let module = checked(module)
        if let module { loads.append(module) }
        add(.loads, module, since: since)
    }

    /// A trace read from a file may name what it does not hold.
    private func checked(_ module: ModuleIndex?) -> ModuleIndex? {
        module.flatMap { trace.modules.indices.contains(Int($0.rawValue)) ? $0 : nil }
    }

    /// A timer, a request or the like was under way, set by code of that module.
    private mutating func wait(since: (time: Int64, event: Int), for module: ModuleIndex?) {
        if let resumed, trace.events[resumed.suspension].time < cursor.time {
            let stop = trace.events[resumed.suspension].time
            add(.awaits, resumed.module, resumed.suspension, since: stop > since.time ? (stop, resumed.suspension) : since)
        }
        add(.waits, module, since: since)
    }

    // MARK: Stretches

    private mutating func add(
        _ activity: CriticalStretch.Activity, _ module: ModuleIndex?, _ suspension: Int? = nil, since: (time: Int64, event: Int)
    ) {
        guard since.time < cursor.time else { return }
        defer { cursor = since }
        let module = checked(module)
        if let later = stretches.last, later.activity == activity, later.module == module, later.suspension == suspension {
            stretches[stretches.count - 1].from = since.time
            stretches[stretches.count - 1].firstEvent = since.event
        } else {
            stretches.append(
                CriticalStretch(
                    module: module, activity: activity, suspension: suspension, from: since.time, to: cursor.time, firstEvent: since.event,
                    lastEvent: cursor.event))
        }
    }
}
