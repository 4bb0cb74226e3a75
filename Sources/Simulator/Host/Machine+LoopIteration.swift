import Hosts
import Trace

/// Where an event loop that has phases is in its round.
struct LoopIteration {
    enum Phase {
        /// What is due: timers, and what else comes from outside.
        case timers
        /// Immediates.
        case check
        /// What was closed is told so.
        case closing
    }

    var phase = Phase.timers
    /// What is due later is of a later round. Nanoseconds.
    var time: Int64 = -1
    /// Immediates from this number on are of the next round.
    var laterImmediates = 0
    /// Whether it has asked which files have been read.
    var hasPolled = false
    /// Whether it ran anything but `import()` calls before its immediates.
    var hasWork = false
    /// Whether the evaluation of an entry has left work to the round that follows.
    var isOwed = false
    /// The port whose messages it gave last: each has its turn once; -1 before the first.
    var port: Int32 = -1
    /// How many more messages of that port it may give.
    var messagesLeft = 0
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
        noteEndOfTurn()
        openForMessages()
        running.module = .none
        loop.entryTurn = -1
        loop.iteration.isOwed = true
        if let reason = stop.reason { throw .blocked(reason) }
        if host.globals.tellsOfItself { try tellOfLoad() }
    }

    /// - Returns: false when nothing is left to do.
    mutating func runNextTaskOfIteration() throws(Abrupt) -> Bool {
        if host.loop == .deno { return try runNextTaskOfDeno() }
        if loop.turn == loop.entryTurn {
            loop.entryTurn = -1
            if host.loop == .libuv(entryIsInRound: true) { beginImmediates() } else { beginTimers() }
        }
        while true {
            if loop.iteration.phase == .check {
                if try runImmediate() { return true }
                beginClosing()
            }
            if loop.iteration.phase == .closing {
                if let next = loop.roundClosings.popLast() {
                    try runTask(next)
                    return true
                }
                beginTimers()
            }
            if try runDueTask() { return true }
            if try runArrivedFile() { return true }
            if loop.hasOnlyUnreferencedTasks, !goesOnForEntry { return false }
            if loop.immediates.waiting > 0 || !loop.closings.isEmpty {
                beginImmediates()
            } else if loop.reads.count > 0 || hasPortOfNextRound() {
                beginTimers()
            } else {
                return try runTaskOfLaterTime()
            }
        }
    }

    private mutating func runNextTaskOfDeno() throws(Abrupt) -> Bool {
        let isOwed = loop.iteration.isOwed
        if !isOwed {
            if loop.iteration.phase == .timers {
                if try runDueTask() { return true }
                beginImmediatesOfDeno()
            }
            if try runImmediate() { return true }
            if loop.hasOnlyUnreferencedTasks, !hasPendingImports, !isEvaluatingEntry { return false }
        }
        beginTimers()
        if hasPendingImports {
            loop.jobCount += 1
            try runTask(QueuedTask(job: loop.jobCount, task: .finishImports))
            noteEndOfTurn()
            if let reason = stop.reason { throw .blocked(reason) }
            // The microtasks that this leaves run after the first timer that is due now.
            loop.iteration.time = loop.now
            if progress.ending == nil { _ = try runDueTask() }
            return true
        }
        if try runDueTask() { return true }
        if isOwed {
            loop.iteration.hasWork = !loop.nextTicks.isEmpty
            return true
        }
        beginImmediatesOfDeno()
        if try runImmediate() { return true }
        return try runTaskOfLaterTime()
    }

    /// There immediates that the process does not go on for need other work in their round.
    private mutating func beginImmediatesOfDeno() {
        let mayRun = loop.iteration.hasWork || loop.immediates.referenced > 0
        beginImmediates()
        if !mayRun { loop.iteration.laterImmediates = loop.immediates.next }
    }

    private mutating func beginTimers() { loop.iteration = LoopIteration(phase: .timers, time: loop.now) }

    private mutating func beginImmediates() {
        loop.iteration = LoopIteration(phase: .check, laterImmediates: loop.immediates.records.count)
    }

    /// The latest that was closed is the first that is told.
    private mutating func beginClosing() {
        loop.iteration = LoopIteration(phase: .closing)
        loop.roundClosings = loop.closings
        loop.closings = []
    }

    /// Lets the time pass until something is due.
    ///
    /// - Returns: whether there is anything.
    mutating func runTaskOfLaterTime() throws(Abrupt) -> Bool {
        guard let next = try nextTaskInTime() else { return false }
        beginTimers()
        loop.iteration.hasWork = true
        try runTask(next)
        return true
    }

    /// Runs the next task of this round that is no immediate.
    ///
    /// - Returns: whether there was one.
    private mutating func runDueTask() throws(Abrupt) -> Bool {
        if let next = nextTaskOfPorts() ?? nextTaskOfList() {
            loop.iteration.hasWork = true
            try runTask(next)
            return true
        }
        guard let due = loop.queues.nextDueTime(), due <= loop.iteration.time, !hasPortOfNextRound(), let next = loop.queues.nextTask()
        else { return false }
        loop.iteration.hasWork = true
        try runTask(next)
        return true
    }

    /// Runs the next immediate of this round.
    ///
    /// - Returns: whether there was one.
    private mutating func runImmediate() throws(Abrupt) -> Bool {
        let end = loop.iteration.laterImmediates
        while loop.immediates.next < end, !loop.immediates.records[loop.immediates.next].isActive { loop.immediates.next += 1 }
        guard loop.immediates.next < end else { return false }
        loop.immediates.next += 1
        try runTask(
            QueuedTask(job: loop.immediates.records[loop.immediates.next - 1].job, task: .immediate(Int32(loop.immediates.next - 1))))
        return true
    }

    private var isEvaluatingEntry: Bool { progress.entries.contains { $0.state == .evaluating } }

    /// Whether the process goes on for an entry that waits, and with it what it would not go on for.
    private var goesOnForEntry: Bool { host.exit.unsettledGoesOn && isEvaluatingEntry }
}
