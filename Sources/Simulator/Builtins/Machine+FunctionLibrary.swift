import JavaScript

/// Function objects. https://tc39.es/ecma262/#sec-function-objects
extension Machine {
    mutating func installFunctions() {
        let prototype = realm.functionPrototype
        defineConstructor("Function", 1, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.createDynamicFunction("function", arguments, fallback: machine.realm.functionPrototype)
        }
        // AddRestrictedFunctionProperties. https://tc39.es/ecma262/#sec-addrestrictedfunctionproperties
        for name in [PropertyKey.known(.caller), .known(.arguments)] {
            defineAccessor(prototype, name, getter: realm.throwTypeError, setter: realm.throwTypeError, .configurable)
        }
        define(prototype, "call", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard machine.isCallable(arguments.thisValue) else { throw machine.notCallableError(arguments.thisValue, receiver: .undefined) }
            return try machine.call(
                arguments.thisValue, machine.argument(arguments, 0), arguments: machine.arguments(arguments, from: 1))
        }
        define(prototype, "apply", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard machine.isCallable(arguments.thisValue) else { throw machine.notCallableError(arguments.thisValue, receiver: .undefined) }
            let list = machine.argument(arguments, 1)
            let items = list.isNullish ? [] : try machine.listFromArrayLike(list)
            return try machine.call(arguments.thisValue, machine.argument(arguments, 0), arguments: items)
        }
        define(prototype, "bind", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.bind(arguments)
        }
        define(prototype, "toString", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = arguments.thisValue, machine.heap[object].isCallable else {
                throw machine.typeError("Function.prototype.toString requires that 'this' be a Function")
            }
            return machine.string(machine.sourceText(of: object))
        }
        realm.ordinaryHasInstance = .object(
            define(prototype, realm.symbolHasInstance, "[Symbol.hasInstance]", 1, []) {
                (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                .boolean(try machine.ordinaryHasInstance(arguments.thisValue, machine.argument(arguments, 0)))
            })
        realm.boundNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.callBound(arguments)
        }
        installFunctionKinds()
        realm.eval = .object(
            define(realm.global, "eval", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                try machine.performEval(machine.argument(arguments, 0), inside: nil)
            })
    }

    /// %Function.prototype%, which is a function itself, and %ThrowTypeError%.
    mutating func installFunctionPrototype() {
        let prototype = makeNative("", 0) { (_: inout Machine, _: Arguments) throws(Abrupt) -> Value in .undefined }
        materialize(prototype)
        makeDictionary(prototype)
        heap[prototype].prototype = realm.objectPrototype
        realm.functionPrototype = prototype
        let thrower = makeNative("", 0) { (machine: inout Machine, _: Arguments) throws(Abrupt) -> Value in
            throw machine.typeError(
                "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them"
            )
        }
        materialize(thrower)
        put(thrower, .known(.length), .number(0), [])
        put(thrower, .known(.name), string(""), [])
        heap[thrower].isExtensible = false
        realm.throwTypeError = thrower
        heap.accessors.append((getter: thrower, setter: thrower))
        realm.calleeAccessor = .accessor(Int32(heap.accessors.count - 1))
    }

    mutating func addNative(_ body: @escaping NativeFunction) -> Int32 {
        heap.natives.append(Native(run: body))
        return Int32(heap.natives.count - 1)
    }

    /// %AsyncFunction%, %GeneratorFunction% and %AsyncGeneratorFunction%, which no global names.
    private mutating func installFunctionKinds() {
        realm.asyncFunctionPrototype = installFunctionKind("AsyncFunction", "async function", instances: nil)
        realm.generatorFunctionPrototype = installFunctionKind("GeneratorFunction", "function*", instances: realm.generatorPrototype)
        realm.asyncGeneratorFunctionPrototype = installFunctionKind(
            "AsyncGeneratorFunction", "async function*", instances: realm.asyncGeneratorPrototype)
    }

    /// - Parameter prefix: what a function of the kind begins with.
    private mutating func installFunctionKind(_ name: String, _ prefix: String, instances: ObjectID?) -> ObjectID {
        let prototype = heap.makeObject(.ordinary, prototype: realm.functionPrototype)
        let constructor = makeNative(name, 1, isConstructor: true) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.createDynamicFunction(prefix, arguments, fallback: prototype)
        }
        if case .object(let function)? = getOwn(realm.functionPrototype, .known(.constructor))?.value {
            heap[constructor].prototype = function
        }
        put(constructor, .known(.prototype), .object(prototype), [])
        put(prototype, .known(.constructor), .object(constructor), .configurable)
        if let instances {
            put(prototype, .known(.prototype), .object(instances), .configurable)
            put(instances, .known(.constructor), .object(prototype), .configurable)
        }
        defineTag(prototype, name)
        return prototype
    }

    /// Whether all elements of an array are values in its block.
    private mutating func isPlainList(_ array: ObjectID) -> Bool {
        let record = heap.arrays[Int(heap[array].payload)]
        guard record.isDense else { return false }
        return heap.slots[Int(record.first)..<Int(record.first + record.count)].allSatisfy { $0.isPlain }
    }

    /// CreateListFromArrayLike.
    mutating func listFromArrayLike(_ value: Value) throws(Abrupt) -> [Value] {
        guard case .object(let object) = value else { throw typeError("CreateListFromArrayLike called on non-object") }
        if heap[object].kind == .array, isPlainList(object) {
            budget.countCloseWork(elementCount(object))
            return elements(object)
        }
        let length = try toLength(get(object, .known(.length)))
        guard length <= 100_000 else { throw rangeError("Invalid array length") }
        var list: [Value] = []
        for index in 0..<length {
            try countStep()
            list.append(try get(object, .index(UInt32(index))))
        }
        return list
    }

    // MARK: bind

    /// Function.prototype.bind: the captures hold the target, `this`, and the first arguments.
    private mutating func bind(_ arguments: Arguments) throws(Abrupt) -> Value {
        guard case .object(let target) = arguments.thisValue, heap[target].isCallable else {
            throw typeError("Bind must be called on a function")
        }
        let list = self.arguments(arguments, from: 1)
        let prototype = try prototype(of: target)
        var length = 0.0
        if try getOwnProperty(target, .known(.length)) != nil, case .number(let given) = try get(target, .known(.length)) {
            length = max(0, given.isNaN ? 0 : given.rounded(.towardZero) - Double(list.count)) + 0
        }
        // A concatenation costs nothing until somebody reads it, however often functions are bound.
        var name = strings.intern("bound ")
        if case .string(let given) = try get(target, .known(.name)), case .string(let full) = try concatenate(name, given) {
            name = full
        }
        let held = Captures(a: arguments.thisValue, b: argument(arguments, 0), c: .object(makeArray(list)))
        let bound = makeNative(
            name, 0, captures: held, isConstructor: isConstructor(arguments.thisValue), native: realm.boundNative)
        heap[bound].prototype = prototype
        put(bound, .known(.length), .number(length), .configurable)
        return .object(bound)
    }

    private mutating func callBound(_ arguments: Arguments) throws(Abrupt) -> Value {
        let held = heap.captures[Int(functionRecord(arguments.function).captures)]
        guard case .object(let first) = held.c else { return .undefined }
        budget.steps += Self.lookupSteps
        var list = elements(first)
        list += self.arguments(arguments, from: 0)
        if arguments.newTarget.isUndefined { return try call(held.a, held.b, arguments: list) }
        let newTarget = arguments.newTarget == .object(arguments.function) ? held.a : arguments.newTarget
        return try construct(held.a, arguments: list, newTarget: newTarget)
    }

    /// The target of a bound function.
    mutating func boundTarget(_ object: ObjectID) -> Value? {
        guard heap[object].kind == .function else { return nil }
        let record = functionRecord(object)
        return record.code < 0 && record.native == realm.boundNative ? heap.captures[Int(record.captures)].a : nil
    }

    /// Function.prototype.toString.
    mutating func sourceText(of object: ObjectID) -> String {
        let record = functionRecord(object)
        guard record.code >= 0, !isLibrary(CodeID(record.code)) else { return "function \(strings.text(record.name))() { [native code] }" }
        let function = code.functions[Int(record.code)]
        let bytes = code.modules[Int(function.unit.index)].source.bytes
        return String(decoding: bytes[Int(function.range.start)..<Int(function.range.end)], as: UTF8.self)
    }
}
