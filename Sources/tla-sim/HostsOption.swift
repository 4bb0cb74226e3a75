import ArgumentParser
import Diagnostics
import Diagrams
import Hosts
import Simulator
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
func comparedRuns(_ traces: [Trace], ofOneInput isOneInput: Bool) -> [ComparedRun] {
    let hosts = Set(traces.map(\.host))
    return traces.map { trace in
        let label = isOneInput ? "host \(trace.host)" : hosts.count > 1 ? "\(trace.title), host \(trace.host)" : trace.title
        return ComparedRun(label: label, trace: trace)
    }
}
