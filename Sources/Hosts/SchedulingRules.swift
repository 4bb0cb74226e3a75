/// How a browser orders what HTML leaves open: frames, tasks with a priority, messages of ports, and pages in the background.
///
/// https://wicg.github.io/scheduling-apis, https://html.spec.whatwg.org/multipage/webappapis.html#event-loop-processing-model
public struct SchedulingRules: Sendable, Equatable {
    /// Whether a frame that is due comes before the tasks that are due, and not when none is left.
    package var framesComeFirst = false
    /// Whether a task of `scheduler.postTask` whose delay is over takes the place that a timer would have, and is not put into the queue of its
    /// priority before the timers of that moment.
    package var delayedTasksAreTimers = false
    /// Whether each further message of a port lets other tasks go first, and not the second alone.
    package var portsGiveWayEachTime = false
    /// Whether a worker runs microtasks when all functions of a frame have been called, and not after each.
    package var workersRunFramesTogether = false
    /// From when on a page in the background holds back its timers.
    package var background = Background.delayedTimers
    /// How often frames come in the background; nanoseconds, `nil` for never.
    package var backgroundFrames: Int64?

    package enum Background: Sendable, Equatable {
        /// Timers of no length are let through.
        case delayedTimers
        /// Every timer waits a second.
        case allTimers
    }

    /// As HTML has it.
    package static let html = SchedulingRules()

    /// How far apart timers fire in the background; nanoseconds.
    package static let backgroundInterval: Int64 = 1_000_000_000
    /// More than how much time must be left until something is due for idle callbacks to run, and how long they have at most; nanoseconds.
    package static let shortestIdlePeriod: Int64 = 3_000_000
    package static let longestIdlePeriod: Int64 = 50_000_000
}
