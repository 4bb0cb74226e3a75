import JavaScript

/// What an Iterator Helper object is at. https://tc39.es/ecma262/#sec-iterator-helper-objects
struct IteratorHelper {
    enum Kind: UInt8 { case map, filter, take, drop, flatMap, concat, zip, chunks, windows }
    enum State: UInt8 { case start, suspended, running, done }

    var kind: Kind
    var state = State.start
    var underlying: Machine.Iterator
    /// The function of `map` and its like; of `concat` the list of what is iterated and how.
    var function = Value.undefined
    var counter = 0
    /// What `take` gives still, or `drop` leaves out still; of `chunks` and `windows` how many values they gather.
    var remaining = 0.0
    /// The values that are to be of the next chunk or window.
    var gathered: [Value] = []
    /// Whether `windows` gives what it has gathered when there are too few values for one whole window.
    var allowsPartial = false
    /// Whether the underlying iterator came to its end, and has nothing more to close.
    var isExhausted = false
    /// The iterator within, of `flatMap` and `concat`.
    var inner: Machine.Iterator?
    /// What `Iterator.zip` and `zipKeyed` go through.
    var zip: IteratorZip?
}

/// What goes through several iterators at once. https://tc39.es/ecma262/#sec-iteratorzip
struct IteratorZip {
    /// When it ends.
    enum Mode: String { case shortest, longest, strict }

    var mode: Mode
    /// Those that are open; `nil` where one came to its end, or threw.
    var iterators: [Machine.Iterator?] = []
    /// What stands for the values of an iterator that came to its end, in the mode `longest`.
    var padding: [Value] = []
    /// The names of the values, of `zipKeyed`.
    var keys: [PropertyKey]?

    /// How many bytes an iterator takes, with its padding and its name.
    static let stride = MemoryLayout<Machine.Iterator?>.stride + MemoryLayout<Value>.stride + MemoryLayout<PropertyKey>.stride
}
