import DequeModule
import EventLoop
import Hosts
import JavaScript

/// How urgent a task of `scheduler` is. https://wicg.github.io/scheduling-apis/#sec-task-priorities
enum TaskPriority: Int32, CaseIterable {
    case blocking, visible, background

    var word: String {
        switch self {
        case .blocking: "user-blocking"
        case .visible: "user-visible"
        case .background: "background"
        }
    }
}

/// A function that a page is to call: a task with a priority, one of a frame, or one of idle time.
struct ScheduledCallback {
    enum Kind { case task, continuation, frame, idle }
    enum State { case delayed, waiting, over }

    var kind: Kind
    /// Undefined where only a promise is to be fulfilled.
    var function: Value
    var promise: PromiseID?
    var priority = TaskPriority.visible
    /// Whether the priority is that of the signal, which may change.
    var followsSignal = false
    /// The signal that can abort it, or undefined.
    var signal = Value.undefined
    /// The number of its job.
    var job: Int32
    /// Where it comes from: into ``Recurrence/origins``.
    var origin: Int32
    var state = State.waiting
    /// Its place among the tasks of the loop, where it waits there.
    var ticket: EventLoopTicket?
    /// When it was asked for; nanoseconds.
    var time: Int64
    /// Whether it is one of ``Recurrence/waiting``.
    var countsAsRecurring = false
}

/// What a page, or a worker of one, has beside the tasks of its loop.
struct PageScheduling {
    /// Whether anything of it was ever asked for: else it costs nothing.
    var isInUse = false
    var callbacks: [ScheduledCallback] = []
    /// By rank: those that wait, the older first. Tasks of the rank between wait in the loop, among timers and messages.
    var queues = Array(repeating: Deque<Int32>(), count: 5)
    /// Those whose delay is not over, the next first.
    var delayed: [(due: Int64, number: Int32)] = []

    // Frames
    var frames: [Int32] = []
    var frameDue: Int64?
    /// When the frame is due that something waits for; `nil` where nothing does, or where no frame comes.
    var pendingFrame: Int64? { frames.isEmpty ? nil : frameDue }
    var frameJob: Int32 = 0
    /// When the latest frame was; nanoseconds, -1 for none.
    var latestFrame: Int64 = -1
    /// By handle, from 1: the number of a callback.
    var frameHandles: [Int32] = []

    // Signals
    /// What each signal can abort, and what it gives its priority to: into ``callbacks``.
    var tasksOfSignal: [ObjectID: [Int32]] = [:]
    /// What signals call, of ``Heap/natives``.
    var abortNative: Int32 = -1
    var priorityNative: Int32 = -1

    // Idle time
    var idle = Deque<Int32>()
    /// Those of the period that lasts.
    var runnableIdle = Deque<Int32>()
    /// Until when it lasts; nanoseconds.
    var idlePeriodEnd: Int64 = -1
    var idleHandles: [Int32] = []
    var deadlines: [ObjectID: Int64] = [:]
    var deadlinePrototype = ObjectID.none

    /// What the running task hands on to `scheduler.yield()`. https://wicg.github.io/scheduling-apis/#scheduling-state
    var current: (priority: TaskPriority, followsSignal: Bool, signal: Value)?

    /// Where tasks of the loop stand among the ranks.
    static let rankOfLoop = 3

    /// What it takes, roughly, in bytes.
    var byteCount: Int { callbacks.count * (MemoryLayout<ScheduledCallback>.stride + 12) + deadlines.count * 24 + tasksOfSignal.count * 48 }

    /// The rank of a callback: continuations come before tasks of their priority; `nil` for those that wait in the loop.
    static func rank(_ priority: TaskPriority, isContinuation: Bool) -> Int? {
        switch (priority, isContinuation) {
        case (.blocking, true): 0
        case (.blocking, false): 1
        case (.visible, true): 2
        case (.visible, false): nil
        case (.background, true): 3
        case (.background, false): 4
        }
    }

    /// Takes the next of the ranks that wait.
    mutating func take(_ ranks: Range<Int>) -> Int32? {
        for rank in ranks {
            while let next = queues[rank].popFirst() {
                if callbacks[Int(next)].state == .waiting { return next }
            }
        }
        return nil
    }

    func has(_ ranks: Range<Int>) -> Bool {
        ranks.contains { rank in queues[rank].contains { callbacks[Int($0)].state == .waiting } }
    }

    /// The start of the frame that follows on a time; 60 are in a second.
    static func nextFrame(after time: Int64) -> Int64 {
        // Three frames are 50 ms.
        let next = time / 50_000_000 * 3 + time % 50_000_000 * 3 / 50_000_000 + 1
        let (start, overflows) = (next / 3).multipliedReportingOverflow(by: 50_000_000)
        return overflows ? .max : start + next % 3 * 50_000_000 / 3
    }
}
