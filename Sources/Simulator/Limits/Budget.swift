/// How much work the run has done, counted so that one that goes on for ever is stopped; and what is kept for it besides its values.
///
/// The whole work is ``Machine/stepCount``: the interpreter counts its instructions, and the strings what they copy.
struct Budget {
    /// Calls, turns of loops, jobs, and what native code does at its cost in these.
    var steps = 0
    /// Texts that the simulator keeps because of what the program did, in bytes: URLs, labels, messages.
    var keptBytes = 0
    /// What the other agents of the run have of the limits that hold for all together.
    var others = OtherAgents()
    /// At how many steps the limits are looked at again.
    var nextCheck = 1024

    /// Counts native work on so many elements or characters; the next step notices a limit that is passed.
    @inline(__always) mutating func countWork(_ size: Int) { steps += size >> 4 }

    /// The same where each character is looked at closely.
    @inline(__always) mutating func countCloseWork(_ size: Int) { steps += size >> 2 }

    /// Counts a text that is kept until the end of the run, with what a table takes to hold it.
    mutating func keep(_ text: String) { keptBytes += text.utf8.count + 64 }
}

/// What the other agents of a run keep. Their steps, and what they printed, need no place here: an agent goes on counting where the one before it
/// stopped.
struct OtherAgents {
    var byteCount = 0
    var eventCount = 0
}
