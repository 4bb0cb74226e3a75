import Diagnostics
import Hosts
import JavaScript
import Programs

/// The scripts of a page: prepared, fetched, and run when it is their turn.
extension Machine {
    /// The record of a file: of a module the one that all share, of a classic script its own.
    mutating func pageRecord(for key: ModuleKey, isModule: Bool) -> ModuleID {
        let id = entryRecord(for: key, isScript: !isModule)
        if !isModule { graph[id].isScript = true }
        return id
    }

    /// Prepare the script element. https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
    mutating func prepare(_ number: Int32, isAsync: Bool, isDeferred: Bool) throws(Abrupt) {
        let index = Int(number)
        let script = page.scripts[index]
        if script.isModule { page.hasAskedForModule = true }
        // What came while the parser waited for another script needs no task any more.
        let wasReady = script.isReady
        if !script.isModule, !script.isExternal {
            // Step 34: a classic script whose text is there.
            page.scripts[index].mode = .inline
            _ = hostLoad(script.module, referrer: nil)
            scriptTextLoaded(index)
            page.readied = []
            return try execute(number)
        }
        // Steps 31–33
        if isAsync {
            page.scripts[index].mode = .async
            page.asyncCount += 1
        } else if !script.isParserInserted {
            page.scripts[index].mode = .ordered
            page.ordered.append(number)
        } else if script.isModule || isDeferred {
            page.scripts[index].mode = .deferred
            page.deferred.append(number)
            page.hasHadDeferred = true
        } else {
            page.scripts[index].mode = .blocking
        }
        request(number)
        if script.isModule { loadGraph(ofScript: index) }
        // What is ready at once is told in a task; a classic script that came while the parser waited runs where it stands.
        let isReady = page.readied.contains(number)
        page.readied.removeAll { $0 == number }
        if page.scripts[index].mode == .blocking {
            if isReady || page.scripts[index].isReady { return try execute(number) }
            page.blockedOn = number
            page.hasBeenBlocked = true
        } else if wasReady {
            try becomeReady(number)
        } else if isReady || page.scripts[index].isReady {
            page.scripts[index].isReady = false
            _ = schedule(.page(.ready(number)), after: 0)
        }
    }

    /// Asks for the file of a script, unless that was done while the parser waited.
    mutating func request(_ number: Int32) {
        let index = Int(number)
        guard !page.scripts[index].isRequested else { return }
        page.scripts[index].isRequested = true
        if hostLoad(page.scripts[index].module, referrer: nil) {
            scriptTextLoaded(index)
        } else {
            wait(for: page.scripts[index].module, .entryText(number))
        }
    }

    /// The text of a script is there, or known to be missing.
    mutating func scriptTextLoaded(_ index: Int) {
        page.scripts[index].hasText = true
        let failure = graph[page.scripts[index].module].failure
        if failure >= 0 { return scriptFailed(index, failure) }
        guard page.scripts[index].isModule else { return noteReady(index) }
        if page.scripts[index].mode != .none || page.rules?.looksIntoModulesAhead == true { loadGraph(ofScript: index) }
    }

    private mutating func loadGraph(ofScript index: Int) {
        guard page.scripts[index].hasText, page.scripts[index].failure < 0, !page.scripts[index].isLoadingGraph else { return }
        page.scripts[index].isLoadingGraph = true
        loadGraph(page.scripts[index].module, .entry(Int32(index)))
    }

    /// All that a module script imports is there.
    mutating func scriptGraphLoaded(_ index: Int) { noteReady(index) }

    mutating func scriptFailed(_ index: Int, _ failure: Int32) {
        guard !page.scripts[index].isReady else { return }
        page.scripts[index].failure = failure
        page.scripts[index].isMissing = !isErrorOfText(failure)
        noteReady(index)
    }

    private mutating func noteReady(_ index: Int) {
        guard !page.scripts[index].isReady else { return }
        page.scripts[index].isReady = true
        if page.readied.isEmpty { page.isBehindImport = loop.queues.microtaskCount > 0 }
        page.readied.append(Int32(index))
    }

    /// What became ready in this task is run, or gets its turn.
    mutating func takeReadied() throws(Abrupt) {
        guard page.isOn, !page.readied.isEmpty else { return }
        let readied = page.readied
        page.readied = []
        for number in readied { try becomeReady(number) }
    }

    mutating func becomeReady(_ number: Int32) throws(Abrupt) {
        let index = Int(number)
        page.scripts[index].isReady = true
        switch page.scripts[index].mode {
        case .none, .inline: break
        case .blocking: if page.blockedOn == number { try resumeParser(after: number) }
        case .deferred: if page.state == .ending { try runDeferred() }
        case .ordered: try runOrdered()
        case .async: _ = schedule(.page(.execute(number)), after: 0)
        }
    }

    /// An inline script is ready. One of the document runs now, where it is its turn; an inserted one in a task of its own.
    mutating func inlineReady(_ number: Int32) throws(Abrupt) {
        let index = Int(number)
        if page.scripts[index].mode == .async, page.scripts[index].isParserInserted { return try executeAsync(number) }
        try becomeReady(number)
    }

    private mutating func resumeParser(after number: Int32) throws(Abrupt) {
        page.blockedOn = -1
        try execute(number)
        if page.rules?.yieldsAfterBlockingScript == true {
            _ = schedule(.page(.parse), after: 0)
        } else {
            try parse(isResumed: true)
        }
    }

    mutating func executeAsync(_ number: Int32) throws(Abrupt) {
        if page.isHolding {
            page.heldScripts.append(number)
            return
        }
        page.asyncCount -= 1
        try execute(number)
        try noteLastScript()
    }

    /// `load` may have waited for a script that has run.
    private mutating func noteLastScript() throws(Abrupt) {
        guard page.state == .ready else { return }
        if page.rules?.loadsWithLastScript == true { try checkLoad() } else { _ = schedule(.page(.checkLoad), after: 0) }
    }

    private mutating func runOrdered() throws(Abrupt) {
        while let first = page.ordered.first, page.scripts[Int(first)].isReady {
            page.ordered.removeFirst()
            try execute(first)
        }
        guard page.ordered.isEmpty else { return }
        if page.rules?.readyWaitsForOrderedScripts == true, page.state == .ending, page.deferred.isEmpty { try documentIsReady() }
        try noteLastScript()
    }

    /// What waited while the parser did gets its turn, each in a task.
    mutating func releaseHeld() {
        guard !page.heldScripts.isEmpty || !page.heldImports.isEmpty, !page.isHolding else { return }
        let (scripts, calls) = (page.heldScripts, page.heldImports)
        (page.heldScripts, page.heldImports) = ([], [])
        for number in scripts { _ = schedule(.page(.execute(number)), after: 0) }
        for id in calls { continueHeldImport(id) }
    }

    // MARK: Running

    /// Execute the script element. https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element
    mutating func execute(_ number: Int32) throws(Abrupt) {
        // A text for which a limit left no room has no code.
        try throwIfStopped()
        let index = Int(number)
        let script = page.scripts[index]
        let element = page.elements[Int(script.element)].object
        // Step 4
        if script.isMissing {
            scriptEnded(index, .failed, problem: script.failure)
            try fire("error", at: element)
            return
        }
        // Step 7
        let outer = page.currentScript
        page.currentScript = script.isModule ? .null : .object(element)
        if script.failure >= 0 {
            scriptEnded(index, .failed, problem: script.failure)
            let error = loadErrorObject(script.failure)
            reportUncaught(.object(error))
            try performMicrotaskCheckpoint()
        } else if script.isModule {
            try runModuleScript(index)
        } else {
            try runClassicScript(index)
        }
        page.currentScript = outer
        try throwIfStopped()
        // Step 9
        if script.isExternal { try fire("load", at: element) }
    }

    /// Run a classic script. https://html.spec.whatwg.org/multipage/webappapis.html#run-a-classic-script
    private mutating func runClassicScript(_ index: Int) throws(Abrupt) {
        let module = page.scripts[index].module
        progress.entries[index].state = .evaluating
        do throws(Abrupt) {
            try instantiateGlobals(of: module)
            try evaluateScript(module)
            scriptEnded(index, .fulfilled)
        } catch {
            guard case .thrown(let value) = error else { throw error }
            scriptEnded(index, .rejected, error: value)
            reportUncaught(value)
        }
        try performMicrotaskCheckpoint()
    }

    /// Run a module script. https://html.spec.whatwg.org/multipage/webappapis.html#run-a-module-script
    private mutating func runModuleScript(_ index: Int) throws(Abrupt) {
        let module = page.scripts[index].module
        progress.entries[index].state = .evaluating
        do throws(Abrupt) {
            if !graph[module].isJSON { try link(module) }
            let promise = try evaluate(module)
            performThen(promise, .entry(Int32(index)))
        } catch {
            guard case .thrown(let value) = error else { throw error }
            if let problem = linkProblem(of: value) { reports.diagnostics.append(problem) }
            scriptEnded(index, .failed)
            if page.failure == nil { page.failure = .linkError(errorText(value)) }
            reportUncaught(value)
        }
        try performMicrotaskCheckpoint()
    }

    /// The evaluation of a module script has settled.
    mutating func scriptSettled(_ index: Int, _ value: Value, isRejected: Bool) {
        if isRejected {
            scriptEnded(index, .rejected, error: value)
            reportUncaught(value)
        } else {
            scriptEnded(index, .fulfilled)
        }
    }

    private mutating func scriptEnded(_ index: Int, _ state: EntryState.State, error: Value? = nil, problem: Int32 = -1) {
        progress.entries[index].state = state
        progress.endTime = loop.now
        progress.endSteps = stepCount
        if let error {
            if case .object(let object) = error, object == errors.overflow { progress.overflowPlace = place(ofError: error) }
            if progress.entryError == nil { progress.entryError = error }
        }
        if problem >= 0 {
            let problems = loading.failures[Int(problem)]
            reports.diagnostics.append(contentsOf: problems)
            if page.failure == nil { page.failure = .loadError(problems[0].message) }
        }
    }

    /// GlobalDeclarationInstantiation. https://tc39.es/ecma262/#sec-globaldeclarationinstantiation
    mutating func instantiateGlobals(of module: ModuleID) throws(Abrupt) {
        let unit = graph[module].unit
        let globals = code.globals[code.modules[Int(unit.index)].globals]
        // Steps 3–4: names that stand already.
        for global in globals {
            guard graph.globalLexicals[global.name] != nil || isRestricted(global) else { continue }
            throw syntaxError("Identifier '\(strings.names.string(global.name))' has already been declared")
        }
        for global in globals {
            switch global.kind {
            case .lexical(let cell, let isConstant):
                graph.globalLexicals[global.name] = GlobalLexical(cell: graph[module].cellBase + cell, isConstant: isConstant)
            case .variable, .function:
                // Steps 16–17: CreateGlobalVarBinding, and CreateGlobalFunctionBinding.
                if getOwn(realm.global, .name(global.name)) == nil {
                    put(realm.global, .name(global.name), .undefined, [.writable, .enumerable])
                }
            }
        }
        for cell in code.variableCells[code.modules[Int(unit.index)].variableCells] {
            graph.cells[Int(graph[module].cellBase + cell)] = .undefined
        }
    }

    /// HasRestrictedGlobalProperty, for a name that `let` and its like declare. https://tc39.es/ecma262/#sec-hasrestrictedglobalproperty
    mutating func isRestricted(_ global: ModuleCode.Global) -> Bool {
        guard case .lexical = global.kind, let own = getOwn(realm.global, .name(global.name)) else { return false }
        return !own.attributes.contains(.configurable)
    }

    // MARK: Preloads

    /// https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
    mutating func preload(_ key: ModuleKey, _ element: Int32) {
        page.hasAskedForModule = true
        let module = pageRecord(for: key, isModule: true)
        guard hostLoad(module, referrer: nil) else { return wait(for: module, .preload(element)) }
        preloaded(module, element)
        for (element, isError) in page.arrivedPreloads { _ = schedule(.page(.elementEvent(element, isError: isError)), after: 0) }
        page.arrivedPreloads = []
    }

    /// A module that was preloaded is there, or known to be missing.
    mutating func preloaded(_ module: ModuleID, _ element: Int32) {
        let failure = graph[module].failure
        // What is asked for as JavaScript may be nothing else.
        let isOther = failure < 0 && graph[module].isJSON
        page.arrivedPreloads.append((element, isOther || failure >= 0 && !isErrorOfText(failure)))
        if failure < 0, !isOther, page.rules?.preloadsDescendants == true { loadGraph(module, .preload) }
    }
}
