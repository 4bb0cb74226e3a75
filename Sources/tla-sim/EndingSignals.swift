#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Lets the signals that ask a process to end reach this one, also where a thread started it that has them blocked, as those of Dispatch do.
func hearEndingSignals() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
}
