import Trace

/// Ways by static imports through the modules of a trace.
struct ImportWays {
    let trace: Trace

    /// The modules that a module evaluates before itself, each with the number of the request.
    func imports(of module: ModuleIndex) -> [(request: Int, module: ModuleIndex)] {
        trace[module].requests.enumerated().compactMap { number, request in
            guard request.phase == .evaluation, let target = request.module else { return nil }
            return (number, target)
        }
    }

    /// The first import by which a module leads to another.
    ///
    /// - Parameter leading: what ``leading(to:)`` gives for that one.
    func firstImport(of module: ModuleIndex, to end: ModuleIndex, _ leading: Set<ModuleIndex>) -> (request: Int, module: ModuleIndex)? {
        imports(of: module).first { $0.module == end || leading.contains($0.module) }
    }

    /// The shortest way from one module to another, both included; `nil` where there is none. Of a module to itself it is the shortest circle.
    ///
    /// - Complexity: linear in the number of modules and imports.
    func way(from start: ModuleIndex, to end: ModuleIndex) -> [ModuleIndex]? {
        var cameFrom: [ModuleIndex: ModuleIndex] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            for (_, target) in imports(of: current) where cameFrom[target] == nil {
                cameFrom[target] = current
                if target == end {
                    var way = [end]
                    while let last = way.last, way.count == 1 || last != start, let before = cameFrom[last] { way.append(before) }
                    return way.reversed()
                }
                queue.append(target)
            }
        }
        return nil
    }

    /// The modules that evaluate a module before themselves, through others or at once; itself only where it is in a cycle.
    ///
    /// - Complexity: linear in the number of modules and imports.
    func leading(to end: ModuleIndex) -> Set<ModuleIndex> {
        var importers: [ModuleIndex: [ModuleIndex]] = [:]
        for index in trace.modules.indices {
            for (_, target) in imports(of: ModuleIndex(index)) { importers[target, default: []].append(ModuleIndex(index)) }
        }
        var found: Set<ModuleIndex> = []
        var queue = [end]
        while let module = queue.popLast() {
            for importer in importers[module] ?? [] where found.insert(importer).inserted { queue.append(importer) }
        }
        return found
    }

    /// The nearest module of which something is so, of those that one evaluates before itself and itself.
    func first(from start: ModuleIndex, where condition: (ModuleIndex) -> Bool) -> ModuleIndex? {
        var seen: Set<ModuleIndex> = [start]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            if condition(module) { return module }
            for (_, target) in imports(of: module) where seen.insert(target).inserted { queue.append(target) }
        }
        return nil
    }

    /// Whether no module that one evaluates before itself, nor that itself, has an `await` at its top level.
    func isSynchronous(_ start: ModuleIndex) -> Bool { first(from: start) { trace[$0].hasTLA } == nil }

    /// `a.mjs → b.mjs → a.mjs`.
    func words(_ way: [ModuleIndex]) -> String {
        let names = way.map { trace[$0].name }
        return (names.count > 8 ? names.prefix(4) + ["…"] + names.suffix(3) : names[...]).joined(separator: " → ")
    }
}
