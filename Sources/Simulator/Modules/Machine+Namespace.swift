import JavaScript

/// Module Namespace Exotic Objects. https://tc39.es/ecma262/#sec-module-namespace-exotic-objects
extension Machine {
    /// What a namespace object shows: its names in code unit order, and the cell of each.
    struct NamespaceRecord {
        var names: [NameID]
        var cells: [NameID: Int32]
    }

    /// GetModuleNamespace. https://tc39.es/ecma262/#sec-getmodulenamespace
    mutating func namespaceObject(_ id: ModuleID) -> ObjectID {
        let known = modules[Int(id.index)].namespace
        if !known.isNone { return known }
        let object = heap.makeObject(.namespace, prototype: .none, payload: id.index)
        heap[object].isExtensible = false
        modules[Int(id.index)].namespace = object
        return object
    }

    /// Deviation: its names are resolved when it is first looked at, and not when it is made, which nobody can tell: every module of the graph has been loaded by then.
    private mutating func namespaceRecord(_ object: ObjectID) -> NamespaceRecord {
        let id = ModuleID(index: heap[object].payload)
        if let known = namespaces[id.index] { return known }
        var record = NamespaceRecord(names: [], cells: [:])
        for name in exportedNames(id) {
            if case .found(let owner, let binding) = resolveExport(id, name) {
                record.names.append(name)
                record.cells[name] = cell(of: owner, binding)
            }
        }
        let table = strings.names
        record.names.sort { table.codeUnits(of: $0).lexicographicallyPrecedes(table.codeUnits(of: $1)) }
        namespaces[id.index] = record
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
        if case .symbol(let symbol) = key {
            guard symbol == realm.symbolToStringTag else { return nil }
            return PropertyDescriptor(value: string("Module"), attributes: [])
        }
        guard let name = exportName(key), let cell = namespaceRecord(object).cells[name] else { return nil }
        let value = cells[Int(cell)]
        if value.isUninitialized { throw referenceError("Cannot access '\(strings.names.string(name))' before initialization") }
        return PropertyDescriptor(value: value, attributes: [.writable, .enumerable])
    }

    mutating func namespaceHas(_ object: ObjectID, _ key: PropertyKey) -> Bool {
        if case .symbol(let symbol) = key { return symbol == realm.symbolToStringTag }
        guard let name = exportName(key) else { return false }
        return namespaceRecord(object).cells[name] != nil
    }

    mutating func namespaceKeys(_ object: ObjectID) -> [PropertyKey] {
        let names = namespaceRecord(object).names
        return names.map { name in
            StringHeap.arrayIndex(strings.names.codeUnits(of: name)).map { .index($0) } ?? .name(name)
        } + [.symbol(realm.symbolToStringTag)]
    }

    /// `import.meta`. https://tc39.es/ecma262/#sec-meta-properties
    mutating func importMeta() -> ObjectID {
        let index = Int(module.index)
        let known = modules[index].importMeta
        if !known.isNone { return known }
        let meta = heap.makeObject(.ordinary, prototype: .none)
        let url = input.url(of: modules[index].key)
        put(meta, .known(.url), string(url))
        modules[index].importMeta = meta
        return meta
    }
}
