import Diagnostics
import JavaScript
import Scenario
import Trace

extension Machine {
    // MARK: The whole run

    /// Loads, links and evaluates the entries, and runs the event loop until nothing is left to do.
    mutating func runProgram() {
        do throws(Abrupt) {
            if isRecording { record(.jobStarted(JobNumber(rawValue: 0), .hostStart)) }
            if let prelude = input.prelude { try runPrelude(prelude) }
            for key in input.entries { entries.append(EntryState(module: entryRecord(for: key))) }
            for index in entries.indices {
                startEntry(index)
                try throwIfStopped()
            }
            try settleTurn()
            while ending == nil, try runNextTask() { try settleTurn() }
        } catch {
            switch error {
            case .thrown(let value):
                ending = .fatal("Uncaught \(errorText(value))")
                outcomeDiagnostics.append(diagnostic(for: value, .error))
            case .blocked(.exit):
                hasExited = true
                stopped = nil
            case .blocked(let reason):
                stopped = reason
                if reason == .outsideSubset { noteOutside() }
                recordStop(reason)
            }
        }
    }

    private mutating func recordStop(_ reason: Blocked) {
        guard isRecording else { return }
        let reason = text(describe(reason))
        let module = blockedAt.map { moduleOfUnit[Int($0.unit.index)] } ?? .none
        record(.blocked(reason: reason, position: blockedAt.flatMap { position(of: $0) }), module: module)
    }

    /// The place where something outside the subset was reached, as any other problem of the input is told.
    private mutating func noteOutside() {
        guard let place = blockedAt else { return }
        let source = code.modules[Int(place.unit.index)].source
        let end = place.offset + UInt32(outsideName.utf8.count)
        diagnostics.append(
            locate(
                source.diagnostic(
                    .unsupported, "\(outsideName) is not in tla-sim's subset", at: SourceRange(start: place.offset, end: end))))
    }

    private func throwIfStopped() throws(Abrupt) {
        if let stopped { throw .blocked(stopped) }
    }

    /// - Returns: false when nothing is left to do.
    private mutating func runNextTask() throws(Abrupt) -> Bool {
        if host.hasNodeGlobals { return try runNextTaskOfIteration() }
        if hasPendingImports {
            // The host goes on with pending `import()` calls before anything else.
            jobCount += 1
            try runTask(QueuedTask(job: jobCount, task: .finishImports))
            return true
        }
        guard let next = try nextTaskInTime() else { return false }
        try runTask(next)
        return true
    }

    /// Takes the next task from the loop; `nil` when there is none that the process goes on for.
    mutating func nextTaskInTime() throws(Abrupt) -> QueuedTask? {
        guard let due = loop.nextDueTime() else { return nil }
        if due > limits.time { throw blockedByTime() }
        return loop.nextTask()
    }

    /// The clock may not go on to the next task. What tells most is where a module still waits, then what the next timer would call.
    private mutating func blockedByTime() -> Abrupt {
        loop.advance(by: max(0, limits.time - loop.now))
        let waiting = coroutines.indices.first { coroutines[$0].kind == .asyncModule && coroutines[$0].state == .suspended }
        if let waiting { noteBlocked(in: CoroutineID(index: Int32(waiting))) }
        if let next = loop.peekTask(), let callback = callback(of: next.task) { noteBlocked(inFunction: callback) }
        noteBlockedBetweenFunctions()
        return .blocked(.limit(.time))
    }

    /// The microtasks of the turn, and what the host does when they are done.
    private mutating func settleTurn() throws(Abrupt) {
        try throwIfStopped()
        if host.importLoading == .polled, turn == entryTurn { return try settleEntryTurn() }
        repeat { try drainMicrotasks() } while learnOfEvaluatedImport()
        module = .none
        reportRejections()
        try throwIfStopped()
    }

    /// HostPromiseRejectionTracker's report: promises that were rejected and that nobody handles.
    private mutating func reportRejections() {
        // The process has ended amid the microtasks.
        if case .fatal? = ending { return }
        if let fatalError {
            // Where the host's hops are not known, the process ends when the microtasks of the turn are done.
            endProcess(fatalError, isPromise: true)
            return
        }
        let rejected = rejections
        rejections = []
        for promise in rejected where !heap.promises[Int(promise.index)].isHandled {
            let reason = heap.promises[Int(promise.index)].result
            let message = errorText(reason)
            if isRecording {
                record(
                    .unhandledRejection(PromiseNumber(rawValue: promise.index), error: text(message)),
                    module: heap.promises[Int(promise.index)].module)
            }
            if host.unhandledRejection == .report {
                // Only so many can be read; the trace has them all.
                if uncaughtErrors.count >= Self.reportLimit { continue }
                uncaughtErrors.append(hostMessage(reason, isPromise: true))
                var problem = diagnostic(for: reason, .rejection)
                problem.severity = .warning
                outcomeDiagnostics.append(problem)
            }
            if host.unhandledRejection == .endProcess {
                endProcess(reason, isPromise: true)
                return
            }
        }
    }

    /// An error that nothing caught, in a task.
    mutating func reportUncaught(_ value: Value) {
        let message = errorText(value)
        if isRecording { record(.uncaught(error: text(message)), module: module) }
        if host.unhandledRejection == .endProcess {
            endProcess(value, isPromise: false)
        } else {
            if uncaughtErrors.count >= Self.reportLimit { return }
            uncaughtErrors.append(hostMessage(value, isPromise: false))
            outcomeDiagnostics.append(diagnostic(for: value, .error))
        }
    }

    private mutating func endProcess(_ value: Value, isPromise: Bool) {
        ending = .fatal(errorText(value))
        hostMessages.append(hostMessage(value, isPromise: isPromise))
        let isEntry = entryError == value
        outcomeDiagnostics.append(diagnostic(for: value, isPromise && !isEntry ? .rejection : .error))
    }

    // MARK: Entries

    private mutating func startEntry(_ index: Int) {
        let module = entries[index].module
        if hostLoad(module, referrer: nil) {
            entryTextLoaded(index)
        } else {
            wait(for: module, .entryText(Int32(index)))
        }
    }

    /// The entry itself is there; the rest of its graph follows.
    mutating func entryTextLoaded(_ index: Int) {
        let module = entries[index].module
        let failure = modules[Int(module.index)].failure
        if failure >= 0 {
            entryFailed(index, loadFailures[Int(failure)])
        } else {
            loadGraph(module, .entry(Int32(index)))
        }
    }

    /// The graph is complete: it is linked and evaluated when its turn has come.
    mutating func entryLoaded(_ index: Int) {
        entries[index].isLoaded = true
        evaluateLoadedEntries()
    }

    /// Entries run in their order, however they arrive. The scripts of a page are tasks of their own, with a microtask
    /// checkpoint after each. https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element
    private mutating func evaluateLoadedEntries() {
        while nextEntry < entries.count, entries[nextEntry].isLoaded || entries[nextEntry].state == .failed {
            let index = nextEntry
            nextEntry += 1
            if entries[index].state == .failed { continue }
            if host.console == .browser, index > 0 {
                _ = schedule(.entry(Int32(index)), after: 0)
            } else {
                evaluateEntry(index)
            }
        }
    }

    mutating func evaluateEntry(_ index: Int) {
        let module = entries[index].module
        do throws(Abrupt) {
            if !modules[Int(module.index)].isJSON { try link(module) }
        } catch {
            guard case .thrown(let value) = error else {
                if case .blocked(let reason) = error { stopped = reason }
                return
            }
            entries[index].state = .failed
            endTime = loop.now
            let message = errorText(value)
            if let problem = linkProblem(of: value) { diagnostics.append(problem) }
            if ending == nil { ending = .linkError(message) }
            return
        }
        entries[index].state = .evaluating
        entryTurn = turn
        do throws(Abrupt) {
            let promise = try evaluate(module)
            performThen(promise, .entry(Int32(index)))
        } catch {
            if case .blocked(let reason) = error { stopped = reason }
        }
    }

    mutating func entryFailed(_ index: Int, _ problems: [Diagnostic]) {
        entries[index].state = .failed
        endTime = loop.now
        diagnostics.append(contentsOf: problems)
        if ending == nil { ending = .loadError(problems[0].message) }
        evaluateLoadedEntries()
    }

    mutating func entrySettled(_ index: Int, _ value: Value, isRejected: Bool) {
        entries[index].state = isRejected ? .rejected : .fulfilled
        endTime = loop.now
        guard isRejected else { return }
        if case .object(let error) = value, error == overflowError { overflowPlace = place(ofError: value) }
        if entryError == nil { entryError = value }
        guard host.unhandledRejection == .endProcess, fatalError == nil else { return }
        fatalError = value
        if let hops = host.hopsFromRejectedEntryToEnd { endProcess(value, afterHops: hops) }
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
        trace.entries = entries.map { ModuleIndex(Int($0.module.index)) }
        if withModules { for index in modules.indices { trace.modules.append(traceModule(index)) } }
        trace.end = loop.now
        trace.outcome = outcome()
        if withModules { notePendingWaits() }
        trace.duration = entries.allSatisfy { $0.state == .fulfilled || $0.state == .rejected || $0.state == .failed } ? endTime : loop.now
        return Run(
            trace: trace, diagnostics: diagnostics, outcomeDiagnostics: outcomeDiagnostics + closingDiagnostics(),
            hostMessages: hostMessages + closingMessages(), exitStatus: exitStatus(),
            hasExited: hasExited)
    }

    /// Whether an entry ended by unbounded recursion. Where a host ends the process for such an error, it is one like any other.
    var isBlockedByRecursion: Bool {
        stopped == nil && ending == nil && !hasExited && overflowPlace != nil && host.unhandledRejection == .report
    }

    private mutating func outcome() -> Outcome {
        if let stopped { return .blocked(describe(stopped)) }
        if hasExited { return exitStatus() == 0 ? .fulfilled : .rejected("process.exit(\(exitStatus()))") }
        switch ending {
        case .loadError(let message): return .loadError(message)
        case .linkError(let message): return .linkError(message)
        case .fatal(let message):
            return .rejected(message)
        case nil: break
        }
        if isBlockedByRecursion { return .blocked("unbounded recursion at \(placeName(overflowPlace) ?? "an unknown place")") }
        if let entryError { return .rejected(errorText(entryError)) }
        return entries.allSatisfy { $0.state == .fulfilled } ? .fulfilled : .unsettled
    }

    private mutating func traceModule(_ index: Int) -> TraceModule {
        let record = modules[index]
        var module = TraceModule(name: input.name(of: record.key), kind: record.isJSON ? .json : .source)
        module.hasTLA = record.hasTLA
        module.status = record.status
        module.cycleRoot = record.cycleRoot == .none ? nil : ModuleIndex(Int(record.cycleRoot.index))
        if record.pendingAsyncDependencies >= 0 { module.pendingAsyncDependencies = Int(record.pendingAsyncDependencies) }
        if record.unit.index >= 0 {
            for (offset, request) in code.requests[code.modules[Int(record.unit.index)].requests].enumerated() {
                let target = loadedModules[Int(record.requestStart) + offset]
                module.requests.append(
                    .init(
                        specifier: strings.names.string(request.specifier),
                        module: target == .none ? nil : ModuleIndex(Int(target.index)),
                        phase: request.phase == .defer ? .defer : .evaluation))
            }
        }
        if let error = record.evaluationError { module.error = errorText(error) }
        return module
    }

    private mutating func exitStatus() -> Int32 {
        // No host ends a program that goes on for ever: this status is tla-sim's own.
        if case .blocked = trace.outcome { return stopped == .outsideSubset ? 2 : 14 }
        if diagnostics.contains(where: { $0.kind == .unsupported }) { return 2 }
        if ending != nil || entryError != nil { return 1 }
        if let status = processExitCode() { return status }
        return hasExited || entries.allSatisfy { $0.state == .fulfilled } ? 0 : host.unsettledStatus
    }

    /// `process.exitCode`, when the program set it.
    private mutating func processExitCode() -> Int32? {
        guard !processObject.isNone, let own = getOwn(processObject, key("exitCode")) else { return nil }
        switch own.value {
        case .number(let status): return Int32(exactly: status).map { $0 & 0xFF }
        case .string(let text): return Int32(exactly: numberValue(of: text)).map { $0 & 0xFF }
        default: return nil
        }
    }

    /// How many uncaught errors a host that lives on tells.
    private static var reportLimit: Int { 100 }

    private var isUnsettled: Bool { trace.outcome == .unsettled }

    private mutating func closingMessages() -> [HostMessage] {
        var messages = isUnsettled ? unsettledMessages() : []
        if host.unhandledRejection == .report {
            messages += uncaughtErrors
            if let entryError { messages.append(hostMessage(entryError, isPromise: true)) }
        }
        return messages
    }

    /// What is to be told of the end of the run.
    private mutating func closingDiagnostics() -> [Diagnostic] {
        if case .blocked = trace.outcome { return stopped == .outsideSubset ? [] : [blockedDiagnostic()] }
        if let entryError, ending == nil, !hasExited { return [diagnostic(for: entryError, .error)] }
        return isUnsettled ? unsettledDiagnostics() : []
    }
}
