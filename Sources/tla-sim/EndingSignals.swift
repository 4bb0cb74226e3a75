#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The signals that ask a process to end.
private let endingSignals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU]

typealias SignalHandler = @convention(c) (Int32) -> Void

/// What became of the signals that ask us to end, before that was changed.
struct EndingSignals {
    fileprivate var handlers: [SignalHandler?] = []

    /// Lets them do that again.
    func restore() {
        for (number, handler) in zip(endingSignals, handlers) { signal(number, handler) }
    }
}

/// Sets what becomes of the signals that ask us to end. One that whoever started the process wants ignored stays so.
///
/// - Returns: what became of them before.
@discardableResult
func handleEndingSignals(_ handler: @escaping SignalHandler) -> EndingSignals {
    var former = EndingSignals()
    for number in endingSignals {
        let old = signal(number, handler)
        if unsafeBitCast(old, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
        former.handlers.append(old)
    }
    return former
}

/// Lets the signals that ask a process to end reach this one, also where a thread started it that has them blocked, as those of Dispatch do.
func hearEndingSignals() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in endingSignals { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
}

extension UnsafeMutablePointer {
    /// Plain memory that is there to the end of the process: the handler of a signal may read and write it.
    static func holding(_ value: Pointee) -> Self {
        let pointer = allocate(capacity: 1)
        pointer.initialize(to: value)
        return pointer
    }
}
