import Trace

/// What the graph's picture needs of the events, gathered in one pass.
struct GraphFacts {
    struct Call {
        var caller: ModuleIndex
        var target: ModuleIndex?
        var called: Int
        var settled: Int?
        /// Whether it rejected.
        var isRejected = false
    }

    private(set) var order: [Int?]
    /// By module: the dependency that kept its start waiting longest.
    private(set) var awaitedLast: [ModuleIndex?]
    /// By module: whether it waited for a dependency when its evaluation began.
    private(set) var hasWaited: [Bool]
    private(set) var suspended: [Int64]
    private(set) var suspendedSince: [Int64?]
    private(set) var calls: [Call] = []
    /// The event at which each module ended.
    private var ended: [Int?]
    private var isWaiting: [Bool]
    private var hasFailed: [Bool]
    private var failedFrom: [ModuleIndex?]
    /// By module: the job in which it failed.
    private var failedIn: [JobNumber?]
    /// By module: the deferred import whose error its body threw.
    private(set) var failedByUseOf: [ModuleIndex?]
    private var errors: [String?]
    /// By module: the awaits that took time, between which events, in order; where none did, the last of all.
    private var awaits: [[(from: Int, to: Int)]]
    private var hasLongAwait: [Bool]
    private var awaitBegan: [Int]

    init(_ trace: Trace) {
        let count = trace.modules.count
        order = Array(repeating: nil, count: count)
        awaitedLast = Array(repeating: nil, count: count)
        hasWaited = Array(repeating: false, count: count)
        var wakers = WakerReader(trace)
        suspended = Array(repeating: 0, count: count)
        suspendedSince = Array(repeating: nil, count: count)
        ended = Array(repeating: nil, count: count)
        isWaiting = Array(repeating: false, count: count)
        hasFailed = Array(repeating: false, count: count)
        failedFrom = Array(repeating: nil, count: count)
        failedIn = Array(repeating: nil, count: count)
        failedByUseOf = Array(repeating: nil, count: count)
        errors = trace.modules.map(\.error)
        awaits = Array(repeating: [], count: count)
        hasLongAwait = Array(repeating: false, count: count)
        awaitBegan = Array(repeating: 0, count: count)
        var started = 0
        var callByNumber: [Int32: Int] = [:]
        var specifiers: [String] = []
        var inherited: [Int] = []
        for (index, event) in trace.events.enumerated() {
            guard let caller = event.module, trace.modules.indices.contains(Int(caller.rawValue)) else { continue }
            let module = Int(caller.rawValue)
            wakers.read(event)
            switch event.kind {
            case .pendingDependencies(let pending, nil):
                isWaiting[module] = pending > 0
                hasWaited[module] = pending > 0
            case .started(let waker):
                isWaiting[module] = false
                if order[module] == nil {
                    started += 1
                    order[module] = started
                }
                awaitedLast[module] = wakers.lastAwaited(by: caller, wokenBy: waker)
            case .suspended:
                suspendedSince[module] = event.time
                awaitBegan[module] = index
            case .resumed:
                if let since = suspendedSince[module] {
                    suspended[module].add(from: since, to: event.time)
                    noteAwait(of: module, from: awaitBegan[module], to: index, tookTime: event.time > since)
                }
                suspendedSince[module] = nil
            case .completed: ended[module] = index
            case .failed(let error, let source):
                ended[module] = index
                isWaiting[module] = false
                suspendedSince[module] = nil
                hasFailed[module] = true
                failedFrom[module] = source
                failedIn[module] = event.job
                if source == nil || source == caller {
                    let used = ErrorSource.ofDeferred(module, error: trace[checked: error], in: trace) { failedIn[$0] == event.job }
                    failedByUseOf[module] = used.map { ModuleIndex($0) }
                }
                // Its body never began: what failed is what it waited for.
                if order[module] == nil, let source, source != caller, trace.modules.indices.contains(Int(source.rawValue)) {
                    awaitedLast[module] = source
                }
                errors[module] = errors[module] ?? trace[checked: error]
            case .status(.evaluated):
                // Given up in the walk over the graph, for an import that threw.
                guard order[module] == nil, ended[module] == nil, errors[module] != nil else { continue }
                inherited.append(module)
                hasFailed[module] = true
                ended[module] = index
                isWaiting[module] = false
            case .loadFailed(let error), .requestFailed(_, let error), .linkFailed(let error):
                hasFailed[module] = true
                errors[module] = errors[module] ?? trace[checked: error]
            case .importCalled(let number, let specifier, _):
                callByNumber[number] = calls.count
                calls.append(Call(caller: caller, target: nil, called: index, settled: nil))
                specifiers.append(trace[checked: specifier])
            case .importSettled(let number, let target, let isFulfilled):
                guard let call = callByNumber[number] else { continue }
                calls[call].target = target.flatMap { trace.modules.indices.contains(Int($0.rawValue)) ? $0 : nil }
                calls[call].settled = index
                calls[call].isRejected = !isFulfilled
            default: break
            }
        }
        for module in inherited where failedFrom[module] == nil {
            failedFrom[module] = ErrorSource.of(module, in: trace) { hasFailed[$0] }.map { ModuleIndex($0) }
        }
        for module in suspended.indices {
            if let since = suspendedSince[module] { suspended[module].add(from: since, to: trace.end) }
        }
        guard !calls.isEmpty else { return }
        let names = ModuleNames(trace)
        for index in calls.indices where calls[index].target == nil {
            calls[index].target = names.module(specifiers[index], from: Int(calls[index].caller.rawValue)).map { ModuleIndex($0) }
        }
    }

    func state(of module: Int, in trace: Trace) -> GraphModel.State {
        if hasFailed[module] || errors[module] != nil {
            return .failed(error: errors[module] ?? "", from: failedFrom[module])
        }
        if ended[module] != nil { return .completed }
        if suspendedSince[module] != nil || isWaiting[module] || order[module] != nil { return .unsettled }
        switch trace.modules[module].status {
        case .evaluated: return .completed
        case .evaluatingAsync, .evaluating: return .unsettled
        default: return .neverRan
        }
    }

    /// Walks down from the entry that ended last. What a module waited for before it began comes before what its body
    /// waited for.
    func criticalSteps(_ trace: Trace) -> [GraphModel.CriticalStep] {
        let entries = trace.entries.filter { trace.modules.indices.contains(Int($0.rawValue)) }
        guard let last = entries.max(by: { (ended[Int($0.rawValue)] ?? .max) < (ended[Int($1.rawValue)] ?? .max) }) else { return [] }
        // What never ends, or was stopped, has no path that decided its end.
        if case .blocked = trace.outcome { return [] }
        guard ended[Int(last.rawValue)] != nil else { return [] }
        var callsOf: [ModuleIndex: [Int]] = [:]
        for (index, call) in calls.enumerated() { callsOf[call.caller, default: []].append(index) }
        var steps: [GraphModel.CriticalStep] = []
        var seen: Set<ModuleIndex> = [last]
        var stack = [last]
        while let module = stack.popLast() {
            for imported in awaitedImports(of: module, callsOf) where seen.insert(imported).inserted {
                steps.append(GraphModel.CriticalStep(importer: module, awaited: imported, isDynamic: true))
                stack.append(imported)
            }
            if let dependency = awaitedLast[Int(module.rawValue)], seen.insert(dependency).inserted {
                steps.append(GraphModel.CriticalStep(importer: module, awaited: dependency, isDynamic: false))
                stack.append(dependency)
            }
        }
        return steps
    }

    private mutating func noteAwait(of module: Int, from: Int, to: Int, tookTime: Bool) {
        if tookTime, hasLongAwait[module] {
            awaits[module].append((from, to))
        } else if tookTime || !hasLongAwait[module] {
            awaits[module] = [(from, to)]
            hasLongAwait[module] = tookTime
        }
    }

    /// The targets of `import()` for which the module's awaits stood, the last first: of each await the one that settled last in it.
    private func awaitedImports(of module: ModuleIndex, _ callsOf: [ModuleIndex: [Int]]) -> [ModuleIndex] {
        let awaits = awaits[Int(module.rawValue)]
        var latest: [(target: ModuleIndex, settled: Int)?] = Array(repeating: nil, count: awaits.count)
        for index in callsOf[module] ?? [] {
            let call = calls[index]
            guard let target = call.target, let settled = call.settled, let place = lastAwait(before: settled, in: awaits),
                settled < awaits[place].to
            else { continue }
            // A target that had ended before did not keep anyone waiting.
            guard let end = ended[Int(target.rawValue)], end > awaits[place].from, settled > latest[place]?.settled ?? -1 else { continue }
            latest[place] = (target, settled)
        }
        return latest.reversed().compactMap { $0?.target }
    }

    /// The await that began last before the event.
    private func lastAwait(before event: Int, in awaits: [(from: Int, to: Int)]) -> Int? {
        var (low, high) = (0, awaits.count)
        while low < high {
            let middle = (low + high) / 2
            if awaits[middle].from < event { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}

extension Int64 {
    /// Adds a span of time. A trace may come from a file and hold any times: one that runs backwards adds nothing, and a sum has an end.
    fileprivate mutating func add(from: Int64, to: Int64) {
        guard to > from else { return }
        let (span, isTooLong) = to.subtractingReportingOverflow(from)
        let (sum, isTooMuch) = addingReportingOverflow(isTooLong ? .max : span)
        self = isTooMuch ? .max : sum
    }
}
