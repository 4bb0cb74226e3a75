import Diagnostics
import Hosts
import JavaScript
import Programs
import Text
import Trace

/// Modules: their records, texts and specifiers. https://tc39.es/ecma262/#sec-HostLoadImportedModule
extension Machine {
    // MARK: Records

    /// The record of an entry. A script has no place among the modules: an import of the same file is another record.
    mutating func entryRecord(for key: ModuleKey) -> ModuleID { entryRecord(for: key, isScript: program.entriesAreScripts) }

    mutating func entryRecord(for key: ModuleKey, isScript: Bool) -> ModuleID {
        moduleRecord(
            isScript ? graph.table.add(key) : graph.table.number(of: key, in: program, names: &strings.names))
    }

    /// The record of a module, made when it is first named.
    mutating func moduleRecord(_ number: ModuleNumber) -> ModuleID {
        if Int(number) == graph.modules.count {
            if graph.modules.count >= limits.modules, stop.reason == nil {
                // Nothing goes on from here, so that what is made now is never run.
                noteBlocked()
                stop.reason = .limit(.modules)
            }
            graph.modules.append(ModuleRecord())
            budget.keptBytes += graph.key(of: ModuleID(index: number)).path.utf8.count
            noteBuiltin(ModuleID(index: number))
        }
        return ModuleID(index: number)
    }

    mutating func name(of module: ModuleID) -> String { program.name(of: graph.key(of: module)) }

    // MARK: The host

    /// HostLoadImportedModule's part for one module: begins to fetch it unless that has begun.
    ///
    /// - Returns: true when it is there, or has failed, already.
    mutating func hostLoad(_ id: ModuleID, referrer: ModuleID?) -> Bool {
        let index = Int(id.index)
        switch graph.modules[index].loading {
        case .done, .failed: return true
        case .fetching, .parsing: return false
        case .none: break
        }
        if graph.modules[index].isBuiltin {
            loadBuiltin(id)
            return true
        }
        if recorder.isRecording { record(.loadStarted(referrer: referrer.map { ModuleIndex(Int($0.index)) }), module: id) }
        do throws(LoadProblem) {
            var text = try readText(of: id)
            if loading.isImmediate { (text.load, text.parse) = (0, 0) }
            graph.modules[index].isJSON = text.isJSON
            if text.otherEnding != nil { try takeOtherFile(id, &text, isImported: referrer != nil) }
            if graph.modules[index].isSource || text.wasm != nil { try takeWasm(id, &text) }
            graph.modules[index].parseTime = text.parse
            if let network = networkTime(for: text) {
                graph.modules[index].loading = .fetching
                loading.arrivingTexts[id.index] = text
                request(.module(id), network)
                return false
            }
            let isRead = text.load == 0 && readOnThread(id)
            if text.load > 0 || isRead {
                graph.modules[index].loading = .fetching
                loading.arrivingTexts[id.index] = text
                if !isRead { _ = schedule(.moduleArrived(id), after: text.load) }
                return false
            }
            return arrived(id, text)
        } catch {
            if let network = networkTimeOfNothing() {
                // That there is no such file is an answer too, which takes its time.
                graph.modules[index].loading = .fetching
                loading.missingTexts[id.index] = error
                request(.module(id), network)
                return false
            }
            failLoading(id, error)
            return true
        }
    }

    /// The text of a module, as it arrives.
    mutating func readText(of id: ModuleID) throws(LoadProblem) -> ModuleText {
        if commonJS.hooks.isOn {
            do throws(Abrupt) {
                if let text = try hookedText(id) { return text }
            } catch {
                if case .blocked(let reason) = error { stop.reason = reason }
                guard case .thrown(let value) = error else { return ModuleText(file: SourceFile(name: "", bytes: [])) }
                if case .object(let object) = value { loading.errors[Int32(loading.failures.count)] = object }
                throw LoadProblem(reason: .other, diagnostic: Diagnostic(.link, errorText(value)))
            }
        }
        if page.isOn, let inserted = page.insertedTexts[graph.key(of: id)] {
            var text = ModuleText(file: SourceFile(name: graph.key(of: id).path, text: inserted))
            text.isInDocument = true
            return text
        }
        let text = try program.read(graph.key(of: id), reader: &loading.files)
        return keeps(text.file.bytes.count) ? text : ModuleText(file: SourceFile(name: "", bytes: []))
    }

    /// Counts what a text, or the code that it became, takes for as long as the run lasts. Where that is too much, nothing goes on from here.
    private mutating func keeps(_ byteCount: Int) -> Bool {
        budget.keptBytes += byteCount
        if stop.reason == nil, !affordsBytes(0) { noteBlocked() }
        return stop.reason == nil
    }

    /// The text of a module cannot be had.
    mutating func failLoading(_ id: ModuleID, _ problem: LoadProblem) {
        switch problem.reason {
        case .notFound: loading.failureReasons[Int32(loading.failures.count)] = .notFound
        case .isFolder: loading.failureReasons[Int32(loading.failures.count)] = .isFolder
        case .isOutside, .other: break
        }
        switch loading.refusals.removeValue(forKey: id.index) {
        case .words(let words): loading.failureReasons[Int32(loading.failures.count)] = .refused(words)
        case .error(let error): loading.errors[Int32(loading.failures.count)] = error
        case nil: break
        }
        failLoading(id, problem.diagnostic)
    }

    /// The text is there: it is parsed, now or after its parse time.
    private mutating func arrived(_ id: ModuleID, _ text: ModuleText) -> Bool {
        if recorder.isRecording { record(.loaded, module: id) }
        if text.parse > 0 {
            graph[id].loading = .parsing
            loading.arrivingTexts[id.index] = text
            _ = schedule(.moduleParsed(id), after: text.parse)
            return false
        }
        parse(id, text)
        return true
    }

    mutating func moduleArrived(_ id: ModuleID) {
        endRequest(of: id)
        if let problem = loading.missingTexts.removeValue(forKey: id.index) {
            failLoading(id, problem)
            return finishLoading(id)
        }
        // A `require()` may have come before.
        guard let text = loading.arrivingTexts.removeValue(forKey: id.index) else { return finishLoading(id) }
        loop.reads.noteArrival(of: id, turn: loop.turn)
        if arrived(id, text) { finishLoading(id) }
    }

    mutating func moduleParsed(_ id: ModuleID) {
        guard let text = loading.arrivingTexts.removeValue(forKey: id.index) else { return finishLoading(id) }
        parse(id, text)
        finishLoading(id)
    }

    /// ParseModule, and the module's place in the arena.
    mutating func parse(_ id: ModuleID, _ text: ModuleText, isRequired: Bool = false) {
        let room = code.byteCount
        parseCounted(id, text, isRequired: isRequired)
        _ = keeps(code.byteCount - room)
        guard stop.reason == nil, stepCount > limits.steps else { return }
        noteBlocked()
        stop.reason = .limit(.steps)
    }

    private mutating func parseCounted(_ id: ModuleID, _ text: ModuleText, isRequired: Bool) {
        let index = Int(id.index)
        graph.modules[index].cellBase = Int32(graph.cells.count)
        graph.modules[index].importBase = Int32(graph.importTargets.count)
        graph.modules[index].requestStart = Int32(graph.loadedModules.count)
        countTextAgain(id, text)
        if text.isJSON {
            parseJSONModule(id, text)
            return
        }
        if let problem = text.problem { return failParsing(id, inOwnWords(problem)) }
        let isScript = graph.modules[index].isScript || program.entriesAreScripts && progress.entries.contains { $0.module == id }
        let format = isScript || page.isOn ? .module : format(of: id, text, isRequired: isRequired)
        if format == .commonJS {
            budget.steps += text.file.bytes.count / 4
            if let problem = parseCommonJS(id, text.file) { failParsing(id, problem) }
            if graph[id].loading == .done, recorder.isRecording { record(.parsed, module: id) }
            return
        }
        let isUndecided = if case .undecided = format { true } else { false }
        var isCommonJS = false
        var nodeCount = 0
        do throws(Diagnostic) {
            graph.modules[index].isScript = isScript
            let host = host
            let (proposals, refusesSource, isPage) = (program.proposals, host.page?.refusesSourceImports == true, page.isOn)
            let unit = try loading.compiler.compile(
                text.file, goal: isScript ? .script(isStrict: program.scriptsAreStrict) : .module, declaresGlobals: isScript,
                names: &strings.names, into: &code,
                nesting: limits.nesting, transpiles: host.transpiles && !isScript,
                check: { tree, names throws(Diagnostic) in
                    nodeCount = tree.nodes.count
                    isCommonJS = isUndecided && !Self.hasModuleSyntax(tree, names: names)
                    if isCommonJS { throw Diagnostic(.syntax, "") }
                    try Self.refuseUnknownRequests(of: tree, names: names, proposals, refusesSource: refusesSource, isPage: isPage)
                    try Self.refuseUsing(in: tree, on: host)
                })
            let unitIndex = Int(unit.index)
            let requestCount = code.modules[unitIndex].requests.count
            graph.modules[index].unit = unit
            budget.steps += nodeCount + Self.parsedNameSteps * (Int(code.modules[unitIndex].cellCount) + requestCount)
            indexExports(of: unit)
            graph.modules[index].hasTLA = code.modules[unitIndex].hasTLA
            let deferred = code.requests[code.modules[unitIndex].requests].first { $0.phase == .defer }
            graph.modules[index].hasDeferredRequest = deferred != nil
            if let deferred { warn(of: deferred, in: unit) }
            graph.modules[index].requestCount = Int32(requestCount)
            graph.moduleOfUnit.append(id)
            for _ in 0..<code.modules[unitIndex].cellCount { graph.cells.append(.uninitialized) }
            for _ in code.modules[unitIndex].importNames { graph.importTargets.append(-1) }
            for _ in 0..<requestCount { graph.loadedModules.append(.none) }
            graph.modules[index].loading = .done
            if recorder.isRecording { record(.parsed, module: id) }
        } catch {
            // What is no module may be CommonJS.
            let other = isUndecided ? parseCommonJS(id, text.file) : error
            if let other { return failParsing(id, isCommonJS ? other : error) }
            if recorder.isRecording { record(.parsed, module: id) }
        }
    }

    /// Counts a text that a query or a fragment asks for: a program may do that as often as it likes, and each time is a module of its own.
    private mutating func countTextAgain(_ id: ModuleID, _ text: ModuleText) {
        guard !graph.key(of: id).suffix.isEmpty else { return }
        budget.countCloseWork(text.file.bytes.count)
    }

    /// TypeScript that Node.js refuses, and that other hosts compile: there it is only the simulator that does not.
    private func inOwnWords(_ problem: Diagnostic) -> Diagnostic {
        guard host.compilesTypeScript, let message = TypedFiles.message(ofUncompiled: problem.message) else { return problem }
        var own = problem
        own.message = message
        return own
    }

    private mutating func failParsing(_ id: ModuleID, _ problem: Diagnostic) {
        var problem = problem
        if problem.message == ParserLimits.nestingMessage(limits.nesting) { problem.suggestion = limits.advice(.nesting) }
        failLoading(id, locate(problem))
    }

    /// A Synthetic Module Record with one export. https://tc39.es/ecma262/#sec-parse-json-module
    private mutating func parseJSONModule(_ id: ModuleID, _ text: ModuleText) {
        let index = Int(id.index)
        let body = String(decoding: text.file.bytes, as: UTF8.self)
        do throws(Abrupt) {
            let value = try parseJSON(strings.make(body))
            graph.cells.append(value)
            graph.modules[index].loading = .done
            graph.modules[index].status = .linked
            recordState(.status(.linked), module: id)
            if recorder.isRecording { record(.parsed, module: id) }
        } catch {
            var message = "invalid JSON"
            switch error {
            case .blocked(let reason): stop.reason = reason
            case .thrown(let value):
                message = errorText(value)
                // The error that is made of it has its own name.
                if message.hasPrefix("SyntaxError: ") { message.removeFirst("SyntaxError: ".count) }
            }
            failLoading(id, Diagnostic(.syntax, message, at: text.file.location(at: 0)))
        }
    }

    /// A problem with the line of the file that a person edits.
    mutating func locate(_ problem: Diagnostic) -> Diagnostic { program.located(problem) }

    mutating func failLoading(_ id: ModuleID, _ problem: Diagnostic) {
        graph[id].loading = .failed
        graph[id].failure = Int32(loading.failures.count)
        if resolvesAsPage { loading.missing[graph[id].failure] = id }
        loading.failures.append([problem])
        if recorder.isRecording { record(.loadFailed(text(problem.message)), module: id) }
    }

    /// FinishLoadingImportedModule for everyone who waited for the module.
    private mutating func finishLoading(_ id: ModuleID) {
        guard let waiting = loading.waiters.removeValue(forKey: id.index) else { return }
        for waiter in waiting {
            switch waiter {
            case .graph(let load): continueModuleLoading(load, id)
            case .dynamicImport(let call):
                if host.imports == .polled { imports.pending.append(call) } else { continueDynamicImport(call) }
            case .importWalk(let call): notify(call, id)
            case .entryText(let index): entryTextLoaded(Int(index))
            case .preload(let element): preloaded(id, element)
            }
        }
    }

    mutating func wait(for id: ModuleID, _ waiter: LoadWaiter) {
        loading.waiters[id.index, default: []].append(waiter)
    }

    /// Runs a module that imports nothing and awaits nothing, before all others.
    mutating func runPrelude(_ file: SourceFile) throws(Abrupt) {
        let id = moduleRecord(graph.table.add(ModuleKey(file.name)))
        parse(id, ModuleText(file: file))
        guard graph[id].loading == .done else {
            progress.ending = .loadError(loading.failures[Int(graph[id].failure)][0].message)
            return
        }
        setStatus(id, .unlinked)
        try link(id)
        let promise = try evaluate(id)
        if heap.promises[Int(promise.index)].state == .rejected { throw .thrown(heap.promises[Int(promise.index)].result) }
    }

    /// The module that a request means; `nil` when there is none.
    mutating func requestedModule(_ referrer: ModuleID, _ request: Int) -> ModuleID? {
        let slot = Int(graph[referrer].requestStart) + request
        if graph.loadedModules[slot] == .none, !resolveRequest(referrer, request, slot) { return nil }
        return graph.loadedModules[slot]
    }

    /// The module that a specifier means in a module.
    mutating func resolveModule(_ specifier: NameID, from referrer: ModuleID) -> ModuleID? {
        if resolvesAsPage { return resolvePageModule(specifier, from: referrer) }
        return commonJS.hooks.isOn ? hookedModule(specifier, from: referrer) : foundModule(specifier, from: referrer)
    }

    /// Counts what the latest resolutions looked at. Nothing can be thrown there: the run stops at its next step, and nothing more is loaded.
    mutating func countResolution() {
        budget.steps += loading.files.takeWork()
        if budget.steps >= budget.nextCheck { _ = isStopped() }
    }

    /// The same without the program's own hooks.
    mutating func foundModule(_ specifier: NameID, from referrer: ModuleID) -> ModuleID? {
        defer { countResolution() }
        if let builtin = builtinModule(specifier, isLast: false) { return builtin }
        do throws(Diagnostic) {
            return moduleRecord(
                try graph.table.resolve(
                    specifier, from: referrer.index, in: program, reader: &loading.files, names: &strings.names))
        } catch {
            if let builtin = builtinModule(specifier, isLast: true) { return builtin }
            loading.unresolvedFailure = Int32(loading.failures.count)
            loading.failureReasons[loading.unresolvedFailure] = loading.files.packageProblem.map { .package($0) } ?? .notFound
            loading.failures.append([error])
            return nil
        }
    }
}
