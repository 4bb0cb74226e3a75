import Trace

extension Trace {
    /// Whether a module comes with the host: `node:events`, or `worker 1: node:events` where there are several agents.
    package func isHostsOwn(_ module: TraceModule) -> Bool {
        if module.name.hasPrefix("node:") { return true }
        guard let agent = module.agent, agents.indices.contains(agent.index) else { return false }
        return module.name.hasPrefix("\(agents[agent.index].name): node:")
    }
}
