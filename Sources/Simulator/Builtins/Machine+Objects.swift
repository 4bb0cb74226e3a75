import JavaScript

/// Object Objects. https://tc39.es/ecma262/#sec-object-objects
extension Machine {
    mutating func installObjects() {
        installObjectPrototype()
        let constructor = defineConstructor("Object", 1, prototype: realm.objectPrototype) { machine, arguments throws(Abrupt) in
            let value = machine.argument(arguments, 0)
            if !arguments.newTarget.isUndefined, arguments.newTarget != .object(arguments.function) {
                let prototype = try machine.prototypeFromConstructor(arguments.newTarget, machine.realm.objectPrototype)
                return .object(machine.heap.makeObject(.ordinary, prototype: prototype))
            }
            if value.isNullish { return .object(machine.heap.makeObject(.ordinary, prototype: machine.realm.objectPrototype)) }
            return .object(try machine.toObject(value))
        }
        makeDictionary(constructor)
        installObjectListing(constructor)
        installObjectDefining(constructor)
        installObjectIntegrity(constructor)
        installBooleans()
        installSymbolLibrary()
        installReflect()
        installProxies()
    }

    private mutating func installObjectPrototype() {
        let prototype = realm.objectPrototype
        define(prototype, "hasOwnProperty", 1) { machine, arguments throws(Abrupt) in
            let key = try machine.toPropertyKey(machine.argument(arguments, 0))
            let object = try machine.toObject(arguments.thisValue)
            return .boolean(try machine.getOwnProperty(object, key) != nil)
        }
        define(prototype, "isPrototypeOf", 1) { machine, arguments throws(Abrupt) in
            guard case .object(var current) = machine.argument(arguments, 0) else { return .boolean(false) }
            let object = try machine.toObject(arguments.thisValue)
            var hops = 0
            while true {
                current = try machine.inherited(from: current, &hops)
                if current.isNone { return .boolean(false) }
                if current == object { return .boolean(true) }
            }
        }
        define(prototype, "propertyIsEnumerable", 1) { machine, arguments throws(Abrupt) in
            let key = try machine.toPropertyKey(machine.argument(arguments, 0))
            let object = try machine.toObject(arguments.thisValue)
            let own = try machine.getOwnProperty(object, key)
            return .boolean(own?.attributes.contains(.enumerable) ?? false)
        }
        define(prototype, "toString", 0) { machine, arguments throws(Abrupt) in
            try machine.objectText(arguments.thisValue)
        }
        define(prototype, "toLocaleString", 0) { machine, arguments throws(Abrupt) in
            let method = try machine.getValue(arguments.thisValue, .known(.toString))
            return try machine.call(method, arguments.thisValue)
        }
        define(prototype, "valueOf", 0) { machine, arguments throws(Abrupt) in
            .object(try machine.toObject(arguments.thisValue))
        }
        let getter = makeNative("get __proto__", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            return try machine.prototypeValue(object)
        }
        let setter = makeNative("set __proto__", 1) { machine, arguments throws(Abrupt) in
            if arguments.thisValue.isNullish { throw machine.typeError("Object.prototype.__proto__ called on null or undefined") }
            let value = machine.argument(arguments, 0)
            guard case .object(let object) = arguments.thisValue, value == .null || value.isObject else { return .undefined }
            try machine.setPrototypeOrThrow(object, value)
            return .undefined
        }
        defineAccessor(prototype, .known(.proto), getter: getter, setter: setter, .configurable)
        installAccessorMethods(prototype)
    }

    /// `__defineGetter__` and its like. https://tc39.es/ecma262/#sec-object.prototype-legacy-accessor-methods
    private mutating func installAccessorMethods(_ prototype: ObjectID) {
        for (name, isGetter) in [("Getter", true), ("Setter", false)] {
            define(prototype, "__define\(name)__", 2) { machine, arguments throws(Abrupt) in
                let object = try machine.toObject(arguments.thisValue)
                let function = try machine.requireCallable(machine.argument(arguments, 1))
                let key = try machine.toPropertyKey(machine.argument(arguments, 0))
                try machine.definePropertyOrThrow(
                    object, key,
                    PartialDescriptor(
                        getter: isGetter ? function : nil, setter: isGetter ? nil : function, isEnumerable: true, isConfigurable: true))
                return .undefined
            }
            define(prototype, "__lookup\(name)__", 1) { machine, arguments throws(Abrupt) in
                var object = try machine.toObject(arguments.thisValue)
                let key = try machine.toPropertyKey(machine.argument(arguments, 0))
                var hops = 0
                while !object.isNone {
                    if let own = try machine.getOwnProperty(object, key) {
                        guard case .accessor(let index) = own.value else { return .undefined }
                        let pair = machine.heap.accessors[Int(index)]
                        let found = isGetter ? pair.getter : pair.setter
                        return found.isNone ? .undefined : .object(found)
                    }
                    object = try machine.inherited(from: object, &hops)
                }
                return .undefined
            }
        }
    }

    mutating func prototypeValue(_ object: ObjectID) throws(Abrupt) -> Value {
        let prototype = try prototype(of: object)
        return prototype.isNone ? .null : .object(prototype)
    }

    mutating func setPrototypeOrThrow(_ object: ObjectID, _ value: Value) throws(Abrupt) {
        let prototype = value.object ?? .none
        if try setPrototype(object, prototype) { return }
        // V8 names a property that the trap is not about.
        if let refusal = refusal(by: object, .setPrototypeOf, .known(.undefined)) { throw refusal }
        let object = innermostTarget(object) ?? object
        if !heap[object].isExtensible { throw typeError("\(describe(.object(object) as Value)) is not extensible") }
        if object == realm.objectPrototype {
            throw typeError("Immutable prototype object 'Object.prototype' cannot have their prototype set")
        }
        throw typeError("Cyclic __proto__ value")
    }

    /// Object.prototype.toString. https://tc39.es/ecma262/#sec-object.prototype.tostring
    mutating func objectText(_ value: Value) throws(Abrupt) -> Value {
        if value.isUndefined { return string("[object Undefined]") }
        if value == .null { return string("[object Null]") }
        // Which a proxy is is found out first.
        let isArray = try isArray(value, for: "Object.prototype.toString")
        let tag = try getValue(value, .symbol(realm.symbolToStringTag))
        if case .string(let text) = tag { return string("[object \(strings.text(text))]") }
        return string("[object \(isArray ? "Array" : builtinTag(value))]")
    }

    private mutating func builtinTag(_ value: Value) -> String {
        var primitive = value
        if case .object(let object) = value {
            switch heap[object].kind {
            case .function: return "Function"
            case .proxy: return heap[object].isCallable ? "Function" : "Object"
            case .error: return "Error"
            case .date: return "Date"
            case .regularExpression: return "RegExp"
            case .arguments: return "Arguments"
            case .primitive: primitive = heap.primitives[Int(heap[object].payload)]
            default: return "Object"
            }
        }
        switch primitive {
        case .boolean: return "Boolean"
        case .number: return "Number"
        case .string: return "String"
        default: return "Object"
        }
    }

    /// Boolean Objects. https://tc39.es/ecma262/#sec-boolean-objects
    private mutating func installBooleans() {
        let prototype = makeLibraryObject()
        heap.primitives.append(.boolean(false))
        heap[prototype].kind = .primitive
        heap[prototype].payload = Int32(heap.primitives.count - 1)
        realm.booleanPrototype = prototype
        defineConstructor("Boolean", 1, prototype: prototype) { machine, arguments throws(Abrupt) in
            let value = Value.boolean(machine.toBoolean(machine.argument(arguments, 0)))
            return try machine.wrapPrimitive(value, arguments, machine.realm.booleanPrototype)
        }
        define(prototype, "toString", 0) { machine, arguments throws(Abrupt) in
            guard case .boolean(let flag) = machine.unwrapPrimitive(arguments.thisValue) else {
                throw machine.typeError("Boolean.prototype.toString requires that 'this' be a Boolean")
            }
            return .string(.known(flag ? .true : .false))
        }
        define(prototype, "valueOf", 0) { machine, arguments throws(Abrupt) in
            let value = machine.unwrapPrimitive(arguments.thisValue)
            guard case .boolean = value else { throw machine.typeError("Boolean.prototype.valueOf requires that 'this' be a Boolean") }
            return value
        }
    }

    // MARK: Wrappers

    /// The value in a wrapper object; any other value as it is.
    mutating func unwrapPrimitive(_ value: Value) -> Value {
        if case .object(let object) = value, heap[object].kind == .primitive { return heap.primitives[Int(heap[object].payload)] }
        return value
    }

    /// What `Boolean(value)` and its like give: the value, or with `new` an object around it.
    mutating func wrapPrimitive(_ value: Value, _ arguments: Arguments, _ fallback: ObjectID) throws(Abrupt) -> Value {
        if arguments.newTarget.isUndefined { return value }
        let prototype = try prototypeFromConstructor(arguments.newTarget, fallback)
        heap.primitives.append(value)
        return .object(heap.makeObject(.primitive, prototype: prototype, payload: Int32(heap.primitives.count - 1)))
    }
}
