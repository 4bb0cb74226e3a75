import JavaScript

/// Properties of the Object constructor. https://tc39.es/ecma262/#sec-properties-of-the-object-constructor
extension Machine {
    enum Listing { case keys, values, entries }

    /// EnumerableOwnProperties as an array of the program's. https://tc39.es/ecma262/#sec-enumerableownproperties
    mutating func enumerableOwn(_ object: ObjectID, _ listing: Listing) throws(Abrupt) -> ObjectID {
        let list = makeArray()
        try forEachEnumerable(of: object) { machine, key throws(Abrupt) in
            let name = machine.value(of: key)
            if listing == .keys { return machine.appendElement(list, name) }
            let content = try machine.get(object, key)
            if listing == .values { return machine.appendElement(list, content) }
            machine.budget.steps += Self.entrySteps
            machine.appendElement(list, .object(machine.makeArray([name, content])))
        }
        return list
    }

    /// The same as entries for the machine itself.
    mutating func enumerableEntries(_ object: ObjectID) throws(Abrupt) -> [(key: PropertyKey, value: Value)] {
        var entries: [(key: PropertyKey, value: Value)] = []
        try forEachEnumerable(of: object) { machine, key throws(Abrupt) in entries.append((key, try machine.get(object, key))) }
        return entries
    }

    private mutating func forEachEnumerable(
        of object: ObjectID, _ body: (inout Machine, PropertyKey) throws(Abrupt) -> Void
    ) throws(Abrupt) {
        budget.steps += Self.lookupSteps
        for key in try ownPropertyKeys(object) {
            if case .symbol = key { continue }
            try countStep()
            if try isEnumerableOwn(object, key) { try body(&self, key) }
        }
    }

    mutating func installObjectListing(_ constructor: ObjectID) {
        define(constructor, "keys", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            return .object(try machine.enumerableOwn(object, .keys))
        }
        define(constructor, "values", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            return .object(try machine.enumerableOwn(object, .values))
        }
        define(constructor, "entries", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            return .object(try machine.enumerableOwn(object, .entries))
        }
        define(constructor, "getOwnPropertyNames", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            return try machine.keyArray(object) { key in
                if case .symbol = key { false } else { true }
            }
        }
        define(constructor, "getOwnPropertySymbols", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            return try machine.keyArray(object) { key in
                if case .symbol = key { true } else { false }
            }
        }
        define(constructor, "fromEntries", 1) { machine, arguments throws(Abrupt) in
            let entries = machine.argument(arguments, 0)
            // V8 says undefined of null, too.
            if entries.isNullish { throw machine.typeError("undefined is not iterable") }
            let object = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
            try machine.iterate(entries) { machine, entry throws(Abrupt) in
                try machine.countStep()
                guard case .object(let pair) = entry else {
                    throw machine.typeError("Iterator value \(machine.plainText(of: entry)) is not an entry object")
                }
                let name = try machine.getElement(pair, 0)
                let value = try machine.getElement(pair, 1)
                let key = try machine.toPropertyKey(name)
                machine.put(object, key, value)
                return true
            }
            return .object(object)
        }
        define(constructor, "groupBy", 2) { machine, arguments throws(Abrupt) in
            let callback = try machine.requireCallable(machine.argument(arguments, 1))
            let groups = machine.heap.makeObject(.ordinary, prototype: .none)
            var index = 0
            try machine.iterate(machine.argument(arguments, 0)) { machine, item throws(Abrupt) in
                let name = try machine.call(callback, .undefined, item, Value(index))
                let key = try machine.toPropertyKey(name)
                machine.budget.steps += Self.lookupSteps
                if case .object(let list) = machine.getOwn(groups, key)?.value {
                    machine.appendElement(list, item)
                } else {
                    machine.put(groups, key, .object(machine.makeArray([item])))
                }
                index += 1
                return true
            }
            return .object(groups)
        }
    }

    mutating func keyArray(_ object: ObjectID, _ isIncluded: (PropertyKey) -> Bool) throws(Abrupt) -> Value {
        var names: [Value] = []
        for key in try ownPropertyKeys(object) where isIncluded(key) { names.append(value(of: key)) }
        return .object(makeArray(names))
    }

    mutating func installObjectDefining(_ constructor: ObjectID) {
        define(constructor, "assign", 2) { machine, arguments throws(Abrupt) in
            let target = try machine.toObject(machine.argument(arguments, 0))
            for index in 1..<max(arguments.count, 1) {
                let source = machine.argument(arguments, index)
                if source.isNullish { continue }
                let from = try machine.toObject(source)
                for key in try machine.ownPropertyKeys(from) {
                    try machine.countStep()
                    guard try machine.isEnumerableOwn(from, key) else { continue }
                    let value = try machine.get(from, key)
                    try machine.set(target, key, value)
                }
            }
            return .object(target)
        }
        define(constructor, "create", 2) { machine, arguments throws(Abrupt) in
            let prototype = machine.argument(arguments, 0)
            guard prototype.isObject || prototype == .null else {
                throw machine.typeError("Object prototype may only be an Object or null: \(machine.describe(prototype))")
            }
            let object = machine.heap.makeObject(.ordinary, prototype: prototype.object ?? .none)
            let properties = machine.argument(arguments, 1)
            if !properties.isUndefined { try machine.defineProperties(object, properties) }
            return .object(object)
        }
        define(constructor, "defineProperty", 3) { machine, arguments throws(Abrupt) in
            let target = machine.argument(arguments, 0)
            guard case .object(let object) = target else { throw machine.typeError("Object.defineProperty called on non-object") }
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            machine.budget.steps += Self.entrySteps
            let descriptor = try machine.toPropertyDescriptor(machine.argument(arguments, 2))
            try machine.definePropertyOrThrow(object, key, descriptor)
            return target
        }
        define(constructor, "defineProperties", 2) { machine, arguments throws(Abrupt) in
            let target = machine.argument(arguments, 0)
            guard case .object(let object) = target else { throw machine.typeError("Object.defineProperties called on non-object") }
            try machine.defineProperties(object, machine.argument(arguments, 1))
            return target
        }
        define(constructor, "getOwnPropertyDescriptor", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            guard let own = try machine.getOwnProperty(object, key) else { return .undefined }
            return machine.fromPropertyDescriptor(own)
        }
        define(constructor, "getOwnPropertyDescriptors", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            let result = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
            for key in try machine.ownPropertyKeys(object) {
                machine.budget.steps += Self.entrySteps
                try machine.countStep()
                guard let own = try machine.getOwnProperty(object, key) else { continue }
                let descriptor = machine.fromPropertyDescriptor(own)
                machine.put(result, key, descriptor)
            }
            return .object(result)
        }
    }

    /// ObjectDefineProperties. https://tc39.es/ecma262/#sec-objectdefineproperties
    private mutating func defineProperties(_ object: ObjectID, _ properties: Value) throws(Abrupt) {
        let source = try toObject(properties)
        var descriptors: [(PropertyKey, PartialDescriptor)] = []
        for key in try ownPropertyKeys(source) {
            budget.steps += Self.entrySteps
            try countStep()
            guard try isEnumerableOwn(source, key) else { continue }
            let value = try get(source, key)
            descriptors.append((key, try toPropertyDescriptor(value)))
        }
        for (key, descriptor) in descriptors { try definePropertyOrThrow(object, key, descriptor) }
    }

    mutating func installObjectIntegrity(_ constructor: ObjectID) {
        define(constructor, "getPrototypeOf", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            return try machine.prototypeValue(object)
        }
        define(constructor, "setPrototypeOf", 2) { machine, arguments throws(Abrupt) in
            let target = machine.argument(arguments, 0)
            let prototype = machine.argument(arguments, 1)
            if target.isNullish { throw machine.typeError("Object.setPrototypeOf called on null or undefined") }
            guard prototype.isObject || prototype == .null else {
                throw machine.typeError("Object prototype may only be an Object or null: \(machine.describe(prototype))")
            }
            if case .object(let object) = target { try machine.setPrototypeOrThrow(object, prototype) }
            return target
        }
        define(constructor, "freeze", 1) { machine, arguments throws(Abrupt) in
            try machine.protect(machine.argument(arguments, 0), isFrozen: true)
        }
        define(constructor, "seal", 1) { machine, arguments throws(Abrupt) in
            try machine.protect(machine.argument(arguments, 0), isFrozen: false)
        }
        define(constructor, "preventExtensions", 1) { machine, arguments throws(Abrupt) in
            let value = machine.argument(arguments, 0)
            if case .object(let object) = value {
                guard try machine.preventExtensions(object) else { throw machine.preventionError(object) }
            }
            return value
        }
        define(constructor, "isFrozen", 1) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .boolean(true) }
            return .boolean(try machine.hasIntegrity(object, isFrozen: true))
        }
        define(constructor, "isSealed", 1) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .boolean(true) }
            return .boolean(try machine.hasIntegrity(object, isFrozen: false))
        }
        define(constructor, "isExtensible", 1) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .boolean(false) }
            return .boolean(try machine.isExtensible(object))
        }
        define(constructor, "is", 2) { machine, arguments throws(Abrupt) in
            .boolean(machine.isSameValue(machine.argument(arguments, 0), machine.argument(arguments, 1)))
        }
        define(constructor, "hasOwn", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(machine.argument(arguments, 0))
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            return .boolean(try machine.getOwnProperty(object, key) != nil)
        }
    }

    private mutating func preventionError(_ object: ObjectID) -> Abrupt {
        refusal(by: object, .preventExtensions) ?? typeError("Cannot prevent extensions")
    }

    /// SetIntegrityLevel of a proxy. https://tc39.es/ecma262/#sec-setintegritylevel
    private mutating func protectProxy(_ proxy: ObjectID, isFrozen: Bool) throws(Abrupt) {
        guard try preventExtensions(proxy) else { throw preventionError(proxy) }
        for key in try ownPropertyKeys(proxy) {
            try countStep()
            var descriptor = PartialDescriptor(isConfigurable: false)
            if isFrozen {
                guard let own = try getOwnProperty(proxy, key) else { continue }
                if case .accessor = own.value {} else { descriptor.isWritable = false }
            }
            try definePropertyOrThrow(proxy, key, descriptor)
        }
    }

    private mutating func protect(_ value: Value, isFrozen: Bool) throws(Abrupt) -> Value {
        guard case .object(let object) = value else { return value }
        if heap[object].kind == .proxy {
            try protectProxy(object, isFrozen: isFrozen)
            return value
        }
        if heap[object].kind == .typedArray, !canPreventExtensions(object) || (typedLength(object) > 0) {
            throw typeError("Cannot \(isFrozen ? "freeze" : "seal") array buffer views with elements")
        }
        guard heap[object].kind == .namespace else {
            setIntegrity(object, isFrozen: isFrozen)
            return value
        }
        for key in try ownPropertyKeys(object) {
            // A binding in its dead zone throws here; one that its module may write cannot be frozen.
            guard let own = try getOwnProperty(object, key) else { continue }
            if isFrozen, own.attributes.contains(.writable) {
                throw typeError("Cannot assign to read only property '\(describe(key))' of object '[object Module]'")
            }
        }
        return value
    }
}
