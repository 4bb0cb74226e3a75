import JavaScript

extension Machine {
    @inline(__always) mutating func functionRecord(_ object: ObjectID) -> FunctionRecord { heap.functions[Int(heap[object].payload)] }

    mutating func isCallable(_ value: Value) -> Bool {
        if case .object(let object) = value { return heap[object].isCallable }
        return false
    }

    mutating func isConstructor(_ value: Value) -> Bool {
        guard case .object(let object) = value, heap[object].kind == .function || heap[object].kind == .proxy else { return false }
        return functionRecord(object).isConstructor
    }

    // MARK: Making functions

    /// InstantiateFunctionObject and its like.
    mutating func makeClosure(_ id: CodeID, context: Int32) -> ObjectID {
        let code = self.code.functions[Int(id.index)]
        let isConstructor = code.flags.isDisjoint(with: [.isArrow, .isMethod, .isAsync, .isGenerator])
        heap.functions.append(
            FunctionRecord(
                code: id.index, context: context, name: StringID(name: code.name), length: code.length, isConstructor: isConstructor))
        let prototype: ObjectID
        switch (code.flags.contains(.isAsync), code.flags.contains(.isGenerator)) {
        case (false, false): prototype = realm.functionPrototype
        case (true, false): prototype = realm.asyncFunctionPrototype
        case (false, true): prototype = realm.generatorFunctionPrototype
        case (true, true): prototype = realm.asyncGeneratorFunctionPrototype
        }
        return makeFunctionObject(prototype)
    }

    /// A built-in function. `captures` is what a closure holds.
    mutating func makeNative(
        _ name: String, _ length: Int32, captures held: Captures? = nil, isConstructor: Bool = false, _ body: @escaping NativeFunction
    ) -> ObjectID {
        heap.natives.append(Native(run: body))
        return makeNative(name, length, captures: held, isConstructor: isConstructor, native: Int32(heap.natives.count - 1))
    }

    /// A built-in function whose code is in ``natives`` already.
    mutating func makeNative(
        _ name: String, _ length: Int32, captures held: Captures? = nil, isConstructor: Bool = false, native: Int32
    ) -> ObjectID {
        makeNative(strings.intern(name), length, captures: held, isConstructor: isConstructor, native: native)
    }

    mutating func makeNative(
        _ name: StringID, _ length: Int32, captures held: Captures? = nil, isConstructor: Bool = false, native: Int32
    ) -> ObjectID {
        var record = FunctionRecord(code: -1, native: native, name: name, length: length, isConstructor: isConstructor)
        if let held {
            record.captures = Int32(heap.captures.count)
            heap.captures.append(held)
        }
        heap.functions.append(record)
        return makeFunctionObject(realm.functionPrototype)
    }

    private mutating func makeFunctionObject(_ prototype: ObjectID) -> ObjectID {
        let object = heap.makeObject(.function, prototype: prototype, payload: Int32(heap.functions.count - 1))
        heap[object].isLazy = true
        heap[object].isCallable = true
        return object
    }

    /// Gives a function the own properties it was created with, and an error its `stack`: nobody had looked before.
    mutating func materialize(_ object: ObjectID) {
        heap[object].isLazy = false
        if heap[object].kind == .error {
            giveStack(to: object)
            return
        }
        let record = functionRecord(object)
        put(object, .known(.length), .number(Double(record.length)), .configurable)
        put(object, .known(.name), .string(record.name), .configurable)
        guard record.code >= 0 else { return }
        let flags = code.functions[Int(record.code)].flags
        if host.globals.stacks.isOfV8, flags.contains(.isSloppy), record.isConstructor {
            // What the language forbids for strict functions alone: https://tc39.es/ecma262/#sec-forbidden-extensions
            put(object, .known(.arguments), .null, [])
            put(object, .known(.caller), .null, [])
        }
        if flags.contains(.isGenerator) {
            let parent = flags.contains(.isAsync) ? realm.asyncGeneratorPrototype : realm.generatorPrototype
            put(object, .known(.prototype), .object(heap.makeObject(.ordinary, prototype: parent)), .writable)
        } else if record.isConstructor, !flags.contains(.isClassConstructor) {
            let prototype = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
            put(prototype, .known(.constructor), .object(object), .hidden)
            put(object, .known(.prototype), .object(prototype), .writable)
        }
    }

    /// The same, when somebody looks at one property: an error's `stack` begins with the name and message that it has when it is
    /// asked for, as on Node.
    @inline(never) mutating func materialize(_ object: ObjectID, for key: PropertyKey) {
        if heap[object].kind != .error || key == .known(.stack) { materialize(object) }
    }

    // MARK: Calling from native code

    mutating func call(_ function: Value, _ thisValue: Value) throws(Abrupt) -> Value {
        try call(function, thisValue, arguments: [])
    }

    mutating func call(_ function: Value, _ thisValue: Value, _ argument: Value) throws(Abrupt) -> Value {
        stack.reserve(4)
        let start = stack.count
        stack.push(argument)
        return try callOnStack(function, thisValue, start: start, count: 1, newTarget: .undefined)
    }

    mutating func call(_ function: Value, _ thisValue: Value, _ first: Value, _ second: Value) throws(Abrupt) -> Value {
        stack.reserve(4)
        let start = stack.count
        stack.push(first)
        stack.push(second)
        return try callOnStack(function, thisValue, start: start, count: 2, newTarget: .undefined)
    }

    mutating func call(_ function: Value, _ thisValue: Value, arguments: [Value]) throws(Abrupt) -> Value {
        stack.reserve(arguments.count)
        budget.countWork(arguments.count)
        let start = stack.count
        for argument in arguments { stack.push(argument) }
        return try callOnStack(function, thisValue, start: start, count: Int32(arguments.count), newTarget: .undefined)
    }

    /// Construct. https://tc39.es/ecma262/#sec-construct
    mutating func construct(_ function: Value, arguments: [Value], newTarget: Value? = nil) throws(Abrupt) -> Value {
        guard isConstructor(function) else { throw typeError("\(describe(function)) is not a constructor") }
        stack.reserve(arguments.count)
        budget.countWork(arguments.count)
        let start = stack.count
        for argument in arguments { stack.push(argument) }
        return try callOnStack(function, .undefined, start: start, count: Int32(arguments.count), newTarget: newTarget ?? function)
    }

    /// Calls a function with the arguments that lie on top of the stack from `start`; the stack ends at `start`.
    mutating func callOnStack(
        _ function: Value, _ thisValue: Value, start: Int, count: Int32, newTarget: Value
    ) throws(Abrupt) -> Value {
        guard case .object(let object) = function, heap[object].isCallable else {
            stack.count = start
            throw typeError("\(kindText(of: function)) is not a function")
        }
        running.nativeDepth += 1
        defer { running.nativeDepth -= 1 }
        if running.nativeDepth > Self.nativeDepthLimit {
            stack.count = start
            throw stackOverflow()
        }
        // Deep in native code each call takes stack that no other has warmed.
        if running.nativeDepth > 64 { budget.steps += Self.lookupSteps }
        let record = functionRecord(object)
        if record.code < 0 {
            try countStep()
            return try callNative(record, object, thisValue, start: start, count: count, newTarget: newTarget, bottom: start)
        }
        budget.steps += 1
        saveRegisters()
        let depth = running.frames.count
        let result = try enter(
            object, record, thisValue, start: start, count: count, newTarget: newTarget, bottom: start, flags: .isEntry)
        if let result {
            stack.count = start
            return result
        }
        return try execute(until: depth)
    }

    /// Runs a native function; the stack ends at `bottom`.
    @inline(__always)
    mutating func callNative(
        _ record: FunctionRecord, _ object: ObjectID, _ thisValue: Value, start: Int, count: Int32, newTarget: Value, bottom: Int
    ) throws(Abrupt) -> Value {
        budget.steps += Self.nativeSteps + Int(count) >> 3
        let function = heap.natives[Int(record.native)].run
        stack.reserve(8)
        do {
            let result = try function(
                &self, Arguments(thisValue: thisValue, start: Int32(start), count: count, newTarget: newTarget, function: object))
            stack.count = bottom
            try checkCountedWork()
            return result
        } catch {
            stack.count = bottom
            throw error
        }
    }

    mutating func stackOverflow() -> Abrupt {
        let error = makeError(realm.rangeErrorPrototype, "Maximum call stack size exceeded")
        errors.overflow = error
        return .thrown(.object(error))
    }

    // MARK: Frames

    /// Keeps the registers of the running frame in it.
    @inline(__always) mutating func saveRegisters() {
        guard let top = running.frames.indices.last else { return }
        running.frames[top].pc = running.pc
        running.frames[top].context = running.context
    }

    /// Takes the registers of the top frame back.
    @inline(__always) mutating func restoreRegisters() {
        guard let top = running.frames.last else { return }
        running.go(to: top.pc)
        running.base = Int(top.base)
        running.context = top.context
        useModule(of: top.code)
    }

    @inline(__always) mutating func useModule(of id: CodeID) {
        let owner = graph.moduleOfUnit[Int(code.functions[Int(id.index)].unit.index)]
        // Code of the library runs on behalf of the module that called it.
        guard owner != running.module, owner != .none else { return }
        running.module = owner
        running.cellBase = graph[owner].cellBase
        running.importBase = graph[owner].importBase
    }

    /// Begins a bytecode function: its frame is on top when this returns.
    ///
    /// The caller has kept its registers. Returns a value instead when the function is a generator, whose body does not
    /// start yet... it never does here: a generator's frame runs up to its `initialYield`.
    @inline(__always)
    mutating func enter(
        _ object: ObjectID, _ record: FunctionRecord, _ thisValue: Value, start: Int, count: Int32, newTarget: Value, bottom: Int,
        flags: Frame.Flags
    ) throws(Abrupt) -> Value? {
        try countStep()
        let code = self.code.functions[Int(record.code)]
        var thisValue = thisValue
        var flags = flags
        if newTarget.isUndefined {
            if code.flags.contains(.isClassConstructor) {
                stack.count = bottom
                let name = strings.text(record.name)
                throw typeError("Class constructor \(name) cannot be invoked without 'new'")
            }
            if code.flags.contains(.isSloppy), !thisValue.isObject { thisValue = try sloppyThis(thisValue) }
        } else {
            flags.insert(.isConstruct)
            if code.flags.contains(.isDerived) {
                thisValue = .uninitialized
            } else {
                let prototype = try prototypeFromConstructor(newTarget, realm.objectPrototype)
                if heap[prototype].prototype.isNone, prototype != realm.objectPrototype { noteMaker(of: prototype, newTarget) }
                thisValue = .object(heap.makeObject(.ordinary, prototype: prototype))
                if record.fields >= 0, let instance = thisValue.object { try initializeFields(instance, of: object) }
            }
        }
        if running.frames.count >= limits.calls {
            stack.count = bottom
            throw stackOverflow()
        }
        stack.reserve(Int(code.localCount + code.maximumStack))
        budget.countWork(Int(code.localCount))
        let base = stack.count
        let given = min(count, code.parameterSlots)
        for index in 0..<Int(given) { stack[base + index] = stack[start + index] }
        for index in Int(given)..<Int(max(code.localCount, given)) { stack[base + index] = .undefined }
        stack.count = base + Int(code.localCount)
        running.frames.append(
            Frame(
                code: CodeID(record.code), flags: flags, pc: code.start, base: Int32(base), bottom: Int32(bottom),
                argumentStart: Int32(start), argumentCount: count, context: record.context, function: object, thisValue: thisValue,
                newTarget: newTarget, coroutine: .none))
        self.running.base = base
        running.go(to: code.start)
        running.context = record.context
        useModule(of: CodeID(record.code))
        if code.flags.contains(.isAsync), !code.flags.contains(.isGenerator) { startAsyncFunction() }
        return nil
    }

    /// Remembers who makes objects of a prototype that leads to nothing, and so to no constructor: consoles name it.
    @inline(never) private mutating func noteMaker(of prototype: ObjectID, _ maker: Value) {
        guard console.makers[prototype] == nil, case .object(let function) = maker,
            case .string(let text)? = getOwn(function, .known(.name))?.value
        else { return }
        let name = strings.text(text)
        budget.keep(name)
        console.makers[prototype] = name
    }

    /// GetPrototypeFromConstructor.
    mutating func prototypeFromConstructor(_ newTarget: Value, _ fallback: ObjectID) throws(Abrupt) -> ObjectID {
        guard case .object(let constructor) = newTarget else { return fallback }
        if case .object(let prototype) = try get(constructor, .known(.prototype)) { return prototype }
        // GetFunctionRealm
        if innermostTarget(constructor) == nil { throw revokedError("get") }
        return fallback
    }

    /// Adds the fields and private methods of a class to a new instance.
    mutating func initializeFields(_ instance: ObjectID, of constructor: ObjectID) throws(Abrupt) {
        let index = functionRecord(constructor).fields
        guard index >= 0 else { return }
        let fields = heap.classFields[Int(index)]
        // A getter and a setter of one name are one element of the class.
        var accessors: [SymbolID] = []
        for field in fields {
            guard case .privateName(let name) = field.key else { continue }
            switch field.content {
            case .getter, .setter:
                if !accessors.contains(name), getOwn(instance, .symbol(name)) != nil {
                    throw typeError("Cannot initialize private methods twice on the same object")
                }
                accessors.append(name)
            default: break
            }
            try addPrivateMethod(instance, name, field.content)
        }
        for field in fields {
            let initializer: Value
            switch field.content {
            case .field(let given), .functionField(let given): initializer = given
            default: continue
            }
            let value = initializer.isUndefined ? Value.undefined : try call(initializer, .object(instance))
            if case .functionField = field.content, case .property(let key) = field.key { nameFunction(value, key) }
            switch field.key {
            case .property(let key): try createDataProperty(instance, key, value)
            case .privateName(let name): try addPrivateField(instance, name, value)
            }
        }
    }

    mutating func addPrivateField(_ object: ObjectID, _ name: SymbolID, _ value: Value) throws(Abrupt) {
        if getOwn(object, .symbol(name)) != nil {
            throw typeError("Cannot initialize \(describe(.symbol(name) as PropertyKey)) twice on the same object")
        }
        let isExtensible = heap[object].isExtensible
        heap[object].isExtensible = true
        defineOwn(object, .symbol(name), value, .writable)
        heap[object].isExtensible = isExtensible
    }

    mutating func addPrivateMethod(_ object: ObjectID, _ name: SymbolID, _ content: ClassField.Content) throws(Abrupt) {
        switch content {
        case .field, .functionField: break
        case .method(let method):
            if getOwn(object, .symbol(name)) != nil {
                throw typeError("Cannot initialize private methods twice on the same object")
            }
            defineOwn(object, .symbol(name), method, [])
        case .getter(let getter): defineAccessor(object, .symbol(name), getter: getter.object, setter: nil, .configurable)
        case .setter(let setter): defineAccessor(object, .symbol(name), getter: nil, setter: setter.object, .configurable)
        }
    }
}
