import JavaScript
import Scenario

/// Where a task comes from that the program itself has asked for: a timer, an immediate, an answer to `fetch`.
struct TaskOrigin {
    /// The origin of the turn in which it was asked for; -1 for the turns of the start.
    var parent: Int32
    /// Where it was asked for; `nil` for what no code of the program asked for by itself.
    var place: Place?
    /// The function that it calls.
    var callback: ObjectID
    /// Whether it recurs: an interval; a task that asks for one like itself, at the same place or with the same function; and all that such a
    /// task asks for.
    var recurs: Bool
    /// When its turn ended last; nanoseconds, -1 before that.
    var time: Int64 = -1
}

/// What of the program's tasks recurs, so that a run whose start-up is over is told from one that is still on its way.
struct Recurrence {
    var origins: [TaskOrigin] = []
    /// The origin of the turn that runs; -1 for a turn of the start, of which it is a part that modules arrive.
    var current: Int32 = -1
    /// How many tasks wait that recur and that the process goes on for.
    var waiting = 0
    /// When the latest turn of the start ended; nanoseconds.
    private var startTime: Int64 = 0
    /// When the latest turn ended that does not recur, as far as was known then; nanoseconds.
    var startUpTime: Int64 = 0
    /// The steps of the run at that moment.
    var startUpSteps = 0

    /// How far up the ancestors of a task are looked at.
    private static let ancestorLimit = 16

    /// Notes a task that is asked for now.
    ///
    /// - Returns: its origin.
    mutating func add(place: Place?, callback: ObjectID, isInterval: Bool = false) -> Int32 {
        var recurs = isInterval || (current >= 0 && origins[Int(current)].recurs)
        if !recurs, let ancestor = ancestor(like: place, callback) {
            recurs = true
            // Those on the way to it have turned out to be part of what recurs.
            var member = current
            while member >= 0 {
                origins[Int(member)].recurs = true
                if member == ancestor { break }
                member = origins[Int(member)].parent
            }
        }
        origins.append(TaskOrigin(parent: current, place: place, callback: callback, recurs: recurs))
        return Int32(origins.count - 1)
    }

    /// The nearest ancestor of a new task that was asked for at that place, or calls that function.
    private func ancestor(like place: Place?, _ callback: ObjectID) -> Int32? {
        var candidate = current
        var hops = 0
        while candidate >= 0, hops < Self.ancestorLimit {
            let origin = origins[Int(candidate)]
            if (place != nil && origin.place == place) || (!callback.isNone && origin.callback == callback) { return candidate }
            candidate = origin.parent
            hops += 1
        }
        return nil
    }

    /// Whether a task of that origin recurs.
    func recurs(_ origin: Int32) -> Bool { origin >= 0 && origins[Int(origin)].recurs }

    /// The turn has ended.
    mutating func noteEndOfTurn(at time: Int64, steps: Int) {
        if current >= 0 { origins[Int(current)].time = time } else { startTime = time }
        guard current < 0 || !origins[Int(current)].recurs else { return }
        startUpTime = time
        startUpSteps = steps
    }

    /// When the last turn ended that is not of something that still recurs.
    ///
    /// - Parameter waiting: the origins of the tasks that wait.
    func lastStartUpTime(waiting: [Int32]) -> Int64 {
        var isLiving = Array(repeating: false, count: origins.count)
        for task in waiting where recurs(task) {
            var member = task
            while member >= 0, origins[Int(member)].recurs, !isLiving[Int(member)] {
                isLiving[Int(member)] = true
                member = origins[Int(member)].parent
            }
        }
        var last = startTime
        for (index, origin) in origins.enumerated() {
            // An ancestor has the lower number.
            if origin.parent >= 0, isLiving[Int(origin.parent)] { isLiving[index] = true }
            if !isLiving[index] { last = max(last, origin.time) }
        }
        return last
    }
}

extension Machine {
    /// Notes a task of the program, which is to call that function.
    mutating func addOrigin(_ callback: Value, isInterval: Bool = false) -> Int32 {
        loop.recurrence.add(place: currentPlace(), callback: callback.object ?? .none, isInterval: isInterval)
    }

    /// Whether every entry has settled, one way or the other.
    private mutating func haveEntriesSettled() -> Bool {
        while progress.settledEntries < progress.entries.count {
            switch progress.entries[progress.settledEntries].state {
            case .waiting, .evaluating: return false
            case .fulfilled, .rejected, .failed: progress.settledEntries += 1
            }
        }
        return true
    }

    /// Whether the run ends before the next task: it has been watched for as long as was asked, and something keeps its process alive.
    ///
    /// - Parameter due: when the next task is due, if none is now; nanoseconds.
    mutating func endsWatch(before due: Int64? = nil) -> Bool {
        guard isWatchedLongEnough(before: due), haveEntriesSettled(), keepsProcessAlive else { return false }
        if case .time = limits.until { loop.queues.advance(by: max(0, limits.time - loop.now)) }
        progress.goesOn = true
        return true
    }

    private var keepsProcessAlive: Bool {
        mutating get {
            loop.queues.taskCount + loop.immediates.waiting > loop.unreferencedTasks || hasPendingImports
        }
    }

    private mutating func isWatchedLongEnough(before due: Int64?) -> Bool {
        switch limits.until {
        case .idle: return false
        case .settled: return loop.nextTicks.isEmpty && !loop.iteration.isOwed
        // The limit of time is that time.
        case .time: return due.map { $0 > limits.time } ?? false
        case .startUp:
            // What is left is further away than the limit of time, and no entry waits for it.
            if let due, due > limits.time { return true }
            guard loop.hasOnlyRecurringTasks, !hasPendingImports, loop.nextTicks.isEmpty else { return false }
            if let due, due - loop.recurrence.startUpTime > RunUntil.grace { return true }
            // What takes less than a minute may still be too much work.
            return stepCount - loop.recurrence.startUpSteps >= limits.steps / RunUntil.graceStepsDivisor
        }
    }

    /// The origin of a task.
    mutating func origin(of task: Task) -> Int32 {
        switch task {
        case .timer(let index): loop.timers[Int(index)].origin
        case .immediate(let index): loop.immediates.records[Int(index)].origin
        case .fetch(let number): fetches[Int(number)].origin
        case .moduleArrived, .moduleParsed, .entry, .finishImports: -1
        }
    }

    mutating func noteEndOfTurn() { loop.recurrence.noteEndOfTurn(at: loop.now, steps: stepCount) }
}
