import JavaScript

/// Module Namespace Exotic Objects. https://tc39.es/ecma262/#sec-module-namespace-exotic-objects
extension Machine {
    /// GetModuleNamespace. https://tc39.es/ecma262/#sec-getmodulenamespace
    mutating func namespaceObject(_ id: ModuleID, phase: ImportPhase = .evaluation) -> ObjectID {
        let isDeferred = phase == .defer
        let known = isDeferred ? graph[id].deferredNamespace : graph[id].namespace
        if !known.isNone { return known }
        // [[Module]] and [[Deferred]] in one.
        let object = heap.makeObject(.namespace, prototype: .none, payload: isDeferred ? -1 - id.index : id.index)
        heap[object].isExtensible = false
        if isDeferred { graph[id].deferredNamespace = object } else { graph[id].namespace = object }
        return object
    }

    /// [[Module]] of a namespace object.
    private mutating func module(ofNamespace object: ObjectID) -> ModuleID {
        let payload = heap[object].payload
        return ModuleID(index: payload < 0 ? -1 - payload : payload)
    }

    /// [[Deferred]] of a namespace object.
    mutating func isDeferred(_ object: ObjectID) -> Bool { heap[object].kind == .namespace && heap[object].payload < 0 }

    /// IsSymbolLikeNamespaceKey: a deferred namespace has no `then`, so that it can be the value of a promise.
    /// https://tc39.es/proposal-defer-import-eval/#sec-IsSymbolLikeNamespaceKey
    private mutating func isSymbolLike(_ key: PropertyKey, of object: ObjectID) -> Bool {
        if case .symbol = key { return true }
        return key == .known(.then) && isDeferred(object)
    }

    /// GetModuleExportsList: looking at a deferred namespace evaluates its module.
    /// https://tc39.es/proposal-defer-import-eval/#sec-GetModuleExportsList
    private mutating func prepareExportsList(_ object: ObjectID) throws(Abrupt) {
        if isDeferred(object) { try evaluateModuleSync(module(ofNamespace: object)) }
    }

    /// Deviation: its names are resolved when it is first looked at, and not when it is made, which nobody can tell: every module of the graph has been loaded by then.
    private mutating func namespaceRecord(_ object: ObjectID) -> NamespaceRecord {
        let id = module(ofNamespace: object)
        if let known = graph.namespaces[id.index] { return known }
        var record = NamespaceRecord(names: [], cells: [:])
        for name in exportedNames(id) {
            if case .found(let owner, let binding) = resolveExport(id, name) {
                record.names.append(name)
                record.cells[name] = cell(of: owner, binding)
            }
        }
        let table = strings.names
        record.names.sort { table.codeUnits(of: $0).lexicographicallyPrecedes(table.codeUnits(of: $1)) }
        graph.namespaces[id.index] = record
        return record
    }

    private mutating func exportName(_ key: PropertyKey) -> NameID? {
        switch key {
        case .name(let name): name
        case .index(let index): strings.names.intern(String(index))
        case .symbol: nil
        }
    }

    /// [[GetOwnProperty]]: reading a binding in its dead zone throws.
    mutating func getOwnNamespaceProperty(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> PropertyDescriptor? {
        if isSymbolLike(key, of: object) {
            guard key == .symbol(realm.symbolToStringTag) else { return nil }
            return PropertyDescriptor(value: string(isDeferred(object) ? "Deferred Module" : "Module"), attributes: [])
        }
        try prepareExportsList(object)
        guard let name = exportName(key), let cell = namespaceRecord(object).cells[name] else { return nil }
        let value = graph.cells[Int(cell)]
        if value.isUninitialized { throw referenceError("Cannot access '\(strings.names.string(name))' before initialization") }
        return PropertyDescriptor(value: value, attributes: [.writable, .enumerable])
    }

    /// [[HasProperty]]
    mutating func namespaceHas(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Bool {
        if isSymbolLike(key, of: object) { return key == .symbol(realm.symbolToStringTag) }
        try prepareExportsList(object)
        guard let name = exportName(key) else { return false }
        return namespaceRecord(object).cells[name] != nil
    }

    /// [[OwnPropertyKeys]]
    mutating func namespaceOwnKeys(_ object: ObjectID) throws(Abrupt) -> [PropertyKey] {
        try prepareExportsList(object)
        return namespaceKeys(object)
    }

    /// The keys that are there, whether or not a deferred module has been evaluated.
    mutating func namespaceKeys(_ object: ObjectID) -> [PropertyKey] {
        let names = namespaceRecord(object).names
        return names.map { name in
            StringHeap.arrayIndex(strings.names.codeUnits(of: name)).map { .index($0) } ?? .name(name)
        } + [.symbol(realm.symbolToStringTag)]
    }

    /// The value behind a key of ``namespaceKeys(_:)``, uninitialised in its dead zone. Never evaluates a module.
    mutating func valueOfExport(_ object: ObjectID, _ key: PropertyKey) -> Value {
        guard let name = exportName(key), let cell = namespaceRecord(object).cells[name] else { return .uninitialized }
        return graph.cells[Int(cell)]
    }
}
