import Threads

/// The parser and the interpreter follow the nesting of what they are given; so much stack carries them through any nesting that
/// their own limits let pass. The pages are only reserved, not used, until something is nested so deeply.
enum LargeStack {
    /// In bytes; a smaller one is taken where there is no room for the one before.
    private static let sizes = [256 << 20, 64 << 20, 16 << 20]

    /// What a thread has that does the same work as the command's own, in bytes.
    static let size = sizes[0]

    /// Runs the whole work of the process on a thread with a large stack, and returns when it is done.
    static func run(_ body: @escaping @Sendable () -> Void) {
        AddressSpace.shareHeap()
        // Where addresses are few, most of them are for what the program keeps.
        let most = max(AddressSpace.limit.map { $0 / 6 } ?? .max, sizes[sizes.count - 1])
        for size in sizes where size <= most && runOnThread(stackSize: size, body) { return }
        // Without a thread the ordinary stack has to do.
        body()
    }
}
