import ArgumentParser
import Diagnostics
import Files
import Text
import Trace

/// The trace that was saved at a path; `nil` where something else is there, or nothing. What is wrong with a trace is said, and ends the command.
func savedTrace(at path: String) throws -> Trace? {
    guard path.hasSuffix(".json") || path.hasSuffix(".ndjson"), let bytes = try? readFile(path: path, limit: Trace.readingLimit),
        Trace.isTrace(bytes.prefix(200))
    else { return nil }
    do {
        return try Trace(saved: bytes)
    } catch {
        let place = error.line.map { SourceLocation(file: path, line: $0, column: 1) }
        report([Diagnostic(.file, place == nil ? "\(path): \(error.message)" : error.message, at: place, suggestion: error.suggestion)])
        throw ExitCode(ExitStatus.badInput)
    }
}

/// Refuses what says how to run a program where a run was saved.
///
/// - Parameters:
///   - host: as `--host` names it.
///   - bundler: as `--bundler` names it.
func refuseRunning(_ path: String, host: String?, bundler: String?, _ seed: SeedOption, _ limits: LimitOptions) throws {
    guard host != nil || bundler != nil || seed.seed != nil || !limits.arguments.isEmpty else { return }
    throw ValidationError(
        "'\(visibleText(path))' is a saved trace: what ran is settled. Take away --host, --bundler, --seed, the limits and what says how modules"
            + " are found, or name the program.")
}
