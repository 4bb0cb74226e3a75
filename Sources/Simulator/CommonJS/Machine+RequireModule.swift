import Hosts
import JavaScript
import Programs

/// `require()` of ECMAScript modules. https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require
extension Machine {
    /// Evaluates a module synchronously, if that can be done.
    ///
    /// - Returns: its export `module.exports`, or its namespace, which tells by `__esModule` that it has a default export.
    mutating func requireModule(_ target: ModuleID, from base: CommonJSModules.Base) throws(Abrupt) -> Value {
        let rules = host.commonJS ?? CommonJSRules()
        let importer = program.filePath(of: base.key) ?? base.key.path
        try afford(Self.importSteps)
        // What is being evaluated has not its names yet.
        if graph[target].status == .evaluating, rules.cycles != .allowed {
            throw cycleError(rules.words.requiredInCycle, target, importer)
        }
        let wasEvaluated = graph[target].status == .evaluated || graph[target].status == .evaluatingAsync
        if !wasEvaluated {
            try loadGraphNow(target)
            if rules.cycles == .refused { try refuseCycles(target) }
        }
        let isAsync = try hasAwaits(target)
        if rules.asyncModules == .refused, isAsync {
            let words = wasEvaluated ? rules.words.evaluatedAsyncModule ?? rules.words.asyncModule : rules.words.asyncModule
            throw asyncError(words, target, base)
        }
        if !wasEvaluated { try link(target) }
        commonJS.evaluating.append(target)
        defer { commonJS.evaluating.removeLast() }
        running.nativeDepth += 1
        defer { running.nativeDepth -= 1 }
        if running.nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
        if graph[target].status != .evaluating {
            let promise = try evaluate(target)
            switch heap.promises[Int(promise.index)].state {
            case .rejected:
                heap.promises[Int(promise.index)].isHandled = true
                throw .thrown(heap.promises[Int(promise.index)].result)
            case .pending: throw asyncError(rules.words.asyncModule, target, base)
            case .fulfilled: break
            }
        }
        return try requiredNamespace(target)
    }

    /// What `require()` gives for a module that has been evaluated.
    private mutating func requiredNamespace(_ id: ModuleID) throws(Abrupt) -> Value {
        let namespace = namespaceObject(id)
        let whole = key("module.exports")
        if hasExport(namespace, whole) { return try get(namespace, whole) }
        let mark = key("__esModule")
        if host.commonJS?.marks == .all {
            if !hasExport(namespace, mark) { commonJS.markedObjects.insert(namespace) }
            return .object(namespace)
        }
        guard hasExport(namespace, .known(.default)), !hasExport(namespace, mark) else { return .object(namespace) }
        if let known = commonJS.marked[id.index] { return .object(known) }
        let marked = heap.makeObject(.namespace, prototype: .none, payload: id.index)
        heap[marked].isExtensible = false
        commonJS.marked[id.index] = marked
        commonJS.markedObjects.insert(marked)
        return .object(marked)
    }

    // MARK: The graph

    /// Loads what a module imports, and all behind it, at once.
    mutating func loadGraphNow(_ target: ModuleID) throws(Abrupt) {
        var pending = [target]
        var seen: Set<ModuleID> = []
        while let id = pending.popLast() {
            guard seen.insert(id).inserted, hostLoadNow(id, referrer: nil) == nil else { continue }
            try throwIfStopped()
            for request in 0..<Int(graph[id].requestCount) {
                if let required = requestedModule(id, request) { pending.append(required) }
            }
        }
        commonJS.loadError = nil
        loadGraph(target, .require)
        if let error = commonJS.loadError { throw .thrown(.object(error)) }
    }

    /// The modules that a module imports, and all behind them.
    mutating func forEachInGraph(
        _ start: ModuleID, _ body: (inout Machine, _ id: ModuleID, _ importer: ModuleID, _ request: Int) throws(Abrupt) -> Bool
    ) throws(Abrupt) {
        var seen: Set<ModuleID> = [start]
        var pending = [start]
        while let id = pending.popLast() {
            let count = Int(graph[id].requestCount)
            budget.steps += count + 1
            if budget.steps >= budget.nextCheck { try checkLimits() }
            var next: [ModuleID] = []
            for request in 0..<count {
                let required = graph.loadedModules[Int(graph[id].requestStart) + request]
                guard required != .none, seen.insert(required).inserted else { continue }
                if try body(&self, required, id, request) { return }
                next.append(required)
            }
            pending += next.reversed()
        }
    }

    /// Whether a module, or one behind it, awaits at its top level.
    private mutating func hasAwaits(_ start: ModuleID) throws(Abrupt) -> Bool {
        if graph[start].hasTLA { return true }
        var found = false
        try forEachInGraph(start) { machine, id, _, _ throws(Abrupt) in
            found = machine.graph[id].hasTLA
            return found
        }
        return found
    }

    /// Throws where a module in the graph is being evaluated.
    private mutating func refuseCycles(_ start: ModuleID) throws(Abrupt) {
        try forEachInGraph(start) { machine, id, importer, request throws(Abrupt) in
            let isCommonJS = machine.graph[id].commonJS >= 0
            let isRunning =
                isCommonJS
                ? machine.commonJS.records[Int(machine.graph[id].commonJS)].runs > 0 : machine.graph[id].status == .evaluating
            guard isRunning else { return false }
            let specifier = machine.code.request(ModuleRequestID(UInt32(request)), of: machine.graph[importer].unit).specifier
            throw .thrown(
                .object(
                    machine.makeError(
                        HostError(
                            (machine.host.commonJS ?? CommonJSRules()).words.importedInCycle,
                            [
                                "kind": isCommonJS ? "CommonJS Module" : "Module", "specifier": machine.strings.names.string(specifier),
                                "importer": machine.fileName(of: importer),
                            ]))))
        }
    }

    private mutating func cycleError(_ words: ErrorWords, _ target: ModuleID, _ importer: String) -> Abrupt {
        .thrown(
            .object(
                makeError(
                    HostError(words, ["module": fileName(of: target), "url": program.url(of: graph.key(of: target)), "importer": importer]))
            ))
    }

    private mutating func asyncError(_ words: ErrorWords, _ target: ModuleID, _ base: CommonJSModules.Base) -> Abrupt {
        let files = requireStack(of: base)
        let error = makeError(
            HostError(
                words,
                [
                    "module": fileName(of: target), "url": program.url(of: graph.key(of: target)), "importer": files[0],
                    "stack": Self.stackText(files),
                ]))
        if host.commonJS?.words.asyncModuleHasStack == true {
            put(error, key("requireStack"), .object(makeArray(files.map { string($0) })), .hidden)
        }
        return .thrown(.object(error))
    }
}
