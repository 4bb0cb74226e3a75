import Trace

/// One change of a ``RunState``, which can be taken back.
public enum Change: Equatable, Sendable {
    /// Frames that are left at the inner end, and those that are entered there.
    case stack(keeping: Int, removed: [TraceFrame], added: [TraceFrame])
    case task(ListChange<JobNumber, QueuedJob>)
    case microtask(ListChange<JobNumber, QueuedJob>)
    case timer(ListChange<Int32, WaitingTimer>)
    case `import`(ListChange<Int32, PendingImport>)
    case load(ListChange<ModuleIndex, PendingLoad>)
    case fetch(ListChange<Int32, PendingFetch>)
    case function(ListChange<SuspendedFunction, SuspendedFunction>)
    case promise(ListChange<PromiseNumber, PromiseState>)
    case fields(of: ModuleIndex, from: ModuleState.Fields, to: ModuleState.Fields)
    /// A module is appended to [[AsyncParentModules]] of another.
    case parent(ModuleIndex, of: ModuleIndex, at: Int)
    case printed(from: Int32, to: Int32)
}

/// What one event changes, in order.
public typealias Patch = [Change]

extension RunState {
    /// Does once more what an event has done.
    public mutating func apply(_ patch: Patch) { for change in patch { apply(change) } }

    /// Takes back what an event has done: the state is that before it, exactly.
    public mutating func undo(_ patch: Patch) { for change in patch.reversed() { undo(change) } }

    private mutating func apply(_ change: Change) {
        switch change {
        case .stack(let kept, _, let added): stack.replaceSubrange(kept..., with: added)
        case .task(let change): tasks.apply(change)
        case .microtask(let change): microtasks.apply(change)
        case .timer(let change): timers.apply(change)
        case .import(let change): imports.apply(change)
        case .load(let change): loads.apply(change)
        case .fetch(let change): fetches.apply(change)
        case .function(let change): functions.apply(change)
        case .promise(let change): promises.apply(change)
        case .fields(let module, _, let new): modules[Int(module.rawValue)].fields = new
        case .parent(let parent, let module, _): modules[Int(module.rawValue)].parents.append(parent)
        case .printed(_, let new): printed = new
        }
    }

    private mutating func undo(_ change: Change) {
        switch change {
        case .stack(let kept, let removed, _): stack.replaceSubrange(kept..., with: removed)
        case .task(let change): tasks.undo(change)
        case .microtask(let change): microtasks.undo(change)
        case .timer(let change): timers.undo(change)
        case .import(let change): imports.undo(change)
        case .load(let change): loads.undo(change)
        case .fetch(let change): fetches.undo(change)
        case .function(let change): functions.undo(change)
        case .promise(let change): promises.undo(change)
        case .fields(let module, let old, _): modules[Int(module.rawValue)].fields = old
        case .parent(_, let module, _): modules[Int(module.rawValue)].parents.removeLast()
        case .printed(let old, _): printed = old
        }
    }
}
