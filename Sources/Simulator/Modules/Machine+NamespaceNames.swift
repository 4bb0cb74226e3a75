import JavaScript

/// [[Exports]] of Module Namespace Exotic Objects. https://tc39.es/ecma262/#sec-modulenamespacecreate
extension Machine {
    /// A name of a module that is listed.
    static let listedNameSteps = 4
    /// A name of a namespace, which is kept and sorted.
    static let namespaceNameSteps = 8

    /// Steps 3–4 of GetModuleNamespace: the names that a module exports and that mean one thing, in the order of their code units. https://tc39.es/ecma262/#sec-getmodulenamespace
    ///
    /// Deviation: they are resolved when they are first looked at, and not when the object is made, which nobody can tell: every module of the graph has been
    /// loaded by then. At a limit there are none, and ``Stop/reason`` says why.
    mutating func namespaceNames(_ id: ModuleID) -> [NameID] {
        if let known = graph.namespaceNames[id.index] { return known }
        guard let owners = namesBehindStars(id) else { return [] }
        var names: [NameID] = []
        for (name, owner) in owners {
            let resolution = resolveExport(owner, name)
            if case .found = resolution {
                names.append(name)
                budget.steps += Self.namespaceNameSteps
                // Whoever lists the names asks for each.
                graph.resolutions.set(id, name, resolution)
            }
            if stop.reason != nil { return [] }
        }
        let table = strings.names
        names.sort { first, second in
            table.withCodeUnits(of: first) { first in table.withCodeUnits(of: second) { first.lexicographicallyPrecedes($0) } }
        }
        graph.namespaceNames[id.index] = names
        graph.namespaceNameCount += names.count
        return names
    }

    /// GetExportedNames, each with a module in which it means the same as in this one.
    ///
    /// Where there is one star after another, the first module that has a name hides those behind it. Of what comes through several stars, a name that
    /// one module has means what it means there, whichever way leads to it; one that several have is resolved where the ways part.
    ///
    /// - Parameter allowance: how many steps that may take.
    /// - Returns: `nil` when it takes more, or a limit is passed.
    mutating func namesBehindStars(_ start: ModuleID, within allowance: Int = .max) -> [(name: NameID, owner: ModuleID)]? {
        var cost = 0
        /// Counts the names and stars of a module, and says whether that is too much.
        func isTooMuch(_ unit: Int) -> Bool {
            let steps = code.modules[unit].exports.count * Self.listedNameSteps + code.modules[unit].stars.count + 1
            cost += steps
            budget.steps += steps
            return cost > allowance || (budget.steps >= budget.nextCheck && isStopped())
        }
        var names: [(name: NameID, owner: ModuleID)] = []
        // The place of a name in the list, and whether nothing behind its module counts.
        var places = ExportTable()
        func add(_ name: NameID, _ owner: ModuleID, hides: Bool) {
            if let place = places[0, name] {
                if place.second == 0, !hides { names[Int(place.first)].owner = .none }
                return
            }
            places[0, name] = .init(first: Int32(names.count), second: hides ? 1 : 0)
            names.append((name, owner))
        }
        graph.beginMarking()
        // One star after another.
        var fork = start
        var pending: [ModuleID] = []
        while pending.isEmpty, graph.mark(fork) {
            if graph[fork].isJSON {
                if fork == start { add(.known(.default), fork, hides: true) }
                break
            }
            if graph[fork].commonJS >= 0 {
                for (name, _) in commonJSExports(fork) where fork == start || name != .known(.default) { add(name, fork, hides: true) }
                break
            }
            let unit = Int(graph[fork].unit.index)
            if isTooMuch(unit) { return nil }
            for index in code.modules[unit].exports where fork == start || code.exports[index].name != .known(.default) {
                add(code.exports[index].name, fork, hides: true)
            }
            let stars = code.modules[unit].stars
            guard let first = stars.first else { break }
            if stars.count == 1 {
                fork = graph.importedModule(fork, code.stars[first])
            } else {
                for star in stars { pending.append(graph.importedModule(fork, code.stars[star])) }
            }
        }
        // What is behind several.
        while let id = pending.popLast() {
            guard graph.mark(id), !graph[id].isJSON else { continue }
            if graph[id].commonJS >= 0 {
                for (name, _) in commonJSExports(id) where name != .known(.default) { add(name, id, hides: false) }
                continue
            }
            let unit = Int(graph[id].unit.index)
            if isTooMuch(unit) { return nil }
            for index in code.modules[unit].exports where code.exports[index].name != .known(.default) {
                add(code.exports[index].name, id, hides: false)
            }
            for star in code.modules[unit].stars { pending.append(graph.importedModule(id, code.stars[star])) }
        }
        for index in names.indices where names[index].owner == .none { names[index].owner = fork }
        return names
    }
}
