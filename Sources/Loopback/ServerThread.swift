import Dispatch

/// The thread that a server's tasks run on. Those of Swift's own pool may all be busy, or waiting for the very answer that the server is to give.
///
/// On macOS before 15 tasks cannot say where they run: there they run in the pool.
struct ServerThread: Sendable {
    private let executor: any Sendable

    init() {
        if #available(macOS 15, *) { executor = QueueExecutor() } else { executor = () }
    }

    /// Begins a task there; tasks within it run there too.
    func run<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) -> Task<Result, Never> {
        if #available(macOS 15, *), let executor = executor as? QueueExecutor {
            return Task.detached(executorPreference: executor) { await work() }
        }
        return Task.detached { await work() }
    }
}

@available(macOS 15, *)
private final class QueueExecutor: TaskExecutor {
    /// A serial queue has a thread whenever it has work, however many others are busy.
    private let queue = DispatchQueue(label: "tla-sim.loopback")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
