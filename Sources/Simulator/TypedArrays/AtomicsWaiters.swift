/// Who waits for a place in shared memory and lets its agent go on: the waiters of all WaiterList Records, in the order in which they came.
/// https://tc39.es/ecma262/#sec-waiterlist-records
struct AtomicsWaiters {
    struct Waiter {
        var place: Place
        var promise: PromiseID
        /// What ends the wait, into ``HostLoop/timers``; `nil` for one without end.
        var timer: Int32?
    }

    struct Place: Equatable {
        /// Index into ``BufferTable/buffers``.
        var buffer: Int32
        /// In bytes.
        var offset: Int
    }

    private var waiters: [Waiter] = []

    var count: Int { waiters.count }
    /// In bytes.
    var byteCount: Int { waiters.count * MemoryLayout<Waiter>.stride }

    /// AddWaiter. https://tc39.es/ecma262/#sec-addwaiter
    mutating func add(_ waiter: Waiter) { waiters.append(waiter) }

    /// RemoveWaiters: the first that wait for a place. https://tc39.es/ecma262/#sec-removewaiters
    mutating func remove(at place: Place, atMost limit: Double) -> [Waiter] {
        var removed: [Waiter] = []
        waiters.removeAll { waiter in
            guard waiter.place == place, Double(removed.count) < limit else { return false }
            removed.append(waiter)
            return true
        }
        return removed
    }

    /// RemoveWaiter, of one whose time is over.
    mutating func remove(_ promise: PromiseID) { waiters.removeAll { $0.promise == promise } }
}
