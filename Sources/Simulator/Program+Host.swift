import Diagnostics
import Programs
import Scenario
import Trace

extension Program {
    /// The host that the scenario names; `nil` when it names none.
    ///
    /// - Throws: that there is no such host, or none with such an option, located in the scenario.
    public func selectedHost() throws(DiagnosticList) -> HostProfile? {
        guard let selection = scenario?.host else { return nil }
        guard let profile = HostProfile.named(selection.name) else {
            let near = nearestName(to: selection.name, among: HostProfile.all.map(\.name))
            throw DiagnosticList([
                located(
                    Diagnostic(
                        .scenario, "there is no host '\(selection.name)'", at: selection.location, keyPath: "host",
                        suggestion: near.map { "did you mean '\($0)'?" }
                            ?? "hosts are " + HostProfile.all.map(\.name).joined(separator: ", ")))
            ])
        }
        if let option = selection.options.first {
            throw DiagnosticList([
                located(
                    Diagnostic(
                        .scenario, "the host option '\(option.key)' comes with a later version", at: option.location,
                        keyPath: "host.\(option.key)"))
            ])
        }
        return profile
    }
}

extension Run {
    /// The run of a program that asks for a host that there is not: nothing is loaded.
    init(refusing program: Program, _ problems: [Diagnostic]) {
        trace = Trace(title: program.title, host: HostProfile.spec.name)
        trace.about = program.about
        trace.outcome = .loadError(problems[0].message)
        diagnostics = problems
        outcomeDiagnostics = []
        hostMessages = []
        exitStatus = 1
        hasExited = false
        loadedModules = []
    }
}
