import JavaScript

/// What an export means in the module that has it.
enum ExportBinding: Equatable {
    /// A cell of that module.
    case cell(Int32)
    /// The module's namespace object.
    case namespace
}

/// A ResolvedBinding Record, null, or ambiguous.
enum ExportResolution: Equatable {
    case found(ModuleID, ExportBinding)
    case notFound
    case ambiguous
}

/// https://tc39.es/ecma262/#sec-resolveexport
extension Machine {
    /// The module's own export of a name, no stars.
    private mutating func ownExport(_ id: ModuleID, _ name: NameID) -> ModuleCode.Export? {
        let unit = Int(graph[id].unit.index)
        let exports = code.modules[unit].exports
        if exports.count > 16 {
            guard let index = graph.exportIndices[unit]?[name] else { return nil }
            return code.exports[Int(index)]
        }
        for index in exports where code.exports[index].name == name { return code.exports[index] }
        return nil
    }

    private mutating func prepareExports(_ id: ModuleID) {
        let unit = Int(graph[id].unit.index)
        guard unit >= 0, code.modules[unit].exports.count > 16, graph.exportIndices[unit] == nil else { return }
        var table: [NameID: Int32] = [:]
        for index in code.modules[unit].exports { table[code.exports[index].name] = Int32(index) }
        graph.exportIndices[unit] = table
    }

    /// ResolveExport, with a stack of its own.
    ///
    /// Deviation: the modules behind the stars are walked in another order, since the result does not depend on it. Every leaf that is found must be the same binding; a leaf that was met
    /// before, under the same name, finds nothing.
    mutating func resolveExport(_ start: ModuleID, _ startName: NameID) -> ExportResolution {
        var id = start
        var name = startName
        // Most names are the module's own.
        prepareExports(id)
        if !graph[id].isJSON, case .local(_, let cell)? = ownExport(id, name) { return .found(id, .cell(cell)) }
        var found: ExportResolution = .notFound
        var seen: Set<UInt64> = []
        var pending: [(module: ModuleID, name: NameID)] = [(id, name)]
        while let next = pending.popLast() {
            (id, name) = next
            guard seen.insert(UInt64(UInt32(bitPattern: id.index)) << 32 | UInt64(name.index)).inserted else { continue }
            let leaf: ExportResolution
            if graph[id].isJSON {
                leaf = name == .known(.default) ? .found(id, .cell(0)) : .notFound
            } else {
                prepareExports(id)
                switch ownExport(id, name) {
                case .local(_, let cell): leaf = .found(id, .cell(cell))
                case .namespace(_, let request): leaf = .found(graph.importedModule(id, request), .namespace)
                case .indirect(_, let request, let imported, _):
                    pending.append((graph.importedModule(id, request), imported))
                    continue
                case nil:
                    // Step 7: `default` comes through no star.
                    if name != .known(.default) {
                        let unit = Int(graph[id].unit.index)
                        for star in code.modules[unit].stars { pending.append((graph.importedModule(id, code.stars[star]), name)) }
                    }
                    continue
                }
            }
            if leaf == .notFound { continue }
            if found == .notFound {
                found = leaf
            } else if found != leaf {
                return .ambiguous
            }
        }
        return found
    }

    /// GetExportedNames. https://tc39.es/ecma262/#sec-getexportednames
    mutating func exportedNames(_ start: ModuleID) -> [NameID] {
        var names: [NameID] = []
        var known: Set<NameID> = []
        var visited: Set<ModuleID> = []
        var pending = [start]
        while let id = pending.popLast() {
            guard visited.insert(id).inserted else { continue }
            if graph[id].isJSON {
                if id == start { names.append(.known(.default)) }
                continue
            }
            let unit = Int(graph[id].unit.index)
            for export in code.exports[code.modules[unit].exports] where id == start || export.name != .known(.default) {
                if known.insert(export.name).inserted { names.append(export.name) }
            }
            for request in code.stars[code.modules[unit].stars].reversed() { pending.append(graph.importedModule(id, request)) }
        }
        return names
    }
}
