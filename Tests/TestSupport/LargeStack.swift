import Threads

/// Runs the body on a thread whose stack holds any nesting that the simulator's limits let pass, and waits for it.
///
/// Tests run on threads with a small stack, and unoptimised code takes several times more of it.
public func onLargeStack<Result>(_ body: () throws -> Result) throws -> Result {
    try withoutActuallyEscaping(body) { body in
        // The thread ends before this function does, and nobody else touches either meanwhile.
        nonisolated(unsafe) let body = body
        nonisolated(unsafe) var result: Swift.Result<Result, any Error>?
        let hasRun = runOnThread(stackSize: 512 << 20) { result = Swift.Result { try body() } }
        guard hasRun, let result else { preconditionFailure("no thread with a large stack can be had") }
        return try result.get()
    }
}
