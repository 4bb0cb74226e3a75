import Threads

/// Places for so many at once; who comes later waits in a queue that has an end.
final class Slots: Sendable {
    private struct State {
        var free: Int
        var count = 0
        var waiting: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    }

    private let lock = Lock()
    private let longestQueue: Int
    nonisolated(unsafe) private var state: State

    init(_ count: Int, longestQueue: Int) {
        state = State(free: count)
        self.longestQueue = longestQueue
    }

    /// Whether nobody more may wait.
    var isFull: Bool { lock.locked { state.free == 0 && state.waiting.count >= longestQueue } }

    /// Does the work when there is a place.
    ///
    /// - Returns: `nil` where the task was cancelled before that.
    func with<Result: Sendable>(_ work: @Sendable () async -> Result) async -> Result? {
        guard await take() else { return nil }
        defer { give() }
        return Task.isCancelled ? nil : await work()
    }

    private func take() async -> Bool {
        let number = lock.locked {
            state.count += 1
            return state.count
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = lock.locked {
                    // Whoever cancels says so first, and looks for who waits afterwards: nobody is missed.
                    if Task.isCancelled { return false }
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    state.waiting.append((number, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = lock.locked { () -> CheckedContinuation<Bool, Never>? in
                let index = state.waiting.firstIndex { $0.number == number }
                return index.map { state.waiting.remove(at: $0).continuation }
            }
            waiter?.resume(returning: false)
        }
    }

    private func give() {
        let next = lock.locked { () -> CheckedContinuation<Bool, Never>? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }
}
