import Trace

/// Finds whose completion let a module start.
///
/// `started(wokenBy:)` names the asynchronous module whose end began the job. The synchronous modules above it are counted
/// as done before any of them runs, and then run in that one job: a module waited for that one of its own imports which
/// ended last.
struct WakerReader {
    /// The imports counted as done in one job.
    private struct Counted {
        var job: JobNumber
        var imports: [ModuleIndex]
    }

    private var counted: [Counted?]
    /// By module: how many had ended when it did.
    private var ended: [Int]
    private var endedCount = 0

    init(_ trace: Trace) {
        counted = Array(repeating: nil, count: trace.modules.count)
        ended = Array(repeating: -1, count: trace.modules.count)
    }

    /// To be called for each event, in order.
    mutating func read(_ event: Event) {
        guard let module = checked(event.module).map({ Int($0.rawValue) }) else { return }
        switch event.kind {
        case .completed:
            endedCount += 1
            ended[module] = endedCount
        case .pendingDependencies(_, let completed?):
            guard let completed = checked(completed) else { return }
            if counted[module]?.job == event.job {
                counted[module]?.imports.append(completed)
            } else {
                counted[module] = Counted(job: event.job, imports: [completed])
            }
        default: break
        }
    }

    /// The import that the module waited for last; `nil` for one that started in the walk over the graph.
    func lastAwaited(by module: ModuleIndex, wokenBy waker: ModuleIndex?) -> ModuleIndex? {
        guard let waker = checked(waker), let module = checked(module) else { return nil }
        let imports = counted[Int(module.rawValue)]?.imports ?? []
        return imports.max { ended[Int($0.rawValue)] < ended[Int($1.rawValue)] } ?? waker
    }

    /// A trace read from a file may name what it does not hold.
    private func checked(_ module: ModuleIndex?) -> ModuleIndex? {
        module.flatMap { counted.indices.contains(Int($0.rawValue)) ? $0 : nil }
    }
}
