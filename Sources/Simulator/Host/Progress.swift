/// How far the program is: its entries, and how the run ends.
struct Progress {
    var entries: [EntryState] = []
    /// The first entry that has not been evaluated.
    var nextEntry = 0
    /// When the last entry settled; nanoseconds.
    var endTime: Int64 = 0
    /// The error of the first entry that was rejected.
    var entryError: Value?
    /// The rejection of an entry for which the host is about to end the process.
    var fatalError: Value?
    /// Where unbounded recursion ended an entry.
    var overflowPlace: Place?
    /// Set when the host ends the process: the outcome is settled.
    var ending: Ending?
    /// How many of the entries, from the first on, have settled.
    var settledEntries = 0
    /// The run was watched for as long as was asked, and something keeps its process alive.
    var goesOn = false
    /// `process.exitCode`
    var exitCode = Value.undefined
    /// `process.exit()` was called.
    var hasExited = false
}
