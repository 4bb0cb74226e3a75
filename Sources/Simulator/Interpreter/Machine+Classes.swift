import JavaScript

/// `super`, private names and class definitions.
extension Machine {
    // MARK: super

    /// The object above the running method's home object.
    private mutating func superBase(_ function: Value) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = function else { return .none }
        let home = functionRecord(object).homeObject
        return home.isNone ? .none : heap[home].prototype
    }

    mutating func interpretSuper(_ instruction: Instruction) throws(Abrupt) {
        switch instruction.opcode {
        case .getSuperProperty:
            let parent = try superBase(pop())
            let receiver = stack[sp - 1]
            let value = parent.isNone ? .undefined : try get(parent, propertyKey(instruction.operand), receiver: receiver)
            stack[sp - 1] = value
        case .getSuperElement:
            let key = try toPropertyKey(pop())
            let parent = try superBase(pop())
            let receiver = stack[sp - 1]
            let value = parent.isNone ? .undefined : try get(parent, key, receiver: receiver)
            stack[sp - 1] = value
        case .setSuperProperty:
            let value = pop()
            let parent = try superBase(pop())
            try setSuper(parent, propertyKey(instruction.operand), value)
        default:
            let value = pop()
            let key = try toPropertyKey(pop())
            let parent = try superBase(pop())
            try setSuper(parent, key, value)
        }
    }

    private mutating func setSuper(_ parent: ObjectID, _ key: PropertyKey, _ value: Value) throws(Abrupt) {
        let receiver = stack[sp - 1]
        if parent.isNone {
            if case .object(let object) = receiver { try set(object, key, value) }
        } else if try !set(parent, key, value, receiver: receiver) {
            throw typeError("Cannot assign to read only property '\(describe(key))' of object")
        }
        stack[sp - 1] = value
    }

    // MARK: Private names

    mutating func interpretPrivate(_ instruction: Instruction) throws(Abrupt) {
        switch instruction.opcode {
        case .newPrivateName:
            heap.symbols.append(SymbolRecord(description: StringID(name: NameID(UInt32(instruction.operand))), isPrivate: true))
            push(.symbol(SymbolID(index: Int32(heap.symbols.count - 1))))
        case .getPrivate:
            guard case .symbol(let name) = pop() else { return }
            let target = stack[sp - 1]
            guard case .object(let object) = target, let own = lookup(object, .symbol(name)) else {
                throw typeError(
                    "Cannot read private member \(describe(.symbol(name) as PropertyKey)) from an object whose class did not declare it")
            }
            guard case .accessor(let index) = own.value else {
                stack[sp - 1] = own.value
                return
            }
            let getter = heap.accessors[Int(index)].getter
            if getter.isNone { throw typeError("'\(describe(.symbol(name) as PropertyKey))' was defined without a getter") }
            let value = try call(.object(getter), target)
            stack[sp - 1] = value
        case .setPrivate:
            let value = pop()
            guard case .symbol(let name) = pop() else { return }
            let target = stack[sp - 1]
            guard case .object(let object) = target, let own = lookup(object, .symbol(name)) else {
                throw typeError(
                    "Cannot write private member \(describe(.symbol(name) as PropertyKey)) to an object whose class did not declare it")
            }
            if case .accessor(let index) = own.value {
                let setter = heap.accessors[Int(index)].setter
                if setter.isNone { throw typeError("'\(describe(.symbol(name) as PropertyKey))' was defined without a setter") }
                _ = try call(.object(setter), target, value)
            } else {
                guard own.attributes.contains(.writable) else {
                    throw typeError("Private method '\(describe(.symbol(name) as PropertyKey))' is not writable")
                }
                defineOwn(object, .symbol(name), value, .writable)
            }
            stack[sp - 1] = value
        default:
            guard case .object(let object) = pop() else {
                throw typeError("Cannot use 'in' operator to search for a private name in a primitive")
            }
            guard case .symbol(let name) = stack[sp - 1] else { return }
            stack[sp - 1] = .boolean(lookup(object, .symbol(name)) != nil)
        }
    }

    // MARK: Classes

    mutating func interpretClass(_ instruction: Instruction) throws(Abrupt) {
        switch instruction.opcode {
        case .newClass: try newClass(CodeID(instruction.operand), isDerived: instruction.small == 1)
        case .addField:
            let initializer = pop()
            let key = try fieldKey(pop())
            if case .object(let prototype) = stack[sp - 1] { setHomeObject(of: initializer, prototype) }
            appendField(ClassField(key: key, content: .field(initializer)), to: stack[sp - 2])
        case .addPrivateMethod:
            let method = pop()
            guard case .symbol(let name) = pop() else { return }
            let isStatic = instruction.operand == 1
            if case .object(let home) = stack[isStatic ? sp - 2 : sp - 1] { setHomeObject(of: method, home) }
            let content: ClassField.Content
            switch instruction.small {
            case MethodKind.getter: content = .getter(method)
            case MethodKind.setter: content = .setter(method)
            default: content = .method(method)
            }
            if isStatic {
                if case .object(let constructor) = stack[sp - 2] { try addPrivateMethod(constructor, name, content) }
            } else {
                appendField(ClassField(key: .privateName(name), content: content), to: stack[sp - 2])
            }
        case .defineStaticField:
            let initializer = pop()
            let key = try fieldKey(pop())
            guard case .object(let constructor) = stack[sp - 1] else { return }
            setHomeObject(of: initializer, constructor)
            let value = initializer.isUndefined ? .undefined : try call(initializer, .object(constructor))
            switch key {
            case .property(let property): put(constructor, property, value)
            case .privateName(let name): try addPrivateField(constructor, name, value)
            }
        case .callStatic:
            let block = pop()
            if case .object(let constructor) = stack[sp - 1] { setHomeObject(of: block, constructor) }
            _ = try call(block, stack[sp - 1])
        case .initializeFields:
            let constructor = pop()
            if case .object(let instance) = stack[sp - 1], case .object(let function) = constructor {
                try initializeFields(instance, of: function)
            }
        case .derivedReturn:
            let bound = pop()
            if stack[sp - 1].isObject { return }
            guard stack[sp - 1].isUndefined else { throw typeError("Derived constructors may only return object or undefined") }
            if bound.isUninitialized {
                throw referenceError(
                    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor")
            }
            stack[sp - 1] = bound
        case .superCall:
            guard case .object(let list) = pop() else { return }
            let newTarget = pop()
            guard case .object(let function) = stack[sp - 1] else { return }
            let parent = heap[function].prototype
            guard !parent.isNone, isConstructor(.object(parent)) else { throw typeError("Super constructor is not a constructor") }
            let result = try construct(.object(parent), arguments: elements(list), newTarget: newTarget)
            stack[sp - 1] = result
        default:
            let old = pop()
            if !old.isUninitialized { throw referenceError("Super constructor may only be called once") }
        }
    }

    private mutating func fieldKey(_ value: Value) throws(Abrupt) -> ClassField.Key {
        if case .symbol(let symbol) = value, heap.symbols[Int(symbol.index)].isPrivate { return .privateName(symbol) }
        return .property(try toPropertyKey(value))
    }

    private mutating func setHomeObject(of function: Value, _ home: ObjectID) {
        if case .object(let object) = function { heap.functions[Int(heap[object].payload)].homeObject = home }
    }

    private mutating func appendField(_ field: ClassField, to constructor: Value) {
        guard case .object(let object) = constructor else { return }
        let function = Int(heap[object].payload)
        if heap.functions[function].fields < 0 {
            heap.functions[function].fields = Int32(classFields.count)
            classFields.append([])
        }
        classFields[Int(heap.functions[function].fields)].append(field)
    }

    /// [superclass → constructor prototype]
    private mutating func newClass(_ id: CodeID, isDerived: Bool) throws(Abrupt) {
        var protoParent = realm.objectPrototype
        var constructorParent = realm.functionPrototype
        if isDerived {
            let superclass = stack[sp - 1]
            switch superclass {
            case .null: protoParent = .none
            case .object(let parent) where isConstructor(superclass):
                switch try get(parent, .known(.prototype)) {
                case .object(let prototype): protoParent = prototype
                case .null: protoParent = .none
                default: throw typeError("Class extends value does not have valid prototype property")
                }
                constructorParent = parent
            default: throw typeError("Class extends value \(describe(superclass)) is not a constructor or null")
            }
        }
        let prototype = heap.makeObject(.ordinary, prototype: protoParent)
        let constructor = makeClosure(id, context: context)
        heap[constructor].prototype = constructorParent
        let function = Int(heap[constructor].payload)
        heap.functions[function].isConstructor = true
        heap.functions[function].homeObject = prototype
        materialize(constructor)
        put(constructor, .known(.prototype), .object(prototype), [])
        put(prototype, .known(.constructor), .object(constructor), .hidden)
        stack[sp - 1] = .object(constructor)
        push(.object(prototype))
    }
}
