import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

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

/// The signal that came; 0 while none has.
nonisolated(unsafe) private let signalThatCame = UnsafeMutablePointer<sig_atomic_t>.holding(0)

private func keepSignal(_ number: Int32) { signalThatCame.pointee = sig_atomic_t(number) }

/// Whether a signal asks the work to end that ``untilStopped(_:)`` does.
func isStopped() -> Bool { signalThatCame.pointee != 0 }

/// Does work that leaves files behind while it is not done. A signal that would end the process does so when the work has stopped: it asks
/// ``isStopped()`` from time to time, and clears up.
func untilStopped<Result, Problem: Error>(_ work: () throws(Problem) -> Result) throws(Problem) -> Result {
    signalThatCame.pointee = 0
    let former = handleEndingSignals(keepSignal)
    defer {
        former.restore()
        if signalThatCame.pointee != 0 { raise(Int32(signalThatCame.pointee)) }
    }
    return try work()
}
