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
    }

    /// One problem for each module that stands at an await of its own.
    mutating func unsettledDiagnostics() -> [Diagnostic] {
        var problems: [Diagnostic] = []
        let waiters = suspendedWaiters()
        let stuck = stuckModules(waiters)
        var told: Set<ModuleID> = []
        for module in stuck where !told.contains(module.module) {
            if problems.count == stuckLimit { break }
            let cycle = findCycle(from: module, among: stuck) ?? []
            problems.append(diagnostic(for: module, cycle: cycle, among: stuck))
            told.formUnion(cycle)
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
        // By coroutine: the promise that it awaits.
        var awaited: [Int32: PromiseID] = [:]
        for index in heap.promises.indices where heap.promises[index].state == .pending {
            var reaction = heap.promises[index].firstReaction
            while reaction >= 0 {
                if case .resume(let id) = heap.reactions[Int(reaction)].target { awaited[id.index] = PromiseID(index: Int32(index)) }
                reaction = heap.reactions[Int(reaction)].next
            }
        }
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
            stuck.append(StuckModule(module: coroutines[id].module, chain: chain, call: call))
        }
        return stuck.sorted { $0.module < $1.module }
    }

    private mutating func diagnostic(for stuck: StuckModule, cycle: [ModuleID], among all: [StuckModule]) -> Diagnostic {
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
        if !cycle.isEmpty {
            for other in all where other.module != stuck.module && cycle.contains(other.module) {
                guard let call = other.call, let instruction = other.chain.first.map({ coroutines[$0].frame.pc - 1 }),
                    let place = place(of: instruction)
                else { continue }
                let words = "'\(self.name(of: other.module))' waits here for '\(self.name(of: call.target))'"
                problem.related.append(RelatedPlace(words, at: locationOf(place)))
            }
            let names = cycle.map { self.name(of: $0) }
            problem.suggestion =
                cycle.count == 1
                ? "the module waits for itself: do not await an import() of it here"
                : "they wait for each other: \((names + [names[0]]).joined(separator: " → ")); do not await one of these imports at the top level"
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

    /// A module and those that it imports, also by others.
    private mutating func modulesBelow(_ start: ModuleID) -> Set<ModuleID> {
        var seen: Set = [start]
        var pending = [start]
        while let module = pending.popLast() {
            for (_, target) in requests(of: module) where seen.insert(target).inserted { pending.append(target) }
        }
        return seen
    }

    /// The modules that wait for each other, beginning with one of them; `nil` when it waits for something else.
    private mutating func findCycle(from start: StuckModule, among all: [StuckModule]) -> [ModuleID]? {
        // A module waits for the one that it imports by import(), and an importer for those below it.
        var path: [ModuleID] = []
        var current: StuckModule? = start
        while let stuck = current, let call = stuck.call, call.target != .none, path.count <= cycleLimit {
            if let first = path.firstIndex(of: stuck.module) { return first == 0 ? path : nil }
            path.append(stuck.module)
            let awaited = modulesBelow(call.target)
            current = all.first { awaited.contains($0.module) }
        }
        return nil
    }
}
