import Diagnostics
import Simulator
import Text
import Trace

/// What agents have to do with each other: who begins another one, what they post, and how they end.
extension NarrativeReader {
    /// A message of another agent that is given to what listens.
    struct Arrival {
        var number: Int32
        var sender: AgentIndex
        var event: Event
    }

    /// Messages that code posts one after another to the same agent.
    struct Posting {
        var receiver: AgentIndex
        var first: Int32
        var last: Int32
    }

    mutating func start(_ agent: AgentIndex, _ event: Event) {
        join(event)
        add([.words("starts "), .words(trace.name(agent))], event)
    }

    mutating func send(_ number: Int32, to receiver: AgentIndex, _ event: Event) {
        join(event)
        if var open = stretch?.posted, open.receiver == receiver, open.last + 1 == number {
            open.last = number
            stretch?.posted = open
            return
        }
        endPrinting()
        stretch?.posted = Posting(receiver: receiver, first: number, last: number)
    }

    mutating func arrive(_ number: Int32, from sender: AgentIndex, _ event: Event) {
        flush()
        arrival = Arrival(number: number, sender: sender, event: event)
    }

    mutating func end(_ event: Event) {
        flush()
        var parts: [Part] = [.words(trace.name(event.agent))]
        if let ended = words.ended(event.agent) {
            parts.append(.words(" is ended"))
            if let place = ended.location { parts += [.words(" by the call at "), .place(place)] }
        } else {
            parts.append(.words(" ends"))
        }
        steps.append(step(.end, event, parts))
    }

    /// A message of which no code that does anything has come.
    mutating func endArrival() {
        guard let open = arrival else { return }
        arrival = nil
        steps.append(step(.callback, open.event, words.arrival(open.number, from: open.sender, at: open.event.agent)))
    }

    /// What was posted is told, once something else is to be told.
    mutating func endPosting() {
        guard let open = stretch?.posted else { return }
        stretch?.posted = nil
        let count = open.last - open.first + 1
        let messages =
            count == 1 ? "message \(open.first)" : "messages \(open.first)\(count == 2 ? " and " : " to ")\(open.last)"
        let receiver = trace.name(open.receiver)
        stretch?.told.append([.words("posts \(messages) to \(receiver)")])
    }
}

extension NarrativeWords {
    /// `message 3 of main comes to worker 1`.
    func arrival(_ number: Int32, from sender: AgentIndex, at receiver: AgentIndex) -> [Part] {
        [.words("Message \(number) of \(trace.name(sender)) comes to \(trace.name(receiver))")]
    }

    /// How an agent was ended by the program; `nil` for one that ends by itself.
    func ended(_ agent: AgentIndex) -> EndedAgent? { explanation.run.endedAgents.first { $0.agent == agent } }

    /// The messages that were posted and never given to anybody.
    var untaken: [(number: Int32, receiver: AgentIndex)] {
        var open: [Int32: AgentIndex] = [:]
        for event in trace.events {
            switch event.kind {
            case .messageSent(let number, let receiver): open[number] = receiver
            case .messageReceived(let number, _): open[number] = nil
            default: break
            }
        }
        return open.map { (number: $0.key, receiver: $0.value) }.sorted { $0.number < $1.number }
    }

    /// What is said of them at the end of the story.
    var untakenWords: [[Part]] {
        guard trace.agents.count > 1, !trace.isTruncated else { return [] }
        let untaken = untaken
        guard let first = untaken.first else { return [] }
        if untaken.count == 1 { return [[.words("Message \(first.number) to \(trace.name(first.receiver)) is never taken.")]] }
        return [
            [
                .words(
                    "\(grouped(untaken.count)) messages are never taken, the first of them message \(first.number) to \(trace.name(first.receiver))."
                )
            ]
        ]
    }
}
