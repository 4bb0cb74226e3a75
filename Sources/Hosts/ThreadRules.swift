/// How the threads of `node:worker_threads` behave on a host. https://nodejs.org/api/worker_threads.html
package struct ThreadRules: Sendable, Equatable {
    /// Whether messages that come before anybody listens are kept until somebody does.
    package var keepsMessages = true
    /// Whether a thread whose entry never settles ends when nothing is left to do.
    package var unsettledEnds = true
    /// Whether `parentPort` has `close()`.
    package var portsClose = true
    /// Whether `terminate()` ends the code that runs, and not only what would come behind it.
    package var endsWork = true
}
