import Diagnostics
import JavaScript
import Programs

/// `registerHooks` of `node:module`: functions of the program that find and read modules. https://nodejs.org/api/module.html#synchronous-hooks-accepted-by-moduleregisterhooks
struct ModuleHooks {
    /// What goes through the functions: that of `node:module` itself.
    var resolve = Value.undefined
    var load = Value.undefined

    var isOn: Bool { resolve.isObject }
}

extension Machine {
    /// The module that the hooks say a specifier means.
    ///
    /// - Returns: `nil` where they fail: ``ModuleLoading/unresolvedFailure`` says why.
    mutating func hookedModule(_ specifier: NameID, from referrer: ModuleID) -> ModuleID? {
        do throws(Abrupt) {
            let context = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
            let conditions = graph.table.rules.conditions.map { string($0) }
            put(context, key("conditions"), .object(makeArray(conditions)))
            put(context, key("importAttributes"), .object(heap.makeObject(.ordinary, prototype: .none)))
            put(context, key("parentURL"), string(program.url(of: graph.key(of: referrer))))
            let fallback = makeNative("nextResolve", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let text = try machine.toText(machine.argument(arguments, 0))
                guard let target = machine.foundModule(machine.strings.names.intern(text), from: referrer) else {
                    throw .thrown(.object(machine.unresolvedError(text, from: referrer)))
                }
                let key = machine.graph.key(of: target)
                let result = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
                let isBuiltin = machine.graph[target].isBuiltin
                machine.put(result, machine.key("url"), machine.string(isBuiltin ? key.path : machine.program.url(of: key)))
                return .object(result)
            }
            let arguments = [string(strings.names.string(specifier)), .object(context), .object(fallback)]
            let result = try call(commonJS.hooks.resolve, .undefined, arguments: arguments)
            guard case .object(let object) = result, case .string(let url) = try get(object, .known(.url)) else {
                throw typeError("Expected a URL string to be returned for the \"url\" from the \"resolve\" hook")
            }
            return hookedRecord(strings.text(url))
        } catch {
            switch error {
            case .blocked(let reason): stop.reason = reason
            case .thrown(let value): noteHookFailure(value)
            }
            loading.unresolvedFailure = Int32(loading.failures.count - 1)
            return nil
        }
    }

    /// An error of a hook, as why a module is not there.
    private mutating func noteHookFailure(_ value: Value) {
        if case .object(let object) = value { loading.errors[Int32(loading.failures.count)] = object }
        loading.failures.append([Diagnostic(.link, errorText(value))])
    }

    private mutating func unresolvedError(_ specifier: String, from referrer: ModuleID) -> ObjectID {
        let failure = loading.unresolvedFailure
        if let error = hostLoadError(failure, specifier: specifier, referrer: referrer, target: .none) { return makeError(error) }
        return makeError(realm.errorPrototype, loading.failures[Int(failure)][0].message)
    }

    private mutating func hookedRecord(_ url: String) -> ModuleID {
        let specifier = Specifier(url)
        if specifier.form == .file, let key = program.place(of: url, from: program.entries[0]) { return requiredRecord(key) }
        return requiredRecord(ModuleKey(url))
    }

    /// The text that the hooks give a module; `nil` where there are none.
    mutating func hookedText(_ id: ModuleID) throws(Abrupt) -> ModuleText? {
        guard commonJS.hooks.isOn else { return nil }
        let moduleKey = graph.key(of: id)
        let isVirtual = moduleKey.path.contains(":") && !moduleKey.path.hasPrefix("/")
        let url = isVirtual ? moduleKey.path : program.url(of: moduleKey)
        let context = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(context, key("conditions"), .object(makeArray(graph.table.rules.conditions.map { string($0) })))
        put(context, key("importAttributes"), .object(heap.makeObject(.ordinary, prototype: .none)))
        put(context, key("format"), .undefined)
        let fallback = makeNative("nextLoad", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let text: ModuleText
            do throws(LoadProblem) {
                text = try machine.program.read(moduleKey, reader: &machine.loading.files)
            } catch {
                throw .thrown(.object(machine.makeError(machine.realm.errorPrototype, error.diagnostic.message)))
            }
            let result = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
            let format = text.format == .commonJS ? "commonjs" : text.format == .json ? "json" : "module"
            machine.put(result, machine.key("format"), machine.string(format))
            machine.put(result, machine.key("source"), machine.string(String(decoding: text.file.bytes, as: UTF8.self)))
            return .object(result)
        }
        let arguments = [string(url), .object(context), .object(fallback)]
        let result = try call(commonJS.hooks.load, .undefined, arguments: arguments)
        guard case .object(let object) = result else { throw typeError("Expected an object to be returned from the \"load\" hook") }
        let source = try get(object, key("source"))
        guard !source.isNullish else { return nil }
        let format = try toText(get(object, key("format")))
        let bytes = Array(try toText(source).utf8)
        budget.keptBytes += bytes.count
        return ModuleText(
            file: SourceFile(name: isVirtual ? url : moduleKey.path, bytes: bytes),
            format: format == "json" ? .json : format == "commonjs" ? .commonJS : .module)
    }
}
