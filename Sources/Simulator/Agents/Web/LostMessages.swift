import Diagnostics
import JavaScript
import Text

/// Messages that came to a worker before it listened for any, and are lost: its body waited meanwhile.
struct LostMessages {
    var count = 0
    /// When the first came; nanoseconds.
    var time: Int64 = 0
    /// Where the worker's code stood then.
    var standing: Place?
    /// Where it listens for messages in the end.
    var listening: Place?
}

extension Machine {
    /// A message has come to an object.
    mutating func noteMessage(at target: ObjectID) {
        guard agents.web.kind == .worker, target == realm.global, agents.web.lost.listening == nil else { return }
        let type = strings.names.intern("message")
        let isHeard = events.targets[Int(heap[target].payload)].listeners.contains { number in
            !events.listeners[Int(number)].isRemoved && events.listeners[Int(number)].type == type
        }
        if isHeard { return }
        agents.web.lost.count += 1
        guard agents.web.lost.count == 1 else { return }
        agents.web.lost.time = loop.now
        let body = coroutines.records.first { $0.kind == .asyncModule && $0.state == .suspended }
        agents.web.lost.standing = body.flatMap { place(of: $0.frame.pc - 1) }
    }

    /// The object gets a listener.
    mutating func noteMessageListener(_ type: NameID, at target: ObjectID) {
        guard agents.web.lost.count > 0, agents.web.lost.listening == nil, target == realm.global,
            type == strings.names.intern("message")
        else { return }
        agents.web.lost.listening = place(of: max(0, running.pc - 1))
    }

    /// What is said of messages that were lost before the worker listened.
    mutating func lostMessagesDiagnostic() -> Diagnostic? {
        let lost = agents.web.lost
        guard lost.count > 0, let listening = lost.listening, let standing = lost.standing else { return nil }
        let messages = counted(lost.count, "message came", "messages came")
        var problem = problem(
            .runtime,
            "\(messages) to the worker before it listened here, and \(lost.count == 1 ? "is" : "are") lost: the first at \(durationText(lost.time))",
            at: listening)
        problem.severity = .warning
        problem.related = [
            RelatedPlace("the worker waits here when it comes; messages are given out from the first await on", at: locationOf(standing))
        ]
        problem.suggestion = "listen before that await, and let the listener await what it needs"
        problem.alternatives = ["let the worker post a message when it listens, and post to it only then"]
        return problem
    }
}
