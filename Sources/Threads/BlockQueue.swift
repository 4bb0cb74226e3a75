/// Numbers that threads take block by block.
public final class BlockQueue: @unchecked Sendable {
    private let lock = Lock()
    private let count: Int
    private let blockSize: Int
    private let progress: @Sendable (Int) -> Void
    private var begun = 0
    private var done = 0

    /// - Parameters:
    ///   - count: how many numbers there are, from 0.
    ///   - progress: called with how many are done, by one thread at a time.
    public init(count: Int, blockSize: Int, progress: @escaping @Sendable (Int) -> Void) {
        self.count = count
        self.blockSize = blockSize
        self.progress = progress
    }

    /// The next block; `nil` when all are taken.
    public func next() -> Range<Int>? {
        lock.locked {
            guard begun < count else { return nil }
            let block = begun..<min(count, begun + blockSize)
            begun = block.upperBound
            return block
        }
    }

    /// To be called when the work on a block is done.
    public func finish(_ block: Range<Int>) {
        lock.locked {
            done += block.count
            progress(done)
        }
    }
}
