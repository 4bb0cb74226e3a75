import Diagnostics
import Hosts
import JavaScript
import NodeModules
import Programs
import Trace

/// `require()`. https://nodejs.org/api/modules.html#requireid
extension Machine {
    /// What a required module exports.
    mutating func require(_ id: Value, from base: CommonJSModules.Base) throws(Abrupt) -> Value {
        try countStep()
        let specifier = try requiredSpecifier(id)
        try afford(Self.resolveSteps + specifier.utf8.count)
        if let own = try overridden("_load", from: base) {
            return try call(own, .object(commonJS.overrides.constructor), arguments: [id, parentValue(of: base), .boolean(false)])
        }
        return try requireNow(specifier, from: base)
    }

    /// The same, whatever the program has put in the place of the host's own function.
    mutating func requireNow(_ specifier: String, from base: CommonJSModules.Base) throws(Abrupt) -> Value {
        let target = try resolveRequired(specifier, from: base)
        noteRequired(target, specifier, by: base)
        return try requiredValue(of: target, from: base)
    }

    /// The argument, which must be a text.
    mutating func requiredSpecifier(_ id: Value) throws(Abrupt) -> String {
        let words = host.commonJS?.words ?? CommonJSWords()
        guard case .string(let text) = id else {
            throw .thrown(.object(makeError(HostError(words.noText, ["received": receivedText(id)]))))
        }
        guard strings.length(text) > 0 else { throw .thrown(.object(makeError(HostError(words.emptyText, [:])))) }
        return strings.text(text)
    }

    /// Whether a stub stands for a specifier.
    mutating func isStubbed(_ specifier: String) -> Bool {
        budget.steps += program.stubSteps(for: specifier)
        return program.stub(for: specifier) != nil
    }

    /// The module that a specifier means to `require()`.
    mutating func resolveRequired(_ specifier: String, from base: CommonJSModules.Base) throws(Abrupt) -> ModuleID {
        // What the host's modules ask for is the host's, whatever of the program has the same name.
        if base.module != .none, graph[base.module].isBuiltin, NodeModules.source(of: specifier) != nil { return builtinRecord(specifier) }
        if let own = try overridden("_resolveFilename", from: base) { return try overridingTarget(specifier, own, base) }
        let words = host.commonJS?.words ?? CommonJSWords()
        let isStubbed = isStubbed(specifier)
        if !isStubbed, isBuiltinFirst(specifier), let name = builtinName(specifier) { return builtinRecord(name) }
        if specifier.hasPrefix("node:"), !isStubbed {
            throw .thrown(.object(makeError(HostError(words.unknownBuiltin, ["specifier": specifier]))))
        }
        let rules = ResolutionRules(
            .require, conditions: (host.commonJS?.conditions ?? []) + ["require"], hostModules: builtinNames)
        defer { countResolution() }
        do throws(Diagnostic) {
            let key = try program.resolve(specifier, from: base.key, rules, reader: &loading.files)
            return requiredRecord(key)
        } catch {
            if let name = builtinName(specifier) { return builtinRecord(name) }
            guard let problem = loading.files.packageProblem else { throw missingModule(specifier, base, error) }
            switch problem.kind {
            // A file that `exports` leads to is told by its path, and what was looked for by the specifier.
            case .missingFile where problem.field.isEmpty: throw missingModule(specifier, base, error)
            case .missingPackage: throw missingModule(specifier, base, error)
            case .missingFile: throw missingModule(problem.path, nil, error)
            default: break
            }
            // Only what `imports` has not is told with who asks for it.
            let referrer = problem.kind == .importNotDefined ? base.key : nil
            throw .thrown(.object(makeError(packageError(problem, referrer, host.words.loading ?? .node))))
        }
    }

    /// The files from the one that requires to the entry.
    mutating func requireStack(of base: CommonJSModules.Base) -> [String] {
        var files = [program.filePath(of: base.key) ?? base.key.path]
        var object = base.object
        while files.count < 100, let parent = commonJS.parents[object], let owner = commonJS.owners[parent] {
            files.append(fileName(of: owner))
            object = parent
        }
        if let last = commonJS.owners[object], let creator = commonJS.creators[last] {
            files.append(program.filePath(of: creator) ?? creator.path)
        }
        return files
    }

    static func stackText(_ files: [String]) -> String { "\nRequire stack:\n" + files.map { "- \($0)" }.joined(separator: "\n") }

    private mutating func missingModule(_ specifier: String, _ base: CommonJSModules.Base?, _ problem: Diagnostic) -> Abrupt {
        let words = host.commonJS?.words ?? CommonJSWords()
        guard let base else {
            let error = makeError(HostError(words.missing, ["specifier": specifier, "stack": ""]))
            reports.missingModules[error] = problem
            return .thrown(.object(error))
        }
        let files = requireStack(of: base)
        let error = makeError(HostError(words.missing, ["specifier": specifier, "stack": Self.stackText(files)]))
        markUnresolved(error)
        put(error, key("requireStack"), .object(makeArray(files.map { string($0) })))
        reports.missingModules[error] = problem
        return .thrown(.object(error))
    }

    /// Keeps what a module requires, for pictures.
    private mutating func noteRequired(_ target: ModuleID, _ specifier: String, by base: CommonJSModules.Base) {
        guard base.module != .none, graph[base.module].commonJS >= 0, !graph[target].isBuiltin else { return }
        let index = Int(graph[base.module].commonJS)
        guard !commonJS.records[index].required.contains(where: { $0.module == target }) else { return }
        commonJS.records[index].required.append((strings.names.intern(specifier), target))
    }

    // MARK: Loading

    /// Reads and parses a module at once. The time that it takes to arrive and to be parsed passes meanwhile: whoever requires it waits.
    ///
    /// - Returns: why it cannot be had: index into ``ModuleLoading/failures``.
    mutating func hostLoadNow(_ id: ModuleID, referrer: ModuleID?, isRequired: Bool = false) -> Int32? {
        switch graph[id].loading {
        case .done: return nil
        case .failed: return graph[id].failure
        case .none: loadNow(id, referrer: referrer, isRequired: isRequired)
        case .fetching, .parsing: if let text = loading.arrivingTexts.removeValue(forKey: id.index) { parse(id, text) }
        }
        return graph[id].failure >= 0 ? graph[id].failure : nil
    }

    private mutating func loadNow(_ id: ModuleID, referrer: ModuleID?, isRequired: Bool) {
        if graph[id].isBuiltin { return loadBuiltin(id) }
        if recorder.isRecording { record(.loadStarted(referrer: referrer.map { ModuleIndex(Int($0.index)) }), module: id) }
        do throws(LoadProblem) {
            var text = try readText(of: id)
            if text.otherEnding != nil, case .made = host.otherFiles { try takeOtherFile(id, &text, isImported: true) }
            let duration = loading.isImmediate ? 0 : timeAlone(of: text) + text.parse
            if duration > 0 { beBusy(for: duration) }
            if recorder.isRecording { record(.loaded, module: id) }
            graph[id].isJSON = text.isJSON
            parse(id, text, isRequired: isRequired)
        } catch {
            failLoading(id, error)
        }
    }

    /// What a module that was found exports; it runs first, unless it has.
    mutating func requiredValue(of target: ModuleID, from base: CommonJSModules.Base) throws(Abrupt) -> Value {
        if let value = try overridingValue(of: target, from: base) { return value }
        if let failure = hostLoadNow(target, referrer: base.module == .none ? nil : base.module, isRequired: true) {
            throw .thrown(.object(requireError(failure, target, base)))
        }
        try throwIfStopped()
        guard graph[target].commonJS >= 0 else { return try listedValue(of: target, from: base) }
        if graph[target].isBuiltin { return try exportsValue(target) }
        if let cached = try cachedModule(target) { return try get(cached, key("exports")) }
        if base.object.isNone { commonJS.creators[target] = base.key }
        try runCommonJS(target, parent: base.object)
        return try exportsValue(target)
    }

    /// What a JSON module or an ECMAScript module is to `require()`, which lists it in its cache, and takes it from there when it is required again.
    private mutating func listedValue(of target: ModuleID, from base: CommonJSModules.Base) throws(Abrupt) -> Value {
        if let cached = try cachedModule(target) { return try get(cached, key("exports")) }
        let isJSON = graph[target].isJSON
        let value = isJSON ? try jsonValue(of: target) : try requireModule(target, from: base)
        let isChild = isJSON || host.commonJS?.modulesAreChildren == true
        let object = makeModuleObject(target, parent: isChild ? base.object : .none, isMain: false)
        put(object, key("exports"), value)
        put(object, key("loaded"), .boolean(true))
        put(commonJS.cache, key(fileName(of: target)), .object(object))
        return value
    }

    /// The value of a JSON module. When the program has taken it out of the cache, its file is read again.
    private mutating func jsonValue(of target: ModuleID) throws(Abrupt) -> Value {
        guard !commonJS.requiredJSON.insert(target).inserted else { return graph.cells[Int(graph[target].cellBase)] }
        guard let text = try? readText(of: target) else { return graph.cells[Int(graph[target].cellBase)] }
        return try parseJSON(strings.make(String(decoding: text.file.bytes, as: UTF8.self)))
    }

    /// The error of a module that cannot be loaded.
    mutating func requireError(_ failure: Int32, _ target: ModuleID, _ base: CommonJSModules.Base) -> ObjectID {
        if let known = loading.errors[failure] { return known }
        let problem = loading.failures[Int(failure)][0]
        let error =
            problem.kind == .syntax || problem.kind == .unsupported
            ? makeError(realm.syntaxErrorPrototype, SyntaxErrorWords.v8(problem.message)) : makeError(realm.errorPrototype, problem.message)
        loading.errors[failure] = error
        return error
    }
}
