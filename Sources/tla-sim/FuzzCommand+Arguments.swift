import ArgumentParser
import Bundlers
import Differential
import Text

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
        if shard != nil, shardNumbers == nil {
            throw ValidationError("--shard takes a part and how many there are, such as 1/4, and not '\(shard ?? "")'.")
        }
        if bundlers != nil { _ = try chosenBundlers() }
        if merge, results.isEmpty { throw ValidationError("--merge takes the results of all shards.") }
        if resume, against == nil, output == nil { throw ValidationError("--resume looks for results in a folder: name it with -o.") }
        for name in familyNames where FuzzFamily(rawValue: name) == nil {
            let known = FuzzFamily.allCases.map(\.rawValue)
            let hint =
                nearestName(to: name, among: known).map { "Did you mean '\($0)'?" }
                ?? "Please provide one of them: \(known.joined(separator: ", "))."
            throw ValidationError("There is no family '\(name)'. \(hint)")
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

    var familyNames: [String] { families?.split(separator: ",").map(String.init) ?? [] }

    var shardNumbers: (part: Int, count: Int)? {
        guard let parts = shard?.split(separator: "/", omittingEmptySubsequences: false), parts.count == 2 else { return nil }
        guard let part = Int(parts[0]), let count = Int(parts[1]), part >= 1, count >= part else { return nil }
        return (part, count)
    }

    /// The models that are named, each once.
    func chosenBundlers() throws -> [Bundler] {
        var chosen: [Bundler] = []
        for name in (bundlers ?? "").split(separator: ",").map(String.init) {
            let known = Bundler.all.map(\.name)
            if name != "all", Bundler.named(name) == nil {
                let near = nearestName(to: name, among: known)
                let hint = near.map { "Did you mean '\($0)'?" } ?? "Known are all, \(known.joined(separator: ", "))."
                throw ValidationError("There is no bundler '\(name)'. \(hint)")
            }
            for bundler in Bundler.all where name == "all" || bundler.name == name {
                if !chosen.contains(where: { $0.name == bundler.name }) { chosen.append(bundler) }
            }
        }
        if chosen.isEmpty { throw ValidationError("--bundlers names no bundler.") }
        return chosen
    }
}
