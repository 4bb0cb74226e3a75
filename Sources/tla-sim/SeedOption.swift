import ArgumentParser
import Diagnostics
import Hosts
import Programs

/// Which of the orders that a host does not promise is shown.
struct SeedOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Choose among the orders that the host does not promise: of timers, setImmediate() and import(). Without it real work takes no time.",
            valueName: "number"))
    var seed: UInt64?

    /// The seed. Where nothing is known of what the host leaves to chance, that is said, and ends the command.
    func checked(_ program: Program, _ host: HostProfile?) throws -> UInt64? {
        let host = host ?? program.host ?? .spec
        guard seed != nil, !host.leavesToChance else { return seed }
        let hosts = HostProfile.all.filter(\.leavesToChance).map(\.name).joined(separator: ", ")
        report([
            Diagnostic(
                .usage,
                host.isHost
                    ? "--seed says nothing on the host \(host.name): it was not measured what that leaves to chance"
                    : "--seed says nothing here: ECMA-262 leaves no order to chance",
                suggestion: "name one of the hosts \(hosts) with --host")
        ])
        throw ExitCode(ExitStatus.usage)
    }
}
