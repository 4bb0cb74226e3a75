#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What a thread does, and what came of it.
private final class ThreadWork<Result>: @unchecked Sendable {
    let index: Int
    let body: @Sendable (Int) -> Result
    var result: Result?

    init(_ index: Int, _ body: @escaping @Sendable (Int) -> Result) {
        self.index = index
        self.body = body
    }

    func run() { result = body(index) }
}

/// Does the work once for each number from 0, each on a thread of its own, and gives what came of it in the order of the numbers. Where there are no
/// more threads to be had, the calling one does the rest.
///
/// - Parameters:
///   - count: at least one; the calling thread does the first.
///   - stackSize: of each new thread, in bytes.
public func inParallel<Result: Sendable>(_ count: Int, stackSize: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    let works = (0..<count).map { ThreadWork($0, body) }
    let threads = works.dropFirst().map { work in startThread(stackSize) { work.run() } }
    works[0].run()
    for (thread, work) in zip(threads, works.dropFirst()) {
        if let thread { pthread_join(thread, nil) } else { work.run() }
    }
    return works.map { work in
        guard let result = work.result else { preconditionFailure("a thread that has ended has a result") }
        return result
    }
}

/// Gives what becomes of each item, in the order of the items, by several threads that take them block by block.
///
/// - Parameters:
///   - threads: at least one.
///   - blockSize: how many items a thread takes at a time.
///   - stackSize: of each new thread, in bytes.
public func mappedInParallel<Item: Sendable, Output: Sendable>(
    _ items: [Item], threads: Int, blockSize: Int, stackSize: Int, _ body: @escaping @Sendable (Item) -> Output
) -> [Output] {
    let queue = BlockQueue(count: items.count, blockSize: blockSize) { _ in }
    let parts = inParallel(threads, stackSize: stackSize) { _ -> [(index: Int, output: Output)] in
        var part: [(index: Int, output: Output)] = []
        while let block = queue.next() {
            for index in block { part.append((index, body(items[index]))) }
            queue.finish(block)
        }
        return part
    }
    return parts.flatMap { $0 }.sorted { $0.index < $1.index }.map { $0.output }
}

/// Does the work on a thread of its own, and waits for it.
///
/// - Parameter stackSize: of the thread, in bytes.
/// - Returns: whether there was such a thread; else nothing was done.
public func runOnThread(stackSize: Int, _ body: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = startThread(stackSize, body) else { return false }
    pthread_join(thread, nil)
    return true
}

private func startThread(_ stackSize: Int, _ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let start = Unmanaged.passRetained(ThreadWork<Void>(0) { _ in body() }).toOpaque()
    #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(&thread, &attributes, { runThread($0) }, start)
    #else
    var thread = pthread_t()
    let status = pthread_create(&thread, &attributes, { runThread($0!) }, start)
    #endif
    if status == 0 { return thread }
    Unmanaged<ThreadWork<Void>>.fromOpaque(start).release()
    return nil
}

private func runThread(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadWork<Void>>.fromOpaque(work).takeRetainedValue().run()
    return nil
}
