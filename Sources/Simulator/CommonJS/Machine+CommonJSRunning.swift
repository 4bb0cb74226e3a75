import Hosts
import JavaScript
import Programs

/// Running CommonJS modules. https://nodejs.org/api/modules.html#the-module-object
extension Machine {
    /// Makes what all CommonJS modules share.
    mutating func prepareCommonJS() {
        guard commonJS.cache.isNone else { return }
        commonJS.cache = heap.makeObject(.ordinary, prototype: .none)
        makeDictionary(commonJS.cache)
        commonJS.extensions = heap.makeObject(.ordinary, prototype: .none)
        // Those of `node:module` take their places once a program has that.
        for ending in [".js", ".json", ".node"] {
            let loader = makeNative("", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                _ = try machine.builtinExports("module")
                let own = try machine.get(machine.commonJS.extensions, machine.key(ending))
                return try machine.call(own, .undefined, arguments: machine.arguments(arguments, from: 0))
            }
            put(commonJS.extensions, key(ending), .object(loader))
        }
        commonJS.prototype = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        commonJS.requireNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let base = machine.functionBase(arguments.function)
            return try machine.require(machine.argument(arguments, 0), from: base)
        }
        commonJS.resolveNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let base = machine.functionBase(arguments.function)
            let specifier = try machine.requiredSpecifier(machine.argument(arguments, 0))
            try machine.afford(Self.resolveSteps + specifier.utf8.count)
            if let name = machine.builtinName(specifier) { return machine.string(specifier.hasPrefix("node:") ? specifier : name) }
            let target = try machine.resolveRequired(specifier, from: base)
            guard machine.graph[target].isBuiltin else { return machine.string(machine.fileName(of: target)) }
            return machine.string(String(machine.graph.key(of: target).path.dropFirst("node:".count)))
        }
        let constructor = makeNative("get constructor", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            try machine.builtinExports("module")
        }
        defineAccessor(commonJS.prototype, .known(.constructor), getter: constructor, setter: nil, .configurable)
        define(commonJS.prototype, "require", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = arguments.thisValue else { return .undefined }
            guard let owner = machine.commonJS.owners[object] else {
                let file = try machine.toText(machine.get(object, machine.key("filename")))
                return try machine.require(machine.argument(arguments, 0), from: machine.createdBase(file))
            }
            let key = machine.graph.key(of: owner)
            let base = CommonJSModules.Base(key: key, module: owner, object: object)
            return try machine.require(machine.argument(arguments, 0), from: base)
        }
    }

    /// From where a `require` function looks.
    private mutating func functionBase(_ function: ObjectID) -> CommonJSModules.Base {
        commonJS.bases[Int(heap.captures[Int(functionRecord(function).captures)].number)]
    }

    /// From where a module itself looks.
    mutating func base(of id: ModuleID) -> CommonJSModules.Base {
        let object = graph[id].commonJS >= 0 ? commonJS.records[Int(graph[id].commonJS)].object : .none
        return CommonJSModules.Base(key: graph.key(of: id), module: id, object: object)
    }

    /// A `require` function. https://nodejs.org/api/modules.html#requireid
    mutating func makeRequire(_ base: CommonJSModules.Base) -> ObjectID {
        prepareCommonJS()
        var held = Captures()
        held.number = Int32(commonJS.bases.count)
        commonJS.bases.append(base)
        budget.keptBytes += 128 + base.key.path.utf8.count
        let require = makeNative("require", 1, captures: held, native: commonJS.requireNative)
        put(require, key("resolve"), .object(makeNative("resolve", 2, captures: held, native: commonJS.resolveNative)))
        put(require, key("main"), commonJS.main)
        put(require, key("extensions"), .object(commonJS.extensions))
        put(require, key("cache"), .object(commonJS.cache))
        return require
    }

    /// The path by which CommonJS knows a module.
    mutating func fileName(of id: ModuleID) -> String {
        let key = graph.key(of: id)
        return program.filePath(of: key) ?? key.path
    }

    /// A new `module` object.
    mutating func makeModuleObject(_ id: ModuleID, parent: ObjectID, isMain: Bool) -> ObjectID {
        let file = fileName(of: id)
        let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) ?? file.startIndex
        let folder = slash == file.startIndex ? "/" : String(file[..<slash])
        let object = heap.makeObject(.ordinary, prototype: commonJS.prototype)
        let isText = program.isText(graph.key(of: id))
        put(object, key("id"), string(isText ? Program.textName : isMain ? "." : file))
        put(object, key("path"), string(folder))
        put(object, key("exports"), .object(heap.makeObject(.ordinary, prototype: realm.objectPrototype)))
        put(object, key("filename"), string(file))
        put(object, key("loaded"), .boolean(false))
        put(object, key("children"), .object(makeArray()))
        put(object, key("paths"), .object(makeArray(packageFolders(of: folder).map { string($0) })))
        put(object, key("parent"), isMain ? .null : parent.isNone ? .undefined : .object(parent), .hidden)
        commonJS.owners[object] = id
        if !parent.isNone {
            commonJS.parents[object] = parent
            if case .object(let children)? = getOwn(parent, key("children"))?.value, heap[children].kind == .array {
                appendElement(children, .object(object))
            }
        }
        return object
    }

    /// Where a folder's modules look for packages.
    private func packageFolders(of folder: String) -> [String] {
        var names = folder.split(separator: "/").map(String.init)[...]
        var folders: [String] = []
        while true {
            if names.last != "node_modules" { folders.append("/" + (names + ["node_modules"]).joined(separator: "/")) }
            guard names.popLast() != nil else { return folders }
        }
    }

    /// Runs a module that is not in the cache.
    ///
    /// - Parameter parent: the `module` object that requires it; none for an entry, and where an import asks.
    mutating func runCommonJS(_ id: ModuleID, parent: ObjectID, isMain: Bool = false) throws(Abrupt) {
        try afford(Self.importSteps)
        let index = Int(graph[id].commonJS)
        let file = key(fileName(of: id))
        let object = makeModuleObject(id, parent: parent, isMain: isMain)
        let isText = program.isText(graph.key(of: id))
        if isMain, !isText { commonJS.main = .object(object) }
        commonJS.records[index].object = object
        commonJS.records[index].runs += 1
        defer { commonJS.records[index].runs -= 1 }
        put(commonJS.cache, file, .object(object))
        let require = makeRequire(base(of: id))
        let isFirst = !commonJS.records[index].hasRun
        commonJS.records[index].hasRun = true
        if isFirst { noteCommonJSStart(id) }
        let owner = setTimes.owner
        setTimes.owner = 0
        defer { setTimes.owner = owner }
        let exports = try get(object, key("exports"))
        let path = try get(object, key("path"))
        var arguments = [exports, .object(require), .object(object), try get(object, key("filename")), path]
        if isText { arguments[3...] = [string(Program.textName), string(".")] }
        do throws(Abrupt) {
            _ = try call(.object(wrapperFunction(of: id)), isText ? .object(realm.global) : exports, arguments: arguments)
        } catch {
            if case .thrown(let value) = error {
                _ = try? delete(commonJS.cache, file)
                if isFirst { noteCommonJSEnd(id, value, isRejected: true) }
            }
            throw error
        }
        put(object, key("loaded"), .boolean(true))
        if isFirst { noteCommonJSEnd(id, .undefined, isRejected: false) }
    }

    private mutating func noteCommonJSStart(_ id: ModuleID) {
        setStatus(id, .evaluating)
        noteModuleStart(id, wokenBy: nil)
    }

    private mutating func noteCommonJSEnd(_ id: ModuleID, _ value: Value, isRejected: Bool) {
        noteModuleEnd(id, value, isRejected: isRejected)
        setStatus(id, .evaluated)
        // Whoever asks again runs it again.
        guard isRejected else { return }
        graph[id].status = .linked
        recordState(.status(.linked), module: id)
    }

    /// The synthetic record around it is evaluated.
    private mutating func noteEvaluated(_ id: ModuleID) {
        let isNew = graph[id].status != .evaluated
        graph[id].status = .evaluated
        if isNew { recordState(.status(.evaluated), module: id) }
    }

    /// The `module` object in the cache, which a program may change.
    mutating func cachedModule(_ id: ModuleID) throws(Abrupt) -> ObjectID? {
        guard let cached = getOwn(commonJS.cache, key(fileName(of: id)))?.value, case .object(let object) = cached else { return nil }
        return object
    }

    /// Evaluation of the synthetic record, on behalf of an importer.
    mutating func evaluateCommonJS(_ id: ModuleID) throws(Abrupt) {
        if let error = graph[id].evaluationError { throw .thrown(error) }
        let index = Int(graph[id].commonJS)
        if commonJS.records[index].isFilled { return }
        if commonJS.records[index].runs > 0, commonJS.records[index].isWrapped, host.commonJS?.cycles == .refusedDirectly {
            // The module around it is still being evaluated, and has no values yet.
            for (_, cell) in commonJSExports(id) { graph.cells[Int(cell)] = .uninitialized }
            return
        }
        do throws(Abrupt) {
            if commonJS.records[index].reading != nil, try cachedModule(id) == nil {
                commonJS.records[index].isWrapped = true
                try runCommonJS(id, parent: .none)
            }
            try fillCommonJSCells(id)
        } catch {
            guard case .thrown(let value) = error else { throw error }
            setEvaluationError(id, value)
            noteEvaluated(id)
            throw error
        }
        if graph[id].status != .evaluating { noteEvaluated(id) }
    }
}
