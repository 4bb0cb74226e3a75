import Hosts
import JavaScript

/// `process.on` and its kin, and the events of a process. https://nodejs.org/api/process.html#process-events
extension Machine {
    private static let emitterMethods = [
        "on", "once", "off", "addListener", "prependListener", "prependOnceListener", "removeListener", "removeAllListeners", "emit",
        "listeners", "rawListeners", "listenerCount", "setMaxListeners", "getMaxListeners", "eventNames",
    ]

    /// The methods are those of `node:events`, which is made when one is called.
    mutating func installProcessEvents(_ process: ObjectID) {
        guard host.commonJS != nil else { return }
        for name in Self.emitterMethods {
            defineListed(process, name, 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                let list = machine.arguments(arguments, from: 0)
                return try machine.callEmitter(name, arguments.thisValue, list)
            }
        }
        installErrorCapture(process)
    }

    private mutating func callEmitter(_ method: String, _ thisValue: Value, _ list: [Value]) throws(Abrupt) -> Value {
        guard case .object(let emitter) = try builtinExports("events"), case .object(let prototype) = try get(emitter, .known(.prototype)),
            case .object(let process) = thisValue
        else { return .undefined }
        for name in ["_events", "_eventsCount", "_maxListeners"] where getOwn(process, key(name)) == nil {
            put(process, key(name), try get(prototype, key(name)), [.writable, .configurable])
        }
        progress.hasProcessListeners = true
        return try call(try get(prototype, key(method)), thisValue, arguments: list)
    }

    /// Calls the program's listeners of an event.
    ///
    /// - Returns: whether there was one.
    mutating func emitProcessEvent(_ name: String, _ values: [Value]) throws(Abrupt) -> Bool {
        guard progress.hasProcessListeners, case .object(let process)? = getOwn(realm.global, key("process"))?.value else { return false }
        // The program may have put a function of its own in its place, to see what comes.
        return toBoolean(try call(try get(process, key("emit")), .object(process), arguments: [string(name)] + values))
    }

    /// Nothing is left to do: the program may find something.
    ///
    /// - Returns: whether it did.
    mutating func emitBeforeExit() throws(Abrupt) -> Bool {
        guard progress.hasProcessListeners || host.globals.tellsOfItself, progress.ending == nil, !progress.goesOn, tellsOfEnd else {
            return false
        }
        if agents.start != nil, !host.exit.threadsTellBeforeExit { return false }
        loop.turn += 1
        do throws(Abrupt) {
            // An await that still waits has decided nothing yet.
            let isKept = try tellBeforeUnload()
            guard try emitProcessEvent("beforeExit", [.number(Double(processExitCode() ?? 0))]) || isKept else { return false }
        } catch {
            guard case .thrown(let value) = error else { throw error }
            reportUncaught(value)
            return false
        }
        try settleTurn()
        return keepsProcessAlive
    }

    /// The process ends: its last listeners are called, and nothing after them.
    mutating func emitExit() {
        guard progress.hasProcessListeners || host.globals.tellsOfItself, !progress.goesOn, stop.reason == nil, tellsOfEnd else { return }
        if progress.endsUntold { return }
        if progress.ending != nil, !host.exit.errorIsTold { return }
        let code = codeAtExit()
        do throws(Abrupt) {
            try tellOfUnload()
            _ = try emitProcessEvent("exit", [.number(Double(code))])
        } catch {
            switch error {
            case .blocked(.exit): progress.hasExited = true
            case .blocked(let reason): stop.reason = reason
            case .thrown(let value): if progress.ending == nil { reportUncaught(value) }
            }
        }
    }

    /// Whether listeners are called at all.
    private var tellsOfEnd: Bool {
        mutating get { host.exit.unsettledListeners != .none || progress.ending != nil || progress.entryError != nil || areEntriesDone }
    }

    /// What the listeners of `exit` are told; where a run has not settled the program's status is set before.
    private mutating func codeAtExit() -> Int32 {
        if let fault = progress.fault, fault.isRejection, host.rejections.listeners?.rejectionsCount == false {
            return processExitCode() ?? 0
        }
        if progress.ending != nil || progress.entryError != nil {
            if host.exit.unsettledListeners != .none { progress.exitCode = .number(Double(progress.fatalStatus)) }
            return progress.fatalStatus
        }
        let own = processExitCode()
        if areEntriesDone { return own ?? 0 }
        if isAtPreload, let status = host.exit.unsettledPreload { return own ?? status }
        let status = host.exit.unsettled(own: own)
        progress.exitCode = .number(Double(status))
        return host.exit.unsettledListeners == .own ? own ?? 0 : status
    }
}
