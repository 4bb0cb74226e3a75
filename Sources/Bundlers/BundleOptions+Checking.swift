import Diagnostics
import Text

extension BundleOptions {
    /// - Throws: groups that name a module which the program does not have, or one that is in another group already.
    func check(against graph: LinkedGraph) throws(DiagnosticList) {
        guard !manualChunks.isEmpty else { return }
        let names = graph.reachable.map { graph[$0].name }
        let known = Set(names.map(ExactText.init))
        var chunkOfModule: [ExactText: String] = [:]
        var problems: [Diagnostic] = []
        for chunk in manualChunks {
            for module in chunk.modules {
                if !known.contains(ExactText(module)) {
                    let near = nearestName(to: module, among: names)
                    problems.append(
                        Diagnostic(
                            .usage, "the chunk '\(chunk.name)' names '\(module)', which is no module of the program",
                            suggestion: near.map { "did you mean '\($0)'?" } ?? "name modules as the trace does"))
                } else if let other = chunkOfModule.updateValue(chunk.name, forKey: ExactText(module)), other != chunk.name {
                    problems.append(
                        Diagnostic(.usage, "'\(module)' is in the chunks '\(other)' and '\(chunk.name)'", suggestion: "put it into one"))
                }
            }
        }
        if !problems.isEmpty { throw DiagnosticList(problems) }
    }
}
