import Hosts
import Programs
import Threads

/// Machines in which the library is installed and nothing has run: a run of many programs begins each with a copy of one.
///
/// The library is a thousand objects; to copy their records costs a tenth of making them. The first run in a process makes its own, so that
/// one run pays for no copy.
final class PreparedMachines: @unchecked Sendable {
    static let shared = PreparedMachines()

    private let lock = Lock()
    /// By the host's name.
    private var machines: [String: Prepared] = [:]
    private var hostsSeen: Set<String> = []

    /// A machine for the host, whose program is not the caller's yet; `nil` for the first run in the process.
    func machine(for host: HostProfile) -> Machine? {
        lock.locked {
            if let prepared = machines[host.name] { return prepared.machine.host == host ? prepared.machine : nil }
            if hostsSeen.insert(host.name).inserted { return nil }
            let machine = Machine(libraryOf: host, for: Self.nothing)
            machines[host.name] = Prepared(machine)
            return machine
        }
    }

    /// Holds a machine where it is, so that to look at it copies nothing.
    private final class Prepared {
        let machine: Machine

        init(_ machine: Machine) { self.machine = machine }
    }

    /// A program without a module.
    private static let nothing = Program(made: [], entries: [], title: "")
}
