import Hosts
import JavaScript

/// What the functions of hosts that take a callback share.
extension Machine {
    /// Throws when a callback cannot be called, in Node's words.
    mutating func requireCallback(_ value: Value) throws(Abrupt) {
        guard !isCallable(value) else { return }
        try throwWrongType("callback", "of type function", value)
    }

    /// Throws that an argument is of a wrong type, in Node's words.
    ///
    /// - Parameter wanted: `of type string`, `an instance of Map`.
    mutating func throwWrongType(_ name: String, _ wanted: String, _ value: Value) throws(Abrupt) -> Never {
        try throwHostError(host.words.invalidArgument, wrongTypeText(name, wanted, value))
    }

    /// Node's words for a value of a wrong type: they tell an argument from a property, which has a dot in its name.
    mutating func wrongTypeText(_ name: String, _ wanted: String, _ value: Value) -> String {
        let subject = name.hasSuffix(" argument") ? name : name.contains(".") ? "\"\(name)\" property" : "\"\(name)\" argument"
        return "The \(subject) must be \(wanted). Received \(receivedText(value))"
    }

    /// Throws an error of the host's own, or where it has none a TypeError.
    mutating func throwHostError(_ words: ErrorWords?, _ message: String) throws(Abrupt) -> Never {
        guard let words else { throw typeError(message) }
        throw .thrown(.object(makeError(HostError(words, ["text": message]))))
    }

    /// A value as the errors of Node.js tell what they were given.
    mutating func receivedText(_ value: Value) -> String {
        if value.isNullish { return describe(value) }
        if case .object(let object) = value {
            if let name = constructorName(object), !name.isEmpty { return "an instance of \(name)" }
            return inspect(value, .util, depth: 0)
        }
        var shown = value
        if case .string(let text) = value, strings.length(text) > 28 {
            shown = stringValue(Array(strings.codeUnits(text).prefix(25)) + "...".utf16)
        }
        return "type \(strings.text(typeOf(value))) (\(inspect(shown, .util)))"
    }

    /// Keeps a callback's arguments until it is called; -1 when there are none.
    mutating func keepArguments(_ arguments: Arguments, from first: Int32) -> Int32 {
        guard arguments.count > first else { return -1 }
        loop.argumentLists.append(self.arguments(arguments, from: first))
        return Int32(loop.argumentLists.count - 1)
    }
}
