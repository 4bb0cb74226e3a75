import Hosts
import JavaScript

/// `process.emitWarning` and the event `warning`. https://nodejs.org/api/process.html#processemitwarningwarning-options
extension Machine {
    mutating func installWarnings(_ process: ObjectID) {
        let teller = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.tell(warning: machine.captured(arguments).a)
            return .undefined
        }
        defineListed(process, "emitWarning", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let warning = try machine.makeWarning(arguments)
            machine.enqueueTick(.object(machine.makeNative("doEmitWarning", 0, captures: Captures(a: warning), native: teller)))
            return .undefined
        }
    }

    /// The error that a warning is: the one that was given, or one made of a text, a type, a code and a detail.
    private mutating func makeWarning(_ arguments: Arguments) throws(Abrupt) -> Value {
        let warning = argument(arguments, 0)
        if isError(warning) { return warning }
        guard case .string = warning else {
            try throwWrongType("warning", "of type string or an instance of Error", warning)
        }
        var (type, code, detail) = (argument(arguments, 1), argument(arguments, 2), Value.undefined)
        if case .object(let options) = type, !isCallable(type) {
            (type, code) = (try get(options, key("type")), try get(options, key("code")))
            detail = try get(options, key("detail"))
        }
        for (name, value) in [("type", type), ("code", code)] where !value.isUndefined && !isCallable(value) {
            guard case .string = value else { try throwWrongType(name, "of type string", value) }
        }
        let error = makeError(realm.errorPrototype, try toText(warning))
        put(error, .known(.name), type.isUndefined || isCallable(type) ? string("Warning") : type, .hidden)
        if case .string = code { put(error, key("code"), code) }
        if case .string = detail { put(error, key("detail"), detail) }
        return .object(error)
    }

    /// Writes a warning on standard error, and calls the program's listeners.
    private mutating func tell(warning: Value) throws(Abrupt) {
        guard case .object(let error) = warning else { return }
        let name = try toText(try get(error, .known(.name)))
        var text = try toText(try get(error, .known(.message)))
        text = text.isEmpty ? name : "\(name): \(text)"
        if case .string(let code) = try get(error, key("code")) { text = "[\(strings.text(code))] " + text }
        try print("(node:4242) " + text, method: "emitWarning", stream: .error)
        if case .string(let detail) = try get(error, key("detail")) {
            try print(strings.text(detail), method: "emitWarning", stream: .error)
        }
        try tellHowToTrace(isDeprecation: name == "DeprecationWarning")
        _ = try emitProcessEvent("warning", [warning])
    }

    /// Once, the host says how to learn where warnings come from.
    private mutating func tellHowToTrace(isDeprecation: Bool) throws(Abrupt) {
        guard let program = host.words.tracesWarnings, !progress.hasToldOfTraces else { return }
        progress.hasToldOfTraces = true
        let option = isDeprecation && program == "node" ? "--trace-deprecation" : "--trace-warnings"
        try print(
            "(Use `\(program) \(option) ...` to show where the warning was created)", method: "emitWarning", stream: .error)
    }
}
