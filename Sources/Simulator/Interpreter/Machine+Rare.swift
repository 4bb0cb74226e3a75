import JavaScript
import RegularExpressions

extension Machine {
    /// The instructions that hot code seldom has.
    mutating func interpretRare(_ instruction: Instruction) throws(Abrupt) {
        switch instruction.opcode {
        case .part: notePart(instruction)
        case .newRegularExpression:
            let flags = RegularExpressionFlags(rawValue: UInt8(truncatingIfNeeded: instruction.small))
            let object = try makeRegExp(literal: NameID(UInt32(instruction.operand)), flags)
            stack.push(.object(object))
        case .pushBigInt:
            let value = try bigIntLiteral(NameID(UInt32(instruction.operand)))
            stack.push(value)
        case .deleteProperty: try deleteTop(propertyKey(instruction.operand))
        case .deleteElement:
            let key = try toPropertyKey(stack.pop())
            try deleteTop(key)
        case .superBase, .getSuperProperty, .getSuperElement, .setSuperProperty, .setSuperElement, .throwSuperDelete:
            try interpretSuper(instruction)
        case .getPrivate, .setPrivate, .hasPrivate, .newPrivateName: try interpretPrivate(instruction)
        case .appendHole: if case .object(let array) = stack.top { appendElement(array, .uninitialized) }
        case .appendSpread:
            let iterable = stack.pop()
            guard case .object(let array) = stack.top else { return }
            try iterate(iterable, .of(instruction)) { (machine: inout Machine, value: Value) throws(Abrupt) in
                machine.appendElement(array, value)
                try machine.countStep()
                return true
            }
        case .defineElement:
            let value = stack.pop()
            let key = try toPropertyKey(stack.pop())
            if case .object(let object) = stack.top { put(object, key, value) }
        case .definePrototype:
            let value = stack.pop()
            guard case .object(let object) = stack.top else { return }
            if case .object(let prototype) = value { heap[object].prototype = prototype }
            if case .null = value { heap[object].prototype = .none }
        case .defineMethod:
            let method = stack.pop()
            try defineMethod(stack.top, propertyKey(instruction.operand), method, instruction.small)
        case .defineElementMethod:
            let method = stack.pop()
            let key = try toPropertyKey(stack.pop())
            try defineMethod(stack.top, key, method, instruction.small)
        case .copyProperties:
            let source = stack.pop()
            if case .object(let target) = stack.top { try copyDataProperties(from: source, to: target, except: []) }
        case .copyPropertiesExcept:
            budget.steps += Self.lookupSteps + Int(instruction.operand) * 3
            var keys: [PropertyKey] = []
            for offset in 0..<Int(instruction.operand) { keys.append(try toPropertyKey(stack[stack.count - 1 - offset])) }
            stack.count -= Int(instruction.operand)
            let rest = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
            try copyDataProperties(from: stack.top, to: rest, except: Set(keys))
            stack.push(.object(rest))
        case .setFunctionName: setFunctionName(instruction.small)
        case .templateObject: stack.push(.object(templateObject(instruction.operand)))
        case .newClass, .addField, .addPrivateMethod, .defineStaticField, .callStatic, .initializeFields, .derivedReturn, .superCall,
            .requireUnbound:
            try interpretClass(instruction)
        case .instanceOf:
            let target = stack.pop()
            let result = try instanceOf(stack.top, target)
            stack.top = .boolean(result)
        case .inOperator:
            let target = stack.pop()
            let result = try has(stack.top, in: target)
            stack.top = .boolean(result)
        case .negate:
            let result = try negated(stack.top)
            stack.top = result
        case .toNumeric:
            let numeric = try toNumeric(stack.top)
            stack.top = numeric
        case .toNumber:
            let number = try toNumber(stack.top)
            stack.top = .number(number)
        case .bitwiseNot:
            let result = try bitwiseNot(stack.top)
            stack.top = result
        case .typeOf: stack.top = .string(typeOf(stack.top))
        case .toPropertyKey:
            let key = try toPropertyKey(stack.top)
            stack.top = value(of: key)
        case .toReferenceKey:
            // A key that is no object converts without running anything: the error can wait for the access.
            if stack.top.isObject {
                if stack[below: 1].isNullish { try refuseNullishBase(stack[below: 1], stack.top, "read") }
                let key = try toPropertyKey(stack.top)
                stack.top = value(of: key)
            }
        case .requireObjectCoercible:
            guard stack.top.isNullish else { return }
            throw because(of: stack.top, notDestructurable(stack.top, code.destructurings[Int(instruction.operand)]))
        case .requireObject:
            guard stack.top.isObject else { throw typeError("Iterator result \(describe(stack.top)) is not an object") }
        case .callSpread:
            let array = stack.pop()
            guard case .object(let object) = array else { return }
            guard isCallable(stack[below: 1]) else { throw notCallableError(stack[below: 1], receiver: stack.top) }
            let result = try call(stack[below: 1], stack.top, arguments: elements(object))
            stack.count -= 1
            stack.top = result
        case .directEval:
            // Arguments are evaluated by now, and those behind the first do nothing.
            let count = Int(instruction.small)
            guard count > 0, stack[stack.count - count - 2] == realm.eval else {
                if let result = try callInstruction(count) { stack.push(result) }
                return
            }
            let result = try performEval(stack[stack.count - count], inside: code.evalSites[Int(instruction.operand)])
            stack.count -= count + 1
            stack.top = result
        case .initializeGlobal:
            let value = stack.pop()
            if let lexical = graph.globalLexicals[NameID(UInt32(instruction.operand))] { graph.cells[Int(lexical.cell)] = value }
        case .toObject:
            let object = try toObject(stack.top)
            stack.top = .object(object)
        case .hasBinding:
            let result = try hasBinding(stack.top, propertyKey(instruction.operand))
            stack.top = .boolean(result)
        case .new:
            let count = Int(instruction.operand)
            guard isConstructor(stack[stack.count - count - 1]) else { throw notConstructorError(stack[stack.count - count - 1]) }
            let arguments = (0..<count).map { stack[stack.count - count + $0] }
            let result = try construct(stack[stack.count - count - 1], arguments: arguments)
            stack.count -= count
            stack.top = result
        case .newSpread:
            guard case .object(let object) = stack.pop() else { return }
            guard isConstructor(stack.top) else { throw notConstructorError(stack.top) }
            let result = try construct(stack.top, arguments: elements(object))
            stack.top = result
        case .importCall:
            let options = stack.pop()
            let specifier = stack.pop()
            let phase = ImportPhase(rawValue: UInt8(instruction.small)) ?? .evaluation
            let result: Value = phase == .sync ? try importSync(specifier) : .object(importCall(specifier, options: options, phase: phase))
            try checkCountedWork()
            stack.push(result)
        case .importMeta: stack.push(.object(importMeta()))
        case .debugger: break
        case .newDisposal, .addDisposable, .disposeNext, .dispose, .disposalAwaits, .disposalFailed: try interpretDisposal(instruction)
        case .resumeThrowing: coroutines[running.frames[running.frames.count - 1].coroutine].resumption = .throw
        case .jumpUnlessReturning:
            let frame = running.frames[running.frames.count - 1]
            if coroutines[frame.coroutine].resumption != .return { running.jump(instruction.operand) }
        default: try interpretIteration(instruction)
        }
    }

    private mutating func deleteTop(_ key: PropertyKey) throws(Abrupt) {
        if stack.top.isNullish { throw typeError("Cannot convert undefined or null to object") }
        budget.steps += Self.lookupSteps
        let object = try toObject(stack.top)
        guard try delete(object, key) else {
            if runsSloppyCode {
                stack.top = .boolean(false)
                return
            }
            if let refusal = refusal(by: object, .deleteProperty, key) { throw refusal }
            throw typeError("Cannot delete property '\(describe(key))' of \(describe(.object(object) as Value))")
        }
        stack.top = .boolean(true)
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
    mutating func copyDataProperties(from source: Value, to target: ObjectID, except: Set<PropertyKey>) throws(Abrupt) {
        if source.isNullish { return }
        let object = try toObject(source)
        budget.steps += Self.keySteps
        for key in try ownPropertyKeys(object) where !except.contains(key) {
            budget.steps += Self.keySteps
            try countStep()
            guard try isEnumerableOwn(object, key) else { continue }
            let value = try get(object, key)
            put(target, key, value)
        }
    }

    /// [k f → k f]
    private mutating func setFunctionName(_ kind: UInt16) {
        guard case .object(let function) = stack.top, heap[function].kind == .function,
            let key = try? toPropertyKey(stack[below: 1])
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
        let text = describe(key)
        if text.utf8.count > 64 { budget.steps += text.utf8.count >> 1 }
        return text
    }

    private mutating func setFunctionName(_ function: ObjectID, _ name: String) {
        let id = strings.make(name)
        heap.functions[Int(heap[function].payload)].name = id
        // A class's own name was defined with it.
        if !heap[function].isLazy { put(function, .known(.name), .string(id), .configurable) }
    }

    /// GetTemplateObject: one for each place in the source.
    private mutating func templateObject(_ index: Int32) -> ObjectID {
        if let known = heap.templateObjects[index] { return known }
        let pieces = code.templates[Int(index)]
        let cooked = makeArray(pieces.map { $0.cooked.map { .string(StringID(name: $0)) } ?? .undefined })
        let raw = makeArray(pieces.map { .string(StringID(name: $0.raw)) })
        freeze(raw)
        put(cooked, .known(.raw), .object(raw), [])
        freeze(cooked)
        heap.templateObjects[index] = cooked
        return cooked
    }

    mutating func createArguments() -> ObjectID {
        let frame = running.frames[running.frames.count - 1]
        let object = heap.makeObject(.arguments, prototype: realm.objectPrototype)
        budget.steps += Int(frame.argumentCount) + Self.lookupSteps
        put(object, .known(.length), .number(Double(frame.argumentCount)), .hidden)
        for index in 0..<frame.argumentCount {
            put(object, .index(UInt32(index)), stack[Int(frame.argumentStart + index)])
        }
        put(object, .symbol(realm.symbolIterator), realm.arrayValues, .hidden)
        if runsSloppyCode {
            put(object, .known(.callee), .object(frame.function), .hidden)
        } else {
            put(object, .known(.callee), realm.calleeAccessor, [])
        }
        return object
    }

    mutating func createRest(_ start: Int32) -> ObjectID {
        let frame = running.frames[running.frames.count - 1]
        guard start < frame.argumentCount else { return makeArray() }
        return makeArray((start..<frame.argumentCount).map { stack[Int(frame.argumentStart + $0)] })
    }
}
