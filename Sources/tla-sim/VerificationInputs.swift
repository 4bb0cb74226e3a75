import Diagnostics
import Files
import Text

/// An input of `verify`.
struct VerificationInput {
    var path: String
    /// The name in recordings: the path from the folder that was named; for a file its own name.
    var id: String
}

/// The inputs that the paths of a command line stand for.
struct VerificationInputs {
    private(set) var all: [VerificationInput] = []
    /// What of the folders cannot be read. One without a scenario is a mistake in its path, and not nothing to do.
    private(set) var problems: [Diagnostic] = []

    init(_ paths: [String]) {
        for path in paths {
            guard isFolder(path) else {
                all.append(VerificationInput(path: path, id: Paths.name(of: path) ?? path))
                continue
            }
            let found = FoundScenarios(in: [path])
            problems += found.problems
            if found.paths.isEmpty, found.problems.isEmpty { problems.append(noScenario(in: [path])) }
            let prefix = Paths.joined(path, "")
            all += found.paths.map { VerificationInput(path: $0, id: $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0) }
        }
    }

    /// Two of which a recording could not tell which it is of; `nil` where there are none.
    var twoOfOneName: (first: VerificationInput, second: VerificationInput)? {
        var known: [ExactText: VerificationInput] = [:]
        for input in all {
            if let first = known.updateValue(input, forKey: ExactText(input.id)) { return (first, input) }
        }
        return nil
    }
}
