import Diagnostics
import Hosts
import JavaScript
import Trace

/// `import()`. https://tc39.es/ecma262/#sec-evaluate-import-call
extension Machine {
    /// EvaluateImportCall: the promise of the call.
    mutating func importCall(_ specifier: Value, options: Value, phase: ImportPhase) -> ObjectID {
        budget.steps += Self.knownImportSteps
        // Step 7.
        let id = ImportID(index: Int32(imports.records.count))
        let promise = makePromise(for: .importCall(id))
        do throws(Abrupt) {
            // Step 8.
            let text = try toString(specifier)
            // It is read as a URL, and kept in what is told of the call.
            try afford(strings.length(text) * 2)
            // https://github.com/w3c/ServiceWorker/issues/1356
            if agents.web.kind == .serviceWorker, let rules = host.page?.serviceWorkers { throw typeError(rules.dynamicImport) }
            budget.keptBytes += strings.length(text) * 3
            let wantsJSON = try readImportOptions(options, of: text)
            imports.records.append(
                DynamicImport(
                    promise: promise, referrer: running.module, specifier: text, place: currentPlace(), wantsJSON: wantsJSON, phase: phase))
            if recorder.isRecording {
                let name = self.text(strings.text(text))
                record(
                    .importCalled(
                        number: id.index, specifier: name, position: position(of: currentPlace()) ?? Position(line: 1, column: 1)),
                    module: running.module)
            }
            hostLoadImportedModule(id)
        } catch {
            settleAbrupt(promise, error)
        }
        return promiseObject(promise)
    }

    /// Steps 10–11: the second argument is undefined, or an object whose `with` is an object of strings.
    ///
    /// - Returns: whether it asks for a JSON module.
    private mutating func readImportOptions(_ options: Value, of specifier: StringID) throws(Abrupt) -> Bool {
        if options.isUndefined { return false }
        guard case .object(let object) = options else { throw typeError("The second argument of import() must be an object") }
        let attributes = try get(object, .known(.with))
        if attributes.isUndefined { return false }
        var wantsJSON = false
        guard case .object(let list) = attributes else { throw typeError("The 'with' option of import() must be an object") }
        for (key, given) in try enumerableEntries(list) {
            guard case .string(let value) = given else { throw typeError("Import attribute values must be strings") }
            guard key == .known(.type), strings.name(value) == .known(.json) else {
                if host.words.loading?.needsAttributes == false { continue }
                if let error = attributeError(describe(key), plainText(of: .string(value)), specifier: strings.text(specifier)) {
                    throw .thrown(.object(makeError(error)))
                }
                throw typeError("Import attribute \"\(describe(key))\" with value \"\(plainText(of: .string(value)))\" is not supported")
            }
            wantsJSON = true
        }
        return wantsJSON
    }

    // MARK: The host's way of loading

    /// HostLoadImportedModule with a promise capability as its payload.
    private mutating func hostLoadImportedModule(_ id: ImportID) {
        let call = imports[id]
        let name = strings.name(call.specifier)
        if var target = resolveModule(name, from: call.referrer) {
            if call.phase == .source { target = sourceRecord(of: target) }
            imports[id].target = target
            if graph[target].status != .evaluated { budget.steps += Self.importSteps }
        } else {
            imports[id].failure = loading.unresolvedFailure
            budget.steps += Self.importSteps
        }
        noteImportBegins()
        switch host.imports {
        case .immediately: loadTarget(id)
        case .afterHops(let hops):
            if let again = hops.erroredAgain, call.failure < 0, let error = failedBefore(id) {
                hop(id, left: again, .settle(error, isRejected: true))
            } else {
                hop(id, left: hops.before, .load)
            }
        case .inBatches:
            if resolvesAsPage, let failure = knownToFail(id) { return rejectImport(id, loadFailure: failure) }
            imports.pending.append(id)
        case .moduleByModule: beginImportWalk(id)
        case .polled: beginPolledImport(id)
        }
    }

    /// Why an `import()` cannot be, where that is known in the call: its specifier has no meaning, or its file has not been there before.
    private func knownToFail(_ id: ImportID) -> Int32? {
        let call = imports[id]
        if call.failure >= 0 { return call.failure }
        let failure = graph[call.target].failure
        return failure >= 0 && !isErrorOfText(failure) ? failure : nil
    }

    /// The error of a module that failed before it was asked for.
    private func failedBefore(_ id: ImportID) -> Value? {
        let target = imports[id].target
        return target == .none ? nil : graph[target].evaluationError
    }

    /// Whether the host has `import()` calls to go on with when no microtask is left.
    var hasPendingImports: Bool {
        mutating get {
            !imports.pending.isEmpty || !imports.notices.isEmpty && !page.isOn || imports.polling.hasWork
                || !imports.registered.calls.isEmpty
        }
    }

    /// Goes on with the `import()` calls that wait for the end of the microtasks.
    mutating func finishPendingImports() throws(Abrupt) {
        switch host.imports {
        case .moduleByModule: return takeModuleNotice()
        case .polled: return try pollImports()
        case .immediately, .afterHops, .inBatches: break
        }
        let batch = imports.pending
        imports.pending = []
        for id in batch { loadTarget(id) }
    }

    /// One hop of the host's own promises, and after the last what they lead to.
    mutating func hop(_ id: ImportID, left: Int32, _ stage: ImportStage) {
        if left > 0 {
            enqueueJob(.importHop(id, left: left - 1, stage))
            return
        }
        switch stage {
        case .load: loadTarget(id)
        case .walked: endLinkWalk(id)
        case .evaluate: linkAndEvaluate(id)
        case .namespace(let value):
            let promise = makePromise()
            resolvePromise(promise, value)
            performThen(promise, .importResolved(id))
        case .settle(let value, let isRejected): settleImport(id, value, isRejected: isRejected)
        }
    }

    mutating func loadTarget(_ id: ImportID) {
        let call = imports[id]
        if call.failure >= 0 {
            rejectImport(id, loadFailure: call.failure)
        } else if hostLoad(call.target, referrer: call.referrer) {
            continueDynamicImport(id)
        } else {
            wait(for: call.target, .dynamicImport(id))
        }
    }

    // MARK: ContinueDynamicImport

    /// https://tc39.es/ecma262/#sec-ContinueDynamicImport
    mutating func continueDynamicImport(_ id: ImportID) {
        let target = imports[id].target
        // Step 1.
        var failure = graph[target].failure
        if failure < 0, let mismatch = typeMismatch(target, wantsJSON: imports[id].wantsJSON) { failure = mismatch }
        if failure >= 0 {
            rejectImport(id, loadFailure: failure)
            return
        }
        // Steps 3–8.
        loadGraph(target, .dynamicImport(id))
    }

    /// The load's promise is settled: a job goes on with it.
    mutating func importGraphLoaded(_ id: ImportID, _ reason: Value, isRejected: Bool) {
        if isRejected { settleThroughHost(id, reason, isRejected: true) } else { linkAndEvaluate(id) }
    }

    /// Step 6: linkAndEvaluateClosure.
    mutating func linkAndEvaluate(_ id: ImportID) {
        if waitsForGraph(id) { return }
        let target = imports[id].target
        do throws(Abrupt) {
            if !graph[target].isJSON { try link(target) }
            if imports[id].phase == .defer { return try evaluateDeferred(id) }
            if graph[target].isJSON {
                if graph[target].status != .evaluated { setStatus(target, .evaluated) }
                let done = makePromise()
                resolvePromise(done, .undefined)
                awaitEvaluation(done, of: id)
                return
            }
            // Where linking fails for a module that has failed before.
            if host.imports == .polled, let error = graph[target].evaluationError { throw Abrupt.thrown(error) }
            imports.evaluating = id
            defer { imports.evaluating = nil }
            awaitEvaluation(try evaluate(target), of: id)
        } catch {
            switch error {
            case .thrown(let value): settleThroughHost(id, value, isRejected: true)
            case .blocked(let reason): stop.reason = reason
            }
        }
    }

    /// The host waits for the evaluation in its own way.
    mutating func awaitEvaluation(_ promise: PromiseID, of id: ImportID) {
        switch host.imports {
        case .moduleByModule: imports.evaluated = EvaluatedImport(id: id, promise: promise)
        case .polled:
            imports.polling.evaluations.append(EvaluatedImport(id: id, promise: promise))
            performThen(promise, .importEvaluated(id))
        case .immediately, .afterHops, .inBatches: performThen(promise, .importEvaluated(id))
        }
    }

    /// Step 6.d: fulfilledClosure, and rejectedClosure.
    mutating func importEvaluated(_ id: ImportID, _ reason: Value, isRejected: Bool) {
        if host.imports == .polled {
            wakeImports(id)
        } else if isRejected {
            settleThroughHost(id, reason, isRejected: true)
        } else {
            finishImport(id)
        }
    }

    /// All that an `import()` waits for is done.
    mutating func finishImport(_ id: ImportID) {
        settleThroughHost(id, .object(namespaceOfImport(id)), isRejected: false)
    }

    mutating func namespaceOfImport(_ id: ImportID) -> ObjectID {
        if imports[id].phase == .source, let source = sourceObject(of: imports[id].target) { return source }
        return namespaceObject(imports[id].target, phase: imports[id].phase)
    }

    /// Some hosts have promises of their own between the module's and the caller's.
    private mutating func settleThroughHost(_ id: ImportID, _ value: Value, isRejected: Bool) {
        guard case .afterHops(let hops) = host.imports else {
            if host.imports == .polled {
                answerImport(id, value, isRejected: isRejected)
            } else {
                settleImport(id, value, isRejected: isRejected)
            }
            return
        }
        if isRejected {
            hop(id, left: hops.failure, .settle(value, isRejected: true))
        } else {
            hop(id, left: hops.namespace, .namespace(value))
        }
    }

    /// One of the host's promises is settled; the rest of its hops follow.
    mutating func importResolved(_ id: ImportID, _ value: Value, isRejected: Bool) {
        guard case .afterHops(let hops) = host.imports else {
            return settleImport(id, value, isRejected: isRejected)
        }
        hop(id, left: hops.after - 1, .settle(value, isRejected: isRejected))
    }

    mutating func settleImport(_ id: ImportID, _ value: Value, isRejected: Bool) {
        noteImportEnd(id, isFulfilled: !isRejected)
        if isRejected {
            rejectPromise(imports[id].promise, value)
        } else {
            resolvePromise(imports[id].promise, value)
        }
    }

    private mutating func noteImportEnd(_ id: ImportID, isFulfilled: Bool) {
        guard recorder.isRecording else { return }
        let call = imports[id]
        record(
            .importSettled(
                number: id.index, target: call.target == .none ? nil : ModuleIndex(Int(call.target.index)), isFulfilled: isFulfilled),
            module: call.referrer)
    }

    /// The error object of a module that is not there, or does not parse. One for each failure: asking again gives the same, except on Node
    /// for one that its loader does not find.
    mutating func rejectImport(_ id: ImportID, loadFailure: Int32) {
        let call = imports[id]
        var failure = loadFailure
        let hostError = hostLoadError(failure, specifier: strings.text(call.specifier), referrer: call.referrer, target: call.target)
        if hostError != nil, loading.errors[failure] != nil {
            // Node looks again each time, and makes another error.
            loading.failures.append(loading.failures[Int(failure)])
            failure = Int32(loading.failures.count - 1)
        }
        noteImportLoaded(isMissing: !isErrorOfText(failure))
        let error = Value.object(loadError(failure, hostError, message: failedImportMessage(id, failure)))
        if !settleInTheCall(id, error) { settleThroughHost(id, error, isRejected: true) }
    }

    /// Where the call itself reads the graph, what it does not find is thrown there, and comes a hop sooner than what fails later.
    private mutating func settleInTheCall(_ id: ImportID, _ error: Value) -> Bool {
        guard case .inTheCall = host.reading, case .afterHops(let hops) = host.imports else { return false }
        hop(id, left: hops.failure - 1, .settle(error, isRejected: true))
        return true
    }

    /// The error of a script of a page that does not parse, or of one whose import means nothing.
    mutating func loadErrorObject(_ failure: Int32, message: String? = nil) -> ObjectID { loadError(failure, nil, message: message) }

    private mutating func loadError(_ failure: Int32, _ hostError: HostError?, message: String? = nil) -> ObjectID {
        if let known = loading.errors[failure] { return known }
        if let hostError {
            let error = makeError(hostError)
            loading.errors[failure] = error
            return error
        }
        let problem = loading.failures[Int(failure)][0]
        let isSyntax = problem.kind == .syntax || problem.kind == .unsupported
        let error =
            isSyntax
            ? makeError(realm.syntaxErrorPrototype, message ?? SyntaxErrorWords.v8(problem.message))
            : makeError(realm.typeErrorPrototype, message ?? failedRequestMessage(failure) ?? problem.message)
        loading.errors[failure] = error
        return error
    }

    // MARK: Ends of graph loads

    mutating func graphLoaded(_ purpose: GraphLoad.Purpose, _ root: ModuleID) {
        switch purpose {
        case .entry(let index): entryLoaded(Int(index))
        case .preload, .require: break
        case .dynamicImport(let id) where host.imports == .polled: beginTurns(id)
        case .dynamicImport(let id) where page.isOn && holdsImport(id): noteImportLoaded(isMissing: false)
        case .dynamicImport(let id):
            noteImportLoaded(isMissing: false)
            if beginLinkWalk(id) { return }
            // LoadRequestedModules fulfils its promise; the closure runs as its reaction.
            let loaded = makePromise()
            performThen(loaded, .importLoaded(id))
            resolvePromise(loaded, .undefined)
        }
    }

    /// - Parameter cause: the failure of the file itself: into ``ModuleLoading/failures``.
    mutating func graphFailed(_ purpose: GraphLoad.Purpose, _ problems: [Diagnostic], _ hostError: HostError?, cause: Int32) {
        let failure = Int32(loading.failures.count)
        loading.failures.append(problems)
        page.unresolved[failure] = page.unresolved[cause]
        loading.missing[failure] = loading.missing[cause]
        switch purpose {
        case .entry(let index): entryFailed(Int(index), problems, failure)
        case .preload: break
        case .require: commonJS.loadError = loadError(failure, hostError)
        case .dynamicImport(let id):
            noteImportLoaded(isMissing: !isErrorOfText(failure))
            let reason = loadError(failure, hostError, message: failedImportMessage(id, failure))
            if host.imports == .polled {
                imports.polling.loaded.append(LoadedImport(id: id, error: reason))
                return
            }
            if settleInTheCall(id, .object(reason)) { return }
            let loaded = makePromise()
            performThen(loaded, .importLoaded(id))
            rejectPromise(loaded, .object(reason))
        }
    }
}
