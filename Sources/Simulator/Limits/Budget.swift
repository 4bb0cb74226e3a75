/// How much work the run has done, counted so that one that goes on for ever is stopped.
struct Budget {
    /// Calls, turns of loops, jobs, and what native code does at its cost in these.
    var steps = 0
    /// At how many steps the limits are looked at again.
    var nextCheck = 1024

    /// Counts native work on so many elements or characters; the next step notices a limit that is passed.
    @inline(__always) mutating func countWork(_ size: Int) { steps += size >> 4 }

    /// The same where each character is looked at closely.
    @inline(__always) mutating func countCloseWork(_ size: Int) { steps += size >> 2 }
}
