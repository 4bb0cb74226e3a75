#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The file that is being written and is not whole yet. When a signal ends the process, it is taken away first.
struct UnfinishedFile: ~Copyable {
    /// A C string that a signal handler may use: it neither allocates nor counts references.
    fileprivate var path: UnsafeMutablePointer<CChar>?
    private var isWatching = false

    /// To be called when the file is there.
    mutating func begin(_ name: String) {
        path = strdup(name)
        guard !isWatching else { return }
        isWatching = true
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            // A signal that whoever started the process wants ignored stays so.
            let former = signal(number, endUnfinished)
            if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
        }
    }

    /// To be called when the file is whole and has its own name, or is gone.
    mutating func end() {
        let finished = path
        path = nil
        free(finished)
    }
}

// One thread does the work of the whole process. A handler may run on another one, and only reads the pointer.
nonisolated(unsafe) var unfinishedFile = UnfinishedFile()

/// Takes the file away, and lets the signal end the process as it would have.
private func endUnfinished(_ number: Int32) {
    if let path = unfinishedFile.path { unlink(path) }
    signal(number, SIG_DFL)
    raise(number)
}
