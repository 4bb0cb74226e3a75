import Trace

/// Loading, and the fields of module records.
extension Replay {
    mutating func playLoading(_ event: Event) {
        guard let module = module(event) else { return }
        switch event.kind {
        case .loadStarted:
            guard !state.loads.contains(module) else { return }
            note(.load(state.loads.append(PendingLoad(module: module, stage: .fetching), key: module)))
        case .loaded:
            note(state.loads.replaceFirst(module, by: PendingLoad(module: module, stage: .parsing)).map { .load($0) })
        case .parsed:
            note(state.loads.removeFirst(module).map { .load($0) })
            let hasTLA = trace[module].hasTLA
            change(module) { $0.hasTLA = hasTLA }
        case .loadFailed:
            note(state.loads.removeFirst(module).map { .load($0) })
            change(module) { $0.activity = .failed }
        case .linkFailed: change(module) { $0.activity = .failed }
        default: break
        }
    }

    /// https://tc39.es/ecma262/#sec-cyclic-module-records
    mutating func playRecord(_ event: Event) {
        guard let module = module(event) else { return }
        switch event.kind {
        case .status(let status):
            change(module) { fields in
                fields.status = status
                switch status {
                case .evaluated where fields.activity == .idle || fields.activity == .waits:
                    fields.activity = fields.error == nil ? .done : .failed
                case .evaluatingAsync where fields.activity == .idle: fields.activity = .waits
                default: break
                }
            }
        case .pendingDependencies(let count, let completed):
            change(module) { fields in
                fields.pending = count
                if completed == nil, count > 0, fields.activity == .idle { fields.activity = .waits }
            }
        case .dependencyCounted(let count): change(module) { $0.pending = count }
        case .asyncEvaluationOrder(let order): change(module) { $0.order = .integer(order) }
        case .asyncEvaluationDone: change(module) { $0.order = .done }
        case .cycleRoot(let root): if let root = known(root) { change(module) { $0.cycleRoot = root } }
        case .evaluationError(let error): change(module) { $0.error = error }
        case .asyncParent(let parent):
            guard let parent = known(parent) else { return }
            note(.parent(parent, of: module, at: state.modules[Int(module.rawValue)].parents.count))
            state.modules[Int(module.rawValue)].parents.append(parent)
        default: break
        }
    }
}
