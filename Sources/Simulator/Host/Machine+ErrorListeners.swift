import Hosts
import JavaScript

/// How an error comes that nothing has caught, in the words that listeners are told.
enum UncaughtOrigin: String {
    case uncaughtException
    case unhandledRejection
}

/// What a program itself has for errors that nothing catches: listeners of `uncaughtException` and `unhandledRejection`, and a callback that
/// captures. https://nodejs.org/api/process.html#event-uncaughtexception
extension Machine {
    mutating func installErrorCapture(_ process: ObjectID) {
        defineListed(process, "setUncaughtExceptionCaptureCallback", 1) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let callback = machine.argument(arguments, 0)
            if callback == .null {
                machine.progress.errorCapture = .undefined
                return .undefined
            }
            guard machine.isCallable(callback) else { try machine.throwWrongType("fn", "of type function or null", callback) }
            guard machine.progress.errorCapture.isUndefined else {
                throw .thrown(.object(machine.makeError(HostError(Self.captureIsSet, [:]))))
            }
            machine.progress.errorCapture = callback
            return .undefined
        }
        defineListed(process, "hasUncaughtExceptionCaptureCallback", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            .boolean(!machine.progress.errorCapture.isUndefined)
        }
    }

    private static let captureIsSet = ErrorWords(
        "ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET",
        "`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active")

    private var hasErrorListeners: Bool {
        progress.hasProcessListeners || !progress.errorCapture.isUndefined || host.globals.tellsOfItself
    }

    /// Gives an error that nothing caught to the program.
    ///
    /// - Returns: whether the program took it on, so that the process goes on, or has ended by what it did.
    mutating func offer(_ error: Value, _ origin: UncaughtOrigin) -> Bool {
        guard hasErrorListeners, let rules = host.rejections.listeners, progress.ending == nil, !progress.hasExited else { return false }
        do throws(Abrupt) {
            let values = [error, string(origin.rawValue)]
            let isCancelled = origin == .uncaughtException && offerToGlobal(error)
            _ = try emitProcessEvent("uncaughtExceptionMonitor", values)
            if !progress.errorCapture.isUndefined {
                _ = try call(progress.errorCapture, .undefined, error)
                return true
            }
            return try emitProcessEvent("uncaughtException", values) || isCancelled
        } catch {
            switch error {
            case .thrown(let value): endProcess(byListener: value, rules)
            case .blocked(let reason): stop.reason = reason
            }
            return true
        }
    }

    /// A listener of `uncaughtException` has thrown: nothing else is asked.
    private mutating func endProcess(byListener error: Value, _ rules: ErrorListenerRules) {
        // A thread has no process of its own, and ends by an error like any other.
        if agents.start == nil { progress.fatalStatus = rules.failureStatus }
        if !rules.failureIsTold { progress.endsUntold = true }
        endProcess(error, isPromise: false)
    }

    /// Gives a rejection that nobody handles to the program: to the listeners of `unhandledRejection`, and if there are none to those of
    /// `uncaughtException`. https://nodejs.org/api/process.html#event-unhandledrejection
    ///
    /// - Returns: whether the program took it on, or has ended by what it did.
    mutating func offer(rejection promise: PromiseID) throws(Abrupt) -> Bool {
        guard hasErrorListeners, let rules = host.rejections.listeners, progress.ending == nil else { return false }
        let reason = heap.promises[Int(promise.index)].result
        if progress.hasProcessListeners { loop.toldRejections.insert(promise) }
        do throws(Abrupt) {
            if try offerToGlobal(rejection: promise) { return true }
            if try emitProcessEvent("unhandledRejection", [reason, .object(promiseObject(promise))]) { return true }
        } catch {
            guard case .thrown(let value) = error else { throw error }
            takeOn(failureOfListener: value, rules)
            return true
        }
        return rules.takeRejections && offer(uncaughtError(ofRejection: reason, rules), .unhandledRejection)
    }

    /// A listener of `unhandledRejection` has thrown.
    private mutating func takeOn(failureOfListener error: Value, _ rules: ErrorListenerRules) {
        switch rules.failure {
        case .endsRejections:
            loop.rejections = []
            loop.isInterrupted = true
            reportUncaught(error)
        case .isUncaught: reportUncaught(error)
        case .endsProcess: endProcess(error, isPromise: false)
        }
    }

    /// The error that listeners of `uncaughtException` are told of: the reason, or where that is none one that has it in its message.
    private mutating func uncaughtError(ofRejection reason: Value, _ rules: ErrorListenerRules) -> Value {
        if isError(reason) { return reason }
        var text = plainText(of: reason)
        if case .object(let object) = reason, heap[object].prototype == realm.objectPrototype { text = rules.objectText }
        let error = makeError(
            HostError(
                ErrorWords(
                    "ERR_UNHANDLED_REJECTION",
                    "This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise "
                        + "which was not handled with .catch(). The promise rejected with the reason \"{reason}\".", showsCode: false),
                ["reason": text]))
        put(error, .known(.name), string("UnhandledPromiseRejection"), .hidden)
        return .object(error)
    }

    /// Gives the rejection of an entry to the program.
    ///
    /// - Returns: whether the program took it on, or has ended by what it did.
    mutating func offer(entryError error: Value) throws(Abrupt) -> Bool {
        guard hasErrorListeners, let rules = host.rejections.listeners else { return false }
        let entry = progress.entries.firstIndex { $0.state == .rejected }
        let isCommonJS = entry.map { graph[progress.entries[$0].module].commonJS >= 0 } ?? false
        if rules.takeEntriesAsRejections, !isCommonJS {
            let promise = makePromise()
            heap.promises[Int(promise.index)].state = .rejected
            heap.promises[Int(promise.index)].result = error
            guard try offer(rejection: promise) else { return false }
        } else {
            let origin = isCommonJS ? UncaughtOrigin.uncaughtException : .unhandledRejection
            guard offer(uncaughtError(ofRejection: error, rules), origin) else { return false }
        }
        if let entry { noteTaken(entry) }
        return true
    }

    /// The program has taken on the error of an entry: it is as if that were done.
    mutating func noteTaken(_ entry: Int) {
        progress.entries[entry].state = .survived
        if progress.survivedError == nil { progress.survivedError = progress.entryError }
        progress.entryError = nil
        progress.fatalError = nil
    }

    /// Tells of the error of an entry that the program took on.
    mutating func tell(survived error: Value) {
        tell(error, .error)
        let last = reports.outcomeDiagnostics.count - 1
        reports.outcomeDiagnostics[last].severity = .warning
        reports.outcomeDiagnostics[last].suggestion =
            "the program's own listener took it on, so the process went on and ended with \(exitStatus())"
    }

    /// Tells of promises that are handled now, and of which the program was told that nobody handles them.
    ///
    /// - Returns: whether there were any.
    mutating func tellHandledRejections() throws(Abrupt) -> Bool {
        guard !loop.handledRejections.isEmpty else { return false }
        let handled = loop.handledRejections
        loop.handledRejections = []
        for promise in handled {
            _ = try emitProcessEvent("rejectionHandled", [.object(promiseObject(promise))])
            guard host.globals.tellsOfItself else { continue }
            try fire("rejectionhandled", at: realm.global, interface: "PromiseRejectionEvent", details: rejectionDetails(promise))
        }
        return true
    }

    // MARK: Turns

    /// An error that the program took on has ended a callback.
    mutating func noteInterruption(isTick: Bool) {
        loop.ticksWait = false
        switch host.rejections.listeners?.interruption {
        case .ofAll?: loop.isInterrupted = true
        case .ofImmediates?: loop.isInterrupted = loop.isOfImmediate && !isTick
        case .some(.none), nil: break
        }
    }

    /// Whether the turn leaves its microtasks to the callback that comes next: an error has ended it, and another callback of its kind is due.
    mutating func leavesMicrotasks() -> Bool {
        guard loop.isInterrupted else { return false }
        loop.isInterrupted = false
        guard progress.ending == nil, loop.turn != loop.entryTurn else { return false }
        if loop.isOfImmediate { return hasNextImmediate() }
        if loop.timerLists.next(of: loop.timers).map({ loop.timers[Int($0.timer)].time <= loop.iteration.time }) == true { return true }
        guard let due = loop.queues.nextDueTime(), due <= loop.iteration.time, let next = loop.queues.peekTask() else { return false }
        if case .timer = next.task { return true }
        return false
    }

    /// Whether an immediate is to come. Where none is left of the round, on Node those of the next one follow at once.
    private mutating func hasNextImmediate() -> Bool {
        guard let next = loop.immediates.records[loop.immediates.next...].firstIndex(where: \.isActive) else { return false }
        if next < loop.iteration.laterImmediates { return true }
        guard host.rejections.listeners?.interruption == .ofAll else { return false }
        loop.iteration.laterImmediates = loop.immediates.records.count
        return true
    }
}
