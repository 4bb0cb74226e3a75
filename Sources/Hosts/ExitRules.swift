/// The status with which the host's process ends.
public struct ExitRules: Sendable, Equatable {
    /// What the status of an unsettled run makes of the one that the program has set.
    package enum OwnStatus: Sendable, Equatable {
        /// It is the process's.
        case kept
        /// It is, unless it says that all went well.
        case keptUnlessZero
        /// It counts for nothing.
        case ignored
    }

    /// Whether there is a process whose status counts. A page has none.
    public var hasProcess = true
    /// The status of a run whose entry never settled.
    public var unsettled: Int32 = 13
    /// The status of a run in which a preload never settled, and of which nothing is said; `nil` for that of an entry.
    package var unsettledPreload: Int32?
    /// Whether modules count that only an `import()` has asked for, as well as entries.
    package var countsImports = false
    /// What becomes then of `process.exitCode`.
    package var unsettledOwnStatus = OwnStatus.kept

    package enum Listeners: Sendable, Equatable {
        /// Of the status with which the process ends.
        case status
        /// Of the status that the program has set, or 0.
        case own
        /// They are not called.
        case none
    }

    /// What the program's last listeners are told then: those of `exit`, and where they are not called those of `beforeExit` neither.
    package var unsettledListeners = Listeners.status
    /// Whether listeners of `exit` are called when an error ends the process.
    package var errorIsTold = true
    /// Whether the end is told to listeners of `beforeExit` in threads, too.
    package var threadsTellBeforeExit = true

    /// Whether there is no end then: the process goes on, and waits.
    public var unsettledGoesOn = false

    /// What `process.exitCode` must be, in the words of the error for what is none.
    package var codeType = "of type number"

    /// The status of a run whose entry never settled.
    ///
    /// - Parameter own: what the program has set; `nil` for nothing.
    package func unsettled(own: Int32?) -> Int32 {
        guard let own else { return unsettled }
        return switch unsettledOwnStatus {
        case .kept: own
        case .keptUnlessZero: own == 0 ? unsettled : own
        case .ignored: unsettled
        }
    }
}
