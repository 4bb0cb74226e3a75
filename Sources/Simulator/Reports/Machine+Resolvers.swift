import JavaScript
import Trace

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Who has the functions that would settle a promise which nothing settles.
extension Machine {
    /// Of how many promises it is told, and how much of each.
    private static var promiseLimit: Int { 20 }
    private static var useLimit: Int { 12 }
    private static var timerLimit: Int { 4 }
    /// In how many modules a name is looked for.
    private static var moduleLimit: Int { 50 }

    /// Adds to ``Trace/pendingPromises`` what is known of the resolving functions of those without settlers.
    mutating func noteResolvers(_ readings: inout PendingReadings) {
        let ends = recorder.trace.pendingPromises.indices.filter { recorder.trace.pendingPromises[$0].settlers.isEmpty }
            .prefix(Self.promiseLimit)
        guard !ends.isEmpty else { return }
        var timers = timersByPromise(Set(ends.map { recorder.trace.pendingPromises[$0].promise.rawValue }))
        for index in ends {
            let promise = recorder.trace.pendingPromises[index].promise.rawValue
            recorder.trace.pendingPromises[index].timers = timers.removeValue(forKey: promise) ?? []
            recorder.trace.pendingPromises[index].resolverUses = resolverUses(of: promise, &readings)
        }
    }

    // MARK: Timers

    private mutating func timersByPromise(_ wanted: Set<Int32>) -> [Int32: [PendingPromise.Timer]] {
        // By environment: whose resolving functions its variables have.
        var held: [Int32: [Int32]] = [:]
        for index in heap.contexts.indices {
            let context = heap.contexts[index]
            for slot in 0..<Int(context.count) {
                guard let promise = promise(resolvedBy: heap.slots[Int(context.slots.start) + slot]), wanted.contains(promise.index) else {
                    continue
                }
                held[Int32(index), default: []].append(promise.index)
            }
        }
        var found: [Int32: [PendingPromise.Timer]] = [:]
        for timer in loop.timers {
            for promise in promisesHeld(by: timer.callback, timer.arguments, held) where wanted.contains(promise) {
                guard found[promise]?.count ?? 0 < Self.timerLimit else { continue }
                found[promise, default: []].append(pendingTimer(timer))
            }
        }
        return found
    }

    /// The promises whose resolving functions a callback can call by itself.
    private mutating func promisesHeld(by callback: Value, _ arguments: Int32, _ held: [Int32: [Int32]]) -> [Int32] {
        var promises: [Int32] = []
        func add(_ promise: Int32) { if !promises.contains(promise) { promises.append(promise) } }
        if let promise = promise(resolvedBy: callback) { add(promise.index) }
        if arguments >= 0 {
            for argument in loop.argumentLists[Int(arguments)] { if let promise = promise(resolvedBy: argument) { add(promise.index) } }
        }
        guard case .object(let object) = callback, heap[object].kind == .function else { return promises }
        var context = functionRecord(object).context
        var depth = 0
        while context >= 0, depth < 50 {
            for promise in held[context] ?? [] { add(promise) }
            context = heap.contexts[Int(context)].parent
            depth += 1
        }
        return promises
    }

    private mutating func pendingTimer(_ timer: TimerRecord) -> PendingPromise.Timer {
        let place = timer.origin < 0 ? nil : loop.recurrence.origins[Int(timer.origin)].place
        let state: PendingPromise.Timer.State =
            timer.closedItself
            ? .clearedItself
            // One that has fired is only tidied away afterwards.
            : timer.hasFired && !timer.isInterval
                ? .fired
                : timer.isClosed ? .cleared : timer.hasFired ? .fired : timer.isReferenced ? .pending : .unreferenced
        return PendingPromise.Timer(
            state, time: timer.time, module: ModuleIndex(Int(max(0, timer.module.index))), position: position(of: place),
            function: name(of: timer))
    }

    // MARK: Texts

    private mutating func resolverUses(of promise: Int32, _ readings: inout PendingReadings) -> [PendingPromise.ResolverUse] {
        guard let (reading, node, place) = callNode(heap.promises[Int(promise)].maker, &readings), !isHostsOwn(place.unit),
            let resolver = reading.resolver(ofPromiseMadeAt: node)
        else { return [] }
        var uses: [PendingPromise.ResolverUse] = []
        if resolver.takesNone || resolver.unused != nil, let position = position(of: place) {
            var use = PendingPromise.ResolverUse(
                resolver.takesNone ? .missing : .unused, name: resolver.unused ?? "", module: moduleIndex(of: place.unit),
                position: position)
            use.canReject = resolver.usesRejecting
            uses.append(use)
        }
        for use in resolver.uses { append(use, in: place.unit, isReached: use.isCertain, to: &uses) }
        var looked = 0
        for name in resolver.names.prefix(4) {
            for unit in units(naming: name, &looked) where uses.count < Self.useLimit {
                guard let reading = self.reading(of: unit, &readings) else { continue }
                for use in reading.uses(named: name) { append(use, in: unit, to: &uses) }
            }
        }
        return uses
    }

    private mutating func append(_ use: ValueUse, in unit: UnitID, isReached: Bool = false, to uses: inout [PendingPromise.ResolverUse]) {
        guard uses.count < Self.useLimit, let position = position(of: Place(unit: unit, offset: use.offset)) else { return }
        var made = PendingPromise.ResolverUse(.called, module: moduleIndex(of: unit), position: position, function: use.function)
        made.callbackOf = use.callbackOf ?? ""
        made.isReached = isReached
        switch use.kind {
        case .called: made.name = use.text
        case .handed(let callee):
            if isGenerated(callee, around: Place(unit: unit, offset: use.offset)) { return }
            (made.kind, made.name) = (.handed, callee)
        case .kept(let name): (made.kind, made.name) = (.kept, name)
        case .returned: made.kind = .returned
        case .named: (made.kind, made.name) = (.named, use.text)
        }
        if !uses.contains(where: { $0.kind == made.kind && $0.module == made.module && $0.position == made.position }) { uses.append(made) }
    }

    /// Whether a bundler put the call of that name around what the user wrote.
    private mutating func isGenerated(_ callee: String, around place: Place) -> Bool {
        guard program.making != nil, let (source, _) = code.modules[Int(place.unit.index)].source.origin(of: place.offset) else {
            return false
        }
        return !holds(source.bytes, Array(callee.utf8))
    }

    private mutating func moduleIndex(of unit: UnitID) -> ModuleIndex {
        ModuleIndex(Int(graph.moduleOfUnit[Int(unit.index)].index))
    }

    /// The modules whose texts have a name in them.
    private mutating func units(naming name: String, _ looked: inout Int) -> [UnitID] {
        let bytes = Array(name.utf8)
        var found: [UnitID] = []
        var bytesLeft = 16_000_000
        guard (1...100).contains(bytes.count) else { return [] }
        for index in code.modules.indices where looked < Self.moduleLimit && graph.moduleOfUnit[index] != .none {
            let source = code.modules[index].source.bytes
            bytesLeft -= source.count
            guard bytesLeft > 0 else { break }
            guard holds(source, bytes) else { continue }
            looked += 1
            found.append(UnitID(Int32(index)))
        }
        return found
    }
}

/// Whether a text has a name in it.
private func holds(_ text: [UInt8], _ name: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
        name.withUnsafeBufferPointer { name in
            guard text.count >= name.count, let start = text.baseAddress, let first = name.baseAddress else { return false }
            var at = start
            let end = start + (text.count - name.count + 1)
            while at < end, let found = memchr(at, Int32(first[0]), end - at) {
                let place = found.assumingMemoryBound(to: UInt8.self)
                if memcmp(place, first, name.count) == 0 { return true }
                at = UnsafePointer(place) + 1
            }
            return false
        }
    }
}
