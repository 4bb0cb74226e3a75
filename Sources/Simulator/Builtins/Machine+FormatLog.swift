import JavaScript

/// How a console joins what it is given. https://console.spec.whatwg.org/#formatter
extension Machine {
    /// The line that `console.log` prints: strings as they are, other values inspected, `%` directives of a first string replaced.
    ///
    /// - Parameter options: how values are shown; `nil` for the console's own way.
    /// - Throws: what the methods of objects throw that say how they are shown, and, where the host converts and does not inspect, the conversion
    ///   of a value.
    mutating func formatLog(_ arguments: [Value], _ options: InspectOptions? = nil) throws(Abrupt) -> String {
        let options = options ?? consoleOptions
        var parts: [String] = []
        var rest = arguments[...]
        if arguments.count > 1, case .string(let text) = arguments[0] {
            rest = rest.dropFirst()
            parts.append(try replaceDirectives(in: strings.text(text), &rest, options))
        }
        for value in rest { parts.append(try plainText(value, options)) }
        return parts.joined(separator: " ")
    }

    private mutating func plainText(_ value: Value, _ options: InspectOptions) throws(Abrupt) -> String {
        if case .string(let text) = value { return strings.text(text) }
        return try shown(value, host.console, options)
    }

    /// Takes from `rest` what the directives use up; a directive that finds nothing stays.
    private mutating func replaceDirectives(
        in text: String, _ rest: inout ArraySlice<Value>, _ options: InspectOptions
    ) throws(Abrupt) -> String {
        guard text.utf8.contains(0x25) else { return text }
        try afford(text.utf8.count)
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
            } else if let value = rest.first, isDirective(directive) {
                characters.removeFirst()
                rest = rest.dropFirst()
                result += try directiveText(directive, value, options) ?? "%" + String(directive)
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private func isDirective(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "s", "d", "i", "f", "j", "o", "O", "c": true
        default: false
        }
    }

    /// - Returns: `nil` where the directive stays as it is.
    private mutating func directiveText(
        _ directive: Unicode.Scalar, _ value: Value, _ options: InspectOptions
    ) throws(Abrupt) -> String? {
        switch host.console.directives {
        case .inspect: return try inspectedText(directive, value, options)
        case .convert: return try convertedText(directive, value, options)
        }
    }

    private mutating func convertedText(
        _ directive: Unicode.Scalar, _ value: Value, _ options: InspectOptions
    ) throws(Abrupt) -> String? {
        switch directive {
        case "s":
            if case .symbol = value { return describe(value) }
            return try toText(value)
        case "d", "i", "f":
            if case .symbol = value { return "NaN" }
            let text = try toString(value)
            return formatNumber(directive == "f" ? parseFloat(text) : parseInteger(text, radix: 0))
        case "j": return try stringify(value, replacer: .undefined, space: .undefined).map { strings.text($0) }
        case "c": return ""
        default: return try shown(value, host.console, options)
        }
    }

    private mutating func inspectedText(
        _ directive: Unicode.Scalar, _ value: Value, _ options: InspectOptions
    ) throws(Abrupt) -> String {
        switch directive {
        case "s":
            switch value {
            case .string(let text): return strings.text(text)
            case .number(let number): return signedText(number)
            case .object(let object):
                var options = options
                options.depth = 0
                if try hasBuiltInToString(object) { return try shown(value, host.console, options) }
                return try toText(value)
            default: return inspect(value)
            }
        case "d":
            if value.isBigInt { return inspect(value) }
            guard let number = plainNumber(value) else { return "NaN" }
            return signedText(number)
        case "i", "f":
            if directive == "i", value.isBigInt { return inspect(value) }
            guard !isSymbol(value), let text = try? toString(value) else { return "NaN" }
            return signedText(directive == "i" ? parseInteger(text, radix: 0) : parseFloat(text))
        case "j": return try jsonText(value)
        case "o":
            var options = options
            (options.depth, options.showsHidden) = (4, true)
            return try shown(value, host.console, options)
        case "c": return ""
        default: return try shown(value, host.console, options)
        }
    }

    /// Whether an object's text would be the library's, which says less than its inspection. A function's text is its source.
    private mutating func hasBuiltInToString(_ object: ObjectID) throws(Abrupt) -> Bool {
        if heap[object].isCallable { return false }
        // Dates and symbols have one that is the library's.
        if scriptCode(of: try get(object, .symbol(realm.symbolToPrimitive))) != nil { return false }
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

    private func isSymbol(_ value: Value) -> Bool { if case .symbol = value { true } else { false } }

    private mutating func plainNumber(_ value: Value) -> Double? { isSymbol(value) ? nil : try? toNumber(value) }

    /// A circle has a word of its own; any other error is thrown on.
    private mutating func jsonText(_ value: Value) throws(Abrupt) -> String {
        do throws(Abrupt) {
            return try stringify(value, replacer: .undefined, space: .undefined).map { strings.text($0) } ?? "undefined"
        } catch {
            guard case .thrown(let problem) = error, errorText(problem).hasPrefix("TypeError: Converting circular structure") else {
                throw error
            }
            return "[Circular]"
        }
    }
}
