/// What becomes of rejected promises.
package struct RejectionRules: Sendable, Equatable {
    /// In which order AsyncModuleExecutionRejected rejects promises.
    package enum Order: Sendable, Equatable {
        /// Today's text (ecma262 #3695).
        case ownPromiseFirst
        /// The text before, and V8 up to 13.6.
        case parentsFirst
    }

    /// What one does that nobody handles.
    package enum Unhandled: Sendable, Equatable {
        /// It is noted.
        case report
        /// It ends the process.
        case endProcess
        /// It is told, and the process ends a little later, when no entry waits any more.
        case endProcessLater
    }

    package var order = Order.ownPromiseFirst
    package var unhandled: Unhandled
    /// How many promise hops of the host's own lie between the rejection of an entry, of which it learns, and the end of the process, which
    /// comes amid the microtasks; `nil` where it was not measured, or where the process does not end.
    package var hopsFromRejectedEntryToEnd: Int32?
}
