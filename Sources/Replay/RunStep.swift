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
    /// The steps of the run. That other calls run, and that a promise was made, is told with the event behind it; what a start or an `await` does to
    /// the calls with the event itself.
    public var steps: [RunStep] {
        var steps: [RunStep] = []
        var start = 0
        for (index, event) in events.enumerated() {
            if case .stack = event.kind, start == index, let last = steps.indices.last, events[steps[last].told].kind.changesCalls {
                steps[last].events = steps[last].events.lowerBound..<index + 1
                start = index + 1
                continue
            }
            if event.kind.isQuiet { continue }
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
    /// Whether a body or a function begins, or stands still.
    fileprivate var changesCalls: Bool {
        switch self {
        case .started, .suspended, .functionSuspended, .partSuspended: true
        default: false
        }
    }

    fileprivate var isQuiet: Bool {
        switch self {
        case .stack, .promiseCreated: true
        default: false
        }
    }
}
