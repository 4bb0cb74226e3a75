import JavaScript

/// Where a value comes from that is to be iterated.
enum IterableOrigin {
    /// The library was given it, or no message can name the expression.
    case unknown
    /// An expression of the program, as messages write it, and whether the iteration is asynchronous.
    case expression(NameID, isAsync: Bool)
    /// An expression of an asynchronous iteration, which no message names.
    case asynchronous
    /// `f(...value)`
    case spreadArgument(NameID?)

    /// What `getIterator` and `appendSpread` say of it.
    static func of(_ instruction: Instruction) -> IterableOrigin {
        let name = instruction.operand >> 1 == 0 ? nil : NameID(UInt32(bitPattern: instruction.operand >> 1) - 1)
        if instruction.opcode == .appendSpread, instruction.small == 1 { return .spreadArgument(name) }
        let isAsync = instruction.opcode == .getIterator && instruction.operand & 1 == 1
        return name.map { .expression($0, isAsync: isAsync) } ?? (isAsync ? .asynchronous : .unknown)
    }
}

/// The TypeErrors of values that cannot be iterated or taken apart, in V8's words.
extension Machine {
    /// - Parameter method: what stands in the place of its iterator's method, and cannot be called.
    mutating func notIterable(_ value: Value, _ method: Value, _ origin: IterableOrigin) -> Abrupt {
        switch origin {
        case .unknown: return typeError("\(kindText(of: value)) is not iterable (cannot read property Symbol(Symbol.iterator))")
        case .expression(let name, let isAsync):
            return typeError("\(strings.names.string(name)) is not \(isAsync ? "async " : "")iterable")
        case .asynchronous: return typeError("\(kindText(of: method)) is not a function")
        case .spreadArgument(let name):
            guard value.isNullish else { return typeError("Spread syntax requires ...iterable[Symbol.iterator] to be a function") }
            return typeError(
                "\(name.map { strings.names.string($0) } ?? kindText(of: value)) is not iterable (cannot read property \(describe(value)))")
        }
    }

    /// The TypeError of an object pattern for undefined or null.
    mutating func notDestructurable(_ value: Value, _ pattern: Destructuring) -> Abrupt {
        let what = describe(value)
        let property = strings.names.string(pattern.first)
        if pattern.isRead, pattern.first != .known(.empty) {
            return typeError("Cannot read properties of \(what) (reading '\(property)')")
        }
        let source = pattern.source.map { strings.names.string($0) } ?? (value.isUndefined ? what : kindText(of: value))
        if pattern.first == .known(.empty) { return typeError("Cannot destructure '\(source)' as it is \(what).") }
        return typeError("Cannot destructure property '\(property)' of '\(source)' as it is \(what).")
    }
}
