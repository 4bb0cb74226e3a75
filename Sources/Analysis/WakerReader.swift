import Trace

/// Finds whose completion let a module start.
///
/// `started(wokenBy:)` names the asynchronous module whose end began the job. Where synchronous modules lie between, all
/// of them run in that one job, and each waits for the one below it: the last that its count of pending dependencies saw.
struct WakerReader {
    private let count: Int
    private var lastCompleted: [ModuleIndex?]

    init(_ trace: Trace) {
        count = trace.modules.count
        lastCompleted = Array(repeating: nil, count: count)
    }

    /// To be called for each event, in order.
    mutating func read(_ event: Event) {
        guard case .pendingDependencies(let pending, let completed?) = event.kind, pending == 0, let module = checked(event.module)
        else { return }
        lastCompleted[Int(module.rawValue)] = checked(completed)
    }

    /// The dependency that the module waited for last; `nil` for one that started in the walk over the graph.
    func dependency(of module: ModuleIndex, wokenBy waker: ModuleIndex?) -> ModuleIndex? {
        guard let waker = checked(waker), let module = checked(module) else { return nil }
        return lastCompleted[Int(module.rawValue)] ?? waker
    }

    /// A trace read from a file may name what it does not hold.
    private func checked(_ module: ModuleIndex?) -> ModuleIndex? {
        module.flatMap { $0.rawValue >= 0 && $0.rawValue < count ? $0 : nil }
    }
}
