import JavaScript
import Trace

/// Who waits for what at the end of a run that never settles, as the heap has it.
extension Machine {
    private static var waitLimit: Int { 2_000 }
    private static var promiseLimit: Int { 20_000 }
    /// How many characters of a specifier are told.
    private static var specifierLimit: Int { 200 }

    /// Fills ``Trace/pendingWaits`` and ``Trace/pendingPromises``. To be called when the run has ended, and never settles.
    mutating func notePendingWaits() {
        let (awaited, sources) = pendingReactions()
        var readings = PendingReadings(code: code)
        // By promise of an async function: the wait at which that stands, -1 when it is one too many to tell.
        var waitOfPromise: [Int32: Int] = [:]
        // Modules first: their waits are what is asked for, and functions explain them.
        for isModule in [true, false] {
            for id in coroutines.ids {
                let coroutine = coroutines[id]
                guard coroutine.state == .suspended, (coroutine.kind == .asyncModule) == isModule, let promise = awaited[id.index]
                else {
                    continue
                }
                var number = -1
                if recorder.trace.pendingWaits.count < Self.waitLimit {
                    guard let wait = pendingWait(of: coroutine, for: promise, &readings) else { continue }
                    number = recorder.trace.pendingWaits.count
                    recorder.trace.pendingWaits.append(wait)
                }
                if !isModule, let settled = coroutines.settledPromise(of: id) { waitOfPromise[settled.index] = number }
            }
        }
        notePendingPromises(sources, waitOfPromise, &readings)
        noteResolvers(&readings)
    }

    private mutating func pendingWait(
        of coroutine: Coroutine, for promise: PromiseID, _ readings: inout PendingReadings
    ) -> PendingWait? {
        guard let place = place(of: coroutine.frame.pc - 1, readings), let position = position(of: place), coroutine.module != .none else {
            return nil
        }
        var wait = PendingWait(
            module: ModuleIndex(Int(coroutine.module.index)), function: coroutine.kind == .asyncModule ? nil : functionName(coroutine),
            position: position,
            expression: ownAwaitedText(coroutine.frame.pc - 1) ?? awaitedText(coroutine.frame.pc - 1),
            promise: PromiseNumber(rawValue: promise.index))
        wait.isPart = hasParts(coroutine)
        wait.order = coroutine.suspension
        wait.start = coroutine.promise.index
        guard wait.isPart || wait.function == nil || wait.function == "", let reading = reading(of: place.unit, &readings),
            let node = reading.awaiting(at: place.offset)
        else { return wait }
        if wait.isPart || wait.function == nil { wait.usesValue = reading.usesValue(of: node) }
        if wait.function == "" { wait.alias = reading.functionName(around: node) ?? "" }
        return wait
    }

    /// The awaited promises and all that would settle them, nearest first.
    private mutating func notePendingPromises(
        _ sources: [Int32: [Int32]], _ waitOfPromise: [Int32: Int], _ readings: inout PendingReadings
    ) {
        var calls: [Int32: ImportID] = [:]
        for id in imports.ids { calls[imports[id].promise.index] = id }
        var queue = recorder.trace.pendingWaits.map(\.promise.rawValue)
        var seen: Set<Int32> = []
        var next = 0
        while next < queue.count, recorder.trace.pendingPromises.count < Self.promiseLimit {
            let promise = queue[next]
            next += 1
            guard seen.insert(promise).inserted else { continue }
            var settlers: [PendingPromise.Settler] = []
            if let wait = waitOfPromise[promise] {
                // Without its function it would look as if nothing settled it.
                if wait < 0 { continue }
                settlers.append(.function(wait))
            }
            if let call = calls[promise], imports[call].target != .none {
                let target = imports[call].target
                if graph[target].status == .evaluatingAsync || graph[target].status == .evaluating
                    || imports[call].phase == .evaluation && waitsForCycle(target)
                {
                    settlers.append(.module(ModuleIndex(Int(target.index)), import: call.index))
                } else if imports[call].phase == .defer {
                    // It evaluates what awaits below its module, and not the module.
                    let evaluated = gatherAsynchronousTransitiveDependencies(target)
                    for module in evaluated where graph[module].status == .evaluatingAsync {
                        settlers.append(.module(ModuleIndex(Int(module.index)), import: call.index))
                    }
                } else if waitsForThen(imports[call]) {
                    settlers.append(.thenable(ModuleIndex(Int(target.index)), import: call.index))
                }
            }
            for source in sources[promise] ?? [] {
                settlers.append(.promise(PromiseNumber(rawValue: source)))
                queue.append(source)
            }
            var pending = PendingPromise(promise: PromiseNumber(rawValue: promise), settlers: settlers)
            if let call = calls[promise] { pending.specifier = String(strings.text(imports[call].specifier).prefix(Self.specifierLimit)) }
            if waitOfPromise[promise] == nil { pending.origin = origin(of: promise, &readings) }
            recorder.trace.pendingPromises.append(pending)
        }
    }

    /// Whether a module has ended and the cycle of imports that it is in has not: an `import()` waits for the whole cycle.
    ///
    /// https://tc39.es/ecma262/#sec-moduleevaluation
    private mutating func waitsForCycle(_ module: ModuleID) -> Bool {
        let root = graph[module].cycleRoot
        return graph[module].status == .evaluated && root != .none && root != module && graph[root].status == .evaluatingAsync
    }

    /// Whether the call, which never settled, waits for the function `then` of its module: that has ended, so the promise was resolved with
    /// the namespace, and only for a thenable it is pending all the same.
    ///
    /// https://tc39.es/ecma262/#sec-promise-resolve-functions
    private mutating func waitsForThen(_ call: DynamicImport) -> Bool {
        call.phase == .evaluation && call.target != .none && graph[call.target].status == .evaluated
    }

    /// By coroutine the promise that it awaits, and by promise those whose settling would settle it. Looked up only.
    mutating func pendingReactions() -> (awaited: [Int32: PromiseID], sources: [Int32: [Int32]]) {
        var awaited: [Int32: PromiseID] = [:]
        var sources: [Int32: [Int32]] = [:]
        for index in heap.promises.indices where heap.promises[index].state == .pending {
            var reaction = heap.promises[index].firstReaction
            while reaction >= 0 {
                let target = heap.reactions[Int(reaction)].target
                if case .resume(let id) = target { awaited[id.index] = PromiseID(index: Int32(index)) }
                for derived in promises(settledBy: target) where derived.index != Int32(index) {
                    if sources[derived.index]?.last != Int32(index) { sources[derived.index, default: []].append(Int32(index)) }
                }
                reaction = heap.reactions[Int(reaction)].next
            }
        }
        return (awaited, sources)
    }

    /// The promises that this reaction settles, or helps to settle.
    private mutating func promises(settledBy target: ReactionTarget) -> [PromiseID] {
        switch target {
        case .adopt(let promise), .finally(_, let promise): [promise]
        case .handlers(let onFulfilled, let onRejected, let capability):
            [promise(of: capability), promise(resolvedBy: onFulfilled), promise(resolvedBy: onRejected)].compactMap { $0 }
        default: []
        }
    }

    private mutating func promise(of capability: Capability) -> PromiseID? {
        switch capability {
        case .none: nil
        case .intrinsic(let id): id
        case .custom(let index): promise(of: heap.capabilities[Int(index)].promise)
        }
    }

    /// The promise behind a resolving function, or behind the element function of a combinator.
    mutating func promise(resolvedBy handler: Value) -> PromiseID? {
        guard case .object(let object) = handler, heap[object].kind == .function else { return nil }
        let function = functionRecord(object)
        guard heap.captures.indices.contains(Int(function.captures)), case .internal(let held) = heap.captures[Int(function.captures)].a
        else {
            return nil
        }
        if function.native == realm.resolveNative || function.native == realm.rejectNative || function.native == realm.sleepNative {
            return PromiseID(index: held)
        }
        guard function.native == realm.combinatorNative || function.native == realm.combinatorRejectNative,
            heap.combinators.indices.contains(Int(held))
        else { return nil }
        return promise(of: heap.combinators[Int(held)].capability)
    }
}
