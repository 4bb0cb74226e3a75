import ArgumentParser
import Diagnostics
import Text

/// Tells what is wrong with a command line as every other problem is told, with the command's usage below it.
///
/// - Parameter command: whose usage; `nil` where the parser found the error, and knows.
func reportUsage(_ error: any Error, of command: ParsableCommand.Type? = nil) {
    let message = TLASim.message(for: error)
    report([usageDiagnostic(message, arguments: Array(CommandLine.arguments.dropFirst()))])
    guard DiagnosticsForm.chosen == .text else { return }
    if let command, let name = command.configuration.commandName {
        standardError.write("Usage: \(TLASim.usageString(for: command))\n  See 'tla-sim \(name) --help' for more information.\n")
    } else {
        // The parser begins with its own form of the message.
        let text = TLASim.fullMessage(for: error, columns: HelpLayout.unbrokenColumns)
        var rest = text.hasPrefix("Error: \(message)\n") ? String(text.dropFirst(message.count + 8)) : ""
        // Where nothing was said at all, the whole help follows.
        if let help = rest.firstRange(of: "OVERVIEW: ") {
            rest = "\n" + HelpLayout(String(rest[help.lowerBound...])).text(width: terminalWidth())
        }
        if !rest.isEmpty { standardError.write(rest.hasSuffix("\n") ? rest : rest + "\n") }
    }
    standardError.flush()
}

/// The parser's sentences in the form of ours: what is wrong, and apart from it what to write instead.
func usageDiagnostic(_ message: String, arguments: [String]) -> Diagnostic {
    var words = message
    var hint: String?
    for opening in [" Did you mean ", " Please provide ", " Known are ", " Write "] {
        guard let found = words.firstRange(of: opening) else { continue }
        let tail = words[found.lowerBound...].dropFirst()
        hint = tail.prefix(1).lowercased() + tail.dropFirst()
        words = String(words[..<found.lowerBound])
        break
    }
    if let given = hint, given.hasPrefix("please provide one of ") {
        // The parser lists a few in quotes, and more of them below each other.
        let listed = given.split(separator: "\n").dropFirst().map { $0.drop { $0 == " " || $0 == "-" }.split(separator: " ").first ?? "" }
        let names = listed.isEmpty ? quotedWords(given) : listed.map(String.init)
        let value = quotedWords(words).first ?? ""
        let all = listed.isEmpty ? String(given.dropFirst("please provide ".count)) : "one of " + names.joined(separator: ", ")
        hint = nearestName(to: value, among: names).map { "did you mean '\($0)'?" } ?? "write " + all
    }
    if words.hasSuffix(".") { words.removeLast() }
    if let text = hint, text.hasSuffix(".") { hint = String(text.dropLast()) }
    let first = words.prefix(1).lowercased()
    if hint == nil, let command = nearestCommand(arguments) { hint = "did you mean the command '\(command)'?" }
    return Diagnostic(.usage, first + words.dropFirst(), suggestion: hint)
}

/// The command that a first argument which is none most likely meant.
func nearestCommand(_ arguments: [String]) -> String? {
    guard let first = arguments.first, !first.contains("."), !first.contains("/"), !first.hasPrefix("-") else { return nil }
    let names = TLASim.configuration.subcommands.compactMap { $0.configuration.shouldDisplay ? $0.configuration.commandName : nil }
    return names.contains(first) ? nil : nearestName(to: first, among: names)
}

private func quotedWords(_ text: String) -> [String] {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) }
}
