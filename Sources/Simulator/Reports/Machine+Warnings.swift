import Diagnostics
import Hosts
import JavaScript

extension Machine {
    /// Says once a run that the host has no `import defer` yet, and what is shown in its place.
    mutating func warn(of request: ModuleRequest, in unit: UnitID) {
        guard !host.globals.parsesDeferredImports, !reports.hasWarnedOfDeferral else { return }
        reports.hasWarnedOfDeferral = true
        warn(
            "\(host.name) has no 'import defer' yet, and says SyntaxError: what runs here is the proposal", at: request.range, in: unit,
            suggestion: "--host deno runs what V8 makes of it")
    }

    /// Says at a place of a module what the simulator has otherwise, where the run goes on.
    mutating func warn(_ message: String, at range: SourceRange, in unit: UnitID, suggestion: String? = nil) {
        var problem = code.modules[Int(unit.index)].source.diagnostic(.unsupported, message, at: range, suggestion: suggestion)
        problem.severity = .warning
        reports.diagnostics.append(locate(problem))
    }

    /// The same at the place whose code asks for something.
    mutating func warn(_ message: String, at place: Place, suggestion: String? = nil) {
        warn(message, at: SourceRange(start: place.offset, end: place.offset + 1), in: place.unit, suggestion: suggestion)
    }
}
