import Hosts

/// Where a host's `import()` evaluates a graph that imports its caller back (`ImportHops.skipsCallers`).
///
/// By ECMA-262 a static import of a module that waits for the `import()` closes a circle, and nothing of it ever settles. Bun does not wait there.
extension Machine {
    /// Whether the graph that is evaluated for an `import()` does not wait for a module that it imports.
    mutating func skipsCaller(_ module: ModuleID) -> Bool {
        guard case .afterHops(let hops) = host.imports, hops.skipsCallers, let call = imports.evaluating else { return false }
        // Of a module in a cycle it would be the root that is waited for, and of that what is below.
        let root = graph[module].cycleRoot == .none ? module : graph[module].cycleRoot
        guard graph[root].status == .evaluatingAsync else { return false }
        if graph[module].hasTLA, graph[module].pendingAsyncDependencies <= 0, imports[call].referrer == module { return true }
        var seen: Set<Int32> = [root.index]
        var left = [root]
        while let next = left.popLast() {
            guard graph[next].status == .evaluatingAsync else { continue }
            let isOpen = graph[next].pendingAsyncDependencies > 0
            if !isOpen, graph[next].hasTLA, awaits(next, imports[call].promise) { return true }
            budget.steps += Int(graph[next].requestCount) * Self.importRequestSteps
            for request in 0..<graph[next].requestCount {
                if let target = requestedModule(next, Int(request)), seen.insert(target.index).inserted { left.append(target) }
            }
        }
        return false
    }

    /// Whether the body of a module goes on only when a promise is settled.
    private mutating func awaits(_ module: ModuleID, _ promise: PromiseID) -> Bool {
        var seen: Set<Int32> = [promise.index]
        var left = [promise]
        while let next = left.popLast() {
            var reaction = heap.promises[Int(next.index)].firstReaction
            while reaction >= 0 {
                budget.steps += 1
                let (target, following) = (heap.reactions[Int(reaction)].target, heap.reactions[Int(reaction)].next)
                reaction = following
                var led: PromiseID?
                switch target {
                case .resume(let coroutine):
                    if coroutines[coroutine].kind == .asyncModule {
                        if coroutines[coroutine].module == module { return true }
                    } else {
                        led = coroutines.settledPromise(of: coroutine)
                    }
                case .handlers(_, _, .intrinsic(let derived)): led = derived
                case .adopt(let adopted), .finally(_, let adopted): led = adopted
                default: break
                }
                if let led, seen.insert(led.index).inserted { left.append(led) }
            }
        }
        return false
    }
}
