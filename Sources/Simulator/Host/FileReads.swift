import DequeModule
import Hosts

/// A file that a thread reads for an `import()`.
struct FileRead {
    var module: ModuleID
    /// The number of its task.
    var job: Int32
    /// How many rounds of the event loop go by before it is there.
    var rounds: Int32
    /// Until when it lets timers go first; nanoseconds.
    var patience: Int64
}

/// Files that threads read while the program goes on (`ReadingRule.onThreads`).
///
/// No virtual time passes while a file is read, as none passes while code runs. But a real one takes longer than the shortest timer that was
/// set before it, so that goes first.
struct FileReads {
    /// Those that are being read, in the order in which they were asked for.
    private var waiting: [FileRead] = []
    /// Those that are there, and whose task has not come.
    private var ready = Deque<FileRead>()
    /// Modules that have come in a turn, which is that of this number.
    private var arrivals: Set<Int32> = []
    private var arrivalTurn: Int32 = -1

    var count: Int { waiting.count + ready.count }

    mutating func begin(_ read: FileRead, behind place: Int? = nil) { waiting.insert(read, at: place ?? waiting.count) }

    /// A round of the event loop asks which are there.
    mutating func poll() {
        for index in waiting.indices { waiting[index].rounds -= 1 }
        for read in waiting where read.rounds <= 0 { ready.append(read) }
        waiting.removeAll { $0.rounds <= 0 }
    }

    mutating func noteArrival(of module: ModuleID, turn: Int32) {
        if arrivalTurn != turn { arrivals = [] }
        arrivalTurn = turn
        arrivals.insert(module.index)
    }

    /// Whether any has come in the turn of that number.
    func hasArrivals(turn: Int32) -> Bool { arrivalTurn == turn }

    /// Whether a module has come in the turn of that number.
    func hasArrived(_ module: ModuleID, turn: Int32) -> Bool { arrivalTurn == turn && arrivals.contains(module.index) }

    /// The next that is there.
    var first: FileRead? { ready.first }

    mutating func takeFirst() -> FileRead? { ready.popFirst() }
}

extension Machine {
    /// Has a thread read a module's file.
    ///
    /// - Returns: false where the host reads otherwise, or the file is there already.
    mutating func readOnThread(_ id: ModuleID) -> Bool {
        guard case .onThreads(let rule) = host.reading, !imports.records.isEmpty else { return false }
        noteJobQueued(.moduleArrived(id))
        var rounds = rule.rounds
        // What is read behind another file comes later than what was set meanwhile.
        let isBehind = loop.reads.hasArrivals(turn: loop.turn)
        if rule.isLateInRound, loop.isOfTimer { rounds += 1 }
        var patience = loop.now
        if rule.letsTimersFirst || isBehind { patience += host.timers.minimumDelay }
        var place: Int?
        if loop.chance != nil {
            // Threads are as fast as they are, and one may overtake another.
            if loop.chance!.happens(oneIn: 2) { patience = loop.now + (patience == loop.now ? host.timers.minimumDelay : 0) }
            if loop.chance!.happens(oneIn: 4) { patience += Chance.step }
            if loop.chance!.happens(oneIn: 2) { rounds += 1 }
            if loop.chance!.happens(oneIn: 3) { place = 0 }
        }
        loop.reads.begin(FileRead(module: id, job: loop.jobCount, rounds: rounds, patience: patience), behind: place)
        return true
    }

    /// Runs the next task of a file that has been read by this round.
    ///
    /// - Returns: whether there was one, or a timer that it lets go first.
    mutating func runArrivedFile() throws(Abrupt) -> Bool {
        guard loop.reads.count > 0 else { return false }
        if !loop.iteration.hasPolled {
            loop.iteration.hasPolled = true
            loop.reads.poll()
        }
        guard let read = loop.reads.first else { return false }
        if let due = loop.queues.nextDueTime(), due <= read.patience { return try runTaskOfLaterTime() }
        _ = loop.reads.takeFirst()
        try runTask(QueuedTask(job: read.job, task: .moduleArrived(read.module)))
        return true
    }
}
