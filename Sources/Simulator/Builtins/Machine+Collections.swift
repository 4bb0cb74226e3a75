import JavaScript

/// Map and Set Objects: what both share. https://tc39.es/ecma262/#sec-keyed-collections
extension Machine {
    mutating func installCollections() {
        installMaps()
        installSets()
        installWeakCollections()
    }

    // MARK: Entries

    private mutating func collectionKey(_ value: Value) -> CollectionKey {
        switch value {
        case .undefined, .uninitialized, .accessor, .internal: .undefined
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .number(let number): .number(number)
        case .string(let text): .string(collectionName(text))
        case .symbol(let symbol): .symbol(symbol)
        case .bigInt(let id): .bigInt(bigIntKey(id))
        case .object(let object): .object(object)
        }
    }

    private mutating func collectionName(_ text: StringID) -> NameID {
        if text.name == nil { budget.countCloseWork(strings.length(text)) }
        return strings.name(text)
    }

    mutating func makeCollection(_ kind: ObjectKind, prototype: ObjectID) -> ObjectID {
        heap.collections.append(Collection())
        return heap.makeObject(kind, prototype: prototype, payload: Int32(heap.collections.count - 1))
    }

    mutating func collectionCount(_ object: ObjectID) -> Int { heap.collections[Int(heap[object].payload)].count }

    mutating func collectionContains(_ object: ObjectID, _ value: Value) -> Bool {
        let key = collectionKey(value)
        return heap.collections[Int(heap[object].payload)].contains(key)
    }

    mutating func collectionGet(_ object: ObjectID, _ value: Value) -> Value? {
        let key = collectionKey(value)
        return heap.collections[Int(heap[object].payload)].value(key)
    }

    mutating func collectionSet(_ object: ObjectID, _ key: Value, _ value: Value) {
        let known = collectionKey(key)
        let collection = Int(heap[object].payload)
        if heap.collections[collection].update(known, value) { return }
        var kept = key
        if case .number(let number) = key, number == 0 { kept = .number(0) }
        heap.collections[collection].append(known, kept, value)
        heap.collectionBytes += Collection.entryBytes
        budget.steps += Self.entrySteps
    }

    mutating func collectionDelete(_ object: ObjectID, _ value: Value) -> Bool {
        let key = collectionKey(value)
        guard let gaps = heap.collections[Int(heap[object].payload)].remove(key) else { return false }
        heap.collectionBytes -= gaps * Collection.entryBytes
        budget.steps += Self.lookupSteps
        // Taking gaps out is work on what stays, too, which is less.
        budget.steps += gaps
        return true
    }

    mutating func collectionClear(_ object: ObjectID) {
        let removed = heap.collections[Int(heap[object].payload)].removeAll()
        budget.steps += Self.lookupSteps
        heap.collectionBytes -= removed * Collection.entryBytes
    }

    /// The first entry at or after a position, 0 at first, and the position after it. Entries that are added meanwhile are seen.
    mutating func collectionEntry(_ object: ObjectID, from position: Int) -> (entry: Collection.Entry, next: Int)? {
        guard let (entry, gaps) = heap.collections[Int(heap[object].payload)].entry(from: position) else { return nil }
        budget.steps += gaps >> 4
        return (entry, entry.serial + 1)
    }

    // MARK: Methods

    /// The collection that a method is called on.
    mutating func thisCollection(_ arguments: Arguments, _ kind: ObjectKind, _ method: String) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == kind else {
            throw incompatibleReceiver(arguments.thisValue, method)
        }
        return object
    }

    /// What both have: has, delete, clear, size and forEach.
    mutating func installSharedMethods(_ prototype: ObjectID, _ kind: ObjectKind, _ name: String) {
        define(prototype, "has", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, kind, "\(name).prototype.has")
            return .boolean(machine.collectionContains(object, machine.argument(arguments, 0)))
        }
        define(prototype, "delete", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, kind, "\(name).prototype.delete")
            return .boolean(machine.collectionDelete(object, machine.argument(arguments, 0)))
        }
        define(prototype, "clear", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, kind, "\(name).prototype.clear")
            machine.collectionClear(object)
            return .undefined
        }
        defineGetter(prototype, key("size"), "size") { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, kind, "get \(name).prototype.size")
            return Value(machine.collectionCount(object))
        }
        define(prototype, "forEach", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, kind, "\(name).prototype.forEach")
            let callback = machine.argument(arguments, 0)
            guard machine.isCallable(callback) else { throw machine.typeError("\(machine.kindText(of: callback)) is not a function") }
            let receiver = machine.argument(arguments, 1)
            var position = 0
            while let (entry, next) = machine.collectionEntry(object, from: position) {
                try machine.countStep()
                position = next
                let value = kind == .map ? entry.value : entry.key
                _ = try machine.call(callback, receiver, arguments: [value, entry.key, .object(object)])
            }
            return .undefined
        }
        defineTag(prototype, name)
    }

    // MARK: Iterators

    /// CreateMapIterator and CreateSetIterator.
    mutating func makeCollectionIterator(_ object: ObjectID, _ yields: IteratorRecord.Yield) -> ObjectID {
        let isMap = heap[object].kind == .map
        budget.steps += Self.lookupSteps
        heap.iterators.append(IteratorRecord(kind: isMap ? .map : .set, yields: yields, target: .object(object)))
        let prototype = isMap ? realm.mapIteratorPrototype : realm.setIteratorPrototype
        return heap.makeObject(.iterator, prototype: prototype, payload: Int32(heap.iterators.count - 1))
    }

    /// What such an iterator's `next` gives: `nil` at the end, and ever after.
    mutating func nextCollectionElement(_ index: Int) -> Value? {
        let record = heap.iterators[index]
        guard !record.isDone, case .object(let object) = record.target else { return nil }
        guard let (entry, next) = collectionEntry(object, from: Int(record.position)) else {
            heap.iterators[index].isDone = true
            heap.iterators[index].target = .undefined
            return nil
        }
        heap.iterators[index].position = next
        let value = record.kind == .map ? entry.value : entry.key
        switch record.yields {
        case .keys: return entry.key
        case .values: return value
        case .entries:
            budget.steps += Self.lookupSteps
            return .object(makeArray([entry.key, value]))
        }
    }
}
