import JavaScript

/// The essential internal methods of objects. https://tc39.es/ecma262/#sec-object-internal-methods-and-internal-slots
extension Machine {
    struct PropertyDescriptor {
        var value: Value
        var attributes: Attributes
    }

    // MARK: Own properties

    /// [[GetOwnProperty]]. The value of an accessor property is ``Value/accessor(_:)``.
    mutating func getOwnProperty(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> PropertyDescriptor? {
        switch heap[object].kind {
        case .namespace: return try getOwnNamespaceProperty(object, key)
        case .proxy: return try proxyGetOwnProperty(object, key)
        default:
            if object == realm.global, realm.webNameNative >= 0 { try settleWebName(key) }
            return getOwn(object, key)
        }
    }

    /// The same for objects that are neither a module namespace nor a proxy, for which it cannot throw.
    mutating func getOwn(_ object: ObjectID, _ key: PropertyKey) -> PropertyDescriptor? {
        let record = heap[object]
        if record.kind == .array {
            if let found = getOwnArrayProperty(record.payload, key) { return found }
        } else if record.kind == .typedArray {
            if let found = ownTypedElement(object, key) { return found }
        } else if record.isLazy {
            materialize(object, for: key)
        } else if record.kind == .primitive, let found = getOwnStringProperty(record.payload, key) {
            return found
        }
        return lookup(object, key)
    }

    /// Whether an object has a property of its own that is enumerable. Nobody sees what is in it, so that what comes with its first reading is
    /// left for then: the text of a global that is JavaScript of our own does not run to be listed.
    mutating func isEnumerableOwn(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Bool {
        let own = heap[object].kind.hasOwnMethods ? try getOwnProperty(object, key) : getOwn(object, key)
        return own?.attributes.contains(.enumerable) ?? false
    }

    /// A property in the object's own table.
    @inline(__always) mutating func lookup(_ object: ObjectID, _ key: PropertyKey) -> PropertyDescriptor? {
        lookup(in: heap[object], key)
    }

    @inline(__always) private mutating func lookup(in record: ObjectRecord, _ key: PropertyKey) -> PropertyDescriptor? {
        if record.shape >= 0 {
            guard let found = heap.shapes.find(key, in: record.shape) else { return nil }
            return PropertyDescriptor(value: heap.slots[Int(record.slots.start &+ found.slot)], attributes: found.attributes)
        }
        let dictionary = Int(-1 - record.shape)
        guard let entry = heap.dictionaries[dictionary][key] else { return nil }
        return PropertyDescriptor(value: entry.value, attributes: entry.attributes)
    }

    private mutating func getOwnArrayProperty(_ array: Int32, _ key: PropertyKey) -> PropertyDescriptor? {
        let record = heap.arrays[Int(array)]
        let writable: Attributes = record.isWritable ? .writable : []
        switch key {
        case .index(let index):
            guard index < record.count else { return nil }
            let value = heap.slots[record.slot(Int(index))]
            if value.isUninitialized { return nil }
            let configurable: Attributes = record.isConfigurable ? .configurable : []
            return PropertyDescriptor(value: value, attributes: [.enumerable, writable, configurable])
        case .name(.known(.length)):
            return PropertyDescriptor(value: .number(Double(record.length)), attributes: record.isLengthWritable ? .writable : [])
        default: return nil
        }
    }

    private mutating func getOwnStringProperty(_ primitive: Int32, _ key: PropertyKey) -> PropertyDescriptor? {
        guard case .string(let text) = heap.primitives[Int(primitive)] else { return nil }
        switch key {
        case .index(let index):
            guard Int(index) < strings.length(text) else { return nil }
            return PropertyDescriptor(value: .string(strings.character(of: text, at: Int(index))), attributes: .enumerable)
        case .name(.known(.length)): return PropertyDescriptor(value: Value(strings.length(text)), attributes: [])
        default: return nil
        }
    }

    // MARK: Get

    /// Get of an object. https://tc39.es/ecma262/#sec-get-o-p
    mutating func get(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Value {
        try get(object, key, receiver: .object(object))
    }

    mutating func get(_ object: ObjectID, _ key: PropertyKey, receiver: Value) throws(Abrupt) -> Value {
        var hops = 0
        var current = object
        while !current.isNone {
            let record = heap[current]
            let kind = record.kind
            let found: PropertyDescriptor?
            if kind == .ordinary {
                found = lookup(in: record, key)
            } else if kind.hasOwnMethods {
                if kind == .proxy { return try proxyGet(current, key, receiver: receiver) }
                found = try getOwnNamespaceProperty(current, key)
            } else {
                found = getOwn(current, key)
            }
            if let found {
                if case .accessor(let index) = found.value {
                    let getter = heap.accessors[Int(index)].getter
                    return getter.isNone ? .undefined : try call(.object(getter), receiver)
                }
                return found.value
            }
            if kind == .typedArray, isNumeric(key) { return .undefined }
            current = nextPrototype(of: current, &hops)
        }
        if heap[object].kind == .namespace, isHiddenMark(key, of: object) { return .boolean(true) }
        if key == .known(.default) || heap[object].kind == .namespace { noteMiss(object, key) }
        return .undefined
    }

    /// Whether a typed array decides about a key alone, without what it inherits from.
    private mutating func isNumeric(_ key: PropertyKey) -> Bool {
        if case .ordinary = typedKey(key) { return false }
        return true
    }

    /// GetV. https://tc39.es/ecma262/#sec-getv
    mutating func getValue(_ value: Value, _ key: PropertyKey) throws(Abrupt) -> Value {
        if case .object(let object) = value { return try get(object, key, receiver: value) }
        budget.steps += 2
        if case .string(let text) = value {
            switch key {
            case .name(.known(.length)): return Value(strings.length(text))
            case .index(let index):
                guard Int(index) < strings.length(text) else { break }
                return .string(strings.character(of: text, at: Int(index)))
            default: break
            }
        }
        let prototype = prototype(ofPrimitive: value)
        guard !prototype.isNone else {
            if key == .symbol(realm.symbolIterator) { throw notIterable(value, .undefined, .unknown) }
            let text = describe(value)
            throw because(of: value, typeError("Cannot read properties of \(text) (reading '\(describe(key))')"))
        }
        return try get(prototype, key, receiver: value)
    }

    /// GetMethod: undefined for a nullish value.
    mutating func getMethod(_ value: Value, _ key: PropertyKey) throws(Abrupt) -> Value {
        let method = try getValue(value, key)
        if method.isNullish { return .undefined }
        guard isCallable(method) else { throw typeError("\(kindText(of: method)) is not a function") }
        return method
    }

    mutating func prototype(ofPrimitive value: Value) -> ObjectID {
        switch value {
        case .string: realm.stringPrototype
        case .number: realm.numberPrototype
        case .boolean: realm.booleanPrototype
        case .symbol: realm.symbolPrototype
        case .bigInt: realm.bigIntPrototype
        default: .none
        }
    }

    /// HasProperty.
    mutating func hasProperty(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Bool {
        var hops = 0
        var current = object
        while !current.isNone {
            if heap[current].kind.hasOwnMethods {
                return heap[current].kind == .proxy ? try proxyHas(current, key) : try namespaceHas(current, key)
            }
            if let own = getOwn(current, key) { return !isOutside(own.value) }
            if heap[current].kind == .typedArray, isNumeric(key) { return false }
            current = nextPrototype(of: current, &hops)
        }
        return false
    }

    // MARK: Set

    /// Set with its last argument true: what cannot be set is a TypeError.
    mutating func set(_ object: ObjectID, _ key: PropertyKey, _ value: Value) throws(Abrupt) {
        if try !setConverted(object, key, value) { throw setError(.object(object), key) }
    }

    /// [[Set]] with the object itself as the receiver.
    mutating func setConverted(_ object: ObjectID, _ key: PropertyKey, _ value: Value) throws(Abrupt) -> Bool {
        var value = value
        if key == .known(.length), heap[object].kind == .array, heap.arrays[Int(heap[object].payload)].isLengthWritable {
            // ArraySetLength converts before it looks at anything else.
            value = .number(Double(try toArrayLength(value)))
        }
        return try set(object, key, value, receiver: .object(object))
    }

    /// PutValue for a property of any value.
    mutating func setValue(_ target: Value, _ key: PropertyKey, _ value: Value) throws(Abrupt) {
        switch target {
        case .object(let object): if try !setConverted(object, key, value), !runsSloppyCode { throw setError(target, key) }
        case .undefined, .null:
            throw because(of: target, typeError("Cannot set properties of \(describe(target)) (setting '\(describe(key))')"))
        default:
            if try !set(prototype(ofPrimitive: target), key, value, receiver: target), !runsSloppyCode { throw setError(target, key) }
        }
    }

    /// OrdinarySet. https://tc39.es/ecma262/#sec-ordinaryset
    mutating func set(_ object: ObjectID, _ key: PropertyKey, _ value: Value, receiver: Value) throws(Abrupt) -> Bool {
        var hops = 0
        var current = object
        while !current.isNone {
            if heap[current].kind.hasOwnMethods {
                return heap[current].kind == .proxy ? try proxySet(current, key, value, receiver: receiver) : false
            }
            if heap[current].kind == .typedArray, let result = try setTyped(current, key, value, receiver: receiver) { return result }
            if let own = getOwn(current, key) {
                if case .accessor(let index) = own.value {
                    let setter = heap.accessors[Int(index)].setter
                    guard !setter.isNone else { return false }
                    _ = try call(.object(setter), receiver, value)
                    return true
                }
                guard own.attributes.contains(.writable) else { return false }
                if case .object(current) = receiver { return setOwnValue(current, key, value) }
                break
            }
            current = nextPrototype(of: current, &hops)
        }
        guard case .object(let target) = receiver else { return false }
        if heap[target].kind == .proxy { return try setOnProxy(target, key, value) }
        if heap[target].kind == .namespace {
            // [[DefineOwnProperty]] of a namespace: what is there already may be set to itself.
            guard let existing = try getOwnNamespaceProperty(target, key), existing.attributes.contains(.writable) else { return false }
            return isSameValue(existing.value, value)
        }
        if heap[target].kind == .typedArray {
            // [[DefineOwnProperty]] of a receiver that is another.
            if getOwn(target, key) == nil {
                if let result = try defineTyped(
                    target, key, .init(value: value, isWritable: true, isEnumerable: true, isConfigurable: true))
                {
                    return result
                }
            } else if let result = try defineTyped(target, key, .init(value: value)) {
                return result
            }
        }
        if target != object || !current.isNone, let existing = getOwn(target, key) {
            if case .accessor = existing.value { return false }
            guard existing.attributes.contains(.writable) else { return false }
            return setOwnValue(target, key, value)
        }
        return defineOwn(target, key, value, .all)
    }

    /// Gives an existing writable own data property a value.
    private mutating func setOwnValue(_ object: ObjectID, _ key: PropertyKey, _ value: Value) -> Bool {
        let record = heap[object]
        if record.kind == .array {
            switch key {
            case .index(let index) where index < UInt32(bitPattern: heap.arrays[Int(record.payload)].count):
                heap.slots[heap.arrays[Int(record.payload)].slot(Int(index))] = value
                return true
            case .name(.known(.length)):
                guard case .number(let number) = value, let length = UInt32(exactly: number) else { return false }
                return setArrayLength(object, length)
            default: break
            }
        }
        store(object, key, value)
        return true
    }

    /// Gives a writable data property that an ordinary object has itself another value, as most assignments do.
    ///
    /// - Returns: false, and nothing was done, when it is something else that is assigned to.
    @inline(__always) mutating func replaceOwnValue(_ target: Value, _ key: PropertyKey, _ value: Value) -> Bool {
        guard case .object(let object) = target else { return false }
        let record = heap[object]
        guard record.kind == .ordinary, record.shape >= 0, let found = heap.shapes.find(key, in: record.shape),
            found.attributes.contains(.writable)
        else { return false }
        let slot = Int(record.slots.start &+ found.slot)
        if case .accessor = heap.slots[slot] { return false }
        heap.slots[slot] = value
        return true
    }

    mutating func store(_ object: ObjectID, _ key: PropertyKey, _ value: Value) {
        let record = heap[object]
        if record.shape >= 0 {
            guard let found = heap.shapes.find(key, in: record.shape) else { return }
            heap.slots[Int(record.slots.start + found.slot)] = value
        } else {
            heap.dictionaries[Int(-1 - record.shape)].update(key) { $0.value = value }
        }
    }
}
