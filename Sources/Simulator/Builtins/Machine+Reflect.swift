import JavaScript

/// The Reflect Object. https://tc39.es/ecma262/#sec-reflect-object
extension Machine {
    mutating func installReflect() {
        let reflect = makeLibraryObject()
        put(realm.global, key("Reflect"), .object(reflect), .hidden)
        defineTag(reflect, "Reflect")
        installReflectCalling(reflect)
        installReflectProperties(reflect)
        define(reflect, "getPrototypeOf", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "getPrototypeOf")
            return try machine.prototypeValue(object)
        }
        define(reflect, "setPrototypeOf", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "setPrototypeOf")
            let prototype = machine.argument(arguments, 1)
            guard prototype.isObject || prototype == .null else {
                throw machine.typeError("Object prototype may only be an Object or null: \(machine.describe(prototype))")
            }
            return .boolean(try machine.setPrototype(object, prototype.object ?? .none))
        }
        define(reflect, "isExtensible", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "isExtensible")
            return .boolean(try machine.isExtensible(object))
        }
        define(reflect, "preventExtensions", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "preventExtensions")
            return .boolean(try machine.preventExtensions(object))
        }
    }

    private mutating func reflected(_ arguments: Arguments, _ method: String) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = argument(arguments, 0) else { throw typeError("Reflect.\(method) called on non-object") }
        return object
    }

    private mutating func installReflectCalling(_ reflect: ObjectID) {
        define(reflect, "apply", 3) { machine, arguments throws(Abrupt) in
            let function = machine.argument(arguments, 0)
            guard machine.isCallable(function) else { throw machine.notApplicable(function) }
            let list = try machine.list(fromArrayLike: machine.argument(arguments, 2))
            return try machine.call(function, machine.argument(arguments, 1), arguments: list)
        }
        define(reflect, "construct", 2) { machine, arguments throws(Abrupt) in
            let function = machine.argument(arguments, 0)
            let newTarget = arguments.count > 2 ? machine.argument(arguments, 2) : function
            for candidate in [function, newTarget] where !machine.isConstructor(candidate) {
                throw machine.typeError("\(machine.describe(candidate)) is not a constructor")
            }
            let list = try machine.list(fromArrayLike: machine.argument(arguments, 1))
            return try machine.construct(function, arguments: list, newTarget: newTarget)
        }
    }

    /// V8 says `a undefined`, and of null nothing but itself.
    private mutating func notApplicable(_ value: Value) -> Abrupt {
        let kind = strings.text(typeOf(value))
        let what = value == .null ? "null" : "\(kind == "object" ? "an" : "a") \(kind)"
        return typeError("Function.prototype.apply was called on \(plainText(of: value)), which is \(what) and not a function")
    }

    private mutating func installReflectProperties(_ reflect: ObjectID) {
        define(reflect, "ownKeys", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "ownKeys")
            return try machine.keyArray(object) { _ in true }
        }
        define(reflect, "has", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "has")
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            return .boolean(try machine.hasProperty(object, key))
        }
        define(reflect, "get", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "get")
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            let receiver = arguments.count > 2 ? machine.argument(arguments, 2) : .object(object)
            return try machine.get(object, key, receiver: receiver)
        }
        define(reflect, "set", 3) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "set")
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            let receiver = arguments.count > 3 ? machine.argument(arguments, 3) : .object(object)
            if receiver == .object(object) { return .boolean(try machine.setConverted(object, key, machine.argument(arguments, 2))) }
            return .boolean(try machine.set(object, key, machine.argument(arguments, 2), receiver: receiver))
        }
        define(reflect, "defineProperty", 3) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "defineProperty")
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            let descriptor = try machine.toPropertyDescriptor(machine.argument(arguments, 2))
            return .boolean(try machine.defineProperty(object, key, descriptor))
        }
        define(reflect, "deleteProperty", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "deleteProperty")
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            return .boolean(try machine.delete(object, key))
        }
        define(reflect, "getOwnPropertyDescriptor", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.reflected(arguments, "getOwnPropertyDescriptor")
            let key = try machine.toPropertyKey(machine.argument(arguments, 1))
            guard let own = try machine.getOwnProperty(object, key) else { return .undefined }
            return machine.fromPropertyDescriptor(own)
        }
    }
}
