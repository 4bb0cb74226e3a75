import Diagnostics
import Scenario

/// What agents may take together.
extension AgentCluster {
    /// Whether the run is over for a limit.
    var hasMetLimit: Bool { if case .limit? = agents[0].machine.stop.reason { true } else { false } }

    /// Lets an agent do something, with what the others have left it of the limits.
    func turn<Result>(of agent: Agent, _ work: (inout Machine) -> Result) -> Result {
        var others = OtherAgents()
        for other in agents where other !== agent {
            others.byteCount += other.byteCount
            others.eventCount += other.machine.recorder.trace.events.count
        }
        agent.machine.budget.others = others
        agent.machine.budget.steps += max(0, taken.steps - agent.machine.stepCount)
        agent.machine.console.byteCount = max(taken.printed, agent.machine.console.byteCount)
        let result = work(&agent.machine)
        agent.byteCount = agent.machine.ownByteCount
        taken = (agent.machine.stepCount, agent.machine.console.byteCount)
        return result
    }

    /// A turn, with what it asked of others and what is recorded of it. One who meets a limit of the run goes no further, and the others go on: they
    /// may end it, or the run, before it would have come to an end by itself.
    @discardableResult
    func goOn<Result>(_ agent: Agent, _ work: (inout Machine) -> Result) -> Result {
        let before = taken
        let result = turn(of: agent, work)
        noteSpan(of: agent)
        queueRequests(of: agent)
        if !agent.isStopped, let limit = limitOfRun(agent) {
            agent.limit = limit
            // They have half of what it took for that.
            taken = ((before.steps + taken.steps) / 2, (before.printed + taken.printed) / 2)
        }
        return result
    }

    /// The limit of the whole run that an agent has met.
    private func limitOfRun(_ agent: Agent) -> Limit? {
        guard agent.index > 0, case .limit(let limit)? = agent.machine.stop.reason else { return nil }
        switch limit {
        case .steps, .heap, .output, .modules: return limit
        case .time, .calls, .source, .words, .nesting, .trace: return nil
        }
    }

    /// Has the run be over for the agent that met a limit first, if one has that keeps the run.
    ///
    /// - Returns: whether one has.
    func endRunForLimit() -> Bool {
        guard let agent = agents.first(where: { $0.isStopped && !$0.isOver && keepsRun($0) }), let limit = agent.limit else { return false }
        if agents[0].machine.stop.reason == nil { timeOfLimit = agents.lazy.filter { !$0.isOver }.map(\.machine.loop.now).max() }
        agents[0].machine.stop.elsewhere = (agent.machine.describe(.limit(limit)), agent.machine.blockedDiagnostic())
        agents[0].machine.stop.reason = .limit(limit)
        return true
    }

    /// Whether the run is not over before an agent is: not for a thread that those that began it do not wait for.
    private func keepsRun(_ agent: Agent) -> Bool {
        guard agent.index > 0, agent.info.kind == .thread else { return true }
        return agents[agent.parent].machine.agents.referenced.contains(agent.number) && keepsRun(agents[agent.parent])
    }
}
