import JavaScript

/// Property Descriptors as programs give and get them. https://tc39.es/ecma262/#sec-property-descriptor-specification-type
extension Machine {
    /// A Property Descriptor whose absent fields are `nil`.
    struct PartialDescriptor {
        var value: Value?
        var getter: Value?
        var setter: Value?
        var isWritable: Bool?
        var isEnumerable: Bool?
        var isConfigurable: Bool?

        var isAccessor: Bool { getter != nil || setter != nil }
        var isData: Bool { value != nil || isWritable != nil }
    }

    /// ToPropertyDescriptor. https://tc39.es/ecma262/#sec-topropertydescriptor
    mutating func toPropertyDescriptor(_ value: Value) throws(Abrupt) -> PartialDescriptor {
        guard case .object(let object) = value else { throw typeError("Property description must be an object: \(describe(value))") }
        var descriptor = PartialDescriptor()
        descriptor.isEnumerable = try field(object, key("enumerable")).map { toBoolean($0) }
        descriptor.isConfigurable = try field(object, key("configurable")).map { toBoolean($0) }
        descriptor.value = try field(object, .known(.value))
        descriptor.isWritable = try field(object, key("writable")).map { toBoolean($0) }
        descriptor.getter = try field(object, .known(.get))
        descriptor.setter = try field(object, .known(.set))
        if let getter = descriptor.getter, !getter.isUndefined, !isCallable(getter) {
            throw typeError("Getter must be a function: \(describe(getter))")
        }
        if let setter = descriptor.setter, !setter.isUndefined, !isCallable(setter) {
            throw typeError("Setter must be a function: \(describe(setter))")
        }
        if descriptor.isAccessor, descriptor.isData {
            let what = describe(value)
            throw typeError("Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, \(what)")
        }
        return descriptor
    }

    private mutating func field(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Value? {
        try hasProperty(object, key) ? try get(object, key) : nil
    }

    /// CompletePropertyDescriptor. https://tc39.es/ecma262/#sec-completepropertydescriptor
    mutating func completed(_ descriptor: PartialDescriptor) -> PartialDescriptor {
        var descriptor = descriptor
        if descriptor.isAccessor {
            descriptor.getter = descriptor.getter ?? .undefined
            descriptor.setter = descriptor.setter ?? .undefined
        } else {
            descriptor.value = descriptor.value ?? .undefined
            descriptor.isWritable = descriptor.isWritable ?? false
        }
        descriptor.isEnumerable = descriptor.isEnumerable ?? false
        descriptor.isConfigurable = descriptor.isConfigurable ?? false
        return descriptor
    }

    /// A whole descriptor as the heap keeps it.
    mutating func propertyDescriptor(_ descriptor: PartialDescriptor) -> PropertyDescriptor {
        let attributes = attributes(descriptor, over: [])
        guard descriptor.isAccessor else { return PropertyDescriptor(value: descriptor.value ?? .undefined, attributes: attributes) }
        heap.accessors.append((getter: descriptor.getter?.object ?? .none, setter: descriptor.setter?.object ?? .none))
        return PropertyDescriptor(value: .accessor(Int32(heap.accessors.count - 1)), attributes: attributes)
    }

    /// FromPropertyDescriptor of a descriptor that may lack fields. https://tc39.es/ecma262/#sec-frompropertydescriptor
    mutating func fromPartialDescriptor(_ descriptor: PartialDescriptor) -> Value {
        let object = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        if let value = descriptor.value { put(object, .known(.value), value) }
        if let isWritable = descriptor.isWritable { put(object, key("writable"), .boolean(isWritable)) }
        if let getter = descriptor.getter { put(object, .known(.get), getter) }
        if let setter = descriptor.setter { put(object, .known(.set), setter) }
        if let isEnumerable = descriptor.isEnumerable { put(object, key("enumerable"), .boolean(isEnumerable)) }
        if let isConfigurable = descriptor.isConfigurable { put(object, key("configurable"), .boolean(isConfigurable)) }
        return .object(object)
    }

    /// The same of a property that is there.
    mutating func fromPropertyDescriptor(_ descriptor: PropertyDescriptor) -> Value {
        let attributes = descriptor.attributes
        var fields = PartialDescriptor(
            isEnumerable: attributes.contains(.enumerable), isConfigurable: attributes.contains(.configurable))
        if case .accessor(let index) = descriptor.value {
            let pair = heap.accessors[Int(index)]
            fields.getter = pair.getter.isNone ? .undefined : .object(pair.getter)
            fields.setter = pair.setter.isNone ? .undefined : .object(pair.setter)
        } else {
            fields.value = descriptor.value
            fields.isWritable = attributes.contains(.writable)
        }
        return fromPartialDescriptor(fields)
    }

    /// [[DefineOwnProperty]]: false when the object does not take it.
    /// https://tc39.es/ecma262/#sec-validateandapplypropertydescriptor
    mutating func defineProperty(_ object: ObjectID, _ key: PropertyKey, _ descriptor: PartialDescriptor) throws(Abrupt) -> Bool {
        if heap[object].kind == .proxy { return try proxyDefine(object, key, descriptor) }
        if key == .known(.length), heap[object].kind == .array { return try defineArrayLength(object, descriptor) }
        if heap[object].kind == .typedArray, let isDefined = try defineTyped(object, key, descriptor) { return isDefined }
        guard let current = try getOwnProperty(object, key) else {
            guard heap[object].kind != .namespace, heap[object].isExtensible else { return false }
            let attributes = self.attributes(descriptor, over: [])
            if descriptor.isAccessor { return defineAccessorPair(object, key, descriptor, attributes) }
            return defineData(object, key, descriptor.value ?? .undefined, attributes)
        }
        guard mayChange(current, descriptor) else { return false }
        // An export is writable by its module alone: what was asked for holds already, or else it was refused.
        if heap[object].kind == .namespace {
            guard !descriptor.isAccessor, descriptor.isWritable ?? true || !current.attributes.contains(.writable) else { return false }
            return descriptor.value.map { isSameValue($0, current.value) } ?? true
        }
        var kept = current.attributes
        if case .accessor = current.value {
            if !descriptor.isData { return defineAccessorPair(object, key, descriptor, attributes(descriptor, over: kept)) }
            kept.remove(.writable)
            return defineData(object, key, descriptor.value ?? .undefined, attributes(descriptor, over: kept))
        }
        if descriptor.isAccessor { return defineAccessorPair(object, key, descriptor, attributes(descriptor, over: kept)) }
        return defineData(object, key, descriptor.value ?? current.value, attributes(descriptor, over: kept))
    }

    mutating func definePropertyOrThrow(_ object: ObjectID, _ key: PropertyKey, _ descriptor: PartialDescriptor) throws(Abrupt) {
        guard try !defineProperty(object, key, descriptor) else { return }
        throw definitionError(object, key)
    }

    /// The TypeError of a definition that an object refused. Runs no code of the program.
    mutating func definitionError(_ object: ObjectID, _ key: PropertyKey) -> Abrupt {
        if let refusal = refusal(by: object, .defineProperty, key) { return refusal }
        let object = innermostTarget(object) ?? object
        if heap[object].kind == .typedArray, case .element(let index) = typedKey(key), index >= typedLength(object) {
            return typeError("Invalid typed array index")
        }
        if !heap[object].kind.hasOwnMethods, getOwn(object, key) == nil {
            return typeError("Cannot define property \(describe(key)), object is not extensible")
        }
        return typeError("Cannot redefine property: \(describe(key))")
    }

    private mutating func attributes(_ descriptor: PartialDescriptor, over kept: Attributes) -> Attributes {
        var attributes = kept
        func apply(_ flag: Bool?, _ attribute: Attributes) {
            if let flag { if flag { attributes.insert(attribute) } else { attributes.remove(attribute) } }
        }
        apply(descriptor.isWritable, .writable)
        apply(descriptor.isEnumerable, .enumerable)
        apply(descriptor.isConfigurable, .configurable)
        return attributes
    }

    /// What a property that is not configurable allows.
    mutating func mayChange(_ current: PropertyDescriptor, _ descriptor: PartialDescriptor) -> Bool {
        if current.attributes.contains(.configurable) { return true }
        if descriptor.isConfigurable == true { return false }
        if let isEnumerable = descriptor.isEnumerable, isEnumerable != current.attributes.contains(.enumerable) { return false }
        if case .accessor(let index) = current.value {
            if descriptor.isData { return false }
            let pair = heap.accessors[Int(index)]
            if let getter = descriptor.getter, (getter.object ?? .none) != pair.getter { return false }
            if let setter = descriptor.setter, (setter.object ?? .none) != pair.setter { return false }
            return true
        }
        if descriptor.isAccessor { return false }
        if current.attributes.contains(.writable) { return true }
        if descriptor.isWritable == true { return false }
        return descriptor.value.map { isSameValue($0, current.value) } ?? true
    }

    private mutating func defineData(_ object: ObjectID, _ key: PropertyKey, _ value: Value, _ attributes: Attributes) -> Bool {
        return defineOwn(object, key, value, attributes)
    }

    private mutating func defineAccessorPair(
        _ object: ObjectID, _ key: PropertyKey, _ descriptor: PartialDescriptor, _ attributes: Attributes
    ) -> Bool {
        let getter = descriptor.getter.map { $0.object ?? .none }
        let setter = descriptor.setter.map { $0.object ?? .none }
        if heap[object].kind == .array, case .index(let index) = key, index >= UInt32(elementCount(object)),
            !heap.arrays[Int(heap[object].payload)].isLengthWritable
        {
            return false
        }
        if let own = getOwn(object, key), !own.attributes.contains(.configurable) { return true }
        defineAccessor(object, key, getter: getter, setter: setter, attributes)
        return true
    }

    // MARK: Integrity levels

    /// Makes a new object's properties constant, which cannot fail.
    mutating func freeze(_ object: ObjectID) { setIntegrity(object, isFrozen: true) }

    /// SetIntegrityLevel of an object that is no namespace. https://tc39.es/ecma262/#sec-setintegritylevel
    mutating func setIntegrity(_ object: ObjectID, isFrozen: Bool) {
        if heap[object].isLazy { materialize(object) }
        heap[object].isExtensible = false
        if heap[object].kind == .array {
            let array = Int(heap[object].payload)
            heap.arrays[array].isConfigurable = false
            if isFrozen {
                heap.arrays[array].isWritable = false
                heap.arrays[array].isLengthWritable = false
            }
        }
        makeDictionary(object)
        let dictionary = Int(-1 - heap[object].shape)
        let entries = heap.dictionaries[dictionary].entries
        budget.steps += entries.count * Self.lookupSteps
        for entry in entries where !entry.isDeleted {
            // Private names are no properties: nothing freezes them.
            if case .symbol(let symbol) = entry.key, heap.symbols[Int(symbol.index)].isPrivate { continue }
            var attributes = entry.attributes.subtracting(.configurable)
            if isFrozen, case .accessor = entry.value {} else if isFrozen { attributes.remove(.writable) }
            heap.dictionaries[dictionary].update(entry.key) { $0.attributes = attributes }
        }
    }

    /// TestIntegrityLevel. https://tc39.es/ecma262/#sec-testintegritylevel
    mutating func hasIntegrity(_ object: ObjectID, isFrozen: Bool) throws(Abrupt) -> Bool {
        if try isExtensible(object) { return false }
        for key in try ownPropertyKeys(object) {
            try countStep()
            guard let own = try getOwnProperty(object, key) else { continue }
            if own.attributes.contains(.configurable) { return false }
            if isFrozen, own.attributes.contains(.writable) {
                if case .accessor = own.value { continue }
                return false
            }
        }
        return true
    }
}
