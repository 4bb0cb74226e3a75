import JavaScript

/// The functions of `node:module` that programs put their own in the place of, to see or to change what `require()` does.
/// https://nodejs.org/api/module.html
struct ModuleOverrides {
    /// `Module`; none before a program has it.
    var constructor = ObjectID.none
    /// What loads a file by the functions of `Module`.
    var loadFile = Value.undefined
    /// The host's own functions, by name, and the loaders by the ending of a file.
    var own: [String: Value] = [:]
    /// From where those look whose `require` is of no `module` object: by the objects that stand for one.
    var bases: [ObjectID: CommonJSModules.Base] = [:]
}

extension Machine {
    mutating func installModuleBinding(_ binding: ObjectID) {
        define(binding, "modulePrototype", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.prepareCommonJS()
            return .object(machine.commonJS.prototype)
        }
        define(binding, "requireExtensions", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.prepareCommonJS()
            return .object(machine.commonJS.extensions)
        }
        define(binding, "requireCache", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.prepareCommonJS()
            return .object(machine.commonJS.cache)
        }
        define(binding, "webModule", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.libraryModule(machine.toText(machine.argument(arguments, 0)))
        }
        define(binding, "setModule", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let constructor) = machine.argument(arguments, 0) else { return .undefined }
            var overrides = ModuleOverrides(constructor: constructor, loadFile: machine.argument(arguments, 1))
            for name in ["_load", "_resolveFilename"] { overrides.own[name] = try machine.get(constructor, machine.key(name)) }
            for name in [".js", ".json", ".node"] { overrides.own[name] = try machine.get(machine.commonJS.extensions, machine.key(name)) }
            for name in ["_compile", "load"] { overrides.own[name] = try machine.get(machine.commonJS.prototype, machine.key(name)) }
            machine.commonJS.overrides = overrides
            return .undefined
        }
        define(binding, "resolveModule", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let specifier = try machine.requiredSpecifier(machine.argument(arguments, 0))
            let base = try machine.base(ofParent: machine.argument(arguments, 2), file: machine.argument(arguments, 1))
            try machine.afford(Self.resolveSteps + specifier.utf8.count)
            return machine.string(machine.fileName(of: try machine.resolveOwn(specifier, from: base)))
        }
        define(binding, "loadModule", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let specifier = try machine.requiredSpecifier(machine.argument(arguments, 0))
            try machine.afford(Self.resolveSteps + specifier.utf8.count)
            return try machine.requireNow(
                specifier, from: machine.base(ofParent: machine.argument(arguments, 1), file: machine.argument(arguments, 2)))
        }
    }

    /// From where a request looks that is made on behalf of a `module` object, or of the file of that path.
    private mutating func base(ofParent parent: Value, file: Value) throws(Abrupt) -> CommonJSModules.Base {
        if case .object(let parent) = parent {
            if let owner = commonJS.owners[parent] {
                return CommonJSModules.Base(key: graph.key(of: owner), module: owner, object: parent)
            }
            if let base = commonJS.overrides.bases[parent] { return base }
        }
        return try createdBase(toText(file))
    }

    /// What the host's own resolution finds, whatever the program has put in its place.
    private mutating func resolveOwn(_ specifier: String, from base: CommonJSModules.Base) throws(Abrupt) -> ModuleID {
        let constructor = commonJS.overrides.constructor
        commonJS.overrides.constructor = .none
        defer { commonJS.overrides.constructor = constructor }
        return try resolveRequired(specifier, from: base)
    }

    /// The `module` object on whose behalf a module is asked for, as functions of the program are told.
    mutating func parentValue(of base: CommonJSModules.Base) -> Value {
        if !base.object.isNone { return .object(base.object) }
        let file = string(program.filePath(of: base.key) ?? base.key.path)
        let object = heap.makeObject(.ordinary, prototype: commonJS.prototype)
        for name in ["id", "filename"] { put(object, key(name), file) }
        commonJS.overrides.bases[object] = base
        return .object(object)
    }

    /// The program's function in the place of one of the host's; `nil` where it has none, and for what the host's own modules ask for.
    mutating func overridden(_ name: String, from base: CommonJSModules.Base) throws(Abrupt) -> Value? {
        guard !commonJS.overrides.constructor.isNone, base.module == .none || !graph[base.module].isBuiltin else { return nil }
        let present = try get(commonJS.overrides.constructor, key(name))
        return isSameValue(present, commonJS.overrides.own[name]) ? nil : present
    }

    private mutating func isSameValue(_ present: Value, _ own: Value?) -> Bool {
        guard case .object(let one) = present, case .object(let other)? = own else { return false }
        return one == other
    }

    /// The module whose file the program's `_resolveFilename` names.
    mutating func overridingTarget(_ specifier: String, _ function: Value, _ base: CommonJSModules.Base) throws(Abrupt) -> ModuleID {
        let parent = parentValue(of: base)
        let found = try call(
            function, .object(commonJS.overrides.constructor), arguments: [string(specifier), parent, .boolean(false)])
        return try resolveOwn(toText(found), from: base)
    }

    /// What a module exports whose file the program loads by functions of its own; `nil` for any other.
    mutating func overridingValue(of target: ModuleID, from base: CommonJSModules.Base) throws(Abrupt) -> Value? {
        let overrides = commonJS.overrides
        guard !overrides.constructor.isNone, !graph[target].isBuiltin, base.module == .none || !graph[base.module].isBuiltin else {
            return nil
        }
        let file = fileName(of: target)
        let name = file.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? file
        var ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ".js"
        if getOwn(commonJS.extensions, key(ending)) == nil { ending = ".js" }
        var isOwn = isSameValue(try get(commonJS.extensions, key(ending)), overrides.own[ending])
        for name in ["_compile", "load"] where isOwn {
            isOwn = isSameValue(try get(commonJS.prototype, key(name)), overrides.own[name])
        }
        if isOwn { return nil }
        if let cached = try cachedModule(target) { return try get(cached, key("exports")) }
        let parent = parentValue(of: base)
        return try call(overrides.loadFile, .undefined, arguments: [string(file), parent])
    }
}
