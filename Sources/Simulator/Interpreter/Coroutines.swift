import DequeModule

/// The functions that can be suspended, and the room of those that have ended.
struct Coroutines {
    var records: [Coroutine] = []
    /// Which of ``records`` may be taken again.
    var free: [Int32] = []
    /// How many suspensions there were.
    var suspensions: Int32 = 0
    /// [[AsyncGeneratorQueue]] of each async generator.
    var queues: [Deque<GeneratorRequest>] = []

    subscript(id: CoroutineID) -> Coroutine {
        get { records[Int(id.index)] }
        _modify { yield &records[Int(id.index)] }
    }

    /// All of them, in the order in which their room was first taken.
    var ids: some Sequence<CoroutineID> { records.indices.lazy.map { CoroutineID(index: Int32($0)) } }

    /// Keeps a coroutine, where one has ended if there is any.
    mutating func add(_ coroutine: Coroutine) -> CoroutineID {
        if let free = free.popLast() {
            records[Int(free)] = coroutine
            return CoroutineID(index: free)
        }
        records.append(coroutine)
        return CoroutineID(index: Int32(records.count - 1))
    }

    /// What they take, roughly, in bytes.
    var byteCount: Int { records.count * MemoryLayout<Coroutine>.stride + queues.count * 64 }

    /// The promise that an async function's or module's end settles; for an async generator that of the request it works on.
    func settledPromise(of id: CoroutineID) -> PromiseID? {
        let coroutine = self[id]
        if coroutine.promise.index >= 0 { return coroutine.promise }
        return coroutine.queue >= 0 ? queues[Int(coroutine.queue)].first?.promise : nil
    }

    /// AsyncGeneratorQueue's first, taken off.
    mutating func takeRequest(_ id: CoroutineID) -> GeneratorRequest? { queues[Int(self[id].queue)].popFirst() }
}
