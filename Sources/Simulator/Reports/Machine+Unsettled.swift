import Diagnostics
import JavaScript

/// What a run that never settles waits for: the awaits that nothing ends, and who waits for the modules that hold them.
extension Machine {
    /// How many of them are told, and how many modules of a cycle are followed: each is a walk through the graph, and a graph of a million
    /// modules must end as soon as any other.
    private var stuckLimit: Int { mutating get { max(1, min(100, 1_000_000 / max(1, graph.modules.count))) } }
    private var cycleLimit: Int { mutating get { max(2, min(50, 1_000_000 / max(1, graph.modules.count))) } }

    /// A suspended `await`: the coroutine that stands there, innermost first in a chain of those who wait for each other.
    private struct StuckModule {
        var module: ModuleID
        var chain: [CoroutineID]
        /// The `import()` that the innermost waits for.
        var call: DynamicImport?
        /// All that it waits for, also through other promises: `Promise.all([import("./a.mjs")])`.
        var calls: [DynamicImport] = []
        /// The promise that the module's own `await` waits for; later ones have greater numbers.
        var awaited: PromiseID
    }

    /// Modules that wait for each other.
    private struct WaitCycle {
        /// Those that stand at an `await`, as they wait for one another.
        var stuck: [ModuleID]
        /// These, and those between them that have not begun.
        var modules: [ModuleID]
    }

    /// One problem for each module that stands at an await of its own.
    mutating func unsettledDiagnostics() -> [Diagnostic] {
        var problems: [Diagnostic] = []
        let waiters = suspendedWaiters()
        let stuck = stuckModules(waiters)
        var told: Set<ModuleID> = []
        for module in stuck where !told.contains(module.module) {
            if problems.count == stuckLimit { break }
            let cycle = findCycle(from: module, among: stuck)
            problems.append(diagnostic(for: module, cycle: cycle, among: stuck))
            told.formUnion(cycle?.stuck ?? [])
        }
        if problems.isEmpty {
            for entry in progress.entries where entry.state == .evaluating || entry.state == .waiting {
                problems.append(Diagnostic(.unsettled, "'\(name(of: entry.module))' never settles"))
            }
        }
        return problems
    }

    /// By promise: the suspended function that will settle it. Looked up only.
    private mutating func suspendedWaiters() -> [Int32: CoroutineID] {
        var result: [Int32: CoroutineID] = [:]
        for id in coroutines.ids where coroutines[id].state == .suspended {
            if let promise = coroutines.settledPromise(of: id) { result[promise.index] = id }
        }
        return result
    }

    private mutating func stuckModules(_ settlers: [Int32: CoroutineID]) -> [StuckModule] {
        let (awaited, sources) = pendingReactions()
        var calls: [Int32: ImportID] = [:]
        for id in imports.ids { calls[imports[id].promise.index] = id }
        var stuck: [StuckModule] = []
        for id in coroutines.ids where coroutines[id].kind == .asyncModule && coroutines[id].state == .suspended {
            var chain = [id]
            var call: DynamicImport?
            while let last = chain.first, let promise = awaited[last.index], chain.count < 50 {
                call = calls[promise.index].map { imports[$0] }
                guard let next = settlers[promise.index], !chain.contains(next), coroutines[next].kind != .asyncModule else {
                    break
                }
                chain.insert(next, at: 0)
            }
            guard let own = awaited[id.index] else { continue }
            let found = callsAwaited(from: own, calls, settlers, awaited, sources).map { imports[$0] }
            stuck.append(StuckModule(module: coroutines[id].module, chain: chain, call: call, calls: found, awaited: own))
        }
        return stuck.sorted { $0.module < $1.module }
    }

    /// The calls of `import()` whose promises would settle a promise, through functions and other promises; nearest first.
    private func callsAwaited(
        from first: PromiseID, _ calls: [Int32: ImportID], _ settlers: [Int32: CoroutineID], _ awaited: [Int32: PromiseID],
        _ sources: [Int32: [Int32]]
    ) -> [ImportID] {
        var queue = [first.index]
        var seen: Set<Int32> = [first.index]
        var found: [ImportID] = []
        var next = 0
        while next < queue.count, next < 1_000 {
            let promise = queue[next]
            next += 1
            if let call = calls[promise] { found.append(call) }
            var behind = sources[promise] ?? []
            if let settler = settlers[promise], let inner = awaited[settler.index] { behind.append(inner.index) }
            for promise in behind where seen.insert(promise).inserted { queue.append(promise) }
        }
        return found
    }

    private mutating func diagnostic(for stuck: StuckModule, cycle: WaitCycle?, among all: [StuckModule]) -> Diagnostic {
        let name = name(of: stuck.module)
        let places = stuck.chain.map { place(of: coroutines[$0].frame.pc - 1) }
        var message = "'\(name)' waits here for ever"
        let thenOwner = stuck.call.flatMap { waitsForThen($0) ? self.name(of: $0.target) : nil }
        if let thenOwner {
            message = "'\(name)' waits here for the function 'then' of '\(thenOwner)', which never calls back"
        } else if let call = stuck.call, call.target != .none {
            message =
                call.target == stuck.module
                ? "'\(name)' waits here for itself" : "'\(name)' waits here for '\(self.name(of: call.target))', which never finishes"
        }
        var problem = places.first.flatMap { $0 }.map { self.problem(.unsettled, message, at: $0) } ?? Diagnostic(.unsettled, message)
        if let line = problem.sourceLine, let column = problem.location?.column,
            line.unicodeScalars.dropFirst(column - 1).starts(with: "await".unicodeScalars)
        {
            problem.width = 5
        }
        for id in stuck.chain {
            let instruction = coroutines[id].frame.pc - 1
            let location = place(of: instruction).map { locationOf($0) }
            let function = frameName(instruction) ?? distinctName(of: coroutines[id].module, in: location)
            problem.stack.append(StackEntry(.await, name: function, at: location))
        }
        problem.stack += waitingImporters(of: stuck.module)
        if let cycle {
            for other in all where other.module != stuck.module && cycle.stuck.contains(other.module) {
                guard let call = other.call ?? other.calls.first, let instruction = other.chain.first.map({ coroutines[$0].frame.pc - 1 }),
                    let place = place(of: instruction)
                else { continue }
                let words = "'\(self.name(of: other.module))' waits here for '\(self.name(of: call.target))'"
                problem.related.append(RelatedPlace(words, at: locationOf(place)))
            }
            problem.suggestion = advice(to: cycle, among: all)
        } else if thenOwner != nil {
            problem.suggestion =
                "import() takes a module that exports a function 'then' for a promise, and calls it: export it by another name"
        } else if stuck.call == nil {
            problem.suggestion = "nothing that is left to do settles what is awaited"
        }
        return problem
    }

    /// The imports by which a pending entry came to a module that is stuck.
    private mutating func waitingImporters(of module: ModuleID) -> [StackEntry] {
        let pending = graph.moduleSet { $0.status == .evaluatingAsync }
        let roots = graph.moduleSet { $0.status == .evaluatingAsync && $0.topLevelPromise != nil }.sorted()
        // An entry tells more than a module that somebody import()s besides.
        for starts in [progress.entries.map(\.module).filter(pending.contains), roots] {
            guard let way = importWay(from: starts, to: module, through: pending) else { continue }
            return stackEntries(of: way) { _ in "which waits for it" }
        }
        return []
    }

    /// Who waits for whom, and which of the waits to take out: the one that began last, and so closed the cycle. The picture of waiting says the
    /// same.
    private mutating func advice(to cycle: WaitCycle, among all: [StuckModule]) -> String {
        var names = cycle.modules.map { name(of: $0) }
        let circle: String
        if names.count == 1 {
            circle = "\(names[0]) waits for itself"
        } else {
            let first = names[0]
            if names.count > 8 { names = names.prefix(4) + ["…"] + names.suffix(3) }
            circle = "they wait for each other: \((names + [first]).joined(separator: " → "))"
        }
        let members = all.filter { cycle.stuck.contains($0.module) }
        guard let last = members.max(by: { $0.awaited.index < $1.awaited.index }), let outer = last.chain.last else { return circle }
        var awaited = awaitedText(coroutines[outer].frame.pc - 1)
        if last.chain.count == 1, let call = last.call {
            awaited = "import\(call.phase == .defer ? ".defer" : "")(\"\(strings.text(call.specifier))\")"
        }
        return circle + "; do not await \(awaited.isEmpty ? "that" : awaited) at the top level of \(name(of: last.module))"
    }

    /// The module whose end an `import()` waits for: that of a cycle is the end of its root.
    private func awaitedModule(_ call: DynamicImport) -> ModuleID {
        let root = graph[call.target].cycleRoot
        return graph[call.target].status == .evaluatingAsync && root != .none ? root : call.target
    }

    /// By module the one that imports it, for a module and those that it waits for as an importer.
    private mutating func importers(below start: ModuleID) -> [ModuleID: ModuleID] {
        var importer: [ModuleID: ModuleID] = [start: .none]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            for (_, target) in requests(of: module) where importer[target] == nil {
                importer[target] = module
                queue.append(target)
            }
        }
        return importer
    }

    /// The shortest circle of modules that wait for each other, beginning with one of them; `nil` when it waits for something else.
    ///
    /// A module waits for the one that it imports by import(), and an importer for those below it.
    private mutating func findCycle(from start: StuckModule, among all: [StuckModule]) -> WaitCycle? {
        // By stuck module: the one that waits for it, and those between them.
        var ways: [ModuleID: (from: ModuleID, between: [ModuleID])] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count, next < cycleLimit {
            let stuck = queue[next]
            next += 1
            for call in stuck.calls where call.target != .none && !waitsForThen(call) {
                let goal = awaitedModule(call)
                // One that stands at an await of its own waits for that alone.
                let own = all.first { $0.module == goal }
                let importers = own == nil ? importers(below: goal) : [goal: .none]
                for other in own.map({ [$0] }) ?? all where ways[other.module] == nil && importers[other.module] != nil {
                    var between: [ModuleID] = []
                    var module = other.module
                    while module != goal, let importer = importers[module], importer != .none {
                        between.append(importer)
                        module = importer
                    }
                    ways[other.module] = (stuck.module, between.reversed())
                    if other.module == start.module { return cycle(to: start.module, ways) }
                    queue.append(other)
                }
            }
        }
        return nil
    }

    private func cycle(to start: ModuleID, _ ways: [ModuleID: (from: ModuleID, between: [ModuleID])]) -> WaitCycle {
        var cycle = WaitCycle(stuck: [], modules: [])
        var module = start
        repeat {
            guard let way = ways[module] else { break }
            cycle.stuck.insert(way.from, at: 0)
            cycle.modules.insert(contentsOf: [way.from] + way.between, at: 0)
            module = way.from
        } while module != start
        return cycle
    }
}
