import Diagnostics
import Dispatch
import Engines
import Text
import Threads

/// Runs texts, each in a process of its own: what such a process takes, or how it ends, touches nobody else, and it can be ended at any moment.
public struct BenchRuns: Sendable {
    public enum Outcome: Hashable, Sendable {
        /// What the process told, in JSON.
        case told(String)
        /// It was ended, or ended itself, and told nothing; in words why.
        case failed(String)
        /// Too many wait already.
        case full
        /// Nobody wants it any more.
        case cancelled
    }

    private let executable: String
    private let arguments: [String]
    private let seconds: Double
    private let slots: Slots

    /// - Parameters:
    ///   - executable: the program that does the work; it is given the path of a job as its last argument.
    ///   - arguments: what it is given before.
    ///   - atOnce: how many run at once; `nil` for as many as there are processors.
    ///   - waiting: how many more may wait.
    ///   - seconds: after which a run is ended.
    public init(executable: String, arguments: [String], atOnce: Int? = nil, waiting: Int = 256, seconds: Double = 15) {
        self.executable = executable
        self.arguments = arguments
        self.seconds = seconds
        slots = Slots(max(1, atOnce ?? processorCount), longestQueue: waiting)
    }

    /// Runs a job, when it is its turn. A task that is cancelled ends the process.
    public func run(_ job: BenchJob) async -> Outcome {
        if slots.isFull { return .full }
        return await slots.with { await start(job) } ?? .cancelled
    }

    private func start(_ job: BenchJob) async -> Outcome {
        let flag = Flag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Waiting for a process holds a thread up, and those of tasks are few.
                DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: wait(job, flag)) }
            }
        } onCancel: {
            flag.raise()
        }
    }

    private func wait(_ job: BenchJob, _ flag: Flag) -> Outcome {
        do throws(Diagnostic) {
            let folder = try TemporaryFolder()
            try folder.write("job.json", job.json.text())
            let surroundings = try EngineSurroundings(in: folder, rights: .ownFolder)
            let process = try EngineProcess.start(
                executable, arguments + ["job.json"], surroundings: surroundings, outputLimit: Self.mostTold)
            let ending = process.wait(timeout: seconds, isOfSilence: false) { flag.isRaised }
            let result = process.result(ending)
            return flag.isRaised ? .cancelled : outcome(result)
        } catch {
            return .failed(error.message)
        }
    }

    /// Bytes of what a run tells.
    private static let mostTold = 24 << 20

    private static let advice = "set a limit, such as limits: {steps: 100000}"

    private func outcome(_ result: EngineProcess.Result) -> Outcome {
        switch result.ending {
        case .exited(0): .told(result.output)
        case .exited(let status): .failed("the run's process ended with \(status): \(result.errors.prefix(2_000))")
        case .signalled(let signal): .failed("the run's process was ended by signal \(signal)")
        case .timedOut: .failed("the run was stopped after \(Int(seconds)) s; \(Self.advice) to see where it got to")
        case .printedTooMuch: .failed("the run has too much to show; \(Self.advice)")
        }
    }
}

/// What one thread raises and another sees.
private final class Flag: Sendable {
    private let lock = Lock()
    nonisolated(unsafe) private var value = false
    var isRaised: Bool { lock.locked { value } }
    func raise() { lock.locked { value = true } }
}
