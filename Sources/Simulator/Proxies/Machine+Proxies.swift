import JavaScript

/// Proxy Objects. https://tc39.es/ecma262/#sec-proxy-objects
///
/// A proxy is an object of its own kind, whose internal methods ``Machine`` asks for wherever it would look into an object. Its payload is the
/// index of a function record, as that of a function is: so calls need not ask whether they call a proxy. Its own table holds private names
/// alone, which no trap sees.
extension Machine {
    enum ProxyTrap: String {
        case get, set, has, deleteProperty, defineProperty, getOwnPropertyDescriptor, ownKeys, getPrototypeOf, setPrototypeOf, isExtensible,
            preventExtensions, apply, construct
    }

    /// What an internal method of a proxy begins with. The trap is undefined where the handler has none: then the target itself is asked.
    struct ProxyCall {
        var target: ObjectID
        var handler: Value
        var trap: Value
    }

    mutating func installProxies() {
        let constructor = makeNative("Proxy", 2, isConstructor: true) { machine, arguments throws(Abrupt) in
            try machine.requireNew(arguments, "Proxy")
            return .object(try machine.makeProxy(machine.argument(arguments, 0), machine.argument(arguments, 1)))
        }
        put(realm.global, key("Proxy"), .object(constructor), .hidden)
        realm.proxyNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            arguments.newTarget.isUndefined ? try machine.proxyCall(arguments) : try machine.proxyConstruct(arguments)
        }
        let revoke = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            if case .object(let proxy) = machine.captured(arguments).a {
                machine.heap.captures[Int(machine.functionRecord(proxy).captures)] = Captures(a: .null, b: .null)
            }
            return .undefined
        }
        define(constructor, "revocable", 2) { machine, arguments throws(Abrupt) in
            let proxy = try machine.makeProxy(machine.argument(arguments, 0), machine.argument(arguments, 1))
            let revoking = machine.makeNative("", 0, captures: Captures(a: .object(proxy)), native: revoke)
            let result = machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)
            machine.put(result, machine.key("proxy"), .object(proxy))
            machine.put(result, machine.key("revoke"), .object(revoking))
            return .object(result)
        }
    }

    /// ProxyCreate. https://tc39.es/ecma262/#sec-proxycreate
    private mutating func makeProxy(_ target: Value, _ handler: Value) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = target, handler.isObject else {
            throw typeError("Cannot create proxy with a non-object as target or handler")
        }
        budget.steps += Self.entrySteps
        heap.captures.append(Captures(a: target, b: handler))
        var record = FunctionRecord(
            code: -1, native: realm.proxyNative, name: .known(.empty), length: 0, isConstructor: isConstructor(target))
        record.captures = Int32(heap.captures.count - 1)
        heap.functions.append(record)
        let proxy = heap.makeObject(.proxy, prototype: .none, payload: Int32(heap.functions.count - 1))
        heap[proxy].isCallable = heap[object].isCallable
        return proxy
    }

    /// Begins an internal method: proxies of proxies lie one in the other, and each takes of the thread's stack. `defer` ends it.
    mutating func enterProxy() throws(Abrupt) {
        if running.nativeDepth >= Self.nativeDepthLimit { throw stackOverflow() }
        running.nativeDepth += 1
        budget.steps += Self.lookupSteps
        try countStep()
    }

    /// GetMethod of a trap, and what comes before it in every internal method.
    mutating func trap(_ trap: ProxyTrap, of proxy: ObjectID) throws(Abrupt) -> ProxyCall {
        let held = heap.captures[Int(functionRecord(proxy).captures)]
        guard case .object(let target) = held.a else { throw revokedError(trap.rawValue) }
        let method = try getValue(held.b, key(trap.rawValue))
        if method.isNullish { return ProxyCall(target: target, handler: held.b, trap: .undefined) }
        guard isCallable(method) else {
            let handler = plainText(of: held.b)
            throw typeError(
                "'\(plainText(of: method))' returned for property '\(trap.rawValue)' of object '\(handler)' is not a function")
        }
        return ProxyCall(target: target, handler: held.b, trap: method)
    }

    mutating func revokedError(_ what: String) -> Abrupt { typeError("Cannot perform '\(what)' on a proxy that has been revoked") }

    /// What a proxy stands for; `nil` for one that was revoked.
    mutating func proxyTarget(_ proxy: ObjectID) -> ObjectID? { heap.captures[Int(functionRecord(proxy).captures)].a.object }

    /// What says what a proxy does; `nil` for one that was revoked.
    mutating func proxyHandler(_ proxy: ObjectID) -> ObjectID? { heap.captures[Int(functionRecord(proxy).captures)].b.object }

    /// What the proxies around an object stand for in the end; `nil` where one was revoked. Runs no code of the program.
    mutating func innermostTarget(_ object: ObjectID) -> ObjectID? {
        var current = object
        while heap[current].kind == .proxy {
            budget.steps += 1
            guard let target = proxyTarget(current) else { return nil }
            current = target
        }
        return current
    }

    // MARK: What is said

    /// The TypeError of an operation that a proxy's trap refused, or that the innermost target did where no handler has the trap: then `nil`.
    mutating func refusal(by object: ObjectID, _ trap: ProxyTrap, _ key: PropertyKey? = nil) -> Abrupt? {
        var current = object
        while heap[current].kind == .proxy {
            budget.steps += 1
            let held = heap.captures[Int(functionRecord(current).captures)]
            if case .object(let handler) = held.b, hasDataOrAccessor(handler, self.key(trap.rawValue)) {
                let what = key.map { " for property '\(describe($0))'" } ?? ""
                return typeError("'\(trap.rawValue)' on proxy: trap returned falsish\(what)")
            }
            guard case .object(let target) = held.a else { return nil }
            current = target
        }
        return nil
    }

    private mutating func hasDataOrAccessor(_ object: ObjectID, _ key: PropertyKey) -> Bool {
        var hops = 0
        var current = object
        while !current.isNone, !heap[current].kind.hasOwnMethods {
            if let own = getOwn(current, key) { return own.value != .undefined && own.value != .null }
            current = nextPrototype(of: current, &hops)
        }
        return false
    }
}
