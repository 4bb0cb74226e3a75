import ArgumentParser

/// Whether a command runs again when what it read changes.
struct WatchOption: ParsableArguments {
    @Flag(name: .customLong("watch"), help: "Run again when a file that was read changes. Ctrl-C ends it, with 130.")
    var isOn = false

    func validate(_ paths: [String]) throws {
        guard isOn, paths.contains(standardStreamName) else { return }
        throw ValidationError("--watch has nothing to watch on standard input. Name a file.")
    }

    /// Where it is asked for: runs the command again and again, and ends it in the end.
    ///
    /// - Parameter paths: what the command line names. A folder counts with all modules and scenarios in it.
    func runAgain(_ paths: [String]) throws {
        guard isOn else { return }
        var rounds = WatchedRounds(paths)
        throw ExitCode(try rounds.run())
    }
}
