import JavaScript

/// `object[key]`, with a short way for arrays.
extension Machine {
    // MARK: Elements

    @inline(__always)
    mutating func getElement(_ target: Value, _ key: Value) throws(Abrupt) -> Value {
        if case .object(let object) = target, case .number(let number) = key, heap[object].kind == .array {
            let array = heap.arrays[Int(heap[object].payload)]
            if let index = Int32(exactly: number), index >= 0, index < array.count {
                let value = heap.slots[Int(array.first + index)]
                if value.isPlain { return value }
            }
        }
        if let value = typedElement(target, key) { return value }
        if target.isNullish {
            try refuseNullishBase(target, key, "read")
        }
        budget.steps += 1
        let propertyKey = try toPropertyKey(key)
        return try getValue(target, propertyKey)
    }

    @inline(__always)
    mutating func setElement(_ target: Value, _ key: Value, _ value: Value) throws(Abrupt) {
        if case .object(let object) = target, case .number(let number) = key, heap[object].kind == .array {
            let array = heap.arrays[Int(heap[object].payload)]
            if array.isWritable, let index = Int32(exactly: number), index >= 0, index < array.count,
                heap.slots[Int(array.first + index)].isPlain
            {
                heap.slots[Int(array.first + index)] = value
                return
            }
        }
        if case .object(let object) = target, heap[object].kind == .typedArray, case .number(let position) = key,
            let index = Int32(exactly: position), index >= 0
        {
            try setTypedElement(object, Int(index), value)
            return
        }
        if target.isNullish { try refuseNullishBase(target, key, "set") }
        let propertyKey = try toPropertyKey(key)
        try setValue(target, propertyKey, value)
    }

    /// The element of a typed array that is there.
    @inline(__always) private mutating func typedElement(_ target: Value, _ key: Value) -> Value? {
        guard case .object(let object) = target, heap[object].kind == .typedArray, case .number(let position) = key,
            let index = Int32(exactly: position)
        else { return nil }
        return typedElement(object, Int(index))
    }

    /// The TypeError of a reference whose base is undefined or null, which comes before the key is converted.
    mutating func refuseNullishBase(_ base: Value, _ key: Value, _ verb: String) throws(Abrupt) {
        if key == .symbol(realm.symbolIterator), verb == "read" { throw notIterable(base, .undefined, .unknown) }
        let note = keyNote(key, verb == "set" ? "setting" : "reading")
        throw because(of: base, typeError("Cannot \(verb) properties of \(describe(base))\(note)"))
    }

    /// ` (reading 'key')`, where the key can be named without running code.
    mutating func keyNote(_ key: Value, _ verb: String = "reading") -> String {
        if key.isObject { return "" }
        guard let name = try? toPropertyKey(key) else { return "" }
        return " (\(verb) '\(describe(name))')"
    }
}
