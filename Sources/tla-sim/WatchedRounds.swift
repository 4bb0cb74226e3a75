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
