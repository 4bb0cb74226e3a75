import JavaScript

/// How a console joins what it is given. https://console.spec.whatwg.org/#formatter
extension Machine {
    /// The line that `console.log` prints: strings as they are, other values inspected, `%` directives of a first string replaced.
    mutating func formatLog(_ arguments: [Value]) -> String {
        var parts: [String] = []
        var rest = arguments[...]
        if arguments.count > 1, case .string(let text) = arguments[0] {
            rest = rest.dropFirst()
            parts.append(replaceDirectives(in: strings.text(text), &rest))
        }
        for value in rest { parts.append(plainText(value)) }
        return parts.joined(separator: " ")
    }

    private mutating func plainText(_ value: Value) -> String {
        if case .string(let text) = value { return strings.text(text) }
        return inspect(value)
    }

    /// Takes from `rest` what the directives use up; a directive that finds nothing stays.
    private mutating func replaceDirectives(in text: String, _ rest: inout ArraySlice<Value>) -> String {
        guard text.utf8.contains(0x25) else { return text }
        var result = ""
        var characters = text.unicodeScalars[...]
        while let character = characters.popFirst() {
            guard character == "%", let directive = characters.first else {
                result.unicodeScalars.append(character)
                continue
            }
            if directive == "%" {
                characters.removeFirst()
                result.unicodeScalars.append("%")
            } else if let value = rest.first, let replaced = directiveText(directive, value) {
                characters.removeFirst()
                rest = rest.dropFirst()
                result += replaced
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private mutating func directiveText(_ directive: Unicode.Scalar, _ value: Value) -> String? {
        switch directive {
        case "s":
            switch value {
            case .string(let text): return strings.text(text)
            case .number(let number): return signedText(number)
            case .object(let object):
                if hasBuiltInToString(object) { return inspect(value, depth: 0) }
                let text = try? toString(value)
                return text.map { strings.text($0) } ?? inspect(value, depth: 0)
            default: return inspect(value)
            }
        case "d":
            guard let number = plainNumber(value) else { return "NaN" }
            return signedText(number)
        case "i", "f":
            guard !value.isObject, let text = try? toString(value) else { return "NaN" }
            return signedText(directive == "i" ? parseInteger(text, radix: 10) : parseFloat(text))
        case "j": return jsonText(value)
        case "o": return inspect(value, depth: 4, showsHidden: true)
        case "O": return inspect(value)
        case "c": return ""
        default: return nil
        }
    }

    /// Whether an object's text would be the library's, which says less than its inspection. A function's text is its source.
    private mutating func hasBuiltInToString(_ object: ObjectID) -> Bool {
        if heap[object].isCallable { return false }
        var current = object
        while !current.isNone, heap[current].kind != .namespace {
            if let own = getOwn(current, .known(.toString)) {
                guard case .object(let method) = own.value, heap[method].isCallable else { return true }
                return current != object && functionRecord(method).code < 0
            }
            current = heap[current].prototype
        }
        return true
    }

    /// ToNumber where it runs no code.
    private mutating func plainNumber(_ value: Value) -> Double? {
        if value.isObject { return nil }
        return try? toNumber(value)
    }

    /// Deviation: an error in a `toJSON` is not thrown on.
    private mutating func jsonText(_ value: Value) -> String {
        do throws(Abrupt) {
            return try stringify(value, replacer: .undefined, space: .undefined).map { strings.text($0) } ?? "undefined"
        } catch {
            return "[Circular]"
        }
    }
}
