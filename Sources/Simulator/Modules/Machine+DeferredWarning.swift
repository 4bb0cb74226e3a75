import Diagnostics
import Hosts
import JavaScript

extension Machine {
    /// Says once a run that the host has no `import defer` yet, and what is shown in its place.
    mutating func warn(of request: ModuleRequest, in unit: UnitID) {
        guard !host.globals.parsesDeferredImports, !reports.hasWarnedOfDeferral else { return }
        reports.hasWarnedOfDeferral = true
        let source = code.modules[Int(unit.index)].source
        var problem = source.diagnostic(
            .unsupported, "\(host.name) has no 'import defer' yet, and says SyntaxError: what runs here is the proposal", at: request.range,
            suggestion: "--host deno runs what V8 makes of it")
        problem.severity = .warning
        reports.diagnostics.append(locate(problem))
    }
}
