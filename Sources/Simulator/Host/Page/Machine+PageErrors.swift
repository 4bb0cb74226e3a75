import Hosts
import JavaScript
import Scenario
import Trace

/// Errors and rejections of a page, which its window is told.
extension Machine {
    /// Perform a microtask checkpoint. https://html.spec.whatwg.org/multipage/webappapis.html#perform-a-microtask-checkpoint
    mutating func performMicrotaskCheckpoint() throws(Abrupt) {
        repeat { try drainMicrotasks() } while learnOfEvaluatedImport()
        if page.isOn { queueRejections() }
        try throwIfStopped()
    }

    /// Notify about rejected promises. https://html.spec.whatwg.org/multipage/webappapis.html#notify-about-rejected-promises
    mutating func queueRejections() {
        let rejected = loop.rejections.filter { !heap.promises[Int($0.index)].isHandled }
        loop.rejections = []
        guard !rejected.isEmpty else { return }
        page.rejections.append(rejected)
        _ = schedule(.page(.rejections(Int32(page.rejections.count - 1))), after: 0)
    }

    mutating func tellRejections(_ index: Int) throws(Abrupt) {
        let promises = page.rejections[index]
        page.rejections[index] = []
        for promise in promises where !heap.promises[Int(promise.index)].isHandled {
            let isUncaught = try fire(
                "unhandledrejection", at: realm.global, interface: "PromiseRejectionEvent", .cancelable, details: rejectionDetails(promise))
            if !heap.promises[Int(promise.index)].isHandled { loop.toldRejections.insert(promise) }
            if isUncaught { report(rejectionOf: promise) }
        }
    }

    mutating func rejectionDetails(_ promise: PromiseID) -> [Value] {
        [.object(promiseObject(promise)), heap.promises[Int(promise.index)].result]
    }

    /// Report an exception: `error` at the window, or at the global object of a worker. https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception
    ///
    /// - Parameter omitsError: whether the event has the message alone, as where it was a worker that threw.
    /// - Returns: whether a listener took it on.
    mutating func isHandledByPage(_ value: Value, omitsError: Bool = false) -> Bool {
        guard !page.isReportingError else { return false }
        page.isReportingError = true
        defer { page.isReportingError = false }
        let place = place(ofError: value).map { locationOf($0) }
        let details: [Value] = [
            string(uncaughtText(value)), string(place?.file ?? ""), Value(place?.line ?? 0), Value(place?.column ?? 0),
            omitsError ? .null : value,
        ]
        let event = makeHostEvent("error", interface: "ErrorEvent", .cancelable, details: details)
        do throws(Abrupt) {
            return try !dispatch(event, at: realm.global, isOfHost: false)
        } catch {
            if case .blocked(let reason) = error { stop.reason = reason }
            return false
        }
    }

    /// What `error` events say of a value that nothing caught.
    mutating func uncaughtText(_ value: Value) -> String { (host.page?.uncaughtPrefix ?? "Uncaught ") + errorText(value) }

    // MARK: Signals

    /// Has the page tell of its events on the console.
    mutating func listen(to signals: [PageSignal]) throws(Abrupt) {
        for (index, signal) in PageSignal.allCases.enumerated() where signals.contains(signal) {
            switch signal {
            case .domContentLoaded, .readystatechange: try listen(index, signal.rawValue, at: page.document)
            case .load, .pageshow, .error, .unhandledrejection, .rejectionhandled: try listen(index, signal.rawValue, at: realm.global)
            case .element:
                try listen(index, "load", at: page.document, captures: true)
                try listen(index, "error", at: page.document, captures: true)
            case .elementLoad: try listen(index, "load", at: page.document, captures: true)
            case .elementError: try listen(index, "error", at: page.document, captures: true)
            }
        }
    }

    private mutating func listen(_ signal: Int, _ type: String, at target: ObjectID, captures: Bool = false) throws(Abrupt) {
        var listener = EventListener(type: strings.names.intern(type), callback: .undefined, captures: captures)
        listener.signal = Int32(signal)
        try add(listener, to: target)
    }

    /// Prints a signal: `error: Error: boom`. Of an error that is no plain one, which engines word each in their own way, only the name.
    mutating func tell(signal: Int, _ event: ObjectID) throws(Abrupt) {
        let record = events.events[Int(heap[event].payload)]
        var text = strings.names.string(record.type)
        switch PageSignal.allCases[signal] {
        case .domContentLoaded, .load, .pageshow, .rejectionhandled: break
        case .readystatechange: text = "readystatechange: \(page.readyState)"
        case .error, .unhandledrejection: text += ": \(signalText(record.details.last ?? .undefined))"
        case .element, .elementLoad, .elementError:
            guard case .object(let target) = record.target, let element = page.elementOfObject[target],
                text == "error" || page.elements[Int(element)].name != "img"
            else { return }
            text = "element \(text): \(sourceText(of: element))"
        }
        let module = running.module
        running.module = .none
        try print(text, method: "event", stream: .out)
        running.module = module
    }

    private mutating func signalText(_ value: Value) -> String {
        guard case .object(let object) = value, heap[object].kind == .error else { return plainText(of: value) }
        let text = errorText(value)
        guard heap[object].prototype != realm.errorPrototype else { return text }
        return dataProperty(object, .known(.name)) ?? text
    }
}
