import Trace

/// The clock of a trace file that viewers draw: virtual time, in which each step at one instant has a microsecond of its own.
///
/// Most of what a program does takes no virtual time, and viewers drop what takes none. So the steps of an instant stand side by
/// side, a microsecond each, in their order. A drawn time is never before the virtual one, and later by no more than a
/// microsecond for each step since the clock last stood still. All drawn times are whole microseconds: viewers read them as
/// binary fractions, and cut.
struct StepClock {
    /// By event, in microseconds; different for any two steps.
    private let drawn: [Int64]
    /// After the last step and the run's end.
    let end: Int64

    /// - Parameter isStep: by event, whether something is drawn that begins, ends or happens with it.
    init(_ trace: Trace, isStep: [Bool]) {
        var last: Int64 = -1
        var drawn: [Int64] = []
        drawn.reserveCapacity(trace.events.count)
        for (event, isStep) in zip(trace.events, isStep) {
            if isStep { last = max(Self.microseconds(event.time), last + 1) }
            drawn.append(max(last, 0))
        }
        self.drawn = drawn
        end = max(Self.microseconds(trace.end), last + 1)
    }

    /// When the event begins; what it begins and ends at once is a microsecond long.
    subscript(event: Int) -> Int64 { drawn.indices.contains(event) ? drawn[event] : end }

    /// Rounded up, so that nothing is drawn before it happens.
    private static func microseconds(_ nanoseconds: Int64) -> Int64 {
        max(0, nanoseconds / 1_000 + (nanoseconds % 1_000 > 0 ? 1 : 0))
    }
}
