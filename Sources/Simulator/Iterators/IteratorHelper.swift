/// What an Iterator Helper object is at. https://tc39.es/ecma262/#sec-iterator-helper-objects
struct IteratorHelper {
    enum Kind: UInt8 { case map, filter, take, drop, flatMap, concat }
    enum State: UInt8 { case start, suspended, running, done }

    var kind: Kind
    var state = State.start
    var underlying: Machine.Iterator
    /// The function of `map` and its like; of `concat` the list of what is iterated and how.
    var function = Value.undefined
    var counter = 0
    /// What `take` gives still, or `drop` leaves out still.
    var remaining = 0.0
    /// The iterator within, of `flatMap` and `concat`.
    var inner: Machine.Iterator?
}
