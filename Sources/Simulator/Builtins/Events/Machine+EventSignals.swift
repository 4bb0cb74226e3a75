import Hosts
import JavaScript

/// `AbortSignal`, where events and requests look at one. https://dom.spec.whatwg.org/#interface-AbortSignal
extension Machine {
    /// An error of a web interface: on Node.js with a code and in its words.
    mutating func webError(_ code: String, _ message: String, elsewhere: String) -> Abrupt {
        guard host.globals.webErrorsHaveCodes else { return typeError(elsewhere) }
        return .thrown(.object(makeError(HostError(ErrorWords(code, "{text}", type: .typeError), ["text": message]))))
    }

    /// - Parameter operation: what lacks its first argument, in the words of browsers.
    mutating func missingArgument(_ name: String, of operation: String) -> Abrupt {
        webError(
            "ERR_MISSING_ARGS", "The \"\(name)\" argument must be specified",
            elsewhere: "\(operation): 1 argument required, but only 0 present.")
    }

    /// The option `signal` of `addEventListener`.
    mutating func signalOption(_ arguments: Arguments) throws(Abrupt) -> Value? {
        guard case .object(let options) = argument(arguments, 2) else { return nil }
        let signal = try get(options, key("signal"))
        return signal.isUndefined ? nil : signal
    }

    /// - Throws: a TypeError for what is no signal.
    ///
    /// - Parameter options: the dictionary that has it, in the words of browsers.
    mutating func isAborted(_ signal: Value, of options: String = "AddEventListenerOptions") throws(Abrupt) -> Bool {
        try tellSignal(signal, .undefined, of: options)
    }

    /// The reason of a signal that has been aborted.
    mutating func reason(ofSignal signal: Value) throws(Abrupt) -> Value { try getValue(signal, key("reason")) }

    /// Has an algorithm run when the signal is aborted, unless it has been.
    ///
    /// - Returns: whether it has been.
    @discardableResult
    mutating func tellSignal(
        _ signal: Value, _ algorithm: Value, of options: String = "AddEventListenerOptions"
    ) throws(Abrupt) -> Bool {
        if let hook = try libraryHook("signal"), case .boolean(let isAborted) = try call(hook, .undefined, signal, algorithm) {
            return isAborted
        }
        let message = "The \"options.signal\" property must be an instance of AbortSignal. Received \(receivedText(signal))"
        if host.globals.webErrorsHaveCodes { try throwHostError(host.words.invalidArgument, message) }
        throw typeError("Failed to read the 'signal' property from '\(options)': member signal is not of type AbortSignal.")
    }

    /// https://dom.spec.whatwg.org/#add-an-event-listener, step 6
    mutating func remove(_ listener: EventListener, of target: ObjectID, whenAborted signal: Value) throws(Abrupt) {
        let record = Int(heap[target].payload)
        guard let number = events.find(listener, at: record) else { return }
        var held = Captures(a: .internal(Int32(record)))
        held.number = number
        let remover = makeNative("", 0, captures: held) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let captures = machine.captured(arguments)
            if case .internal(let record) = captures.a { machine.events.remove(captures.number, at: Int(record)) }
            return .undefined
        }
        try tellSignal(signal, .object(remover))
    }
}
