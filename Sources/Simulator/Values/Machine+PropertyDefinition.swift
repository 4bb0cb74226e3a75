import JavaScript

/// [[DefineOwnProperty]], [[Delete]] and [[OwnPropertyKeys]].
extension Machine {
    // MARK: Define

    /// CreateDataPropertyOrThrow and its like: adds or replaces an own property, whatever it was.
    ///
    /// - Returns: false when the object cannot take it.
    @discardableResult
    mutating func defineOwn(_ object: ObjectID, _ key: PropertyKey, _ value: Value, _ attributes: Attributes) -> Bool {
        let record = heap[object]
        if record.isLazy { materialize(object, for: key) }
        if record.kind == .array {
            switch key {
            case .index(let index):
                if attributes == .all, value.isPlain, !isProtectedElement(record.payload, index) {
                    return defineElement(object, index, value)
                }
                makeSparse(object)
                return defineSparseElement(object, index, value, attributes)
            case .name(.known(.length)):
                guard case .number(let number) = value, let length = UInt32(exactly: number) else { return false }
                return setArrayLength(object, length)
            default: break
            }
        }
        if record.kind == .typedArray, case .element(let index) = typedKey(key) {
            // Those who may define one convert its value before: here it is a number or a BigInt.
            guard attributes == .all, let bits = try? elementBits(view(object).kind, value) else { return false }
            storeTyped(view(object), index, bits)
            return index < typedLength(object)
        }
        return defineInTable(object, key, value, attributes)
    }

    /// Whether an element is there that may not be defined anew.
    private mutating func isProtectedElement(_ array: Int32, _ index: UInt32) -> Bool {
        let record = heap.arrays[Int(array)]
        return !record.isConfigurable && Int(index) < Int(record.count)
            && !heap.slots[record.slot(Int(index))].isUninitialized
    }

    /// The same for a property in the object's own table.
    mutating func defineInTable(_ object: ObjectID, _ key: PropertyKey, _ value: Value, _ attributes: Attributes) -> Bool {
        if let known = lookup(object, key) {
            if !known.attributes.contains(.configurable) {
                guard known.attributes.contains(.writable), known.attributes.subtracting(.writable) == attributes.subtracting(.writable)
                else { return isSameSlot(known.value, value) && known.attributes == attributes }
            }
            if known.attributes == attributes {
                store(object, key, value)
            } else {
                if !attributes.contains(.writable) {
                    let last = if case .accessor = value { known.value } else { value }
                    partArgument(object, key, last)
                }
                makeDictionary(object)
                heap.dictionaries[Int(-1 - heap[object].shape)].update(key) { entry in
                    entry.value = value
                    entry.attributes = attributes
                }
            }
            return true
        }
        guard heap[object].isExtensible else { return false }
        append(object, key, value, attributes)
        if heap[object].isWatched { noteAdded(object, key) }
        return true
    }

    private mutating func append(_ object: ObjectID, _ key: PropertyKey, _ value: Value, _ attributes: Attributes) {
        let index = Int(object.index)
        if heap.objects[index].shape >= 0 {
            let count = heap.shapes[heap.objects[index].shape].count
            // The key has been looked for among the others, one by one.
            budget.steps += Int(count) >> 3
            if count < ShapeTable.largest {
                if Int(count) >= heap.objects[index].slots.capacity {
                    var block = heap.objects[index].slots
                    heap.grow(&block, count: Int(count), to: Int(count) + 1)
                    heap.objects[index].slots = block
                }
                heap.slots[Int(heap.objects[index].slots.start + count)] = value
                let known = heap.shapes.shapes.count
                heap.objects[index].shape = heap.shapes.adding(key, attributes, to: heap.objects[index].shape)
                if heap.shapes.shapes.count > known { budget.steps += Self.entrySteps }
                return
            }
            makeDictionary(object)
        }
        heap.dictionaries[Int(-1 - heap.objects[index].shape)].append(.init(key: key, attributes: attributes, value: value))
        heap.collectionBytes += PropertyDictionary.entryBytes
        budget.steps += Self.entrySteps
    }

    /// SameValue, also of what only a property's slot holds.
    private mutating func isSameSlot(_ a: Value, _ b: Value) -> Bool { a == b || (a.isPlain && b.isPlain && isSameValue(a, b)) }

    /// Gives the object a table of its own.
    mutating func makeDictionary(_ object: ObjectID) {
        let index = Int(object.index)
        let shape = heap.objects[index].shape
        guard shape >= 0 else { return }
        var dictionary = PropertyDictionary()
        for (offset, entry) in heap.shapes.keys(of: shape).enumerated() {
            let value = heap.slots[Int(heap.objects[index].slots.start) + offset]
            dictionary.append(.init(key: entry.key, attributes: entry.attributes, value: value))
        }
        heap.collectionBytes += dictionary.entries.count * PropertyDictionary.entryBytes
        heap.free(heap.objects[index].slots)
        heap.objects[index].slots = .empty
        heap.dictionaries.append(dictionary)
        heap.objects[index].shape = Int32(-heap.dictionaries.count)
    }

    /// Adds an own data property of a new object: nothing is checked.
    mutating func put(_ object: ObjectID, _ key: PropertyKey, _ value: Value, _ attributes: Attributes = .all) {
        defineOwn(object, key, value, attributes)
    }

    mutating func createDataProperty(_ object: ObjectID, _ key: PropertyKey, _ value: Value) throws(Abrupt) {
        if heap[object].kind == .proxy {
            if try defineProperty(object, key, .init(value: value, isWritable: true, isEnumerable: true, isConfigurable: true)) { return }
            throw definitionError(object, key)
        }
        // A namespace has no property that such a definition agrees with, and a deferred one is evaluated by the attempt.
        if heap[object].kind == .namespace { _ = try getOwnNamespaceProperty(object, key) }
        if heap[object].kind == .typedArray,
            let isDefined = try defineTyped(object, key, .init(value: value, isWritable: true, isEnumerable: true, isConfigurable: true))
        {
            if isDefined { return }
            throw typeError("Invalid typed array index")
        }
        guard heap[object].kind != .namespace, defineOwn(object, key, value, .all) else {
            throw typeError("Cannot define property \(describe(key)), object is not extensible")
        }
    }

    /// Adds half an accessor property; the other half of an existing one stays.
    mutating func defineAccessor(
        _ object: ObjectID, _ key: PropertyKey, getter: ObjectID?, setter: ObjectID?, _ attributes: Attributes
    ) {
        var pair: (getter: ObjectID, setter: ObjectID) = (.none, .none)
        if let known = getOwn(object, key), case .accessor(let index) = known.value { pair = heap.accessors[Int(index)] }
        if let getter { pair.getter = getter }
        if let setter { pair.setter = setter }
        heap.accessors.append(pair)
        defineOwn(object, key, .accessor(Int32(heap.accessors.count - 1)), attributes.subtracting(.writable))
    }

    // MARK: Delete

    /// [[Delete]]: false when the property stays.
    mutating func delete(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Bool {
        if heap[object].kind.hasOwnMethods {
            return heap[object].kind == .proxy ? try proxyDelete(object, key) : try !namespaceHas(object, key)
        }
        guard let known = getOwn(object, key) else { return true }
        if heap[object].kind == .typedArray, case .element = typedKey(key) { return false }
        guard known.attributes.contains(.configurable) else { return false }
        let record = heap[object]
        if record.kind == .array, case .index(let index) = key, index < UInt32(bitPattern: heap.arrays[Int(record.payload)].count) {
            heap.slots[heap.arrays[Int(record.payload)].slot(Int(index))] = .uninitialized
            return true
        }
        partArgument(object, key, known.value)
        makeDictionary(object)
        let removed = heap.dictionaries[Int(-1 - heap[object].shape)].remove(key)
        heap.collectionBytes -= removed * PropertyDictionary.entryBytes
        budget.steps += removed
        return true
    }

    // MARK: Keys

    /// [[OwnPropertyKeys]]. Looking at a deferred namespace evaluates its module, which may throw.
    mutating func ownPropertyKeys(_ object: ObjectID) throws(Abrupt) -> [PropertyKey] {
        if heap[object].kind.hasOwnMethods {
            if heap[object].kind == .proxy { return try proxyOwnKeys(object) }
            if isDeferred(object) { return try namespaceOwnKeys(object) }
        }
        return ownKeys(object)
    }

    /// The same without any effect: indices ascending, then strings and symbols in order of creation.
    mutating func ownKeys(_ object: ObjectID) -> [PropertyKey] {
        let record = heap[object]
        if record.kind == .namespace { return namespaceKeys(object) }
        if record.isLazy { materialize(object) }
        var indices: [UInt32] = []
        var names: [PropertyKey] = []
        var symbols: [PropertyKey] = []
        if record.kind == .array {
            let array = heap.arrays[Int(record.payload)]
            guard affordsKeys(Int(array.count)) else { return [] }
            for index in 0..<array.count where !heap.slots[Int(array.first + index)].isUninitialized {
                indices.append(UInt32(index))
            }
            names.append(.known(.length))
            // Holes have no key, and are passed all the same.
            budget.countWork(Int(array.count))
        } else if record.kind == .typedArray {
            let count = typedLength(object)
            guard affordsKeys(count) else { return [] }
            indices.append(contentsOf: (0..<count).map { UInt32(truncatingIfNeeded: $0) })
        } else if record.kind == .primitive, case .string(let text) = heap.primitives[Int(record.payload)] {
            guard affordsKeys(strings.length(text)) else { return [] }
            indices.append(contentsOf: (0..<strings.length(text)).map { UInt32($0) })
            // Few of them are made already, as those of an array are.
            budget.steps += strings.length(text) * Self.keySteps
            names.append(.known(.length))
        }
        func sort(_ key: PropertyKey) {
            switch key {
            case .index(let index): indices.append(index)
            case .name: names.append(key)
            case .symbol: symbols.append(key)
            }
        }
        let shape = heap[object].shape
        if shape >= 0 {
            for entry in heap.shapes.keys(of: shape) { sort(entry.key) }
        } else {
            for entry in heap.dictionaries[Int(-1 - shape)].entries where !entry.isDeleted { sort(entry.key) }
        }
        let privateFree = symbols.filter { key in
            if case .symbol(let symbol) = key { return !heap.symbols[Int(symbol.index)].isPrivate }
            return true
        }
        budget.steps += (indices.count + names.count + symbols.count) * Self.keySteps
        if record.kind == .error, host.globals.stacks.isOfV8, let place = names.firstIndex(of: .known(.stack)), place > 0 {
            // The engine makes it first.
            names.insert(names.remove(at: place), at: 0)
        }
        return indices.sorted().map { .index($0) } + names + privateFree
    }

    /// Whether there is room for a list of so many keys.
    private mutating func affordsKeys(_ count: Int) -> Bool {
        count < 4_096 || affordsBytes(count * (MemoryLayout<UInt32>.stride + MemoryLayout<PropertyKey>.stride))
    }

    /// The key as a value: a string or a symbol.
    mutating func value(of key: PropertyKey) -> Value {
        switch key {
        case .name(let name): .string(StringID(name: name))
        case .index(let index): .string(strings.intern(String(index)))
        case .symbol(let symbol): .symbol(symbol)
        }
    }
}
