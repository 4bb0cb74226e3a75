import Trace

/// Where it is written what a host does in an event: in a standard of the web, or in the host's own documents.
struct HostDocument: Equatable {
    var name: String
    var url: String

    /// - Parameter host: the name of a host profile.
    static func of(_ kind: Event.Kind, host: String) -> HostDocument? {
        let isNode = host.hasPrefix("node")
        switch kind {
        case .timerSet, .timerFired, .timerCleared, .jobQueued(_, .timer, _), .jobStarted(_, .timer):
            return isNode ? nodeTimers : timers
        case .jobQueued(_, .immediate, _), .jobStarted(_, .immediate): return nodeTimers
        case .jobQueued(_, .nextTick, _), .jobStarted(_, .nextTick):
            return HostDocument(name: "process.nextTick", url: "https://nodejs.org/api/process.html#processnexttickcallback-args")
        case .jobQueued(_, .queueMicrotask, _), .jobStarted(_, .queueMicrotask):
            return HostDocument(
                name: "HTML, queue a microtask",
                url: "https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#microtask-queuing")
        case .jobStarted(_, let job) where job.isTask:
            return HostDocument(
                name: "HTML, event loops", url: "https://html.spec.whatwg.org/multipage/webappapis.html#event-loop-processing-model")
        case .fetchStarted, .fetchSettled: return HostDocument(name: "Fetch, fetch()", url: "https://fetch.spec.whatwg.org/#fetch-method")
        case .console: return HostDocument(name: "Console, printer", url: "https://console.spec.whatwg.org/#printer")
        case .agentStarted, .agentEnded:
            return isNode
                ? HostDocument(name: "worker_threads", url: "https://nodejs.org/api/worker_threads.html")
                : HostDocument(name: "HTML, workers", url: "https://html.spec.whatwg.org/multipage/workers.html")
        case .messageSent, .messageReceived:
            return HostDocument(name: "HTML, messages", url: "https://html.spec.whatwg.org/multipage/web-messaging.html")
        default: return nil
        }
    }

    private static let timers = HostDocument(
        name: "HTML, timers", url: "https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers")
    private static let nodeTimers = HostDocument(name: "Node.js, timers", url: "https://nodejs.org/api/timers.html")
}
