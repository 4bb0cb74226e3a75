/// How the host's timers count.
package struct TimerRules: Sendable, Equatable {
    /// The shortest delay; nanoseconds.
    package var minimumDelay: Int64 = 0
    /// Whether delays are whole milliseconds, of which 32 bits are kept.
    package var areWholeMilliseconds = true
    /// Whether `setTimeout` gives an object with `ref` and `unref`, and not a number.
    package var areObjects = false
    /// Whether the next turn of an interval counts from where its callback began, and not from its end.
    package var intervalsCountFromBeginning = false

    static let millisecond: Int64 = 1_000_000
}
