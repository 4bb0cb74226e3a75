import JavaScript

/// The internal methods of proxies that are about the object itself, and its calls.
/// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots
extension Machine {
    mutating func proxyPrototype(_ proxy: ObjectID) throws(Abrupt) -> ObjectID {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.getPrototypeOf, of: proxy)
        if call.trap.isUndefined { return try prototype(of: call.target) }
        let result = try self.call(call.trap, call.handler, .object(call.target))
        guard result.isObject || result == .null else { throw proxyError(.getPrototypeOf, "trap returned neither object nor null") }
        let given = result.object ?? .none
        if try isExtensible(call.target) { return given }
        guard try prototype(of: call.target) == given else {
            throw proxyError(.getPrototypeOf, "proxy target is non-extensible but the trap did not return its actual prototype")
        }
        return given
    }

    mutating func proxySetPrototype(_ proxy: ObjectID, _ prototype: ObjectID) throws(Abrupt) -> Bool {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.setPrototypeOf, of: proxy)
        if call.trap.isUndefined { return try setPrototype(call.target, prototype) }
        let result = try self.call(call.trap, call.handler, .object(call.target), prototype.isNone ? .null : .object(prototype))
        guard toBoolean(result) else { return false }
        if try isExtensible(call.target) { return true }
        guard try self.prototype(of: call.target) == prototype else {
            throw proxyError(
                .setPrototypeOf, "trap returned truish for setting a new prototype on the non-extensible proxy target")
        }
        return true
    }

    mutating func proxyIsExtensible(_ proxy: ObjectID) throws(Abrupt) -> Bool {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.isExtensible, of: proxy)
        if call.trap.isUndefined { return try isExtensible(call.target) }
        let result = toBoolean(try self.call(call.trap, call.handler, .object(call.target)))
        let actual = try isExtensible(call.target)
        guard result == actual else {
            throw proxyError(.isExtensible, "trap result does not reflect extensibility of proxy target (which is '\(actual)')")
        }
        return result
    }

    mutating func proxyPreventExtensions(_ proxy: ObjectID) throws(Abrupt) -> Bool {
        try enterProxy()
        defer { running.nativeDepth -= 1 }
        let call = try trap(.preventExtensions, of: proxy)
        if call.trap.isUndefined { return try preventExtensions(call.target) }
        guard toBoolean(try self.call(call.trap, call.handler, .object(call.target))) else { return false }
        if try isExtensible(call.target) {
            throw proxyError(.preventExtensions, "trap returned truish but the proxy target is extensible")
        }
        return true
    }

    // MARK: Calls

    /// [[Call]]
    mutating func proxyCall(_ arguments: Arguments) throws(Abrupt) -> Value {
        let list = self.arguments(arguments, from: 0)
        budget.steps += Self.lookupSteps + list.count >> 3
        let call = try trap(.apply, of: arguments.function)
        if call.trap.isUndefined { return try self.call(.object(call.target), arguments.thisValue, arguments: list) }
        let given = makeArray(list)
        return try self.call(call.trap, call.handler, arguments: [.object(call.target), arguments.thisValue, .object(given)])
    }

    /// [[Construct]]
    mutating func proxyConstruct(_ arguments: Arguments) throws(Abrupt) -> Value {
        let list = self.arguments(arguments, from: 0)
        budget.steps += Self.lookupSteps + list.count >> 3
        let call = try trap(.construct, of: arguments.function)
        if call.trap.isUndefined { return try construct(.object(call.target), arguments: list, newTarget: arguments.newTarget) }
        let given = makeArray(list)
        let result = try self.call(call.trap, call.handler, arguments: [.object(call.target), .object(given), arguments.newTarget])
        guard result.isObject else {
            throw proxyError(.construct, "trap returned non-object ('\(plainText(of: result))')")
        }
        return result
    }
}
