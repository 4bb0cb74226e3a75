import Diagnostics
import Hosts
import JavaScript
import NodeModules
import Programs
import Scenario
import Trace

/// The run as a whole: one task after another, with the microtasks behind each, until nothing is left to do.
extension Machine {
    /// Loads, links and evaluates the entries, and runs the event loop until nothing is left to do, or until other agents are concerned.
    mutating func runProgram() {
        attempt { machine throws(Abrupt) in
            if machine.recorder.isRecording { machine.record(.jobStarted(JobNumber(rawValue: 0), .hostStart)) }
            if let prelude = machine.program.prelude { try machine.runPrelude(prelude) }
            if let document = machine.program.page, let rules = machine.host.page {
                try machine.beginPage(document, rules)
            }
            if !machine.page.isOn {
                if machine.isBrowserWithoutPage { machine.installWindowWithoutPage() }
                if machine.program.preloads.isEmpty { machine.startEntries() } else { try machine.startPreloads() }
            }
            try machine.settleTurn()
            if machine.requests.isOn { try machine.beginServing() }
            repeat {
                while machine.progress.ending == nil, machine.agents.outgoing.isEmpty, try machine.runNextTask() {
                    try machine.settleTurn()
                }
                guard machine.agents.outgoing.isEmpty else { return }
                machine.endForFault()
            } while try machine.emitBeforeExit()
        }
        if agents.outgoing.isEmpty { closeProcess() }
    }

    /// Runs one task, of an agent among several.
    ///
    /// - Parameter horizon: what is due later is left to a later call, and ``AgentLinks/isHeld`` says so; nanoseconds.
    /// - Returns: false when there is nothing to do.
    mutating func advance(until horizon: Int64) -> Bool {
        var went = false
        agents.horizon = horizon
        agents.isHeld = false
        attempt { machine throws(Abrupt) in
            guard machine.progress.ending == nil, try machine.runNextTask() else { return }
            went = true
            try machine.settleTurn()
        }
        return went
    }

    /// Nothing is left to do for an agent among several: its program may find something.
    ///
    /// - Returns: whether it did.
    mutating func findsMoreToDo() -> Bool {
        var finds = false
        attempt { machine throws(Abrupt) in
            machine.endForFault()
            finds = try machine.emitBeforeExit()
        }
        return finds
    }

    /// The end of the run of an agent among several.
    mutating func endRun() {
        if !hasEnded { attempt { machine throws(Abrupt) in machine.endForFault() } }
        closeProcess()
    }

    /// The process is told that it ends, and lines that were begun are lines.
    mutating func closeProcess() {
        emitExit()
        finishLines()
        // No call is left, and nothing more tells of it.
        if recorder.recordsStates { noteStack() }
    }

    /// Does something that may stop the run, or end it.
    private mutating func attempt(_ body: (inout Machine) throws(Abrupt) -> Void) {
        do throws(Abrupt) {
            try body(&self)
        } catch {
            switch error {
            case .thrown(let value):
                progress.ending = .fatal("Uncaught \(errorText(value))")
                tell(value, .error)
            case .blocked(.exit):
                progress.hasExited = true
                stop.reason = nil
            case .blocked(.ended): stop.reason = nil
            case .blocked(let reason):
                stop.reason = reason
                if case .limit(let limit) = reason {
                    noteBlockedBetweenFunctions()
                    noteService(stoppedBy: limit)
                }
                if reason == .outsideSubset { noteOutside() }
                recordStop(reason)
            }
        }
    }

    private mutating func recordStop(_ reason: Blocked) {
        guard recorder.isRecording else { return }
        let reason = text(describe(reason))
        let module = stop.place.map { graph.moduleOfUnit[Int($0.unit.index)] } ?? .none
        record(.blocked(reason: reason, position: stop.place.flatMap { position(of: $0) }), module: module)
    }

    /// The place where something outside the subset was reached, as any other problem of the input is told.
    private mutating func noteOutside() {
        guard let place = stop.place else { return }
        let source = code.modules[Int(place.unit.index)].source
        let end = place.offset + UInt32(stop.outsideName.utf8.count)
        reports.diagnostics.append(
            locate(
                source.diagnostic(
                    .unsupported, "\(stop.outsideName) is not in tla-sim's subset", at: SourceRange(start: place.offset, end: end),
                    suggestion: outsideAdvice())))
    }

    /// What to do about something that a module of the host has by its name only.
    private func outsideAdvice() -> String? {
        if let advice = adviceOnPage(stop.outsideName) { return advice }
        let module = String(stop.outsideName.prefix { $0 != "." })
        guard stop.outsideName.contains("."), let name = NodeModules.name(in: "node:" + module) else { return nil }
        return "it reaches beyond the simulated run; --stub \(name) puts a stub in the place of the module"
    }

    mutating func throwIfStopped() throws(Abrupt) {
        if let reason = stop.reason { throw .blocked(reason) }
    }

    /// - Returns: false when nothing is left to do.
    private mutating func runNextTask() throws(Abrupt) -> Bool {
        if endsForFault() || endsWatch() { return false }
        if host.loop != .tasks { return try runNextTaskOfIteration() }
        if hasPendingImports {
            // The host goes on with pending `import()` calls before anything else.
            loop.jobCount += 1
            try runTask(QueuedTask(job: loop.jobCount, task: .finishImports))
            return true
        }
        guard let next = page.scheduling.isInUse ? try nextPrioritizedTask() : try nextTaskInTime() else { return false }
        try runTask(next)
        return true
    }

    /// Takes the next task from the loop; `nil` when there is none that the process goes on for.
    mutating func nextTaskInTime() throws(Abrupt) -> QueuedTask? {
        guard let due = loop.queues.nextDueTime(), try mayGoOn(to: due) else { return nil }
        return loop.queues.nextTask()
    }

    /// Whether the clock may go on to a time: not beyond the horizon, which is left to a later call, and not where a watch ends the process.
    mutating func mayGoOn(to time: Int64) throws(Abrupt) -> Bool {
        if time > agents.horizon {
            agents.isHeld = true
            return false
        }
        if endsWatch(before: time) { return false }
        if time > limits.time { throw blockedByTime() }
        return true
    }

    /// The clock may not go on to the next task. What tells most is where a module still waits, then what the next timer would call.
    private mutating func blockedByTime() -> Abrupt {
        loop.queues.advance(by: max(0, limits.time - loop.now))
        let waiting = coroutines.records.firstIndex { $0.kind == .asyncModule && $0.state == .suspended }
        if let waiting { noteBlocked(in: CoroutineID(index: Int32(waiting))) }
        if let next = loop.queues.peekTask() { noteBlocked(before: next.task) }
        noteBlockedBetweenFunctions()
        return .blocked(.limit(.time))
    }

    /// Keeps where a task was asked for that comes too late, and when it is due if nothing like it has come before.
    private mutating func noteBlocked(before task: Task) {
        let number = origin(of: task)
        guard stop.place == nil, number >= 0 else { return }
        if case .timer = task, !loop.recurrence.recurs(number), haveEntriesSettled(), let due = loop.queues.nextDueTime(),
            due <= Limit.time.range.upperBound
        {
            progress.lateTime = due
        }
        guard let place = loop.recurrence.origins[Int(number)].place else { return }
        stop.place = place
        switch task {
        case .timer(let index): progress.blockedWidth = name(of: loop.timers[Int(index)]).unicodeScalars.count
        case .fetch: progress.blockedWidth = "fetch".count
        default: break
        }
    }

    func widened(_ problem: Diagnostic) -> Diagnostic {
        var problem = problem
        problem.width = max(problem.width, progress.blockedWidth)
        return problem
    }

    /// The microtasks of the turn, and what the host does when they are done.
    mutating func settleTurn() throws(Abrupt) {
        try throwIfStopped()
        if host.loop == .deno, loop.turn == loop.entryTurn { return try settleEntryTurn() }
        guard try endMicrotasks() else { return }
        if requests.isOn { endTurnOfRequests() }
        if agents.web.kind != nil, loop.entryTurn == loop.turn { try openWorkerScope() }
        if page.isOn || agents.web.kind != nil {
            queueRejections()
        } else {
            // Those who are told of rejections may leave something to do, and rejections of their own.
            while try reportRejections() {
                loop.ticksWait = host.timers.ticksWaitForMicrotasks
                guard try endMicrotasks(ticksFirst: true) else { return }
            }
        }
        try throwIfStopped()
        if host.globals.tellsOfItself { try tellOfLoad() }
        passTimeOfTurn()
    }

    /// Runs the microtasks of the turn.
    ///
    /// - Returns: false when they are left to the callback that comes next.
    private mutating func endMicrotasks(ticksFirst: Bool = false) throws(Abrupt) -> Bool {
        repeat {
            if leavesMicrotasks() { return false }
            try drainMicrotasks(ticksFirst: ticksFirst)
        } while loop.isInterrupted || learnOfEvaluatedImport()
        noteEndOfTurn()
        running.module = .none
        return true
    }
}
