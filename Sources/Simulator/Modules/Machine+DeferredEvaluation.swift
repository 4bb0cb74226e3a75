import JavaScript

/// Deferred evaluation: `import defer` and `import.defer()`. https://tc39.es/proposal-defer-import-eval/
extension Machine {
    /// A module that a deferred import leads to; each of its requests counts as one more.
    static let walkSteps = 4

    /// What a module with a deferred request evaluates: of a deferred dependency, only what is asynchronous in it.
    /// https://tc39.es/proposal-defer-import-eval/#sec-innermoduleevaluation
    mutating func evaluationList(of id: ModuleID) -> [ModuleID] {
        let unit = graph[id].unit
        var list: [ModuleID] = []
        var listed: Set<ModuleID> = []
        for request in 0..<graph[id].requestCount {
            let requestID = ModuleRequestID(UInt32(request))
            let required = graph.importedModule(id, requestID)
            let additional =
                code.request(requestID, of: unit).phase == .defer
                ? gatherAsynchronousTransitiveDependencies(required) : [required]
            for module in additional where listed.insert(module).inserted { list.append(module) }
        }
        return list
    }

    /// GatherAsynchronousTransitiveDependencies, with a stack of its own.
    /// https://tc39.es/proposal-defer-import-eval/#sec-GatherAsynchronousTransitiveDependencies
    mutating func gatherAsynchronousTransitiveDependencies(_ start: ModuleID) -> [ModuleID] {
        var result: [ModuleID] = []
        var seen: Set<ModuleID> = []
        var pending = [start]
        while let id = pending.popLast() {
            // Steps 3–6.
            let record = graph[id]
            guard seen.insert(id).inserted, !record.isJSON else { continue }
            budget.steps += Self.walkSteps + Int(record.requestCount)
            if budget.steps >= budget.nextCheck, isStopped() { return [] }
            if host.defersWhatHasBegun ? graph.hasBegun(id) : record.status == .evaluating || graph.isModuleSCCEvaluated(id) { continue }
            // Step 7.
            if record.hasTLA {
                result.append(id)
                continue
            }
            // Step 8: the first request is looked at first.
            for request in (0..<record.requestCount).reversed() {
                pending.append(graph.importedModule(id, ModuleRequestID(UInt32(request))))
            }
        }
        return result
    }

    /// ReadyForSyncExecution, with a stack of its own.
    /// https://tc39.es/proposal-defer-import-eval/#sec-ReadyForSyncExecution
    mutating func readyForSyncExecution(_ start: ModuleID) -> Bool {
        var seen: Set<ModuleID> = []
        var pending = [start]
        while let id = pending.popLast() {
            let record = graph[id]
            budget.steps += 1
            guard seen.insert(id).inserted, !record.isJSON, !isDone(id) else { continue }
            if record.status == .evaluating || record.status == .evaluatingAsync || record.hasTLA { return false }
            for request in 0..<record.requestCount { pending.append(graph.importedModule(id, ModuleRequestID(UInt32(request)))) }
        }
        return true
    }

    /// Whether a touch finds a module evaluated.
    private func isDone(_ id: ModuleID) -> Bool {
        host.defersWhatHasBegun ? graph[id].status == .evaluated : graph.isModuleSCCEvaluated(id)
    }

    /// EvaluateModuleSync. https://tc39.es/proposal-defer-import-eval/#sec-EvaluateModuleSync
    ///
    /// - Throws: a TypeError when the module, or one that it needs, is being evaluated or awaits; the module's own error.
    mutating func evaluateModuleSync(_ id: ModuleID) throws(Abrupt) {
        if graph[id].isJSON {
            if graph[id].status != .evaluated { setStatus(id, .evaluated) }
            return
        }
        if isDone(id) {
            if let error = graph[id].evaluationError { throw .thrown(error) }
            return
        }
        // Step 2.
        guard readyForSyncExecution(id) else {
            throw typeError("'\(name(of: id))' cannot be evaluated now: it, or a module that it imports, is still being evaluated")
        }
        // A module that touches a deferred one runs it on the simulator's native stack.
        running.nativeDepth += 1
        defer { running.nativeDepth -= 1 }
        if running.nativeDepth > Self.nativeDepthLimit { throw stackOverflow() }
        // Steps 3–5.
        let promise = try evaluate(id)
        guard heap.promises[Int(promise.index)].state == .rejected else { return }
        heap.promises[Int(promise.index)].isHandled = true
        throw .thrown(heap.promises[Int(promise.index)].result)
    }

    // MARK: import.defer()

    /// ContinueDynamicImport, step 6.d, for the phase `defer`: only what is asynchronous is evaluated.
    /// https://tc39.es/proposal-defer-import-eval/#sec-ContinueDynamicImport
    mutating func evaluateDeferred(_ id: ImportID) throws(Abrupt) {
        let list = gatherAsynchronousTransitiveDependencies(imports[id].target)
        if list.isEmpty {
            finishImport(id)
            return
        }
        // SafePerformPromiseAll
        let all = makePromise()
        imports[id].dependencyPromise = all
        imports[id].pendingDependencies = Int32(list.count)
        var promises: [PromiseID] = []
        for dependency in list { promises.append(try evaluate(dependency)) }
        for promise in promises { performThen(promise, .importDependency(id)) }
        awaitEvaluation(all, of: id)
    }

    /// One of the asynchronous dependencies of an `import.defer()` has settled.
    mutating func importDependencySettled(_ id: ImportID, _ value: Value, isRejected: Bool) {
        guard let all = imports[id].dependencyPromise else { return }
        if isRejected {
            rejectPromise(all, value)
            return
        }
        imports[id].pendingDependencies -= 1
        if imports[id].pendingDependencies == 0 { resolvePromise(all, .undefined) }
    }
}
