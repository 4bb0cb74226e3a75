import Trace

/// One round of an event loop that has phases: timers, and what else comes from outside; then immediates.
struct LoopIteration {
    /// What is due later is of a later round. Nanoseconds.
    var time: Int64 = -1
    /// Immediates from this number on are of the next round; `nil` before the first of this one.
    var laterImmediates: Int?
    /// Whether the evaluation of an entry has left work to the round that follows.
    var isOwed = false
}

/// The event loops of Node.js and Deno.
///
/// Node's is that of libuv, in which an entry is evaluated before the first timers, or in Node 20, which reads it in the loop, before the
/// first immediates. https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop
///
/// In Deno's, each round begins with `import()` calls; an entry is evaluated before the first round, with its microtasks alone. By
/// `poll_event_loop_inner` of deno_core: https://github.com/denoland/deno/blob/main/libs/core/runtime/jsruntime.rs
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
        if turn == entryTurn {
            entryTurn = -1
            iteration = LoopIteration(time: host.console == .node(major: 20) ? -1 : loop.now)
        }
        let isOwed = iteration.isOwed
        if !isOwed {
            if try runDueTask() { return true }
            if try runImmediate() { return true }
        }
        iteration = LoopIteration(time: loop.now)
        if hasPendingImports {
            jobCount += 1
            try runTask(QueuedTask(job: jobCount, task: .finishImports))
            if let stopped { throw .blocked(stopped) }
            // The microtasks that this leaves run after the first timer.
            if ending == nil { _ = try runDueTask() }
            return true
        }
        if try runDueTask() { return true }
        if isOwed { return true }
        if try runImmediate() { return true }
        guard let next = try nextTaskInTime() else { return false }
        iteration = LoopIteration(time: loop.now)
        try runTask(next)
        return true
    }

    /// Runs the next task of this round that is no immediate.
    ///
    /// - Returns: whether there was one.
    private mutating func runDueTask() throws(Abrupt) -> Bool {
        guard iteration.laterImmediates == nil, let due = loop.nextDueTime(), due <= iteration.time, !hasOnlyUnreferencedTasks,
            let next = loop.nextTask()
        else { return false }
        try runTask(next)
        return true
    }

    /// Runs the next immediate of this round.
    ///
    /// - Returns: whether there was one.
    private mutating func runImmediate() throws(Abrupt) -> Bool {
        let end = iteration.laterImmediates ?? immediates.count
        iteration.laterImmediates = end
        while nextImmediate < end, !immediates[nextImmediate].isActive { nextImmediate += 1 }
        guard nextImmediate < end, !hasOnlyUnreferencedTasks else { return false }
        nextImmediate += 1
        try runTask(QueuedTask(job: immediates[nextImmediate - 1].job, task: .immediate(Int32(nextImmediate - 1))))
        return true
    }
}
