import JavaScript
import Programs

/// `import.sync()`, which programs may use that ask for the proposal. https://tc39.es/proposal-import-sync/
extension Machine {
    /// The namespace of a module, which is loaded, linked and evaluated at once.
    ///
    /// - Throws: the error of the module; a TypeError where it is not to be had at once: an await is in its graph, or a module of it is being
    ///   evaluated, so that each would wait for the other (https://github.com/tc39/proposal-import-sync/issues/14).
    mutating func importSync(_ specifier: Value) throws(Abrupt) -> Value {
        try afford(Self.importSteps)
        let text = try toString(specifier)
        guard let target = resolveModule(strings.name(text), from: running.module) else {
            throw .thrown(.object(loadErrorObject(loading.unresolvedFailure)))
        }
        switch graph[target].status {
        case .evaluating, .evaluatingAsync, .evaluated: break
        default:
            try loadForSync(target)
            if !graph[target].isJSON {
                try refuseAwaits(target)
                try link(target)
            }
        }
        try evaluateModuleSync(target)
        return .object(namespaceObject(target))
    }

    /// Reads the files of a graph at once; a page cannot, and has what has been loaded.
    private mutating func loadForSync(_ target: ModuleID) throws(Abrupt) {
        guard page.isOn || program.network != nil else { return try loadGraphNow(target) }
        var missing = graph[target].loading == .done ? ModuleID.none : target
        if missing == .none {
            try forEachInGraph(target) { machine, id, _, _ throws(Abrupt) in
                if machine.graph[id].loading != .done { missing = id }
                return missing != .none
            }
        }
        guard missing == .none else { throw typeError("'\(name(of: missing))' has not been loaded, and import.sync() cannot wait for it") }
    }

    private mutating func refuseAwaits(_ target: ModuleID) throws(Abrupt) {
        var awaiting = graph[target].hasTLA ? target : ModuleID.none
        if awaiting == .none {
            try forEachInGraph(target) { machine, id, _, _ throws(Abrupt) in
                if machine.graph[id].hasTLA, !machine.graph.isModuleSCCEvaluated(id) { awaiting = id }
                return awaiting != .none
            }
        }
        guard awaiting == .none else {
            throw typeError("import.sync() cannot wait for '\(name(of: awaiting))', which has an await at its top level")
        }
    }
}
