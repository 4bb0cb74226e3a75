import Diagnostics
import Simulator

/// How one scenario compares with what it expects.
struct CheckedScenario {
    var path: String
    var title: String
    /// What is not as expected, ready to print; empty when all is well.
    var failures: [String] = []
    /// What keeps the scenario from being run at all.
    var diagnostics: [Diagnostic] = []

    var isPassed: Bool { failures.isEmpty && diagnostics.isEmpty }
}

/// Runs a scenario, on its own host and on every host for which it expects something, and compares.
func checkScenario(path: String) -> CheckedScenario {
    do {
        let program = try Program.load(path: path)
        let run = program.run()
        return CheckedScenario(path: path, title: program.title, diagnostics: run.diagnostics)
    } catch {
        return CheckedScenario(path: path, title: path, diagnostics: error.diagnostics)
    }
}
