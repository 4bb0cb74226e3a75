#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What the thread runs, and what came of it.
private final class Work<Result> {
    let body: () throws -> Result
    var result: Swift.Result<Result, any Error>?
    init(_ body: @escaping () throws -> Result) { self.body = body }
    func run() { result = Swift.Result { try body() } }
}

/// Runs the body on a thread whose stack holds any nesting that the simulator's limits let pass, and waits for it.
///
/// Tests run on threads with a small stack, and unoptimised code takes several times more of it.
public func onLargeStack<Result>(_ body: () throws -> Result) throws -> Result {
    try withoutActuallyEscaping(body) { body in
        let work = Work(body)
        // The thread ends before this function does, so it may hold the closure that runs the typed work.
        let start = Unmanaged.passRetained(Work<Void> { work.run() }).toOpaque()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 512 << 20)
        defer { pthread_attr_destroy(&attributes) }
        #if canImport(Darwin)
        var thread: pthread_t?
        let status = pthread_create(&thread, &attributes, { runWork($0) }, start)
        precondition(status == 0, "no thread with a large stack can be had")
        if let thread { pthread_join(thread, nil) }
        #else
        var thread = pthread_t()
        let status = pthread_create(&thread, &attributes, { runWork($0!) }, start)
        precondition(status == 0, "no thread with a large stack can be had")
        pthread_join(thread, nil)
        #endif
        return try work.result!.get()
    }
}

private func runWork(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work<Void>>.fromOpaque(work).takeRetainedValue().run()
    return nil
}
