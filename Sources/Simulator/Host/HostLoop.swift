import DequeModule
import EventLoop
import JavaScript

/// The host's event loop: its queues and its clock, and which turn and job runs.
struct HostLoop {
    var queues = EventLoop<QueuedTask, QueuedMicrotask>()
    /// `process.nextTick`
    var nextTicks = Deque<QueuedMicrotask>()
    /// Whether those that the running task queues come behind its microtasks.
    var ticksWait = false
    var iteration = LoopIteration()
    /// What decides where the order is not promised; `nil` for what is simplest: real work takes no time.
    var chance: Chance?
    /// By how much the running job is late; nanoseconds.
    var lag: Int64 = 0
    /// Whether the turn is a timer's.
    var isOfTimer = false
    /// Whether it is that of a `setImmediate`.
    var isOfImmediate = false
    var timers: [TimerRecord] = []
    var timerLists = TimerLists()
    /// The depth of the timer whose turn it is; 0 in other turns.
    var timerNesting: Int32 = 0
    var immediates = Immediates()
    /// What has been closed since the latest round that told of it, and what this round still tells of.
    var closings: [QueuedTask] = []
    var roundClosings: [QueuedTask] = []
    var clockReads = ClockReads()
    /// Files that threads read for `import()`.
    var reads = FileReads()
    /// How many callbacks of a page wait beside the tasks: of frames, of idle time, and of tasks with a priority.
    var scheduledCount = 0
    /// How many timers and immediates that wait the process does not go on for.
    var unreferencedTasks = 0
    /// Which of the tasks recur.
    var recurrence = Recurrence()
    /// What callbacks are to be called with.
    var argumentLists: [[Value]] = []
    /// Promises that were rejected without a handler, until the host reports them.
    var rejections: [PromiseID] = []
    /// Those of which the program was told that nobody handles them, and those of them that have been handled since.
    var toldRejections: Set<PromiseID> = []
    var handledRejections: [PromiseID] = []
    /// Whether an error that the program took on has ended the turn's callback.
    var isInterrupted = false

    var turn: Int32 = 0
    var job: Int32 = 0
    var jobCount: Int32 = 0
    /// How many jobs there were when the turn began.
    var jobsBeforeTurn: Int32 = 0
    /// The steps of the run when the latest microtask began.
    var stepsBeforeJob = 0
    /// The turn in which an entry was evaluated last.
    var entryTurn: Int32 = -1
    /// What called the code that runs, for stacks.
    var origin = StackOrigin.other
    /// Whether the microtasks that run come behind callbacks of `process.nextTick`, which is where Node runs them from.
    var microtasksFollowTicks = false
    /// Whether something was written to a stream of the process, which leaves a callback of `process.nextTick` behind.
    var hasWritten = false
    /// Whether the graph of an entry is evaluated.
    var evaluatesEntry = false
    /// The job that ran last of those that run code of the program.
    var latestJob: Microtask?
    /// The function of the program that ended, or began to wait, last of those that no other had called, and where in it: an instruction.
    var latestCode: (code: CodeID, instruction: Int32)?

    /// The virtual time; nanoseconds.
    var now: Int64 { queues.now }

    /// What waits, roughly, in bytes.
    var byteCount: Int {
        timers.count * MemoryLayout<TimerRecord>.stride + immediates.records.count * MemoryLayout<ImmediateRecord>.stride
            + recurrence.origins.count * MemoryLayout<TaskOrigin>.stride + queues.taskCount * (MemoryLayout<QueuedTask>.stride + 16)
            // A list keeps who was cleared until its turn comes.
            + timers.count * 24 + reads.count * MemoryLayout<FileRead>.stride
            + argumentLists.count * 64 + (closings.count + roundClosings.count) * MemoryLayout<QueuedTask>.stride
            + (queues.microtaskCount + nextTicks.count) * MemoryLayout<QueuedMicrotask>.stride
    }

    /// How many tasks wait.
    var waitingTasks: Int { queues.taskCount + immediates.waiting + reads.count + closings.count + roundClosings.count + scheduledCount }

    /// Whether nothing is left that keeps the process alive.
    var hasOnlyUnreferencedTasks: Bool { unreferencedTasks > 0 && unreferencedTasks >= waitingTasks }

    /// Whether all that keeps the process alive recurs.
    var hasOnlyRecurringTasks: Bool {
        recurrence.waiting > 0 && recurrence.waiting + unreferencedTasks >= waitingTasks
    }
}

/// The calls of `setImmediate`.
struct Immediates {
    var records: [ImmediateRecord] = []
    /// The first that may wait to be called.
    var next = 0
    /// How many wait, and for how many of these the process goes on.
    var waiting = 0
    var referenced = 0
}
