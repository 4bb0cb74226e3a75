/// How the host's timers count.
package struct TimerRules: Sendable, Equatable {
    /// The shortest delay; nanoseconds.
    package var minimumDelay: Int64 = 0
    /// Whether delays are whole milliseconds, of which 32 bits are kept.
    package var areWholeMilliseconds = true
    /// Whether `setTimeout` gives an object with `ref` and `unref`, and not a number.
    package var areObjects = false
    /// What a callback has for its `this`.
    package var callbackThis = CallbackThis.undefined
    /// Whether what is no function is a text to run. https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timerhandler
    package var takeText = false
    /// Whether the next turn of an interval counts from where its callback began, and not from its end.
    package var intervalsCountFromBeginning = false

    /// Whether the callbacks of `process.nextTick` that a timer's callback queues come in the place of the first one's microtask, unless others were
    /// queued before.
    package var ticksWaitForMicrotasks = false

    /// Whether those of one duration are one list, which is run as far as it is due before another one.
    package var areLists = false
    /// From which depth of timers that timers set on a delay is at least ``nestedMinimum``; `nil` for none.
    package var nestingLimit: Int32?
    /// Nanoseconds.
    package var nestedMinimum: Int64 = 4 * millisecond
    /// Whether what an entry gives to `process.nextTick` comes before its microtasks.
    package var entryTicksComeFirst = false

    /// Whether a process goes on for an `Atomics.waitAsync` whose time is not over.
    package var waitsKeepProcess = true

    package enum CallbackThis: Sendable, Equatable {
        case undefined
        /// The global object. https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#run-steps-after-a-timeout
        case global
        /// The timer that calls it.
        case timer
    }

    package static let millisecond: Int64 = 1_000_000
}
