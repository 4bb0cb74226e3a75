import Hosts
import JavaScript
import Trace

/// `process` and what comes with it, as on Node.js. https://nodejs.org/api/process.html
extension Machine {
    /// - Parameter arguments: into ``HostLoop/argumentLists``; -1 for none.
    mutating func enqueueTick(_ callback: Value, arguments: Int32 = -1) {
        if loop.ticksWait, loop.nextTicks.isEmpty { enqueueJob(.ticks) }
        loop.jobCount += 1
        if tracksOwners { noteOwner(ofJob: loop.jobCount) }
        loop.nextTicks.append(QueuedMicrotask(job: loop.jobCount, task: .tick(callback, arguments: arguments)))
        guard recorder.isRecording else { return }
        record(.jobQueued(JobNumber(rawValue: loop.jobCount), .nextTick, promise: .none))
        noteCause(.asked, askingPlace())
    }

    /// What reaches beyond a simulated run: it is there, and ends the run when it is called.
    private static let refusedOfProcess = [
        "_kill", "_linkedBinding", "abort", "chdir", "dlopen", "execve", "initgroups", "kill", "loadEnvFile", "openStdin", "resourceUsage",
        "setegid", "seteuid", "setgid", "setgroups", "setuid",
    ]

    mutating func installNodeGlobals() {
        let process = makeLibraryObject()
        defineListed(process, "nextTick", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let callback = machine.argument(arguments, 0)
            try machine.requireCallback(callback)
            let list = machine.keepArguments(arguments, from: 1)
            machine.enqueueTick(callback, arguments: list)
            return .undefined
        }
        put(realm.global, key("process"), .object(process), .hidden)
        defineExitCode(process)
        defineListed(process, "exit", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let status = machine.argument(arguments, 0)
            if !status.isNullish { try machine.setExitCode(status) }
            if machine.progress.exitInstructions.isEmpty { machine.progress.exitInstructions = machine.runningInstructions() }
            throw .blocked(.exit)
        }
        // As `exit`, but nobody is told.
        defineListed(process, "reallyExit", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let status = machine.argument(arguments, 0)
            if !status.isNullish { try machine.setExitCode(status) }
            machine.progress.endsUntold = true
            throw .blocked(.exit)
        }
        for name in Self.refusedOfProcess { defineRefusing(process, name, as: "process.\(name)") }
        defineListed(process, "binding", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard machine.host.commonJS != nil, case .object(let exports) = try machine.builtinExports("internal/bindings") else {
                machine.stop.outsideName = "process.binding"
                throw .blocked(.outsideSubset)
            }
            return try machine.call(
                try machine.get(exports, machine.key("binding")), .undefined, arguments: [machine.argument(arguments, 0)])
        }
        installProcessFacts(process)
        installProcessNumbers(process)
        installProcessEvents(process)
        defineTag(process, "process")
        // The environment of a run is always the same: empty.
        put(process, key("env"), .object(makeLibraryObject()))
        arrangeListing(of: process, "process")
        installNodeConsole()
        installModuleGlobals()
        installImmediates()
        installPromisedTimers()
    }

    /// What `util.promisify` makes of timers: those of `timers/promises`, on all hosts that have it.
    /// https://nodejs.org/api/timers.html#timers-promises-api
    private mutating func installPromisedTimers() {
        guard host.commonJS != nil else { return }
        let symbol = register(strings.make("nodejs.util.promisify.custom"))
        for name in ["setTimeout", "setImmediate"] {
            guard case .object(let timer)? = getOwn(realm.global, key(name))?.value else { continue }
            let getter = makeNative("get", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
                guard case .object(let exports) = try machine.builtinExports("timers/promises") else { return .undefined }
                return try machine.get(exports, machine.key(name))
            }
            defineAccessor(timer, .symbol(symbol), getter: getter, setter: nil, .enumerable)
        }
    }

    /// Names of the global object whose module is read when a program asks for one: `Buffer`, and the channels of threads.
    /// https://nodejs.org/api/globals.html#class-buffer
    private mutating func installModuleGlobals() {
        guard host.commonJS != nil else { return defineOutside(realm.global, "Buffer", as: "Buffer") }
        defineModuleGlobal("Buffer", of: "buffer")
        guard host.threads != nil else { return }
        for name in ["MessageChannel", "MessagePort"] { defineModuleGlobal(name, of: "worker_threads") }
    }

    private mutating func defineModuleGlobal(_ name: String, of module: String) {
        let getter = makeNative("get", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            guard case .object(let exports) = try machine.builtinExports(module) else { return .undefined }
            return try machine.get(exports, machine.key(name))
        }
        let setter = makeNative("set", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            machine.put(machine.realm.global, machine.key(name), machine.argument(arguments, 0), .hidden)
            return .undefined
        }
        defineAccessor(realm.global, key(name), getter: getter, setter: setter, .configurable)
    }

    // MARK: The exit status

    private mutating func defineExitCode(_ process: ObjectID) {
        let getter = makeNative("get exitCode", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            machine.progress.exitCode
        }
        let setter = makeNative("set exitCode", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.setExitCode(machine.argument(arguments, 0))
            return .undefined
        }
        defineAccessor(process, key("exitCode"), getter: getter, setter: setter, .enumerable)
    }

    /// Sets `process.exitCode`: an integer, or a text of one.
    ///
    /// - Throws: the host's error for anything else.
    private mutating func setExitCode(_ value: Value) throws(Abrupt) {
        var status: Double?
        switch value {
        case .undefined, .null: break
        case .number(let number): status = number
        case .string(let text) where strings.length(text) > 0 && numberValue(of: text).rounded() == numberValue(of: text): break
        default:
            try throwWrongType("code", host.exit.codeType, value)
        }
        if let status, status.rounded() != status || !status.isFinite {
            try throwHostError(
                host.words.outOfRange, "The value of \"code\" is out of range. It must be an integer. Received \(signedText(status))")
        }
        progress.exitCode = value
    }

    /// `process.exitCode`, when the program set it: the eight bits of it that a process can end with.
    mutating func processExitCode() -> Int32? {
        switch progress.exitCode {
        case .number(let status): Int32(truncatingIfNeeded: Int64(exactly: status) ?? 0) & 0xFF
        case .string(let text): Int32(truncatingIfNeeded: Int64(exactly: numberValue(of: text)) ?? 0) & 0xFF
        default: nil
        }
    }
}
