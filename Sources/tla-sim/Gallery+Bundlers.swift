import Bundlers
import Diagnostics
import Diagrams
import Programs

/// What bundlers make of a scenario that expects something of them, below each other on one axis, with the program as it is on top; `nil` where all do
/// the same at the same times. Only what a bundler makes that is asked for nothing is drawn.
func bundlersPicture(of program: Program) throws(DiagnosticList) -> String? {
    var bundlers: [Bundler] = []
    for bundled in program.scenario?.expect.bundlers ?? [] {
        guard bundled.isSplitting == nil, bundled.chunks.isEmpty, bundled.format == nil, let bundler = Bundler.named(bundled.name),
            !bundlers.contains(where: { $0.name == bundler.name })
        else { continue }
        bundlers.append(bundler)
    }
    guard !bundlers.isEmpty, let native = Bundler.named("native"),
        // Of what does not link there is nothing to draw.
        let table = try? BundleTable(program, base: native, bundlers, BundleOptions(), hosts: [nil])
    else {
        return nil
    }
    let runs = table.pictured(limit: HostsOption.runLimit).runs
    guard runs.count > 1 else { return nil }
    do {
        return try drawComparison(of: runs).svg()
    } catch {
        throw DiagnosticList([undrawable("comparison", error)])
    }
}
