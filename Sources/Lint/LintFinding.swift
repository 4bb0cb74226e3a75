import Diagnostics

/// One place at which a rule is broken.
public struct LintFinding: Sendable {
    /// The rule's name.
    public var rule: String
    /// Whether it goes wrong in every run that comes to the place; otherwise control or values decide that.
    public var isCertain: Bool
    /// What is wrong, where, the way to it as related places, and what to write instead.
    public var diagnostic: Diagnostic
    /// The command that shows it happen, where it can be simulated: the words after `tla-sim`.
    public var command: [String]

    public init(rule: String, isCertain: Bool, _ diagnostic: Diagnostic, command: [String] = []) {
        self.rule = rule
        self.isCertain = isCertain
        self.diagnostic = diagnostic
        self.command = command
    }

    /// Whether both tell the same of one place.
    func isSame(as other: LintFinding?) -> Bool {
        guard let other, let place = diagnostic.location else { return false }
        return rule == other.rule && place == other.diagnostic.location && diagnostic.message == other.diagnostic.message
    }

    /// `certain` or `possible`.
    public var certainty: String { isCertain ? "certain" : "possible" }

    /// The command as one types it in a shell; `nil` where there is none.
    public var commandText: String? {
        command.isEmpty ? nil : (["tla-sim"] + command).map(Self.quoted).joined(separator: " ")
    }

    /// A word of a command line, in quotes where a shell would take it apart.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "-_./:=,+@%".utf8.contains(byte)
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
