import Trace

/// What a run that ended left behind: code that waits and never goes on, and of a process that ended itself what was still to come.
public struct LeftBehind: Sendable {
    /// Something that the program asked for, and that had not come.
    public struct Task: Sendable {
        /// `setTimeout`, `setImmediate`.
        public var function: String
        public var place: UncaughtError.Frame
        /// When it was due; virtual time, nanoseconds. `nil` for what has no time.
        public var time: Int64?
        public var delay: Int64
    }

    /// The trace of the run, told as one that never settles: it also tells who waits for whom at its end.
    public var trace: Trace
    /// The calls that ran when the program ended its process, innermost first; empty where it did not.
    public var exit: [UncaughtError.Frame]
    /// What the process did not wait for, the first of it; empty where it ended by itself.
    public var tasks: [Task]
}

extension Machine {
    private static var taskLimit: Int { 8 }

    /// Whether code stands at an `await`, or the process ended itself before all was done. To be asked when the run has ended.
    var leavesBehind: Bool {
        switch recorder.trace.outcome {
        case .fulfilled, .exited: break
        case .rejected, .unsettled, .loadError, .linkError, .blocked, .running: return false
        }
        let isWaiting = coroutines.records.contains {
            $0.state == .suspended && ($0.kind == .asyncModule || $0.kind == .asyncFunction)
        }
        return isWaiting || progress.hasExited && (loop.waitingTasks > loop.unreferencedTasks || progress.hasProcessListeners)
    }

    /// What was left behind. The trace stays as it was.
    mutating func leftBehind() -> LeftBehind {
        let told = recorder.trace
        noteUnfinishedRequests()
        notePendingDependencies()
        notePendingWaits()
        var left = recorder.trace
        recorder.trace = told
        left.outcome = .unsettled
        let exit = progress.exitInstructions.compactMap { frame(of: $0) }
        return LeftBehind(trace: left, exit: exit, tasks: exit.isEmpty ? [] : leftTasks())
    }

    private mutating func leftTasks() -> [LeftBehind.Task] {
        var tasks: [LeftBehind.Task] = []
        for timer in loop.timers where timer.isActive && timer.isReferenced && !timer.isInterval {
            add(name(of: timer), timer.origin, timer.time, timer.delay, to: &tasks)
        }
        for immediate in loop.immediates.records where immediate.isActive && immediate.isReferenced {
            add("setImmediate", immediate.origin, nil, 0, to: &tasks)
        }
        return tasks
    }

    /// What is due later than that is a limit of time, or not meant for the start.
    private static var delayLimit: Int64 { 1_000_000_000 }

    /// The first timer of a thread that was still to come when that was ended.
    mutating func firstTimerLeft() -> (function: String, place: Place, time: Int64)? {
        let left = loop.timers.filter { $0.isActive && $0.isReferenced && !$0.isInterval && $0.delay < Self.delayLimit && $0.origin >= 0 }
        guard let timer = left.min(by: { $0.time < $1.time }), let place = loop.recurrence.origins[Int(timer.origin)].place,
            !isHostsOwn(place.unit)
        else { return nil }
        return (name(of: timer), place, timer.time)
    }

    /// Timers for which the process does not wait.
    mutating func unreferencedTimers() -> [LeftBehind.Task] {
        var tasks: [LeftBehind.Task] = []
        for timer in loop.timers where timer.isActive && !timer.isReferenced {
            add(name(of: timer), timer.origin, timer.time, timer.delay, to: &tasks)
        }
        return tasks
    }

    private mutating func add(_ function: String, _ origin: Int32, _ time: Int64?, _ delay: Int64, to tasks: inout [LeftBehind.Task]) {
        guard tasks.count < Self.taskLimit, origin >= 0, let place = loop.recurrence.origins[Int(origin)].place, !isHostsOwn(place.unit),
            let position = position(of: place), graph.moduleOfUnit[Int(place.unit.index)] != .none
        else { return }
        let module = ModuleIndex(Int(graph.moduleOfUnit[Int(place.unit.index)].index))
        tasks.append(
            LeftBehind.Task(function: function, place: UncaughtError.Frame(module: module, position: position), time: time, delay: delay))
    }
}
