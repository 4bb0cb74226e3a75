import JavaScript

/// [[GetPrototypeOf]], [[SetPrototypeOf]], [[IsExtensible]] and [[PreventExtensions]] of any object, and IsArray.
/// https://tc39.es/ecma262/#sec-object-internal-methods-and-internal-slots
extension Machine {
    /// [[GetPrototypeOf]]: none for null.
    @inline(__always) mutating func prototype(of object: ObjectID) throws(Abrupt) -> ObjectID {
        heap[object].kind == .proxy ? try proxyPrototype(object) : heap[object].prototype
    }

    /// The next object of a prototype chain, whose proxies are asked. Long chains are counted.
    mutating func inherited(from object: ObjectID, _ hops: inout Int) throws(Abrupt) -> ObjectID {
        if heap[object].kind == .proxy { return try proxyPrototype(object) }
        return nextPrototype(of: object, &hops)
    }

    /// [[SetPrototypeOf]]: false when it stays as it was. https://tc39.es/ecma262/#sec-ordinarysetprototypeof
    mutating func setPrototype(_ object: ObjectID, _ prototype: ObjectID) throws(Abrupt) -> Bool {
        if heap[object].kind == .proxy { return try proxySetPrototype(object, prototype) }
        if heap[object].prototype == prototype { return true }
        guard heap[object].isExtensible, heap[object].kind != .namespace, object != realm.objectPrototype else { return false }
        var hops = 0
        var current = prototype
        // What a proxy inherits from is its handler's to say: nobody asks it here.
        while !current.isNone, heap[current].kind != .proxy {
            if current == object { return false }
            current = nextPrototype(of: current, &hops)
        }
        heap[object].prototype = prototype
        return true
    }

    mutating func isExtensible(_ object: ObjectID) throws(Abrupt) -> Bool {
        heap[object].kind == .proxy ? try proxyIsExtensible(object) : heap[object].isExtensible
    }

    /// [[PreventExtensions]]: false when the object stays extensible.
    mutating func preventExtensions(_ object: ObjectID) throws(Abrupt) -> Bool {
        if heap[object].kind == .proxy { return try proxyPreventExtensions(object) }
        guard canPreventExtensions(object) else { return false }
        heap[object].isExtensible = false
        return true
    }

    /// IsArray. https://tc39.es/ecma262/#sec-isarray
    mutating func isArray(_ value: Value, for what: String = "IsArray") throws(Abrupt) -> Bool {
        guard case .object(let object) = value else { return false }
        if heap[object].kind != .proxy { return heap[object].kind == .array }
        guard let target = innermostTarget(object) else { throw revokedError(what) }
        return heap[target].kind == .array
    }
}
