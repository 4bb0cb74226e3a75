/// The values that running functions work with: arguments, variables and what expressions have so far.
///
/// The room is asked for by hand, since an array's would be looked at for its only owner at every push. Its owner gives it back; a copy of
/// the stack would share it, so that there is one, in the one machine of a run.
struct OperandStack {
    /// Gives the room back when the run is dropped.
    private final class Owner {
        var room: UnsafeMutablePointer<Value>

        init(_ room: UnsafeMutablePointer<Value>) { self.room = room }

        deinit { room.deallocate() }
    }

    private var room: UnsafeMutablePointer<Value>
    private(set) var capacity: Int
    private let owner: Owner

    init(capacity: Int) {
        self.capacity = capacity
        room = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        room.initialize(repeating: .undefined, count: capacity)
        owner = Owner(room)
    }

    @inline(__always) subscript(index: Int) -> Value {
        get { room[index] }
        nonmutating _modify { yield &room[index] }
    }

    /// Makes room for at least so many values, of which the first `count` are kept.
    mutating func grow(to minimum: Int, keeping count: Int) {
        let capacity = max(self.capacity * 2, minimum)
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        larger.initialize(repeating: .undefined, count: capacity)
        larger.update(from: room, count: count)
        room.deallocate()
        room = larger
        owner.room = larger
        self.capacity = capacity
    }
}
