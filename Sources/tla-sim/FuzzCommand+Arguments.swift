import ArgumentParser
import Bundlers
import Differential

extension FuzzCommand {
    func validate() throws {
        if let output { try validateFolder(output) }
        let asked = [against.map { _ in "--against" }, bundlers.map { _ in "--bundlers" }, merge ? "--merge" : nil].compactMap { $0 }
        guard asked.count == 1, let task = asked.first else {
            throw ValidationError(
                asked.isEmpty
                    ? "Say what the graphs are for: --against an engine, --bundlers, or --merge results."
                    : "\(asked.joined(separator: " and ")) are two things: give one of them.")
        }
        try refuseStrays(task)
        if let cases, cases < 1 { throw ValidationError("--cases takes a positive number.") }
        if let graphs, graphs < 1 { throw ValidationError("--graphs takes a positive number.") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 1024.") }
        if let time, time < 1 { throw ValidationError("--time takes a positive number of seconds.") }
        if let caseNumber, caseNumber < 0 { throw ValidationError("--case takes the number of a case, from 0.") }
        if bundlers != nil { _ = try chosenBundlers() }
        if merge, results.isEmpty { throw ValidationError("--merge takes the results of all shards.") }
        if resume, against == nil, output == nil { throw ValidationError("--resume looks for results in a folder: name it with -o.") }
        for name in familyNames where FuzzFamily(rawValue: name) == nil {
            throw unknownName(name, of: "family", among: FuzzFamily.allCases.map(\.rawValue))
        }
        if families != nil, familyNames.isEmpty { throw ValidationError("--families names no family.") }
    }

    /// Options that mean nothing for what is asked.
    private func refuseStrays(_ task: String) throws {
        let given: [(option: String, isGiven: Bool, tasks: [String])] = [
            ("--cases", cases != nil, ["--against"]),
            ("--time", time != nil, ["--against"]),
            ("--families", families != nil, ["--against"]),
            ("--trust", trust, ["--against"]),
            ("--bundler", bundling.name != nil, ["--against"]),
            ("--seed", seed != nil, ["--against", "--bundlers"]),
            ("--shard", shard != nil, ["--against", "--bundlers"]),
            ("--resume", resume, ["--against", "--bundlers"]),
            ("--graphs", graphs != nil, ["--bundlers"]),
            ("--case", caseNumber != nil, ["--bundlers"]),
            ("--jobs", jobs != nil, ["--bundlers", "--merge"]),
            ("--format", format != nil, ["--bundlers", "--merge"]),
        ]
        for (option, isGiven, tasks) in given where isGiven && !tasks.contains(task) {
            let instead =
                switch (option, task) {
                case ("--graphs", _): " Write --cases."
                case ("--cases", "--bundlers"): " Write --graphs."
                default: ""
                }
            throw ValidationError("\(option) goes with \(tasks.joined(separator: " or ")), and not with \(task).\(instead)")
        }
        if !merge, let result = results.first { throw ValidationError("Unexpected argument '\(result)': results go with --merge.") }
        if caseNumber != nil {
            for (option, isGiven) in [
                ("--graphs", graphs != nil), ("--shard", shard != nil), ("--jobs", jobs != nil), ("--format", format != nil),
                ("--resume", resume),
            ] where isGiven { throw ValidationError("--case shows one graph: leave \(option) out.") }
        }
    }

    var familyNames: [String] { families.map(listedNames) ?? [] }

    /// The models that are named, each once.
    func chosenBundlers() throws -> [Bundler] { try listedBundlers(bundlers ?? "", of: "--bundlers") }
}
