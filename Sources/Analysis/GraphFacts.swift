import Text
import Trace

/// What the graph's picture needs of the events, gathered in one pass.
struct GraphFacts {
    struct Call {
        var caller: ModuleIndex
        var target: ModuleIndex?
        /// Whether it rejected.
        var isRejected = false
    }

    private(set) var order: [Int?]
    /// By module: whether it waited for a dependency when its evaluation began.
    private(set) var hasWaited: [Bool]
    private(set) var suspended: [Int64]
    private(set) var suspendedSince: [Int64?]
    private(set) var calls: [Call] = []
    private var hasEnded: [Bool]
    private var isWaiting: [Bool]
    private var hasFailed: [Bool]
    private var failedFrom: [ModuleIndex?]
    /// By module: the job in which it failed.
    private var failedIn: [JobNumber?]
    /// By module: the deferred import whose error its body threw.
    private(set) var failedByUseOf: [ModuleIndex?]
    private var errors: [String?]

    init(_ trace: Trace) {
        let count = trace.modules.count
        order = Array(repeating: nil, count: count)
        hasWaited = Array(repeating: false, count: count)
        suspended = Array(repeating: 0, count: count)
        suspendedSince = Array(repeating: nil, count: count)
        hasEnded = Array(repeating: false, count: count)
        isWaiting = Array(repeating: false, count: count)
        hasFailed = Array(repeating: false, count: count)
        failedFrom = Array(repeating: nil, count: count)
        failedIn = Array(repeating: nil, count: count)
        failedByUseOf = Array(repeating: nil, count: count)
        errors = trace.modules.map(\.error)
        var started = 0
        var callByNumber: [Int32: Int] = [:]
        var specifiers: [String] = []
        // Of the walk that is being given up, and whether each had been left but for its cycle.
        var givenUp: [Int] = []
        var hasOrder = Array(repeating: false, count: count)
        for event in trace.events {
            if case .status(.evaluated) = event.kind {} else { inherit(&givenUp, in: trace, hasOrder) }
            guard let caller = event.module, trace.modules.indices.contains(Int(caller.rawValue)) else { continue }
            let module = Int(caller.rawValue)
            switch event.kind {
            case .pendingDependencies(let pending, nil):
                isWaiting[module] = pending > 0
                hasWaited[module] = pending > 0
            case .asyncEvaluationOrder: hasOrder[module] = true
            case .started:
                isWaiting[module] = false
                if order[module] == nil {
                    started += 1
                    order[module] = started
                }
            case .suspended: suspendedSince[module] = event.time
            case .resumed:
                if let since = suspendedSince[module] { suspended[module].add(from: since, to: event.time) }
                suspendedSince[module] = nil
            case .completed: hasEnded[module] = true
            case .failed(let error, let source):
                hasEnded[module] = true
                isWaiting[module] = false
                suspendedSince[module] = nil
                hasFailed[module] = true
                failedFrom[module] = source
                failedIn[module] = event.job
                if source == nil || source == caller {
                    let used = ErrorSource.ofDeferred(module, error: trace[checked: error], in: trace) { failedIn[$0] == event.job }
                    failedByUseOf[module] = used.map { ModuleIndex($0) }
                }
                errors[module] = errors[module] ?? trace[checked: error]
            case .status(.evaluated):
                // Given up in the walk over the graph, for an import that threw.
                guard order[module] == nil, !hasEnded[module], errors[module] != nil else { continue }
                givenUp.append(module)
                hasEnded[module] = true
                isWaiting[module] = false
            case .loadFailed(let error), .requestFailed(_, let error), .linkFailed(let error):
                hasFailed[module] = true
                errors[module] = errors[module] ?? trace[checked: error]
            case .importCalled(let number, let specifier, _):
                callByNumber[number] = calls.count
                calls.append(Call(caller: caller, target: nil))
                specifiers.append(trace[checked: specifier])
            case .importSettled(let number, let target, let isFulfilled):
                guard let call = callByNumber[number] else { continue }
                calls[call].target = target.flatMap { trace.modules.indices.contains(Int($0.rawValue)) ? $0 : nil }
                calls[call].isRejected = !isFulfilled
            default: break
            }
        }
        inherit(&givenUp, in: trace, hasOrder)
        // Of a record that ends early nobody knows how long they stood.
        if trace.isTruncated { suspendedSince = Array(repeating: nil, count: count) }
        for module in suspended.indices {
            if let since = suspendedSince[module] { suspended[module].add(from: since, to: trace.end) }
        }
        guard !calls.isEmpty else { return }
        let names = ModuleNames(trace)
        for index in calls.indices where calls[index].target == nil {
            calls[index].target = names.module(specifiers[index], from: Int(calls[index].caller.rawValue)).map { ModuleIndex($0) }
        }
    }

    /// The walk over the graph has been given up with these modules.
    private mutating func inherit(_ givenUp: inout [Int], in trace: Trace, _ hasOrder: [Bool]) {
        if givenUp.isEmpty { return }
        for (module, source) in ErrorSource.ofWalk(givenUp, in: trace, isDone: { hasOrder[$0] }, hasFailed: { hasFailed[$0] }) {
            hasFailed[module] = true
            failedFrom[module] = failedFrom[module] ?? source.map { ModuleIndex($0) }
        }
        givenUp = []
    }

    func state(of module: Int, in trace: Trace) -> GraphModel.State {
        if hasFailed[module] || errors[module] != nil {
            return .failed(error: errors[module] ?? "", from: failedFrom[module])
        }
        if hasEnded[module] { return .completed }
        if !trace.isTruncated, suspendedSince[module] != nil || isWaiting[module] || order[module] != nil { return .unsettled }
        switch trace.modules[module].status {
        case .evaluated: return .completed
        case .evaluatingAsync, .evaluating: return .unsettled
        default: return .neverRan
        }
    }
}

extension Int64 {
    /// Adds a span of time. A trace may come from a file and hold any times: one that runs backwards adds nothing, and a sum has an end.
    mutating func add(from: Int64, to: Int64) {
        guard to > from else { return }
        let (span, isTooLong) = to.subtractingReportingOverflow(from)
        self = limitedSum(self, isTooLong ? .max : span)
    }
}
