import JavaScript

/// Why an object does not take a value or lose a property, in the words of V8, which Node.js, Deno and Chromium share.
extension Machine {
    /// The TypeError of an assignment that [[Set]] refused. Looks for the property that was in the way, and runs no code of the program.
    mutating func setError(_ base: Value, _ key: PropertyKey) -> Abrupt {
        let name = describe(key)
        if let proxy = proxyInTheWay(of: base) {
            if let refusal = refusal(by: proxy, .set, key) { return refusal }
            let target = innermostTarget(proxy).map { Value.object($0) } ?? .undefined
            // The target refuses what the proxy, which receives the value, asks it to define.
            if propertyInTheWay(of: target, key) == nil { return typeError("Cannot define property \(name), object is not extensible") }
            return setError(target, key)
        }
        if let found = propertyInTheWay(of: base, key) {
            if case .accessor = found.value {
                return typeError("Cannot set property \(name) of \(plainText(of: base)) which has only a getter")
            }
            return typeError("Cannot assign to read only property '\(name)' of \(strings.text(typeOf(base))) '\(plainText(of: base))'")
        }
        if case .object(let object) = base, heap[object].kind == .array, heap[object].isExtensible, case .index = key {
            // It would be longer, and its length is constant.
            return setError(base, .known(.length))
        }
        if base.isObject { return typeError("Cannot add property \(name), object is not extensible") }
        return typeError("Cannot create property '\(name)' on \(strings.text(typeOf(base))) '\(plainText(of: base))'")
    }

    private mutating func propertyInTheWay(of base: Value, _ key: PropertyKey) -> PropertyDescriptor? {
        var current = prototype(ofPrimitive: base)
        if case .object(let object) = base { current = object }
        if case .string(let text) = base, isOwnProperty(key, ofString: text) {
            return PropertyDescriptor(value: .undefined, attributes: [])
        }
        while !current.isNone {
            if heap[current].kind == .namespace {
                let isThere = hasExport(current, key) || key == .symbol(realm.symbolToStringTag)
                return isThere ? PropertyDescriptor(value: .undefined, attributes: []) : nil
            }
            if let own = getOwn(current, key) { return own }
            current = heap[current].prototype
        }
        return nil
    }

    private mutating func proxyInTheWay(of base: Value) -> ObjectID? {
        guard case .object(var current) = base else { return nil }
        var hops = 0
        while !current.isNone {
            if heap[current].kind == .proxy { return current }
            current = nextPrototype(of: current, &hops)
        }
        return nil
    }

    private mutating func isOwnProperty(_ key: PropertyKey, ofString text: StringID) -> Bool {
        switch key {
        case .name(.known(.length)): true
        case .index(let index): Int(index) < strings.length(text)
        default: false
        }
    }

    /// The TypeError of a method that was called on what it does not know.
    mutating func incompatibleReceiver(_ receiver: Value, _ method: String) -> Abrupt {
        typeError(incompatibleReceiverText(receiver, method))
    }

    mutating func incompatibleReceiverText(_ receiver: Value, _ method: String) -> String {
        "Method \(method) called on incompatible receiver \(plainText(of: receiver))"
    }

    // MARK: Values in messages

    /// How much of a string a message shows: a program may make one of any length.
    private static var longestText: Int { 1_000 }
    private static var longestChain: Int { 64 }

    /// A value in a message that shows strings as they are.
    mutating func plainText(of value: Value) -> String {
        guard case .string(let text) = value else { return describe(value) }
        let units = strings.codeUnits(text)
        guard units.count > Self.longestText else { return strings.text(text) }
        return String(decoding: units.prefix(Self.longestText), as: UTF16.self) + "…"
    }

    /// What stands for a value that is not iterable, where no expression of the program can be named: `number 5`, `object`.
    mutating func kindText(of value: Value) -> String {
        let kind = strings.text(typeOf(value))
        switch value {
        case .string, .null, .boolean, .number, .bigInt: return "\(kind) \(describe(value))"
        default: return kind
        }
    }

    /// An object in a message: by its constructor while its `toString` is that of every object, else by its tag. Runs no code of the program.
    mutating func text(ofObject object: ObjectID) -> String {
        switch heap[object].kind {
        case .function: return sourceText(of: object)
        case .error: return errorText(.object(object))
        case .namespace: return isDeferred(object) ? "[object Deferred Module]" : "[object Module]"
        case .proxy:
            guard let target = innermostTarget(object) else { return "#<Object>" }
            // Where it is called by its source, that of the target stays hidden.
            return heap[target].kind == .function ? "function () { [native code] }" : text(ofObject: target)
        default: break
        }
        guard hasShortChain(object) else { return "#<Object>" }
        let general = getOwn(realm.objectPrototype, .known(.toString))?.value
        if let method = dataValue(object, .known(.toString)), method == general, let name = constructorName(object) { return "#<\(name)>" }
        return "[object \(dataProperty(object, .symbol(realm.symbolToStringTag)) ?? className(of: object))]"
    }

    /// Whether the objects that it inherits from are few enough to be looked through for a message, as they are unless a program is made to
    /// have many.
    private mutating func hasShortChain(_ object: ObjectID) -> Bool {
        var count = 0
        var current = heap[object].prototype
        while !current.isNone, count <= Self.longestChain {
            count += 1
            current = heap[current].prototype
        }
        let isShort = count <= Self.longestChain
        // Each of a short chain is compared with all that follow.
        budget.steps += isShort ? count * count : count
        return isShort
    }

    private mutating func className(of object: ObjectID) -> String {
        switch heap[object].kind {
        case .array: "Array"
        case .arguments: "Arguments"
        case .date: "Date"
        case .regularExpression: "RegExp"
        case .typedArray: view(object).kind.name + "Array"
        case .primitive:
            switch heap.primitives[Int(heap[object].payload)] {
            case .string: "String"
            case .number: "Number"
            case .boolean: "Boolean"
            default: "Object"
            }
        default: "Object"
        }
    }

    /// A data property of the object or of what it inherits from.
    private mutating func dataValue(_ object: ObjectID, _ key: PropertyKey) -> Value? {
        var current = object
        while !current.isNone, heap[current].kind != .namespace {
            if let found = getOwn(current, key) {
                if case .accessor = found.value { return nil }
                return found.value
            }
            current = heap[current].prototype
        }
        return nil
    }
}
