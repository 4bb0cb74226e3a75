import Hosts
import JavaScript
import Text
import Trace

/// The context of each job, on a host that answers requests. https://developers.cloudflare.com/workers/runtime-apis/context/
extension Machine {
    /// The index that stands for a request among the modules of a trace, until those are all known.
    static let requestLane: Int32 = 1 << 24

    func lane(ofRequest context: Int32) -> ModuleIndex { ModuleIndex(rawValue: Self.requestLane + context - 1) }

    // MARK: Jobs

    mutating func noteOwner(ofJob job: Int32) {
        if setTimes.isOn { setTimes.note(job: job) }
        if asyncContexts.isOn { asyncContexts.note(job: job) }
        if requests.isOn { requests.note(job: job) }
    }

    /// A job begins.
    ///
    /// - Returns: false for one of a request that is over: what it would do is canceled.
    mutating func beginOwner(ofJob job: Int32) -> Bool {
        if setTimes.isOn { setTimes.begin(job: job) }
        if asyncContexts.isOn { asyncContexts.begin(job: job) }
        guard requests.isOn else { return true }
        let context = requests.takeContext(ofJob: job)
        if context != 0 {
            if requests[context].state == .ended { return false }
            requests.noteNoLongerWaiting(context, job: job)
        }
        enterContext(context)
        return true
    }

    mutating func noteOwner(ofReaction reaction: Int32, promise: PromiseID) {
        if setTimes.isOn { setTimes.note(reaction: reaction) }
        if asyncContexts.isOn { asyncContexts.note(reaction: reaction) }
        guard requests.isOn else { return }
        requests.note(reaction: reaction)
        noteForeignWait(promise)
    }

    mutating func enterContext(_ context: Int32) {
        requests.enter(context)
        guard context != 0, requests[context].isShownWaiting else { return }
        requests[context].isShownWaiting = false
        if recorder.isRecording, let wait = requests[context].wait {
            record(.resumed(position: wait.position), lane: lane(ofRequest: context))
        }
    }

    /// A task waits for its time: the request that has asked for it goes on as long.
    mutating func noteWaiting(_ task: Task, job: Int32, _ ticket: EventLoopTicket) {
        guard requests.current != 0, task.isIO else { return }
        requests.note(ticket, job: job)
    }

    /// A task waits no more: it was canceled.
    mutating func noteNoLongerWaiting(_ ticket: EventLoopTicket) { requests.noteNoLongerWaiting(ticket) }

    // MARK: Promises

    /// A reaction begins to wait for a promise that may be another request's.
    mutating func noteForeignWait(_ promise: PromiseID) {
        let owner = requests.context(ofPromise: promise.index)
        guard owner != 0, requests.current != 0, owner != requests.current else { return }
        requests.wait(requests.current, forPromise: promise.index, of: owner)
    }

    /// A promise has settled: its reactions run in the context in which they were asked for, and that of another request has a turn of its own.
    ///
    /// - Returns: whether the reaction was handed over.
    mutating func handOver(_ reaction: Int32, _ target: ReactionTarget, _ value: Value, isRejected: Bool, promise: PromiseID) -> Bool {
        let context = requests.takeContext(ofReaction: reaction)
        if context != 0 { requests[context].foreignWaits[promise.index] = nil }
        guard context != requests.current else { return false }
        // What the global scope asked for is nobody's.
        guard context != 0 else { return false }
        if requests[context].state == .ended { return true }
        let outer = requests.current
        requests.current = context
        requests.handedOver.append(HandedReaction(target: target, value: value, isRejected: isRejected, promise: promise))
        _ = schedule(.reaction(Int32(requests.handedOver.count - 1)), after: 0)
        requests.current = outer
        return true
    }

    mutating func runHandedReaction(_ index: Int) {
        let reaction = requests.handedOver[index]
        enqueueReaction(reaction.target, reaction.value, isRejected: reaction.isRejected, promise: reaction.promise)
    }

    /// A promise that the host settles after a while, for the running request.
    mutating func settleLater(_ promise: PromiseID, _ value: Value, after delay: Int64) {
        requests.settlements.append(Settlement(promise: promise, value: value))
        _ = schedule(.settle(Int32(requests.settlements.count - 1)), after: delay)
    }

    // MARK: The clock and the global scope

    /// Whether the code that runs is of the global scope, which may not use what differs from one start to the next.
    var isInGlobalScope: Bool { requests.isOn && requests.current == 0 }

    /// The error of what the global scope may not use.
    mutating func disallowedError() -> Abrupt { .thrown(.object(makeError(realm.errorPrototype, IsolateRules.disallowed))) }

    mutating func requireRequest() throws(Abrupt) {
        if isInGlobalScope { throw disallowedError() }
    }

    /// The global scope does something that another start would not do alike.
    mutating func noteChance(_ what: String) {
        guard isInGlobalScope, !requests.hasStarted, requests.chances.count < 20 else { return }
        requests.chances.append((what, currentPlace()))
    }

    /// Work of the global scope, which has a limit.
    mutating func countStartUp(_ duration: Int64) throws(Abrupt) {
        guard isInGlobalScope, !requests.hasStarted, let rules = host.isolates else { return }
        requests.startUpTime = limitedSum(requests.startUpTime, duration)
        guard requests.startUpTime > rules.startUpLimit else { return }
        stop.place = currentPlace()
        failStartUp(
            IsolateRules.overStartUpLimit, at: stop.place,
            "put work that a request needs into its handler, or do it when the script is built")
        throw .blocked(.ended)
    }
}

extension Task {
    /// Whether it comes from outside: the request that has asked for it is not over while it waits.
    var isIO: Bool {
        switch self {
        case .timer, .fetch, .settle, .reaction: true
        default: false
        }
    }
}
