import JavaScript

extension Machine {
    /// The instructions that hot code seldom has.
    mutating func interpretRare(_ instruction: Instruction) throws(Abrupt) {
        switch instruction.opcode {
        case .deleteProperty: try deleteTop(propertyKey(instruction.operand))
        case .deleteElement:
            let key = try toPropertyKey(pop())
            try deleteTop(key)
        case .superBase, .getSuperProperty, .getSuperElement, .setSuperProperty, .setSuperElement, .throwSuperDelete:
            try interpretSuper(instruction)
        case .getPrivate, .setPrivate, .hasPrivate, .newPrivateName: try interpretPrivate(instruction)
        case .appendHole: if case .object(let array) = stack[sp - 1] { appendElement(array, .uninitialized) }
        case .appendSpread:
            let iterable = pop()
            guard case .object(let array) = stack[sp - 1] else { return }
            try iterate(iterable, .of(instruction)) { (machine: inout Machine, value: Value) throws(Abrupt) in
                machine.appendElement(array, value)
                try machine.countStep()
                return true
            }
        case .defineElement:
            let value = pop()
            let key = try toPropertyKey(pop())
            if case .object(let object) = stack[sp - 1] { put(object, key, value) }
        case .definePrototype:
            let value = pop()
            guard case .object(let object) = stack[sp - 1] else { return }
            if case .object(let prototype) = value { heap[object].prototype = prototype }
            if case .null = value { heap[object].prototype = .none }
        case .defineMethod:
            let method = pop()
            try defineMethod(stack[sp - 1], propertyKey(instruction.operand), method, instruction.small)
        case .defineElementMethod:
            let method = pop()
            let key = try toPropertyKey(pop())
            try defineMethod(stack[sp - 1], key, method, instruction.small)
        case .copyProperties:
            let source = pop()
            if case .object(let target) = stack[sp - 1] { try copyDataProperties(from: source, to: target, except: []) }
        case .copyPropertiesExcept:
            var keys: [PropertyKey] = []
            for offset in 0..<Int(instruction.operand) { keys.append(try toPropertyKey(stack[sp - 1 - offset])) }
            sp -= Int(instruction.operand)
            let rest = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
            try copyDataProperties(from: stack[sp - 1], to: rest, except: keys)
            push(.object(rest))
        case .setFunctionName: setFunctionName(instruction.small)
        case .templateObject: push(.object(templateObject(instruction.operand)))
        case .newClass, .addField, .addPrivateMethod, .defineStaticField, .callStatic, .initializeFields, .derivedReturn, .superCall,
            .requireUnbound:
            try interpretClass(instruction)
        case .instanceOf:
            let target = pop()
            let result = try instanceOf(stack[sp - 1], target)
            stack[sp - 1] = .boolean(result)
        case .inOperator:
            let target = pop()
            let result = try has(stack[sp - 1], in: target)
            stack[sp - 1] = .boolean(result)
        case .negate:
            let number = try toNumber(stack[sp - 1])
            stack[sp - 1] = .number(-number)
        case .toNumber, .toNumeric:
            let number = try toNumber(stack[sp - 1])
            stack[sp - 1] = .number(number)
        case .bitwiseNot:
            let number = try toNumber(stack[sp - 1])
            stack[sp - 1] = .number(Double(~Self.toInt32(number)))
        case .typeOf: stack[sp - 1] = .string(typeOf(stack[sp - 1]))
        case .toPropertyKey:
            let key = try toPropertyKey(stack[sp - 1])
            stack[sp - 1] = value(of: key)
        case .toReferenceKey:
            // A key that is no object converts without running anything: the error can wait for the access.
            if stack[sp - 1].isObject {
                if stack[sp - 2].isNullish { try refuseNullishBase(stack[sp - 2], stack[sp - 1], "read") }
                let key = try toPropertyKey(stack[sp - 1])
                stack[sp - 1] = value(of: key)
            }
        case .requireObjectCoercible:
            guard stack[sp - 1].isNullish else { return }
            throw notDestructurable(stack[sp - 1], code.destructurings[Int(instruction.operand)])
        case .requireObject:
            guard stack[sp - 1].isObject else { throw typeError("Iterator result \(describe(stack[sp - 1])) is not an object") }
        case .callSpread:
            let array = pop()
            guard case .object(let object) = array else { return }
            guard isCallable(stack[sp - 2]) else { throw notCallableError(receiver: stack[sp - 1]) }
            let result = try call(stack[sp - 2], stack[sp - 1], arguments: elements(object))
            sp -= 1
            stack[sp - 1] = result
        case .new:
            let count = Int(instruction.operand)
            guard isConstructor(stack[sp - count - 1]) else {
                throw typeError("\(runningCalleeText()) is not a constructor")
            }
            let arguments = (0..<count).map { stack[sp - count + $0] }
            let result = try construct(stack[sp - count - 1], arguments: arguments)
            sp -= count
            stack[sp - 1] = result
        case .newSpread:
            guard case .object(let object) = pop() else { return }
            guard isConstructor(stack[sp - 1]) else { throw typeError("\(runningCalleeText()) is not a constructor") }
            let result = try construct(stack[sp - 1], arguments: elements(object))
            stack[sp - 1] = result
        case .importCall:
            let options = pop()
            let specifier = pop()
            let phase = ImportPhase(rawValue: UInt8(instruction.small)) ?? .evaluation
            guard phase != .source else {
                // Only WebAssembly modules have a source.
                outsideName = "import.source()"
                throw .blocked(.outsideSubset)
            }
            let promise = importCall(specifier, options: options, phase: phase)
            push(.object(promise))
        case .importMeta: push(.object(importMeta()))
        case .debugger: break
        case .resumeThrowing: coroutines[Int(frames[frames.count - 1].coroutine.index)].resumption = .throw
        case .jumpUnlessReturning:
            let frame = frames[frames.count - 1]
            if coroutines[Int(frame.coroutine.index)].resumption != .return { pc += instruction.operand - 1 }
        default: try interpretIteration(instruction)
        }
    }

    private mutating func deleteTop(_ key: PropertyKey) throws(Abrupt) {
        if stack[sp - 1].isNullish { throw typeError("Cannot convert undefined or null to object") }
        steps += Self.lookupSteps
        let object = try toObject(stack[sp - 1])
        guard try delete(object, key) else {
            throw typeError("Cannot delete property '\(describe(key))' of \(describe(.object(object) as Value))")
        }
        stack[sp - 1] = .boolean(true)
    }

    // MARK: Objects

    private mutating func defineMethod(
        _ target: Value, _ key: PropertyKey, _ method: Value, _ kind: UInt16
    ) throws(Abrupt) {
        guard case .object(let object) = target, case .object(let function) = method else { return }
        heap.functions[Int(heap[function].payload)].homeObject = object
        let attributes: Attributes = kind & MethodKind.isEnumerable != 0 ? .all : .hidden
        // Only a class's own `prototype` is there and stays as it is.
        if let known = getOwn(object, key), !known.attributes.contains(.configurable) {
            throw typeError("Cannot redefine property: \(describe(key))")
        }
        switch kind & 3 {
        case MethodKind.getter: defineAccessor(object, key, getter: function, setter: nil, attributes)
        case MethodKind.setter: defineAccessor(object, key, getter: nil, setter: function, attributes)
        default: put(object, key, method, attributes)
        }
    }

    /// CopyDataProperties. https://tc39.es/ecma262/#sec-copydataproperties
    mutating func copyDataProperties(from source: Value, to target: ObjectID, except: [PropertyKey]) throws(Abrupt) {
        if source.isNullish { return }
        let object = try toObject(source)
        for key in try ownPropertyKeys(object) where !except.contains(key) {
            try countStep()
            guard let own = try getOwnProperty(object, key), own.attributes.contains(.enumerable) else { continue }
            let value = try get(object, key)
            put(target, key, value)
        }
    }

    /// [k f → k f]
    private mutating func setFunctionName(_ kind: UInt16) {
        guard case .object(let function) = stack[sp - 1], heap[function].kind == .function,
            let key = try? toPropertyKey(stack[sp - 2])
        else { return }
        var name = functionName(of: key)
        if kind == MethodKind.getter { name = "get " + name }
        if kind == MethodKind.setter { name = "set " + name }
        setFunctionName(function, name)
    }

    /// SetFunctionName of an anonymous function that a field was given; a class may have a static `name` of its own.
    mutating func nameFunction(_ value: Value, _ key: PropertyKey) {
        guard case .object(let function) = value, heap[function].kind == .function else { return }
        if let own = getOwn(function, .known(.name)), own.value != .string(.known(.empty)) || own.attributes != .configurable { return }
        setFunctionName(function, functionName(of: key))
    }

    private mutating func functionName(of key: PropertyKey) -> String {
        if case .symbol(let symbol) = key {
            return heap.symbols[Int(symbol.index)].description.map { "[\(strings.text($0))]" } ?? ""
        }
        return describe(key)
    }

    private mutating func setFunctionName(_ function: ObjectID, _ name: String) {
        let id = strings.make(name)
        heap.functions[Int(heap[function].payload)].name = id
        // A class's own name was defined with it.
        if !heap[function].isLazy { put(function, .known(.name), .string(id), .configurable) }
    }

    /// GetTemplateObject: one for each place in the source.
    private mutating func templateObject(_ index: Int32) -> ObjectID {
        if let known = templateObjects[index] { return known }
        let pieces = code.templates[Int(index)]
        let cooked = makeArray(pieces.map { $0.cooked.map { .string(StringID(name: $0)) } ?? .undefined })
        let raw = makeArray(pieces.map { .string(StringID(name: $0.raw)) })
        freeze(raw)
        put(cooked, .known(.raw), .object(raw), [])
        freeze(cooked)
        templateObjects[index] = cooked
        return cooked
    }

    mutating func createArguments() -> ObjectID {
        let frame = frames[frames.count - 1]
        let object = heap.makeObject(.arguments, prototype: realm.objectPrototype)
        steps += Int(frame.argumentCount) + Self.lookupSteps
        put(object, .known(.length), .number(Double(frame.argumentCount)), .hidden)
        for index in 0..<frame.argumentCount {
            put(object, .index(UInt32(index)), stack[Int(frame.argumentStart + index)])
        }
        put(object, .symbol(realm.symbolIterator), realm.arrayValues, .hidden)
        put(object, .known(.callee), realm.calleeAccessor, [])
        return object
    }

    mutating func createRest(_ start: Int32) -> ObjectID {
        let frame = frames[frames.count - 1]
        guard start < frame.argumentCount else { return makeArray() }
        return makeArray((start..<frame.argumentCount).map { stack[Int(frame.argumentStart + $0)] })
    }
}
