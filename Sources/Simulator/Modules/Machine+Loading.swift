import Diagnostics
import JavaScript
import Trace

/// Modules: their records, texts and specifiers. https://tc39.es/ecma262/#sec-HostLoadImportedModule
extension Machine {
    // MARK: Records

    /// The record of a module, made when it is first named.
    mutating func moduleRecord(for key: ModuleKey) -> ModuleID {
        if input.isOnDisk {
            let folder = folderNumber(ProgramInput.folder(of: key))
            let file = key.utf8.dropFirst(folders[Int(folder)].utf8.count)
            return siblingRecord(strings.names.intern("./" + String(Substring(file))), in: folder) { _ in key }
        }
        if let known = modulesByKey[ExactText(key)] { return known }
        let id = makeRecord(key, folder: folderNumber(ProgramInput.folder(of: key)))
        modulesByKey[ExactText(key)] = id
        return id
    }

    /// A script has no place among the modules: an import of the same file is another record.
    mutating func entryRecord(for key: ModuleKey) -> ModuleID {
        input.entriesAreScripts ? makeRecord(key, folder: folderNumber(ProgramInput.folder(of: key))) : moduleRecord(for: key)
    }

    /// The module on disk that `./name` means in a folder.
    private mutating func siblingRecord(_ specifier: NameID, in folder: Int32, key: (inout Machine) -> ModuleKey) -> ModuleID {
        if let known = resolutions[specifier, folder] { return known }
        let id = makeRecord(key(&self), folder: folder)
        resolutions[specifier, folder] = id
        return id
    }

    private mutating func makeRecord(_ key: ModuleKey, folder: Int32) -> ModuleID {
        if modules.count >= limits.modules, stopped == nil {
            // Nothing goes on from here, so that what is made now is never run.
            noteBlocked()
            stopped = .limit(.modules)
        }
        modules.append(ModuleRecord(key: key, folder: folder))
        return ModuleID(index: Int32(modules.count - 1))
    }

    private mutating func folderNumber(_ folder: String) -> Int32 {
        if let number = folderNumbers[ExactText(folder)] { return number }
        folderNumbers[ExactText(folder)] = Int32(folders.count)
        folders.append(folder)
        return Int32(folders.count - 1)
    }

    func name(of module: ModuleID) -> String { input.name(of: modules[Int(module.index)].key) }

    // MARK: The host

    /// HostLoadImportedModule's part for one module: begins to fetch it unless that has begun.
    ///
    /// - Returns: true when it is there, or has failed, already.
    mutating func hostLoad(_ id: ModuleID, referrer: ModuleID?) -> Bool {
        let index = Int(id.index)
        switch modules[index].loading {
        case .done, .failed: return true
        case .fetching, .parsing: return false
        case .none: break
        }
        if isRecording { record(.loadStarted(referrer: referrer.map { ModuleIndex(Int($0.index)) }), module: id) }
        do throws(DiagnosticList) {
            var text = try input.read(modules[index].key, reader: files)
            if loadsAtOnce { (text.load, text.parse) = (0, 0) }
            modules[index].isJSON = text.isJSON
            modules[index].parseTime = text.parse
            if text.load > 0 {
                modules[index].loading = .fetching
                arrivingTexts[id.index] = text
                _ = schedule(.moduleArrived(id), after: text.load)
                return false
            }
            return arrived(id, text)
        } catch {
            failLoading(id, error.diagnostics)
            return true
        }
    }

    /// The text is there: it is parsed, now or after its parse time.
    private mutating func arrived(_ id: ModuleID, _ text: ProgramInput.Text) -> Bool {
        if isRecording { record(.loaded, module: id) }
        if text.parse > 0 {
            modules[Int(id.index)].loading = .parsing
            arrivingTexts[id.index] = text
            _ = schedule(.moduleParsed(id), after: text.parse)
            return false
        }
        parse(id, text)
        return true
    }

    mutating func moduleArrived(_ id: ModuleID) {
        guard let text = arrivingTexts.removeValue(forKey: id.index) else { return }
        if arrived(id, text) { finishLoading(id) }
    }

    mutating func moduleParsed(_ id: ModuleID) {
        guard let text = arrivingTexts.removeValue(forKey: id.index) else { return }
        parse(id, text)
        finishLoading(id)
    }

    /// ParseModule, and the module's place in the arena.
    private mutating func parse(_ id: ModuleID, _ text: ProgramInput.Text) {
        let index = Int(id.index)
        modules[index].cellBase = Int32(cells.count)
        modules[index].importBase = Int32(importTargets.count)
        modules[index].requestStart = Int32(loadedModules.count)
        if text.isJSON {
            parseJSONModule(id, text)
            return
        }
        do throws(Diagnostic) {
            let isScript = input.entriesAreScripts && entries.contains { $0.module == id }
            modules[index].isScript = isScript
            let unit = try compiler.compile(
                text.file, goal: isScript ? .script : .module, names: &strings.names, into: &code, nesting: limits.nesting,
                check: Self.refuseUnknownRequests)
            let unitIndex = Int(unit.index)
            let requestCount = code.modules[unitIndex].requests.count
            modules[index].unit = unit
            modules[index].hasTLA = code.modules[unitIndex].hasTLA
            modules[index].hasDeferredRequest = code.requests[code.modules[unitIndex].requests].contains { $0.phase == .defer }
            modules[index].requestCount = Int32(requestCount)
            moduleOfUnit.append(id)
            for _ in 0..<code.modules[unitIndex].cellCount { cells.append(.uninitialized) }
            for _ in code.modules[unitIndex].importNames { importTargets.append(-1) }
            for _ in 0..<requestCount { loadedModules.append(.none) }
            modules[index].loading = .done
            if isRecording { record(.parsed, module: id) }
        } catch {
            var problem = error
            if problem.message == ParserLimits.nestingMessage(limits.nesting) { problem.suggestion = limits.advice(.nesting) }
            failLoading(id, [locate(problem)])
        }
    }

    /// A Synthetic Module Record with one export. https://tc39.es/ecma262/#sec-parse-json-module
    private mutating func parseJSONModule(_ id: ModuleID, _ text: ProgramInput.Text) {
        let index = Int(id.index)
        let body = String(decoding: text.file.bytes, as: UTF8.self)
        do throws(Abrupt) {
            let value = try parseJSON(strings.make(body))
            cells.append(value)
            modules[index].loading = .done
            modules[index].status = .linked
            if isRecording { record(.parsed, module: id) }
        } catch {
            var message = "invalid JSON"
            if case .thrown(let value) = error {
                message = errorText(value)
                // The error that is made of it has its own name.
                if message.hasPrefix("SyntaxError: ") { message.removeFirst("SyntaxError: ".count) }
            }
            failLoading(id, [Diagnostic(.syntax, message, at: text.file.location(at: 0))])
        }
    }

    /// A problem with the line of the file that a person edits.
    func locate(_ problem: Diagnostic) -> Diagnostic {
        if case .scenario(let scenario) = input.source { return scenario.located(problem) }
        return problem
    }

    private mutating func failLoading(_ id: ModuleID, _ problems: [Diagnostic]) {
        modules[Int(id.index)].loading = .failed
        modules[Int(id.index)].failure = Int32(loadFailures.count)
        if problems[0].kind == .file {
            if problems[0].message.hasSuffix("there is no such file") { loadFailureReasons[Int32(loadFailures.count)] = .notFound }
            if problems[0].message.hasSuffix("it is a folder") { loadFailureReasons[Int32(loadFailures.count)] = .isFolder }
        }
        loadFailures.append(problems)
        if isRecording { record(.loadFailed(text(problems[0].message)), module: id) }
    }

    /// FinishLoadingImportedModule for everyone who waited for the module.
    private mutating func finishLoading(_ id: ModuleID) {
        guard let waiting = waiters.removeValue(forKey: id.index) else { return }
        for waiter in waiting {
            switch waiter {
            case .graph(let load): continueModuleLoading(load, id)
            case .dynamicImport(let call):
                if host.importLoading == .polled { pendingImports.append(call) } else { continueDynamicImport(call) }
            case .importWalk(let call): notify(call, id)
            case .entryText(let index): entryTextLoaded(Int(index))
            }
        }
    }

    mutating func wait(for id: ModuleID, _ waiter: LoadWaiter) {
        waiters[id.index, default: []].append(waiter)
    }

    /// Runs a module that imports nothing and awaits nothing, before all others.
    mutating func runPrelude(_ file: SourceFile) throws(Abrupt) {
        let id = makeRecord(file.name, folder: folderNumber(""))
        parse(id, ProgramInput.Text(file: file, isJSON: false, load: 0, parse: 0))
        guard modules[Int(id.index)].loading == .done else {
            ending = .loadError(loadFailures[Int(modules[Int(id.index)].failure)][0].message)
            return
        }
        setStatus(id, .unlinked)
        try link(id)
        let promise = try evaluate(id)
        if heap.promises[Int(promise.index)].state == .rejected { throw .thrown(heap.promises[Int(promise.index)].result) }
    }

    /// The module that a request means; `nil` when there is none.
    mutating func requestedModule(_ referrer: ModuleID, _ request: Int) -> ModuleID? {
        let slot = Int(modules[Int(referrer.index)].requestStart) + request
        if loadedModules[slot] == .none, !resolveRequest(referrer, request, slot) { return nil }
        return loadedModules[slot]
    }

    /// The module that a specifier means in a module.
    mutating func resolveModule(_ specifier: NameID, from referrer: ModuleID) -> ModuleID? {
        let folder = modules[Int(referrer.index)].folder
        if let known = resolutions[specifier, folder] { return known }
        if input.isOnDisk, isSibling(specifier) {
            return siblingRecord(specifier, in: folder) { machine in
                machine.strings.names.string(specifier, after: 2, prefix: machine.folders[Int(folder)])
            }
        }
        do throws(Diagnostic) {
            let key = try input.resolve(strings.names.string(specifier), from: modules[Int(referrer.index)].key)
            let target = moduleRecord(for: key)
            resolutions[specifier, folder] = target
            return target
        } catch {
            unresolvedFailure = Int32(loadFailures.count)
            loadFailureReasons[unresolvedFailure] = .notFound
            loadFailures.append([error])
            return nil
        }
    }

    /// Whether a specifier is `./` and the name of a file.
    private func isSibling(_ specifier: NameID) -> Bool {
        let dot = UInt16(UInt8(ascii: "."))
        let slash = UInt16(UInt8(ascii: "/"))
        return strings.names.withCodeUnits(of: specifier) { units in
            guard units.count > 2, units[0] == dot, units[1] == slash, !units[2...].contains(slash) else { return false }
            return units[2] != dot || units.count > 4 || (units.count == 4 && units[3] != dot)
        }
    }
}
