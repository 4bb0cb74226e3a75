import Diagnostics
import Text
import Trace

/// An agent that the program itself has ended, as by `terminate()`.
public struct EndedAgent: Sendable {
    public var agent: AgentIndex
    public var name: String
    /// When; virtual time, nanoseconds.
    public var time: Int64
    /// The call that did it.
    public var location: SourceLocation?
}

/// What is told of the ends of threads.
extension AgentCluster {
    /// The agents that code of the others has ended.
    func endedAgents() -> [EndedAgent] {
        agents.flatMap { agent in
            agent.machine.agents.terminations.compactMap { ending in
                guard let child = agent.children[ending.agent] else { return nil }
                return EndedAgent(
                    agent: AgentIndex(child), name: agents[child].info.name, time: ending.time,
                    location: ending.place.map { agent.machine.locationOf($0) })
            }
        }
    }

    /// `process.exit()` of the program that came while threads were at something.
    func exitDiagnostic() -> Diagnostic? {
        guard agents[0].machine.progress.hasExited, let exit = agents[0].machine.progress.exitInstructions.first,
            let place = agents[0].machine.place(of: exit)
        else { return nil }
        var places: [RelatedPlace] = []
        var names: [String] = []
        for agent in cutShort {
            guard let left = agent.machine.firstTimerLeft() else { continue }
            names.append(agent.info.name)
            places.append(
                RelatedPlace(
                    "\(agent.info.name) is not done: this \(left.function) was due at \(durationText(left.time))",
                    at: agent.machine.locationOf(left.place)))
        }
        guard !names.isEmpty else { return nil }
        let who = names.count == 1 ? names[0] : counted(names.count, "worker", "workers")
        var problem = agents[0].machine.problem(
            .runtime, "process.exit() ends the program here, and \(who) in the middle of its work", at: place)
        problem.severity = .warning
        problem.related = Array(places.prefix(3))
        problem.suggestion = "call process.exit() when the worker has posted what it was asked for, or has ended"
        problem.alternatives = ["leave it out: the program ends by itself when its workers have ended"]
        return problem
    }

    /// An error that has ended a thread, and for which nobody listened, ends the program: it is told where it was thrown.
    func explainErrors(of own: Run, in agent: Agent, _ run: inout Run) {
        for thrown in own.outcomeDiagnostics where thrown.severity == .error && thrown.location != nil {
            guard
                let index = run.outcomeDiagnostics.firstIndex(where: {
                    $0.severity == .error && $0.location == nil && $0.message == thrown.message
                })
            else { continue }
            var problem = thrown
            problem.message += ": it ends \(agent.info.name), and with it the program, which does not listen for the worker's 'error'"
            let remedy = "mend it there, or say what happens then: worker.on('error', (error) => …)"
            if problem.suggestion == nil {
                problem.suggestion = remedy
            } else {
                problem.alternatives.append(remedy)
            }
            run.outcomeDiagnostics[index] = problem
        }
    }
}
