import ArgumentParser
import Text

/// What to say of a name on the command line that is none of those that there are: which one is near, or all of them.
///
/// - Parameters:
///   - what: what it should name, such as `host`.
///   - known: those that there are.
func unknownName(_ name: String, of what: String, among known: [String]) -> ValidationError {
    let hint = nearestName(to: name, among: known).map { "Did you mean '\($0)'?" } ?? "Known are \(known.joined(separator: ", "))."
    return ValidationError("There is no \(what) '\(name)'. \(hint)")
}

/// The names of a list with commas between them, each once; blanks around them say nothing.
func listedNames(_ list: String) -> [String] {
    var seen: Set<String> = []
    return list.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty && seen.insert($0).inserted }
}
