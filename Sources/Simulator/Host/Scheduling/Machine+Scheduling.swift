import EventLoop
import Hosts
import JavaScript

/// Which task of a page comes next: the event loop of HTML, with priorities, frames and idle time.
/// https://html.spec.whatwg.org/multipage/webappapis.html#event-loop-processing-model
///
/// Deviation: a frame that is asked for when none was of late comes at once, and others sixty times a second from the start of the clock; which moment that is in a
/// browser is left to chance.
extension Machine {
    var schedulingRules: SchedulingRules { mutating get { host.page?.scheduling ?? .html } }

    /// Takes the next task; `nil` when there is none that the page goes on for.
    mutating func nextPrioritizedTask() throws(Abrupt) -> QueuedTask? {
        while true {
            releaseDelayed()
            if schedulingRules.framesComeFirst, let frame = takeFrame() { return frame }
            if let urgent = takeCallback(0..<PageScheduling.rankOfLoop) { return urgent }
            let due = loop.queues.nextDueTime()
            if let due, due <= loop.now {
                page.scheduling.idlePeriodEnd = -1
                return try nextTaskInTime()
            }
            if let late = takeCallback(PageScheduling.rankOfLoop..<5) { return late }
            if let frame = takeFrame() { return frame }
            if let idle = takeIdle(before: due) { return idle }
            guard let own = nextSchedulingTime(), due.map({ own <= $0 }) ?? true else { return try nextTaskInTime() }
            guard try mayGoOn(to: own) else { return nil }
            loop.queues.advance(by: max(0, own - loop.now))
            try countStep()
        }
    }

    /// When something of it would be next, if no other task came; `nil` for nothing.
    mutating func nextSchedulingTime() -> Int64? {
        guard page.scheduling.isInUse else { return nil }
        if page.scheduling.has(0..<5) { return loop.now }
        var times: [Int64] = []
        if let first = page.scheduling.delayed.first { times.append(first.due) }
        if let due = page.scheduling.pendingFrame { times.append(due) }
        if let idle = idleStart(before: loop.queues.nextDueTime()) { times.append(idle) }
        return times.min().map { max($0, loop.now) }
    }

    private mutating func takeCallback(_ ranks: Range<Int>) -> QueuedTask? {
        guard let number = page.scheduling.take(ranks) else { return nil }
        page.scheduling.idlePeriodEnd = -1
        return QueuedTask(job: page.scheduling.callbacks[Int(number)].job, task: .page(.prioritized(number)))
    }

    // MARK: Keeping count

    /// Adds a callback that is to be called.
    ///
    /// - Returns: its number.
    mutating func add(
        _ kind: ScheduledCallback.Kind, _ function: Value, _ priority: TaskPriority = .visible, _ task: (Int32) -> PageTask
    ) -> Int32 {
        page.scheduling.isInUse = true
        budget.steps += Self.entrySteps
        let number = Int32(page.scheduling.callbacks.count)
        let origin = addOrigin(function)
        page.scheduling.callbacks.append(
            ScheduledCallback(kind: kind, function: function, priority: priority, job: 0, origin: origin, time: loop.now))
        noteJobQueued(.page(task(number)))
        page.scheduling.callbacks[Int(number)].job = loop.jobCount
        loop.scheduledCount += 1
        if loop.recurrence.recurs(origin) {
            page.scheduling.callbacks[Int(number)].countsAsRecurring = true
            loop.recurrence.waiting += 1
        }
        return number
    }

    /// A callback is called, or never will be.
    mutating func end(callback number: Int32) {
        let index = Int(number)
        let callback = page.scheduling.callbacks[index]
        guard callback.state != .over else { return }
        page.scheduling.callbacks[index].state = .over
        page.scheduling.callbacks[index].ticket = nil
        if let ticket = callback.ticket { loop.queues.cancel(ticket) }
        // What waits among the tasks of the loop is counted there.
        if callback.ticket == nil || callback.kind == .idle { loop.scheduledCount -= 1 }
        guard callback.countsAsRecurring else { return }
        page.scheduling.callbacks[index].countsAsRecurring = false
        loop.recurrence.waiting -= callback.kind == .idle && callback.ticket != nil ? 2 : 1
    }

    /// The functions that the program asked with, for what keeps a page alive.
    static func name(of kind: ScheduledCallback.Kind) -> String {
        switch kind {
        case .task: "scheduler.postTask"
        case .continuation: "scheduler.yield"
        case .frame: "requestAnimationFrame"
        case .idle: "requestIdleCallback"
        }
    }

    // MARK: In the background

    /// The due time of a timer, as a page in the background has it.
    mutating func heldBack(_ due: Int64, length: Int64) -> Int64 {
        guard page.isHidden, due < .max - SchedulingRules.backgroundInterval else { return due }
        if schedulingRules.background == .delayedTimers, length == 0 { return due }
        let interval = SchedulingRules.backgroundInterval
        let least = schedulingRules.background == .allTimers ? max(due, loop.now + 1) : due
        return (least + interval - 1) / interval * interval
    }
}
