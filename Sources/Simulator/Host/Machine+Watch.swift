import JavaScript
import Scenario

/// A program whose process goes on after its start-up, as far as a run could tell that looked for its end.
struct Service {
    /// The limit within which there was no end. Of steps, it is a part of what the start-up has left of the limit.
    var limit: Limit
    /// How many steps that part is.
    var stepsToFindEnd: Int
    /// When its start-up ended; nanoseconds.
    var startUpEnd: Int64
    /// The steps of the run at that moment.
    var startUpSteps: Int
    /// What is asked for once and comes later than the limit of time: into ``Recurrence/origins``.
    var late: [Int32]
    /// Whether what is shown of it ends by its steps, and not by a time.
    var isCutBySteps = false
}

/// Until when a run is watched.
///
/// Whether a program goes on for ever nobody can tell from its first steps: a loop that sleeps looks like a task that sleeps twice. So it is run to
/// its end, if there is one within the limits. Only if there is none it is a service, and run again, to be shown until a while after its start-up.
extension Machine {
    /// Notes a task of the program, which is to call that function.
    mutating func addOrigin(_ callback: Value, isInterval: Bool = false) -> Int32 {
        loop.recurrence.add(place: currentPlace(), callback: callback.object ?? .none, isInterval: isInterval)
    }

    /// Whether every entry has settled, one way or the other.
    mutating func haveEntriesSettled() -> Bool {
        while progress.settledEntries < progress.entries.count {
            switch progress.entries[progress.settledEntries].state {
            case .waiting, .evaluating: return false
            case .fulfilled, .rejected, .failed, .survived: progress.settledEntries += 1
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
        if limits.until == .startUp, progress.service == nil {
            progress.service = service(noEndBy: (due ?? 0) > limits.time ? .time : .steps)
        }
        progress.goesOn = true
        return true
    }

    /// Whether something is left that the process goes on for.
    var keepsProcessAlive: Bool {
        mutating get {
            loop.waitingTasks > loop.unreferencedTasks || hasPendingImports
        }
    }

    private mutating func isWatchedLongEnough(before due: Int64?) -> Bool {
        switch limits.until {
        case .idle: return false
        case .settled: return loop.nextTicks.isEmpty && !loop.iteration.isOwed
        // The limit of time is that time.
        case .time: return due.map { $0 > limits.time } ?? false
        case .startUp:
            guard let service = progress.service else { return isWithoutEnd(before: due) }
            if let due, due > min(limits.time, service.startUpEnd + RunUntil.grace) { return true }
            // What takes less than a minute may still be too much work.
            let steps = stepCount - service.startUpSteps
            guard !hasPendingImports, loop.nextTicks.isEmpty, steps >= graceSteps(of: service) else { return false }
            progress.service?.isCutBySteps = true
            return true
        }
    }

    /// Whether the program has had its chance to end, and what is left recurs.
    private mutating func isWithoutEnd(before due: Int64?) -> Bool {
        // What was asked for only once is no service; the limit of time stops it.
        if let due, due > limits.time { return waitingOrigins(keepingAlive: true).contains { loop.recurrence.hasRecurred($0) } }
        guard loop.hasOnlyRecurringTasks, !hasPendingImports, loop.nextTicks.isEmpty else { return false }
        let start = max(loop.recurrence.startUpSteps, progress.endSteps)
        return stepCount - start >= stepsToFindEnd(after: start)
    }

    /// How many steps a program may take, once all that is left recurs, to come to its end: a half of the limit, or most of what is left of it.
    private func stepsToFindEnd(after start: Int) -> Int { min(limits.steps / 2, (limits.steps - start) / 4 * 3) }

    /// How many steps of a program without end are shown after its start-up.
    func graceSteps(of service: Service) -> Int {
        min(limits.steps / RunUntil.graceStepsDivisor, stepsToFindEnd(after: service.startUpSteps))
    }

    /// Whether a limit that was met amid a turn was met by what recurs after the start-up: the program has no end within it. A turn that takes more
    /// steps than there are is none that ever ends.
    mutating func noteService(stoppedBy limit: Limit) {
        switch limit {
        case .heap, .output, .modules: break
        default: return
        }
        guard limits.until == .startUp, progress.service == nil, loop.recurrence.hasRecurred(loop.recurrence.current), haveEntriesSettled(),
            loop.recurrence.waiting + loop.unreferencedTasks >= loop.waitingTasks
        else { return }
        progress.service = service(noEndBy: limit)
    }

    private mutating func service(noEndBy limit: Limit) -> Service {
        let waiting = waitingOrigins()
        let current = loop.recurrence.current
        let last = loop.recurrence.lastStartUpTurn(waiting: waiting + (current >= 0 ? [current] : []))
        return Service(
            limit: limit, stepsToFindEnd: stepsToFindEnd(after: max(loop.recurrence.startUpSteps, progress.endSteps)),
            startUpEnd: max(progress.endTime, last.time), startUpSteps: max(last.steps, progress.endSteps),
            late: limit == .time ? waiting.filter { !loop.recurrence.recurs($0) } : [])
    }

    /// The origins of what waits.
    ///
    /// - Parameter keepingAlive: whether only of what the process goes on for.
    private mutating func waitingOrigins(keepingAlive: Bool = false) -> [Int32] {
        var origins = loop.timers.filter { $0.isActive && ($0.isReferenced || !keepingAlive) }.map(\.origin)
        origins += loop.immediates.records[loop.immediates.next...].filter { $0.isActive && ($0.isReferenced || !keepingAlive) }.map(
            \.origin)
        origins += fetches.filter { !$0.isSettled }.map(\.origin)
        origins += page.scheduling.callbacks.filter { $0.state != .over }.map(\.origin)
        return origins
    }

    /// When the last thing happened that is not of what goes on recurring.
    mutating func startUpEnd() -> Int64 {
        if let service = progress.service { return service.startUpEnd }
        return max(progress.endTime, loop.recurrence.lastStartUpTurn(waiting: waitingOrigins()).time)
    }

    /// The origin of a task.
    mutating func origin(of task: Task) -> Int32 {
        switch task {
        case .timer(let index): loop.timers[Int(index)].origin
        case .immediate(let index): loop.immediates.records[Int(index)].origin
        case .fetch(let number): fetches[Int(number)].origin
        case .page(.prioritized(let number)), .page(.delayOver(let number)), .page(.idle(let number)), .page(.idleTimeout(let number)):
            page.scheduling.callbacks[Int(number)].origin
        case .page(.frame): page.scheduling.frames.first.map { page.scheduling.callbacks[Int($0)].origin } ?? -1
        case .moduleArrived, .moduleParsed, .entry, .finishImports, .request, .settle, .reaction, .network, .page, .start, .message: -1
        }
    }

    mutating func noteEndOfTurn() { loop.recurrence.noteEndOfTurn(at: loop.now, steps: stepCount) }
}
