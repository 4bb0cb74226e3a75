import Hosts
import JavaScript
import Trace

/// Evaluation. https://tc39.es/ecma262/#sec-moduleevaluation
extension Machine {
    /// Evaluate(): the promise of the module, or of its cycle's root.
    mutating func evaluate(_ start: ModuleID) throws(Abrupt) -> PromiseID {
        var id = start
        // Step 3: a module that has been evaluated, or is waiting, stands for its cycle's root.
        let status = graph[id].status
        if status == .evaluatingAsync || status == .evaluated, graph[id].cycleRoot != .none {
            id = graph[id].cycleRoot
        }
        // Step 4.
        if let known = graph[id].topLevelPromise { return known }
        // Steps 5–7.
        var stack: [ModuleID] = []
        let promise = makePromise(for: .evaluation(id))
        graph[id].topLevelPromise = promise
        do throws(Abrupt) {
            // Step 8.
            try innerModuleEvaluation(id, &stack)
            continueHeldImports()
        } catch {
            continueHeldImports()
            guard case .thrown(let value) = error else { throw error }
            // Step 9: what was being evaluated has failed with the same error.
            for module in stack {
                setEvaluationError(module, value)
                setStatus(module, .evaluated)
            }
            rejectPromise(promise, value)
            return promise
        }
        // Step 10.c.
        if !graph[id].asyncEvaluationOrder.isInteger { resolvePromise(promise, .undefined) }
        return promise
    }

    /// InnerModuleEvaluation, with a stack of its own. https://tc39.es/ecma262/#sec-innermoduleevaluation
    private mutating func innerModuleEvaluation(_ root: ModuleID, _ stack: inout [ModuleID]) throws(Abrupt) {
        var index: Int32 = 0
        var walk: [EvaluationVisit] = []
        // [[EvaluationList]]s of the modules on the walk that do not simply evaluate what they request.
        var lists: [[ModuleID]] = []
        try enterEvaluation(root, &index, &stack, &walk, &lists)
        while let top = walk.last {
            let module = Int(top.module.index)
            let count = top.hasList ? Int32(lists[lists.count - 1].count) : graph.modules[module].requestCount
            if top.next < count {
                walk[walk.count - 1].next += 1
                let required =
                    top.hasList
                    ? lists[lists.count - 1][Int(top.next)] : graph.loadedModules[Int(graph.modules[module].requestStart + top.next)]
                let depth = walk.count
                try enterEvaluation(required, &index, &stack, &walk, &lists)
                // When it was entered, what follows comes when it is left.
                if walk.count == depth { try afterDependency(top.module, required) }
                continue
            }
            // Steps 12–13.
            if graph.modules[module].pendingAsyncDependencies > 0 || graph.modules[module].hasTLA {
                // Step 12.b: IncrementModuleAsyncEvaluationCount
                graph.modules[module].asyncEvaluationOrder = .integer(graph.asyncModuleCounter)
                if recorder.isRecording {
                    record(.asyncEvaluationOrder(graph.asyncModuleCounter), module: top.module)
                    record(
                        .pendingDependencies(count: graph.modules[module].pendingAsyncDependencies, completed: nil), module: top.module)
                }
                graph.asyncModuleCounter += 1
                if graph.modules[module].pendingAsyncDependencies == 0 { try executeAsyncModule(top.module, wokenBy: nil) }
            } else {
                try executeModule(top.module, wokenBy: nil)
            }
            // Step 16: a root takes its cycle off the stack.
            if graph.modules[module].dfsAncestorIndex == graph.modules[module].dfsIndex {
                while let last = stack.popLast() {
                    graph[last].cycleRoot = top.module
                    recordState(.cycleRoot(ModuleIndex(Int(top.module.index))), module: last)
                    setStatus(last, graph[last].asyncEvaluationOrder == .unset ? .evaluated : .evaluatingAsync)
                    if last == top.module { break }
                }
            }
            walk.removeLast()
            if top.hasList { lists.removeLast() }
            if graph.modules[module].status != .evaluating, !walk.isEmpty { try checkpointBetweenModules() }
            if let parent = walk.last { try afterDependency(parent.module, top.module) }
        }
    }

    /// A module whose dependencies are being evaluated.
    private struct EvaluationVisit {
        var module: ModuleID
        /// The next one, in its requests or in its list.
        var next: Int32 = 0
        /// Whether the last list is its own.
        var hasList = false
    }

    /// Steps 1–10 of InnerModuleEvaluation.
    private mutating func enterEvaluation(
        _ id: ModuleID, _ index: inout Int32, _ stack: inout [ModuleID], _ walk: inout [EvaluationVisit],
        _ lists: inout [[ModuleID]]
    ) throws(Abrupt) {
        let module = Int(id.index)
        // Step 1: a synthetic module has its values already.
        if graph.modules[module].isJSON {
            if graph.modules[module].status != .evaluated { setStatus(id, .evaluated) }
            return
        }
        if graph.modules[module].commonJS >= 0 { return try evaluateCommonJS(id) }
        switch graph.modules[module].status {
        case .evaluatingAsync, .evaluated:
            // Step 2.
            if let error = graph.modules[module].evaluationError { throw .thrown(error) }
        case .evaluating: break
        default:
            // Steps 5–10.
            setStatus(id, .evaluating)
            graph.modules[module].dfsIndex = index
            graph.modules[module].dfsAncestorIndex = index
            graph.modules[module].pendingAsyncDependencies = 0
            recordState(.dependencyCounted(0), module: id)
            index += 1
            if graph.modules[module].hasDeferredRequest { lists.append(evaluationList(of: id)) }
            stack.append(id)
            walk.append(EvaluationVisit(module: id, hasList: graph.modules[module].hasDeferredRequest))
        }
    }

    /// Step 11.c: what a dependency means for its importer.
    private mutating func afterDependency(_ id: ModuleID, _ dependency: ModuleID) throws(Abrupt) {
        if graph[dependency].isJSON || graph[dependency].commonJS >= 0 { return }
        var required = dependency
        if graph[required].status == .evaluating {
            // Step 11.c.iii
            graph.lowerAncestor(of: id, to: required, ifStatus: .evaluating)
        } else {
            // Step 11.c.iv: an importer of any member waits for the root of its cycle.
            required = graph[required].cycleRoot
            if let error = graph[required].evaluationError { throw .thrown(error) }
        }
        // Step 11.c.v
        if graph[required].asyncEvaluationOrder.isInteger, !skipsCaller(dependency) {
            graph[id].pendingAsyncDependencies += 1
            recordState(.dependencyCounted(graph[id].pendingAsyncDependencies), module: id)
            appendParent(id, to: required)
            recordState(.asyncParent(ModuleIndex(Int(id.index))), module: required)
        }
    }

    private mutating func appendParent(_ parent: ModuleID, to module: ModuleID) {
        graph.parentLinks.append(ParentLink(module: parent, next: -1))
        let link = Int32(graph.parentLinks.count - 1)
        let last = graph[module].lastParent
        if last >= 0 { graph.parentLinks[Int(last)].next = link } else { graph[module].firstParent = link }
        graph[module].lastParent = link
    }

    // MARK: Running a body

    /// ExecuteModule of a module without top-level await.
    /// https://tc39.es/ecma262/#sec-source-text-module-record-execute-module
    mutating func executeModule(_ id: ModuleID, wokenBy waker: ModuleID?) throws(Abrupt) {
        noteModuleStart(id, wokenBy: waker)
        let depth = running.frames.count
        // Whatever has loaded it, a module's code is nobody's but its own.
        let owner = setTimes.owner
        setTimes.owner = 0
        defer { setTimes.owner = owner }
        try pushModuleFrame(id)
        do throws(Abrupt) {
            _ = try execute(until: depth)
        } catch {
            if case .thrown(let value) = error { noteModuleEnd(id, value, isRejected: true) }
            throw error
        }
        noteModuleEnd(id, .undefined, isRejected: false)
    }

    /// ScriptEvaluation, of a classic script of a page. https://tc39.es/ecma262/#sec-runtime-semantics-scriptevaluation
    mutating func evaluateScript(_ id: ModuleID) throws(Abrupt) {
        for status in [ModuleStatus.unlinked, .linking, .linked, .evaluating] { setStatus(id, status) }
        do throws(Abrupt) {
            try executeModule(id, wokenBy: nil)
        } catch {
            if case .thrown(let value) = error { setEvaluationError(id, value) }
            setStatus(id, .evaluated)
            throw error
        }
        setStatus(id, .evaluated)
    }

    /// ExecuteAsyncModule. https://tc39.es/ecma262/#sec-execute-async-module
    mutating func executeAsyncModule(_ id: ModuleID, wokenBy waker: ModuleID?) throws(Abrupt) {
        // Steps 3–8: what happens when the body is done is a reaction of its promise.
        let capability = makePromise(for: .body(id))
        performThen(capability, .asyncModule(id))
        // Step 9.
        noteModuleStart(id, wokenBy: waker)
        let depth = running.frames.count
        let owner = setTimes.owner
        setTimes.owner = 0
        defer { setTimes.owner = owner }
        try pushModuleFrame(id)
        startAsyncModule(id, promise: capability)
        _ = try execute(until: depth)
    }

    private mutating func pushModuleFrame(_ id: ModuleID) throws(Abrupt) {
        try countStep()
        if program.entriesAreScripts, graph[id].isScript { try instantiateGlobals(of: id) }
        saveRegisters()
        let body = code.modules[Int(graph[id].unit.index)].body
        let function = code.functions[Int(body.index)]
        stack.reserve(Int(function.localCount + function.maximumStack) + 2)
        let bottom = stack.count
        for offset in 0..<Int(function.localCount) { stack[stack.count + offset] = .undefined }
        running.frames.append(
            Frame(
                code: body, flags: .isEntry, pc: function.start, base: Int32(bottom), bottom: Int32(bottom),
                argumentStart: Int32(bottom), argumentCount: 0, context: -1, function: .none,
                thisValue: graph[id].isScript ? .object(realm.global) : .undefined,
                newTarget: .undefined, coroutine: .none))
        running.base = bottom
        stack.count = bottom + Int(function.localCount)
        running.go(to: function.start)
        running.context = -1
        useModule(of: body)
    }

    // MARK: Fields

    mutating func setEvaluationError(_ id: ModuleID, _ error: Value) {
        graph[id].evaluationError = error
        guard recorder.recordsStates else { return }
        let message = errorText(error)
        record(.evaluationError(text(message)), module: id)
    }

    private mutating func setAsyncEvaluationDone(_ id: ModuleID) {
        graph[id].asyncEvaluationOrder = .done
        recordState(.asyncEvaluationDone, module: id)
    }

    // MARK: Completion

    /// GatherAvailableAncestors. https://tc39.es/ecma262/#sec-gather-available-ancestors
    ///
    /// The order in which they are found does not matter: the caller sorts them.
    private mutating func gatherAvailableAncestors(_ id: ModuleID) -> [ModuleID] {
        var available: [ModuleID] = []
        var pending = [id]
        while let module = pending.popLast() {
            var link = graph[module].firstParent
            while link >= 0 {
                let parent = graph.parentLinks[Int(link)]
                link = parent.next
                let index = Int(parent.module.index)
                let root = graph.modules[index].cycleRoot
                // Step 1.a
                if graph.modules[index].isGathered || (root != .none && graph[root].evaluationError != nil) { continue }
                // Step 1.a.v–vi
                graph.modules[index].pendingAsyncDependencies -= 1
                if recorder.isRecording {
                    record(
                        .pendingDependencies(
                            count: graph.modules[index].pendingAsyncDependencies, completed: ModuleIndex(Int(module.index))),
                        module: parent.module)
                }
                if graph.modules[index].pendingAsyncDependencies == 0 {
                    graph.modules[index].isGathered = true
                    available.append(parent.module)
                    if !graph.modules[index].hasTLA { pending.append(parent.module) }
                }
            }
        }
        return available
    }

    /// AsyncModuleExecutionFulfilled. https://tc39.es/ecma262/#sec-async-module-execution-fulfilled
    mutating func asyncModuleExecutionFulfilled(_ id: ModuleID) throws(Abrupt) {
        // Step 1.
        if graph[id].status == .evaluated { return }
        // Steps 4–6.
        setAsyncEvaluationDone(id)
        setStatus(id, .evaluated)
        // Step 7.
        if let promise = graph[id].topLevelPromise { resolvePromise(promise, .undefined) }
        // Steps 8–11: ready ancestors run in the order in which they became async.
        var available = gatherAvailableAncestors(id)
        available.sort { graph.order(of: $0) < graph.order(of: $1) }
        for module in available { graph[module].isGathered = false }
        // Step 12.
        for module in available {
            let index = Int(module.index)
            if graph.modules[index].status == .evaluated { continue }
            if graph.modules[index].hasTLA {
                try executeAsyncModule(module, wokenBy: id)
                continue
            }
            do throws(Abrupt) {
                try executeModule(module, wokenBy: id)
            } catch {
                guard case .thrown(let value) = error else { throw error }
                asyncModuleExecutionRejected(module, value)
                continue
            }
            setAsyncEvaluationDone(module)
            setStatus(module, .evaluated)
            if let promise = graph.modules[index].topLevelPromise { resolvePromise(promise, .undefined) }
        }
    }

    /// AsyncModuleExecutionRejected, with a stack of its own. https://tc39.es/ecma262/#sec-async-module-execution-rejected
    mutating func asyncModuleExecutionRejected(_ start: ModuleID, _ error: Value) {
        enum Visit { case enter, leave }
        var pending: [(module: ModuleID, from: ModuleID?, visit: Visit)] = [(start, nil, .enter)]
        while let next = pending.popLast() {
            let index = Int(next.module.index)
            if next.visit == .leave {
                if let promise = graph.modules[index].topLevelPromise { rejectPromise(promise, error) }
                continue
            }
            // Step 1.
            if graph.modules[index].status == .evaluated { continue }
            // Steps 5–7.
            setEvaluationError(next.module, error)
            setAsyncEvaluationDone(next.module)
            setStatus(next.module, .evaluated)
            if let from = next.from {
                let message = errorText(error)
                if recorder.isRecording {
                    record(.failed(error: text(message), from: ModuleIndex(Int(from.index))), module: next.module)
                }
            }
            // Step 8 (ecma262 #3695): the module's own promise is rejected before its parents are.
            switch host.rejections.order {
            case .ownPromiseFirst: if let promise = graph.modules[index].topLevelPromise { rejectPromise(promise, error) }
            case .parentsFirst: pending.append((next.module, nil, .leave))
            }
            var parents: [ModuleID] = []
            var link = graph.modules[index].firstParent
            while link >= 0 {
                parents.append(graph.parentLinks[Int(link)].module)
                link = graph.parentLinks[Int(link)].next
            }
            for parent in parents.reversed() { pending.append((parent, next.module, .enter)) }
        }
    }
}
