import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Runs a program that may print anything, hang, or crash.
public struct EngineProcess: Sendable {
    public enum Ending: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        /// It was ended by us: it ran, or was silent, too long.
        case timedOut
        /// It was ended by us: it printed more than is read.
        case printedTooMuch
    }

    public struct Result: Sendable {
        public var ending: Ending
        /// Standard output, and standard error; what is no UTF-8 is replaced.
        public var output: String
        public var errors: String
    }

    /// The most bytes that are read from one stream, unless less is asked for.
    public static let largestOutput = 32 << 20

    private let identifier: pid_t
    private let outputs: (String, String)
    private let outputLimit: Int

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - surroundings: where it runs, and what it knows of ours; `nil` for all that we know ourselves.
    ///   - timeout: seconds after which it is killed, with all that it started.
    ///   - outputLimit: bytes of one stream after which it is killed likewise.
    public static func run(
        _ path: String, _ arguments: [String], surroundings: EngineSurroundings? = nil, timeout: Double, outputLimit: Int = largestOutput
    ) throws(Diagnostic) -> Result {
        let process = try start(path, arguments, surroundings: surroundings, outputLimit: outputLimit)
        return process.result(process.wait(timeout: timeout, isOfSilence: false))
    }

    /// Waits for its end.
    ///
    /// - Parameters:
    ///   - timeout: seconds after which it is killed, with all that it started.
    ///   - isOfSilence: whether they count from what it printed last, and not from here.
    ///   - isCancelled: asked all the time; once nobody wants it any more, it is killed likewise, as if its time were over.
    public func wait(timeout: Double, isOfSilence: Bool, isCancelled: () -> Bool = { false }) -> Ending {
        var limit = Clock.now + timeout
        var size: off_t = 0
        while true {
            // What it printed last, and then ended, counts too.
            if let ending = ending(block: false) { return printsTooMuch ? .printedTooMuch : ending }
            if isCancelled() { return kill(.timedOut) }
            if isOfSilence, outputSize != size {
                size = outputSize
                limit = Clock.now + timeout
            }
            if Clock.now > limit { return kill(.timedOut) }
            if printsTooMuch { return kill(.printedTooMuch) }
            usleep(2_000)
        }
    }

    /// Starts it, with its output going to files that nobody has to read along, and nothing to read.
    ///
    /// - Parameters:
    ///   - surroundings: where it runs, and what it knows of ours; `nil` for all that we know ourselves.
    ///   - outputLimit: bytes of one stream after which ``wait(timeout:isOfSilence:isCancelled:)`` ends it.
    /// - Throws: that it cannot be started.
    public static func start(
        _ path: String, _ arguments: [String], surroundings: EngineSurroundings? = nil, outputLimit: Int = largestOutput
    ) throws(Diagnostic) -> EngineProcess {
        let outputs = (try temporaryFile(), try temporaryFile())
        let own = ["NO_COLOR=1", "\(StrayProcesses.variable)=\(outputs.0)"] + (surroundings?.variables ?? [])
        // A group of its own, so that its helpers end with it; and no signal ignored that we ignore.
        let (identifier, error) = spawn(
            surroundings?.command(path, arguments) ?? [path] + arguments, variables: environment(with: own, of: surroundings),
            resetting: [SIGPIPE]
        ) { actions in
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, outputs.0, O_WRONLY | O_APPEND, 0)
            posix_spawn_file_actions_addopen(&actions, 2, outputs.1, O_WRONLY | O_APPEND, 0)
        }
        guard error == 0 else {
            unlink(outputs.0)
            unlink(outputs.1)
            throw Diagnostic(.file, SystemError(error).words)
        }
        EndOfProcess.add(identifier)
        return EngineProcess(identifier: identifier, outputs: outputs, outputLimit: outputLimit)
    }

    /// What of our environment it is given, and variables of its own instead of ours of the same name. What changes an engine's ways is left
    /// out in any case.
    private static func environment(with own: [String], of surroundings: EngineSurroundings?) -> [String] {
        let foreign = ["NODE_", "DENO_", "FORCE_COLOR=", "CLICOLOR"] + own.map { $0.prefix { $0 != "=" } + "=" }
        var result = own
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if !foreign.contains(where: text.hasPrefix), surroundings?.passesOn(text) ?? true { result.append(text) }
            next = next.successor()
        }
        return result
    }

    private static func temporaryFile() throws(Diagnostic) -> String {
        var name = Array("\(try ProcessFolder.path())/XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw Diagnostic(.file, "cannot make a temporary file: \(SystemError(errno).words)") }
        close(descriptor)
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// How it ended; `nil` while it runs. What it started ends with it.
    public func ending(block: Bool) -> Ending? {
        // Not waited for yet, its number stays its own.
        var news = siginfo_t()
        let options = WEXITED | WNOWAIT | (block ? 0 : WNOHANG)
        while waitid(P_PID, id_t(identifier), &news, options) < 0 {
            if errno != EINTR { return .exited(-1) }
        }
        guard news.si_signo != 0 else { return nil }
        _ = killGroup(identifier)
        EndOfProcess.remove(identifier)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 {
            if errno != EINTR { return .exited(-1) }
        }
        StrayProcesses.end(outputs.0)
        return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signalled(status & 0x7F)
    }

    /// Ends it and what it started.
    public func kill(_ ending: Ending) -> Ending {
        _ = killGroup(identifier)
        _ = self.ending(block: true)
        return ending
    }

    private func killGroup(_ group: pid_t) -> Int32 {
        #if canImport(Darwin)
        Darwin.kill(-group, SIGKILL)
        #else
        Glibc.kill(-group, SIGKILL)
        #endif
    }

    /// Whether it has printed more than is read.
    public var printsTooMuch: Bool { [outputs.0, outputs.1].contains { Self.size(of: $0) > off_t(outputLimit) } }

    private var outputSize: off_t { Self.size(of: outputs.0) }

    private static func size(of path: String) -> off_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_size : 0
    }

    private static func beginning(of path: String, limit: Int) -> [UInt8] {
        guard let file = fopen(path, "rb") else { return [] }
        defer { fclose(file) }
        let count = min(limit, Int(size(of: path)))
        return [UInt8](unsafeUninitializedCapacity: count) { $1 = fread($0.baseAddress, 1, count, file) }
    }

    /// What it printed, as far as it is read; the files are gone afterwards.
    public func result(_ ending: Ending) -> Result {
        func text(_ path: String) -> String {
            defer { unlink(path) }
            return String(decoding: Self.beginning(of: path, limit: outputLimit), as: UTF8.self)
        }
        return Result(ending: ending, output: text(outputs.0), errors: text(outputs.1))
    }
}

/// Seconds that pass as they do outside, from any start.
public enum Clock {
    public static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
