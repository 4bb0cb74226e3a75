public import DequeModule
public import HeapModule

/// A virtual clock with its queues: microtasks first in first out, and tasks by due time, then by order of scheduling.
///
/// Nothing here waits: the clock moves to the next task's due time when the program has nothing else to do. Times are
/// nanoseconds since the start of the run.
@frozen
public struct EventLoop<Task, Microtask> {
    /// Names a scheduled task, so that it can be cancelled. Larger for later ones.
    @frozen
    public struct Ticket: Hashable, Comparable, Sendable {
        public let sequence: Int64
        @inlinable init(sequence: Int64) { self.sequence = sequence }
        @inlinable public static func < (a: Ticket, b: Ticket) -> Bool { a.sequence < b.sequence }
    }

    @usableFromInline
    @frozen
    struct Scheduled: Comparable {
        @usableFromInline var due: Int64
        @usableFromInline var ticket: Ticket
        @usableFromInline var task: Task

        @inlinable
        init(due: Int64, ticket: Ticket, task: Task) {
            self.due = due
            self.ticket = ticket
            self.task = task
        }
        @inlinable static func < (a: Scheduled, b: Scheduled) -> Bool {
            a.due != b.due ? a.due < b.due : a.ticket < b.ticket
        }
        @inlinable static func == (a: Scheduled, b: Scheduled) -> Bool { a.ticket == b.ticket }
    }

    @usableFromInline var microtasks = Deque<Microtask>()
    @usableFromInline var tasks = Heap<Scheduled>()
    @usableFromInline var cancelled: Set<Ticket> = []
    @usableFromInline var sequence: Int64 = 0
    /// The current time.
    public private(set) var now: Int64 = 0

    public init() {}

    // MARK: The clock

    /// Moves the clock on while code runs; tasks that become due wait for the code to end. Saturates.
    public mutating func advance(by nanoseconds: Int64) {
        precondition(nanoseconds >= 0, "the clock does not run backwards")
        let (sum, overflows) = now.addingReportingOverflow(nanoseconds)
        now = overflows ? .max : sum
    }

    // MARK: Microtasks

    @inlinable public mutating func enqueue(_ microtask: Microtask) { microtasks.append(microtask) }

    /// Takes the oldest microtask. Constant time.
    @inlinable public mutating func nextMicrotask() -> Microtask? { microtasks.popFirst() }

    /// How many microtasks wait to be run.
    @inlinable public var microtaskCount: Int { microtasks.count }

    // MARK: Tasks

    /// Schedules a task `delay` nanoseconds from now; 0 puts it behind all that is due now. Logarithmic time.
    @inlinable @discardableResult
    public mutating func schedule(_ task: Task, after delay: Int64) -> Ticket {
        precondition(delay >= 0, "a delay is not negative")
        let (due, overflows) = now.addingReportingOverflow(delay)
        return schedule(task, at: overflows ? .max : due)
    }

    /// Schedules a task for a time, which may have passed: then it is late, and comes before what is due later. Logarithmic time.
    @inlinable @discardableResult
    public mutating func schedule(_ task: Task, at due: Int64) -> Ticket {
        sequence += 1
        let ticket = Ticket(sequence: sequence)
        tasks.insert(Scheduled(due: due, ticket: ticket, task: task))
        return ticket
    }

    /// How many tasks wait to be run.
    @inlinable public var taskCount: Int { tasks.count - cancelled.count }

    /// Takes a task back. One that has run, or was cancelled before, must not be named.
    @inlinable public mutating func cancel(_ ticket: Ticket) { cancelled.insert(ticket) }

    /// The due time of the next task; `nil` when there is none.
    @inlinable public mutating func nextDueTime() -> Int64? {
        dropCancelled()
        return tasks.min.map { $0.due }
    }

    /// The next task, which stays where it is; `nil` when there is none.
    @inlinable public mutating func peekTask() -> Task? {
        dropCancelled()
        return tasks.min?.task
    }

    /// Takes one task, the next that is due, and moves the clock to its time. One at a time: a task may cancel others of
    /// the same instant.
    @inlinable public mutating func nextTask() -> Task? {
        dropCancelled()
        guard let next = tasks.popMin() else { return nil }
        moveClock(to: next.due)
        return next.task
    }

    @usableFromInline mutating func moveClock(to time: Int64) { now = max(now, time) }

    @inlinable mutating func dropCancelled() {
        while let first = tasks.min, !cancelled.isEmpty, cancelled.contains(first.ticket) {
            tasks.removeMin()
            cancelled.remove(first.ticket)
        }
    }
}
