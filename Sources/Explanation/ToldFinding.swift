import Diagnostics
import Text

/// A finding as it is told: with the commands that show what its remedies do.
public struct ToldFinding: Sendable {
    public struct Remedy: Sendable {
        public var words: String
        /// Nanoseconds; `nil` where it was not tried.
        public var saved: Int64?
        /// The command with its arguments; empty where there is none.
        public var command: [String] = []

        /// The command as one types it into a shell; `nil` where there is none.
        public var commandLine: String? { command.isEmpty ? nil : command.map(shellQuoted).joined(separator: " ") }
    }

    public var finding: Finding
    public var remedies: [Remedy]

    /// - Parameters:
    ///   - input: what was explained, as the command line names it.
    ///   - options: the options of the command line that say what was run, such as `--host node`.
    public init(_ finding: Finding, input: String, options: [String]) {
        self.finding = finding
        remedies = finding.remedies.map { remedy in
            Remedy(
                words: remedy.words, saved: remedy.savedNanoseconds,
                command: remedy.change.map { ["tla-sim", "what-if", input] + options + $0.arguments } ?? [])
        }
        // A problem that names its remedies itself has no others.
        if remedies.isEmpty {
            remedies = ((finding.diagnostic.suggestion.map { [$0] } ?? []) + finding.diagnostic.alternatives).map { Remedy(words: $0) }
        }
    }

    /// The finding for a terminal, in the form of every problem, and below it the commands. Ends with a line break.
    public func text(isColoured: Bool = false) -> String {
        var text = finding.diagnostic.text(isColoured: isColoured)
        for remedy in remedies {
            guard let command = remedy.commandLine else { continue }
            let saved = remedy.saved.map { $0 > 0 ? " saves \(durationText($0))" : "" } ?? ""
            text +=
                (isColoured ? "\u{1B}[1;32m  try:\u{1B}[0m " : "  try: ") + visibleText(command) + (saved.isEmpty ? "" : "   #\(saved)")
                + "\n"
        }
        return text
    }
}

/// An argument as a POSIX shell takes it for one word.
func shellQuoted(_ argument: String) -> String {
    let isPlain =
        !argument.isEmpty
        && argument.utf8.allSatisfy { byte in
            switch Unicode.Scalar(byte) {
            case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "/", "=", ":", "@", ",", "+": true
            default: false
            }
        }
    return isPlain ? argument : "'" + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

extension Explanation {
    /// All findings as they are told, after what kept the modules from running at all.
    public func toldFindings(input: String, options: [String]) -> [ToldFinding] {
        (run.diagnostics.map { Finding(.error, $0) } + findings).map { ToldFinding($0, input: input, options: options) }
    }
}
