import Diagnostics
import JavaScript

/// What stopped a run before its end, and where.
struct Stop {
    /// What stopped it where nothing could be thrown.
    var reason: Blocked?
    /// Where the run was, and in which function.
    var place: Place?
    var function: CodeID?
    /// The stack there: into ``ErrorNotes/stacks``; -1 for none.
    var stack: Int32 = -1
    /// What was reached that is not in the subset.
    var outsideName = ""
    /// Where another agent met a limit of the whole run: what is said of that, in words and as a problem.
    var elsewhere: (words: String, problem: Diagnostic)?
}
