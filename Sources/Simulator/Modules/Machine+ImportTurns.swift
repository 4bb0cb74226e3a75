import DequeModule
import Hosts
import JavaScript

/// How far an `import()` is that takes its turn with others (`ReadingRule.inTurns`).
struct ImportTurns {
    var id: ImportID
    /// Modules that were not there when an importer of theirs came, in the order in which they were asked for.
    var missing = Deque<ModuleID>()
    var visited: Set<Int32> = []
}

/// The modules that the host has: those that an entry or an earlier turn has brought.
struct RegisteredModules {
    var calls = Deque<ImportTurns>()
    var modules: Set<Int32> = []
}

/// Loading as Deno does it, by `RecursiveModuleLoad` of deno_core. https://github.com/denoland/deno/blob/main/libs/core/modules/recursive_load.rs
///
/// Deno has read all files of the graph before (`prepare`). Then each call registers one module of its graph and lets the next call go on. A
/// module that another call has registered is gone through in the same turn. So of two calls made at once, the one that lacks fewer modules is
/// ready first.
extension Machine {
    /// All files of the call's graph have been read.
    mutating func beginTurns(_ id: ImportID) {
        guard host.reading == .inTurns else { return imports.polling.loaded.append(LoadedImport(id: id)) }
        var turns = ImportTurns(id: id)
        let target = imports[id].target
        turns.visited.insert(target.index)
        if isRegistered(target) { lookForMissing(behind: target, &turns) } else { turns.missing.append(target) }
        imports.registered.calls.append(turns)
    }

    /// Whether the host has the module, as all that has been linked.
    private func isRegistered(_ id: ModuleID) -> Bool {
        let status = graph[id].status
        return imports.registered.modules.contains(id.index) || (!graph[id].isJSON && status != .new && status != .unlinked)
            || status == .evaluated
    }

    /// The calls take turns until each has its whole graph.
    mutating func takeTurns() {
        while stop.reason == nil, var turns = imports.registered.calls.popFirst() {
            guard let module = turns.missing.popFirst() else {
                imports.polling.loaded.append(LoadedImport(id: turns.id))
                continue
            }
            imports.registered.modules.insert(module.index)
            lookForMissing(behind: module, &turns)
            imports.registered.calls.append(turns)
        }
    }

    /// Goes through what the host has behind a module, and finds what it has not.
    private mutating func lookForMissing(behind module: ModuleID, _ turns: inout ImportTurns) {
        var known = Deque([module])
        while let next = known.popFirst() {
            budget.steps += Int(graph[next].requestCount) * Self.importRequestSteps
            for request in 0..<graph[next].requestCount {
                guard let target = requestedModule(next, Int(request)), turns.visited.insert(target.index).inserted else { continue }
                if isRegistered(target) { known.append(target) } else { turns.missing.append(target) }
            }
        }
    }
}
