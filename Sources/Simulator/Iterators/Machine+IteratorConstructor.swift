import JavaScript

/// The Iterator constructor and its prototype. https://tc39.es/ecma262/#sec-iterator-constructor
extension Machine {
    mutating func installIteratorConstructor() {
        let prototype = realm.iteratorPrototype
        let constructor = makeNative("Iterator", 0, isConstructor: true) { machine, arguments throws(Abrupt) in
            try machine.requireNew(arguments, "Iterator")
            if arguments.newTarget == .object(arguments.function) {
                throw machine.typeError("Abstract class Iterator not directly constructable")
            }
            let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
            return .object(machine.heap.makeObject(.ordinary, prototype: own))
        }
        put(constructor, .known(.prototype), .object(prototype), [])
        put(realm.global, key("Iterator"), .object(constructor), .hidden)
        installWeirdAccessor(prototype, .known(.constructor), "constructor", .object(constructor))
        installWeirdAccessor(prototype, .symbol(realm.symbolToStringTag), "[Symbol.toStringTag]", string("Iterator"))
        installWrapping(constructor)
        installConcatenation(constructor)
        installZipping(constructor)
        installIteratorHelpers(prototype)
        installIteratorConsumers(prototype)
    }

    /// An accessor that acts as a data property, but for its own object: SetterThatIgnoresPrototypeProperties.
    private mutating func installWeirdAccessor(_ home: ObjectID, _ property: PropertyKey, _ name: String, _ value: Value) {
        let getter = makeNative("get \(name)", 0) { _, _ throws(Abrupt) in value }
        let setter = makeNative("set \(name)", 1) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = arguments.thisValue else {
                throw machine.typeError("Iterator.prototype.\(name) setter called on non-object")
            }
            if object == home { throw machine.typeError("Cannot assign to this property") }
            let given = machine.argument(arguments, 0)
            if try machine.getOwnProperty(object, property) == nil {
                try machine.createDataProperty(object, property, given)
            } else {
                try machine.set(object, property, given)
            }
            return .undefined
        }
        defineAccessor(home, property, getter: getter, setter: setter, .configurable)
    }

    /// Iterator.from, and %WrapForValidIteratorPrototype%.
    private mutating func installWrapping(_ constructor: ObjectID) {
        let wrapping = heap.makeObject(.ordinary, prototype: realm.iteratorPrototype)
        func wrapped(_ machine: inout Machine, _ arguments: Arguments, _ method: String) throws(Abrupt) -> Iterator {
            guard case .object(let object) = arguments.thisValue, machine.heap[object].kind == .wrappedIterator else {
                throw machine.incompatibleReceiver(arguments.thisValue, "%WrapForValidIteratorPrototype%.\(method)")
            }
            return machine.heap.iteratorHelpers[Int(machine.heap[object].payload)].underlying
        }
        define(wrapping, "next", 0) { machine, arguments throws(Abrupt) in
            let iterator = try wrapped(&machine, arguments, "next")
            return try machine.call(iterator.next, iterator.iterator)
        }
        define(wrapping, "return", 0) { machine, arguments throws(Abrupt) in
            let iterator = try wrapped(&machine, arguments, "return")
            let method = try machine.getMethod(iterator.iterator, .known(.return))
            if method.isUndefined { return .object(machine.iteratorResult(.undefined, isDone: true)) }
            return try machine.call(method, iterator.iterator)
        }
        define(constructor, "from", 1) { machine, arguments throws(Abrupt) in
            let iterator = try machine.flattenable(machine.argument(arguments, 0), acceptsStrings: true, for: "Iterator.from")
            if try machine.ordinaryHasInstance(.object(constructor), iterator.iterator) { return iterator.iterator }
            return .object(
                machine.makeHelper(IteratorHelper(kind: .map, underlying: iterator), .wrappedIterator, prototype: wrapping))
        }
    }

    /// GetIteratorFlattenable. https://tc39.es/ecma262/#sec-getiteratorflattenable
    mutating func flattenable(_ value: Value, acceptsStrings: Bool, for method: String) throws(Abrupt) -> Iterator {
        var isString = false
        if case .string = value { isString = true }
        guard value.isObject || (isString && acceptsStrings) else { throw typeError("\(method) called on non-object") }
        let opening = try getMethod(value, .symbol(realm.symbolIterator))
        let iterator = opening.isUndefined ? value : try call(opening, value)
        return try requireIterator(iterator)
    }

    /// What a method gave as an iterator, which must be an object.
    mutating func requireIterator(_ value: Value) throws(Abrupt) -> Iterator {
        guard case .object(let object) = value else { throw typeError("\(plainText(of: value)) is not an object") }
        return try direct(object)
    }

    /// A new object that is an iterator around another one: an Iterator Helper, if nothing else is said.
    mutating func makeHelper(
        _ helper: IteratorHelper, _ kind: ObjectKind = .iteratorHelper, prototype: ObjectID? = nil
    ) -> ObjectID {
        heap.iteratorHelpers.append(helper)
        budget.steps += Self.lookupSteps
        return heap.makeObject(
            kind, prototype: prototype ?? realm.iteratorHelperPrototype, payload: Int32(heap.iteratorHelpers.count - 1))
    }

    /// Iterator.concat. https://tc39.es/ecma262/#sec-iterator.concat
    private mutating func installConcatenation(_ constructor: ObjectID) {
        define(constructor, "concat", 0) { machine, arguments throws(Abrupt) in
            let list = machine.makeArray()
            for index in 0..<arguments.count {
                let item = machine.argument(arguments, index)
                guard item.isObject else { throw machine.typeError("\(machine.plainText(of: item)) is not an object") }
                let method = try machine.getMethod(item, .symbol(machine.realm.symbolIterator))
                if method.isUndefined { throw machine.typeError("\(machine.plainText(of: item)) is not iterable") }
                machine.appendElement(list, item)
                machine.appendElement(list, method)
            }
            let nothing = Iterator(iterator: .undefined, next: .undefined)
            return .object(machine.makeHelper(IteratorHelper(kind: .concat, underlying: nothing, function: .object(list))))
        }
    }
}
