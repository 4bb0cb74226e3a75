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

    /// The cell of an export; `nil` where there is none, or more than one.
    private mutating func cell(ofExport name: NameID, _ object: ObjectID) -> Int32? {
        guard case .found(let owner, let binding) = resolveExport(module(ofNamespace: object), name, keepsOwn: true) else { return nil }
        return cell(of: owner, binding)
    }

    /// Whether a key is the `__esModule` that only the namespace has that `require()` gives.
    private mutating func isMark(_ key: PropertyKey, of object: ObjectID) -> Bool {
        !commonJS.markedObjects.isEmpty && commonJS.markedObjects.contains(object) && key == self.key("__esModule")
    }

    /// Whether the `__esModule` of namespaces can be read and is not listed among their properties.
    private var hidesMarks: Bool { host.commonJS?.marks == .all }

    mutating func isHiddenMark(_ key: PropertyKey, of object: ObjectID) -> Bool { hidesMarks && isMark(key, of: object) }

    private mutating func insertMark(into names: inout [NameID]) {
        let mark = strings.names.intern("__esModule")
        let table = strings.names
        let place = names.firstIndex { name in
            table.withCodeUnits(of: mark) { mark in table.withCodeUnits(of: name) { mark.lexicographicallyPrecedes($0) } }
        }
        names.insert(mark, at: place ?? names.count)
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
        if isMark(key, of: object) {
            return hidesMarks ? nil : PropertyDescriptor(value: .boolean(true), attributes: [.writable, .enumerable])
        }
        guard let name = exportName(key), let cell = cell(ofExport: name, object) else {
            try throwIfStopped()
            return nil
        }
        let value = graph.cells[Int(cell)]
        if value.isUninitialized {
            let error = referenceError("Cannot access '\(strings.names.string(name))' before initialization")
            throw because(.exportDeadZone(module(ofNamespace: object), name), error)
        }
        return PropertyDescriptor(value: value, attributes: [.writable, .enumerable])
    }

    /// [[HasProperty]]
    mutating func namespaceHas(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Bool {
        if isSymbolLike(key, of: object) { return key == .symbol(realm.symbolToStringTag) }
        try prepareExportsList(object)
        let has = hasExport(object, key)
        try throwIfStopped()
        return has
    }

    /// Whether a name is there, whether or not a deferred module has been evaluated.
    mutating func hasExport(_ object: ObjectID, _ key: PropertyKey) -> Bool {
        if isMark(key, of: object) { return true }
        guard let name = exportName(key), case .found = resolveExport(module(ofNamespace: object), name, keepsOwn: true) else {
            return false
        }
        return true
    }

    /// [[OwnPropertyKeys]]
    mutating func namespaceOwnKeys(_ object: ObjectID) throws(Abrupt) -> [PropertyKey] {
        try prepareExportsList(object)
        let keys = namespaceKeys(object)
        try throwIfStopped()
        return keys
    }

    /// The keys that are there, whether or not a deferred module has been evaluated.
    mutating func namespaceKeys(_ object: ObjectID) -> [PropertyKey] {
        var names = namespaceNames(module(ofNamespace: object))
        if !hidesMarks, commonJS.markedObjects.contains(object) { insertMark(into: &names) }
        return names.map { name in
            StringHeap.arrayIndex(strings.names.codeUnits(of: name)).map { .index($0) } ?? .name(name)
        } + [.symbol(realm.symbolToStringTag)]
    }

    /// The value behind a key of ``namespaceKeys(_:)``, uninitialised in its dead zone. Never evaluates a module.
    mutating func valueOfExport(_ object: ObjectID, _ key: PropertyKey) -> Value {
        if isMark(key, of: object) { return .boolean(true) }
        guard let name = exportName(key), let cell = cell(ofExport: name, object) else { return .uninitialized }
        return graph.cells[Int(cell)]
    }
}
