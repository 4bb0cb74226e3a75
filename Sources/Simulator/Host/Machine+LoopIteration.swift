import Trace

/// Where an event loop that has phases is in its round.
struct LoopIteration {
    enum Phase {
        /// What is due: timers, and what else comes from outside.
        case timers
        /// Immediates.
        case check
    }

    var phase = Phase.timers
    /// What is due later is of a later round. Nanoseconds.
    var time: Int64 = -1
    /// Immediates from this number on are of the next round.
    var laterImmediates = 0
    /// Whether it ran anything but `import()` calls before its immediates.
    var hasWork = false
    /// Whether the evaluation of an entry has left work to the round that follows.
    var isOwed = false
}

/// The event loops of Node.js and Deno. Within a phase all is run that belongs to it; whether there is anything that the process goes on for
/// is asked between rounds.
///
/// Node's is that of libuv, whose rounds have immediates first and timers last; an entry is evaluated before the first round, with the
/// timers that are due then, or in Node 20, which reads it in the loop, in the first round. https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop
///
/// Deno's rounds begin with `import()` calls and have timers before immediates; an entry is evaluated before the first, with its microtasks
/// alone. By `poll_event_loop_inner` of deno_core: https://github.com/denoland/deno/blob/main/libs/core/runtime/jsruntime.rs
extension Machine {
    /// The microtasks of the turn in which an entry was evaluated, where its `process.nextTick` callbacks wait for a round of the loop.
    mutating func settleEntryTurn() throws(Abrupt) {
        try runMicrotasks()
        module = .none
        entryTurn = -1
        iteration.isOwed = true
        if let stopped { throw .blocked(stopped) }
    }

    /// - Returns: false when nothing is left to do.
    mutating func runNextTaskOfIteration() throws(Abrupt) -> Bool {
        if host.importLoading == .polled { return try runNextTaskOfDeno() }
        if turn == entryTurn {
            entryTurn = -1
            if host.console == .node(major: 20) { beginImmediates() } else { beginTimers() }
        }
        while true {
            if iteration.phase == .check {
                if try runImmediate() { return true }
                beginTimers()
            }
            if try runDueTask() { return true }
            if hasOnlyUnreferencedTasks { return false }
            if waitingImmediates > 0 {
                beginImmediates()
            } else {
                return try runTaskOfLaterTime()
            }
        }
    }

    private mutating func runNextTaskOfDeno() throws(Abrupt) -> Bool {
        let isOwed = iteration.isOwed
        if !isOwed {
            if iteration.phase == .timers {
                if try runDueTask() { return true }
                beginImmediatesOfDeno()
            }
            if try runImmediate() { return true }
            if hasOnlyUnreferencedTasks, !hasPendingImports, entries.allSatisfy({ $0.state != .evaluating }) { return false }
        }
        beginTimers()
        if hasPendingImports {
            jobCount += 1
            try runTask(QueuedTask(job: jobCount, task: .finishImports))
            if let stopped { throw .blocked(stopped) }
            // The microtasks that this leaves run after the first timer that is due now.
            iteration.time = loop.now
            if ending == nil { _ = try runDueTask() }
            return true
        }
        if try runDueTask() { return true }
        if isOwed {
            iteration.hasWork = !nextTicks.isEmpty
            return true
        }
        beginImmediatesOfDeno()
        if try runImmediate() { return true }
        return try runTaskOfLaterTime()
    }

    /// There immediates that the process does not go on for need other work in their round.
    private mutating func beginImmediatesOfDeno() {
        let mayRun = iteration.hasWork || referencedImmediates > 0
        beginImmediates()
        if !mayRun { iteration.laterImmediates = nextImmediate }
    }

    private mutating func beginTimers() { iteration = LoopIteration(phase: .timers, time: loop.now) }

    private mutating func beginImmediates() { iteration = LoopIteration(phase: .check, laterImmediates: immediates.count) }

    /// Lets the time pass until something is due.
    ///
    /// - Returns: whether there is anything.
    private mutating func runTaskOfLaterTime() throws(Abrupt) -> Bool {
        guard let next = try nextTaskInTime() else { return false }
        beginTimers()
        iteration.hasWork = true
        try runTask(next)
        return true
    }

    /// Runs the next task of this round that is no immediate.
    ///
    /// - Returns: whether there was one.
    private mutating func runDueTask() throws(Abrupt) -> Bool {
        guard let due = loop.nextDueTime(), due <= iteration.time, let next = loop.nextTask() else { return false }
        iteration.hasWork = true
        try runTask(next)
        return true
    }

    /// Runs the next immediate of this round.
    ///
    /// - Returns: whether there was one.
    private mutating func runImmediate() throws(Abrupt) -> Bool {
        let end = iteration.laterImmediates
        while nextImmediate < end, !immediates[nextImmediate].isActive { nextImmediate += 1 }
        guard nextImmediate < end else { return false }
        nextImmediate += 1
        try runTask(QueuedTask(job: immediates[nextImmediate - 1].job, task: .immediate(Int32(nextImmediate - 1))))
        return true
    }
}
