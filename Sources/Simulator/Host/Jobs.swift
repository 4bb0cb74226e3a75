import EventLoop
import JavaScript
import Text
import Trace

/// A microtask with the number it has in the trace.
struct QueuedMicrotask {
    var job: Int32
    var task: Microtask
}

enum Microtask {
    /// Await goes on.
    case resume(CoroutineID, Value, isThrow: Bool)
    case reaction(ReactionTarget, Value, isRejected: Bool)
    case resolveThenable(promise: PromiseID, thenable: Value, then: Value)
    /// `queueMicrotask`.
    case callback(Value, arguments: Int32)
    /// `process.nextTick`.
    case tick(Value, arguments: Int32)
    /// Those callbacks of `process.nextTick` that wait, where they take the place of a microtask.
    case ticks
    /// One of the host's own promise hops on the way of an `import()`: how many are left, then what happens.
    case importHop(ImportID, left: Int32, ImportStage)
    /// One of them between an entry's rejection and the end of the process.
    case entryHop(Value, left: Int32)
}

struct QueuedTask {
    var job: Int32
    var task: Task
}

enum Task {
    case timer(Int32)
    /// The text of a module arrives, or is parsed.
    case moduleArrived(ModuleID)
    case moduleParsed(ModuleID)
    case fetch(Int32)
    case immediate(Int32)
    /// A further script of a page.
    case entry(Int32)
    /// `import()` calls that the host takes up together.
    case finishImports
    /// An answer of the network.
    case network(NetworkTask)
    /// What a page does.
    case page(PageTask)
    /// The program of an agent begins that another has begun.
    case start
    /// Something comes from another agent: into ``AgentLinks/arrivals``.
    case message(Int32)
    /// A request comes in: its context.
    case request(Int32)
    /// The host has done what it was asked for: into ``RequestContexts/settlements``.
    case settle(Int32)
    /// A reaction for another request than the one that has settled the promise: into ``RequestContexts/handedOver``.
    case reaction(Int32)
}

typealias EventLoopTicket = EventLoop<QueuedTask, QueuedMicrotask>.Ticket

struct TimerRecord {
    var callback: Value
    /// What the program was given for it.
    var object = ObjectID.none
    /// Index into ``HostLoop/argumentLists``, or -1.
    var arguments: Int32
    /// Where it comes from: into ``Recurrence/origins``.
    var origin: Int32
    /// Nanoseconds.
    var delay: Int64
    /// Whether it begins again each time it has fired.
    var isInterval: Bool
    var ticket: EventLoopTicket
    var isActive: Bool
    /// Its task has been taken from the loop: there is nothing to cancel.
    var isFiring = false
    /// It was cleared, for good.
    var isClosed = false
    /// It is an interval that was cleared by its own callback.
    var closedItself = false
    /// Whether the process goes on for it. https://nodejs.org/api/timers.html#timeoutunref
    var isReferenced = true
    /// Whether it is one of ``Recurrence/waiting``.
    var countsAsRecurring = false
    var module: ModuleID
    /// When it is due, or when it fired last; nanoseconds.
    var time: Int64 = 0
    /// Whether it has fired.
    var hasFired = false
    /// How many timers set one another on until this one was set.
    var nesting: Int32 = 1
}

extension Machine {
    @inline(__always)
    mutating func enqueueJob(_ task: Microtask, promise: PromiseID? = nil) {
        loop.jobCount += 1
        if tracksOwners { noteOwner(ofJob: loop.jobCount) }
        let queued = QueuedMicrotask(job: loop.jobCount, task: task)
        if recorder.isRecording {
            record(
                .jobQueued(
                    JobNumber(rawValue: loop.jobCount), jobKind(task), promise: promise.map { PromiseNumber(rawValue: $0.index) } ?? .none))
            noteCause(of: task, awaited: promise)
        }
        loop.queues.enqueue(queued)
    }

    /// Numbers a task.
    ///
    /// - Parameter due: when it is due; `nil` for one that no clock decides of. Nanoseconds.
    mutating func noteJobQueued(_ task: Task, due: Int64? = nil) {
        loop.jobCount += 1
        if tracksOwners { noteOwner(ofJob: loop.jobCount) }
        if recorder.isRecording {
            record(.jobQueued(JobNumber(rawValue: loop.jobCount), jobKind(task), promise: .none))
            noteCause(of: task, due: due)
        }
    }

    /// - Parameter due: a time, which may have passed; nanoseconds.
    mutating func schedule(_ task: Task, at due: Int64) -> EventLoopTicket {
        noteJobQueued(task, due: max(due, loop.now))
        let ticket = loop.queues.schedule(QueuedTask(job: loop.jobCount, task: task), at: due)
        if requests.isOn { noteWaiting(task, job: loop.jobCount, ticket) }
        return ticket
    }

    /// - Parameter late: how much later the delay begins; nanoseconds.
    mutating func schedule(_ task: Task, after delay: Int64, late: Int64 = 0) -> EventLoopTicket {
        let whole = limitedSum(delay, late)
        noteJobQueued(task, due: limitedSum(loop.now, whole))
        let ticket = loop.queues.schedule(QueuedTask(job: loop.jobCount, task: task), after: whole)
        if requests.isOn { noteWaiting(task, job: loop.jobCount, ticket) }
        return ticket
    }

    // MARK: Running

    mutating func run(_ queued: QueuedMicrotask) throws(Abrupt) {
        loop.job = queued.job
        if tracksOwners, !beginOwner(ofJob: queued.job) { return }
        budget.steps += Self.jobSteps
        loop.stepsBeforeJob = budget.steps
        if recorder.isRecording { record(.jobStarted(JobNumber(rawValue: loop.job), jobKind(queued.task))) }
        switch queued.task {
        case .resume, .callback, .tick, .reaction(.handlers, _, _), .reaction(.resume, _, _): loop.latestJob = queued.task
        case .resolveThenable(_, _, let then) where scriptCode(of: then) != nil: loop.latestJob = queued.task
        default: break
        }
        if case .tick(_, let arguments) = queued.task {
            loop.origin = .tick(argumentCount(arguments))
        } else {
            loop.origin = .microtask
        }
        switch queued.task {
        case .resume(let coroutine, let value, let isThrow): try resume(coroutine, value, isThrow: isThrow)
        case .reaction(let target, let value, let isRejected):
            try countStep()
            try runReaction(target, value, isRejected: isRejected)
        case .resolveThenable(let promise, let thenable, let then):
            try countStep()
            try runResolveThenable(promise, thenable, then)
        case .callback(let function, let arguments):
            try countStep()
            try runCallback(function, arguments)
        case .tick(let function, let arguments):
            try countStep()
            if try runCallback(function, arguments) { noteInterruption(isTick: true) }
        case .ticks:
            while progress.ending == nil, let next = loop.nextTicks.popFirst() { try runWatched(next) }
        case .importHop(let id, let left, let stage): hop(id, left: left, stage)
        case .entryHop(let error, let left): endProcess(error, afterHops: left)
        }
    }

    func argumentCount(_ arguments: Int32) -> Int32 { arguments < 0 ? 0 : Int32(loop.argumentLists[Int(arguments)].count) }

    /// - Returns: whether it ended by an error that the program took on.
    @discardableResult
    mutating func runCallback(_ function: Value, _ arguments: Int32, this thisValue: Value = .undefined) throws(Abrupt) -> Bool {
        try runCallback(function, arguments < 0 ? [] : loop.argumentLists[Int(arguments)], this: thisValue)
    }

    /// Calls a function of the program; what it throws nothing has caught.
    ///
    /// - Returns: whether it ended by an error that the program took on.
    @discardableResult
    mutating func runCallback(_ function: Value, _ arguments: [Value], this thisValue: Value = .undefined) throws(Abrupt) -> Bool {
        do throws(Abrupt) {
            _ = try call(function, thisValue, arguments: arguments)
            return false
        } catch {
            guard case .thrown(let value) = error else { throw error }
            return reportUncaught(value)
        }
    }

    /// PerformMicrotaskCheckpoint: runs microtasks until none is left.
    ///
    /// - Parameter ticksFirst: whether `process.nextTick` callbacks come first also in the turn of an entry.
    mutating func drainMicrotasks(ticksFirst: Bool = false) throws(Abrupt) {
        // Node runs `process.nextTick` callbacks before the microtasks, but for the turn of an ES module entry, which runs in
        // a microtask itself. All callbacks come before the next microtask.
        var isTicking = (ticksFirst || loop.turn != loop.entryTurn || host.timers.entryTicksComeFirst) && !loop.ticksWait
        loop.microtasksFollowTicks = false
        while progress.ending == nil {
            if isTicking, loop.hasWritten { loop.microtasksFollowTicks = true }
            loop.hasWritten = false
            while isTicking, let next = loop.nextTicks.popFirst() {
                loop.microtasksFollowTicks = true
                try runWatched(next)
                if progress.ending != nil || loop.isInterrupted { return }
            }
            try runMicrotasks()
            if progress.ending != nil || loop.nextTicks.isEmpty { return }
            isTicking = true
        }
    }

    /// The microtasks alone.
    mutating func runMicrotasks() throws(Abrupt) {
        assert(stack.isOnly(), "the machine was copied")
        while progress.ending == nil, let next = loop.queues.nextMicrotask() { try runWatched(next) }
    }

    private mutating func runWatched(_ queued: QueuedMicrotask) throws(Abrupt) {
        do throws(Abrupt) {
            try run(queued)
        } catch {
            noteBlockedBetweenFunctions()
            throw error
        }
        if let reason = stop.reason { throw .blocked(reason) }
    }

    mutating func runTask(_ queued: QueuedTask) throws(Abrupt) {
        loop.turn += 1
        loop.job = queued.job
        loop.jobsBeforeTurn = loop.jobCount
        if tracksOwners, !beginOwner(ofJob: queued.job) { return }
        if requests.isOn { requests.clock = loop.now }
        loop.recurrence.current = origin(of: queued.task)
        loop.ticksWait = false
        loop.timerNesting = 0
        loop.origin = .other
        loop.microtasksFollowTicks = false
        loop.hasWritten = false
        if page.scheduling.isInUse { page.scheduling.current = nil }
        loop.isOfImmediate = if case .immediate = queued.task { true } else { false }
        if host.timers.ticksWaitForMicrotasks, case .timer = queued.task { loop.ticksWait = loop.nextTicks.isEmpty }
        if recorder.isRecording { record(.jobStarted(JobNumber(rawValue: loop.job), jobKind(queued.task))) }
        budget.steps += Self.jobSteps
        do throws(Abrupt) {
            try run(queued.task)
        } catch {
            noteBlockedBetweenFunctions()
            throw error
        }
    }

    private mutating func run(_ task: Task) throws(Abrupt) {
        if let callback = loop.callback(of: task), scriptCode(of: callback) != nil { loop.latestJob = .callback(callback, arguments: -1) }
        try countStep()
        switch task {
        case .timer(let index): try fireTimer(Int(index))
        case .moduleArrived(let module):
            moduleArrived(module)
            try endArrival()
        case .moduleParsed(let module):
            moduleParsed(module)
            try endArrival()
        case .fetch(let number): try settleFetch(Int(number))
        case .immediate(let index): try fireImmediate(Int(index))
        case .entry(let index): evaluateEntry(Int(index))
        case .finishImports:
            try finishPendingImports()
            try endArrival()
        case .network(let task): run(task)
        case .page(let task): try run(task)
        case .start: beginAgent()
        case .message(let number): try takeArrival(number)
        case .request(let context): try answerRequest(context)
        case .settle(let number): settle(requests.settlements[Int(number)])
        case .reaction(let number): runHandedReaction(Int(number))
        }
    }
}
