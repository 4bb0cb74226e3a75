import Diagnostics
import JavaScript
import Text

/// Ways through the module graph, for the one who reports a problem. Nothing here runs unless there is one.
extension Machine {
    /// An `import` of the text: which request of which module.
    struct ImportSite {
        var importer: ModuleID
        var request: Int
    }

    /// How many steps of a way are told.
    private static var wayLimit: Int { 20 }

    /// The modules that a module asks for and that are known.
    mutating func requests(of id: ModuleID) -> [(request: Int, target: ModuleID)] {
        let record = graph[id]
        return (0..<Int(record.requestCount)).compactMap { request in
            let target = graph.loadedModules[Int(record.requestStart) + request]
            return target == .none ? nil : (request, target)
        }
    }

    /// The shortest way by imports from one of some modules to another, as its imports in that order; `nil` when there is none. Among
    /// ways of one length it is the first by the order of the imports.
    ///
    /// - Parameter admitted: which modules the way may lead through; `nil` for all.
    mutating func importWay(from starts: [ModuleID], to target: ModuleID, through admitted: Set<ModuleID>? = nil) -> [ImportSite]? {
        var cameFrom: [Int32: ImportSite] = [:]
        var seen = Set(starts.map(\.index))
        var queue = starts
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            if current == target {
                var way: [ImportSite] = []
                var module = current
                while let site = cameFrom[module.index] {
                    way.append(site)
                    module = site.importer
                }
                return way.reversed()
            }
            for (request, module) in requests(of: current) where (admitted?.contains(module) ?? true) && seen.insert(module.index).inserted
            {
                cameFrom[module.index] = ImportSite(importer: current, request: request)
                queue.append(module)
            }
        }
        return nil
    }

    /// Where the specifier of an import stands.
    mutating func location(of site: ImportSite) -> SourceLocation {
        let unit = graph[site.importer].unit
        let request = code.request(ModuleRequestID(UInt32(site.request)), of: unit)
        return code.modules[Int(unit.index)].source.location(at: request.range.start)
    }

    /// The steps of a way, from its end back to its start, as lines of a stack.
    mutating func stackEntries(of way: [ImportSite], note: (ModuleID) -> String? = { _ in nil }) -> [StackEntry] {
        var entries: [StackEntry] = []
        for site in way.reversed() {
            if entries.count == Self.wayLimit {
                entries.append(StackEntry(.omitted, name: counted(way.count - entries.count, "more import")))
                break
            }
            let location = location(of: site)
            entries.append(
                StackEntry(.importer, name: distinctName(of: site.importer, in: location), at: location, note: note(site.importer)))
        }
        return entries
    }

    /// A module's name where its place does not tell it: the modules of a scenario stand in one file.
    mutating func distinctName(of module: ModuleID, in location: SourceLocation?) -> String? {
        guard program.scenario != nil else { return nil }
        let name = name(of: module)
        return name == location?.file ? nil : name
    }

    /// `a.mjs → b.mjs → a.mjs`.
    mutating func names(along way: [ImportSite], to end: ModuleID) -> String {
        let names = way.map { name(of: $0.importer) } + [name(of: end)]
        guard names.count > 8 else { return names.joined(separator: " → ") }
        return (names.prefix(4) + ["…"] + names.suffix(3)).joined(separator: " → ")
    }

    /// How a graph's load came to a module: the imports from the load's root to it.
    mutating func loadWay(to module: ModuleID, root: ModuleID) -> [StackEntry] {
        importWay(from: [root], to: module).map { stackEntries(of: $0) } ?? []
    }

    // MARK: The way of an error

    /// The modules that failed with an error, from the one that it began in up to an entry: through static imports, and from an imported
    /// root on through the `import()` that asked for it.
    mutating func moduleWay(of error: Value, from origin: ModuleID) -> [StackEntry] {
        var entries: [StackEntry] = []
        var module = origin
        var seen: Set<Int32> = []
        let failed = graph.moduleSet { $0.evaluationError == error }
        while seen.insert(module.index).inserted, entries.count < Self.wayLimit {
            guard failed.contains(module), let (root, way) = evaluationRoot(of: module, among: failed) else { break }
            let modules = graph.modules
            entries += stackEntries(of: way) { id in
                modules[Int(id.index)].asyncEvaluationOrder == .unset ? nil : "which waited for it"
            }
            if self.progress.entries.contains(where: { $0.module == root }) { break }
            guard let call = imports.records.first(where: { evaluatedModule(of: $0) == root && hasFailed($0, with: error) }) else { break }
            let location = call.place.map { locationOf($0) }
            entries.append(StackEntry(.dynamicImport, name: strings.text(call.specifier), at: location))
            module = call.referrer
        }
        return entries
    }

    /// The nearest module above that was evaluated for itself, by an entry or `import()`, and the imports from it down. One walk upwards:
    /// many a root may have failed with the same error.
    private mutating func evaluationRoot(of module: ModuleID, among failed: Set<ModuleID>) -> (ModuleID, [ImportSite])? {
        var importers: [ModuleID: [ImportSite]] = [:]
        for importer in failed.sorted() {
            for (request, target) in requests(of: importer) where failed.contains(target) {
                importers[target, default: []].append(ImportSite(importer: importer, request: request))
            }
        }
        // By importer: its import on the way down, and where that leads.
        var below: [ModuleID: (site: ImportSite, target: ModuleID)] = [:]
        var queue = [module]
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            if graph[current].topLevelPromise != nil {
                var way: [ImportSite] = []
                var step = current
                while step != module, let (site, target) = below[step] {
                    way.append(site)
                    step = target
                }
                return (current, way)
            }
            for site in importers[current] ?? [] where site.importer != module && below[site.importer] == nil {
                below[site.importer] = (site, current)
                queue.append(site.importer)
            }
        }
        return nil
    }

    private mutating func evaluatedModule(of call: DynamicImport) -> ModuleID {
        guard call.target != .none else { return .none }
        let record = graph[call.target]
        return record.topLevelPromise == nil && record.cycleRoot != .none ? record.cycleRoot : call.target
    }

    private mutating func hasFailed(_ call: DynamicImport, with error: Value) -> Bool {
        let promise = heap.promises[Int(call.promise.index)]
        return promise.state == .rejected && promise.result == error
    }

    /// A place in the file that a person edits.
    mutating func locationOf(_ place: Place) -> SourceLocation {
        code.modules[Int(place.unit.index)].source.location(at: place.offset)
    }
}
