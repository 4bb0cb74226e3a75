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
    /// What a program's own listeners have of errors; `nil` where it can have none.
    package var listeners: ErrorListenerRules?
}

/// What becomes of errors that a program listens for, by `process.on("uncaughtException")` and `process.on("unhandledRejection")`. Measured.
/// https://nodejs.org/api/process.html#event-uncaughtexception
package struct ErrorListenerRules: Sendable, Equatable {
    /// What a listener of `unhandledRejection` throws.
    package enum Failure: Sendable, Equatable {
        /// It is an uncaught exception, and the rejections that were to follow are forgotten.
        case endsRejections
        /// It is an uncaught exception.
        case isUncaught
        /// It ends the process.
        case endsProcess
    }

    /// Which callbacks, by an error that a listener takes on, leave their microtasks for later: the next one of their kind comes before.
    package enum Interruption: Sendable, Equatable {
        case none
        /// Those of `setImmediate`.
        case ofImmediates
        /// Those of timers and `process.nextTick` as well, and immediates of the next round take part.
        case ofAll
    }

    /// Whether a rejection that no listener of its own takes on comes to those of `uncaughtException`.
    package var takeRejections = true
    /// Whether the rejection of an entry comes to those of `unhandledRejection`, as any other does.
    package var takeEntriesAsRejections = false
    package var failure = Failure.endsRejections
    /// Whether what a listener of an `EventTarget` throws is thrown by a callback of `process.nextTick`, and not told at once.
    package var throwsInTick = false
    package var interruption = Interruption.none
    /// The status of a process that ends by what a listener of `uncaughtException` throws, and whether those of `exit` are called then.
    package var failureStatus: Int32 = 7
    package var failureIsTold = false
    /// Whether listeners of `exit` are told of a rejection for which the process ends in the status, and not only of an error.
    package var rejectionsCount = true
    /// How an object that is no error stands in the message of the error that is made of it.
    package var objectText = "#<Object>"
}
