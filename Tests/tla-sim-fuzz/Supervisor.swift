import Foundation
import Fuzzing

/// Keeps workers at one target going until the time is over, and keeps the inputs that break them.
struct Supervisor {
    private struct Worker {
        var process: Process
        var record: Record
        /// When the worker was seen at another input for the last time.
        var lastProgress = Date()
        var lastCount = 0
        var isHanging = false
    }

    /// No input may keep a worker so long by the wall clock, however busy the machine is; in seconds.
    private static let hangTime = 40.0
    /// When that many faults are found, the target can wait until they are mended.
    private static let faultLimit = 12

    let target: FuzzTarget
    let seconds: Double
    let jobs: Int
    let seed: UInt64
    let keep: String
    let work: String
    let scenarios: String
    let usesLibFuzzer: Bool

    /// How many inputs were tried.
    private(set) var inputs = 0
    /// How long it took, in seconds.
    private(set) var elapsed = 0.0
    /// The files that were kept, each with what it shows.
    private(set) var found: [String] = []
    private var signatures: Set<String> = []
    private var started = 0

    init(
        target: FuzzTarget, seconds: Double, jobs: Int, seed: UInt64, keep: String, work: String, scenarios: String, usesLibFuzzer: Bool
    ) throws {
        self.target = target
        self.seconds = seconds
        self.jobs = jobs
        self.seed = seed
        self.keep = keep
        self.work = work
        self.scenarios = scenarios
        self.usesLibFuzzer = usesLibFuzzer
        // What libFuzzer gathered before would make other inputs of the same seed, and keep it busy for a while.
        try? FileManager.default.removeItem(atPath: work)
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    }

    mutating func run() throws {
        let start = Date()
        let end = start.addingTimeInterval(seconds)
        var workers: [Worker] = []
        while true {
            while workers.count < jobs, Date().addingTimeInterval(1) < end, found.count < Self.faultLimit {
                workers.append(try startWorker(until: end))
            }
            if workers.isEmpty { break }
            usleep(50_000)
            for index in workers.indices.reversed() {
                watch(&workers[index])
                guard !workers[index].process.isRunning else { continue }
                try finish(workers.remove(at: index))
            }
        }
        elapsed = Date().timeIntervalSince(start)
    }

    private mutating func startWorker(until end: Date) throws -> Worker {
        let number = started
        started += 1
        let path = work + "/record-\(number)"
        try? FileManager.default.removeItem(atPath: path)
        let record = try Record(path: path)
        var arguments = [
            "worker", target.rawValue, "--record", path, "--seed", "\(seed &+ UInt64(number))", "--seconds",
            "\(end.timeIntervalSinceNow)", "--corpus", work, "--scenarios", scenarios,
        ]
        if usesLibFuzzer { arguments.append("--lib-fuzzer") }
        return Worker(process: try launch(arguments, log: work + "/log-\(number)"), record: record)
    }

    private func watch(_ worker: inout Worker) {
        let count = worker.record.count
        if count != worker.lastCount || worker.record.state == .idle {
            worker.lastCount = count
            worker.lastProgress = Date()
        } else if Date().timeIntervalSince(worker.lastProgress) > Self.hangTime, worker.record.state == .running {
            worker.isHanging = true
            worker.process.terminateNow()
        }
    }

    private mutating func finish(_ worker: Worker) throws {
        worker.process.waitUntilExit()
        let record = worker.record
        defer { record.unmap() }
        inputs += record.count
        // libFuzzer ends the process itself when the time is over.
        let isDone = worker.process.terminationReason == .exit && worker.process.terminationStatus == 0
        if isDone, record.state != .failed { return }
        if record.count == 0 { throw WorkerFailure(log: work) }
        try note(record.input, verdict: worker.isHanging ? "hangs" : record.state == .failed ? record.message : "crashes")
    }

    // MARK: What was found

    /// Tries the input again in a process of its own, makes it smaller, and keeps it.
    private mutating func note(_ input: [UInt8], verdict: String) throws {
        let again = replay(input)
        // A machine that is busy with other things makes anything slow.
        if again == nil, verdict == "hangs" || verdict.hasPrefix("takes ") {
            say("  an input \(verdict), but not when tried alone: not counted")
            return
        }
        // One fault is kept once; a crash is known by where it happens.
        let signature = again ?? "\(verdict), but not when tried alone"
        guard signatures.insert(signature).inserted else { return }
        let smallest = again == nil || again == "hangs" ? input : shrunk(input, tries: 400) { replay($0) == again }
        let folder = keep + "/" + target.rawValue
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/found-" + String(fingerprint(smallest), radix: 16)
        try Data(smallest).write(to: URL(fileURLWithPath: path))
        found.append("\(path): \(signature)")
        say("  found \(path): \(signature)")
    }

    /// What the input shows in a process of its own; `nil` when it shows nothing.
    private func replay(_ input: [UInt8]) -> String? {
        let file = work + "/candidate"
        let log = work + "/candidate.log"
        guard (try? Data(input).write(to: URL(fileURLWithPath: file))) != nil,
            let process = try? launch(["replay", target.rawValue, file], log: log)
        else { return nil }
        let end = Date().addingTimeInterval(Self.hangTime)
        while process.isRunning, Date() < end { usleep(2_000) }
        if process.isRunning {
            process.terminateNow()
            process.waitUntilExit()
            return "hangs"
        }
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        if process.terminationReason == .exit {
            if process.terminationStatus == 0 { return nil }
            let message = String((text.split(separator: "\n").first ?? "fails").replacingOccurrences(of: "\(file): ", with: ""))
            return message.hasPrefix("takes ") ? "takes more than \(slowInput) s" : message
        }
        return crash(process.terminationStatus, text)
    }

    /// A crash in words: the signal, and what Swift said of it with the nearest line of ours.
    private func crash(_ signal: Int32, _ log: String) -> String {
        let lines = log.split(separator: "\n")
        let reason = lines.first { $0.contains("Fatal error") }.map { " " + $0.drop { $0 != "F" } } ?? ""
        let place = lines.first { $0.contains("/Sources/") && $0.contains(" at ") }?.components(separatedBy: "/Sources/").last
        return "signal \(signal)\(reason)" + (place.map { " in \($0)" } ?? "")
    }
}

struct WorkerFailure: Error, CustomStringConvertible {
    var log: String
    var description: String { "a worker ended before it began; see the logs in \(log)" }
}

extension Process {
    func terminateNow() { kill(processIdentifier, SIGKILL) }
}

/// Starts this program once more.
private func launch(_ arguments: [String], log: String) throws -> Process {
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    let process = Process()
    process.executableURL = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
        // Of a crash only its place is wanted, and only where the input is tried alone.
        ["SWIFT_BACKTRACE": arguments.first == "replay" ? "enable=yes,color=no,limit=30,registers=none,images=none" : "enable=no"]
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = FileHandle(forWritingAtPath: log) ?? .nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    return process
}
