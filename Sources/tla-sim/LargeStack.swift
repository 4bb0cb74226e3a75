#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The parser and the interpreter follow the nesting of what they are given; so much stack carries them through any nesting that
/// their own limits let pass. The pages are only reserved, not used, until something is nested so deeply.
private let stackSizes = [256 << 20, 64 << 20, 16 << 20]

/// What the new thread runs, handed over through the one pointer that a thread gets.
private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
}

/// Runs the whole work of the process on a thread with a large stack, and returns when it is done.
func runOnLargeStack(_ body: @escaping () -> Void) {
    // Where addresses are few, most of them are for what the program keeps.
    let most = AddressSpace.limit.map { $0 / 6 } ?? .max
    for size in stackSizes where size <= max(most, stackSizes[stackSizes.count - 1]) && run(body, onStackOf: size) { return }
    // Without a thread the ordinary stack has to do.
    body()
}

/// - Returns: whether there was so much stack.
private func run(_ body: @escaping () -> Void, onStackOf size: Int) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, size)
    let work = Unmanaged.passRetained(Work(body)).toOpaque()
    #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(&thread, &attributes, { startWork($0) }, work)
    #else
    var thread = pthread_t()
    let status = pthread_create(&thread, &attributes, { startWork($0!) }, work)
    #endif
    pthread_attr_destroy(&attributes)
    guard status == 0 else {
        Unmanaged<Work>.fromOpaque(work).release()
        return false
    }
    #if canImport(Darwin)
    if let thread { pthread_join(thread, nil) }
    #else
    pthread_join(thread, nil)
    #endif
    return true
}

private func startWork(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
    return nil
}
