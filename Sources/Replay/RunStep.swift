import Trace

/// A step of a run as a person goes through it: an event, with the quiet ones before it.
///
/// Where there are `n` steps, the run has `n + 1` states: that before the first, number 0, and one behind each.
public struct RunStep: Equatable, Sendable {
    /// The events, as indices into ``Trace/events``.
    public var events: Range<Int>
    /// The one of them that the step tells of.
    public var told: Int
}

extension Trace {
    /// The steps of the run. That other calls run, and that a promise was made, is told with the event behind it.
    public var steps: [RunStep] {
        var steps: [RunStep] = []
        var start = 0
        for (index, event) in events.enumerated() where !event.kind.isQuiet {
            steps.append(RunStep(events: start..<index + 1, told: index))
            start = index + 1
        }
        guard start < events.count else { return steps }
        if steps.isEmpty {
            steps.append(RunStep(events: start..<events.count, told: start))
        } else {
            steps[steps.count - 1].events = steps[steps.count - 1].events.lowerBound..<events.count
        }
        return steps
    }
}

extension Event.Kind {
    fileprivate var isQuiet: Bool {
        switch self {
        case .stack, .promiseCreated: true
        default: false
        }
    }
}
