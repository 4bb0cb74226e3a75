/// How far the program is: its entries, and how the run ends.
struct Progress {
    var entries: [EntryState] = []
    /// The first entry that has not been evaluated.
    var nextEntry = 0
    /// The first of the program's preloads that has not begun.
    var nextPreload = 0
    /// When the last entry settled; nanoseconds.
    var endTime: Int64 = 0
    /// The steps of the run at that moment.
    var endSteps = 0
    /// The error of the first entry that was rejected.
    var entryError: Value?
    /// The error of the first entry that was rejected and whose error the program took on, so that the process went on.
    var survivedError: Value?
    /// The rejection of an entry for which the host is about to end the process.
    var fatalError: Value?
    /// The error that nothing handled for which the host ends the process in a while.
    var fault: Fault?
    /// Where unbounded recursion ended an entry.
    var overflowPlace: Place?
    /// Set when the host ends the process: the outcome is settled.
    var ending: Ending?
    /// How many of the entries, from the first on, have settled.
    var settledEntries = 0
    /// What a run of the same program before this one has found, or this one at its end: that there is no end.
    var service: Service?
    /// What the run is blocked by is a timer that was asked for once: when it is due; nanoseconds.
    var lateTime: Int64?
    /// How much of the line to mark where the run is blocked.
    var blockedWidth = 1
    /// The run was watched for as long as was asked, and something keeps its process alive.
    var goesOn = false
    /// `process.exitCode`
    var exitCode = Value.undefined
    /// Whether `process` has, or had, listeners.
    var hasProcessListeners = false
    /// `process.setUncaughtExceptionCaptureCallback`
    var errorCapture = Value.undefined
    /// The status with which an error ends the process.
    var fatalStatus: Int32 = 1
    /// Whether it ends without a word to listeners of `exit`.
    var endsUntold = false
    /// Whether the host has said how to learn where warnings come from.
    var hasToldOfTraces = false
    /// Whether the global object was told that the entries are done.
    var hasToldOfLoad = false
    /// `process.exit()` was called.
    var hasExited = false
    /// Where it was called: the instructions of the calls that ran, innermost first.
    var exitInstructions: [Int32] = []
}
