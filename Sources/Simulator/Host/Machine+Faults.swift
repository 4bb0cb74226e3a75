import Hosts
import JavaScript

/// An error that nothing handled, on a host that goes on for a while (`RejectionRules.Unhandled.endProcessLater`).
struct Fault {
    var message: String
    /// Whether it is a rejection that nobody handles.
    var isRejection: Bool
    /// Tasks that are due until then still run; nanoseconds. `nil` for those of the round of the event loop that follows.
    var end: Int64?
}

/// Bun tells such an error at once and looks at the end of a round of its loop whether there was one, unless an entry still waits: then it goes on
/// until that has settled. A rejection is told behind the round, so that another one follows. Measured on Bun 1.4.
extension Machine {
    /// An error is told for which the process will end.
    mutating func noteFault(_ value: Value, isPromise: Bool) {
        guard progress.fault == nil else { return }
        // The rounds begin when the entries are done.
        let isInStart = loop.turn == loop.entryTurn || !haveEntriesSettled()
        agents.fatalError = value
        progress.fault = Fault(
            message: errorText(value), isRejection: isPromise, end: isInStart || !(isPromise || loop.isOfImmediate) ? loop.now : nil)
    }

    /// Whether the process ends before the next task.
    mutating func endsForFault() -> Bool {
        guard let fault = progress.fault, haveEntriesSettled() else { return false }
        let due = loop.queues.nextDueTime()
        if let due, due <= fault.end ?? due {
            // What is due now is still of the round that has met it.
            if fault.end == nil, due > loop.now { progress.fault?.end = due }
            return false
        }
        endForFault()
        return true
    }

    mutating func endForFault() {
        guard let fault = progress.fault, progress.ending == nil, haveEntriesSettled() else { return }
        progress.ending = .fatal(fault.message)
    }
}
