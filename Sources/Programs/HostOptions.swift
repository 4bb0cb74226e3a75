import Diagnostics
import Hosts
import Scenario
import Text

/// What stands beside a host's name in a scenario: `host: {name: workers, start: ahead}`.
extension HostProfile {
    func with(_ options: [DocumentValue.Member], of scenario: Scenario) throws(DiagnosticList) -> HostProfile {
        var profile = self
        for option in options {
            do throws(OptionProblem) {
                try profile.take(option)
            } catch {
                let problem = Diagnostic(
                    .scenario, error.message, at: option.location, keyPath: "host.\(option.key)", suggestion: error.suggestion)
                throw DiagnosticList([scenario.located(problem)])
            }
        }
        return profile
    }

    /// The names of the options that the host has.
    private var optionNames: [String] { ["loaded"] + (isolates == nil ? [] : ["start", "startUpLimit", "registry", "keyTime"]) }

    private mutating func take(_ option: DocumentValue.Member) throws(OptionProblem) {
        guard optionNames.contains(option.key) else {
            throw OptionProblem(
                "the host '\(name)' has no option '\(option.key)'",
                nearestName(to: option.key, among: optionNames).map { "did you mean '\($0)'?" }
                    ?? (optionNames.count == 1 ? "it has '\(optionNames[0])'" : "its options are \(optionNames.joined(separator: ", "))"))
        }
        if option.key == "loaded" {
            guard case .bool(let isLoaded) = option.value else {
                throw OptionProblem("expected true or false", "true: every file was read and linked before the program began")
            }
            if isLoaded { self = loaded }
            return
        }
        guard var rules = isolates else { return }
        switch option.key {
        case "start": rules.start = try word(option, among: IsolateRules.Start.allCases)
        case "registry": rules.registry = try word(option, among: IsolateRules.Registry.allCases)
        case "startUpLimit": rules.startUpLimit = try nanoseconds(option)
        case "keyTime": rules.keyTime = try nanoseconds(option)
        default: break
        }
        isolates = rules
    }

    private func word<Word: RawRepresentable<String>>(_ option: DocumentValue.Member, among words: [Word]) throws(OptionProblem) -> Word {
        if case .text(let text) = option.value, let word = Word(rawValue: text) { return word }
        throw OptionProblem("expected one of \(words.map(\.rawValue).joined(separator: ", "))", nil)
    }

    private func nanoseconds(_ option: DocumentValue.Member) throws(OptionProblem) -> Int64 {
        let text: String? =
            switch option.value {
            case .text(let text), .number(let text): text
            default: nil
            }
        if let text, let duration = try? VirtualDuration(parsing: text) { return duration.nanoseconds }
        throw OptionProblem("expected a duration such as 250ms or 1.5s", nil)
    }
}

private struct OptionProblem: Error {
    var message: String
    var suggestion: String?

    init(_ message: String, _ suggestion: String?) {
        self.message = message
        self.suggestion = suggestion
    }
}
