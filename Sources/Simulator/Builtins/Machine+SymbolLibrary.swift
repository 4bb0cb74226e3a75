import JavaScript

/// Symbol Objects. https://tc39.es/ecma262/#sec-symbol-objects
extension Machine {
    mutating func installSymbolLibrary() {
        let prototype = makeLibraryObject()
        realm.symbolPrototype = prototype
        let constructor = defineConstructor("Symbol", 0, prototype: prototype) { machine, arguments throws(Abrupt) in
            if !arguments.newTarget.isUndefined { throw machine.typeError("Symbol is not a constructor") }
            let value = machine.argument(arguments, 0)
            let description = value.isUndefined ? nil : try machine.toString(value)
            return .symbol(machine.makeSymbol(description))
        }
        for (name, symbol) in [
            ("iterator", realm.symbolIterator), ("asyncIterator", realm.symbolAsyncIterator),
            ("toStringTag", realm.symbolToStringTag), ("toPrimitive", realm.symbolToPrimitive),
            ("hasInstance", realm.symbolHasInstance), ("species", realm.symbolSpecies),
            ("unscopables", realm.symbolUnscopables), ("isConcatSpreadable", realm.symbolIsConcatSpreadable),
            ("match", realm.symbolMatch), ("matchAll", realm.symbolMatchAll), ("replace", realm.symbolReplace),
            ("search", realm.symbolSearch), ("split", realm.symbolSplit), ("dispose", realm.symbolDispose),
            ("asyncDispose", realm.symbolAsyncDispose),
        ] {
            put(constructor, key(name), .symbol(symbol), [])
        }
        installSymbolRegistry(constructor)

        define(prototype, "toString", 0) { machine, arguments throws(Abrupt) in
            let symbol = try machine.thisSymbol(arguments, "toString")
            if let description = machine.heap.symbols[Int(symbol.index)].description {
                // Put together anew each time.
                machine.budget.steps += machine.strings.length(description) >> 1
            }
            let text = machine.describe(.symbol(symbol) as PropertyKey)
            return machine.string(text)
        }
        define(prototype, "valueOf", 0) { machine, arguments throws(Abrupt) in
            .symbol(try machine.thisSymbol(arguments, "valueOf"))
        }
        define(prototype, realm.symbolToPrimitive, "[Symbol.toPrimitive]", 1, .configurable) { machine, arguments throws(Abrupt) in
            .symbol(try machine.thisSymbol(arguments, "[Symbol.toPrimitive]"))
        }
        defineGetter(prototype, key("description"), "description") { machine, arguments throws(Abrupt) in
            let symbol = try machine.thisSymbol(arguments, "description")
            return machine.heap.symbols[Int(symbol.index)].description.map { .string($0) } ?? .undefined
        }
        defineTag(prototype, "Symbol")
    }

    mutating func makeSymbol(_ description: StringID?) -> SymbolID {
        heap.symbols.append(SymbolRecord(description: description))
        return SymbolID(index: Int32(heap.symbols.count - 1))
    }

    private mutating func thisSymbol(_ arguments: Arguments, _ method: String) throws(Abrupt) -> SymbolID {
        guard case .symbol(let symbol) = unwrapPrimitive(arguments.thisValue) else {
            throw typeError("Symbol.prototype.\(method) requires that 'this' be a Symbol")
        }
        return symbol
    }

    /// Whether `Symbol.for` made it.
    mutating func isRegistered(_ symbol: SymbolID) -> Bool { heap.registeredSymbols.contains(symbol) }

    /// What `Symbol.for` has made of a text; `nil` where nobody has asked for it.
    mutating func registeredSymbol(_ name: String) -> SymbolID? {
        guard case .symbol(let symbol)? = getOwn(realm.symbolRegistry, key(name))?.value else { return nil }
        return symbol
    }

    /// The symbol of a text, for everybody who asks with that text.
    mutating func register(_ text: StringID) -> SymbolID {
        let key = strings.propertyKey(text)
        if case .symbol(let known)? = getOwn(realm.symbolRegistry, key)?.value { return known }
        budget.steps += Self.entrySteps
        let symbol = makeSymbol(text)
        heap.registeredSymbols.insert(symbol)
        put(realm.symbolRegistry, key, .symbol(symbol))
        return symbol
    }

    /// The GlobalSymbolRegistry is an object that nobody sees: its keys are the symbols' keys.
    private mutating func installSymbolRegistry(_ constructor: ObjectID) {
        realm.symbolRegistry = heap.makeObject(.ordinary, prototype: .none)
        let lookUp = makeNative("for", 1) { machine, arguments throws(Abrupt) in
            .symbol(machine.register(try machine.toString(machine.argument(arguments, 0))))
        }
        put(constructor, key("for"), .object(lookUp), .hidden)
        let keyFor = makeNative("keyFor", 1) { machine, arguments throws(Abrupt) in
            let value = machine.argument(arguments, 0)
            guard case .symbol(let symbol) = value else { throw machine.typeError("\(machine.describe(value)) is not a symbol") }
            guard let text = machine.heap.symbols[Int(symbol.index)].description else { return .undefined }
            let key = machine.strings.propertyKey(text)
            return machine.getOwn(machine.realm.symbolRegistry, key)?.value == value ? .string(text) : .undefined
        }
        put(constructor, key("keyFor"), .object(keyFor), .hidden)
    }
}
