import JavaScript

/// An arguments object whose elements the parameters of a sloppy function follow. https://tc39.es/ecma262/#sec-arguments-exotic-objects
///
/// The other way round than in the specification: a parameter *is* the element, until the two part. What it then is, and what a parameter is that no
/// argument was given for, the object's `payload` holds, an object that nobody sees.
extension Machine {
    /// [a → a]
    mutating func mapArguments(count: Int32) {
        guard case .object(let object) = stack.top else { return }
        let parted = heap.makeObject(.ordinary, prototype: .none)
        heap[object].payload = parted.index
        let given = running.frames[running.frames.count - 1].argumentCount
        budget.steps += Int(count) + Self.lookupSteps
        for index in min(given, count)..<count { put(parted, .index(UInt32(index)), .undefined) }
    }

    /// [a → v]
    mutating func loadMapped(_ index: Int32) {
        guard case .object(let object) = stack.top else { return }
        let key = PropertyKey.index(UInt32(index))
        let own = lookup(ObjectID(index: heap[object].payload), key) ?? lookup(object, key)
        stack.top = own?.value ?? .undefined
        budget.steps += 1
    }

    /// [v a →]
    mutating func storeMapped(_ index: Int32) {
        guard case .object(let object) = stack.pop() else { return }
        let value = stack.pop()
        let key = PropertyKey.index(UInt32(index))
        let parted = ObjectID(index: heap[object].payload)
        budget.steps += 1
        if lookup(parted, key) == nil, let own = lookup(object, key), own.attributes.contains(.writable) {
            put(object, key, value, own.attributes)
        } else {
            put(parted, key, value)
        }
    }

    /// An element goes, or becomes what no parameter can be: the parameter keeps its value.
    mutating func partArgument(_ object: ObjectID, _ key: PropertyKey, _ value: Value) {
        guard heap[object].kind == .arguments, heap[object].payload >= 0, case .index = key else { return }
        let parted = ObjectID(index: heap[object].payload)
        if lookup(parted, key) == nil { put(parted, key, value) }
    }
}
