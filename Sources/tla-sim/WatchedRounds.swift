import ArgumentParser
import Diagnostics
import Engines
import Files
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The rounds of `--watch`: the command without that flag, in a process of its own, each time that a file has changed which it read.
///
/// Files are looked at five times a second rather than waited for: that works on every system and every file system, those of containers and
/// networks too, and sees a file that is not there yet. A thousand files cost some two milliseconds each time.
struct WatchedRounds {
    private let paths: [String]
    private var files = WatchedFiles()

    private static let pauseMicroseconds: UInt32 = 200_000

    init(_ paths: [String]) { self.paths = paths }

    /// - Returns: the status to end with, when a signal asks for that.
    mutating func run() throws -> Int32 {
        let list: TemporaryFolder
        let program: String
        do throws(Diagnostic) {
            guard let own = ownProgram else { throw Diagnostic(.file, "cannot tell where tla-sim itself is") }
            (list, program) = (try TemporaryFolder(), own)
        } catch {
            report([error])
            return ExitStatus.cannotWrite
        }
        let file = list.path + "/read"
        let arguments = [program] + CommandLine.arguments.dropFirst().filter { $0 != "--watch" }
        WatchSignals.listen()
        while true {
            files.beginRound()
            guard let status = round(arguments, list: file) else {
                report([Diagnostic(.file, "cannot start tla-sim again")])
                return ExitStatus.cannotWrite
            }
            if let ending = WatchSignals.ending(status) { return ending }
            files.take(ReadFilesList.read(file) + paths)
            say("watching \(counted(files.count, "file")); Ctrl-C ends")
            var changed = files.changed()
            while changed == nil {
                usleep(Self.pauseMicroseconds)
                if let ending = WatchSignals.ending() { return ending }
                changed = files.changed()
            }
            // Whoever saves several files, or writes one in pieces, is not done with the first.
            usleep(Self.pauseMicroseconds / 4)
            say("\n\(visibleText(changed ?? "")) changed")
        }
    }

    private func say(_ words: String) {
        standardError.write(words + "\n")
        standardError.flush()
    }

    /// Runs the command to its end.
    ///
    /// - Returns: how its process ended, as `waitpid` tells; `nil` when it cannot be started.
    private func round(_ arguments: [String], list: String) -> Int32? {
        unlink(list)
        setenv(ReadFilesList.variable, list, 1)
        defer { unsetenv(ReadFilesList.variable) }
        var identifier: pid_t = 0
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        guard posix_spawn(&identifier, arguments[0], nil, nil, &words, environ) == 0 else { return nil }
        WatchSignals.began(identifier)
        defer { WatchSignals.began(0) }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 {
            if errno != EINTR { return nil }
        }
        return status
    }
}

/// What a round tells the watch: the files that it read, in a file that the watch names.
enum ReadFilesList {
    static let variable = "TLA_SIM_FILES_READ"

    /// In a round of a watch, the files that were read are told at the end, whichever that is.
    static func tellAtTheEnd() {
        guard getenv(variable) != nil else { return }
        atexit {
            guard let path = getenv(ReadFilesList.variable), let file = fopen(path, "wb") else { return }
            for path in filesRead.paths {
                let bytes = Array(path.utf8) + [0]
                fwrite(bytes, 1, bytes.count, file)
            }
            fclose(file)
        }
    }

    static func read(_ path: String) -> [String] {
        guard let bytes = try? readFile(path: path, limit: .max) else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Signals that end a watch, and the round that runs with it.
private enum WatchSignals {
    nonisolated(unsafe) private static let seen: UnsafeMutablePointer<sig_atomic_t> = {
        let pointer = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
        pointer.initialize(to: 0)
        return pointer
    }()
    nonisolated(unsafe) private static let round: UnsafeMutablePointer<pid_t> = {
        let pointer = UnsafeMutablePointer<pid_t>.allocate(capacity: 1)
        pointer.initialize(to: 0)
        return pointer
    }()

    static func listen() {
        // Made now, and not first in the handler.
        _ = (seen, round)
        hearEndingSignals()
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                WatchSignals.seen.pointee = sig_atomic_t(number)
                if WatchSignals.round.pointee > 0 { kill(WatchSignals.round.pointee, number) }
            }
        }
    }

    static func began(_ identifier: pid_t) { round.pointee = identifier }

    /// The status to end with; `nil` while nobody asks for it.
    ///
    /// - Parameter status: of a round. A terminal's Ctrl-C may reach it first.
    static func ending(_ status: Int32 = 0) -> Int32? {
        let signal = status & 0x7F
        if seen.pointee != 0 { return 128 + Int32(seen.pointee) }
        return signal == SIGINT || signal == SIGTERM || signal == SIGHUP ? 128 + signal : nil
    }
}
