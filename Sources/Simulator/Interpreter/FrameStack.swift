/// The calls that are running, outermost first.
///
/// The room is asked for by hand, as that of ``OperandStack`` and for the same reason: an array's would be looked at for its only owner three times
/// a call.
struct FrameStack: RandomAccessCollection {
    /// Gives the room back when the run is dropped.
    private final class Owner {
        var room: UnsafeMutablePointer<Frame>

        init(_ room: UnsafeMutablePointer<Frame>) { self.room = room }

        deinit { room.deallocate() }
    }

    private var room: UnsafeMutablePointer<Frame>
    private var capacity: Int
    private(set) var count = 0
    private var owner: Owner

    init(capacity: Int) {
        self.capacity = capacity
        room = UnsafeMutablePointer<Frame>.allocate(capacity: capacity)
        owner = Owner(room)
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
        let larger = UnsafeMutablePointer<Frame>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: room, count: count)
        room.deallocate()
        room = larger
        owner.room = larger
        capacity *= 2
    }
}
