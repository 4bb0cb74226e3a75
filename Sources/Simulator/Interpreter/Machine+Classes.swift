import JavaScript

/// `super`, private names and class definitions.
extension Machine {
    // MARK: super

    /// GetSuperBase: the object above the running method's home object. https://tc39.es/ecma262/#sec-getsuperbase
    private mutating func superBase(_ function: Value) -> Value {
        guard case .object(let object) = function else { return .null }
        let home = functionRecord(object).homeObject
        return home.isNone || heap[home].prototype.isNone ? .null : .object(heap[home].prototype)
    }

    mutating func interpretSuper(_ instruction: Instruction) throws(Abrupt) {
        switch instruction.opcode {
        case .superBase: stack.top = superBase(stack.top)
        case .getSuperProperty:
            let base = stack.pop()
            try getSuper(base, propertyKey(instruction.operand))
        case .getSuperElement:
            let key = stack.pop()
            let base = stack.pop()
            if !base.isObject { try refuseSuperBase(key) }
            try getSuper(base, toPropertyKey(key))
        case .setSuperProperty:
            let value = stack.pop()
            let base = stack.pop()
            try setSuper(base, propertyKey(instruction.operand), value)
        case .throwSuperDelete: throw referenceError("a property of 'super' cannot be deleted")
        default:
            let value = stack.pop()
            let key = stack.pop()
            let base = stack.pop()
            if !base.isObject { try refuseSuperBase(key) }
            try setSuper(base, toPropertyKey(key), value)
        }
    }

    /// ToObject of a base that is null comes before ToPropertyKey.
    private mutating func refuseSuperBase(_ key: Value) throws(Abrupt) {
        throw typeError("Cannot read or set properties of 'super' where the prototype is null\(keyNote(key))")
    }

    /// [this → v]
    private mutating func getSuper(_ base: Value, _ key: PropertyKey) throws(Abrupt) {
        guard case .object(let parent) = base else { return try refuseSuperBase(value(of: key)) }
        let value = try get(parent, key, receiver: stack.top)
        stack.top = value
    }

    /// [this → v]
    private mutating func setSuper(_ base: Value, _ key: PropertyKey, _ value: Value) throws(Abrupt) {
        guard case .object(let parent) = base else { return try refuseSuperBase(self.value(of: key)) }
        if try !set(parent, key, value, receiver: stack.top) { throw setError(stack.top, key) }
        stack.top = value
    }

    // MARK: Private names

    mutating func interpretPrivate(_ instruction: Instruction) throws(Abrupt) {
        switch instruction.opcode {
        case .newPrivateName:
            heap.symbols.append(SymbolRecord(description: StringID(name: NameID(UInt32(instruction.operand))), isPrivate: true))
            stack.push(.symbol(SymbolID(index: Int32(heap.symbols.count - 1))))
        case .getPrivate:
            guard case .symbol(let name) = stack.pop() else { return }
            let target = stack.top
            guard case .object(let object) = target, let own = lookup(object, .symbol(name)) else {
                throw missingPrivate(name, of: target, isRead: true)
            }
            guard case .accessor(let index) = own.value else {
                stack.top = own.value
                return
            }
            let getter = heap.accessors[Int(index)].getter
            if getter.isNone { throw typeError("'\(describe(.symbol(name) as PropertyKey))' was defined without a getter") }
            let value = try call(.object(getter), target)
            stack.top = value
        case .setPrivate:
            let value = stack.pop()
            guard case .symbol(let name) = stack.pop() else { return }
            let target = stack.top
            guard case .object(let object) = target, let own = lookup(object, .symbol(name)) else {
                throw missingPrivate(name, of: target, isRead: false)
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
            stack.top = value
        default:
            let target = stack.pop()
            guard case .symbol(let name) = stack.top else { return }
            guard case .object(let object) = target else {
                let key = describe(.symbol(name) as PropertyKey)
                throw typeError("Cannot use 'in' operator to search for '\(key)' in \(plainText(of: target))")
            }
            stack.top = .boolean(lookup(object, .symbol(name)) != nil)
        }
    }

    /// The TypeError of a value that has no such private name, in V8's words: it looks for methods and accessors by their class.
    private mutating func missingPrivate(_ name: SymbolID, of target: Value, isRead: Bool) -> Abrupt {
        let record = heap.symbols[Int(name.index)]
        if !record.owner.isNone {
            let given = dataProperty(record.owner, .known(.name)) ?? ""
            let className = given.isEmpty ? "anonymous" : given
            if record.isStatic { return typeError("Receiver must be class \(className)") }
            if target.isNullish { return typeError("Cannot read properties of \(describe(target)) (reading '\(className)')") }
            return typeError("Receiver must be an instance of class \(className)")
        }
        let key = describe(.symbol(name) as PropertyKey)
        if target.isNullish {
            let what = describe(target)
            return typeError(
                isRead ? "Cannot read properties of \(what) (reading '\(key)')" : "Cannot set properties of \(what) (setting '\(key)')")
        }
        return typeError(
            "Cannot \(isRead ? "read private member \(key) from" : "write private member \(key) to") an object whose class did not declare it"
        )
    }

    // MARK: Classes

    mutating func interpretClass(_ instruction: Instruction) throws(Abrupt) {
        switch instruction.opcode {
        case .newClass:
            budget.steps += Self.classSteps
            try newClass(CodeID(instruction.operand), isDerived: instruction.small == 1)
        case .addField:
            let initializer = stack.pop()
            let key = try fieldKey(stack.pop())
            if case .object(let prototype) = stack.top { setHomeObject(of: initializer, prototype) }
            let content: ClassField.Content = instruction.small == 1 ? .functionField(initializer) : .field(initializer)
            appendField(ClassField(key: key, content: content), to: stack[below: 1])
        case .addPrivateMethod:
            let method = stack.pop()
            guard case .symbol(let name) = stack.pop() else { return }
            let isStatic = instruction.operand == 1
            if case .object(let constructor) = stack[below: 1] {
                heap.symbols[Int(name.index)].owner = constructor
                heap.symbols[Int(name.index)].isStatic = isStatic
            }
            if case .object(let home) = stack[isStatic ? stack.count - 2 : stack.count - 1] { setHomeObject(of: method, home) }
            let content: ClassField.Content
            switch instruction.small {
            case MethodKind.getter: content = .getter(method)
            case MethodKind.setter: content = .setter(method)
            default: content = .method(method)
            }
            if isStatic {
                if case .object(let constructor) = stack[below: 1] { try addPrivateMethod(constructor, name, content) }
            } else {
                appendField(ClassField(key: .privateName(name), content: content), to: stack[below: 1])
            }
        case .defineStaticField:
            let initializer = stack.pop()
            let key = try fieldKey(stack.pop())
            guard case .object(let constructor) = stack.top else { return }
            setHomeObject(of: initializer, constructor)
            let value = initializer.isUndefined ? .undefined : try call(initializer, .object(constructor))
            if instruction.small == 1, case .property(let property) = key { nameFunction(value, property) }
            switch key {
            case .property(let property): try createDataProperty(constructor, property, value)
            case .privateName(let name): try addPrivateField(constructor, name, value)
            }
        case .callStatic:
            let block = stack.pop()
            if case .object(let constructor) = stack.top { setHomeObject(of: block, constructor) }
            _ = try call(block, stack.top)
        case .initializeFields:
            let constructor = stack.pop()
            if case .object(let instance) = stack.top, case .object(let function) = constructor {
                try initializeFields(instance, of: function)
            }
        case .derivedReturn:
            let bound = stack.pop()
            if stack.top.isObject { return }
            guard stack.top.isUndefined else { throw typeError("Derived constructors may only return object or undefined") }
            if bound.isUninitialized {
                throw referenceError(
                    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor")
            }
            stack.top = bound
        case .superCall:
            guard case .object(let list) = stack.pop() else { return }
            let newTarget = stack.pop()
            guard case .object(let function) = stack.top else { return }
            let parent = heap[function].prototype
            guard !parent.isNone, isConstructor(.object(parent)) else { throw superError(parent, of: function) }
            let result = try construct(.object(parent), arguments: elements(list), newTarget: newTarget)
            stack.top = result
        default:
            let old = stack.pop()
            if !old.isUninitialized { throw referenceError("Super constructor may only be called once") }
        }
    }

    /// The TypeError of `super()` where the parent is no constructor. Of `extends null` the parent is %Function.prototype%, whose name is empty.
    private mutating func superError(_ parent: ObjectID, of function: ObjectID) -> Abrupt {
        var what = "null"
        if !parent.isNone {
            let isFunction = heap[parent].isCallable
            let name = isFunction ? dataProperty(parent, .known(.name)) ?? "" : text(ofObject: parent)
            if !name.isEmpty { what = name }
        }
        let name = dataProperty(function, .known(.name)) ?? ""
        return typeError("Super constructor \(what) of \(name.isEmpty ? "anonymous class" : name) is not a constructor")
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
            heap.functions[function].fields = Int32(heap.classFields.count)
            heap.classFields.append([])
        }
        heap.classFields[Int(heap.functions[function].fields)].append(field)
    }

    /// [superclass → constructor prototype]
    private mutating func newClass(_ id: CodeID, isDerived: Bool) throws(Abrupt) {
        var protoParent = realm.objectPrototype
        var constructorParent = realm.functionPrototype
        if isDerived {
            let superclass = stack.top
            switch superclass {
            case .null: protoParent = .none
            case .object(let parent) where isConstructor(superclass):
                switch try get(parent, .known(.prototype)) {
                case .object(let prototype): protoParent = prototype
                case .null: protoParent = .none
                case let other: throw typeError("Class extends value does not have valid prototype property \(plainText(of: other))")
                }
                constructorParent = parent
            default: throw because(of: superclass, typeError("Class extends value \(describe(superclass)) is not a constructor or null"))
            }
        }
        let prototype = heap.makeObject(.ordinary, prototype: protoParent)
        let constructor = makeClosure(id, context: running.context)
        heap[constructor].prototype = constructorParent
        let function = Int(heap[constructor].payload)
        heap.functions[function].isConstructor = true
        heap.functions[function].homeObject = prototype
        materialize(constructor)
        put(constructor, .known(.prototype), .object(prototype), [])
        put(prototype, .known(.constructor), .object(constructor), .hidden)
        stack.top = .object(constructor)
        stack.push(.object(prototype))
    }
}
