import JavaScript

/// The internal methods of proxies that are about properties, each with its invariants.
/// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots
extension Machine {
    mutating func proxyGet(_ proxy: ObjectID, _ key: PropertyKey, receiver: Value) throws(Abrupt) -> Value {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.get, of: proxy)
        if call.trap.isUndefined { return try get(call.target, key, receiver: receiver) }
        let name = value(of: key)
        let result = try self.call(call.trap, call.handler, arguments: [.object(call.target), name, receiver])
        guard let own = try getOwnProperty(call.target, key), !own.attributes.contains(.configurable) else { return result }
        if case .accessor(let index) = own.value {
            if heap.accessors[Int(index)].getter.isNone, !result.isUndefined {
                throw proxyError(
                    .get,
                    "property '\(describe(key))' is a non-configurable accessor property on the proxy target and does not have a "
                        + "getter function, but the trap did not return 'undefined' (got '\(plainText(of: result))')")
            }
        } else if !own.attributes.contains(.writable), !isSameValue(own.value, result) {
            let texts = (expected: plainText(of: own.value), given: plainText(of: result))
            throw proxyError(
                .get,
                "property '\(describe(key))' is a read-only and non-configurable data property on the proxy target but the proxy "
                    + "did not return its actual value (expected '\(texts.expected)' but got '\(texts.given)')")
        }
        return result
    }

    mutating func proxySet(_ proxy: ObjectID, _ key: PropertyKey, _ value: Value, receiver: Value) throws(Abrupt) -> Bool {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.set, of: proxy)
        if call.trap.isUndefined { return try set(call.target, key, value, receiver: receiver) }
        let name = self.value(of: key)
        let result = try self.call(call.trap, call.handler, arguments: [.object(call.target), name, value, receiver])
        guard toBoolean(result) else { return false }
        guard let own = try getOwnProperty(call.target, key), !own.attributes.contains(.configurable) else { return true }
        let place = "which exists in the proxy target as a non-configurable and non-writable"
        let what = "trap returned truish for property '\(describe(key))' \(place)"
        if case .accessor(let index) = own.value {
            if heap.accessors[Int(index)].setter.isNone { throw proxyError(.set, "\(what) accessor property without a setter") }
        } else if !own.attributes.contains(.writable), !isSameValue(own.value, value) {
            throw proxyError(.set, "\(what) data property with a different value")
        }
        return true
    }

    /// The last steps of OrdinarySetWithOwnDescriptor for a receiver that is a proxy.
    mutating func setOnProxy(_ proxy: ObjectID, _ key: PropertyKey, _ value: Value) throws(Abrupt) -> Bool {
        guard let existing = try getOwnProperty(proxy, key) else {
            return try defineProperty(proxy, key, .init(value: value, isWritable: true, isEnumerable: true, isConfigurable: true))
        }
        if case .accessor = existing.value { return false }
        guard existing.attributes.contains(.writable) else { return false }
        return try defineProperty(proxy, key, PartialDescriptor(value: value))
    }

    mutating func proxyHas(_ proxy: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Bool {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.has, of: proxy)
        if call.trap.isUndefined { return try hasProperty(call.target, key) }
        let name = value(of: key)
        let result = try self.call(call.trap, call.handler, .object(call.target), name)
        if toBoolean(result) { return true }
        guard let own = try getOwnProperty(call.target, key) else { return false }
        if !own.attributes.contains(.configurable) {
            throw proxyError(
                .has, "trap returned falsish for property '\(describe(key))' which exists in the proxy target as non-configurable")
        }
        guard try isExtensible(call.target) else {
            throw proxyError(.has, "trap returned falsish for property '\(describe(key))' but the proxy target is not extensible")
        }
        return false
    }

    mutating func proxyDelete(_ proxy: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Bool {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.deleteProperty, of: proxy)
        if call.trap.isUndefined { return try delete(call.target, key) }
        let name = value(of: key)
        let result = try self.call(call.trap, call.handler, .object(call.target), name)
        guard toBoolean(result) else { return false }
        guard let own = try getOwnProperty(call.target, key) else { return true }
        let what = "trap returned truish for property '\(describe(key))'"
        if !own.attributes.contains(.configurable) {
            throw proxyError(.deleteProperty, "\(what) which is non-configurable in the proxy target")
        }
        guard try isExtensible(call.target) else {
            throw proxyError(.deleteProperty, "\(what) but the proxy target is non-extensible")
        }
        return true
    }

    // MARK: Descriptors

    mutating func proxyGetOwnProperty(_ proxy: ObjectID, _ key: PropertyKey) throws(Abrupt) -> PropertyDescriptor? {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.getOwnPropertyDescriptor, of: proxy)
        if call.trap.isUndefined { return try getOwnProperty(call.target, key) }
        let name = value(of: key)
        let result = try self.call(call.trap, call.handler, .object(call.target), name)
        guard result.isObject || result.isUndefined else {
            throw descriptorError("trap returned neither object nor undefined for property", key, "")
        }
        let own = try getOwnProperty(call.target, key)
        if result.isUndefined {
            guard let own else { return nil }
            if !own.attributes.contains(.configurable) {
                throw descriptorError("trap returned undefined for property", key, " which is non-configurable in the proxy target")
            }
            guard try isExtensible(call.target) else {
                throw descriptorError("trap returned undefined for property", key, " which exists in the non-extensible proxy target")
            }
            return nil
        }
        let isExtensible = try isExtensible(call.target)
        let given = completed(try toPropertyDescriptor(result))
        if let own { try check(given, against: own, key) } else if !isExtensible { throw incompatibleDescriptor(key) }
        if given.isConfigurable == false {
            guard let own, !own.attributes.contains(.configurable) else {
                throw descriptorError(
                    "trap reported non-configurability for property", key,
                    " which is either non-existent or configurable in the proxy target")
            }
            if given.isWritable == false, own.attributes.contains(.writable) {
                throw descriptorError(
                    "trap reported non-configurable and non-writable for property", key,
                    " which is non-configurable, writable in the proxy target")
            }
        }
        return propertyDescriptor(given)
    }

    private mutating func check(_ given: PartialDescriptor, against own: PropertyDescriptor, _ key: PropertyKey) throws(Abrupt) {
        guard mayChange(own, given) else { throw incompatibleDescriptor(key) }
    }

    private mutating func incompatibleDescriptor(_ key: PropertyKey) -> Abrupt {
        descriptorError(
            "trap returned descriptor for property", key, " that is incompatible with the existing property in the proxy target")
    }

    mutating func proxyDefine(_ proxy: ObjectID, _ key: PropertyKey, _ descriptor: PartialDescriptor) throws(Abrupt) -> Bool {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.defineProperty, of: proxy)
        if call.trap.isUndefined { return try defineProperty(call.target, key, descriptor) }
        let name = value(of: key)
        budget.steps += Self.entrySteps
        let shown = fromPartialDescriptor(descriptor)
        let result = try self.call(call.trap, call.handler, arguments: [.object(call.target), name, shown])
        guard toBoolean(result) else { return false }
        let own = try getOwnProperty(call.target, key)
        let isExtensible = try isExtensible(call.target)
        let what = describe(key)
        let isFixed = descriptor.isConfigurable == false
        let fixed =
            "trap returned truish for defining non-configurable property '\(what)' which is either non-existent or configurable in "
            + "the proxy target"
        guard let own else {
            // The two spaces are V8's.
            if !isExtensible {
                throw proxyError(.defineProperty, "trap returned truish for adding property '\(what)'  to the non-extensible proxy target")
            }
            if isFixed { throw proxyError(.defineProperty, fixed) }
            return true
        }
        guard mayChange(own, descriptor) else {
            throw proxyError(
                .defineProperty,
                "trap returned truish for adding property '\(what)'  that is incompatible with the existing property in the proxy target")
        }
        if isFixed, own.attributes.contains(.configurable) { throw proxyError(.defineProperty, fixed) }
        if descriptor.isWritable == false, own.attributes.contains(.writable), !own.attributes.contains(.configurable) {
            throw proxyError(
                .defineProperty,
                "trap returned truish for defining non-configurable property '\(what)' which cannot be non-writable, unless there "
                    + "exists a corresponding non-configurable, non-writable own property of the target object.")
        }
        return true
    }

    // MARK: Keys

    mutating func proxyOwnKeys(_ proxy: ObjectID) throws(Abrupt) -> [PropertyKey] {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.ownKeys, of: proxy)
        if call.trap.isUndefined { return try ownPropertyKeys(call.target) }
        let keys = try keyList(try self.call(call.trap, call.handler, .object(call.target)))
        var unchecked = Set(keys)
        budget.steps += keys.count * Self.keySteps
        if unchecked.count < keys.count { throw proxyError(.ownKeys, "trap returned duplicate entries") }
        let isExtensible = try isExtensible(call.target)
        var fixed: [PropertyKey] = []
        var free: [PropertyKey] = []
        for key in try ownPropertyKeys(call.target) {
            try countStep()
            if let own = try getOwnProperty(call.target, key), !own.attributes.contains(.configurable) {
                fixed.append(key)
            } else {
                free.append(key)
            }
        }
        for key in isExtensible ? fixed : fixed + free where unchecked.remove(key) == nil {
            throw proxyError(.ownKeys, "trap result did not include '\(describe(key))'")
        }
        guard isExtensible || unchecked.isEmpty else {
            throw proxyError(.ownKeys, "trap returned extra keys but proxy target is non-extensible")
        }
        return keys
    }

    /// CreateListFromArrayLike of strings and symbols.
    private mutating func keyList(_ list: Value) throws(Abrupt) -> [PropertyKey] {
        guard case .object(let source) = list else { throw typeError("CreateListFromArrayLike called on non-object") }
        var keys: [PropertyKey] = []
        for index in 0..<(try lengthOfArrayLike(source)) {
            try countStep()
            let item = try getElement(source, index)
            switch item {
            case .string, .symbol: keys.append(try toPropertyKey(item))
            default: throw typeError("\(describe(item)) is not a valid property name")
            }
            if keys.count & 0xFFFF == 0 { try reserveHeap(values: keys.count) }
        }
        return keys
    }

    // MARK: What is said

    mutating func proxyError(_ trap: ProxyTrap, _ what: String) -> Abrupt { typeError("'\(trap.rawValue)' on proxy: \(what)") }

    private mutating func descriptorError(_ what: String, _ key: PropertyKey, _ rest: String) -> Abrupt {
        proxyError(.getOwnPropertyDescriptor, "\(what) '\(describe(key))'\(rest)")
    }
}
