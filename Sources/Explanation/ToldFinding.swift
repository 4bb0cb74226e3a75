import Diagnostics
import Text
import WhatIf

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
    ///   - canBeMade: whether a change is one that can be tried.
    public init(_ finding: Finding, input: String, options: [String], canBeMade: (Change) -> Bool = { _ in true }) {
        self.finding = finding
        remedies = finding.remedies.map { remedy in
            let change = remedy.change.flatMap { canBeMade($0) ? $0 : nil }
            return Remedy(
                words: remedy.words, saved: remedy.savedNanoseconds,
                command: change.map { ["tla-sim", "what-if", input] + options + $0.arguments } ?? [])
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

extension [ToldFinding] {
    /// The findings for a terminal, each below the heading of its section, with a blank line before each heading.
    public func text(isColoured: Bool = false) -> String {
        var text = ""
        for section in Finding.Section.allCases {
            let told = filter { $0.finding.section == section }
            if told.isEmpty { continue }
            text += "\n" + (isColoured ? "\u{1B}[1m\(section.heading)\u{1B}[0m" : section.heading) + "\n\n"
            for finding in told { text += finding.text(isColoured: isColoured) }
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
    /// All findings as they are told, after what kept the modules from running at all. A change that would be refused is not offered.
    public func toldFindings(input: String, options: [String]) -> [ToldFinding] {
        let all = run.diagnostics.map { Finding(.error, $0) } + findings
        var whatIf: WhatIf?
        var isRefused: [Change: Bool] = [:]
        func canBeMade(_ change: Change) -> Bool {
            // A bundle's modules are not the user's, and what was tried has been made.
            guard program.making == nil else { return true }
            if let known = isRefused[change] { return !known }
            let made = whatIf ?? WhatIf(program, loaded: run.loadedModules)
            whatIf = made
            let refused = (try? made.applying([change])) == nil
            isRefused[change] = refused
            return !refused
        }
        return all.map { ToldFinding($0, input: input, options: options, canBeMade: canBeMade) }
    }
}
