import Hosts
import JavaScript
import Trace

/// Rejections and errors that nobody handles, and how a process ends by them.
/// https://tc39.es/ecma262/#sec-host-promise-rejection-tracker
extension Machine {
    /// How many uncaught errors a host that lives on tells.
    static var reportLimit: Int { 100 }

    /// HostPromiseRejectionTracker's report: promises that were rejected and that nobody handles.
    ///
    /// - Returns: whether the program was told of any, and may have left something to do.
    mutating func reportRejections() throws(Abrupt) -> Bool {
        // The process has ended amid the microtasks.
        if case .fatal? = progress.ending { return false }
        var isTold = try tellHandledRejections()
        if let error = progress.fatalError, host.rejections.hopsFromRejectedEntryToEnd == nil {
            // Where the host's hops are not known, the process ends when the microtasks of the turn are done.
            guard try offer(entryError: error) else {
                endProcess(error, isPromise: true)
                return false
            }
            isTold = true
        }
        var rejected = loop.rejections[...]
        loop.rejections = []
        while let promise = rejected.popFirst(), progress.ending == nil {
            if heap.promises[Int(promise.index)].isHandled { continue }
            if try offer(rejection: promise) {
                try throwIfStopped()
                isTold = true
                // What its listener threw has ended this.
                if loop.isInterrupted { break }
                continue
            }
            report(rejectionOf: promise)
            if host.rejections.unhandled == .endProcess {
                endProcess(heap.promises[Int(promise.index)].result, isPromise: true, of: promise)
                return false
            }
        }
        return isTold
    }

    /// HostPromiseRejectionTracker(promise, "handle"). https://html.spec.whatwg.org/multipage/webappapis.html#the-hostpromiserejectiontracker-implementation
    mutating func noteHandled(_ promise: PromiseID) {
        guard loop.toldRejections.remove(promise) != nil else { return }
        if host.rejections.listeners != nil {
            loop.handledRejections.append(promise)
            return
        }
        _ = schedule(.page(.rejectionHandled(promise)), after: 0)
    }

    /// Tells of a promise that was rejected and that nobody handles.
    mutating func report(rejectionOf promise: PromiseID) {
        let reason = heap.promises[Int(promise.index)].result
        if watches(promise) { beginWatch() }
        if recorder.isRecording {
            record(
                .unhandledRejection(PromiseNumber(rawValue: promise.index), error: text(errorText(reason))),
                module: heap.promises[Int(promise.index)].module)
        }
        guard host.rejections.unhandled != .endProcess else { return }
        if host.rejections.unhandled == .endProcessLater { noteFault(reason, isPromise: true) }
        // Only so many can be read; the trace has them all.
        guard reports.uncaughtErrors.count < Self.reportLimit else { return }
        reports.uncaughtErrors.append(hostMessage(reason, isPromise: true))
        tell(reason, .rejection, of: promise)
        if host.rejections.unhandled == .report {
            reports.outcomeDiagnostics[reports.outcomeDiagnostics.count - 1].severity = .warning
        }
    }

    /// An error that nothing caught, in a task.
    ///
    /// - Returns: whether the program took it on.
    @discardableResult
    mutating func reportUncaught(_ value: Value) -> Bool {
        if page.isOn || agents.web.kind != nil, isHandledByPage(value) { return true }
        if offer(value, .uncaughtException) { return true }
        tellParent(of: value)
        let message = errorText(value)
        if recorder.isRecording { record(.uncaught(error: text(message)), module: running.module) }
        if host.rejections.unhandled == .endProcess {
            endProcess(value, isPromise: false)
        } else {
            if host.rejections.unhandled == .endProcessLater { noteFault(value, isPromise: false) }
            if reports.uncaughtErrors.count >= Self.reportLimit { return false }
            reports.uncaughtErrors.append(hostMessage(value, isPromise: false))
            tell(value, .error)
        }
        return false
    }

    /// - Parameter promise: the one that nobody handles, if it is known.
    mutating func endProcess(_ value: Value, isPromise: Bool, of promise: PromiseID? = nil) {
        progress.ending = .fatal(errorText(value))
        agents.fatalError = value
        reports.hostMessages.append(hostMessage(value, isPromise: isPromise))
        let isEntry = progress.entryError == value
        tell(value, isPromise && !isEntry ? .rejection : .error, of: promise)
    }
}
