import JavaScript

/// Set Objects. https://tc39.es/ecma262/#sec-set-objects
extension Machine {
    mutating func installSets() {
        let prototype = makeLibraryObject()
        realm.setPrototype = prototype
        let constructor = defineConstructor("Set", 0, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.constructSet(arguments, .set, "Set", machine.realm.setPrototype)
        }
        defineGetter(constructor, .symbol(realm.symbolSpecies), "[Symbol.species]") { _, arguments throws(Abrupt) in arguments.thisValue }
        define(prototype, "add", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, .set, "Set.prototype.add")
            machine.collectionSet(object, machine.argument(arguments, 0), .undefined)
            return .object(object)
        }
        installSharedMethods(prototype, .set, "Set")
        let values = define(prototype, "values", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, .set, "Set.prototype.values")
            return .object(machine.makeCollectionIterator(object, .values))
        }
        put(prototype, key("keys"), .object(values), .hidden)
        put(prototype, .symbol(realm.symbolIterator), .object(values), .hidden)
        define(prototype, "entries", 0) { machine, arguments throws(Abrupt) in
            let object = try machine.thisCollection(arguments, .set, "Set.prototype.entries")
            return .object(machine.makeCollectionIterator(object, .entries))
        }
        installSetAlgebra(prototype)
        installSetComparison(prototype)
    }

    mutating func constructSet(
        _ arguments: Arguments, _ kind: ObjectKind, _ name: String, _ fallback: ObjectID
    ) throws(Abrupt) -> Value {
        try requireNew(arguments, name)
        let prototype = try prototypeFromConstructor(arguments.newTarget, fallback)
        let set = makeCollection(kind, prototype: prototype)
        let values = argument(arguments, 0)
        if values.isNullish { return .object(set) }
        let adder = try get(set, key("add"))
        guard isCallable(adder) else { throw typeError("'\(describe(adder))' returned for property 'add' of object is not a function") }
        try iterate(values) { machine, value throws(Abrupt) in
            try machine.countStep()
            _ = try machine.call(adder, .object(set), value)
            return true
        }
        return .object(set)
    }

    // MARK: Algebra

    /// A Set Record: what counts as the other set. https://tc39.es/ecma262/#sec-set-records
    private struct SetRecord {
        var object: ObjectID
        var size: Double
        var has: Value
        var keys: Value
    }

    private mutating func setRecord(_ value: Value) throws(Abrupt) -> SetRecord {
        guard case .object(let object) = value else { throw typeError("\(describe(value)) is not an object") }
        let size = try toNumber(get(object, key("size")))
        if size.isNaN { throw typeError("The 'size' property must be a number that is not NaN") }
        if size < 0 { throw rangeError("'\(formatNumber(size))' is an invalid size") }
        let has = try get(object, key("has"))
        guard isCallable(has) else { throw typeError("The 'has' property must be a function") }
        let keys = try get(object, key("keys"))
        guard isCallable(keys) else { throw typeError("The 'keys' property must be a function") }
        return SetRecord(object: object, size: size.rounded(.towardZero), has: has, keys: keys)
    }

    private mutating func contains(_ record: SetRecord, _ value: Value) throws(Abrupt) -> Bool {
        budget.steps += Self.lookupSteps
        try countStep()
        return toBoolean(try call(record.has, .object(record.object), value))
    }

    /// Calls `body` with each key of the other set until it says to stop.
    private mutating func forEachKey(
        _ other: SetRecord, _ body: (inout Machine, Value) throws(Abrupt) -> Bool
    ) throws(Abrupt) {
        let iterator = try call(other.keys, .object(other.object))
        guard case .object(let object) = iterator else { throw typeError("\(describe(iterator)) is not an object") }
        let next = try get(object, .known(.next))
        let record = Iterator(iterator: iterator, next: next)
        while let value = try stepValue(record) {
            budget.steps += Self.lookupSteps
            try countStep()
            if try !body(&self, value) {
                try closeIterator(iterator)
                return
            }
        }
    }

    private mutating func copy(ofSet set: ObjectID, _ isKept: (inout Machine, Value) throws(Abrupt) -> Bool) throws(Abrupt) -> ObjectID {
        let result = makeCollection(.set, prototype: realm.setPrototype)
        var position = 0
        while let (entry, next) = collectionEntry(set, from: position) {
            position = next
            if try isKept(&self, entry.key) { collectionSet(result, entry.key, .undefined) }
        }
        return result
    }

    private mutating func installSetAlgebra(_ prototype: ObjectID) {
        define(prototype, "union", 1) { machine, arguments throws(Abrupt) in
            let set = try machine.thisCollection(arguments, .set, "Set.prototype.union")
            let other = try machine.setRecord(machine.argument(arguments, 0))
            let result = try machine.copy(ofSet: set) { _, _ in true }
            try machine.forEachKey(other) { machine, value throws(Abrupt) in
                machine.collectionSet(result, value, .undefined)
                return true
            }
            return .object(result)
        }
        define(prototype, "intersection", 1) { machine, arguments throws(Abrupt) in
            let set = try machine.thisCollection(arguments, .set, "Set.prototype.intersection")
            let other = try machine.setRecord(machine.argument(arguments, 0))
            if Double(machine.collectionCount(set)) <= other.size {
                return .object(try machine.copy(ofSet: set) { machine, value throws(Abrupt) in try machine.contains(other, value) })
            }
            let result = machine.makeCollection(.set, prototype: machine.realm.setPrototype)
            try machine.forEachKey(other) { machine, value throws(Abrupt) in
                if machine.collectionContains(set, value) { machine.collectionSet(result, value, .undefined) }
                return true
            }
            return .object(result)
        }
        define(prototype, "difference", 1) { machine, arguments throws(Abrupt) in
            let set = try machine.thisCollection(arguments, .set, "Set.prototype.difference")
            let other = try machine.setRecord(machine.argument(arguments, 0))
            if Double(machine.collectionCount(set)) <= other.size {
                return .object(try machine.copy(ofSet: set) { machine, value throws(Abrupt) in try !machine.contains(other, value) })
            }
            let result = try machine.copy(ofSet: set) { _, _ in true }
            try machine.forEachKey(other) { machine, value throws(Abrupt) in
                _ = machine.collectionDelete(result, value)
                return true
            }
            return .object(result)
        }
        define(prototype, "symmetricDifference", 1) { machine, arguments throws(Abrupt) in
            let set = try machine.thisCollection(arguments, .set, "Set.prototype.symmetricDifference")
            let other = try machine.setRecord(machine.argument(arguments, 0))
            let result = try machine.copy(ofSet: set) { _, _ in true }
            try machine.forEachKey(other) { machine, value throws(Abrupt) in
                if machine.collectionContains(set, value) {
                    _ = machine.collectionDelete(result, value)
                } else {
                    machine.collectionSet(result, value, .undefined)
                }
                return true
            }
            return .object(result)
        }
    }

    private mutating func installSetComparison(_ prototype: ObjectID) {
        define(prototype, "isSubsetOf", 1) { machine, arguments throws(Abrupt) in
            let set = try machine.thisCollection(arguments, .set, "Set.prototype.isSubsetOf")
            let other = try machine.setRecord(machine.argument(arguments, 0))
            if Double(machine.collectionCount(set)) > other.size { return .boolean(false) }
            var position = 0
            while let (entry, next) = machine.collectionEntry(set, from: position) {
                position = next
                if try !machine.contains(other, entry.key) { return .boolean(false) }
            }
            return .boolean(true)
        }
        define(prototype, "isSupersetOf", 1) { machine, arguments throws(Abrupt) in
            let set = try machine.thisCollection(arguments, .set, "Set.prototype.isSupersetOf")
            let other = try machine.setRecord(machine.argument(arguments, 0))
            if Double(machine.collectionCount(set)) < other.size { return .boolean(false) }
            var isSuperset = true
            try machine.forEachKey(other) { machine, value throws(Abrupt) in
                isSuperset = machine.collectionContains(set, value)
                return isSuperset
            }
            return .boolean(isSuperset)
        }
        define(prototype, "isDisjointFrom", 1) { machine, arguments throws(Abrupt) in
            let set = try machine.thisCollection(arguments, .set, "Set.prototype.isDisjointFrom")
            let other = try machine.setRecord(machine.argument(arguments, 0))
            if Double(machine.collectionCount(set)) <= other.size {
                var position = 0
                while let (entry, next) = machine.collectionEntry(set, from: position) {
                    position = next
                    if try machine.contains(other, entry.key) { return .boolean(false) }
                }
                return .boolean(true)
            }
            var isDisjoint = true
            try machine.forEachKey(other) { machine, value throws(Abrupt) in
                isDisjoint = !machine.collectionContains(set, value)
                return isDisjoint
            }
            return .boolean(isDisjoint)
        }
    }
}
