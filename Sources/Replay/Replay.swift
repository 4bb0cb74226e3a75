import Trace

/// Plays a trace: gives the state after each of its events, and what each changes, by which ``RunState`` goes back and on again.
///
/// A trace that others have written may tell of what cannot be. Such an event changes nothing.
public struct Replay: Sendable {
    public let trace: Trace
    public internal(set) var state: RunState
    /// How many events have been played.
    public private(set) var position = 0
    /// What the event that is played has changed so far.
    private var current: Patch = []
    /// Of each timer the job that waits for it, and what it was set to.
    var timerJobs: [Int32: JobNumber] = [:]
    var setTimers: [Int32: WaitingTimer] = [:]

    public init(_ trace: Trace) {
        self.trace = trace
        state = RunState(moduleCount: trace.modules.count)
    }

    /// Plays the next event.
    ///
    /// - Returns: what it changes; `nil` at the end.
    @discardableResult
    public mutating func forward() -> Patch? {
        guard position < trace.events.count else { return nil }
        play(trace.events[position])
        position += 1
        defer { current = [] }
        return current
    }

    // MARK: What an event means

    private mutating func play(_ event: Event) {
        switch event.kind {
        case .loadStarted, .loaded, .parsed, .loadFailed, .linkFailed, .requestFailed: playLoading(event)
        case .status, .pendingDependencies, .dependencyCounted, .asyncEvaluationOrder, .asyncEvaluationDone, .cycleRoot, .asyncParent,
            .evaluationError:
            playRecord(event)
        case .started, .suspended, .resumed, .completed, .failed, .functionSuspended, .functionResumed, .stack: playCode(event)
        case .importCalled(let number, let specifier, let position):
            guard !state.imports.contains(number) else { return }
            let call = PendingImport(number: number, specifier: specifier, module: module(event), position: position)
            current.append(.import(state.imports.append(call, key: number)))
        case .importSettled(let number, _, _): note(state.imports.removeFirst(number).map { .import($0) })
        case .console(let line) where trace.console.indices.contains(Int(line)) && line >= state.printed:
            current.append(.printed(from: state.printed, to: line + 1))
            state.printed = line + 1
        case .jobQueued, .jobStarted, .timerSet, .timerFired, .timerCleared, .fetchStarted, .fetchSettled: playQueues(event)
        case .promiseCreated(let promise, let origin):
            guard promise != .none, !state.promises.contains(promise) else { return }
            let made = PromiseState(promise: promise, module: module(event), origin: origin, settlement: .pending)
            current.append(.promise(state.promises.append(made, key: promise)))
        case .promiseSettled(let promise, let isFulfilled):
            guard let index = state.promises.index(of: promise) else { return }
            var settled = state.promises.entries[index].element
            settled.settlement = isFulfilled ? .fulfilled : .rejected
            note(state.promises.replaceFirst(promise, by: settled).map { .promise($0) })
        case .agentEnded: endAgent(event.agent)
        case .console, .busy, .partStarted, .partSuspended, .partResumed, .partEnded, .agentStarted, .messageSent, .messageReceived,
            .responded, .unhandledRejection, .uncaught, .blocked:
            break
        }
    }

    // MARK: Changing the state

    mutating func note(_ change: Change?) { if let change { current.append(change) } }

    /// The event's module, if there is one of that number.
    func module(_ event: Event) -> ModuleIndex? { event.module.flatMap { known($0) } }

    func known(_ module: ModuleIndex) -> ModuleIndex? { state.modules.indices.contains(Int(module.rawValue)) ? module : nil }

    mutating func change(_ module: ModuleIndex, _ body: (inout ModuleState.Fields) -> Void) {
        let old = state.modules[Int(module.rawValue)].fields
        var new = old
        body(&new)
        guard new != old else { return }
        state.modules[Int(module.rawValue)].fields = new
        current.append(.fields(of: module, from: old, to: new))
    }
}
