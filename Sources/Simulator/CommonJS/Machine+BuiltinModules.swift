import Diagnostics
import Hosts
import JavaScript
import NodeModules
import Programs

/// The modules that come with a host: JavaScript of our own, which runs when a program first asks for one. https://nodejs.org/api/
extension Machine {
    /// The module that a specifier names among the host's, with or without `node:`.
    mutating func builtinName(_ specifier: String) -> String? {
        host.commonJS == nil ? nil : NodeModules.name(in: specifier)
    }

    /// All of them, without `node:`.
    var builtinNames: [String] { mutating get { host.commonJS == nil ? [] : NodeModules.names } }

    /// Whether such a name is the host's whatever else has it: a scenario's own modules come first.
    func isBuiltinFirst(_ specifier: String) -> Bool { program.isOnDisk || specifier.hasPrefix("node:") }

    /// The record of a module of the host.
    mutating func builtinRecord(_ name: String) -> ModuleID {
        if let known = commonJS.builtins[name] { return known }
        let id = moduleRecord(graph.table.add(ModuleKey("node:" + name)))
        graph[id].isBuiltin = true
        commonJS.builtins[name] = id
        return id
    }

    /// The same for an import's specifier; `nil` where it names none.
    ///
    /// - Parameter isLast: whether nothing else has the name.
    mutating func builtinModule(_ specifier: NameID, isLast: Bool) -> ModuleID? {
        guard host.commonJS != nil else { return nil }
        let isPath = strings.names.withCodeUnits(of: specifier) { units in
            units.first == UInt16(UInt8(ascii: ".")) || units.first == UInt16(UInt8(ascii: "/")) || units.count > 40
        }
        if isPath { return nil }
        let text = strings.names.string(specifier)
        if isStubbed(text) { return nil }
        guard isLast || isBuiltinFirst(text), let name = builtinName(text) else { return nil }
        return builtinRecord(name)
    }

    /// A record that a table made for `node:name`, such as the target of a package's `imports`.
    mutating func requiredRecord(_ key: ModuleKey) -> ModuleID {
        if key.path.hasPrefix("node:"), let name = builtinName(key.path) { return builtinRecord(name) }
        return moduleRecord(graph.table.number(of: key, in: program, names: &strings.names))
    }

    /// A record has been made: of a name that is the host's it is a module of the host.
    mutating func noteBuiltin(_ id: ModuleID) {
        let path = graph.key(of: id).path
        guard path.hasPrefix("node:"), let name = builtinName(path) else { return }
        graph[id].isBuiltin = true
        if commonJS.builtins[name] == nil { commonJS.builtins[name] = id }
    }

    /// What a module of the host exports, which is read and run first where it has not been.
    mutating func builtinExports(_ name: String) throws(Abrupt) -> Value {
        let record = builtinRecord(name)
        _ = hostLoadNow(record, referrer: nil)
        try throwIfStopped()
        return try exportsValue(record)
    }

    /// Runs a module of the host. Nothing of it is told: the program sees only what it exports.
    mutating func loadBuiltin(_ id: ModuleID) {
        let key = graph.key(of: id)
        let name = String(key.path.dropFirst("node:".count))
        do throws(Diagnostic) {
            let unit = try compileHostsOwn(NodeModules.source(of: name), name: key.path)
            addCommonJS(id, unit, nil)
        } catch {
            return failLoading(id, error)
        }
        let isRecording = recorder.isRecording
        recorder.isRecording = false
        defer { recorder.isRecording = isRecording && !recorder.trace.isTruncated }
        let object = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        let exports = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(object, self.key("exports"), .object(exports))
        let index = Int(graph[id].commonJS)
        commonJS.records[index].object = object
        if commonJS.binding.isNone { commonJS.binding = makeBuiltinBinding() }
        let require = makeRequire(CommonJSModules.Base(key: key, module: id, object: .none))
        do throws(Abrupt) {
            _ = try call(
                .object(wrapperFunction(of: id)), .object(exports),
                arguments: [.object(exports), .object(require), .object(object), string(key.path), .object(commonJS.binding)])
            if case .object(let exports) = try exportsValue(id) { arrangeListing(of: exports, name) }
            graph[id].status = .evaluated
            // What its code does is not recorded; that it is evaluated, with those that it has asked for, is a fact of their records.
            recorder.evaluatedQuietly.append(id)
            if isRecording {
                let evaluated = recorder.evaluatedQuietly
                recorder.evaluatedQuietly = []
                recorder.isRecording = true
                for module in evaluated { recordState(.status(.evaluated), module: module) }
                recorder.isRecording = false
            }
        } catch {
            switch error {
            case .blocked(let reason): stop.reason = reason
            case .thrown(let value):
                failLoading(id, Diagnostic(.runtime, "the host's module '\(key.path)' failed: \(errorText(value))"))
            }
        }
    }

    /// What the texts of the host's modules are given in the place of `__dirname`: the same object for all.
    private mutating func makeBuiltinBinding() -> ObjectID {
        let binding = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        define(binding, "error", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let type = try machine.errorClass(machine.argument(arguments, 0))
            let code = try machine.toText(machine.argument(arguments, 1))
            let text = try machine.toText(machine.argument(arguments, 2))
            return .object(machine.makeError(HostError(ErrorWords(code, "{text}", type: type), ["text": text])))
        }
        defineReceived(binding)
        define(binding, "wrongType", 3) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            .object(
                try machine.wrongTypeError(
                    name: machine.toText(machine.argument(arguments, 0)), type: machine.toText(machine.argument(arguments, 1)),
                    value: machine.argument(arguments, 2)))
        }
        define(binding, "inspect", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let value = machine.argument(arguments, 0)
            let options = try machine.inspectOptions(
                machine.argument(arguments, 1), InspectOptions(depth: ConsoleRules.util.depth, asksObjects: true))
            return machine.string(try machine.shown(value, machine.inspectRules, options))
        }
        define(binding, "isError", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .boolean(false) }
            return .boolean(machine.heap[object].kind == .error)
        }
        define(binding, "isProxy", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .boolean(false) }
            return .boolean(machine.heap[object].kind == .proxy)
        }
        define(binding, "format", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.string(try machine.formatLog(machine.arguments(arguments, from: 0)))
        }
        define(binding, "formatWithOptions", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let options = try machine.inspectOptions(machine.argument(arguments, 0), machine.consoleOptions)
            return machine.string(try machine.formatLog(machine.arguments(arguments, from: 1), options))
        }
        define(binding, "isBuiltin", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .string(let text) = machine.argument(arguments, 0) else { return .boolean(false) }
            machine.budget.steps += Self.lookupSteps
            return .boolean(machine.builtinName(machine.strings.text(text)) != nil)
        }
        define(binding, "builtinModules", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            let names = machine.host.commonJS == nil ? [] : NodeModules.listedNames
            return .object(machine.makeArray(names.map { machine.string($0) }))
        }
        define(binding, "createRequire", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let place = try machine.toText(machine.argument(arguments, 0))
            try machine.afford(Self.resolveSteps + place.utf8.count)
            return .object(machine.makeRequire(try machine.createdBase(place)))
        }
        installFileBinding(binding)
        installEventWatch(binding)
        put(binding, key("hasHooks"), .boolean(host.commonJS?.hasHooks ?? false))
        define(binding, "setHooks", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.commonJS.hooks.resolve = machine.argument(arguments, 0)
            machine.commonJS.hooks.load = machine.argument(arguments, 1)
            return .undefined
        }
        addThreads(to: binding)
        installBytesBinding(binding)
        installRefusingBinding(binding)
        installProcessBinding(binding)
        installModuleBinding(binding)
        installScriptBinding(binding)
        define(binding, "now", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .number(Double(machine.loop.now) / 1_000_000)
        }
        return binding
    }

    /// Node's ERR_INVALID_ARG_TYPE.
    private mutating func wrongTypeError(name: String, type: String, value: Value) -> ObjectID {
        makeError(HostError(.nodeInvalidArgument, ["text": wrongTypeText(name, type, value)]))
    }

    /// From where a `require` of `createRequire` looks. https://nodejs.org/api/module.html#modulecreaterequirefilename
    mutating func createdBase(_ place: String) throws(Abrupt) -> CommonJSModules.Base {
        let specifier = Specifier(place)
        guard specifier.form == .file || specifier.form == .rooted,
            let key = program.place(of: specifier.text, from: program.entries[0])
        else {
            let text =
                "The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received '\(place)'"
            throw .thrown(.object(makeError(HostError(ErrorWords("ERR_INVALID_ARG_VALUE", "{text}", type: .typeError), ["text": text]))))
        }
        return CommonJSModules.Base(key: key, module: .none, object: .none)
    }
}
