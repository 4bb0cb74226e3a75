import Diagnostics
import Hosts
import JavaScript
import WebModules

/// Globals by the web's standards, and Intl: JavaScript of our own, which runs when a program first reads one of them.
///
/// To the program it is as native code is: it has no module, its frames are in no stack, and its callbacks are steps of the host.
extension Machine {
    // MARK: The names

    mutating func installWebNames() {
        realm.webNameNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let global = WebModules.globals[Int(machine.captured(arguments).number)]
            return try machine.readWebName(global)
        }
        defineWebNames(ofScheduler: false)
    }

    /// Those that every host has, or those of hosts with `scheduler`.
    mutating func defineWebNames(ofScheduler isOfScheduler: Bool) {
        let setNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let receiver) = arguments.thisValue else { return .undefined }
            let global = WebModules.globals[Int(machine.captured(arguments).number)]
            let attributes: Attributes = global.manner == .interface ? .hidden : .all
            machine.put(receiver, machine.key(global.name), machine.argument(arguments, 0), attributes)
            return .undefined
        }
        for (index, global) in WebModules.globals.enumerated()
        where global.isOfScheduler == isOfScheduler && (global.isOfLanguage || host.globals.hasWebNames)
            && lookup(realm.global, key(global.name)) == nil
        {
            var held = Captures()
            held.number = Int32(index)
            let getter = makeNative("get \(global.name)", 0, captures: held, native: realm.webNameNative)
            let setter = makeNative("set \(global.name)", 1, captures: held, native: setNative)
            defineAccessor(
                realm.global, key(global.name), getter: getter, setter: global.manner == .constant ? nil : setter,
                global.manner == .interface ? .configurable : [.enumerable, .configurable])
        }
    }

    /// The value of a global that is read for the first time: from now on it is a property like any other, unless it is an attribute.
    private mutating func readWebName(_ global: WebModules.Global) throws(Abrupt) -> Value {
        let exports = try libraryModule(global.module)
        let value = try getValue(exports, key(global.name))
        if case .object(let object) = value, let own = host.globals.lengths.first(where: { $0.name == global.name }) {
            put(object, .known(.length), Value(Int(own.length)), .configurable)
        }
        switch global.manner {
        case .interface: put(realm.global, key(global.name), value, .hidden)
        case .function: put(realm.global, key(global.name), value, .all)
        case .attribute, .constant: break
        }
        return value
    }

    /// Makes a property of the global object what its descriptor is to show.
    mutating func settleWebName(_ key: PropertyKey) throws(Abrupt) {
        guard case .accessor(let index)? = lookup(realm.global, key)?.value else { return }
        let getter = heap.accessors[Int(index)].getter
        guard !getter.isNone, functionRecord(getter).native == realm.webNameNative,
            WebModules.globals[Int(heap.captures[Int(functionRecord(getter).captures)].number)].isSettled
        else { return }
        _ = try get(realm.global, key)
    }

    // MARK: The texts

    /// What a text of the library exports, which runs if it has not yet.
    mutating func libraryModule(_ name: String) throws(Abrupt) -> Value {
        if let known = library.modules[name] { return try get(known, key("exports")) }
        // What the library takes is not the program's.
        let steps = stepCount
        let isRecording = recorder.isRecording
        recorder.isRecording = false
        defer {
            recorder.isRecording = isRecording
            budget.steps -= stepCount - steps
        }
        let unit = try compileLibrary(name)
        let module = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        put(module, key("exports"), .object(heap.makeObject(.ordinary, prototype: realm.objectPrototype)))
        library.modules[name] = module
        if library.binding.isNone { try makeLibraryBinding() }
        let wrapper = wrapperFunction(of: unit)
        let exports = try get(module, key("exports"))
        let require = try getValue(.object(library.binding), key("require"))
        do throws(Abrupt) {
            _ = try call(
                .object(wrapper), exports, arguments: [exports, require, .object(module), string(name), .object(library.binding)])
        } catch {
            library.modules[name] = nil
            throw error
        }
        return try get(module, key("exports"))
    }

    /// - Returns: the text's unit, which belongs to no module.
    private mutating func compileLibrary(_ name: String) throws(Abrupt) -> UnitID {
        do throws(Diagnostic) {
            let unit = try compileHostsOwn(WebModules.source(of: name), name: "web:\(name)")
            graph.moduleOfUnit.append(.none)
            return unit
        } catch {
            stop.outsideName = "\(name) (\(error.message))"
            throw .blocked(.outsideSubset)
        }
    }

    // MARK: Its frames

    /// Whether code is the library's own.
    mutating func isLibrary(_ id: CodeID) -> Bool {
        !library.modules.isEmpty && graph.moduleOfUnit[Int(code.functions[Int(id.index)].unit.index)] == .none
    }

    /// Whether code is the host's own: the library's, or that of a module which comes with the host. Its lines are nobody's who reads of them.
    mutating func isHostsOwn(_ id: CodeID) -> Bool { isHostsOwn(code.functions[Int(id.index)].unit) }

    mutating func isHostsOwn(_ unit: UnitID) -> Bool {
        if library.modules.isEmpty, commonJS.builtins.isEmpty { return false }
        let module = graph.moduleOfUnit[Int(unit.index)]
        return module == .none || graph[module].isBuiltin
    }

    /// Whether a function is the library's own.
    mutating func isOfLibrary(_ function: Value) -> Bool {
        guard !library.modules.isEmpty, case .object(let object) = function, heap[object].kind == .function else { return false }
        let record = functionRecord(object)
        return record.code >= 0 && isLibrary(CodeID(record.code))
    }

    /// The innermost call of the program's own code, and the instruction that it stands at.
    mutating func innermostCall() -> (code: CodeID, instruction: Int32)? {
        var index = running.frames.count - 1
        while index >= 0, isHostsOwn(running.frames[index].code) { index -= 1 }
        guard index >= 0 else { return nil }
        let next = index == running.frames.count - 1 ? running.pc : running.frames[index].pc
        return next > 0 ? (running.frames[index].code, next - 1) : nil
    }

    /// The outermost call of the program's own code.
    mutating func outermostCall() -> Frame? {
        for frame in running.frames where !isHostsOwn(frame.code) { return frame }
        return nil
    }

    /// A function of the library that the machine calls; `nil` while the text that gives it has not run.
    mutating func libraryHook(_ name: String) throws(Abrupt) -> Value? {
        if library.hooks.isNone { return nil }
        let hook = try get(library.hooks, key(name))
        return hook.isUndefined ? nil : hook
    }
}
