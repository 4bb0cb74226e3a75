import JavaScript

/// https://tc39.es/ecma262/#sec-resolveexport
extension Machine {
    /// A name that is resolved through others; each of the others that it leads to counts as one more.
    static let resolutionSteps = 6

    /// How many exports a module may have that are looked through one by one.
    private static let fewExports = 16

    /// A module that has many exports gets a table of them.
    mutating func indexExports(of unit: UnitID) {
        let exports = code.modules[Int(unit.index)].exports
        guard exports.count > Self.fewExports else { return }
        for index in exports { graph.exportIndices[unit.index, code.exports[index].name] = .init(first: Int32(index), second: 0) }
    }

    /// The module's own export of a name, no stars.
    private mutating func ownExport(_ unit: UnitID, _ name: NameID) -> ModuleCode.Export? {
        let exports = code.modules[Int(unit.index)].exports
        if exports.count > Self.fewExports { return graph.exportIndices[unit.index, name].map { code.exports[Int($0.first)] } }
        for index in exports where code.exports[index].name == name { return code.exports[index] }
        return nil
    }

    /// What a name means in a module without looking into others, or where it leads.
    private enum OwnMeaning {
        case resolution(ExportResolution)
        case lead(ExportLead)
    }

    /// Steps 2–7 of ResolveExport. https://tc39.es/ecma262/#sec-resolveexport
    private mutating func ownMeaning(_ id: ModuleID, _ name: NameID) -> OwnMeaning {
        if graph[id].isJSON { return .resolution(name == .known(.default) ? .found(id, .cell(0)) : .notFound) }
        if graph[id].commonJS >= 0 { return .resolution(commonJSExport(id, name)) }
        let unit = graph[id].unit
        switch ownExport(unit, name) {
        case .local(_, let cell): return .resolution(.found(id, .cell(cell)))
        case .namespace(_, let request): return .resolution(.found(graph.importedModule(id, request), .namespace))
        case .indirect(_, let request, let imported, _): return .lead(.indirect(graph.importedModule(id, request), imported: imported))
        case nil:
            let stars = code.modules[Int(unit.index)].stars
            // Step 7: `default` comes through no star.
            if stars.isEmpty || name == .known(.default) { return .resolution(.notFound) }
            return graph[id].hasStarNames ? meaningBehindStars(id, name, stars) : .lead(.stars(id, stars))
        }
    }

    /// Steps 8–9 of ResolveExport where all names that are behind the stars have been looked for.
    private mutating func meaningBehindStars(_ id: ModuleID, _ name: NameID, _ stars: Range<Int>) -> OwnMeaning {
        guard let entry = graph.starNames[id.index, name] else { return .resolution(.notFound) }
        let owner = ModuleID(index: entry.first)
        return owner == id ? .lead(.stars(id, stars)) : ownMeaning(owner, name)
    }

    /// A module whose stars have been looked through for one name after another: all names behind them are looked for at once, when that takes no more
    /// than what was spent already.
    private mutating func collectStarNames(_ id: ModuleID) {
        let spent = graph[id].starSteps
        graph[id].starStepsToCollect = spent > .max / 2 ? .max : spent * 2
        guard let names = namesBehindStars(id, within: Int(spent)) else { return }
        for (name, owner) in names { graph.starNames[id.index, name] = .init(first: owner.index, second: 0) }
        graph[id].hasStarNames = true
        graph[id].starStepsToCollect = .max
    }

    /// ResolveExport, with a stack of its own; each name of each module is resolved once (``ExportResolutions``).
    ///
    /// At a limit it finds nothing, and ``Stop/reason`` says why.
    ///
    /// - Parameter keepsOwn: whether a name that is the module's own is kept too: it will be asked for again and again.
    mutating func resolveExport(_ id: ModuleID, _ name: NameID, keepsOwn: Bool = false) -> ExportResolution {
        if case .known(let resolution) = graph.resolutions.state(id, name) { return resolution }
        if graph[id].starSteps > graph[id].starStepsToCollect { collectStarNames(id) }
        let start = budget.steps
        var isBehindStars = false
        switch ownMeaning(id, name) {
        case .resolution(let resolution):
            if keepsOwn, resolution != .notFound { graph.resolutions.set(id, name, resolution) }
            return resolution
        case .lead(let lead):
            if case .stars = lead { isBehindStars = true }
            graph.resolutions.enter(id, name, lead)
        }
        budget.steps += Self.resolutionSteps
        while true {
            if budget.steps >= budget.nextCheck, isStopped() {
                graph.resolutions.abandon()
                return .notFound
            }
            let top = graph.resolutions.visits.count - 1
            let visit = graph.resolutions.visits[top]
            // More cannot make an ambiguous name any clearer.
            if visit.next == visit.end || visit.found == .ambiguous {
                let resolution = graph.resolutions.leave()
                if top == 0 {
                    if isBehindStars { graph[id].starSteps = Int32(clamping: Int(graph[id].starSteps) + budget.steps - start) }
                    return resolution
                }
                continue
            }
            graph.resolutions.visits[top].next += 1
            budget.steps += 1
            let target = visit.target == .none ? graph.importedModule(visit.module, code.stars[Int(visit.next)]) : visit.target
            switch graph.resolutions.state(target, visit.imported) {
            case .known(let resolution): graph.resolutions.visits[top].found.join(resolution)
            case .open(let order):
                graph.resolutions.visits[top].lowest = min(visit.lowest, order)
                if host.refusesCyclicNames, visit.target != .none { noteCycle(visit) }
            case .unknown:
                switch ownMeaning(target, visit.imported) {
                case .resolution(let resolution): graph.resolutions.visits[top].found.join(resolution)
                case .lead(let lead):
                    budget.steps += Self.resolutionSteps
                    graph.resolutions.enter(target, visit.imported, lead)
                }
            }
        }
    }

    /// An export leads to a name that is being resolved.
    private mutating func noteCycle(_ visit: ExportResolutions.Visit) {
        let unit = graph[visit.module].unit
        guard graph.resolutions.cycle == nil, unit.index >= 0,
            case .indirect(_, let request, _, _)? = ownExport(unit, graph.resolutions.open[Int(visit.order)].name)
        else { return }
        graph.resolutions.cycle = (visit.imported, code.request(request, of: unit).specifier)
    }

    /// Whether a limit is passed, for work in which nothing can be thrown.
    mutating func isStopped() -> Bool {
        do throws(Abrupt) {
            try checkLimits()
        } catch {
            if case .blocked(let reason) = error { stop.reason = reason }
        }
        return stop.reason != nil
    }

    /// GetExportedNames. https://tc39.es/ecma262/#sec-getexportednames
    mutating func exportedNames(_ start: ModuleID) -> [NameID] {
        var names: [NameID] = []
        var known: Set<NameID> = []
        graph.beginMarking()
        var pending = [start]
        while let id = pending.popLast() {
            guard graph.mark(id) else { continue }
            if graph[id].isJSON {
                if id == start { names.append(.known(.default)) }
                continue
            }
            if graph[id].commonJS >= 0 {
                for (name, _) in commonJSExports(id) where id == start || name != .known(.default) {
                    if known.insert(name).inserted { names.append(name) }
                }
                continue
            }
            let unit = Int(graph[id].unit.index)
            for index in code.modules[unit].exports {
                let name = code.exports[index].name
                if id == start || name != .known(.default), known.insert(name).inserted { names.append(name) }
            }
            for star in code.modules[unit].stars.reversed() { pending.append(graph.importedModule(id, code.stars[star])) }
        }
        return names
    }
}
