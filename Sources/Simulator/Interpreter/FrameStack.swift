/// The calls that are running, outermost first.
///
/// An array would be looked at for its only owner three times a call.
struct FrameStack: RandomAccessCollection {
    private var room: UnsafeMutablePointer<Frame>
    private var capacity: Int
    private(set) var count = 0
    private let owner: StackRoom<Frame>

    init(capacity: Int) {
        self.capacity = capacity
        owner = StackRoom(capacity: capacity)
        room = owner.start
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    @inline(__always) subscript(index: Int) -> Frame {
        get {
            precondition(index >= 0 && index < count, "no such frame")
            return room[index]
        }
        _modify {
            precondition(index >= 0 && index < count, "no such frame")
            yield &room[index]
        }
    }

    @inline(__always) mutating func append(_ frame: Frame) {
        if count == capacity { grow() }
        (room + count).initialize(to: frame)
        count &+= 1
    }

    /// - Returns: the innermost, which is taken off.
    @discardableResult
    @inline(__always) mutating func removeLast() -> Frame {
        precondition(count > 0, "no frame is left")
        count &-= 1
        return room[count]
    }

    mutating func removeLast(_ removed: Int) {
        precondition(removed >= 0 && removed <= count, "there are not so many frames")
        count -= removed
    }

    private mutating func grow() {
        capacity *= 2
        room = owner.grow(to: capacity, keeping: count)
    }
}
