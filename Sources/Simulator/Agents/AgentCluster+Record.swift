import Diagnostics
import Trace

/// What they did, as one record.
extension AgentCluster {
    /// What an agent did later, in the task that it was at, nobody saw.
    ///
    /// - Parameter isTold: whether the record says that it is over.
    func endRecord(of agent: Agent, at time: Int64, isTold: Bool) {
        agent.end = time
        agent.interrupted = agent.machine.recorder.cut(after: time)
        if agent.isStopped, !hasMetLimit { agent.machine.recorder.takeBackLimit(until: time) }
        agent.eventCount = min(agent.eventCount, agent.machine.recorder.trace.events.count)
        agent.lineCount = min(agent.lineCount, agent.machine.recorder.trace.console.count)
        for index in spans.indices.reversed() where spans[index].part == agent.index {
            if spans[index].events.upperBound <= agent.eventCount, spans[index].lines.upperBound <= agent.lineCount { break }
            spans[index].events = spans[index].events.clamped(to: 0..<agent.eventCount)
            spans[index].lines = spans[index].lines.clamped(to: 0..<agent.lineCount)
        }
        agent.machine.recordEnd(at: time, isTold: isTold)
        noteSpan(of: agent)
    }

    func noteSpan(of agent: Agent) { noteSpan(of: agent, agent.machine.recorder.trace, time: agent.machine.loop.now) }

    /// Puts what an agent did since the last time behind what is there. Its turns and jobs are counted whether they are recorded or not, so
    /// that they have the same numbers.
    private func noteSpan(of agent: Agent, _ trace: Trace, time: Int64) {
        let span = TraceMerge.Span(
            part: agent.index, events: agent.eventCount..<max(agent.eventCount, trace.events.count),
            lines: agent.lineCount..<max(agent.lineCount, trace.console.count), time: time,
            turns: agent.turnCount..<(agent.machine.loop.turn + 1), jobs: agent.jobCount..<(agent.machine.loop.jobCount + 1))
        if span.events.isEmpty, span.lines.isEmpty, span.turns.isEmpty, span.jobs.isEmpty { return }
        if let last = spans.last, last.part == agent.index {
            spans[spans.count - 1] = TraceMerge.Span(
                part: agent.index, events: last.events.lowerBound..<span.events.upperBound,
                lines: last.lines.lowerBound..<span.lines.upperBound, time: last.time,
                turns: last.turns.lowerBound..<span.turns.upperBound, jobs: last.jobs.lowerBound..<span.jobs.upperBound)
        } else {
            spans.append(span)
        }
        agent.eventCount = span.events.upperBound
        agent.lineCount = span.lines.upperBound
        agent.turnCount = span.turns.upperBound
        agent.jobCount = span.jobs.upperBound
    }

    /// The run of all of them.
    func result(withModules: Bool) -> Run {
        var runs = agents.map { $0.machine.result(withModules: withModules) }
        // What was told of the end is in no stretch yet.
        for (agent, run) in zip(agents, runs) { noteSpan(of: agent, run.trace, time: run.trace.end) }
        let parts = zip(agents, runs).map { agent, run in
            var part = TraceMerge.Part(trace: run.trace, agent: agent.info, namesModules: agent.index > 0)
            part.trace.end = min(run.trace.end, agent.end)
            part.trace.takeBack(agent.interrupted)
            part.messages = agent.messages
            part.children = agent.children.mapValues { AgentIndex($0) }
            return part
        }
        var merge = TraceMerge(parts)
        var run = runs.removeFirst()
        // They tell how far the run was by its own events alone.
        run.unsetReads = []
        (run.leavesBehind, run.leftBehind) = (false, nil)
        run.trace = merge.merged(TraceMerge.byTime(spans, of: parts), entryParts: 0..<1)
        run.sourceFiles += runs.flatMap(\.sourceFiles)
        // An error of a worker is told to the agent that has begun it.
        let seen = zip(agents.dropFirst(), runs).filter { agent, _ in agent.machine.loop.now <= agent.end }
        run.outcomeDiagnostics += seen.flatMap(\.1.outcomeDiagnostics).filter { $0.severity == .warning }
        run.diagnostics += seen.flatMap(\.1.diagnostics).filter { $0.kind == .unsupported }
        run.endedAgents = endedAgents()
        if let problem = exitDiagnostic() { run.outcomeDiagnostics.append(problem) }
        for (agent, own) in seen where agent.info.kind == .thread { explainErrors(of: own, in: agent, &run) }
        for (agent, own) in seen where agent.info.kind != .thread {
            // The page learns that there is no worker, and not why.
            run.outcomeDiagnostics += own.diagnostics.filter { $0.kind != .unsupported }
                .map { Self.warning(of: $0, "\(agent.info.name) does not run") }
            if agent.info.kind == .serviceWorker, agent.machine.progress.entryError != nil || agent.machine.agents.fatalError != nil {
                run.outcomeDiagnostics += own.outcomeDiagnostics.filter { $0.severity == .error }
                    .map { Self.explained(Self.warning(of: $0, "\(agent.info.name) is not registered")) }
                continue
            }
            guard agents[agent.parent].machine.agents.web.unheard.contains(agent.number) else { continue }
            run.outcomeDiagnostics += own.outcomeDiagnostics.filter { $0.severity == .error }.map { Self.warning(of: $0, agent.info.name) }
        }
        return run
    }

    /// `importScripts()` is for classic workers alone.
    private static func explained(_ problem: Diagnostic) -> Diagnostic {
        guard problem.suggestion == nil, problem.message.contains("importScripts") else { return problem }
        var problem = problem
        problem.suggestion = "write import \"…\" in its place, or register the worker without { type: \"module\" }"
        return problem
    }

    /// What is wrong in a worker does not end the page.
    private static func warning(of problem: Diagnostic, _ about: String) -> Diagnostic {
        var warning = problem
        warning.message = "\(about): \(problem.message)"
        warning.severity = .warning
        return warning
    }
}

extension Trace {
    /// The fields of modules are those that the record tells of, and not what the machine made of them later.
    fileprivate mutating func takeBack(_ interrupted: Set<ModuleIndex>) {
        guard !interrupted.isEmpty else { return }
        for module in interrupted {
            let index = Int(module.rawValue)
            (modules[index].status, modules[index].cycleRoot) = (.new, nil)
            (modules[index].pendingAsyncDependencies, modules[index].error) = (nil, nil)
        }
        for event in events {
            guard let module = event.module, interrupted.contains(module) else { continue }
            let index = Int(module.rawValue)
            switch event.kind {
            case .status(let status): modules[index].status = status
            case .cycleRoot(let root): modules[index].cycleRoot = root
            case .pendingDependencies(let count, _): modules[index].pendingAsyncDependencies = Int(count)
            case .dependencyCounted(let count): modules[index].pendingAsyncDependencies = Int(count)
            case .evaluationError(let error): modules[index].error = self[error]
            default: break
            }
        }
    }
}
