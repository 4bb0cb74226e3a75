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
    /// How many values there are.
    var count = 0
    private var owner: Owner

    init(capacity: Int) {
        self.capacity = capacity
        room = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        room.initialize(repeating: .undefined, count: capacity)
        owner = Owner(room)
    }

    @inline(__always) subscript(index: Int) -> Value {
        get { room[index] }
        _modify { yield &room[index] }
    }

    /// Whether no copy of this stack is about. A machine that is copied while it runs is two that share a stack, and each array that either
    /// writes to is copied whole; the machine asserts that it never is.
    mutating func isOnly() -> Bool { isKnownUniquelyReferenced(&owner) }

    /// The topmost value.
    @inline(__always) var top: Value {
        get { room[count &- 1] }
        _modify { yield &room[count &- 1] }
    }

    /// The value so far below the topmost.
    @inline(__always) subscript(below depth: Int) -> Value {
        get { room[count &- 1 &- depth] }
        _modify { yield &room[count &- 1 &- depth] }
    }

    @inline(__always) mutating func push(_ value: Value) {
        room[count] = value
        count &+= 1
    }

    @inline(__always) mutating func pop() -> Value {
        count &-= 1
        return room[count]
    }

    /// Makes room for so many more values.
    mutating func reserve(_ more: Int) {
        let minimum = count + more + 16
        if minimum > capacity { grow(to: minimum) }
    }

    private mutating func grow(to minimum: Int) {
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
