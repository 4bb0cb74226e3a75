import JavaScript
import Text

extension Machine {
    // MARK: Throwing

    mutating func typeError(_ message: String) -> Abrupt { .thrown(.object(makeError(realm.typeErrorPrototype, message))) }
    mutating func rangeError(_ message: String) -> Abrupt { .thrown(.object(makeError(realm.rangeErrorPrototype, message))) }
    mutating func referenceError(_ message: String) -> Abrupt {
        .thrown(.object(makeError(realm.referenceErrorPrototype, message)))
    }
    mutating func syntaxError(_ message: String) -> Abrupt { .thrown(.object(makeError(realm.syntaxErrorPrototype, message))) }

    /// A new error object, which keeps the stack of the moment.
    ///
    /// - Parameter isOfConstructor: whether the program called the error's constructor.
    mutating func makeError(_ prototype: ObjectID, _ message: String?, isOfConstructor: Bool = false) -> ObjectID {
        budget.steps += Self.errorSteps
        if let message { budget.countCloseWork(message.utf8.count) }
        let error = heap.makeObject(.error, prototype: prototype, payload: captureStack(isOfObject: true, isOfConstructor: isOfConstructor))
        if let message { put(error, .known(.message), string(message), .hidden) }
        heap[error].isLazy = message != nil
        return error
    }

    // MARK: Describing

    /// A value in an error message.
    mutating func describe(_ value: Value) -> String {
        switch value {
        case .undefined, .uninitialized, .accessor, .internal: return "undefined"
        case .null: return "null"
        case .boolean(let flag): return flag ? "true" : "false"
        case .number(let number): return formatNumber(number)
        case .string(let text):
            let words = strings.text(text)
            return words.count > 40 ? "\"\(words.prefix(40))…\"" : "\"\(words)\""
        case .symbol(let symbol): return describe(.symbol(symbol) as PropertyKey)
        case .bigInt(let id): return shownBigInt(id)
        case .object(let object): return text(ofObject: object)
        }
    }

    mutating func describe(_ key: PropertyKey) -> String {
        switch key {
        case .name(let name): return shownText(StringID(name: name))
        case .index(let index): return String(index)
        case .symbol(let symbol):
            let record = heap.symbols[Int(symbol.index)]
            let text = record.description.map { shownText($0) } ?? ""
            return record.isPrivate ? text : "Symbol(\(text))"
        }
    }

    /// The most characters of one text that a message or a report shows: a program may make one of any length.
    static let longestShownText = 100_000

    /// A text in a message, cut where it is very long.
    mutating func shownText(_ text: StringID) -> String {
        let length = strings.length(text)
        guard length > Self.longestShownText else { return strings.text(text) }
        let start = String(decoding: strings.codeUnits(text).prefix(Self.longestShownText), as: UTF16.self)
        return start + "… \(counted(length - Self.longestShownText, "more character"))"
    }

    /// An error as hosts print it without its stack: `Error: boom`. Runs no code of the program.
    mutating func errorText(_ value: Value) -> String {
        guard case .object(let object) = value, heap[object].kind == .error else {
            if case .string(let text) = value { return shownText(text) }
            return inspect(value)
        }
        return errorText(of: object)
    }

    /// The same of an object that need be no Error, as long as it inherits from one.
    mutating func errorText(of object: ObjectID) -> String {
        var name = dataProperty(object, .known(.name)) ?? "Error"
        if let code = loading.hostErrorCodes[object] { name += " [\(code)]" }
        let message = dataProperty(object, .known(.message)) ?? ""
        return message.isEmpty ? name : name.isEmpty ? message : "\(name): \(message)"
    }

    /// A string property without running getters.
    mutating func dataProperty(_ object: ObjectID, _ key: PropertyKey) -> String? {
        var current = object
        while !current.isNone, heap[current].kind != .namespace {
            if let found = getOwn(current, key) {
                if case .string(let text) = found.value { return shownText(text) }
                return nil
            }
            current = heap[current].prototype
        }
        return nil
    }
}
