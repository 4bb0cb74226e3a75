import Diagnostics
import Text

extension CampaignResult {
    /// The result of the whole campaign, from those of all its shards, in any order. It is the one that a single run gives.
    ///
    /// - Parameter results: with the names by which messages call them; at least one.
    /// - Throws: why they do not belong together: another campaign, a shard twice, a shard that is missing.
    public static func merged(_ results: [(name: String, result: CampaignResult)]) throws(DiagnosticList) -> CampaignResult {
        precondition(!results.isEmpty, "a merge of no result")
        let (firstName, first) = results[0]
        var problems: [Diagnostic] = []
        var names: [Int: String] = [:]
        for (name, result) in results {
            if let difference = result.difference(from: first) {
                let (file, firstFile) = (visibleText(name), visibleText(firstName))
                problems.append(
                    Diagnostic(
                        .file, "\(file) does not belong to \(firstFile): it has \(difference.own), and that has \(difference.other)",
                        suggestion: "merge the results of one campaign"))
            } else if let known = names[result.shard.part] {
                problems.append(
                    Diagnostic(
                        .file, "\(visibleText(name)) and \(visibleText(known)) are the same shard \(result.shard.text)",
                        suggestion: "give each shard once"))
            } else {
                names[result.shard.part] = name
            }
        }
        if problems.isEmpty, names.count < first.shard.count {
            problems.append(
                Diagnostic(
                    .file, "shards are missing: \(missing(names.keys.sorted(), of: first.shard.count))",
                    suggestion: "run them with --shard, and give all results"))
        }
        if !problems.isEmpty { throw DiagnosticList(problems) }
        var whole = first
        whole.shard = .whole
        for (_, result) in results.dropFirst() { whole.add(result) }
        return whole
    }

    /// Whether it is what a run of the plan gives.
    public func isOf(_ plan: CampaignPlan, program: String) -> Bool {
        let empty = CampaignResult(plan, program: program)
        return shard == empty.shard && difference(from: empty) == nil
    }

    /// What tells two campaigns apart first.
    private func difference(from other: CampaignResult) -> (own: String, other: String)? {
        if program != other.program { return ("tla-sim \(visibleText(program))", "tla-sim \(visibleText(other.program))") }
        if seed != other.seed { return ("seed \(seed)", "seed \(other.seed)") }
        if graphs != other.graphs { return (counted(graphs, "graph"), counted(other.graphs, "graph")) }
        if shard.count != other.shard.count { return (counted(shard.count, "shard"), counted(other.shard.count, "shard")) }
        let (bundlers, others) = (rows.map { "\($0.bundler) (\($0.tool))" }, other.rows.map { "\($0.bundler) (\($0.tool))" })
        if bundlers != others {
            return ("the bundlers \(visibleText(bundlers.joined(separator: ", ")))", visibleText(others.joined(separator: ", ")))
        }
        return nil
    }

    /// `2, 5 to 9 of 16`: the first few, since a campaign may have thousands.
    private static func missing(_ present: [Int], of count: Int) -> String {
        var ranges: [String] = []
        var next = 1
        for shard in present + [count + 1] {
            if shard - 1 >= next { ranges.append(shard - 1 == next ? "\(next)" : "\(next) to \(shard - 1)") }
            next = shard + 1
        }
        let shown = ranges.prefix(8).joined(separator: ", ") + (ranges.count > 8 ? ", …" : "")
        return "\(shown) of \(count)"
    }
}
