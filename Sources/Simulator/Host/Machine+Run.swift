import Diagnostics
import Hosts
import JavaScript
import NodeModules
import Programs
import Scenario
import Trace

extension Machine {
    // MARK: The whole run

    /// Loads, links and evaluates the entries, and runs the event loop until nothing is left to do, or until other agents are concerned.
    mutating func runProgram() {
        attempt { machine throws(Abrupt) in
            if machine.recorder.isRecording { machine.record(.jobStarted(JobNumber(rawValue: 0), .hostStart)) }
            if let prelude = machine.program.prelude { try machine.runPrelude(prelude) }
            if let document = machine.program.page, let rules = machine.host.page {
                try machine.beginPage(document, rules)
            } else if machine.program.preloads.isEmpty {
                machine.startEntries()
            } else {
                try machine.startPreloads()
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
                if case .limit(let limit) = reason { noteService(stoppedBy: limit) }
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

    private func widened(_ problem: Diagnostic) -> Diagnostic {
        var problem = problem
        problem.width = max(problem.width, progress.blockedWidth)
        return problem
    }

    /// The microtasks of the turn, and what the host does when they are done.
    mutating func settleTurn() throws(Abrupt) {
        try throwIfStopped()
        if host.loop == .deno, loop.turn == loop.entryTurn { return try settleEntryTurn() }
        repeat { try drainMicrotasks() } while learnOfEvaluatedImport()
        noteEndOfTurn()
        running.module = .none
        if requests.isOn { endTurnOfRequests() }
        if agents.web.kind != nil, loop.entryTurn == loop.turn { try openWorkerScope() }
        if page.isOn || agents.web.kind != nil { queueRejections() } else { reportRejections() }
        try throwIfStopped()
        passTimeOfTurn()
    }

    /// HostPromiseRejectionTracker's report: promises that were rejected and that nobody handles.
    private mutating func reportRejections() {
        // The process has ended amid the microtasks.
        if case .fatal? = progress.ending { return }
        if let error = progress.fatalError {
            // Where the host's hops are not known, the process ends when the microtasks of the turn are done.
            endProcess(error, isPromise: true)
            return
        }
        let rejected = loop.rejections
        loop.rejections = []
        for promise in rejected where !heap.promises[Int(promise.index)].isHandled {
            report(rejectionOf: promise)
            if host.rejections.unhandled == .endProcess {
                endProcess(heap.promises[Int(promise.index)].result, isPromise: true, of: promise)
                return
            }
        }
    }

    /// Tells of a promise that was rejected and that nobody handles.
    mutating func report(rejectionOf promise: PromiseID) {
        let reason = heap.promises[Int(promise.index)].result
        if watches(promise) { beginWatch() }
        if recorder.isRecording {
            record(
                .unhandledRejection(PromiseNumber(rawValue: promise.index), error: text(errorText(reason))),
                module: heap.promises[Int(promise.index)].module)
        }
        guard host.rejections.unhandled != .endProcess else { return }
        if host.rejections.unhandled == .endProcessLater { noteFault(reason, isPromise: true) }
        // Only so many can be read; the trace has them all.
        guard reports.uncaughtErrors.count < Self.reportLimit else { return }
        reports.uncaughtErrors.append(hostMessage(reason, isPromise: true))
        tell(reason, .rejection, of: promise)
        if host.rejections.unhandled == .report {
            reports.outcomeDiagnostics[reports.outcomeDiagnostics.count - 1].severity = .warning
        }
    }

    /// An error that nothing caught, in a task.
    mutating func reportUncaught(_ value: Value) {
        if page.isOn || agents.web.kind != nil, isHandledByPage(value) { return }
        tellParent(of: value)
        let message = errorText(value)
        if recorder.isRecording { record(.uncaught(error: text(message)), module: running.module) }
        if host.rejections.unhandled == .endProcess {
            endProcess(value, isPromise: false)
        } else {
            if host.rejections.unhandled == .endProcessLater { noteFault(value, isPromise: false) }
            if reports.uncaughtErrors.count >= Self.reportLimit { return }
            reports.uncaughtErrors.append(hostMessage(value, isPromise: false))
            tell(value, .error)
        }
    }

    /// - Parameter promise: the one that nobody handles, if it is known.
    private mutating func endProcess(_ value: Value, isPromise: Bool, of promise: PromiseID? = nil) {
        progress.ending = .fatal(errorText(value))
        agents.fatalError = value
        reports.hostMessages.append(hostMessage(value, isPromise: isPromise))
        let isEntry = progress.entryError == value
        tell(value, isPromise && !isEntry ? .rejection : .error, of: promise)
    }

    // MARK: Entries

    /// Begins to load the entries.
    mutating func startEntries() {
        let first = progress.entries.count
        for key in program.entries { progress.entries.append(EntryState(module: entryRecord(for: key))) }
        for index in progress.entries.indices[first...] {
            startEntry(index)
            if stop.reason != nil { return }
        }
    }

    mutating func startEntry(_ index: Int) {
        let module = progress.entries[index].module
        if hostLoad(module, referrer: nil) {
            entryTextLoaded(index)
        } else {
            wait(for: module, .entryText(Int32(index)))
        }
    }

    /// The entry itself is there; the rest of its graph follows.
    mutating func entryTextLoaded(_ index: Int) {
        if page.isOn { return scriptTextLoaded(index) }
        let module = progress.entries[index].module
        let failure = graph[module].failure
        if failure >= 0 {
            entryFailed(index, loading.failures[Int(failure)], failure)
        } else {
            loadGraph(module, .entry(Int32(index)))
        }
    }

    /// The graph is complete: it is linked and evaluated when its turn has come.
    mutating func entryLoaded(_ index: Int) {
        if page.isOn { return scriptGraphLoaded(index) }
        progress.entries[index].isLoaded = true
        evaluateLoadedEntries()
    }

    /// Entries run in their order, however they arrive. The scripts of a page are tasks of their own, with a microtask
    /// checkpoint after each. https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element
    private mutating func evaluateLoadedEntries() {
        while progress.nextEntry < progress.entries.count,
            progress.entries[progress.nextEntry].isLoaded || progress.entries[progress.nextEntry].state == .failed
        {
            let index = progress.nextEntry
            progress.nextEntry += 1
            if progress.entries[index].state == .failed { continue }
            if host.entries == .aTaskEach, index > 0 {
                _ = schedule(.entry(Int32(index)), after: 0)
            } else {
                evaluateEntry(index)
            }
        }
    }

    mutating func evaluateEntry(_ index: Int) {
        let module = progress.entries[index].module
        if graph[module].commonJS >= 0 { return evaluateCommonJSEntry(index) }
        if refusesAwaits() {
            progress.entries[index].state = .failed
            return
        }
        do throws(Abrupt) {
            if !graph[module].isJSON { try link(module) }
        } catch {
            guard case .thrown(let value) = error else {
                if case .blocked(let reason) = error { stop.reason = reason }
                return
            }
            progress.entries[index].state = .failed
            progress.endTime = loop.now
            let message = errorText(value)
            if let problem = linkProblem(of: value) { reports.diagnostics.append(problem) }
            if progress.ending == nil { progress.ending = .linkError(message) }
            return
        }
        progress.entries[index].state = .evaluating
        loop.entryTurn = loop.turn
        do throws(Abrupt) {
            let promise = try evaluate(module)
            performThen(promise, .entry(Int32(index)))
        } catch {
            if case .blocked(let reason) = error { stop.reason = reason }
        }
    }

    /// - Parameter failure: into ``ModuleLoading/failures``.
    mutating func entryFailed(_ index: Int, _ problems: [Diagnostic], _ failure: Int32 = -1) {
        if page.isOn { return scriptFailed(index, failure) }
        progress.entries[index].state = .failed
        progress.endTime = loop.now
        reports.diagnostics.append(contentsOf: problems)
        if progress.ending == nil { progress.ending = .loadError(problems[0].message) }
        evaluateLoadedEntries()
    }

    mutating func entrySettled(_ index: Int, _ value: Value, isRejected: Bool) {
        if page.isOn { return scriptSettled(index, value, isRejected: isRejected) }
        progress.entries[index].state = isRejected ? .rejected : .fulfilled
        if progress.entries[index].isPreload, !isRejected { preloadSettled(index) }
        progress.endTime = loop.now
        progress.endSteps = stepCount
        guard isRejected else { return }
        if case .object(let error) = value, error == errors.overflow { progress.overflowPlace = place(ofError: value) }
        if progress.entryError == nil { progress.entryError = value }
        if agents.web.kind == nil || !isHandledByPage(value) { tellParent(of: value) }
        guard host.rejections.unhandled != .report, progress.fatalError == nil else { return }
        progress.fatalError = value
        if let hops = host.rejections.hopsFromRejectedEntryToEnd { endProcess(value, afterHops: hops) }
    }

    /// Ends the process amid the microtasks, so many of the host's own promise hops from here.
    mutating func endProcess(_ error: Value, afterHops left: Int32) {
        if left > 0 {
            enqueueJob(.entryHop(error, left: left - 1))
        } else {
            endProcess(error, isPromise: true)
        }
    }

    // MARK: The result

    mutating func result(withModules: Bool) -> Run {
        recorder.trace.entries = progress.entries.map { ModuleIndex(Int($0.module.index)) }
        recorder.trace.jobCauses = jobCauses()
        recorder.trace.end = loop.now
        recorder.trace.outcome = outcome()
        if withModules { for index in graph.modules.indices { recorder.trace.modules.append(traceModule(index)) } }
        if requests.isOn { traceRequests(withModules: withModules) }
        if progress.goesOn { recorder.trace.startUpEnd = startUpEnd() }
        // A run without events has nobody who asks: where that matters, it is run again.
        if withModules, isUnsettled || stoppedWaiting != nil, !recorder.trace.events.isEmpty {
            noteUnfinishedRequests()
            notePendingDependencies()
            noteSourceRequests()
            notePendingWaits()
        }
        let isOver = progress.entries.allSatisfy { $0.state == .fulfilled || $0.state == .rejected || $0.state == .failed }
        recorder.trace.duration = isOver && !progress.hasExited && stop.reason == nil ? progress.endTime : loop.now
        let closing = closingDiagnostics()
        var run = Run(
            trace: recorder.trace, diagnostics: reports.diagnostics, outcomeDiagnostics: reports.outcomeDiagnostics + closing,
            uncaughtErrors: reports.uncaught, lateHandling: reports.watch.handling,
            hostMessages: reports.hostMessages + closingMessages(), exitStatus: exitStatus(),
            loadedModules: withModules ? loadedKeys() : [],
            sourceFiles: recorder.trace.modules.indices.map { sourceFile(ofModule: $0) },
            imports: withModules ? seenImports() : []
        )
        run.stoppedWaiting = stoppedWaiting
        return run
    }

    /// Whether an entry ended by unbounded recursion. Where a host ends the process for such an error, it is one like any other.
    var isBlockedByRecursion: Bool {
        mutating get {
            stop.reason == nil && progress.ending == nil && !progress.hasExited && progress.overflowPlace != nil
                && host.rejections.unhandled == .report
        }
    }

    private mutating func outcome() -> Outcome {
        if let reason = stop.reason { return .blocked(describe(reason)) }
        if progress.hasExited { return .exited(status: exitStatus()) }
        switch progress.ending {
        case .loadError(let message): return .loadError(message)
        case .linkError(let message): return .linkError(message)
        case .fatal(let message):
            return .rejected(message)
        case nil: break
        }
        switch page.failure {
        case .loadError(let message): return .loadError(message)
        case .linkError(let message): return .linkError(message)
        case .fatal, nil: break
        }
        if isBlockedByRecursion { return .blocked("unbounded recursion at \(placeName(progress.overflowPlace) ?? "an unknown place")") }
        if let error = progress.entryError { return .rejected(errorText(error)) }
        if progress.goesOn { return .running(agents.keeper ?? wordsForKeepers()) }
        return progress.entries.allSatisfy { $0.state == .fulfilled } ? .fulfilled : .unsettled
    }

    private mutating func loadedKeys() -> [ModuleKey] {
        // What runs before the entries has the first record.
        let start = program.prelude == nil ? 0 : min(1, graph.modules.count)
        return graph.modules.indices[start...].compactMap {
            graph.modules[$0].loading == .done && !graph.modules[$0].isScript && !graph.modules[$0].isBuiltin ? graph.table.keys[$0] : nil
        }
    }

    private mutating func seenImports() -> [SeenImport] {
        var seen: Set<SeenImport> = []
        return imports.records.compactMap { record in
            guard record.referrer != .none, let place = record.place else { return nil }
            let isLoaded = record.target != .none && graph[record.target].loading == .done
            let call = SeenImport(
                referrer: graph.table.keys[Int(record.referrer.index)], offset: place.offset, specifier: strings.text(record.specifier),
                target: isLoaded ? graph.table.keys[Int(record.target.index)] : nil)
            return seen.insert(call).inserted ? call : nil
        }
    }

    private func sourceFile(ofModule index: Int) -> SourceFile? {
        guard graph.modules.indices.contains(index) else { return nil }
        let unit = graph.modules[index].unit
        return unit.index < 0 ? nil : code.modules[Int(unit.index)].source
    }

    private mutating func traceModule(_ index: Int) -> TraceModule {
        let record = graph.modules[index]
        var module = TraceModule(
            name: program.name(of: graph.table.keys[index]), kind: record.isJSON ? .json : record.isWasm ? .wasm : .source)
        module.hasTLA = record.hasTLA
        module.status = record.status
        module.cycleRoot = record.cycleRoot == .none ? nil : ModuleIndex(Int(record.cycleRoot.index))
        if record.pendingAsyncDependencies >= 0 { module.pendingAsyncDependencies = Int(record.pendingAsyncDependencies) }
        if record.unit.index >= 0 {
            for (offset, request) in code.requests[code.modules[Int(record.unit.index)].requests].enumerated() {
                let target = graph.loadedModules[Int(record.requestStart) + offset]
                module.requests.append(
                    .init(
                        specifier: strings.names.string(request.specifier),
                        module: target == .none ? nil : ModuleIndex(Int(target.index)),
                        phase: request.phase == .defer ? .defer : .evaluation))
            }
        }
        if record.commonJS >= 0 {
            for required in commonJS.records[Int(record.commonJS)].required {
                module.requests.append(
                    .init(
                        specifier: strings.names.string(required.specifier), module: ModuleIndex(Int(required.module.index)),
                        phase: .evaluation))
            }
        }
        if let error = record.evaluationError { module.error = errorText(error) }
        return module
    }

    /// The status with which an agent ends that another one has begun.
    mutating func statusOfEnd() -> Int32 {
        recorder.trace.outcome = outcome()
        return exitStatus()
    }

    private mutating func exitStatus() -> Int32 {
        // No host ends a program that goes on for ever: this status is tla-sim's own.
        if case .blocked = recorder.trace.outcome { return stop.reason == .outsideSubset ? 2 : 14 }
        if reports.diagnostics.contains(where: { $0.kind == .unsupported }) { return 2 }
        if progress.ending != nil || progress.entryError != nil || page.failure != nil { return 1 }
        if case .running = recorder.trace.outcome { return 0 }
        let own = processExitCode()
        let isSettled = areEntriesDone
        if !isSettled, isAtPreload, let status = host.exit.unsettledPreload { return own ?? status }
        return isSettled ? own ?? 0 : host.exit.unsettled(own: own)
    }

    /// Whether the program has ended as it wanted, by its own call or with nothing that waits and counts.
    var areEntriesDone: Bool {
        mutating get { progress.hasExited || (progress.entries.allSatisfy { $0.state == .fulfilled } && !leavesImports) }
    }

    /// How many uncaught errors a host that lives on tells.
    private static var reportLimit: Int { 100 }

    private var isUnsettled: Bool { mutating get { recorder.trace.outcome == .unsettled } }

    private mutating func closingMessages() -> [HostMessage] {
        let isSilent = isAtPreload && host.exit.unsettledPreload != nil
        var messages = (isUnsettled || leavesImports) && !isSilent ? unsettledMessages() : []
        if host.rejections.unhandled != .endProcess { messages += reports.uncaughtErrors }
        if host.rejections.unhandled == .report {
            // The window of a page was told when it happened.
            if let error = progress.entryError, !page.isOn { messages.append(hostMessage(error, isPromise: true)) }
        }
        return messages
    }

    /// What is to be told of the end of the run.
    private mutating func closingDiagnostics() -> [Diagnostic] {
        if case .blocked = recorder.trace.outcome { return stop.reason == .outsideSubset ? [] : [widened(blockedDiagnostic())] }
        if let error = progress.entryError, progress.ending == nil, !progress.hasExited, !page.isOn {
            tell(error, .error)
            return []
        }
        if case .running = recorder.trace.outcome { return [runningDiagnostic()] }
        return []
    }
}
