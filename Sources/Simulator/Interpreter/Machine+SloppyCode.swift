import JavaScript

/// What code may do that is not strict. https://tc39.es/ecma262/#sec-strict-mode-of-ecmascript
extension Machine {
    /// Whether the innermost function that runs is sloppy.
    var runsSloppyCode: Bool {
        mutating get {
            guard let frame = running.frames.last else { return false }
            return code.functions[Int(frame.code.index)].flags.contains(.isSloppy)
        }
    }

    /// HasBinding of the object of a `with` statement. https://tc39.es/ecma262/#sec-object-environment-records-hasbinding-n
    mutating func hasBinding(_ value: Value, _ key: PropertyKey) throws(Abrupt) -> Bool {
        budget.steps += Self.lookupSteps
        guard case .object(let object) = value, try hasProperty(object, key) else { return false }
        guard case .object(let hidden) = try get(object, .symbol(realm.symbolUnscopables)) else { return true }
        return !toBoolean(try get(hidden, key))
    }

    /// OrdinaryCallBindThis, step 6: of a sloppy function `this` is always an object.
    mutating func sloppyThis(_ value: Value) throws(Abrupt) -> Value {
        value.isNullish ? .object(realm.global) : .object(try toObject(value))
    }
}
