import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The signals that ask a process to end.
private let endingSignals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU]

private typealias SignalHandler = @convention(c) (Int32) -> Void

/// Sets what becomes of the signals that ask us to end. One that whoever started the process wants ignored stays so.
private func handleEndingSignals(_ handler: @escaping SignalHandler) {
    for number in endingSignals {
        let former = signal(number, handler)
        if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
    }
}

/// The file that is being written and is not whole yet. When a signal ends the process, it is taken away first.
struct UnfinishedFile: ~Copyable {
    /// A C string that a signal handler may use: it neither allocates nor counts references.
    fileprivate var name: UnsafeMutablePointer<CChar>?
    /// The folder that it is in.
    fileprivate var folder: Int32 = -1
    private var isWatching = false

    /// To be called before the file is made: where it is not there yet, there is nothing to take away.
    mutating func begin(_ name: String, in parent: HeldFolder) {
        end()
        folder = parent.descriptor
        self.name = strdup(name)
        guard !isWatching else { return }
        isWatching = true
        handleEndingSignals(endUnfinished)
    }

    /// To be called when the file is whole and has its own name, or is gone.
    mutating func end() {
        let finished = name
        name = nil
        free(finished)
    }
}

// One thread does the work of the whole process. A handler may run on another one, and only reads the name and the number.
nonisolated(unsafe) var unfinishedFile = UnfinishedFile()

/// Takes the file away, and lets the signal end the process as it would have.
private func endUnfinished(_ number: Int32) {
    if let name = unfinishedFile.name { unlinkat(unfinishedFile.folder, name, 0) }
    signal(number, SIG_DFL)
    raise(number)
}

// MARK: Work of many files

/// The signal that came; 0 while none has. Plain memory, which a handler may write.
nonisolated(unsafe) private let signalThatCame: UnsafeMutablePointer<sig_atomic_t> = {
    let pointer = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
    pointer.initialize(to: 0)
    return pointer
}()

private func keepSignal(_ number: Int32) { signalThatCame.pointee = sig_atomic_t(number) }

/// Whether a signal asks the work to end that ``untilStopped(_:)`` does.
func isStopped() -> Bool { signalThatCame.pointee != 0 }

/// Does work that leaves files behind while it is not done. A signal that would end the process does so when the work has stopped: it asks
/// ``isStopped()`` from time to time, and clears up.
func untilStopped<Result, Problem: Error>(_ work: () throws(Problem) -> Result) throws(Problem) -> Result {
    signalThatCame.pointee = 0
    handleEndingSignals(keepSignal)
    defer {
        for number in endingSignals {
            let handler = signal(number, SIG_DFL)
            if unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
        }
        if signalThatCame.pointee != 0 { raise(Int32(signalThatCame.pointee)) }
    }
    return try work()
}
