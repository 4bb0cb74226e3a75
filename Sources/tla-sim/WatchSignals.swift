#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Signals that end a watch, and the round that runs with it.
enum WatchSignals {
    /// The signal that came; 0 while none has.
    nonisolated(unsafe) private static let seen = UnsafeMutablePointer<sig_atomic_t>.holding(0)
    /// The process of the round that runs; 0 while none does.
    nonisolated(unsafe) private static let round = UnsafeMutablePointer<pid_t>.holding(0)

    static func listen() {
        // Made now, and not first in the handler.
        _ = (seen, round)
        hearEndingSignals()
        handleEndingSignals { number in
            WatchSignals.seen.pointee = sig_atomic_t(number)
            if WatchSignals.round.pointee > 0 { kill(WatchSignals.round.pointee, number) }
        }
    }

    static func began(_ identifier: pid_t) { round.pointee = identifier }

    /// The status to end with; `nil` while nobody asks for it.
    ///
    /// - Parameter status: of a round. A terminal's Ctrl-C may reach it first.
    static func ending(_ status: Int32 = 0) -> Int32? {
        let signal = status & 0x7F
        if seen.pointee != 0 { return 128 + Int32(seen.pointee) }
        return signal == SIGINT || signal == SIGTERM || signal == SIGHUP ? 128 + signal : nil
    }
}
