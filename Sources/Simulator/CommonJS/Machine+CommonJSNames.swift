import JavaScript

/// What importers see of CommonJS modules. https://nodejs.org/api/esm.html#commonjs-namespaces
extension Machine {
    /// The names that a CommonJS module has for importers, each with its cell among all cells.
    mutating func commonJSExports(_ id: ModuleID) -> [(name: NameID, cell: Int32)] {
        let index = Int(graph[id].commonJS)
        if let known = commonJS.records[index].exports { return known }
        var names: [NameID] = [.known(.default)]
        if host.commonJS?.exportsWhole ?? false, !graph[id].isBuiltin { names.append(strings.names.intern("module.exports")) }
        var known = Set(names)
        if followsMark(id) { known.insert(strings.names.intern("__esModule")) }
        for name in lexedNames(id) where known.insert(name).inserted { names.append(name) }
        budget.steps += names.count
        var exports: [(name: NameID, cell: Int32)] = []
        for name in names {
            exports.append((name, Int32(graph.cells.count)))
            commonJS.records[index].cells[name] = Int32(graph.cells.count)
            graph.cells.append(.undefined)
        }
        commonJS.records[index].exports = exports
        return exports
    }

    /// What an export of a CommonJS module means.
    mutating func commonJSExport(_ id: ModuleID, _ name: NameID) -> ExportResolution {
        if commonJS.records[Int(graph[id].commonJS)].exports == nil { _ = commonJSExports(id) }
        guard let cell = commonJS.records[Int(graph[id].commonJS)].cells[name] ?? stubCell(id, name) else { return .notFound }
        return .found(id, .cell(cell - graph[id].cellBase))
    }

    /// The cell of a name that an importer asks of a stub, which has all names.
    private mutating func stubCell(_ id: ModuleID, _ name: NameID) -> Int32? {
        guard program.isStub(graph.key(of: id)) else { return nil }
        let index = Int(graph[id].commonJS)
        let cell = Int32(graph.cells.count)
        graph.cells.append(.undefined)
        commonJS.records[index].cells[name] = cell
        commonJS.records[index].exports?.append((name, cell))
        if commonJS.records[index].isFilled, case .object(let exports)? = try? exportsValue(id), let value = try? get(exports, .name(name))
        {
            graph.cells[Int(cell)] = value
        }
        return cell
    }

    /// cjsPreparseModuleExports: the names that the text has, and those of the modules whose names it has too. Each module is asked once; one that
    /// is asked in a cycle tells its own names.
    /// https://github.com/nodejs/node/blob/v24.11.1/lib/internal/modules/esm/translators.js
    private mutating func lexedNames(_ id: ModuleID) -> [NameID] {
        let index = Int(graph[id].commonJS)
        guard let reading = commonJS.records[index].reading else { return builtinNames(id) }
        if let known = commonJS.records[index].lexed { return known }
        var names = reading.names
        commonJS.records[index].lexed = names
        var known = Set(names)
        for specifier in reading.reexports {
            guard let target = try? resolveRequired(strings.names.string(specifier), from: base(of: id)) else { continue }
            _ = hostLoadNow(target, referrer: id, isRequired: true)
            guard graph[target].commonJS >= 0, !graph[target].isBuiltin || host.commonJS?.naming == .tree else { continue }
            let others = lexedNames(target)
            budget.steps += others.count
            if budget.steps >= budget.nextCheck, isStopped() { break }
            for name in others where known.insert(name).inserted { names.append(name) }
            commonJS.records[index].lexed = names
        }
        return names
    }

    /// The own names of what a module of the host exports, as far as they are listed.
    private mutating func builtinNames(_ id: ModuleID) -> [NameID] {
        guard case .object(let exports)? = try? exportsValue(id) else { return [] }
        guard let keys = try? ownPropertyKeys(exports) else { return [] }
        return keys.compactMap { key in
            guard case .name(let name) = key, name != .known(.default), name != .known(.prototype), name != .known(.length),
                name != .known(.name), getOwn(exports, key)?.attributes.contains(.enumerable) ?? false
            else { return nil }
            return name
        }
    }

    /// `module.exports` of the latest run.
    mutating func exportsValue(_ id: ModuleID) throws(Abrupt) -> Value {
        let object = commonJS.records[Int(graph[id].commonJS)].object
        return object.isNone ? .undefined : try get(object, key("exports"))
    }

    /// The evaluation of the record has come: importers get what the module exports by then, and never anything later.
    mutating func fillCommonJSCells(_ id: ModuleID) throws(Abrupt) {
        let index = Int(graph[id].commonJS)
        let value = try exportsValue(id)
        let whole = strings.names.intern("module.exports")
        for (name, cell) in commonJSExports(id) {
            if name == .known(.default), let own = try defaultOfMarked(id, value) {
                graph.cells[Int(cell)] = own
            } else if name == .known(.default) || name == whole {
                graph.cells[Int(cell)] = value
            } else if case .object(let exports) = value, let key = Optional(PropertyKey.name(name)) {
                graph.cells[Int(cell)] = program.isStub(graph.key(of: id)) ? try get(exports, key) : try ownValue(exports, key)
            }
        }
        commonJS.records[index].isFilled = true
    }

    /// Whether a module may say by `__esModule` what its `default` is.
    private func followsMark(_ id: ModuleID) -> Bool { host.commonJS?.defaultFollowsMark == true && !graph[id].isBuiltin }

    /// What a module that says by `__esModule` that it was one exports as `default`; `nil` where that is all that it exports.
    private mutating func defaultOfMarked(_ id: ModuleID, _ value: Value) throws(Abrupt) -> Value? {
        guard followsMark(id), !program.isStub(graph.key(of: id)), case .object(let exports) = value else { return nil }
        guard toBoolean(try ownValue(exports, key("__esModule"))), try getOwnProperty(exports, .known(.default)) != nil else { return nil }
        return try ownValue(exports, .known(.default))
    }

    /// An own property; undefined where there is none, or where its getter throws.
    private mutating func ownValue(_ object: ObjectID, _ key: PropertyKey) throws(Abrupt) -> Value {
        do throws(Abrupt) {
            return try getOwnProperty(object, key) == nil ? .undefined : try get(object, key)
        } catch {
            switch error {
            case .thrown: return .undefined
            case .blocked(.outsideSubset):
                // The run goes on, and whatever stops it later has another place.
                stop = Stop()
                return .undefined
            case .blocked: throw error
            }
        }
    }
}
