import Trace

/// The one pass over the events that makes a ``Timeline``.
struct TimelineReader {
    typealias Moment = Timeline.Moment

    /// What is known of a module so far. Event indices are the history that `waits` asks about.
    struct State {
        var lane: Int?
        var fetching: Moment?
        var parsing: Moment?
        var openWait: Int?
        var openSuspension: Int?
        var openVisit: Int?
        var lastBodyVisit: Int?
        var leftWalk: Int?
        var gotOrder: Int?
        /// Those whose end was counted off [[PendingAsyncDependencies]] during the open wait.
        var counted: [ModuleIndex] = []
        /// The event at which it ended.
        var ended: Int?
        var hasFailed = false
        /// The dependency that kept its start waiting longest.
        var awaitedLast: ModuleIndex?
        /// The module for which it was loaded; `nil` for an entry.
        var referrer: ModuleIndex?
    }

    let trace: Trace
    var states: [State]
    /// By module; the lane of nobody's lines is last. Put in order at the end.
    var lanes: [Timeline.Lane]
    var steps: [Timeline.Step] = []
    private var queued: [JobNumber: Moment] = [:]
    private var queuedKind: [JobNumber: JobKind] = [:]
    private var readyTime: [JobNumber: Int64] = [:]
    private var delayOfTimer: [Int32: Int64] = [:]
    /// The module of the last event that has one.
    private(set) var lastModule: Int?
    private var order: [Int] = []
    private var isOrdered: [Bool]
    var wakes: [Timeline.Wake] = []
    var givenUp: [(module: Int, moment: Moment)] = []
    private var wakers: WakerReader
    private(set) var imports: [Timeline.ImportCall] = []
    private var importByNumber: [Int32: Int] = [:]
    /// Whether time passed before the run was stopped.
    private(set) var wasIdle = false
    private var hasFirstTime = false
    private var firstTime: Int64 = 0
    private var end: Int64 = 0

    init(_ trace: Trace) {
        self.trace = trace
        wakers = WakerReader(trace)
        states = Array(repeating: State(), count: trace.modules.count)
        lanes = trace.modules.indices.map { Timeline.Lane(module: ModuleIndex($0)) }
        lanes.append(Timeline.Lane(module: nil))
        isOrdered = Array(repeating: false, count: trace.modules.count + 1)
    }

    mutating func read(_ index: Int) {
        let event = trace.events[index]
        if !givenUp.isEmpty { goOnWithErrors(at: event) }
        let moment = enterStep(of: event, at: index)
        // A trace read from a file may name what it does not hold.
        let named = event.module.map { Int($0.rawValue) }
        let module = named.flatMap { states.indices.contains($0) ? $0 : nil }
        if case .console(let line) = event.kind {
            print(line: Int(line), by: module ?? lanes.count - 1, at: moment)
            return
        }
        if case .jobQueued(let job, let kind, _) = event.kind {
            queued[job] = moment
            queuedKind[job] = kind
            readyTime[job] = ready(kind, queuedAt: event.time)
            return
        }
        guard let module else { return }
        lastModule = module
        wakers.read(event)
        switch event.kind {
        case .loadStarted(let referrer):
            states[module].fetching = moment
            states[module].referrer = referrer.flatMap { states.indices.contains(Int($0.rawValue)) ? $0 : nil }
        case .loaded:
            close(.fetch, of: module, from: states[module].fetching, to: moment)
            states[module].fetching = nil
            states[module].parsing = moment
        case .parsed:
            close(.parse, of: module, from: states[module].parsing, to: moment)
            states[module].parsing = nil
        case .loadFailed(let text):
            close(.fetch, of: module, from: states[module].fetching, to: moment)
            states[module].fetching = nil
            fail(module, with: text, at: moment, as: .loadError)
        case .requestFailed(_, let text): fail(module, with: text, at: moment, as: .loadError)
        case .linkFailed(let text): fail(module, with: text, at: moment, as: .linkError)
        case .status(let status) where status == .evaluatingAsync || status == .evaluated:
            if states[module].leftWalk == nil { states[module].leftWalk = index }
            if status == .evaluated, trace.modules[module].error != nil { givenUp.append((module, moment)) }
        case .asyncEvaluationOrder: if states[module].gotOrder == nil { states[module].gotOrder = index }
        case .pendingDependencies(let count, nil) where count > 0: wait(module, at: moment)
        case .pendingDependencies(_, let completed?):
            if states.indices.contains(Int(completed.rawValue)) { states[module].counted.append(completed) }
        case .started(let waker): start(module, wokenBy: waker, at: moment)
        case .suspended(_, let expression): suspend(module, at: moment, expression: trace[checked: expression])
        case .resumed: resume(module, at: moment)
        case .timerSet(let timer, let delay, _): delayOfTimer[timer] = delay
        case .timerFired: steps[moment.step].lane = module
        case .busy(let nanoseconds): work(for: nanoseconds, in: module, until: moment)
        case .completed:
            closeVisit(of: module, at: moment)
            states[module].ended = index
            lanes[module].ending = .completed
        case .failed(let error, let source): fail(module, with: error, from: source, at: moment)
        case .uncaught(let error): mark(module, with: "uncaught: \(trace[checked: error])", at: moment)
        case .unhandledRejection(_, let error): mark(module, with: "unhandled: \(trace[checked: error])", at: moment)
        case .blocked: wasIdle = index > 0 && trace.events[index - 1].time < event.time
        case .importCalled(let number, let specifier, _):
            visitCallback(of: module, at: moment)
            importByNumber[number] = imports.count
            imports.append(
                Timeline.ImportCall(
                    lane: module, called: moment, specifier: trace[checked: specifier], target: nil, reached: nil, settled: nil,
                    isFulfilled: false))
        case .importSettled(let number, let target, let isFulfilled):
            guard let call = importByNumber[number] else { return }
            imports[call].settled = moment
            imports[call].isFulfilled = isFulfilled
            if let target = target.map({ Int($0.rawValue) }), states.indices.contains(target) { imports[call].target = target }
        default: break
        }
    }

    // MARK: Jobs

    private mutating func enterStep(of event: Event, at index: Int) -> Moment {
        if !hasFirstTime {
            hasFirstTime = true
            firstTime = event.time
        }
        if steps.last?.job != event.job {
            var kind = queuedKind[event.job] ?? .hostStart
            if case .jobStarted(_, let started) = event.kind { kind = started }
            if case .timerFired(let timer) = event.kind { kind = .timer(timer) }
            let microtask = kind.isTask ? 0 : (steps.last?.microtask ?? 0) + 1
            steps.append(
                Timeline.Step(
                    job: event.job, kind: kind, time: event.time, microtask: microtask, firstEvent: index,
                    queuedBy: queued[event.job]?.step, queuedAt: queued[event.job]?.event, ready: readyTime[event.job]))
        }
        return Moment(time: event.time, step: steps.count - 1, event: index)
    }

    /// When a job that is queued now may run.
    private func ready(_ kind: JobKind, queuedAt time: Int64) -> Int64? {
        switch kind {
        case .timer(let timer):
            guard let delay = delayOfTimer[timer] else { return nil }
            let (due, isTooLate) = time.addingReportingOverflow(delay)
            return isTooLate ? nil : due
        case .immediate: return time
        default: return kind.isTask ? nil : time
        }
    }

    // MARK: Segments

    private mutating func close(_ kind: Timeline.Segment.Kind, of module: Int, from: Moment?, to: Moment) {
        guard let from, from.time < to.time else { return }
        show(to.time)
        lanes[module].segments.append(Timeline.Segment(kind: kind, from: from, to: to))
    }

    private mutating func wait(_ module: Int, at moment: Moment) {
        if let open = states[module].openWait {
            // The same wait, which has got one more dependency: those are asked for as of now.
            lanes[module].segments[open].from.event = moment.event
            return
        }
        states[module].openWait = lanes[module].segments.count
        lanes[module].segments.append(Timeline.Segment(kind: .waits([]), from: moment, to: nil))
    }

    mutating func closeWait(of module: Int, at moment: Moment?) {
        guard let open = states[module].openWait else { return }
        states[module].openWait = nil
        lanes[module].segments[open].to = moment
        var modules = awaited(by: module, at: lanes[module].segments[open].from.event)
        // Below a deferred import it waits for what awaits there, and of those the events tell.
        if trace.modules[module].requests.contains(where: { $0.phase == .defer }), !states[module].counted.isEmpty {
            modules = states[module].counted
        }
        lanes[module].segments[open].kind = .waits(modules)
        if let moment { show(moment.time) }
    }

    /// The modules whose completion `module` needed at that event: of each import the module itself while the walk over
    /// the graph had not left it, and its cycle's root after that.
    private func awaited(by module: Int, at event: Int) -> [ModuleIndex] {
        var found: [ModuleIndex] = []
        var seen: Set<ModuleIndex> = []
        for strict in [true, false] {
            for request in trace.modules[module].requests where request.phase == .evaluation {
                guard let imported = request.module, states.indices.contains(Int(imported.rawValue)) else { continue }
                var awaited = imported
                if let left = states[Int(imported.rawValue)].leftWalk, left <= event {
                    awaited = trace[imported].cycleRoot ?? imported
                }
                // Within a cycle the members wait for one another, not for their root.
                if trace[imported].cycleRoot == trace.modules[module].cycleRoot { awaited = imported }
                guard states.indices.contains(Int(awaited.rawValue)), Int(awaited.rawValue) != module else { continue }
                let state = states[Int(awaited.rawValue)]
                guard state.ended.map({ $0 > event }) ?? true else { continue }
                if strict, !(state.gotOrder.map { $0 <= event } ?? false) { continue }
                if seen.insert(awaited).inserted { found.append(awaited) }
            }
            // A trace without orders still tells who was unfinished.
            if !found.isEmpty { break }
        }
        return found
    }

    private mutating func suspend(_ module: Int, at moment: Moment, expression: String) {
        closeVisit(of: module, at: moment)
        states[module].openSuspension = lanes[module].segments.count
        lanes[module].segments.append(Timeline.Segment(kind: .suspended(expression: expression), from: moment, to: nil))
    }

    mutating func closeSuspension(of module: Int, at moment: Moment) {
        guard let open = states[module].openSuspension else { return }
        states[module].openSuspension = nil
        lanes[module].segments[open].to = moment
        show(moment.time)
    }

    // MARK: Visits

    private mutating func start(_ module: Int, wokenBy waker: ModuleIndex?, at moment: Moment) {
        closeWait(of: module, at: moment)
        open(.start, of: module, at: moment)
        let dependency = wakers.lastAwaited(by: ModuleIndex(module), wokenBy: waker)
        states[module].awaitedLast = dependency
        if let dependency = dependency.map({ Int($0.rawValue) }), let last = states[dependency].lastBodyVisit {
            wakes.append(
                Timeline.Wake(
                    fromLane: dependency, fromVisit: last, toLane: module, toVisit: lanes[module].visits.count - 1,
                    isFailure: false))
        }
    }

    private mutating func resume(_ module: Int, at moment: Moment) {
        closeSuspension(of: module, at: moment)
        open(.resume, of: module, at: moment)
    }

    mutating func open(_ kind: Timeline.Visit.Kind, of lane: Int, at moment: Moment) {
        putInOrder(lane)
        show(moment.time)
        let index = lanes[lane].visits.count
        lanes[lane].visits.append(Timeline.Visit(kind: kind, from: moment, to: moment))
        if states.indices.contains(lane), kind != .callback {
            states[lane].openVisit = index
            states[lane].lastBodyVisit = index
        }
    }

    mutating func closeVisit(of module: Int, at moment: Moment) {
        guard let open = states[module].openVisit else { return }
        states[module].openVisit = nil
        lanes[module].visits[open].to = moment
        show(moment.time)
    }

    /// Code that takes time is a visit, whether or not anything else tells of it.
    private mutating func work(for nanoseconds: Int64, in module: Int, until moment: Moment) {
        let count = lanes[module].visits.count
        visitCallback(of: module, at: moment)
        guard lanes[module].visits.count > count else { return }
        let (begin, isTooEarly) = moment.time.subtractingReportingOverflow(nanoseconds)
        // A trace read from a file may claim more than its job had.
        lanes[module].visits[count].from.time = isTooEarly ? steps[moment.step].time : max(begin, steps[moment.step].time)
    }

    /// Makes sure that a visit of the lane is under way in this job.
    mutating func visitCallback(of lane: Int, at moment: Moment) {
        if states.indices.contains(lane), let open = states[lane].openVisit {
            lanes[lane].visits[open].to = moment
            return
        }
        if let last = lanes[lane].visits.last, last.kind == .callback, last.to.step == moment.step {
            lanes[lane].visits[lanes[lane].visits.count - 1].to = moment
        } else {
            open(.callback, of: lane, at: moment)
        }
        show(moment.time)
    }

    private mutating func print(line: Int, by lane: Int, at moment: Moment) {
        guard trace.console.indices.contains(line) else { return }
        visitCallback(of: lane, at: moment)
        let visit = states.indices.contains(lane) ? states[lane].openVisit : nil
        lanes[lane].visits[visit ?? lanes[lane].visits.count - 1].lines.append(line)
    }

    private mutating func putInOrder(_ lane: Int) {
        guard !isOrdered[lane] else { return }
        isOrdered[lane] = true
        order.append(lane)
    }

    private mutating func show(_ time: Int64) { end = max(end, time) }

    // MARK: The end

    mutating func finish(_ work: WorkPeriods) -> Timeline {
        inheritErrors()
        for module in states.indices {
            let isOpen = states[module].openSuspension != nil || states[module].openWait != nil
            closeWait(of: module, at: nil)
            if isOpen || states[module].openVisit != nil { lanes[module].ending = .unsettled }
            if lanes[module].visits.isEmpty, !isOpen { lanes[module].ending = .neverRan }
            // A synthetic module has no body to run: it is worth a lane only for the time it took to load.
            if trace.modules[module].kind == .source || !lanes[module].segments.isEmpty { putInOrder(module) }
        }
        order = order.filter { !isEmptyBuiltin($0) }
        if case .blocked(let reason) = trace.outcome { markStop(placeWithoutFolder(in: reason)) }
        resolveImports()
        addRejections()
        let criticalPath = criticalPath(work)
        sortByAgent()
        var place = Array(repeating: -1, count: lanes.count)
        for (index, lane) in order.enumerated() { place[lane] = index }
        for index in wakes.indices {
            wakes[index].fromLane = place[wakes[index].fromLane]
            wakes[index].toLane = place[wakes[index].toLane]
        }
        for index in imports.indices {
            imports[index].lane = place[imports[index].lane]
            let target = imports[index].target.map { place[$0] }
            imports[index].target = target.flatMap { $0 < 0 ? nil : $0 }
        }
        for index in steps.indices {
            let lane = steps[index].lane.map { place[$0] }
            steps[index].lane = lane.flatMap { $0 < 0 ? nil : $0 }
        }
        return Timeline(
            lanes: order.map { lanes[$0] }, steps: steps, wakes: wakes, imports: imports, criticalPath: criticalPath,
            timePasses: end > firstTime, end: end)
    }

    /// Whether a lane is that of a module of the host's own in which nothing happened but that it was there.
    private func isEmptyBuiltin(_ lane: Int) -> Bool {
        guard trace.modules.indices.contains(lane), trace.isHostsOwn(trace.modules[lane]) else { return false }
        let isQuiet =
            lanes[lane].segments.isEmpty
            && lanes[lane].visits.allSatisfy { $0.lines.isEmpty && $0.error == nil && $0.from.time == $0.to.time }
        return isQuiet && lanes[lane].ending != .failed && !wakes.contains { $0.fromLane == lane || $0.toLane == lane }
    }

    /// The lanes of an agent stand together.
    private mutating func sortByAgent() {
        guard !trace.agents.isEmpty else { return }
        func agent(_ lane: Int) -> Int {
            lane < trace.modules.count ? trace.modules[lane].agent?.index ?? trace.agents.count : trace.agents.count
        }
        order = order.enumerated().sorted { (agent($0.element), $0.offset) < (agent($1.element), $1.offset) }.map(\.element)
    }

    /// Finds where each `import()` led: for one that never settled, by its specifier.
    private mutating func resolveImports() {
        guard !imports.isEmpty else { return }
        let names = ModuleNames(trace)
        for index in imports.indices {
            let call = imports[index]
            guard let target = call.target ?? names.module(call.specifier, from: call.lane) else { continue }
            imports[index].target = target
            let called = call.called.event
            let segment = lanes[target].segments.first { $0.from.event > called }?.from
            let visit = lanes[target].visits.first { $0.from.event > called }?.from
            let first = [segment, visit].compactMap { $0 }.min { $0.event < $1.event }
            // What was there already is reached when the call settles.
            if let first, call.settled.map({ first.event < $0.event }) ?? true {
                imports[index].reached = first
            } else {
                imports[index].reached = call.settled
                imports[index].findsAllDone = call.settled != nil
            }
        }
    }
}

extension Timeline {
    fileprivate init(
        lanes: [Lane], steps: [Step], wakes: [Wake], imports: [ImportCall], criticalPath: CriticalPath, timePasses: Bool, end: Int64
    ) {
        self.lanes = lanes
        self.steps = steps
        self.wakes = wakes
        self.imports = imports
        self.criticalPath = criticalPath
        self.timePasses = timePasses
        self.end = end
    }
}

extension Trace {
    /// The text, or nothing where the trace names one that it does not hold.
    subscript(checked index: TextIndex) -> String {
        texts.indices.contains(Int(index.rawValue)) ? texts[Int(index.rawValue)] : ""
    }
}
