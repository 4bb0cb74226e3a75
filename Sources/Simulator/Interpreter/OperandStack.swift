/// The values that running functions work with: arguments, variables and what expressions have so far.
struct OperandStack {
    private var room: UnsafeMutablePointer<Value>
    private(set) var capacity: Int
    /// How many values there are.
    var count = 0
    private var owner: StackRoom<Value>

    init(capacity: Int) {
        self.capacity = capacity
        owner = StackRoom(capacity: capacity)
        room = owner.start
        room.initialize(repeating: .undefined, count: capacity)
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
        capacity = max(capacity * 2, minimum)
        room = owner.grow(to: capacity, keeping: count)
        (room + count).initialize(repeating: .undefined, count: capacity - count)
    }
}
