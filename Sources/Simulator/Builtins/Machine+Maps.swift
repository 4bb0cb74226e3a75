import JavaScript

/// Map Objects. https://tc39.es/ecma262/#sec-map-objects
extension Machine {
    mutating func installMaps() {
        let prototype = makeLibraryObject()
        realm.mapPrototype = prototype
        let constructor = defineConstructor("Map", 0, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.constructMap(arguments, .map, "Map", machine.realm.mapPrototype)
        }
        defineGetter(constructor, .symbol(realm.symbolSpecies), "[Symbol.species]") { _, arguments throws(Abrupt) in arguments.thisValue }
        define(constructor, "groupBy", 2) { machine, arguments throws(Abrupt) in
            let callback = try machine.requireCallable(machine.argument(arguments, 1))
            let groups = machine.makeCollection(.map, prototype: machine.realm.mapPrototype)
            var index = 0
            try machine.iterate(machine.argument(arguments, 0)) { machine, item throws(Abrupt) in
                machine.budget.steps += Self.lookupSteps
                let key = try machine.call(callback, .undefined, item, Value(index))
                if case .object(let list) = machine.collectionGet(groups, key) {
                    machine.appendElement(list, item)
                } else {
                    machine.collectionSet(groups, key, .object(machine.makeArray([item])))
                }
                index += 1
                return true
            }
            return .object(groups)
        }
        define(prototype, "get", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, .map, "Map.prototype.get")
            return machine.collectionGet(object, machine.argument(arguments, 0)) ?? .undefined
        }
        define(prototype, "set", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, .map, "Map.prototype.set")
            machine.collectionSet(object, machine.argument(arguments, 0), machine.argument(arguments, 1))
            return .object(object)
        }
        installInserting(prototype, .map, "Map")
        installSharedMethods(prototype, .map, "Map")
        for (name, yields) in [("keys", IteratorRecord.Yield.keys), ("values", .values), ("entries", .entries)] {
            let method = define(prototype, name, 0) { machine, arguments throws(Abrupt) in
                let object = try machine.thisCollection(arguments, .map, "Map.prototype.\(name)")
                return .object(machine.makeCollectionIterator(object, yields))
            }
            if yields == .entries { put(prototype, .symbol(realm.symbolIterator), .object(method), .hidden) }
        }
    }

    /// A new map or weak map from an iterable of entries.
    mutating func constructMap(
        _ arguments: Arguments, _ kind: ObjectKind, _ name: String, _ fallback: ObjectID
    ) throws(Abrupt) -> Value {
        try requireNew(arguments, name)
        let prototype = try prototypeFromConstructor(arguments.newTarget, fallback)
        let map = makeCollection(kind, prototype: prototype)
        let entries = argument(arguments, 0)
        if entries.isNullish { return .object(map) }
        let adder = try get(map, .known(.set))
        guard isCallable(adder) else { throw typeError("'\(describe(adder))' returned for property 'set' of object is not a function") }
        try iterate(entries) { machine, entry throws(Abrupt) in
            try machine.countStep()
            guard case .object(let pair) = entry else {
                throw machine.typeError("Iterator value \(machine.plainText(of: entry)) is not an entry object")
            }
            let key = try machine.getElement(pair, 0)
            let value = try machine.getElement(pair, 1)
            _ = try machine.call(adder, .object(map), key, value)
            return true
        }
        return .object(map)
    }

    // MARK: Weak collections

    /// WeakMap and WeakSet. Nothing is ever collected during a run, so they hold what they hold.
    mutating func installWeakCollections() {
        realm.weakMapPrototype = makeLibraryObject()
        realm.weakSetPrototype = makeLibraryObject()
        defineConstructor("WeakMap", 0, prototype: realm.weakMapPrototype) { machine, arguments throws(Abrupt) in
            try machine.constructMap(arguments, .weakMap, "WeakMap", machine.realm.weakMapPrototype)
        }
        defineConstructor("WeakSet", 0, prototype: realm.weakSetPrototype) { machine, arguments throws(Abrupt) in
            try machine.constructSet(arguments, .weakSet, "WeakSet", machine.realm.weakSetPrototype)
        }
        for (prototype, kind, name) in [
            (realm.weakMapPrototype, ObjectKind.weakMap, "WeakMap"), (realm.weakSetPrototype, .weakSet, "WeakSet"),
        ] {
            define(prototype, "has", 1) { machine, arguments throws(Abrupt) in
                let object = try machine.thisCollection(arguments, kind, "\(name).prototype.has")
                return .boolean(machine.collectionContains(object, machine.argument(arguments, 0)))
            }
            define(prototype, "delete", 1) { machine, arguments throws(Abrupt) in
                let object = try machine.thisCollection(arguments, kind, "\(name).prototype.delete")
                return .boolean(machine.collectionDelete(object, machine.argument(arguments, 0)))
            }
            defineTag(prototype, name)
        }
        define(realm.weakMapPrototype, "get", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, .weakMap, "WeakMap.prototype.get")
            return machine.collectionGet(object, machine.argument(arguments, 0)) ?? .undefined
        }
        define(realm.weakMapPrototype, "set", 2) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, .weakMap, "WeakMap.prototype.set")
            try machine.requireWeakKey(machine.argument(arguments, 0), "Invalid value used as weak map key")
            machine.collectionSet(object, machine.argument(arguments, 0), machine.argument(arguments, 1))
            return .object(object)
        }
        installInserting(realm.weakMapPrototype, .weakMap, "WeakMap")
        define(realm.weakSetPrototype, "add", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, .weakSet, "WeakSet.prototype.add")
            try machine.requireWeakKey(machine.argument(arguments, 0), "Invalid value used in weak set")
            machine.collectionSet(object, machine.argument(arguments, 0), .undefined)
            return .object(object)
        }
        installWeakReferences()
    }

    /// CanBeHeldWeakly: an object, or a symbol that is in no registry. https://tc39.es/ecma262/#sec-canbeheldweakly
    mutating func requireWeakKey(_ value: Value, _ message: String) throws(Abrupt) {
        switch value {
        case .object: break
        case .symbol(let symbol) where !isRegistered(symbol): break
        default: throw typeError(message)
        }
    }

    /// `getOrInsert` and `getOrInsertComputed`. https://tc39.es/ecma262/#sec-map.prototype.getorinsert
    private mutating func installInserting(_ prototype: ObjectID, _ kind: ObjectKind, _ name: String) {
        for (method, isComputed) in [("getOrInsert", false), ("getOrInsertComputed", true)] {
            define(prototype, method, 2) { machine, arguments throws(Abrupt) in
                let object = try machine.thisCollection(arguments, kind, "\(name).prototype.\(method)")
                var key = machine.argument(arguments, 0)
                if kind == .weakMap { try machine.requireWeakKey(key, "Invalid value used as weak map key") }
                var value = machine.argument(arguments, 1)
                if isComputed { try machine.requireCallable(value) }
                if case .number(let number) = key, number == 0 { key = .number(0) }
                if let known = machine.collectionGet(object, key) { return known }
                if isComputed { value = try machine.call(value, .undefined, key) }
                machine.collectionSet(object, key, value)
                return value
            }
        }
    }
}
