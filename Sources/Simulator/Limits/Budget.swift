/// How much work the run has done, counted so that one that goes on for ever is stopped.
struct Budget {
    /// Calls, turns of loops, jobs, and what native code does at its cost in these.
    var steps = 0
    /// At how many steps the limits are looked at again.
    var nextCheck = 1024
}
