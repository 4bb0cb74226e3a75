import Analysis
import ArgumentParser
import Diagnostics
import Diagrams
import Hosts
import Simulator
import Text
import Trace

/// The hosts of a command that may compare several.
struct HostsOption: ParsableArguments {
    /// More runs are not read beside each other.
    static let runLimit = 6

    @Option(
        name: .customLong("host"), parsing: .singleValue,
        help: ArgumentHelp(
            "The host: \(HostProfile.all.map(\.name).joined(separator: ", ")). Without it the scenario's own, or spec. With --view compare several.",
            valueName: "name"),
        completion: .list(HostProfile.all.map(\.name)))
    var names: [String] = []

    var profiles: [HostProfile] { names.compactMap(HostProfile.named) }

    func validate() throws {
        for name in names where HostProfile.named(name) == nil { throw HostOption.unknown(name) }
    }

    /// Several inputs with one host or with one each, or one input with several hosts.
    func validate(forInputs count: Int) throws {
        guard count > 1 || names.count > 1 else {
            throw ValidationError("--view compare takes two inputs or more, or --host twice or more.")
        }
        guard count == 1 || names.count <= 1 || names.count == count else {
            throw ValidationError("\(count) inputs take one --host, or \(count) of them, and not \(names.count).")
        }
        guard max(count, names.count) <= Self.runLimit else { throw ValidationError("--view compare takes \(Self.runLimit) runs at most.") }
    }

    /// The runs that are asked for.
    func pairs(with paths: [String]) -> [(path: String, host: HostProfile?)] {
        let profiles = profiles
        return (0..<max(paths.count, profiles.count)).map { index in
            (paths.count == 1 ? paths[0] : paths[index], profiles.count > 1 ? profiles[index] : profiles.first)
        }
    }
}

/// Names each run by what tells it from the others.
///
/// - Parameter paths: the input of each.
func comparedRuns(_ traces: [Trace], of paths: [String]) -> [ComparedRun] {
    let names = distinctNames(titles: traces.map(\.title), paths)
    let hasOneInput = Set(paths.map(ExactText.init)).count == 1
    let hosts = Set(traces.map(\.host))
    return zip(traces, names).map { trace, name in
        let label = hasOneInput && hosts.count > 1 ? "host \(trace.host)" : hosts.count > 1 ? "\(name), host \(trace.host)" : name
        return ComparedRun(label: label, run: AnalysedRun(trace))
    }
}

/// The titles; where different inputs have the same, the ends of their paths, as short as tells them apart.
private func distinctNames(titles: [String], _ paths: [String]) -> [String] {
    let parts = paths.map { $0.split(separator: "/").map(String.init) }
    func end(_ index: Int, _ count: Int) -> String { parts[index].suffix(count).joined(separator: "/") }
    return titles.indices.map { index in
        let rivals = titles.indices.filter { titles[$0] == titles[index] && !parts[$0].elementsEqual(parts[index]) }
        guard !rivals.isEmpty else { return titles[index] }
        let count = (1...max(1, parts[index].count)).first { count in rivals.allSatisfy { end($0, count) != end(index, count) } }
        return end(index, count ?? parts[index].count)
    }
}
