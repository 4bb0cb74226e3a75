import Diagnostics
import Hosts
import JavaScript
import Programs
import Text
import Trace

/// What a run was, once it is over.
extension Machine {
    mutating func result(withModules: Bool) -> Run {
        judgeUncompiled()
        recorder.trace.entries = progress.entries.map { ModuleIndex(Int($0.module.index)) }
        recorder.trace.jobCauses = jobCauses()
        recorder.trace.end = loop.now
        recorder.trace.outcome = outcome()
        if withModules { traceModules() }
        if requests.isOn { traceRequests(withModules: withModules) }
        if progress.goesOn { recorder.trace.startUpEnd = startUpEnd() }
        // A run without events has nobody who asks: where that matters, it is run again.
        if withModules, isUnsettled || stoppedWaiting != nil, !recorder.trace.events.isEmpty {
            noteUnfinishedRequests()
            notePendingDependencies()
            noteSourceRequests()
            notePendingWaits()
        }
        let isOver = progress.entries.allSatisfy { $0.state != .waiting && $0.state != .evaluating }
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
        if isUnsettled || leavesBehind { run.unreferencedTimers = unreferencedTimers() }
        run.leavesBehind = leavesBehind
        if withModules, run.leavesBehind, !recorder.trace.events.isEmpty { run.leftBehind = leftBehind() }
        run.missedExports = missedExports()
        run.unsetReads = unsetReads()
        run.writtenFiles = reports.writtenFiles.paths
        run.stepCount = stepCount
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
        if let error = progress.survivedError { return .rejected(errorText(error)) }
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

    /// A classic script that runs again, or that is a module too, is another record of one name: those are numbered.
    private mutating func traceModules() {
        var counts: [ExactText: Int] = [:]
        for index in graph.modules.indices {
            var module = traceModule(index)
            let count = counts[ExactText(module.name), default: 0] + 1
            counts[ExactText(module.name)] = count
            if count > 1 { module.name += " (\(count))" }
            recorder.trace.modules.append(module)
        }
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

    mutating func exitStatus() -> Int32 {
        // No host ends a program that goes on for ever: this status is tla-sim's own.
        if case .blocked = recorder.trace.outcome { return stop.reason == .outsideSubset ? 2 : 14 }
        if reports.diagnostics.contains(where: \.isOutsideSubset) { return 2 }
        if progress.ending != nil || progress.entryError != nil || page.failure != nil { return progress.fatalStatus }
        if case .running = recorder.trace.outcome { return 0 }
        let own = processExitCode()
        let isSettled = areEntriesDone
        if !isSettled, isAtPreload, let status = host.exit.unsettledPreload { return own ?? status }
        return isSettled ? own ?? 0 : host.exit.unsettled(own: own)
    }

    /// Whether the program has ended as it wanted, by its own call or with nothing that waits and counts.
    var areEntriesDone: Bool {
        mutating get {
            progress.hasExited || (progress.entries.allSatisfy { $0.state == .fulfilled || $0.state == .survived } && !leavesImports)
        }
    }

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
        [lostMessagesDiagnostic()].compactMap { $0 } + unstartedPortDiagnostics() + diagnosticsOfEnd()
    }

    private mutating func diagnosticsOfEnd() -> [Diagnostic] {
        if case .blocked = recorder.trace.outcome { return stop.reason == .outsideSubset ? [] : [widened(blockedDiagnostic())] }
        if let error = progress.entryError, progress.ending == nil, !progress.hasExited, !page.isOn {
            tell(error, .error)
            return []
        }
        if case .running = recorder.trace.outcome { return [runningDiagnostic()] }
        if let error = progress.survivedError, progress.ending == nil, !progress.hasExited { tell(survived: error) }
        return []
    }
}
